/** Journeys that are the same on every platform, as tables: who does what, and what they then see. */
import type { Answers } from '../support/both-platform.ts';
import {
  again,
  askAbout,
  askAmong,
  begin,
  choose,
  clause,
  fill,
  COMPARE,
  leave,
  mention,
  move,
  open,
  press,
  say,
  STRANGER,
  through,
  type Line,
} from '../support/both-town.ts';

export const COUNCILS = ['swale', 'kirklees', 'gwynedd', 'tdc', 'south-somerset'] as const;
export type CouncilId = (typeof COUNCILS)[number];

/** A journey, and the stage at which the case recorded last then is at each council; left out where none is left. */
export type Journey = {
  title: string;
  /** Where it is gone; at all councils unless said otherwise. What no council changes is gone at two. */
  at?: readonly CouncilId[];
  lines: (council: CouncilId) => readonly Line[];
  ends?: Partial<Record<CouncilId, string>>;
};

/** Signs that one platform or another gives a meaning: marks, entities, mentions, templates, other scripts, and their direction. */
const ODD =
  '<b>a & b</b> &amp; *bold* _low_ ~out~ `code` |bar| <@U1> <!channel> @channel {{DATE(2026)}} [x](http://y.z) \\* \u{1F600} ‏مرحبا بالعالم‏ עברית é';
const LONG = `${'A long story. '.repeat(210)}End.`;
const LINES = 'First line\n\n  * second *  \n\tthird';

/** Typed into fields of several lines, and to be stored as it is. */
export const TYPED = `${ODD}\n${LINES}`;

const DISCLOSURE: Answers = {
  'What kind': 'Family',
  'Would you like to have it': 'Yes',
  'Shall I tell': 'Yes',
  'With whom': 'Olwen Parry',
  'Did it begin': 'After it',
  'Does either': 'No',
};

const complaint = (about: Answers[string], more: Answers = {}): Answers => ({
  'Is it about one': 'One',
  'About whom': about,
  'Under which': 'Under the protocol',
  'What post': '',
  'How would': 'Informally',
  'Have you raised': 'No',
  'Have you spoken': 'Yes',
  'Does it touch': 'No',
  'What happened': 'They shouted at me.',
  'When did': 'Last Monday',
  'Would you like a trade': 'No',
  ...more,
});

const OUTCOME: Answers = {
  'What came of it?': 'No ',
  'What do you tell': 'I found nothing wrong.',
  'Does anything': 'No',
};

const MEETING: Answers = {
  'What kind of meeting': 'A meeting of',
  'Who is to attend?': 'Another',
  'Is it the political': 'No',
  'Which group': 'Labour',
  'Who is to attend? Choose': 'Olwen Parry',
  'What is the subject': 'The local plan',
  'When is the meeting': '2026-12-10',
  'Will there be': 'No',
  'Is it about the budget': 'No',
};
const WENT: Answers = {
  'Did you attend': 'Yes',
  'How long': 'Until the political',
  'Do notes': 'Yes, and they are not',
  'What is not right': 'I never said the site was safe.',
};

const INFORMATION: Answers = {
  'What would you like': 'The figures on planning appeals.',
  'In which form': 'Documents',
  'For whom': 'For me',
  'Do you have an interest': 'No',
  'Are all': 'Yes',
  'Why do you need': 'I sit on the planning committee.',
  'Do you know': 'Olwen Parry',
};

const questions: Journey = {
  title: 'questions: a verdict, follow-ups, clauses, and none',
  lines: () => [
    ['Olwen', say('Can I attend the Labour group meeting?')],
    ['Olwen', clause()],
    ['Olwen', say('and if it is the ward party?')],
    ['Olwen', say('why?')],
    ['Olwen', say('What does the protocol say about gifts?')],
    ['Olwen', say('Can I attend the Labour group meeting?')],
    ['Olwen', press('Keep this'), /\w{3}-2026-0001/],
    ['Olwen', again],
    ['Olwen', say('mine')],
    ['Carol', say('A planning officer is my sister. Do I have to tell anybody?')],
    ['Carol', press('That is not right')],
    ['Carol', again],
    ['Carol', say('clause 7.2')],
    ['Carol', say('what is the weather tomorrow?')],
    ['Carol', say('asdf qwer zxcv')],
    ['Carol', say(ODD)],
    ['Carol', say(`${LONG} May I come to the group meeting?`)],
    ['Carol', say('\u{1F600}')],
    [STRANGER, say('May I be at a group meeting of Labour?')],
    [STRANGER, say('mine'), /nothing in the register/],
  ],
};

