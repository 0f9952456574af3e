/** The six dialogs that begin a case: what each asks and makes of the answers. */
import { describe, expect, it } from 'vitest';
import type { FormValues } from '../../src/conversation/vocabulary.ts';
import type { CaseFlow } from '../../src/flows/case-flow.ts';
import { complaintFlow } from '../../src/flows/complaint.ts';
import type { FlowContext } from '../../src/flows/context.ts';
import {
  currentScreen,
  describeAnswers,
  fillScreen,
  openFields,
  openScreens,
} from '../../src/flows/engine.ts';
import { enquiryFlow } from '../../src/flows/enquiry.ts';
import { escalateFlow } from '../../src/flows/escalate.ts';
import { flows, flowsFor, offerOf, topicOf, whyNotFor } from '../../src/flows/flows.ts';
import { groupMeetingFlow } from '../../src/flows/group-meeting.ts';
import { informationFlow } from '../../src/flows/information.ts';
import { pressureFlow } from '../../src/flows/pressure.ts';
import { FLOW_IDS, PERSON_KINDS } from '../../src/protocol/schema.ts';
import {
  begin,
  CAROL,
  contextOf,
  COUNCILS,
  protocolOf,
  protocols,
  shownAt,
  someoneAt,
  someRoute,
  textOf,
  TODAY,
  withProcedure,
} from './contexts.ts';
import { fillAll } from './made-up-flow.ts';

const COUNCIL = COUNCILS[0] ?? '';
const ME = 'me@council.example';
const names = (flow: CaseFlow, context: FlowContext, answers: FormValues): string[] =>
  openScreens(flow, context, answers).flatMap((screen) =>
    openFields(screen, context, answers).map(({ name }) => name),
  );

describe('asking for an officer at a group meeting', () => {
  const flow = groupMeetingFlow;
  const officer = withProcedure(contextOf(COUNCIL, { askerLevel: 'director' }), 'group-meeting', {
    asks: ['outsiders'],
    routes: [someRoute({})],
  });
  const member = { ...officer, asker: 'member' as const };
  const meeting = {
    meeting: 'political-group',
    group: 'Labour',
    topic: 'Budget',
    date: TODAY,
    outsiders: 'no',
  };

  it('asks members for an officer, and officers whether it is they', () => {
    expect(names(flow, member, meeting)).toContain('officer');
    expect(names(flow, member, meeting)).not.toContain('for');
    expect(names(flow, officer, { for: 'me' })).not.toContain('officer');
    expect(names(flow, officer, { for: 'other' })).toContain('officer');
  });

  it('knows the officer who attends, and how senior they are', () => {
    const mine = { ...meeting, for: 'me' };
    expect(flow.parties(mine, officer)).toEqual({ subjects: [], officers: [ME], group: 'Labour' });
    expect(flow.facts(mine, officer)['officer-level']).toBe('director');
    const carols = { ...meeting, officer: CAROL };
    expect(flow.parties(carols, member).officers).toEqual([CAROL]);
    expect(flow.facts({ ...meeting, officer: 'Somebody' }, member)['officer-level']).toBe('officer');
    expect(flow.facts(meeting, member)).not.toHaveProperty('officer-level');
  });

  it('takes a group by name where it is on no list, and shows it as the group', () => {
    const typed = { ...meeting, for: 'me', group: 'another', 'group-name': 'Ratepayers' };
    expect(flow.parties(typed, officer).group).toBe('Ratepayers');
    expect(flow.shown(typed, officer).filter(({ name }) => name.startsWith('group'))).toEqual([
      { name: 'group', label: 'Group', value: 'Ratepayers' },
    ]);
    const none = { ...officer, groups: [] };
    expect(names(flow, none, meeting)).not.toContain('group');
    expect(flow.parties({ ...typed, group: '' }, none).group).toBe('Ratepayers');
  });

  it('takes today and later, and no day that is over', () => {
    const filled = (date: string) =>
      fillScreen(
        flow,
        officer,
        { ...begin(flow, officer, { meeting: 'political-group', for: 'me' }), at: 'details' },
        {
          ...meeting,
          date,
        },
      );
    expect(filled(TODAY).errors).toEqual({});
    expect(filled('2026-11-19').errors['date']).toContain('over');
  });

  it('asks for the name only after another group was chosen, and calls that no fault', () => {
    const at = { ...begin(flow, officer, { meeting: 'political-group', for: 'me' }), at: 'details' };
    const { draft, errors } = fillScreen(flow, officer, at, { ...meeting, group: 'another' });
    expect(errors).toEqual({});
    expect(currentScreen(flow, officer, draft)?.id).toBe('details');
    const again = fillScreen(flow, officer, draft, {});
    expect(Object.keys(again.errors)).toEqual(['group-name']);
    expect(
      currentScreen(flow, officer, fillScreen(flow, officer, draft, { 'group-name': 'R' }).draft),
    ).toBeNull();
  });
});

