import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerField,
  changeAnswer,
  currentScreen,
  describeAnswers,
  fillScreen,
  goBack,
  isComplete,
  openAnswers,
  openFields,
  openScreens,
  type Draft,
} from '../../src/flows/engine.ts';
import {
  kindLabel,
  officeTitle,
  officeToTell,
  relationshipFlow as FLOW,
} from '../../src/flows/relationship.ts';
import { otherSide } from '../../src/flows/case-fields.ts';
import type { FlowContext } from '../../src/flows/context.ts';
import type { FormValues } from '../../src/conversation/vocabulary.ts';
import { RELATIONSHIP_KINDS } from '../../src/protocol/schema.ts';
import { begin, contextOf, COUNCILS, textOf } from './contexts.ts';
import { keepsTheLaws } from './laws.ts';
import { fillAll } from './made-up-flow.ts';

const start = (context: FlowContext): Draft => begin(FLOW, context);

const ANSWERS: FormValues = {
  proceed: 'yes',
  tell: 'yes',
  with: 'carol@council.example',
  since: 'after',
  decides: 'neither',
  details: 'We met at a wedding.',
};

const finished = (context: FlowContext, answers: FormValues): Draft =>
  fillAll(FLOW, context, start(context), { ...ANSWERS, ...answers });
const screens = (context: FlowContext, answers: FormValues): string[] =>
  openScreens(FLOW, context, answers).map(({ id }) => id);
const fieldsOf = (context: FlowContext, answers: FormValues): string[] =>
  openScreens(FLOW, context, answers).flatMap((screen) =>
    openFields(screen, context, answers).map(({ name }) => name),
  );

/** What differs between councils: looked for in the data, so that the tests hold when a protocol changes. */
const ROUTES = COUNCILS.flatMap((council) =>
  RELATIONSHIP_KINDS.map((kind) => {
    const route = contextOf(council).protocol.procedures.relationship.kinds[kind];
    return { council, kind, tell: route.tell, duty: route.duty };
  }),
);

describe.each(COUNCILS)('disclosing a relationship at %s', (council) => {
  keepsTheLaws({ flow: FLOW, context: contextOf(council), start: () => start(contextOf(council)) }, 120);
});

describe.each(ROUTES)('$council, $kind ($duty, tells $tell)', ({ council, kind, tell, duty }) => {
  const context = contextOf(council);

  it('asks all there is to ask, and comes to a summary', () => {
    const draft = finished(context, { kind });
    expect(currentScreen(FLOW, context, draft)).toBeNull();
    expect(isComplete(FLOW, context, draft)).toBe(true);
  });

  it('lets the person stop exactly where disclosing is no duty', () => {
    expect(fieldsOf(context, { kind }).includes('proceed')).toBe(duty !== 'must');
  });

  it('offers to tell somebody exactly where the protocol names nobody', () => {
    expect(fieldsOf(context, { kind }).includes('tell')).toBe(tell === null);
    const { offer } = context.protocol.procedures.relationship;
    expect(officeToTell(context.protocol, { kind, tell: 'yes' })).toBe(tell ?? offer);
    expect(officeToTell(context.protocol, { kind, tell: 'no' })).toBe(tell);
    expect(officeToTell(context.protocol, { kind })).toBe(tell);
  });

  it('says once what the protocol asks, before anything about the other person', () => {
    const { say } = context.protocol.procedures.relationship.kinds[kind];
    const intros = openScreens(FLOW, context, { kind }).map((screen) =>
      textOf(screen.intro({ kind }, context)),
    );
    const holding = intros.flatMap((intro, at) => (intro.includes(JSON.stringify(say)) ? [at] : []));
    expect(holding).toEqual([1]);
  });

  it('says in the summary who will be told, or that nobody is', () => {
    for (const tellAnswer of ['yes', 'no']) {
      const { answers } = finished(context, { kind, tell: tellAnswer });
      const office = officeToTell(context.protocol, answers);
      expect(textOf(FLOW.summaryIntro(answers, context))).toContain(
        office === null ? 'Nobody is sent a message' : `the ${officeTitle(context.protocol, office)} is told`,
      );
    }
  });

  it('gives the same summary answered one by one, in any order, as all at once', () => {
    const given = Object.entries({ kind, ...ANSWERS });
    fc.assert(
      fc.property(fc.shuffledSubarray(given, { minLength: given.length }), (order) => {
        let draft = start(context);
        for (let turn = 0; turn < 30 && currentScreen(FLOW, context, draft); turn++) {
          const next = order.find(
            ([name, value]) =>
              draft.answers[name] === undefined &&
              answerField(FLOW, context, draft, name, value).draft !== draft,
          );
          draft = next ? answerField(FLOW, context, draft, ...next).draft : draft;
        }
        expect(openAnswers(FLOW, context, draft.answers)).toEqual(
          openAnswers(FLOW, context, finished(context, { kind }).answers),
        );
      }),
      { numRuns: 5, seed: 3 },
    );
  });
});

describe('stopping', () => {
  const voluntary = ROUTES.filter(({ duty }) => duty !== 'must');

  it.each(voluntary)('needs no other answer: $council, $kind', ({ council, kind }) => {
    const context = contextOf(council);
    const asked = fillScreen(FLOW, context, start(context), { kind }).draft;
    const { draft, errors } = fillScreen(FLOW, context, asked, { proceed: 'no' });
    expect(errors).toEqual({});
    expect(FLOW.stops(draft.answers, context)).toBe(true);
    expect(isComplete(FLOW, context, draft)).toBe(false);
  });

  it('cannot be made up where disclosing is a duty', () => {
    for (const { council, kind } of ROUTES.filter(({ duty }) => duty === 'must')) {
      const context = contextOf(council);
      expect(FLOW.stops(finished(context, { kind, proceed: 'no' }).answers, context)).toBe(false);
    }
  });
});