const disclosures: Journey = {
  title: 'a disclosure: put right, interrupted, resumed after a restart, amended and ended',
  lines: () => [
    ['Joan', begin('Disclose a relationship'), /What kind of relationship/],
    ['Joan', fill({}), /Please answer this one/],
    ['Joan', fill({ 'What kind': 'A close friendship' })],
    COMPARE,
    ['Joan', press('Back'), /What kind of relationship/],
    ['Joan', fill({ 'What kind': 'Family' })],
    // Half-way: a question, and a disclosure begun once more.
    ['Joan', say('Can an officer attend a group meeting?'), /Back|Continue/],
    ['Joan', say('disclose'), /Continue/],
    ['Joan', leave],
    ['2026-11-20T10:00:00Z'],
    ['Joan', say('resume')],
    ['Joan', through({ ...DISCLOSURE, 'With whom': { typed: 'Alex Kim' } }), /More than one person/],
    [
      'Joan',
      through({
        ...DISCLOSURE,
        'With whom': 'Alex Kim, Tree Officer',
        'Is there anything else': TYPED,
      }),
      /Please check this/,
    ],
    ['Joan', press('With')],
    ['Joan', fill({ 'With whom': { typed: `  Jo   Bloggs ${ODD} ` } })],
    ['Joan', press('With')],
    ['Joan', fill({ 'With whom': 'Zoë O’Brien_*Price* & <Sons>' }), /Please check this/],
    ['Joan', press('Record it'), /Recorded: \w+-2026-0002/],
    ['Joan', again],
    ['@handler', open, /Zoë/],
    ['Joan', say('mine')],
    ['Joan', press('Amend REF')],
    ['Joan', press('Details')],
    ['Joan', fill({ 'Is there anything else': '' }), /Please check your changes/],
    ['Joan', press('Record it'), /Amended/],
    ['Joan', say('mine')],
    ['Joan', press('Amend REF')],
    ['Joan', press('Stop'), /stays as it was/],
    ['Joan', say('mine')],
    ['Joan', press('End REF'), /ended/],
    ['Joan', press('Yes, mark it as ended')],
    ['Joan', choose('end-confirmed:REF'), /already ended/],
  ],
  ends: {
    swale: 'ended',
    kirklees: 'ended',
    gwynedd: 'ended',
    tdc: 'ended',
    'south-somerset': 'ended',
  },
};

const DECISIONS: Record<CouncilId, readonly Line[]> = {
  swale: [
    ['@decider', move('Agree', { 'Is there anything': 'Half an hour.' })],
    ['@decider2', move('Agree'), /Agreed/],
    ['2026-12-11T09:30:00Z'],
    ['@officer', move('Say how it went', WENT), /Done/],
  ],
  kirklees: [
    ['@decider', move('Decline', { 'Why?': '' }), /Please answer this one/],
    ['@decider', say('cancel')],
    ['@decider', move('Agree', { 'Is there anything': ODD }), /Agreed/],
    ['2026-12-11T09:30:00Z'],
    ['@officer', move('Say how it went', WENT), /Done/],
  ],
  gwynedd: [['2026-12-11T09:30:00Z'], ['@officer', move('Say how it went', WENT), /Done/]],
  tdc: [
    ['@decider', move('Agree'), /Agree/],
    ['2026-12-11T09:30:00Z'],
    ['@officer', move('Say how it went', { ...WENT, 'Did you attend': 'No' }), /Done/],
  ],
  'south-somerset': [
    ['@handler', move('Reply', { 'Your advice': 'Please do.' }), /Answered/],
    ['@raiser', move('Thank you, that is all')],
  ],
};

