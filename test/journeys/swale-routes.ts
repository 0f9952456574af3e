/** Every route of Swale's procedures, as a table. */
import type { FlowId } from '../../src/protocol/schema.ts';

export type Row = {
  who: string;
  asks: FlowId;
  /** Those that matter to the route; the rest are filled in. */
  answers: Readonly<Record<string, string>>;
  /** The route's title in the receipt; null where the protocol does not let it be recorded. */
  as: string | null;
  /** First names of all who are sent a message, in order. */
  told: readonly string[];
  says?: RegExp;
};

const OLWEN = 'olwen.parry@council.example';
const PRIYA = 'priya.nair@council.example';
const DANIEL = 'daniel.reed@council.example';
const HELEN = 'helen.marsh@council.example';
const RUTH = 'ruth.adeyemi@council.example';
const IAIN = 'iain.fraser@council.example';
const CAROL = 'carol.finch@council.example';
const GARETH = 'gareth.hughes@council.example';
const JOAN = 'joan.pike@council.example';
const ANITA = 'anita.shah@council.example';

export const REST: Readonly<Record<string, string>> = {
  what: 'Something happened.',
  how: 'By phone.',
  when: 'On Monday',
  why: 'For my ward.',
  formality: 'informal',
  step: 'first',
  spoken: 'yes',
  concerns: 'conduct',
  form: 'documents',
  for: 'self',
  interest: 'none',
  meeting: 'political-group',
  group: 'Labour',
  topic: 'The Local Plan',
  date: '2026-12-10',
  outsiders: 'no',
};
const NO_TIME = /The protocol sets no time|names no route and no time/;
const TEN_DAYS = /due Fri 4 Dec \(10 working days left\)/;

