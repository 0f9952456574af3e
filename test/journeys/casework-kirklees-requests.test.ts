import { afterAll, beforeAll, describe, it } from 'vitest';
import { DIALOGS, enquiry, information, pressure, startKirklees, type Town } from './kirklees-town.ts';

describe('what councillors ask of officers at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('a request is refused, disputed before the Monitoring Officer, provided in confidence, and received', () =>
    town.play([
      {
        who: 'Gareth',
        does: { ...information(), summary: [/Hannah Cole/, /no number of days|no time/] },
        told: { Hannah: [/A request for information/, /figures on planning appeals/] },
      },
      {
        who: 'Hannah',
        does: { move: 'Refuse it', answers: { 'Why, and what': 'It is not needed for the committee.' } },
        told: { Gareth: [/has been refused/, /not needed for the committee/] },
      },
      { who: 'Gareth', does: { opens: null }, buttons: ['I do not agree', 'Withdraw it'] },
      {
        who: 'Gareth',
        does: { move: 'I do not agree', answers: { 'Why do you need': 'I vote on every appeal.' } },
        sees: [/Told: Helen Marsh/],
        told: {
          Helen: [/A dispute about a document, to the Monitoring Officer/, /I vote on every appeal/, /10\.6/],
        },
      },
      {
        who: 'Helen',
        does: {
          move: 'Provide it',
          answers: { 'What do you provide': 'The table, by hand.', 'Is any of it': 'Yes' },
        },
        told: {
          Gareth: [/It is confidential: it is for you and for the purpose you gave/, /The table, by hand/],
        },
      },
      { who: 'Gareth', does: { move: 'I have it' }, sees: [/Closed/], told: { Helen: [/have received/] } },
    ]));

  it('a request is held with a day, shared with somebody who needs to know, and referred', () =>
    town.play([
      {
        who: 'Joan',
        does: information({ 'In which form': 'Documents' }),
        told: { Hannah: [/A request for documents/, /10\.4|10\.5|10\.6/] },
      },
      {
        who: 'Hannah',
        does: {
          move: 'Hold, with a date',
          answers: { 'When do you': '2026-12-03', 'Why does': 'They are in the archive.' },
        },
        told: { Joan: [/will take longer/, /Thu 3 Dec 2026/, /in the archive/] },
      },
      {
        who: 'Hannah',
        does: {
          move: 'Tell somebody of it',
          answers: { 'Who should know': 'Peter Wood', 'Why?': 'You keep the archive.' },
        },
        told: { Peter: [/because you need to know/, /You keep the archive/] },
      },
      { who: 'Peter', does: { opens: null }, sees: [/I have no case/] },
      { on: '2026-12-04T09:30:00Z', told: { Hannah: [/Overdue/, /not a day of the protocol/] } },
      {
        who: 'Hannah',
        does: {
          move: 'Provide it',
          answers: { 'What do you provide': 'Three files.', 'Is any of it': 'No' },
        },
        told: { Joan: [/What you asked for is provided\./, /Three files/] },
      },
      { who: 'Joan', does: { opens: null }, never: [/You keep the archive/] },
    ]));

  it('an enquiry is held, answered, asked about again and closed, and nobody is reminded but of the day they gave', () =>
    town.play([
      {
        on: '2026-11-20T10:00:00Z',
        who: 'Gareth',
        does: {
          ...enquiry('Olwen Parry', 'A resident'),
          summary: [/Be realistic with the resident/, /no number of days|no time/],
        },
        told: { Olwen: [/An enquiry/, /When is the bridge mended/, /Cllr Gareth Hughes/] },
      },
      { on: '2026-12-04T10:00:00Z' },
      { on: '2027-01-20T10:00:00Z' },
      {
        who: 'Olwen',
        does: {
          move: 'Hold, with reasons',
          answers: { 'What is happening': 'I wait for the contractor.', 'When do you': '2027-02-01' },
        },
        told: { Gareth: [/will take longer/, /wait for the contractor/, /Mon 1 Feb 2027/] },
      },
      { on: '2027-02-03T10:00:00Z', told: { Olwen: [/since Mon 1 Feb/, /not a day of the protocol/] } },
      {
        who: 'Olwen',
        does: { move: 'Answer', answers: { 'Your answer': 'In March.' } },
        sees: [/Answered/],
        told: { Gareth: [/has been answered/, /In March/] },
      },
      {
        who: 'Gareth',
        does: { move: 'I need more', answers: { 'What is still': 'Which week?' } },
        told: { Olwen: [/need more than the answer gave/, /Which week/] },
      },
      {
        who: 'Olwen',
        does: { move: 'Hand on', answers: { 'Who takes': 'Sam Okafor', 'Why?': 'Sam has the plan.' } },
        told: { Sam: [/handed over to you/, /Sam has the plan/], Gareth: [/Somebody else/, /Sam Okafor/] },
      },
      {
        who: 'Sam',
        does: { move: 'Answer', answers: { 'Your answer': 'In the second week.' } },
        told: { Gareth: [/second week/] },
      },
      { who: 'Gareth', does: { move: 'Close the enquiry' }, sees: [/Closed/] },
    ]));
});

