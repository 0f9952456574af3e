/** South Somerset's meetings, pressure, requests, advice and relationships, and what goes wrong, lived through in Slack. */
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
  type SlackTown,
} from '../support/slack-story.ts';

const PEOPLE_FILE = join(import.meta.dirname, 'people', 'south-somerset.csv');
const SHUT = /^I have no case SSD-\d{4}-\d{4} to show you\.$/m;
const NO_TIME = /The protocol sets no time/;
const MEETING = 'Ask for an officer at a group meeting';
const INFORMATION = 'Ask for information';

let town: SlackTown;
beforeAll(async () => {
  town = await openSlackTown('south-somerset', { PEOPLE_FILE });
});
afterAll(() => town.world.close());

describe('meetings, on which the protocol is silent', () => {
  it('of a group goes to the Monitoring Officer, whose reply comes back', async () => {
    await town.live(
      {
        who: 'Carol',
        does: begin(
          MEETING,
          { 'What kind': 'A meeting of' },
          {
            'Which group': 'Labour',
            'Who is to': 'Olwen Parry',
            'What is the subject': 'The local plan',
            'When is': '2027-01-12',
          },
        ),
        sees: [/Your protocol names nobody for this/, /Helen Marsh, Monitoring Officer/, NO_TIME],
      },
      {
        who: 'Carol',
        does: press('Record it'),
        sees: /Recorded: /,
        told: { Helen: [/The local plan/, /Tue 12 Jan 2027/, /Whoever raised it chose to put it to you/] },
      },
      { who: 'Anita', does: open(), sees: SHUT },
      {
        who: 'Helen',
        does: move('Reply', { 'Your advice': 'Nothing forbids it.' }),
        told: { Carol: /Nothing forbids it/ },
      },
      {
        who: 'Carol',
        does: move('Ask again', { 'What else': 'May she stay?' }),
        told: { Helen: /May she stay/ },
      },
      {
        who: 'Helen',
        does: move('Reply', { 'Your advice': 'Not for the politics.' }),
        told: { Carol: /Not for the politics/ },
      },
      { who: 'Carol', does: move('Thank you, that is all'), sees: /Closed/ },
    );
  });

  it('of a second group on the same subject goes the same way, and so does a ward party meeting', async () => {
    await town.live(
      {
        who: 'Anita',
        does: raise(
          MEETING,
          { 'What kind': 'A meeting of' },
          {
            'Which group': 'Conservative',
            'Who is to': 'Olwen Parry',
            'What is the subject': 'The local plan',
            'When is': '2027-01-19',
          },
        ),
        told: { Helen: /Conservative/ },
      },
      {
        who: 'Olwen',
        does: raise(
          MEETING,
          { 'What kind': 'A ward', 'Who is to': 'I am' },
          { 'Which party': 'Labour', 'What is the subject': 'Parking', 'When is': '2027-01-20' },
        ),
        told: { Helen: /ward or party meeting/ },
      },
      { who: 'Olwen', does: move('Withdraw it'), told: { Helen: /has been withdrawn/ } },
    );
  });
});

describe('pressure, for which there is no rule of its own', () => {
  const screens = (who: string, name: string, kind: string) =>
    [
      { 'From whom?': name, What: kind },
      {
        'What was asked': `Words of ${name} to ${who}.`,
        'How was it': 'By phone.',
        'When was': 'On Tuesday',
      },
    ] as const;

  it.each([
    ['Olwen', 'Cllr Gareth Hughes', 'To change my advice', { Leo: /Pressure from a councillor/ }, /17\.2/],
    [
      'Sam',
      'Cllr Carol Finch',
      'Because somebody complained',
      { Daniel: /Pressure from a councillor/ },
      /nobody is told instead/,
    ],
    [
      'Daniel',
      'Cllr Gareth Hughes',
      'A statutory officer',
      { Ruth: /Pressure on a Director/ },
      /no special rule for statutory/,
    ],
    [
      'Ruth',
      'Cllr Gareth Hughes',
      'To act outside procedure',
      { Helen: /Pressure on the Chief Executive/ },
      /names nobody/,
    ],
    ['Joan', 'Olwen Parry', 'The officer lobbies', { Leo: /Pressure from an employee/ }, /due Fri 4 Dec/],
    ['Joan', 'Leo Grant', 'The officer speaks ill', { Ruth: /Pressure from a manager/ }, /due Fri 27 Nov/],
    ['Joan', 'Ruth Adeyemi', 'Something else', { Helen: /Pressure from the Chief Executive/ }, NO_TIME],
  ])('%s by %s: %s', async (who, about, kind, told, sees) => {
    const subject = about.replace('Cllr ', '').split(' ')[0] ?? '';
    await town.live(
      { who, does: begin('Report pressure', ...screens(who, about, kind)) },
      { who, does: press('Send it'), sees: /Recorded: /, told },
      { who: subject, does: open(), sees: SHUT },
    );
    expect(town.everRead(who)).toMatch(sees);
    expect(town.everRead(subject)).not.toContain(`Words of ${about}`);
  });
});

