import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meeting, startKirklees, type Town } from './kirklees-town.ts';

const CONDITIONS = [
  /What to keep to/,
  /leaves before the group turns to its political line/,
  /keeps the group's discussions confidential/,
  /Other groups that ask get similar arrangements/,
];

describe('an officer at a group meeting at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('is asked for, agreed with conditions, asked about after the day and the reminders, and told of', () =>
    town.play([
      {
        who: 'Gareth',
        does: {
          ...meeting({ 'Will there be': 'Yes' }),
          summary: [/Thu 10 Dec 2026/, /not councillors are there, officers take special care/, /8\.5/],
        },
        sees: [/Recorded: KIR-2026-0001/, /Ruth Adeyemi, Chief Executive, who is being told now/],
        told: { Ruth: [/For your decision/, /Labour/, /The local plan/, /Thu 10 Dec 2026/, /8\.1/] },
      },
      { who: 'Ruth', does: { opens: null }, buttons: ['Agree', 'Decline', 'Hand over'] },
      { who: 'Olwen', does: { opens: null }, sees: [/Waiting for agreement/, /nobody yet/], buttons: [] },
      { who: 'Anita', does: { opens: null }, sees: [/I have no case/] },
      {
        who: 'Ruth',
        does: { move: 'Agree', answers: { 'Is there anything': 'Half an hour at most.' } },
        sees: [/Agreed, since Fri 20 Nov 2026/, /Agreed by\nRuth Adeyemi/],
        never: [/still to agree/],
        // No other group is told: they get the same if they ask.
        told: {
          Gareth: [/The attendance has been agreed/, /Half an hour at most/, ...CONDITIONS],
          Olwen: [/Your attendance has been agreed/, /Half an hour at most/, ...CONDITIONS],
        },
      },
      { on: '2026-12-10T18:00:00Z' },
      {
        on: '2026-12-11T09:30:00Z',
        told: { Olwen: [/KIR-2026-0001/, /how long you stayed/, /no time for it/] },
      },
      { on: '2026-12-11T15:00:00Z' },
      { on: '2026-12-17T09:30:00Z', told: { Olwen: [/how long you stayed/] } },
      { on: '2027-02-01T09:30:00Z' },
      { who: 'Olwen', does: { says: 'cases' }, sees: [/KIR-2026-0001/, /Agreed/] },
      {
        who: 'Olwen',
        does: {
          move: 'Say how it went',
          answers: {
            'Did you attend': 'Yes',
            'How long': 'Until the political',
            'Do notes': 'Yes, and they are not',
            'What is not right': 'I never said the site was safe.',
          },
        },
        sees: [/Done, since Mon 1 Feb 2027/],
      },
      { who: 'Olwen', does: { says: 'cases' }, sees: [/No case waits/] },
      { who: 'Gareth', does: { says: 'mine' }, sees: [/KIR-2026-0001/, /Done/] },
    ]));

  it('cannot be declined to a second group on the same subject, and can on another', () =>
    town.play([
      {
        who: 'Anita',
        does: meeting({
          'Which group': 'Conservative',
          'Who is to attend': 'Sam Okafor',
          'What is the subject': 'Local plan: the housing sites',
          'When is': '2027-02-20',
        }),
        told: { Ruth: [/Conservative/] },
      },
      {
        who: 'Ruth',
        does: {
          move: 'Decline',
          answers: { 'Is it the same': 'Yes, the same subject', 'Why?': 'No time.' },
        },
        sees: [/does not allow it to be declined/, /does not turn down another group on the same matter/],
      },
      {
        who: 'Ruth',
        does: { says: 'resume' },
        sees: [/Labour/, /The local plan/, /Thu 10 Dec 2026/, /8\.2/],
      },
      { who: 'Ruth', does: { says: 'stop' }, sees: [/Stopped\. KIR-2027-0001 stays as it was/] },
      { who: 'Anita', does: { opens: null }, sees: [/Waiting for agreement/] },
      {
        who: 'Ruth',
        does: {
          move: 'Decline',
          answers: {
            'Is it the same': 'No, a different subject',
            'How does the subject': 'This is about one site only.',
            'Why?': 'It is before the planning committee now.',
          },
        },
        sees: [/Declined/],
        told: { Anita: [/has been declined/, /before the planning committee/], Sam: [/has been declined/] },
      },
      { who: 'Anita', does: { opens: null }, sees: [/Declined/], never: [/one site only/], buttons: [] },
    ]));

  it('is for the Chief Executive’s own visit agreed by somebody else', () =>
    town.play([
      {
        who: 'Ruth',
        does: meeting({
          'Who is to attend': 'I am',
          'What is the subject': 'Devolution',
          'When is': '2027-02-20',
        }),
        told: { Grace: [/For your decision/, /Who is to attend\s+Ruth Adeyemi/, /Devolution/] },
      },
      {
        who: 'Grace',
        does: { move: 'Agree' },
        told: { Ruth: [/Your attendance has been agreed|The attendance has been agreed/, ...CONDITIONS] },
      },
      { on: '2027-02-23T09:30:00Z', told: { Ruth: [/how long you stayed/] } },
      { who: 'Ruth', does: { move: 'Say how it went', answers: { 'Did you attend': 'No' } }, sees: [/Done/] },
    ]));

  it('is withdrawn by whoever asked, and no question follows', () =>
    town.play([
      {
        who: 'Martin',
        does: meeting({
          'Which group': 'Liberal',
          'What is the subject': 'Libraries',
          'When is': '2027-03-10',
        }),
        told: { Ruth: [/Libraries/] },
      },
      { who: 'Ruth', does: { move: 'Agree' }, told: { Martin: CONDITIONS, Olwen: CONDITIONS } },
      {
        who: 'Martin',
        does: { move: 'Withdraw the request' },
        told: { Ruth: [/withdrawn/], Olwen: [/withdrawn/] },
      },
      { on: '2027-03-11T09:30:00Z' },
      { who: 'Olwen', does: { says: 'cases' }, sees: [/No case waits/] },
    ]));

  it('takes a day only if it is still to come, and only a day', async () => {
    const gareth = town.actor('Gareth');
    await gareth.start('Ask for an officer at a group meeting');
    expect(await gareth.fill(meeting({ 'When is': '2027-03-01' }).answers)).toMatch(/This day is over/);
    gareth.closeWindow();
    expect(await gareth.say('stop')).toMatch(/Nothing was recorded/);
  });
});
