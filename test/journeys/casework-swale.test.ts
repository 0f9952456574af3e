/** Swale's casework, lived through in Slack: who does what, what they read, and who is told what. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { PEOPLE } from '../support/world.ts';

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
const meeting = (group: string, topic: string, date = '2026-12-17'): Answers => ({
  'Which group': group,
  'Who is to attend': 'Olwen Parry',
  'What is the subject': topic,
  'When is the meeting': date,
  'Will there be people': 'No',
});
const GROUP: Answers = { 'What kind of meeting': 'A meeting of a' };

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
      { on: '2026-12-18', told: { Olwen: [/SWA-2026-0001/, /Please say whether you attended/] } },
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
          (({ 'Who is to attend': _, ...rest }) => rest)(meeting('Labour', 'Trees', '2027-01-14')),
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

describe('what does not go straight', () => {
  inSwale();

  it('back, a question half-way, a change, stop: nothing is recorded until it is sent, and then once', async () => {
    await town.live(
      { who: 'Joan', does: begin(COMPLAINT, { 'About whom?': 'Olwen Parry' }), sees: /How would you like/ },
      { who: 'Joan', does: press('Back'), sees: /About whom/ },
      { who: 'Joan', does: answer({ 'About whom?': 'Sam Okafor' }), sees: /How would you like/ },
      {
        who: 'Joan',
        does: say('how long should a reply take?'),
        sees: /10 working days[\s\S]*Now back to where we were/,
      },
      { who: 'Joan', does: say('stop'), sees: /Nothing was recorded and nobody was told/ },
      { who: 'Joan', does: say('mine'), sees: /nothing in the register/ },
      {
        who: 'Joan',
        does: begin(COMPLAINT, { 'About whom?': 'Olwen Parry' }, first('Informally'), WHAT),
        sees: /Please check this/,
      },
      { who: 'Joan', does: press('What happened'), sees: /What happened/ },
      {
        who: 'Joan',
        does: answer({ 'What happened?': 'My calls were not returned.' }),
        sees: /My calls were not returned/,
      },
      {
        who: 'Joan',
        does: async (joan) => {
          await Promise.all([joan.press('Send it'), joan.press('Send it')]);
        },
        sees: /Recorded: SWA-2026-0001/,
        told: { Daniel: [/My calls were not returned/] },
      },
    );
  });

  it('old buttons, buttons made up, and moves of those who may not change nothing', async () => {
    await town.live(
      {
        who: 'Olwen',
        does: forge('case:SWA-2026-0001'),
        sees: /^\s*I have no case SWA-2026-0001 to show you\.$/,
      },
      {
        who: 'Olwen',
        does: forge('move:SWA-2026-0001:close:0'),
        sees: /Nothing was changed/,
        not: /Daniel|Joan|Stands/,
      },
      {
        who: 'Sam',
        does: forge('move:SWA-2026-0001:acknowledge:0'),
        sees: /Nothing was changed/,
        not: /Joan|Stands/,
      },
      {
        who: 'Joan',
        does: forge('move:SWA-2026-0001:acknowledge:0'),
        sees: [/Nothing was changed/, /Received/],
      },
      { who: 'Sam', does: say('SWA-2026-0001'), sees: /I have no case/ },
      {
        who: 'Daniel',
        does: forge('move:SWA-2026-0001:resume:0'),
        sees: [/Nothing was changed/, /Received/],
      },
      {
        who: 'Daniel',
        does: forge('move:SWA-2026-0001:acknowledge:7'),
        sees: [/moved on since that card/, /Received/],
      },
      { who: 'Daniel', does: say('cases'), sees: [/Your cases: 1/, /SWA-2026-0001/] },
      { who: 'Daniel', does: press('Open SWA-2026-0001'), sees: /Received/ },
      { who: 'Daniel', does: press('Acknowledge'), sees: /What should they know/ },
      { who: 'Daniel', does: answer({}), sees: /Done: Acknowledge/, told: { Joan: /being looked into/ } },
      {
        who: 'Daniel',
        does: forge('move:SWA-2026-0001:acknowledge:0'),
        sees: [/moved on since that card/, /Being looked into/],
      },
      {
        who: 'Daniel',
        does: move('Hold, with a date', { 'When do you': '2026-11-01', 'Why does': 'Leave.' }),
        sees: /This day is over/,
      },
      { who: 'Daniel', does: press('Stop'), sees: /SWA-2026-0001 stays as it was/ },
    );
  });

  it('is there again after a restart, half a dialog and half a move', async () => {
    await town.live(
      { who: 'Sam', does: begin(COMPLAINT, { 'About whom?': 'Cllr Carol' }) },
      { who: 'Daniel', does: open('SWA-2026-0001') },
      { who: 'Daniel', does: press('Record the outcome'), sees: /What came of it/ },
      { on: '2026-11-23' },
      { who: 'Daniel', does: answer(OUTCOME), sees: /Outcome given/, told: { Joan: /No action/ } },
      { who: 'Sam', does: say('resume'), sees: /How would you like|Carol Finch/ },
      { who: 'Sam', does: say('cancel'), sees: /Nothing was recorded/ },
    );
  });

  it('hides a case from those tied to whom it is about, and gives it to nobody tied', async () => {
    await town.live(
      {
        who: 'Helen',
        does: async (helen, { settle }) => {
          await helen.command('/disclose');
          await settle();
          await answer({ 'What kind': 'A close friendship' })(helen, town);
          await answer({ 'With whom': 'Cllr Carol', 'Did it begin': 'After', 'Does either': 'No' })(
            helen,
            town,
          );
          await helen.press('Record it');
        },
        sees: /Recorded: SWA-2026-0002[\s\S]*in place of the Monitoring Officer/,
        told: { Tom: /close friendship/ },
      },
      {
        who: 'Olwen',
        does: complain('Cllr Carol Finch', first('Formally')),
        sees: /Tom Bright/,
        told: { Tom: /A concern/ },
      },
      { who: 'Helen', does: open(), sees: /I have no case/ },
      { who: 'Carol', does: open(), sees: /I have no case/ },
      {
        who: 'Helen',
        does: forge(`move:SWA-2026-0003:hand-over:0`),
        sees: /Nothing was changed/,
        not: /Olwen/,
      },
      {
        who: 'Tom',
        does: move('Hand over', { 'Who takes': 'Helen Marsh' }),
        sees: /has a part in this matter/,
      },
      {
        who: 'Tom',
        does: move('Hand over', { 'Who takes': 'Ruth', 'Why?': 'Leave.' }),
        told: { Ruth: [/handed over to you/, /Leave/], Olwen: /Ruth Adeyemi/ },
      },
      { who: 'Tom', does: open(), sees: /I have no case/ },
      { who: 'Ruth', does: move('Acknowledge'), told: { Olwen: /being looked into/ } },
    );
  });

  it('lets the Monitoring Officer see a case and hand it over', async () => {
    await town.live(
      { who: 'Joan', does: complain('Sam Okafor'), told: { Daniel: /A concern/ } },
      { who: 'Helen', does: open(), sees: /Hand over/, not: /Acknowledge/ },
      {
        who: 'Helen',
        does: move('Hand over', { 'Who takes': 'Ruth' }),
        told: {
          Ruth: /handed over to you/,
          Joan: /Ruth Adeyemi/,
          Daniel: /Ruth Adeyemi handles this case now/,
        },
      },
      { who: 'Daniel', does: open(), sees: /I have no case/ },
    );
  });

  it('goes to a deputy, or up the line, while somebody is away', async () => {
    await town.live(
      { who: 'Helen', does: say('away until 4 December'), sees: /Fri 4 Dec 2026/ },
      { who: 'Daniel', does: say('I am on leave until 30/11/2026'), sees: /Mon 30 Nov 2026/ },
      { who: 'Joan', does: complain('Ruth Adeyemi'), sees: /Tom Bright/, told: { Tom: /Chief Executive/ } },
      { who: 'Joan', does: complain('Olwen Parry'), sees: /Ruth Adeyemi/, told: { Ruth: /A concern/ } },
      { who: 'Helen', does: say('back at work'), sees: /Welcome back/ },
      { who: 'Daniel', does: say('back at work'), sees: /Welcome back/ },
      { who: 'Joan', does: complain('Ruth Adeyemi'), told: { Helen: /Chief Executive/ } },
    );
  });

  it('logs nobody’s name and nothing of what was said', () => {
    const logged = town.world.logs.join('\n');
    for (const word of ['Olwen', 'Carol', 'My calls', 'friendship']) expect(logged).not.toContain(word);
  });
});

describe('two at once', () => {
  inSwale();

  it('of two who must decide, one declines as the other agrees: what came first stands, and is said', async () => {
    await town.live(
      {
        who: 'Carol',
        does: raise(MEETING, GROUP, meeting('Labour', 'Trees')),
        told: { Ruth: /./, Daniel: /./, Olwen: /./ },
      },
      { who: 'Ruth', does: open() },
      { who: 'Ruth', does: press('Decline'), sees: /Why\? They will read this/ },
      { who: 'Daniel', does: open() },
      { who: 'Daniel', does: press('Agree') },
      {
        who: 'Ruth',
        does: answer({ 'Why?': 'No time.' }),
        sees: /Declined/,
        told: { Carol: /declined/, Olwen: /declined/ },
      },
      { who: 'Daniel', does: answer({}), sees: [/Nothing was changed/, /Declined/] },
      { who: 'Daniel', does: forge('move:SWA-2026-0001:agree:0'), sees: /Nothing was changed/ },
    );
  });

  it('whoever has agreed cannot agree again, and may still decide after taking the case over', async () => {
    await town.live(
      {
        who: 'Carol',
        does: raise(MEETING, GROUP, meeting('Labour', 'Hedges')),
        told: { Ruth: /./, Daniel: /./, Olwen: /./ },
      },
      { who: 'Ruth', does: move('Agree'), told: { Carol: /Still to agree: the relevant Director/ } },
      { who: 'Ruth', does: open(), sees: /Decline/, not: /^Agree$/m },
      { who: 'Ruth', does: forge('move:SWA-2026-0002:agree:1'), sees: /Nothing was changed/ },
      {
        who: 'Ruth',
        does: move('Hand over', { 'Who takes': 'Daniel' }),
        told: { Daniel: /handed over to you/, Carol: /Daniel Reed/ },
      },
      {
        who: 'Daniel',
        does: move('Agree'),
        sees: /Agreed/,
        told: { Carol: /agreed/, Olwen: /agreed/, Anita: /offered the same/, Martin: /offered the same/ },
      },
    );
  });

  it('the person who raised it withdraws while an outcome is being written', async () => {
    await town.live(
      { who: 'Joan', does: complain('Olwen Parry'), told: { Daniel: /A concern/ } },
      { who: 'Daniel', does: open() },
      { who: 'Daniel', does: press('Record the outcome') },
      { who: 'Joan', does: move('Withdraw it'), sees: /Withdrawn/, told: { Daniel: /withdrawn/ } },
      { who: 'Daniel', does: answer(OUTCOME), sees: [/Nothing was (changed|recorded)/] },
    );
  });
});

describe('with an office vacant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-vacant-'));
  const file = join(folder, 'people.csv');
  const everybody = readFileSync(PEOPLE, 'utf8');
  beforeAll(async () => {
    writeFileSync(file, everybody.replace(/^(ruth\.adeyemi|helen\.marsh).*\n/gm, ''));
    town = await openSlackTown('swale', { PEOPLE_FILE: file });
  });
  afterAll(async () => {
    await town.world.close();
    rmSync(folder, { recursive: true });
  });

  it('a deputy gets it, and where there is nobody that is said, and put right once there is somebody', async () => {
    await town.live({
      who: 'Joan',
      does: complain('Daniel Reed'),
      sees: [/Tom Bright/, /my suggestion/],
      told: { Tom: /my suggestion/ },
    });
    writeFileSync(file, everybody.replace(/^(ruth\.adeyemi|helen\.marsh|tom\.bright).*\n/gm, ''));
    await town.live(
      { on: '2026-11-23' },
      {
        who: 'Joan',
        does: complain('Daniel Reed'),
        sees: /could not find anybody who may deal with this, so nobody has been told yet/,
      },
    );
    writeFileSync(file, everybody);
    await town.live({
      on: '2026-11-24',
      told: { Ruth: /A complaint about a Director/, Joan: /SWA-2026-0002[\s\S]*being told/ },
    });
  });
});

describe('a disclosed relationship', () => {
  inSwale();
  it('is noted, shared, mitigated, confirmed after a year, and ended', async () => {
    await town.live(
      {
        who: 'Olwen',
        does: async (olwen, { settle }) => {
          await olwen.command('/disclose');
          await settle();
          await answer({ 'What kind': 'Family' })(olwen, town);
          await answer({
            'With whom': 'Cllr Carol',
            'Did it begin': 'Before',
            'Does either': 'Yes, the other',
          })(olwen, town);
          await olwen.press('Record it');
        },
        sees: /Recorded: SWA-2026-0001/,
        told: { Helen: [/Family/, /Open SWA-2026-0001/] },
      },
      { who: 'Helen', does: press('Open SWA-2026-0001'), sees: [/Note it/, /Share it/] },
      {
        who: 'Helen',
        does: move('Note it', { 'What do you tell': 'Thank you.', 'Is it entered': 'No' }),
        told: { Olwen: [/has been noted/, /Thank you/] },
      },
      {
        who: 'Helen',
        does: move('Share it with somebody', { 'Who needs': 'Daniel', 'Why do': 'He plans the work.' }),
        told: { Daniel: [/need to know/, /He plans/], Olwen: [/has been shared/, /Daniel Reed/] },
      },
      {
        who: 'Helen',
        does: move('Agree what to keep out of', { 'What has been': 'The Planning Committee.' }),
        told: { Olwen: /The Planning Committee/ },
      },
      { who: 'Carol', does: open(), sees: /I have no case/ },
      { on: '2027-11-22', told: { Olwen: [/SWA-2026-0001/] } },
      { who: 'Olwen', does: press('Open SWA-2026-0001'), sees: /Still right/ },
      { who: 'Olwen', does: press('Still right'), sees: /Done/, told: { Helen: /still right/ } },
      { who: 'Olwen', does: move('It has ended'), told: { Helen: /has ended/ } },
      { who: 'Olwen', does: say('mine'), sees: /ended on/ },
    );
  });
});