export const ROWS: readonly Row[] = [
  // Complaints by councillors.
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: OLWEN },
    as: 'A concern about an officer, to their manager or Director',
    told: ['Daniel'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: PRIYA },
    as: 'A concern about an officer, to their manager or Director',
    told: ['Helen'],
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: IAIN },
    as: 'A concern about an officer, to their manager or Director',
    told: ['Ruth'],
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: OLWEN, step: 'further' },
    as: 'A complaint about an officer, to the Director or Chief Executive',
    told: ['Daniel'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: OLWEN, formality: 'formal' },
    as: 'A complaint about an officer, to the Director or Chief Executive',
    told: ['Daniel'],
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: PRIYA, formality: 'formal' },
    as: 'A complaint about an officer, to the Director or Chief Executive',
    told: ['Ruth'],
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: OLWEN, formality: 'formal', step: 'further' },
    as: 'A fresh look at a complaint about an officer',
    told: ['Ruth'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: DANIEL },
    as: 'A complaint about a Director',
    told: ['Ruth'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: DANIEL, formality: 'formal', step: 'further' },
    as: 'A fresh look at a complaint about a Director',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: HELEN },
    as: 'A complaint about the Monitoring Officer',
    told: ['Ruth'],
    says: /You, Ruth[^\n;]*told now\. Nobody else can open it here[\s\S]*(?:sets no time|no route and no time)/,
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: RUTH, formality: 'formal' },
    as: 'A complaint about the Chief Executive',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: 'Jo Bloggs', level: 'director' },
    as: 'A complaint about a Director',
    told: ['Ruth'],
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: 'Jo Bloggs', level: 'officer', formality: 'formal' },
    as: 'A complaint about an officer, to the Director or Chief Executive',
    told: ['Ruth'],
  },
  {
    who: JOAN,
    asks: 'complaint',
    answers: { about: 'Jo Bloggs', level: 'officer' },
    as: 'A concern about an officer, to their manager or Director',
    told: ['Helen'],
    says: /That it goes to them instead is my suggestion[^\n]*\nWhat happens next\n[^\n]*so I cannot promise it/,
  },
  // Complaints by officers.
  {
    who: OLWEN,
    asks: 'complaint',
    answers: { about: CAROL },
    as: 'A concern about a councillor, to the line manager',
    told: ['Daniel'],
    says: NO_TIME,
  },
  {
    who: PRIYA,
    asks: 'complaint',
    answers: { about: CAROL },
    as: 'A concern about a councillor, to the line manager',
    told: ['Helen'],
  },
  {
    who: HELEN,
    asks: 'complaint',
    answers: { about: CAROL },
    as: 'A concern about a councillor, to the line manager',
    told: ['Ruth'],
  },
  {
    who: OLWEN,
    asks: 'complaint',
    answers: { about: ANITA, step: 'further' },
    as: 'A concern about a councillor, to the Director or Chief Executive',
    told: ['Daniel'],
    says: NO_TIME,
  },
  {
    who: PRIYA,
    asks: 'complaint',
    answers: { about: CAROL, step: 'further' },
    as: 'A concern about a councillor, to the Director or Chief Executive',
    told: ['Ruth'],
  },
  {
    who: OLWEN,
    asks: 'complaint',
    answers: { about: CAROL, formality: 'formal' },
    as: 'A concern about a councillor, to the Monitoring Officer',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: HELEN,
    asks: 'complaint',
    answers: { about: CAROL, formality: 'formal' },
    as: 'A concern about a councillor, to the Monitoring Officer',
    told: ['Tom'],
  },
  {
    who: DANIEL,
    asks: 'complaint',
    answers: { about: CAROL },
    as: 'A complaint about a councillor by the Chief Executive or a Director',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: RUTH,
    asks: 'complaint',
    answers: { about: CAROL, formality: 'formal' },
    as: 'A complaint about a councillor by the Chief Executive or a Director',
    told: ['Helen'],
  },
  // Pressure.
  {
    who: OLWEN,
    asks: 'pressure',
    answers: { about: CAROL, kind: 'judgement' },
    as: 'Pressure from a councillor',
    told: ['Daniel'],
    says: NO_TIME,
  },
  {
    who: PRIYA,
    asks: 'pressure',
    answers: { about: CAROL, kind: 'hours' },
    as: 'Pressure from a councillor',
    told: ['Helen'],
    says: /my suggestion/,
  },
  {
    who: OLWEN,
    asks: 'pressure',
    answers: { about: CAROL, kind: 'witness' },
    as: 'Intimidation of a complainant or witness',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: IAIN,
    asks: 'pressure',
    answers: { about: CAROL, kind: 'statutory' },
    as: 'Undue pressure, to the Monitoring Officer',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: RUTH,
    asks: 'pressure',
    answers: { about: CAROL, kind: 'duties' },
    as: 'Pressure on the Chief Executive',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: DANIEL,
    asks: 'pressure',
    answers: { about: CAROL, kind: 'procedure' },
    as: 'Pressure on a Director or the Monitoring Officer',
    told: ['Ruth'],
    says: NO_TIME,
  },
  {
    who: HELEN,
    asks: 'pressure',
    answers: { about: CAROL, kind: 'procedure' },
    as: 'Pressure on a Director or the Monitoring Officer',
    told: ['Ruth'],
  },
  {
    who: JOAN,
    asks: 'pressure',
    answers: { about: OLWEN, kind: 'lobbying' },
    as: 'An officer lobbying a councillor',
    told: ['Daniel'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'pressure',
    answers: { about: DANIEL, kind: 'colleagues' },
    as: 'An officer lobbying a councillor',
    told: ['Ruth'],
  },
  {
    who: JOAN,
    asks: 'pressure',
    answers: { about: RUTH, kind: 'lobbying' },
    as: 'What the Chief Executive said to a councillor',
    told: ['Helen'],
    says: NO_TIME,
  },
  // Information and enquiries.
  {
    who: JOAN,
    asks: 'information',
    answers: { officer: OLWEN },
    as: 'A request for information',
    told: ['Olwen'],
    says: TEN_DAYS,
  },
  {
    who: JOAN,
    asks: 'information',
    answers: {},
    as: 'A request for information',
    told: ['Helen'],
    says: TEN_DAYS,
  },
  {
    who: JOAN,
    asks: 'enquiry',
    answers: { officer: OLWEN, about: 'resident' },
    as: 'An enquiry',
    told: ['Olwen'],
    says: TEN_DAYS,
  },
  {
    who: JOAN,
    asks: 'enquiry',
    answers: { officer: 'Jo Bloggs', about: 'own' },
    as: 'An enquiry',
    told: ['Helen'],
    says: /my suggestion/,
  },
  // Advice.
  {
    who: JOAN,
    asks: 'escalate',
    answers: { matter: 'question' },
    as: 'Advice from the Monitoring Officer',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: HELEN,
    asks: 'escalate',
    answers: { matter: 'other' },
    as: 'Advice from the Monitoring Officer',
    told: ['Tom'],
  },
  {
    who: JOAN,
    asks: 'escalate',
    answers: { matter: 'public-interest' },
    as: 'Before confidential information is disclosed',
    told: ['Helen'],
    says: NO_TIME,
  },
  {
    who: OLWEN,
    asks: 'escalate',
    answers: { matter: 'group-difficulty' },
    as: 'A difficulty about advice to a political group',
    told: ['Daniel'],
    says: NO_TIME,
  },
  {
    who: JOAN,
    asks: 'escalate',
    answers: { matter: 'group-difficulty' },
    as: 'A difficulty about advice to a political group',
    told: ['Helen'],
    says: NO_TIME,
  },
  // Group meetings.
  {
    who: CAROL,
    asks: 'group-meeting',
    answers: { officer: OLWEN },
    as: "An officer at a political group's meeting",
    told: ['Daniel', 'Olwen', 'Ruth'],
    says: NO_TIME,
  },
  {
    who: CAROL,
    asks: 'group-meeting',
    answers: { officer: PRIYA },
    as: "An officer at a political group's meeting",
    told: ['Helen', 'Priya', 'Ruth'],
  },
  {
    who: CAROL,
    asks: 'group-meeting',
    answers: { officer: DANIEL },
    as: "A Director or statutory officer at a political group's meeting",
    told: ['Daniel', 'Ruth'],
    says: NO_TIME,
  },
  {
    who: CAROL,
    asks: 'group-meeting',
    answers: { officer: RUTH },
    as: "A Director or statutory officer at a political group's meeting",
    told: ['Ruth'],
  },
  {
    who: OLWEN,
    asks: 'group-meeting',
    answers: { for: 'me' },
    as: "An officer at a political group's meeting",
    told: ['Daniel', 'Ruth'],
  },
  {
    who: RUTH,
    asks: 'group-meeting',
    answers: { for: 'me' },
    as: "A Director or statutory officer at a political group's meeting",
    told: ['Helen'],
    says: /my suggestion/,
  },
  {
    who: GARETH,
    asks: 'group-meeting',
    answers: { meeting: 'ward-party' },
    as: null,
    told: [],
    says: /party business[\s\S]*Nothing was recorded/,
  },
];
