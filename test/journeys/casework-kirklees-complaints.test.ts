import { afterAll, beforeAll, describe, it } from 'vitest';
import { complaint, startKirklees, type Town } from './kirklees-town.ts';

const OUTCOME = {
  'What came of it': 'Settled informally',
  'What do you tell': 'She has said sorry.',
  'A note for the file': 'Third time this year.',
  'Does anything': 'No',
};

describe('a councillor complains about an officer at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('is acknowledged, held, proposed, turned down, decided and closed, with no date but the one they give', () =>
    town.play([
      {
        who: 'Gareth',
        does: {
          ...complaint('Olwen Parry'),
          summary: [
            /it goes to Hannah Cole, Service Director for Planning/,
            /Whoever it is about hears nothing/,
            /The protocol sets no time/,
          ],
        },
        sees: [
          /Recorded: KIR-2026-0001/,
          /You, Hannah Cole, Service Director for Planning, who is being told now/,
        ],
        told: {
          Hannah: [
            /A complaint about an officer/,
            /Cllr Gareth Hughes, councillor/,
            /Olwen Parry/,
            /KIR-2026-0001/,
            /13\.3/,
          ],
        },
      },
      {
        who: 'Hannah',
        does: { says: 'cases' },
        sees: [/Your cases: 1/, /KIR-2026-0001/, /Received/],
        never: [/Due/],
      },
      {
        who: 'Hannah',
        does: { move: 'Acknowledge', answers: { 'What should': 'I will speak to her on Monday.' } },
        sees: [/Done: Acknowledge\. Told: Cllr Gareth Hughes\./, /Being looked into, since Fri 20 Nov 2026/],
        told: { Gareth: [/has been received and is being looked into/, /I will speak to her on Monday/] },
      },
      {
        on: '2026-12-01T09:00:00Z',
        who: 'Hannah',
        does: {
          move: 'Hold, with a date',
          answers: { 'When do you': '2027-01-07', 'Why does': 'She is on leave until then.' },
        },
        sees: [/On hold, since Tue 1 Dec 2026/],
        told: { Gareth: [/will take longer than hoped/, /Thu 7 Jan 2027/, /She is on leave until then/] },
      },
      {
        who: 'Gareth',
        does: { opens: null },
        sees: [/On hold/, /Thu 7 Jan 2027/, /She is on leave/],
        buttons: ['Withdraw it'],
      },
      // The day is Hannah's own, so she is kept to it.
      {
        on: '2027-01-06T09:00:00Z',
        told: { Hannah: [/Reminder/, /due Thu 7 Jan/, /not a day of the protocol/] },
      },
      { on: '2027-01-08T09:00:00Z', told: { Hannah: [/Overdue/] } },
      {
        who: 'Hannah',
        does: { move: 'Take up again' },
        sees: [/Being looked into, since Fri 8 Jan 2027/],
        told: { Gareth: [/being looked into again/] },
      },
      {
        who: 'Hannah',
        does: {
          move: 'Propose a way to settle it',
          answers: { 'What do you propose': 'A talk between the three of us.' },
        },
        told: { Gareth: [/Please say whether you agree/, /A talk between the three of us/] },
      },
      {
        who: 'Gareth',
        does: { move: 'I do not agree', answers: { 'What would settle': 'An apology.' } },
        sees: [/Told: Hannah Cole/],
        told: { Hannah: [/They do not agree/, /An apology/] },
      },
      {
        who: 'Hannah',
        does: { move: 'Record the outcome', answers: OUTCOME },
        sees: [/Third time this year/, /Settled informally/],
        told: { Gareth: [/There is an outcome/, /Settled informally/, /She has said sorry/] },
      },
      {
        who: 'Gareth',
        does: { opens: null },
        sees: [/Outcome given/, /Settled informally/, /She has said sorry/],
        never: [/Third time/, /[Nn]ote/],
      },
      { who: 'Hannah', does: { move: 'Close the case' }, told: { Gareth: [/Your case is closed/] } },
      { who: 'Hannah', does: { says: 'cases' }, sees: [/No case waits for you/] },
      { who: 'Gareth', does: { says: 'mine' }, sees: [/KIR-2026-0001/, /Closed/] },
      { who: 'Gareth', does: { opens: null }, sees: [/Closed, since Fri 8 Jan 2027/], buttons: [] },
      { who: 'Olwen', does: { opens: null }, sees: [/I have no case KIR-2026-0001 to show you/] },
    ]));

  it('takes what they propose, and needs a check where something has to change', () =>
    town.play([
      { who: 'Joan', does: complaint('Peter Wood'), told: { Hannah: [/Peter Wood/] } },
      {
        who: 'Hannah',
        does: {
          move: 'Propose a way to settle it',
          answers: { 'What do you propose': 'New rules for calls.' },
        },
        told: { Joan: [/New rules for calls/] },
      },
      {
        who: 'Joan',
        does: { move: 'I agree with it' },
        sees: [/Outcome given/],
        told: { Hannah: [/They agree with what you proposed/] },
      },
      {
        who: 'Hannah',
        does: {
          move: 'Record the outcome',
          answers: {
            'What came of it': 'Action has been',
            'What do you tell': 'We change how calls are taken.',
            'Does anything': 'Yes',
            'What has to change': 'Calls are logged.',
          },
        },
        told: { Joan: [/Action has been or will be taken/, /Calls are logged/] },
      },
      {
        who: 'Hannah',
        does: { opens: null },
        buttons: ['Record the outcome', 'Set a date for the check', 'Record the check', 'Hand over'],
      },
      {
        who: 'Hannah',
        does: { move: 'Set a date for the check', answers: { 'When will': '2027-03-01' } },
        told: { Joan: [/a date for checking/, /Mon 1 Mar 2027/] },
      },
      { on: '2027-03-01T09:00:00Z', told: { Hannah: [/Reminder/, /Check of the changes/] } },
      {
        who: 'Hannah',
        does: { move: 'Record the check', answers: { 'Have the changes': 'Yes', 'Is the person': 'Yes' } },
        told: { Joan: [/have been checked/] },
      },
      { who: 'Joan', does: { opens: null }, sees: [/Closed/], buttons: [] },
    ]));

  it('about the Monitoring Officer stays hidden from her and from her deputy, and about a Service Director from them', () =>
    town.play([
      {
        who: 'Gareth',
        does: { ...complaint('Helen Marsh'), summary: [/Ruth Adeyemi, Chief Executive/] },
        never: [/[Mm]onitoring Officer can see it/],
        told: { Ruth: [/A complaint about a statutory officer/, /Helen Marsh/] },
      },
      { who: 'Helen', does: { opens: null }, sees: [/I have no case/] },
      { who: 'Helen', does: { says: 'cases' }, never: [/KIR-/] },
      { who: 'Tom', does: { opens: null }, sees: [/I have no case/] },
      {
        who: 'Ruth',
        does: { move: 'Acknowledge' },
        sees: [/Told: Cllr Gareth Hughes\./],
        told: { Gareth: [/has been received/] },
      },
      {
        who: 'Ruth',
        does: {
          move: 'Hand over',
          answers: { 'Who takes': 'Grace Obi', 'Why?': 'I worked with her on this.' },
        },
        sees: [/Done: Hand over/],
        told: {
          Grace: [/handed over to you/, /I worked with her/],
          Gareth: [/Somebody else is handling/, /Grace Obi/],
        },
      },
      { who: 'Ruth', does: { opens: null }, sees: [/I have no case/] },
    ]));

  it('about the Chief Executive goes to the Deputy, never to the one it is about', () =>
    town.play([
      {
        who: 'Anita',
        does: complaint('Ruth Adeyemi', { 'Does it touch': 'Yes, money' }),
        told: { Grace: [/A complaint about the Chief Executive/, /13\.4/] },
      },
      { who: 'Ruth', does: { opens: null }, sees: [/I have no case/] },
      {
        who: 'Helen',
        does: { opens: null },
        sees: [/A complaint about the Chief Executive/],
        buttons: ['Hand over'],
      },
      {
        who: 'Anita',
        does: { move: 'Withdraw it', answers: { 'Is there anything': 'We talked.' } },
        told: { Grace: [/withdrawn by the person who raised it/, /We talked/] },
      },
      { who: 'Grace', does: { opens: null }, sees: [/Withdrawn/], buttons: [] },
    ]));
});

