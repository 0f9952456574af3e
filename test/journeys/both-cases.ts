/** Journeys of cases from their beginning to their end, the same on every platform: who does what, and what they then see. */
import {
  again,
  begin,
  choose,
  COMPARE,
  fill,
  move,
  open,
  press,
  say,
  through,
  type Line,
} from '../support/both-town.ts';
import {
  ODD,
  LONG,
  LINES,
  TYPED,
  complaint,
  OUTCOME,
  WENT,
  INFORMATION,
  MEETING,
  type CouncilId,
  type Journey,
} from './both-words.ts';

const DECISIONS: Record<CouncilId, readonly Line[]> = {
  swale: [
    ['@decider', move('Agree', { 'Is there anything': 'Half an hour.' })],
    ['@decider2', move('Agree'), /Agreed/],
    ['2026-12-11T09:30:00Z'],
    ['@officer', move('Say how it went', WENT), /Done/],
  ],
  kirklees: [
    ['@decider', move('Decline', { 'Why?': '' }), /This one needs an answer/],
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

export const meetings: Journey = {
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

export const byMember: Journey = {
  title: 'a complaint by a member about an officer, through every move to its end',
  lines: (council) => [
    ['Joan', begin('Raise a complaint or concern')],
    ['Joan', fill({ 'Is it about one': 'One', 'About whom': { typed: '' } }), /This one needs an answer/],
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
    ...(['swale', 'tdc'].includes(council) ? TALKS : []),
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

export const byOfficer: Journey = {
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
    ['@handler', fill({ 'Who takes': { typed: '' } }), /This one needs an answer/],
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

export const pressures: Journey = {
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
    ['Gareth', fill({ 'What is it': 'Something else' }), /This one needs an answer/],
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

export const requests: Journey = {
  title: 'a request for information: refused and disputed',
  lines: () => [
    ['Gareth', say('stop')],
    ['Gareth', begin('Ask for information')],
    ['Gareth', through({ 'In which form': 'Documents' }), /This one needs an answer/],
    ['Gareth', through(INFORMATION), /Please check this/],
    ['Gareth', press('Send it'), /Recorded/],
    ['@handler', move('Refuse it', { Why: ODD }), /Refused/],
    ['Gareth', move('I do not agree', { 'Why do you need': 'For the committee.' })],
    ['Gareth', say('mine')],
  ],
};

export const enquiries: Journey = {
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