const meetings: Journey = {
  title: 'an officer at a group meeting: asked for, decided, and told of afterwards',
  lines: (council) => [
    ['Carol', begin('Ask for an officer at a group meeting')],
    ['Carol', through({ ...MEETING, 'When is the meeting': '2026-11-19' }), /This day is over/],
    ['Carol', through({ ...MEETING, 'Which group': 'Plaid & Friends' }), /Please check this/],
    ['Carol', press('Group')],
    ['Carol', fill({ 'Which group': 'Another one' }), /What is the group/],
    ['Carol', fill({ 'What is the group': ODD }), /Please check this/],
    ['Carol', press('Group')],
    ['Carol', fill({ 'Which group': 'Labour' }), /Please check this/],
    ['Carol', press('Record it'), /Recorded/],
    ['Carol', again],
    ['Anita', open, /I have no case/],
    ...DECISIONS[council],
    ['Carol', say('mine')],
  ],
  ends: { swale: 'done', kirklees: 'done', gwynedd: 'done', tdc: 'done', 'south-somerset': 'closed' },
};

/** What handler and raiser may do before there is an outcome: the same at every council. */
const TALKS: readonly Line[] = [
  [
    '@handler',
    move('Hold, with a date', { 'When do you expect': '2026-11-01', 'Why does': 'Leave' }),
    /This day is over/,
  ],
  ['@handler', through({ 'When do you expect': '2027-01-07' }), /On hold/],
  ['@handler', move('Take up again'), /Being looked into/],
  ['@handler', move('Propose a way to settle it', { 'What do you propose': 'A meeting.' })],
  ['Joan', press('Open REF')],
  ['Joan', press('I do not agree')],
  ['Joan', press('Stop'), /stays as it was/],
  ['Joan', move('I do not agree', { 'What would settle': ODD })],
  ['@handler', move('Propose a way to settle it', { 'What do you propose': LINES })],
  ['Joan', move('I agree with it')],
];

const byMember: Journey = {
  title: 'a complaint by a member about an officer, through every move to its end',
  lines: (council) => [
    ['Joan', begin('Raise a complaint or concern')],
    ['Joan', fill({ 'Is it about one': 'One', 'About whom': { typed: '' } }), /Please answer this one/],
    ['Joan', through(complaint('Olwen Parry', { 'What happened': TYPED })), /Please check this/],
    ['Joan', press('Add: Evidence')],
    ['Joan', fill({ 'What shows it': LINES }), /Please check this/],
    ['Joan', press('Send it'), /Recorded/],
    ['Joan', again],
    ['Olwen', open, /I have no case/],
    ['Olwen', choose('move:REF:close:0'), /not yours to do/],
    ['@handler', press('Acknowledge')],
    ['@handler', fill({ 'What should they know': `I shall look.\n${ODD}` }), /Being looked into/],
    ['@handler', again],
    ['@handler', choose('move:REF:acknowledge:0'), /moved on/],
    ...(['swale', 'gwynedd'].includes(council) ? TALKS : []),
    ['@handler', move('Record the outcome', { ...OUTCOME, 'Does anything': 'Yes' }), /What has to change/],
    ['@handler', through({ 'What has to change': 'Calls are noted.' }), /Outcome given/],
    ['@handler', move('Set a date for the check', { 'When will you': '2027-02-01' })],
    ['2027-02-02T09:30:00Z'],
    [
      '@handler',
      move('Record the check', {
        'Have the': 'Yes',
        'Is the person': 'Yes',
        'What do you tell': 'All done.',
      }),
      /Closed/,
    ],
    ['Joan', say('mine')],
  ],
  ends: { swale: 'closed', kirklees: 'closed', gwynedd: 'closed', tdc: 'closed', 'south-somerset': 'closed' },
};

