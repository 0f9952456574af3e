import { describe, expect, it } from 'vitest';
import { makeCaseFlow } from '../../src/flows/case-flow.ts';
import { choiceField, levelsToldApart, textField, YES_NO } from '../../src/flows/case-fields.ts';
import { listInWords, officeInWords } from '../../src/flows/case-summary.ts';
import { complaintFlow } from '../../src/flows/complaint.ts';
import { currentScreen, fillScreen, openFields, openScreens } from '../../src/flows/engine.ts';
import { answersFromFacts } from '../../src/flows/given-answers.ts';
import { groupMeetingFlow } from '../../src/flows/group-meeting.ts';
import type { ProcedureCard, Route } from '../../src/protocol/procedures.ts';
import { begin, contextOf, COUNCILS, shownAt, someRoute, textOf, withProcedure } from './contexts.ts';

/** Two screens: whether it is warm and, where the council asks it, whether it rains; then what it is like. */
const FLOW = makeCaseFlow({
  id: 'enquiry',
  version: '1',
  title: 'Weather',
  offer: 'Weather',
  confirm: 'Send it',
  screens: [
    {
      id: 'sky',
      title: 'Sky',
      fields: [
        choiceField('warm', 'Warm', 'Is it warm?', YES_NO),
        choiceField('rain', 'Rain', 'Does it rain?', YES_NO, { optional: true }),
      ],
    },
    {
      id: 'air',
      title: 'Air',
      fields: [textField('what', 'What', 'What is it like?', 'Somebody reads it.')],
    },
  ],
  parties: () => ({ subjects: [], officers: [], group: null }),
});

const card = (rest: Partial<ProcedureCard>): ProcedureCard => ({
  say: 'Know this.',
  points: [],
  clauses: [],
  tone: 'normal',
  ...rest,
});
const at = (changes: Parameters<typeof withProcedure<'enquiry'>>[2]) =>
  withProcedure(contextOf(COUNCILS[0] ?? ''), 'enquiry', {
    before: [],
    signposts: [],
    asks: [],
    routes: [someRoute({})],
    ...changes,
  });
const summary = (route: Partial<Route>): string =>
  textOf(FLOW.summaryIntro({ warm: 'yes', what: 'mild' }, at({ routes: [someRoute(route)] })));

describe('a question that not every council asks', () => {
  const asked = (asks: string[]): string[] =>
    openScreens(FLOW, at({ asks }), {}).flatMap((screen) =>
      openFields(screen, at({ asks }), {}).map(({ name }) => name),
    );

  it('is asked where the procedure lists it', () => {
    expect(asked([])).toEqual(['warm', 'what']);
    expect(asked(['rain'])).toEqual(['warm', 'rain', 'what']);
  });
});

describe('what to know before', () => {
  const before = [
    card({ say: 'Always.' }),
    card({ say: 'When warm.', when: { warm: 'yes' }, tone: 'warning' }),
    card({ say: 'When cold.', when: { warm: 'no' } }),
  ];
  const context = at({ before });

  it('is shown as soon as it is known to hold, once, and on no later screen', () => {
    const first = begin(FLOW, context);
    const second = fillScreen(FLOW, context, first, { warm: 'yes' }).draft;
    const last = fillScreen(FLOW, context, second, { what: 'mild' }).draft;
    const shown = [first, second, last].map((draft) => textOf(shownAt(FLOW, context, draft)));
    expect(shown.map((text) => text.includes('Always.'))).toEqual([true, false, false]);
    expect(shown.map((text) => text.includes('When warm.'))).toEqual([false, true, false]);
    expect(shown.some((text) => text.includes('When cold.'))).toBe(false);
  });
});

describe('a route that stops', () => {
  const stop = someRoute({ id: 'stop', when: { warm: 'yes' }, stops: true, say: 'Not when warm.' });

  it('ends the dialog as soon as the answers decide it', () => {
    const context = at({ routes: [stop, someRoute({})] });
    expect(FLOW.stops({}, context)).toBe(false);
    expect(FLOW.stops({ warm: 'no' }, context)).toBe(false);
    expect(FLOW.stops({ warm: 'yes' }, context)).toBe(true);
    const shown = textOf(FLOW.stopped?.({ warm: 'yes' }, context) ?? []);
    expect(shown).toContain('Not when warm.');
    expect(shown).toContain('This comes next.');
  });

  it('waits while a route above it may still be taken', () => {
    const above = someRoute({ id: 'above', when: { rain: 'yes' } });
    const context = at({ asks: ['rain'], routes: [above, stop, someRoute({})] });
    expect(FLOW.stops({ warm: 'yes' }, context)).toBe(false);
    expect(FLOW.stops({ warm: 'yes', rain: 'yes' }, context)).toBe(false);
    expect(FLOW.stops({ warm: 'yes', rain: 'no' }, context)).toBe(true);
    // Where the council does not ask it, it never comes.
    expect(FLOW.stops({ warm: 'yes' }, at({ routes: [above, stop, someRoute({})] }))).toBe(true);
  });
});