describe('an officer complains about a councillor at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('begins with the line manager, is made formal to the Monitoring Officer, decided and closed', () =>
    town.play([
      {
        who: 'Olwen',
        does: {
          ...complaint('Cllr Gareth'),
          summary: [/Peter Wood, Planning Manager/, /informal talk|talked through informally/],
        },
        sees: [/you may make it formal/],
        told: { Peter: [/A concern about a councillor, to the line manager/, /Olwen Parry/] },
      },
      { who: 'Gareth', does: { opens: null }, sees: [/I have no case/] },
      {
        who: 'Peter',
        does: { move: 'Acknowledge', answers: { 'What should': 'Come by at three.' } },
        told: { Olwen: [/Come by at three/] },
      },
      {
        who: 'Peter',
        does: {
          move: 'Record the outcome',
          answers: {
            'What came': 'Talked through',
            'What do you tell': 'Keep a note of each call.',
            'Does anything': 'No',
          },
        },
        told: { Olwen: [/Talked through and advice given/] },
      },
      {
        on: '2026-12-14T09:00:00Z',
        who: 'Olwen',
        does: { move: 'Make it formal', answers: { 'Why should': 'He did it again, with two witnesses.' } },
        sees: [/Told: Helen Marsh/, /Handled by\nHelen Marsh/],
        told: {
          Helen: [
            /A complaint about a councillor, to the Monitoring Officer/,
            /Olwen Parry/,
            /He did it again, with two witnesses/,
          ],
        },
      },
      { who: 'Peter', does: { opens: null }, sees: [/I have no case/] },
      { who: 'Peter', does: { says: 'cases' }, sees: [/No case waits/] },
      {
        who: 'Helen',
        does: { move: 'Acknowledge' },
        told: { Olwen: [/being looked into/] },
      },
      {
        who: 'Helen',
        does: {
          move: 'Record the outcome',
          answers: {
            'What came': 'Referred through',
            'What do you tell': 'It goes to the Standards Process.',
            'Does anything': 'No',
          },
        },
        told: { Olwen: [/Referred through the Standards Process/] },
      },
      { who: 'Helen', does: { move: 'Close the case' }, told: { Olwen: [/Your case is closed/] } },
      { who: 'Gareth', does: { says: 'mine' }, never: [/KIR-/] },
    ]));

  it('can be referred by the line manager, whether or not the councillor leads a group', () =>
    town.play([
      { who: 'Sam', does: complaint('Cllr Carol'), told: { Peter: [/Carol Finch/] } },
      {
        who: 'Peter',
        does: { move: 'Refer it', answers: { 'Why do you': 'It goes on.' } },
        told: { Helen: [/to the Monitoring Officer/, /It goes on/], Sam: [/referred further/] },
      },
    ]));

  it('by a director goes to the Chief Executive; by the Monitoring Officer never comes back to her', () =>
    town.play([
      { who: 'Daniel', does: complaint('Cllr Martin'), told: { Ruth: [/Cllr Martin Lowe/] } },
      { who: 'Helen', does: complaint('Cllr Martin'), told: { Daniel: [/Cllr Martin Lowe/] } },
      {
        who: 'Helen',
        does: { move: 'Make it formal', answers: { 'Why should': 'It is disputed.' } },
        told: {
          Ruth: [
            /The Monitoring Officer's own complaint/,
            /It is disputed/,
            /What they were told\nComplaints with/,
          ],
        },
      },
    ]));
});