const byOfficer: Journey = {
  title: 'a complaint by an officer about a member: handed over, with an outcome, closed',
  lines: () => [
    ['Olwen', begin('Raise a complaint or concern')],
    ['Olwen', through(complaint('Cllr Anita Shah')), /Please check this/],
    ['Olwen', press('Stop'), /Stopped/],
    ['Olwen', begin('Raise a complaint or concern')],
    ['Olwen', through(complaint({ typed: 'cllr anita shah' })), /Please check this/],
    ['Olwen', press('Send it'), /Recorded/],
    ['Anita', open, /I have no case/],
    ['@handler', press('Hand over')],
    ['@handler', fill({ 'Who takes': { typed: '' } }), /Please answer this one/],
    ['@handler', fill({ 'Who takes': 'Priya Nair', 'Why?': ODD })],
    ['@handler', open, /Handled by/],
    ['@handler', move('Record the outcome', OUTCOME), /Outcome given/],
    ['@handler', move('Close the case'), /Closed/],
    ['Olwen', open, /Closed/],
    // A second, about somebody whom nobody knows, and taken back.
    ['Olwen', begin('Raise a complaint or concern')],
    [
      'Olwen',
      through(complaint({ typed: 'Cllr Nobody <Known> & Co' }, { 'What post': 'An' })),
      /Please check this/,
    ],
    ['Olwen', press('Send it'), /Recorded/],
    ['Olwen', move('Withdraw it', { 'Is there anything': '' }), /Withdrawn/],
  ],
  ends: {
    swale: 'withdrawn',
    kirklees: 'withdrawn',
    gwynedd: 'withdrawn',
    tdc: 'withdrawn',
    'south-somerset': 'withdrawn',
  },
};

const pressures: Journey = {
  title: 'pressure, both ways',
  lines: () => [
    ['Sam', begin('Report pressure')],
    // The window stays open through a restart, and the first screen is sent twice.
    ['2027-02-02T09:30:00Z'],
    ['Sam', fill({ 'From whom': 'Cllr Martin Lowe', 'What kind': 'To change my advice' })],
    ['Sam', again],
    COMPARE,
    [
      'Sam',
      through({
        'From whom': 'Cllr Martin Lowe',
        'What kind': 'To change my advice',
        'What was asked': LONG,
        'How was': ODD,
        'When was': ` Yesterday  at\t9 `,
      }),
      /Please check this/,
    ],
    ['Sam', press('Send it'), /Recorded/],
    ['@handler', move('Record the outcome', OUTCOME), /Outcome given/],
    ['Gareth', begin('Report pressure')],
    ['Gareth', fill({ 'What is it': 'Something else' }), /Please answer this one/],
    [
      'Gareth',
      through({
        'From whom': 'Sam Okafor',
        'What is it': 'The',
        'What post': '',
        'What was asked': 'A job.',
        'How was': 'By phone.',
        'When was': 'Monday',
      }),
      /Please check this|Stopped|goes/,
    ],
  ],
};

const requests: Journey = {
  title: 'a request for information: refused and disputed',
  lines: () => [
    ['Gareth', say('stop')],
    ['Gareth', begin('Ask for information')],
    ['Gareth', through({ 'In which form': 'Documents' }), /Please answer this one/],
    ['Gareth', through(INFORMATION), /Please check this/],
    ['Gareth', press('Send it'), /Recorded/],
    ['@handler', move('Refuse it', { Why: ODD }), /Refused/],
    ['Gareth', move('I do not agree', { 'Why do you need': 'For the committee.' })],
    ['Gareth', say('mine')],
  ],
};

const enquiries: Journey = {
  title: 'an enquiry, asked after; advice after a question',
  at: ['swale', 'kirklees', 'tdc'],
  lines: () => [
    ['Joan', begin('Send an enquiry')],
    [
      'Joan',
      through({
        'To whom': 'Sam Okafor',
        'What is it about': 'My own',
        'What would you': 'When is the bridge mended?',
      }),
    ],
    ['Joan', press('Send it'), /Recorded/],
    ['@handler', move('Hold, with reasons', { 'What is happening': 'Leave.', 'When do you': '2027-03-24' })],
    ['@handler', move('Answer', { 'Your answer': LINES })],
    ['Joan', move('I need more', { 'What is still': 'Which week?' })],
    ['@handler', move('Answer', { 'Your answer': 'The first.' })],
    ['Joan', move('Close the enquiry'), /Closed/],
    ['Olwen', say('Can I attend the Labour group meeting?')],
    ['Olwen', begin('Ask the Monitoring Officer')],
    ['Olwen', through({ 'What is it about': 'A question', 'What would you': 'May I go?' })],
    ['Olwen', press('Send it'), /Recorded/],
    ['@handler', move('Reply', { 'Your advice': 'You may.' })],
    ['Olwen', move('Thank you, that is all')],
  ],
};