describe('a complaint', () => {
  const flow = complaintFlow;
  const at = (asks: string[], asker: 'officer' | 'member' = 'member', level = 'director') =>
    withProcedure(contextOf(COUNCIL, { asker }), 'complaint', {
      asks,
      before: [],
      signposts: [],
      routes: [someRoute({ when: { 'subject-level': level } }), someRoute({})],
    });
  const level = protocolOf(COUNCIL).procedures.levels[0]?.id ?? '';

  it('knows the level of people in the file, and asks it of others only where a route turns on it', () => {
    const context = at([], 'member', level);
    expect(flow.facts({ about: someoneAt(level) }, context)['subject-level']).toBe(level);
    expect(flow.facts({ about: CAROL }, context)).toMatchObject({
      'subject-level': 'officer',
      'subject-in-group': 'yes',
    });
    expect(names(flow, context, { about: CAROL })).not.toContain('level');
    expect(names(flow, context, { about: 'Somebody' })).toContain('level');
    expect(flow.facts({ about: 'Somebody' }, context)).not.toHaveProperty('subject-level');
    expect(flow.facts({ about: 'Somebody', level }, context)['subject-level']).toBe(level);
    const plain = at([], 'officer', 'no-such-level');
    expect(names(flow, plain, { about: 'Somebody' })).not.toContain('level');
    expect(flow.facts({ about: 'Somebody' }, plain)).toMatchObject({
      'subject-level': 'member',
      'subject-in-group': 'unknown',
    });
  });

  it('goes further only where an informal step came before', () => {
    const fact = (answers: FormValues, asks = ['step']) => flow.facts(answers, at(asks))['formality'];
    expect(fact({ formality: 'informal' })).toBeUndefined();
    expect(fact({ formality: 'informal', step: 'first' })).toBe('informal');
    expect(fact({ formality: 'informal', step: 'further' })).toBe('further');
    expect(fact({ formality: 'formal', step: 'further' })).toBe('formal');
    expect(fact({ formality: 'informal', step: 'further' }, [])).toBe('informal');
  });

  it('asks each side only what is theirs', () => {
    const all = ['several', 'spoken', 'step', 'union', 'code'];
    expect(names(flow, at(all, 'member'), {})).toEqual(
      expect.not.arrayContaining(['union', 'code']) as unknown,
    );
    expect(names(flow, at(all, 'member'), {})).toContain('several');
    expect(names(flow, at(all, 'officer'), {})).not.toContain('several');
    expect(names(flow, at(all, 'officer'), {})).toEqual(
      expect.arrayContaining(['union', 'code', 'spoken', 'step']),
    );
  });

  it('is about the person named, and says that they hear nothing now', () => {
    const context = at([]);
    const answers = { about: CAROL, formality: 'formal', concerns: 'money', what: 'x', when: 'y' };
    expect(flow.parties(answers, context)).toEqual({ subjects: [CAROL], officers: [], group: null });
    expect(textOf(flow.summaryIntro(answers, context))).toContain('Whoever it is about hears nothing');
  });
});

it('pressure is of other kinds for officers than for members', () => {
  const kinds = (asker: 'officer' | 'member'): string[] => {
    const context = contextOf(COUNCIL, { asker });
    const field = pressureFlow.screens[0]?.fields.find(({ name }) => name === 'kind');
    return (field?.options?.({}, context) ?? []).map(({ value }) => value);
  };
  expect(kinds('officer')).toEqual(['procedure', 'duties', 'hours', 'judgement', 'statutory', 'witness']);
  expect(kinds('member')).toEqual(['lobbying', 'colleagues', 'other']);
  const context = contextOf(COUNCIL);
  expect(pressureFlow.parties({ about: CAROL }, context).subjects).toEqual([CAROL]);
});

