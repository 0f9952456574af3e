import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTED_FLOWS } from '../../src/protocol/procedures.ts';
import type { Deed } from '../support/slack-stories.ts';
import { sharedKnowledge } from '../support/world.ts';
import {
  complaint,
  DIALOGS,
  enquiry,
  information,
  meeting,
  pressure,
  startKirklees,
  type Name,
  type Town,
} from './kirklees-town.ts';

type Raise = Extract<Deed, { raise: string }>;

/** Who raises what; the route it takes; who is sent a card; what the summary and the receipt say. */
type Row = [who: Name, does: Raise, route: string, handlers: Name[], says?: RegExp];

const FORMAL = { 'How would': 'Formally' };
const FURTHER = { 'Have you raised': 'Yes' };
const NO_TIME = /The protocol sets no time/;

const ROWS: readonly Row[] = [
  ['Gareth', complaint('Olwen Parry', FURTHER), 'officer-further', ['Helen'], /no second step and no appeal/],
  [
    'Gareth',
    complaint('Ruth Adeyemi'),
    'officer-chief-executive',
    ['Grace'],
    /no line of its own about the Chief Executive/,
  ],
  ['Gareth', complaint('Grace Obi', FORMAL), 'officer-deputy', ['Ruth']],
  ['Gareth', complaint('Helen Marsh'), 'officer-statutory', ['Ruth']],
  ['Gareth', complaint('Iain Fraser', FORMAL), 'officer-statutory', ['Ruth']],
  ['Gareth', complaint('Ines Duarte'), 'officer-statutory', ['Ruth']],
  ['Gareth', complaint('Daniel Reed'), 'officer-executive-director', ['Ruth']],
  ['Gareth', complaint('Hannah Cole'), 'officer-service-director', ['Daniel']],
  ['Gareth', complaint('Peter Wood', FORMAL), 'officer', ['Hannah']],
  ['Gareth', complaint('Olwen Parry'), 'officer', ['Hannah']],
  [
    'Gareth',
    complaint('Lou Stray'),
    'officer',
    ['Helen'],
    /my suggestion: the protocol does not say who takes it/,
  ],
  ['Olwen', complaint('Cllr Gareth', FORMAL), 'member-monitoring-officer', ['Helen']],
  ['Olwen', complaint('Cllr Gareth', FURTHER), 'member-monitoring-officer', ['Helen']],
  ['Olwen', complaint('Cllr Gareth'), 'member-line-manager', ['Peter']],
  [
    'Olwen',
    complaint('Cllr Carol'),
    'member-line-manager',
    ['Peter'],
    /whether or not the councillor leads a group/,
  ],
  ['Daniel', complaint('Cllr Gareth'), 'member-line-manager', ['Ruth']],
  [
    'Helen',
    complaint('Cllr Gareth', FORMAL),
    'member-formal-by-monitoring-officer',
    ['Ruth'],
    /names nobody for this|names nobody else/,
  ],
  ['Helen', complaint('Cllr Gareth'), 'member-by-monitoring-officer', ['Daniel']],
  ['Ruth', complaint('Cllr Gareth'), 'member-by-chief-executive', ['Helen'], /names nobody for this/],

  ['Gareth', meeting(), 'group-attendance', ['Ruth'], /Chief Executive is asked first/],
  ['Olwen', meeting({ 'Who is to attend': 'I am' }), 'group-attendance', ['Ruth']],

  ['Olwen', pressure('Cllr Gareth', 'Because somebody complained'), 'conduct-monitoring-officer', ['Helen']],
  ['Ruth', pressure('Cllr Nadia', 'To change my advice'), 'by-chief-executive', ['Helen']],
  ['Hannah', pressure('Cllr Nadia', 'To change my advice'), 'cabinet-senior-officer', ['Ruth']],
  ['Olwen', pressure('Cllr Nadia', 'To change my advice'), 'judgement-cabinet', ['Peter']],
  ['Olwen', pressure('Cllr Gareth', 'To change my advice'), 'judgement', ['Peter']],
  ['Olwen', pressure('Cllr Gareth', 'A statutory officer'), 'statutory', ['Peter']],
  ['Olwen', pressure('Cllr Gareth', 'To work outside'), 'hours', ['Peter']],
  [
    'Olwen',
    pressure('Cllr Gareth', 'To act outside procedure'),
    'outside-procedure',
    ['Peter'],
    /No councillor may instruct you/,
  ],
  ['Gareth', pressure('Ruth Adeyemi', 'The officer lobbies'), 'lobbying-chief-executive', ['Grace']],
  ['Gareth', pressure('Iain Fraser', 'Something else'), 'lobbying-director', ['Ruth']],
  ['Gareth', pressure('Hannah Cole', 'The officer speaks ill'), 'lobbying-service-director', ['Daniel']],
  ['Gareth', pressure('Olwen Parry', 'The officer lobbies'), 'lobbying', ['Hannah']],

  ['Gareth', information(), 'request', ['Hannah'], /no number of days/],
  ['Gareth', information({ 'In which form': 'Documents' }), 'documents', ['Hannah']],
  ['Gareth', information({ 'Do you have an interest': 'Yes, a pecuniary' }), 'interest', ['Helen']],
  ['Gareth', information({ 'Do you have an interest': 'I am not sure' }), 'interest', ['Helen']],
  ['Gareth', information({ 'For whom': 'For somebody else', 'Are all': 'Yes' }), 'third-party', ['Hannah']],
  [
    'Gareth',
    information({ 'For whom': 'For somebody else', 'Are all': 'I am not' }),
    'third-party-unsure',
    ['Helen'],
  ],

  ['Gareth', enquiry(), 'enquiry', ['Olwen'], /no number of days/],
  ['Gareth', enquiry('Sam Okafor', 'A resident'), 'enquiry', ['Sam'], /no number of days/],

  ['Gareth', advice('Making confidential'), 'public-interest', ['Helen']],
  ['Olwen', advice('A difficulty'), 'group-difficulty', ['Helen'], /names nobody for such difficulties/],
  ['Olwen', advice('A question'), 'advice', ['Helen']],
];

