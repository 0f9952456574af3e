/** Swale's complaints, lived through in Slack: who does what, what they read, and who is told what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { move, open, say, openSlackTown, type SlackTown } from '../support/slack-story.ts';
import { again, complain, first, OUTCOME } from './swale-words.ts';

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
    // Whom it is about hears nothing of it at any time.
    expect(town.everRead('Olwen')).not.toMatch(/Joan|Daniel|letters/);
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

  it('afresh goes to nobody who has had it before, not even to whoever handed it over', async () => {
    await town.live(
      { who: 'Joan', does: complain('Daniel Reed'), told: { Ruth: /A complaint about a Director/ } },
      {
        who: 'Ruth',
        does: move('Hand over', { 'Who takes': 'Helen', 'Why?': 'Leave.' }),
        told: { Helen: /handed over to you/, Joan: /Helen Marsh/ },
      },
      {
        who: 'Helen',
        does: move('Hand over', { 'Who takes': 'Tom', 'Why?': 'Leave.' }),
        told: { Tom: /handed over to you/, Joan: /Tom Bright/ },
      },
      { who: 'Tom', does: move('Record the outcome', OUTCOME), told: { Joan: /No action/ } },
      {
        who: 'Joan',
        does: move('Make it formal', { 'Why should it go': 'I am not content.' }),
        sees: [/I could not find anybody who may deal with this/, /Handled by\*\nnobody yet/],
      },
      { who: 'Ruth', does: open(), sees: /I have no case/ },
    );
  });

  it('what is formal already is not made formal but taken further, in all words about it', async () => {
    await town.live(
      {
        who: 'Joan',
        does: complain('Sam Okafor', first('Formally')),
        sees: /take it further on the case/,
        not: /make it formal/i,
        told: { Daniel: /to the Director or Chief Executive/ },
      },
      { who: 'Joan', does: open(), sees: /Take it further/, not: /make it formal/i },
      {
        who: 'Joan',
        does: move('Take it further', { 'Why should it go': 'I am not content.' }),
        sees: [/Done: Take it further/, /Taken further/],
        not: /ma[dk]e (it )?formal/i,
        told: { Ruth: [/A fresh look/, /I am not content/] },
      },
      // What was not formal is made so by the same step, and only once.
      { who: 'Joan', does: complain('Sam Okafor'), told: { Daniel: /A concern/ } },
      {
        who: 'Joan',
        does: move('Make it formal', { 'Why should it go': 'Nobody asked me.' }),
        sees: /Take it further/,
        not: /Make it formal[^.]/,
        told: { Ruth: /to the Director or Chief Executive/ },
      },
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