describe('requests, enquiries and advice', () => {
  it('stops a councillor with a money interest, and asks first where there is another', async () => {
    await town.live(
      {
        who: 'Joan',
        does: begin(INFORMATION, {
          'What would': 'The report',
          'In which': 'Documents',
          'For whom': 'For me',
          'Do you have': 'Yes, a pecuniary',
        }),
        sees: [/you may not ask for a copy/, /Nothing was recorded and nobody was told/],
      },
      {
        who: 'Joan',
        does: raise(
          INFORMATION,
          {
            'What would': 'The report',
            'In which': 'Documents',
            'For whom': 'For me',
            'Do you have': 'I am not sure',
          },
          { 'Why do you': 'For the committee' },
        ),
        told: { Helen: /A question about your interest/ },
      },
    );
  });

  it('passes a document on, and a refusal to the Monitoring Officer, marked confidential, with a receipt', async () => {
    await town.live(
      {
        who: 'Joan',
        does: begin(
          INFORMATION,
          {
            'What would': 'The lease',
            'In which': 'Documents',
            'For whom': 'For somebody else',
            'Do you have': 'No',
          },
          { 'Why do you': 'A tenant asks' },
        ),
        sees: [/Not for Publication/, /Peter Lane, Proper Officer/],
      },
      { who: 'Joan', does: press('Send it'), told: { Peter: [/The lease/, /A tenant asks/] } },
      {
        who: 'Peter',
        does: move('Refuse it', { 'Why, and': 'It is exempt.' }),
        told: { Joan: /It is exempt/ },
      },
      {
        who: 'Joan',
        does: move('I do not agree', { 'Why do you': 'I sit on that committee.' }),
        told: { Helen: /I sit on that committee/ },
      },
      {
        who: 'Helen',
        does: move('Provide it', { 'What do you': 'The lease is here.', 'Is any': 'Yes' }),
        told: { Joan: [/It is confidential/, /The lease is here/] },
      },
      { who: 'Joan', does: move('I have it'), sees: /Closed/, told: { Helen: /have received/ } },
    );
  });

  it('runs no clock on an enquiry', async () => {
    await town.live(
      {
        who: 'Joan',
        does: raise('Send an enquiry', {
          'To whom': 'Sam Okafor',
          'What is it': "A resident's",
          'What would': 'Is the roof mended?',
        }),
        sees: /so no deadline runs/,
        told: { Sam: /Is the roof mended/ },
      },
      { who: 'Sam', does: say('cases'), sees: /An enquiry/, not: /due / },
      {
        who: 'Sam',
        does: move('Hold, with reasons', { 'What is': 'Scaffolding.', 'When do': '2026-12-01' }),
        told: { Joan: [/Scaffolding/, /Tue 1 Dec 2026/] },
      },
      { who: 'Sam', does: move('Answer', { 'Your answer': 'It is.' }), told: { Joan: /It is\./ } },
      { who: 'Joan', does: move('Close the enquiry'), sees: /Closed/ },
    );
  });

  it('passes question, answer and clauses to the Monitoring Officer', async () => {
    await town.live(
      { who: 'Olwen', does: say('A councillor wants my report changed. Do I have to?') },
      { who: 'Olwen', does: press('Ask the Monitoring Officer') },
      {
        who: 'Olwen',
        does: async (person, all) => {
          person.fill('What is it about?', 'A question about the protocol');
          await person.submit();
          await all.settle();
          await person.press('Send it');
        },
        told: { Helen: [/A councillor wants my report changed/, /What I answered/, /Resting on/] },
      },
      {
        who: 'Helen',
        does: move('Reply', { 'Your advice': 'Ask me each time.' }),
        told: { Olwen: /Ask me each time/ },
      },
    );
  });
});