function advice(matter: string): Raise {
  return {
    raise: DIALOGS.advice,
    answers: { 'What is it about': matter, 'What would you like to ask': 'May I?' },
  };
}

describe('every route of Kirklees, taken in Slack', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it.each(
    ROWS.map(
      (row) => [`${row[0]}: ${Object.values(row[1].answers).slice(0, 3).join(', ')}`, ...row] as const,
    ),
  )('%s', async (_title, who, does, route, handlers, says = NO_TIME) => {
    await town.play([
      {
        who,
        does: { ...does, summary: [says === NO_TIME ? /no time|no number of days|no first step/ : /./] },
        sees: [/Recorded: KIR-2026-\d{4}/],
        told: Object.fromEntries(handlers.map((each) => [each, [/Please treat it in confidence/]])),
      },
    ]);
    const summaryAndReceipt = await town.actor(who).forge(`case:${town.reference}`);
    expect(summaryAndReceipt).toContain(town.reference);
    await town.world.withRegister(async (register) => {
      const kase = await register.caseByReference('kirklees', town.reference);
      expect(kase?.route).toBe(route);
      // The protocol sets no deadline anywhere: nothing runs from the start.
      expect(await register.clocksOf('kirklees', kase?.id ?? '')).toEqual([]);
    });
  });

  it.each([
    [
      'Gareth',
      DIALOGS.meeting,
      { 'What kind': 'A ward, branch' },
      [/Officers must never go to a party's ward or constituency meeting/, /Nobody can agree to it/, /9\.5/],
    ],
    [
      'Olwen',
      DIALOGS.meeting,
      { 'What kind': 'A ward, branch', 'Who is to attend': 'I am' },
      [/Decline the invitation/, /9\.5/],
    ],
    [
      'Gareth',
      DIALOGS.information,
      {
        'What would you like to have': "My neighbour's file.",
        'In which form': 'Documents',
        'For whom': 'For somebody else',
        'Do you have an interest': 'No',
        'Are all': 'No',
        'Why do you need': 'He asked me to.',
      },
      [/It cannot be given/, /ask for yourself/, /10\.3/],
    ],
  ] as const)('%s: %s, which the protocol does not allow', async (who, offer, answers, says) => {
    const actor = town.actor(who);
    town.post();
    await actor.start(offer);
    const end = await actor.fill(answers);
    for (const pattern of says) expect(end).toMatch(pattern);
    expect(end).toMatch(/Nothing was recorded and nobody was told/);
    actor.closeWindow();
    expect(await actor.say('resume')).toMatch(/nothing under way/);
    expect(town.post(who)).toEqual([]);
  });

  it('offers an officer no dialog that is for councillors', async () => {
    const help = await town.actor('Olwen').say('help');
    expect(help).not.toMatch(/Ask for information|Send an enquiry/);
    expect(await town.actor('Olwen').forge('start:enquiry')).toMatch(/are those of councillors/);
    expect(await town.actor('Olwen').forge('start:information')).toMatch(/are for councillors/);
  });

  it('took every route that records something', () => {
    const { library } = sharedKnowledge();
    const procedures = library.protocols.get('kirklees')?.procedures;
    const all = ROUTED_FLOWS.flatMap((flow) => procedures?.[flow].routes ?? []).filter(({ stops }) => !stops);
    const taken = new Set(ROWS.map(([, , route]) => route));
    // Only a refusal that is disputed leads there.
    expect(all.map(({ id }) => id).filter((id) => !taken.has(id))).toEqual(['dispute']);
  });
});
