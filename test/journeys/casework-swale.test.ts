/** Swale's casework, lived through in Slack: who does what, what they read, and who is told what. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  answer,
  begin,
  forge,
  move,
  open,
  openSlackTown,
  press,
  raise,
  say,
  type Act,
  type Answers,
  type SlackTown,
} from '../support/slack-story.ts';

const COMPLAINT = 'Raise a complaint or concern';
const MEETING = 'Ask for an officer at a group meeting';
const PRESSURE = 'Report pressure';
const INFORMATION = 'Ask for information';
const ENQUIRY = 'Send an enquiry';
const ADVICE = 'Ask the Monitoring Officer';

const WHAT: Answers = { 'What happened?': 'My letters were not answered.', 'When did': 'In October' };
const first = (formality: string): Answers => ({
  'How would you like': formality,
  'Have you raised it': 'No',
  'Have you spoken': 'Yes',
  'Does it touch': 'No',
});
const again: Answers = { ...first('Informally'), 'Have you raised it': 'Yes' };
const complain = (about: string, way: Answers = first('Informally')): Act =>
  raise(COMPLAINT, { 'About whom?': about }, way, WHAT);
const OUTCOME: Answers = {
  'What came of it?': 'No action',
  'What do you tell': 'I found nothing wrong.',
  'Does anything': 'No',
};

let town: SlackTown;
const inSwale = (): void => {
  beforeAll(async () => {
    town = await openSlackTown('swale');
  });
  afterAll(() => town.world.close());
};

describe('a councillor complains', () => {
  inSwale();

  it('about an officer: informally, held, with an outcome, formally, with an outcome, closed', async () => {
    await town.live(
      {
        who: 'Joan',
        does: complain('Olwen Parry'),
        sees: [/Recorded: SWA-2026-0001/, /Daniel Reed, Director of Place, who is being told now/],
        told: { Daniel: [/A concern about an officer/, /Cllr Joan Pike/, /My letters were not answered/] },
      },
      { who: 'Olwen', does: open(), sees: /I have no case SWA-2026-0001 to show you/ },
      {
        who: 'Daniel',
        does: move('Acknowledge', { 'What should they know': 'I will speak to the team.' }),
        sees: /Done: Acknowledge\. Told: Cllr Joan Pike/,
        told: { Joan: [/has been received and is being looked into/, /I will speak to the team/] },
      },
      {
        who: 'Daniel',
        does: move('Hold, with a date', { 'When do you expect': '2026-12-04', 'Why does it': 'Leave.' }),
        sees: /On hold/,
        told: { Joan: [/will take longer/, /Fri 4 Dec/, /Leave\./] },
      },
      { who: 'Daniel', does: move('Take up again'), sees: /Being looked into/, told: { Joan: /again/ } },
      {
        who: 'Daniel',
        does: move('Record the outcome', OUTCOME),
        sees: /Outcome given/,
        told: { Joan: [/No action is needed/, /I found nothing wrong/] },
      },
      {
        who: 'Joan',
        does: move('Make it formal', { 'Why should it go': 'Nobody asked me.' }),
        sees: /Told: Ruth Adeyemi/,
        told: { Ruth: [/to the Director or Chief Executive/, /Nobody asked me/] },
      },
      { who: 'Daniel', does: open(), sees: /I have no case/ },
      {
        who: 'Ruth',
        does: move('Record the outcome', { ...OUTCOME, 'What came of it?': 'Action' }),
        sees: /Outcome given/,
        told: { Joan: /Action has been or will be taken/ },
      },
      { who: 'Ruth', does: move('Close the case'), sees: /Closed/, told: { Joan: /is closed/ } },
      { who: 'Joan', does: say('mine'), sees: [/SWA-2026-0001/, /Closed/] },
      { who: 'Helen', does: open(), sees: /Closed/ },
    );
  });

  it('about a Director, the Chief Executive, the Monitoring Officer', async () => {
    await town.live(
      {
        who: 'Joan',
        does: complain('Daniel Reed'),
        sees: /Ruth Adeyemi, Head of Paid Service, who is being told now/,
        told: { Ruth: /A complaint about a Director/ },
      },
      { who: 'Ruth', does: move('Record the outcome', OUTCOME), told: { Joan: /No action/ } },
      {
        who: 'Joan',
        does: move('Make it formal', { 'Why should it go': 'I am not content.' }),
        told: { Helen: [/A fresh look at a complaint about a Director/, /I am not content/] },
      },
      {
        who: 'Joan',
        does: complain('Ruth Adeyemi'),
        sees: /names no route and no time/,
        told: { Helen: /A complaint about the Chief Executive/ },
      },
      { who: 'Ruth', does: open(), sees: /I have no case/ },
      {
        who: 'Joan',
        does: complain('Helen Marsh'),
        told: { Ruth: /A complaint about the Monitoring Officer/ },
      },
      { who: 'Helen', does: open(), sees: /I have no case/ },
      { who: 'Tom', does: open(), sees: /I have no case/ },
    );
  });

  it('settles by agreement', async () => {
    await town.live(
      { who: 'Joan', does: complain('Sam Okafor'), told: { Daniel: /A concern/ } },
      {
        who: 'Daniel',
        does: move('Propose a way to settle it', { 'What do you propose': 'Sam will write to you.' }),
        told: { Joan: [/Please say whether you agree/, /Sam will write/] },
      },
      { who: 'Joan', does: move('I agree with it'), told: { Daniel: /They agree/ } },
      { who: 'Daniel', does: move('Record the outcome', OUTCOME), told: { Joan: /No action/ } },
      { who: 'Daniel', does: move('Close the case'), sees: /Closed/, told: { Joan: /is closed/ } },
    );
  });
});

describe('an officer complains about a councillor', () => {
  inSwale();
  it('to the line manager, the Director, the Monitoring Officer', async () => {
    await town.live(
      {
        who: 'Priya',
        does: complain('Cllr Carol Finch'),
        told: { Helen: /A concern about a councillor, to the line manager/ },
      },
      {
        who: 'Priya',
        does: move('Make it formal', { 'Why should it go': 'Still so.' }),
        told: { Ruth: /to the Director or Chief Executive/ },
      },
      {
        who: 'Ruth',
        does: move('Refer it', { 'Why do you refer': 'The Code.' }),
        told: { Helen: /to the Monitoring Officer/, Priya: /has been referred further/ },
      },
      {
        who: 'Daniel',
        does: complain('Cllr Carol Finch'),
        told: { Helen: /by the Chief Executive or a Director/ },
      },
      { who: 'Sam', does: complain('Cllr Martin Lowe', again), told: { Daniel: /to the Director/ } },
    );
  });
});

describe('a group meeting', () => {
  inSwale();
  const meeting = (group: string, topic: string, officer = 'Olwen Parry'): Answers => ({
    'Which group': group,
    'Who is to attend': officer,
    'What is the subject': topic,
    'When is the meeting': '2026-12-17',
    'Will there be people': 'No',
  });
  const GROUP: Answers = { 'What kind of meeting': 'A meeting of a' };

  it('is agreed by both, told to the other leaders, and followed up', async () => {
    await town.live(
      {
        who: 'Carol',
        does: raise(MEETING, GROUP, meeting('Labour', 'The Local Plan')),
        told: {
          Ruth: [/For your decision/, /The Local Plan/],
          Daniel: /For your decision/,
          Olwen: /You have been invited/,
        },
      },
      { who: 'Ruth', does: move('Agree'), told: { Carol: /Still to agree: the relevant Director/ } },
      {
        who: 'Daniel',
        does: move('Agree', { 'Is there anything': 'One hour.' }),
        told: {
          Carol: [/has been agreed/, /Keep to facts/],
          Olwen: [/Your attendance has been agreed/, /One hour/],
          Anita: [/offered the same/, /The Local Plan/],
          Martin: /offered the same/,
        },
      },
      {
        who: 'Anita',
        does: raise(MEETING, GROUP, meeting('Conservative', 'Local Plan update')),
        told: { Ruth: /For your decision/, Daniel: /For your decision/, Olwen: /invited/ },
      },
      {
        who: 'Ruth',
        does: move('Decline', { 'Is it the same': 'Yes', 'Why? They': 'Too busy.' }),
        sees: /may not turn down another group/,
      },
      {
        who: 'Ruth',
        does: answer({ 'Is it the same': 'No', 'Why? They': 'Too busy.' }),
        sees: /How does the subject differ/,
      },
      {
        who: 'Ruth',
        does: answer({ 'How does': 'Transport' }),
        told: { Anita: /declined/, Olwen: /declined/ },
      },
      { on: '2026-12-11', told: { Olwen: [/SWA-2026-0001/, /Please say whether you attended/] } },
      {
        who: 'Olwen',
        does: move(
          'Say how it went',
          {
            'Did you attend': 'Yes',
          },
          'SWA-2026-0001',
        ),
      },
      {
        who: 'Olwen',
        does: answer({
          'How long': 'Only',
          'Do notes': 'Yes, and they are not right',
        }),
      },
      {
        who: 'Olwen',
        does: answer({ 'What is not right': 'I gave no view.' }),
        told: { Carol: /I gave no view/ },
      },
      {
        who: 'Olwen',
        does: raise(
          MEETING,
          { ...GROUP, 'Who is to attend': 'I am' },
          (({ 'Who is to attend': _, ...rest }) => rest)(meeting('Labour', 'Trees')),
        ),
        told: { Ruth: /decision/, Daniel: /decision/ },
      },
      { who: 'Ruth', does: move('Agree'), told: { Olwen: /Still/ } },
      { who: 'Daniel', does: move('Agree'), told: { Olwen: /agreed/, Anita: /./, Martin: /./ } },
      { who: 'Carol', does: begin(MEETING, { 'What kind of meeting': 'A ward' }), sees: /party business/ },
    );
  });
});

describe('the rest', () => {
  inSwale();
  it('pressure', async () => {
    await town.live(
      {
        who: 'Olwen',
        does: raise(
          PRESSURE,
          { 'From whom': 'Cllr Carol', 'What kind': 'To change my advice' },
          { 'What was asked': 'To approve.', 'How was': 'By phone.', 'When was': 'Monday' },
        ),
        told: { Daniel: /Pressure from a councillor/ },
      },
      {
        who: 'Sam',
        does: raise(
          PRESSURE,
          { 'From whom': 'Cllr Carol', 'What kind': 'Because somebody' },
          { 'What was asked': 'To approve.', 'How was': 'By phone.', 'When was': 'Monday' },
        ),
        told: { Helen: /Urgent/ },
      },
    );
  });
  it('enquiry', async () => {
    await town.live(
      {
        who: 'Joan',
        does: raise(ENQUIRY, {
          'To whom': 'Olwen',
          'What is it': 'A resident',
          'What would': 'Why is the road shut?',
        }),
        sees: /due Fri 4 Dec/,
        told: { Olwen: /An enquiry/ },
      },
      { on: '2026-12-02', told: { Olwen: /Reminder/ } },
      { on: '2026-12-04', told: { Olwen: /due today/ } },
      {
        who: 'Olwen',
        does: move('Hold, with reasons', {
          'What is happening': 'Waiting for Kent.',
          'When do you': '2027-01-05',
        }),
        told: { Joan: /will take longer/ },
      },
      { on: '2026-12-31', told: { Olwen: /Reminder/ } },
      { on: '2027-01-05', told: { Olwen: /due today/ } },
      { on: '2027-01-06', told: { Olwen: /Overdue/ } },
      { who: 'Olwen', does: move('Answer', { 'Your answer': 'Gas works.' }), told: { Joan: /Gas works/ } },
      { on: '2027-02-06' },
      { who: 'Joan', does: move('Close the enquiry'), told: {} },
    );
  });
  it('information', async () => {
    await town.live(
      {
        who: 'Joan',
        does: raise(
          INFORMATION,
          {
            'What would you': 'The lease.',
            'In which form': 'Doc',
            'For whom': 'For somebody',
            'Do you have': 'Yes, a pec',
          },
          { 'Why do you need': 'For a resident.', 'Do you know': 'Olwen' },
        ),
        told: { Olwen: /A request for information/ },
      },
      { who: 'Olwen', does: move('Refuse it', { 'Why, and': 'Secret.' }), told: { Joan: /Secret/ } },
      {
        who: 'Joan',
        does: move('I do not agree', { 'Why do you need': 'My duties.' }),
        told: { Helen: /dispute/ },
      },
      {
        who: 'Helen',
        does: move('Provide it', { 'What do you provide': 'The lease.', 'Is any of it': 'Yes' }),
        told: { Joan: /for nobody else/ },
      },
      { who: 'Joan', does: move('I have it'), told: { Helen: /received/ } },
    );
  });
  it('advice', async () => {
    await town.live(
      { who: 'Joan', does: say('Can I see confidential papers about the lease?') },
      { who: 'Joan', does: press(ADVICE) },
      {
        who: 'Joan',
        does: answer({ 'What is it about': 'A question' }),
        sees: /This goes with your question/,
      },
      { who: 'Joan', does: press('Send it'), told: { Helen: /What I answered/ } },
      { who: 'Helen', does: move('Reply', { 'Your advice': 'Yes.' }), told: { Joan: /Yes\./ } },
      { who: 'Joan', does: forge('case:SWA-2026-0001') },
    );
  });
});