describe('the summary', () => {
  it('says who receives it and who must agree', () => {
    const decide = [
      { title: 'the Chief Executive', who: [{ office: 'chief-executive' }] },
      { title: 'the Director', who: [{ office: 'director' }] },
    ];
    expect(summary({})).toContain('it goes to Helen Marsh, Head of Law.');
    expect(summary({ decide })).toContain('To be agreed by the Chief Executive and the Director.');
  });

  it('says so where the protocol names nobody, and offers somebody', () => {
    const silent = someRoute({ offer: 'monitoring-officer' });
    Reflect.deleteProperty(silent, 'receive');
    const text = textOf(FLOW.summaryIntro({ warm: 'no', what: 'mild' }, at({ routes: [silent] })));
    expect(text).toContain('Your protocol names nobody for this. I can tell Helen Marsh, Head of Law');
  });

  it('says by when, or that no time is set', () => {
    const clock = {
      id: 'reply',
      title: 'Reply',
      from: 'start',
      met_by: ['answer'],
      put_off_by: {},
      paused_in: [],
      owner: 'handler' as const,
      remind: { before: [], after: [] },
      say: 'Reply.',
      clauses: [],
    };
    expect(summary({})).toContain('The protocol sets no time for this.');
    expect(summary({ clocks: [{ ...clock, working_days: 10 }] })).toContain('Reply within 10 working days');
    expect(summary({ clocks: [{ ...clock, working_days: 1 }] })).toContain('Reply within 1 working day"');
    expect(summary({ clocks: [{ ...clock, months: 6, from: 'answer' }] })).toMatch(
      /sets no time for this.*Later.*Reply within 6 months/,
    );
    expect(summary({ clocks: [{ ...clock, working_days: 5, when: { warm: 'no' } }] })).not.toContain('Reply');
    expect(summary({ clocks: [{ ...clock, on: 'date' }] })).not.toContain('Reply');
  });

  it('says who else is told, now and later, and never the reader', () => {
    const tell = { say: 'x', shows: [], clauses: [] };
    const text = summary({
      tells: [
        { ...tell, on: 'start', who: { office: 'monitoring-officer' } },
        { ...tell, on: 'start', who: { role: 'raiser' } },
        { ...tell, on: 'outcome', who: { group_leader_of: 'raiser' }, when: { outcome: 'none' } },
        { ...tell, on: 'outcome', who: { role: 'handler' }, when: { warm: 'no' } },
      ],
    });
    expect(text).toContain('Told as well when you confirm: the Monitoring Officer');
    expect(text).toMatch(/Told later, if it comes to that: the leader of your [a-z ]+\./);
    expect(text).not.toContain('you,');
    expect(text).not.toContain('whoever handles it');
  });

  it('says in words that it is urgent', () => {
    expect(summary({ urgent: true })).toContain('This is urgent');
    expect(summary({})).not.toContain('urgent');
  });

  it('names offices and lists as people do', () => {
    const context = contextOf(COUNCILS[0] ?? '');
    expect(officeInWords('no-such-office', context)).toBe('the no-such-office');
    expect(listInWords([], 'and')).toBe('');
    expect(listInWords(['A', 'B', 'C'], 'or')).toBe('A, B or C');
  });
});

describe('levels', () => {
  it('are those that something turns on for the asker’s side', () => {
    const { procedures } = contextOf(COUNCILS[0] ?? '').protocol;
    const section = {
      ...procedures.complaint,
      before: [],
      signposts: [],
      routes: [
        someRoute({ when: { as: 'member', 'subject-level': ['director', 'chief-executive'] } }),
        someRoute({ when: { as: 'officer', 'subject-level': 'group-leader' } }),
        someRoute({}),
      ],
    };
    expect([...levelsToldApart(section, 'member')]).toEqual(['director', 'chief-executive']);
    expect([...levelsToldApart(section, 'officer')]).toEqual(['group-leader']);
  });
});

describe('facts read from a sentence', () => {
  const context = contextOf(COUNCILS[0] ?? '');

  it('become the answers they amount to, where a question would take them', () => {
    expect(
      answersFromFacts(groupMeetingFlow, context, { meeting: 'group', budget: 'yes', about: 'junior' }),
    ).toEqual({
      meeting: 'political-group',
      budget: 'yes',
    });
    expect(answersFromFacts(complaintFlow, context, { formality: 'formal', about: 'no-such-level' })).toEqual(
      {
        formality: 'formal',
      },
    );
  });

  it('lead past no screen', () => {
    const draft = begin(complaintFlow, context, {
      about: 'carol@council.example',
      several: 'one',
      code: 'protocol',
    });
    expect(currentScreen(complaintFlow, context, draft)?.id).toBe('who');
  });
});