it('information is a request, with tests only for third parties where the council has them', () => {
  const context = withProcedure(contextOf(COUNCIL, { asker: 'member' }), 'information', { asks: ['tests'] });
  expect(informationFlow.facts({}, context)['step']).toBe('request');
  expect(names(informationFlow, context, { for: 'self' })).not.toContain('tests');
  expect(names(informationFlow, context, { for: 'third-party' })).toContain('tests');
  expect(informationFlow.parties({ officer: '' }, context).officers).toEqual([]);
  expect(informationFlow.parties({ officer: CAROL }, context).officers).toEqual([CAROL]);
});

it('an enquiry goes to the officer named', () => {
  const context = contextOf(COUNCIL, { asker: 'member' });
  expect(enquiryFlow.parties({ officer: CAROL, about: 'own', what: 'x' }, context).officers).toEqual([CAROL]);
  expect(enquiryFlow.facts({ about: 'resident' }, context)['about']).toBe('resident');
});

describe('asking for advice', () => {
  const lastAnswer = { question: 'May I go?', answer: 'No.', clauses: ['7.2', '7.3'] };
  const context = contextOf(COUNCIL, { lastAnswer });

  it('begins with what was asked last, for the person to change', () => {
    const draft = begin(escalateFlow, context);
    expect(currentScreen(escalateFlow, context, draft)?.id).toBe('what');
    expect(draft.answers).toEqual({ what: 'May I go?' });
    expect(begin(escalateFlow, contextOf(COUNCIL)).answers).toEqual({});
    const long = { ...lastAnswer, question: 'x'.repeat(3001) };
    expect(begin(escalateFlow, { ...context, lastAnswer: long }).answers).toEqual({});
  });

  it('passes on what was answered, and shows that before', () => {
    const draft = fillAll(escalateFlow, context, begin(escalateFlow, context), { matter: 'question' });
    expect(currentScreen(escalateFlow, context, draft)).toBeNull();
    expect(textOf(shownAt(escalateFlow, context, draft))).toContain(
      'This goes with your question, as it was:',
    );
    expect(
      escalateFlow
        .shown(draft.answers, context)
        .slice(-3)
        .map(({ value }) => value),
    ).toEqual(['May I go?', 'No.', '7.2, 7.3']);
    const labels = (what: string): string[] =>
      escalateFlow.shown({ ...draft.answers, what }, context).map(({ label }) => label);
    expect(labels('May I go?')).not.toContain('Asked before');
    expect(labels('May I go there too?')).toContain('Asked before');
    const alone = contextOf(COUNCIL);
    expect(escalateFlow.shown(draft.answers, alone)).toEqual(
      describeAnswers(escalateFlow, alone, draft.answers),
    );
  });
});

describe('the flows there are', () => {
  it('are all there, with titles and buttons that fit', () => {
    for (const id of FLOW_IDS) {
      expect(flows[id].id).toBe(id);
      expect(flows[id].title.length).toBeLessThanOrEqual(24);
      for (const protocol of protocols.values()) expect(offerOf(id, protocol).length).toBeLessThanOrEqual(75);
    }
  });

  it('tell officers whose requests and enquiries are', () => {
    const protocol = protocolOf(COUNCIL);
    expect(whyNotFor('enquiry', 'officer', protocol)).toContain(protocol.council.words.members);
    expect(flowsFor('member', protocol).map(({ id }) => id)).toEqual([...FLOW_IDS]);
    expect(flowsFor('officer', protocol).map(({ id }) => id)).toEqual(
      FLOW_IDS.filter((id) => id !== 'information' && id !== 'enquiry'),
    );
  });

  it('ask the council’s own Monitoring Officer', () => {
    const protocol = protocolOf(COUNCIL);
    const offices = [{ id: 'monitoring-officer', title: 'Head of Law (Monitoring Officer)', clauses: [] }];
    const other = { ...protocol, council: { ...protocol.council, offices } };
    expect(offerOf('escalate', other)).toBe('Ask the Head of Law');
  });

  it('are each about a topic that every council knows, or about anything', () => {
    for (const protocol of protocols.values()) {
      const known = [...Object.keys(protocol.guidance.topics), ...protocol.guidance.not_covered];
      for (const id of FLOW_IDS) {
        for (const kind of PERSON_KINDS) expect([null, ...known]).toContain(topicOf(id, kind));
      }
    }
  });
});