describe('what goes wrong', () => {
  const complain = (about: string) =>
    begin(
      'Raise a complaint or concern',
      { 'Is it about': 'One', 'About whom?': about },
      { 'How would': 'Informally', 'Does it touch': 'No' },
      { 'What happened': 'Rude on the phone.', 'When did': 'Today' },
    );

  it('is sent once, after a restart half-way, however often it is pressed', async () => {
    await town.live(
      { who: 'Gareth', does: complain('Olwen Parry'), sees: /Please check this/ },
      { who: 'Gareth', does: say('what counts as bullying?'), sees: /Now back to where we were/ },
      { on: '2026-11-20' },
      {
        who: 'Gareth',
        does: async (person) => {
          await Promise.all([person.press('Send it'), person.press('Send it')]);
        },
        sees: /Recorded: /,
        told: { Leo: /Rude on the phone/ },
      },
      {
        who: 'Leo',
        does: async (person, all) => {
          const value = `move:${all.last()}:acknowledge:0`;
          await forge(`move:${all.last()}:resume:0`)(person, all);
          await forge(value.replace('acknowledge', 'close'))(person, all);
        },
        sees: /Nothing was changed/,
      },
      {
        who: 'Iain',
        does: (p, all) => forge(`move:${all.last()}:withdraw:0`)(p, all),
        not: /Rude on the phone|Olwen/,
      },
      { who: 'Helen', does: open(), sees: [/Rude on the phone/, /Hand over/], not: /Acknowledge/ },
      {
        who: 'Helen',
        does: move('Hand over', { 'Who takes': 'Daniel Reed', 'Why?': 'Leo is too close to it.' }),
        told: {
          Daniel: [/handed over to you/, /Leo is too close to it/],
          Gareth: [/Somebody else is handling/, /Daniel Reed/],
          Leo: /You have nothing more to do in it/,
        },
      },
      { who: 'Gareth', does: open(), not: /Leo is too close/ },
      { who: 'Leo', does: open(), sees: SHUT },
      { who: 'Gareth', does: move('Withdraw it'), sees: /Withdrawn/, told: { Daniel: /has been withdrawn/ } },
    );
  });

  it('goes past whoever is away, and past whoever has a tie', async () => {
    await town.live(
      { who: 'Leo', does: say('away until 5 January'), sees: /Tue 5 Jan 2027/ },
      { who: 'Gareth', does: complain('Olwen Parry'), sees: /Daniel Reed, Director of Place/ },
      { who: 'Gareth', does: press('Stop') },
      { who: 'Leo', does: say('back at work'), sees: /Welcome back/ },
      {
        who: 'Leo',
        does: begin('Disclose a relationship', { 'What kind': 'A close friendship' }),
        sees: /asks? you to disclose a friendship/,
      },
      {
        who: 'Leo',
        does: async (person, all) => {
          person.fill('Would you like to have it recorded all the same?', 'Yes, record it');
          person.fill('Shall I tell the Monitoring Officer?', 'Yes');
          await person.submit();
          await all.settle();
          await answer({
            'With whom': 'Cllr Gareth Hughes',
            'Did it begin': 'After it',
            'Does either': 'No',
          })(person, all);
          await person.press('Record it');
        },
        sees: /Recorded: /,
        told: { Helen: [/Leo Grant/, /Cllr Gareth Hughes/] },
      },
      { who: 'Gareth', does: open(), sees: SHUT },
      {
        who: 'Helen',
        does: move('Note it', { 'What do you tell': 'Thank you.', 'Is it entered': 'No' }),
        told: { Leo: [/has been noted/, /Thank you/] },
      },
      {
        who: 'Helen',
        does: move('Share it with somebody', {
          'Who needs': 'Daniel Reed',
          'Why do they': 'He plans the work.',
        }),
        told: {
          Leo: [/has been shared/, /He plans the work/],
          Daniel: [/need to know/, /He plans the work/],
        },
      },
      {
        who: 'Helen',
        does: move('Agree what to keep out of', { 'What has': 'He takes no case of that ward.' }),
        told: { Leo: /He takes no case of that ward/ },
      },
      {
        who: 'Olwen',
        does: raise(
          'Raise a complaint or concern',
          { 'About whom?': 'Cllr Gareth Hughes', 'Under which': 'Under the protocol' },
          { 'How would': 'Informally', 'Does it touch': 'No' },
          { 'What happened': 'A secret matter.', 'When did': 'Today', 'Would you like': 'No' },
        ),
        told: { Daniel: /A secret matter/, Tessa: /Somebody in your team/ },
      },
      { who: 'Leo', does: open(), sees: SHUT },
    );
    expect(town.everRead('Leo')).not.toContain('A secret matter');
  });
});