describe('pressure and advice at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('pressure goes to the line manager, and is sent on to the Monitoring Officer', () =>
    town.play([
      {
        who: 'Olwen',
        does: {
          ...pressure('Cllr Gareth', 'To change my advice'),
          summary: [/You need not change your professional advice/, /Peter Wood/, /no time/],
        },
        told: { Peter: [/Pressure to change advice or a decision/, /Cllr Gareth Hughes/, /By phone/] },
      },
      {
        who: 'Peter',
        does: { move: 'Refer it', answers: { 'Why do you': 'He has done it before.' } },
        told: {
          Helen: [/A councillor's conduct, to the Monitoring Officer/, /He has done it before/],
          Olwen: [/referred further/],
        },
      },
      {
        who: 'Helen',
        does: {
          move: 'Record the outcome',
          answers: {
            'What came': 'Settled',
            'What do you tell': 'He knows the rule now.',
            'Does anything': 'No',
          },
        },
        told: { Olwen: [/He knows the rule now/] },
      },
      { who: 'Gareth', does: { opens: null }, sees: [/I have no case/] },
    ]));

  it('pressure by the Cabinet on a senior officer is settled by the Chief Executive', () =>
    town.play([
      {
        who: 'Hannah',
        does: pressure('Cllr Nadia', 'To change my advice'),
        told: { Ruth: [/A dispute between a senior officer and the Cabinet/, /6\.3/] },
      },
      {
        who: 'Ruth',
        does: {
          move: 'Record the outcome',
          answers: {
            'What came': "The officer's advice",
            'What do you tell': 'Your report stays as it is.',
            'Does anything': 'No',
          },
        },
        told: { Hannah: [/advice or report stands/, /stays as it is/] },
      },
    ]));

  it('pressure by the Cabinet on an officer is sent on by the line manager to the Chief Executive', () =>
    town.play([
      {
        who: 'Sam',
        does: pressure('Cllr Nadia', 'To change my advice'),
        told: { Peter: [/Pressure from the Cabinet/] },
      },
      {
        who: 'Peter',
        does: { move: 'Refer it', answers: { 'Why do you': 'It is for the Chief Executive.' } },
        told: { Ruth: [/A dispute between a senior officer and the Cabinet/], Sam: [/referred further/] },
      },
    ]));

  it('an answer is passed on with its question and clauses, and the reply comes back', async () => {
    const olwen = town.actor('Olwen');
    await olwen.say('Can I attend the Labour group meeting?');
    town.post();
    await olwen.press('Ask the Monitoring Officer');
    await town.play([
      {
        who: 'Olwen',
        does: { fills: { 'What is it about': 'A question' }, confirm: 'Send it' },
        sees: [/Recorded: KIR-/, /reply comes back to you here/],
        told: { Helen: [/Can I attend the Labour group meeting/, /What I answered/, /Resting on/, /8\.1/] },
      },
      {
        who: 'Helen',
        does: { move: 'Reply', answers: { 'Your advice': 'Yes, once it is agreed.' } },
        told: { Olwen: [/You have a reply to your question/, /Yes, once it is agreed/] },
      },
      {
        who: 'Olwen',
        does: { move: 'Ask again', answers: { 'What else': 'Agreed by whom?' } },
        told: { Helen: [/They ask again/, /Agreed by whom/] },
      },
      {
        who: 'Helen',
        does: { move: 'Reply', answers: { 'Your advice': 'By the Chief Executive.' } },
        told: { Olwen: [/By the Chief Executive/] },
      },
      { who: 'Olwen', does: { move: 'Thank you, that is all' }, sees: [/Closed/] },
    ]);
  });

  it('advice before confidential information is made public, and on a difficulty with a group', () =>
    town.play([
      {
        who: 'Anita',
        does: {
          raise: DIALOGS.advice,
          answers: {
            'What is it about': 'Making confidential',
            'What would you like to ask': 'May I tell the press?',
          },
          summary: [/keep it to yourself until you have the reply/],
        },
        told: { Helen: [/public interest/, /May I tell the press/] },
      },
      { who: 'Anita', does: { move: 'Withdraw it' }, told: { Helen: [/withdrawn/] } },
    ]));
});

describe('a relationship at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('is passed on where the person wants, noted, shared, kept apart, confirmed after a year, and ended', () =>
    town.play([
      {
        who: 'Olwen',
        does: {
          raise: DIALOGS.relationship,
          answers: {
            'What kind': 'Family',
            'Would you like': 'Yes',
            'Shall I tell': 'Yes',
            'With whom': 'Cllr Nadia',
            'Did it begin': 'After',
            'Does either': 'No',
          },
          confirm: 'Record it',
        },
        sees: [/Recorded: KIR-2026-0001/],
        told: { Helen: [/Olwen Parry/, /Cllr Nadia Khan/] },
      },
      {
        who: 'Helen',
        does: { move: 'Note it', answers: { 'What do you': 'Thank you.', 'Is it entered': 'No' } },
        sees: [/Noted/],
        told: { Olwen: [/has been noted/, /Thank you/] },
      },
      {
        who: 'Helen',
        does: {
          move: 'Share it with somebody',
          answers: { 'Who needs': 'Hannah Cole', 'Why do they': 'She plans the work.' },
        },
        told: {
          Hannah: [/need to know/, /She plans the work/],
          Olwen: [/shared/, /Hannah Cole/, /She plans/],
        },
      },
      {
        who: 'Helen',
        does: { move: 'Agree what to keep out of', answers: { 'What has been': 'Not her ward.' } },
        told: { Olwen: [/has been agreed/, /Not her ward/] },
      },
      { on: '2027-11-23T09:30:00Z', told: { Olwen: [/KIR-2026-0001/] } },
      {
        who: 'Olwen',
        does: { move: 'Still right' },
        sees: [/Done: Still right/],
        told: { Helen: [/still right/] },
      },
      { on: '2028-11-27T09:30:00Z', told: { Olwen: [/KIR-2026-0001/] } },
      {
        who: 'Olwen',
        does: { move: 'It has ended' },
        sees: [/[Ee]nded/],
        told: { Helen: [/ended/], Hannah: [/ended/] },
      },
      { who: 'Nadia', does: { opens: 'KIR-2026-0001' }, sees: [/I have no case/] },
    ]));
});