const typed: Journey = {
  title: 'answers typed one by one, too long, in another form, and with signs',
  at: ['swale', 'gwynedd'],
  lines: () => [
    // Another, given up.
    ['Sam', begin('Disclose a relationship')],
    ['Sam', fill({ 'What kind': 'Something else' })],
    ['Sam', press('Stop'), /Stopped/],
    ['Sam', again],
    // Typed answer by answer.
    ['Sam', say('disclose')],
    ['Sam', say('3')],
    ['Sam', say('yes')],
    ['Sam', say('yes')],
    ['Sam', say('Cllr Idris ap-Vaughan')],
    ['Sam', say('cancel')],
    ['Sam', say('cancel'), /nothing to stop/],
    ['Priya', say('pressure')],
    COMPARE,
    ['Priya', mention('Anita')],
    COMPARE,
    ['Priya', say('back')],
    ['Priya', say('4')],
    COMPARE,
    ['Priya', say('z'.repeat(3_001)), /3001 characters long/],
    ['Priya', say(`${ODD}\n\n  two\u00A0words \nend  `)],
    COMPARE,
    ['Priya', say('By phone')],
    ['Priya', say('w'.repeat(151)), /151 characters long/],
    ['Priya', say(' At\u00A010 am,   on\tMonday \n')],
    COMPARE,
    ['Priya', press('How')],
    ['Priya', fill({ 'How was': `${LINES}\r\n${ODD}   ` }), /Please check this/],
    ['Priya', say('yes'), /Recorded/],
    ['Carol', say('meeting')],
    ['Carol', say('1')],
    ['Carol', say('no')],
    ['Carol', say('Labour')],
    ['Carol', say('Alex Kim'), /More than one/],
    ['Carol', say('Alex Kim, Drainage Engineer')],
    ['Carol', say('The budget')],
    ['Carol', say('10 March 2027'), /year-month-day/],
    ['Carol', say('2027-02-30'), /year-month-day/],
    ['Carol', say('2027-03-10')],
    COMPARE,
    ['Carol', say('back')],
    ['Carol', say('start again')],
    ['Joan', begin('Send an enquiry')],
    ['Joan', fill({ 'To whom': { picked: 'Sam' } }), /Please answer this one/],
    COMPARE,
    ['Joan', through({ 'What is it about': 'A resident', 'What would you': 'When?' })],
    ['Joan', press('Send it'), /Recorded/],
    ['Sam', say('cases')],
    ['Sam', open],
  ],
};

const messages: Journey = {
  title: 'a message of somebody else’s, asked about and taken along; questions where others read',
  at: ['kirklees', 'south-somerset'],
  lines: () => [
    ['Sam', askAbout(`Please change your report before it goes to committee. ${ODD}\nOr else.`)],
    ['Sam', press('Report pressure')],
    COMPARE,
    ['Sam', say('cancel')],
    ['Sam', askAbout('Shall we have lunch?')],
    COMPARE,
    // Where others read it: what is general is for all, what is personal is not.
    ['Iain', askAmong('May an officer attend a meeting of a political group?')],
    ['Iain', askAmong('Cllr Anita Shah shouted at me. Can I complain?'), /Others/],
    ['Iain', askAmong('my sister works in planning, must I tell anybody?')],
    ['Iain', askAmong(`${ODD} asdf`)],
    ['Iain', askAmong('')],
  ],
};

const absences: Journey = {
  title: 'absence, and whoever is in nobody’s file',
  lines: () => [
    ['Helen', say('away until 5 January 2099')],
    ['Helen', say('away until yesterday'), /cannot tell/],
    ['Olwen', begin('Ask the Monitoring Officer')],
    ['Olwen', through({ 'What is it about': 'A question', 'What would you': 'Who is there?' })],
    ['Olwen', press('Send it'), /Recorded/],
    ['Helen', say('back at work')],
    [STRANGER, begin('Disclose a relationship')],
    [STRANGER, choose('i-am:member'), /What kind/],
    [STRANGER, through(DISCLOSURE), /Please check this/],
    [STRANGER, press('Record it'), /Recorded/],
    [STRANGER, say('mine')],
  ],
};

export const JOURNEYS: readonly Journey[] = [
  questions,
  disclosures,
  meetings,
  byMember,
  byOfficer,
  pressures,
  requests,
  enquiries,
  typed,
  messages,
  absences,
];
