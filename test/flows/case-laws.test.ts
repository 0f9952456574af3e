/** Laws that hold for every dialog that begins a case, at every council. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCardLimits } from '../../src/channels/shared/card-limits.ts';
import { checkSlackLimits } from '../../src/channels/slack/check-limits.ts';
import type { Block, FormValues } from '../../src/conversation/vocabulary.ts';
import type { CaseFlow } from '../../src/flows/case-flow.ts';
import type { FlowContext } from '../../src/flows/context.ts';
import {
  currentScreen,
  fillScreen,
  isComplete,
  openFields,
  openScreens,
  type Draft,
} from '../../src/flows/engine.ts';
import { caseFlowOf, whyNotFor } from '../../src/flows/flows.ts';
import { pickRoute } from '../../src/flows/routes.ts';
import { ROUTED_FLOWS, type RoutedFlow } from '../../src/protocol/procedures.ts';
import { PERSON_KINDS } from '../../src/protocol/schema.ts';
import { begin, CAROL, contextOf, COUNCILS, protocolOf, shownAt, someoneAt, TODAY } from './contexts.ts';
import { keepsTheLaws } from './laws.ts';

const TYPED = 'Somebody Unknown';
const TEXTS: FormValues = {
  'group-name': 'Ratepayers',
  topic: 'The local plan',
  date: TODAY,
  what: 'What it is.',
  when: 'On Tuesday.',
  how: 'By phone.',
  why: 'For a resident.',
  evidence: '',
  remedy: 'An apology.',
  service: '',
};

function flowFor(id: RoutedFlow): CaseFlow {
  const flow = caseFlowOf(id);
  if (!flow) throw new Error(`no flow ${id}`);
  return flow;
}

const EVERY = COUNCILS.flatMap((council) =>
  ROUTED_FLOWS.flatMap((id) =>
    PERSON_KINDS.filter((kind) => whyNotFor(id, kind, protocolOf(council)) === null).map((asker) => ({
      council,
      id,
      asker,
    })),
  ),
);

describe.each(EVERY)('$id at $council, begun by one who is: $asker', ({ council, id, asker }) => {
  const flow = flowFor(id);
  const context = contextOf(council, { asker });
  keepsTheLaws({ flow, context, start: () => begin(flow, context) }, 20);
});

/** Which facts anything of a procedure turns on. */
function factsUsed(council: string, id: RoutedFlow): ReadonlySet<string> {
  const { routes, before, signposts } = protocolOf(council).procedures[id];
  return new Set([...routes, ...before, ...signposts].flatMap(({ when }) => Object.keys(when ?? {})));
}

/** Everybody who may begin it, as far as its procedure can tell them apart. */
function askers(council: string, id: RoutedFlow): FlowContext[] {
  const used = factsUsed(council, id);
  const { levels } = protocolOf(council).procedures;
  return EVERY.filter((each) => each.council === council && each.id === id).flatMap(({ asker }) => {
    const ranks = used.has('asker-level') ? [asker, ...levels.map((level) => level.id)] : [asker];
    const groups = used.has('in-group') ? [null, 'Labour'] : [null];
    return ranks.flatMap((askerLevel) =>
      groups.map((askerGroup) => contextOf(council, { asker, askerLevel, askerGroup })),
    );
  });
}

/** Every way through a dialog that its procedure can tell apart: each choice that a fact is read from, in all its answers. */
function* waysThrough(flow: CaseFlow, context: FlowContext): Generator<FormValues> {
  const used = factsUsed(context.protocol.council.id, flow.id);
  const { levels } = context.protocol.procedures;
  const turnsOnSubject = used.has('subject-level') || used.has('subject-in-group');
  const turnsOnOfficer = used.has('officer-level');
  const ranked = levels.map(({ id }) => someoneAt(id));

  function* extend(answers: FormValues): Generator<FormValues> {
    const missing = openScreens(flow, context, answers)
      .flatMap((screen) => openFields(screen, context, answers))
      .find(({ name }) => answers[name] === undefined);
    if (!missing) {
      yield answers;
      return;
    }
    const { name, kind } = missing;
    const options = (missing.options?.(answers, context) ?? []).map(({ value }) => value);
    const matters = used.has(name) || name === 'step' || name === 'level';
    const people = (name === 'about' ? turnsOnSubject : turnsOnOfficer) ? [CAROL, TYPED, ...ranked] : [CAROL];
    const values =
      kind === 'choice'
        ? matters
          ? options
          : options.slice(0, 1)
        : kind === 'person'
          ? people
          : [TEXTS[name] ?? ''];
    for (const value of values) yield* extend({ ...answers, [name]: value });
  }
  yield* extend({});
}