describe('changing the kind of relationship', () => {
  const mixed = ROUTES.filter(
    ({ council, kind, duty, tell }) =>
      duty !== 'must' &&
      tell === null &&
      ROUTES.some((other) => other.council === council && other.kind !== kind && other.tell !== null),
  );

  it('has a council to be seen at', () => {
    expect(mixed.length).toBeGreaterThan(0);
  });

  it.each(mixed)(
    'drops the answers that only the old kind asked for: $council, $kind',
    ({ council, kind }) => {
      const context = contextOf(council);
      const must = ROUTES.find((route) => route.council === council && route.tell !== null)?.kind ?? 'other';
      const draft = changeAnswer(FLOW, context, finished(context, { kind }), 'kind');
      const changed = answerField(FLOW, context, draft, 'kind', must).draft;
      expect(currentScreen(FLOW, context, changed)).toBeNull();
      const open = openAnswers(FLOW, context, changed.answers);
      expect(open).not.toHaveProperty('proceed');
      expect(open).not.toHaveProperty('tell');
      expect(open).toMatchObject({ with: ANSWERS['with'], details: ANSWERS['details'] });
    },
  );

  it.each(mixed)('asks what the new kind wants, and nothing else: $council, $kind', ({ council, kind }) => {
    const context = contextOf(council);
    const must = ROUTES.find((route) => route.council === council && route.tell !== null)?.kind ?? 'other';
    const begun = fillScreen(FLOW, context, start(context), { kind: must }).draft;
    const first = fillAll(FLOW, context, begun, {
      with: 'Carol',
      since: 'after',
      decides: 'both',
      details: '',
    });
    const opened = answerField(FLOW, context, changeAnswer(FLOW, context, first, 'kind'), 'kind', kind).draft;
    expect(currentScreen(FLOW, context, opened)?.id).toBe('whether');
    const { draft } = fillScreen(FLOW, context, opened, { proceed: 'yes', tell: 'no' });
    expect(currentScreen(FLOW, context, draft)).toBeNull();
  });
});

describe('a duty to disclose that names nobody to tell', () => {
  const context = contextOf(COUNCILS[0] ?? '');
  const { procedures } = context.protocol;
  const route = { ...procedures.relationship.kinds.other, duty: 'must' as const, tell: null };
  const kinds = { ...procedures.relationship.kinds, other: route };
  const strict: FlowContext = {
    ...context,
    protocol: {
      ...context.protocol,
      procedures: { ...procedures, relationship: { ...procedures.relationship, kinds } },
    },
  };

  it('offers somebody all the same, and no way to stop', () => {
    expect(fieldsOf(strict, { kind: 'other' }).slice(0, 2)).toEqual(['kind', 'tell']);
    const { answers } = finished(strict, { kind: 'other' });
    expect(officeToTell(strict.protocol, openAnswers(FLOW, strict, answers))).toBe(
      procedures.relationship.offer,
    );
  });
});

describe('the words of it', () => {
  it('are the council’s own', () => {
    for (const council of COUNCILS) {
      const { words } = contextOf(council).protocol.council;
      expect(otherSide(contextOf(council, { asker: 'officer' }))).toMatch(
        new RegExp(`^an? ${words.member}$`),
      );
      expect(otherSide(contextOf(council, { asker: 'member' }))).toMatch(
        new RegExp(`^an? ${words.officer}$`),
      );
    }
  });

  it('say first that nothing is recorded yet, and that it is private', () => {
    for (const council of COUNCILS) {
      const [first] = FLOW.screens;
      expect(textOf(first?.intro({}, contextOf(council)) ?? [])).toMatch(/private.*Nothing is recorded/);
    }
  });

  it('name people and kinds, never their keys, in the summary', () => {
    for (const council of COUNCILS) {
      const context = contextOf(council);
      const rows = describeAnswers(FLOW, context, finished(context, { kind: 'friendship' }).answers);
      expect(rows.map(({ value }) => value)).toContain('Cllr Carol Finch');
      expect(rows.map(({ value }) => value)).toContain(kindLabel('friendship'));
      expect(rows.map(({ label }) => label)).not.toContain('with');
    }
  });

  it('say what follows where one takes decisions that touch the other, unless neither does', () => {
    for (const council of COUNCILS) {
      const context = contextOf(council);
      const { decides } = context.protocol.procedures.relationship;
      if (!decides) continue;
      for (const value of ['discloser', 'other', 'both', 'unsure', 'neither']) {
        const { answers } = finished(context, { kind: 'family', decides: value });
        expect(textOf(FLOW.summaryIntro(answers, context)).includes(decides.say)).toBe(value !== 'neither');
      }
    }
  });

  it('keep an unknown kind as it is', () => {
    expect(kindLabel('constructor')).toBe('constructor');
  });
});

it('goes back to the kind, and forward again, with every answer kept', () => {
  const context = contextOf(COUNCILS[0] ?? '');
  let draft = finished(context, { kind: 'family' });
  const before = draft.answers;
  for (let steps = 0; steps < 5; steps++) draft = goBack(FLOW, context, draft);
  expect(currentScreen(FLOW, context, draft)?.id).toBe('kind');
  expect(screens(context, draft.answers)[0]).toBe('kind');
  for (let steps = 0; steps < 5; steps++) draft = fillScreen(FLOW, context, draft, {}).draft;
  expect(currentScreen(FLOW, context, draft)).toBeNull();
  expect(draft.answers).toEqual(before);
});