/** A draft with these answers sent screen by screen, and every draft on the way. */
function walk(flow: CaseFlow, context: FlowContext, answers: FormValues): Draft[] {
  const drafts = [begin(flow, context)];
  for (let turn = 0; turn < 10; turn++) {
    const draft = drafts.at(-1);
    if (!draft || currentScreen(flow, context, draft) === null) break;
    if (flow.stops(draft.answers, context)) break;
    drafts.push(fillScreen(flow, context, draft, answers).draft);
  }
  return drafts;
}

function limitsPassed(blocks: readonly Block[]): string[] {
  const reply = { audience: 'private' as const, blocks };
  return [...checkSlackLimits(reply), ...checkCardLimits(reply)];
}

describe.each(COUNCILS.flatMap((council) => ROUTED_FLOWS.map((id) => ({ council, id }))))(
  'the routes of $id at $council',
  ({ council, id }) => {
    const flow = flowFor(id);
    const { routes } = protocolOf(council).procedures[id];
    const ways = askers(council, id).flatMap((context) =>
      [...waysThrough(flow, context)].map((answers) => {
        const route = pickRoute(id, flow.facts(answers, context), context.protocol);
        return { context, answers, route };
      }),
    );

    it('are all reached by some answers, or by a move', () => {
      const reached = new Set([
        ...ways.map(({ route }) => route.id),
        ...routes.flatMap(({ leads }) => Object.values(leads)),
      ]);
      expect(routes.map((route) => route.id).filter((route) => !reached.has(route))).toEqual([]);
    });

    it('lead to a summary, or stop where they say so, and show nothing that a platform cuts', () => {
      for (const route of routes) {
        const way = ways.find((each) => each.route === route);
        if (!way) continue;
        const drafts = walk(flow, way.context, way.answers);
        const last = drafts.at(-1);
        const stops = flow.stops(last?.answers ?? {}, way.context);
        expect(stops).toBe(route.stops);
        for (const draft of stops ? drafts.slice(0, -1) : drafts) {
          expect(limitsPassed(shownAt(flow, way.context, draft))).toEqual([]);
        }
        if (stops) {
          const shown = flow.stopped?.(last?.answers ?? {}, way.context) ?? [];
          expect(JSON.stringify(shown)).toContain(JSON.stringify(route.say).slice(1, -1));
          expect(limitsPassed(shown)).toEqual([]);
        } else {
          expect(last && isComplete(flow, way.context, last)).toBe(true);
          const shown = JSON.stringify(flow.summaryIntro(last?.answers ?? {}, way.context));
          expect(shown).toContain(JSON.stringify(route.say).slice(1, -1));
          expect(shown.includes('names nobody for this')).toBe(route.receive === undefined);
          expect(shown.includes('This is urgent')).toBe(route.urgent);
        }
      }
    });

    it('stop only where no other answer could have led elsewhere', () => {
      const anyWay = fc.constantFrom(...ways);
      fc.assert(
        fc.property(anyWay, fc.nat(), ({ context, answers, route }, seed) => {
          const names = Object.keys(answers);
          const some = Object.fromEntries(
            Object.entries(answers).filter(
              (_entry, at) => (seed >> (at % 20)) % 2 === 0 || names.length === 0,
            ),
          );
          if (flow.stops(some, context)) expect(route.stops).toBe(true);
        }),
        { numRuns: 200, seed: 20261120 },
      );
    });

    it('get facts that are never empty, and the same from the open answers alone', () => {
      for (const { context, answers } of ways.slice(0, 200)) {
        const facts = flow.facts(answers, context);
        expect(Object.values(facts)).not.toContain('');
        expect(flow.facts({ ...answers, 'made-up': 'x' }, context)).toEqual(facts);
        expect(facts['as']).toBe(context.asker);
      }
    });

    it('say what to know first, before any question', () => {
      const { before } = protocolOf(council).procedures[id];
      for (const context of askers(council, id)) {
        const first = JSON.stringify(shownAt(flow, context, begin(flow, context)));
        expect(first).toContain('Nothing is recorded, and nobody is told');
        const facts = flow.facts({}, context);
        for (const card of before) {
          const holds = Object.entries(card.when ?? {}).every(([fact, wanted]) =>
            [wanted].flat().includes(facts[fact] ?? ''),
          );
          expect(first.includes(JSON.stringify(card.say).slice(1, -1))).toBe(holds);
        }
      }
    });
  },
);
