/** South Somerset's casework, lived through in Slack. */
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
const COMPLAINT = 'Raise a complaint or concern';
const SHUT = /^I have no case SSD-\d{4}-\d{4} to show you\.$/m;

/** The screens of a member's complaint. */
const aboutOfficer = (name: string, way = 'Informally', what = 'I was cut short at the site visit.') =>
  [
    { 'Is it about': 'One', 'About whom?': name },
    { 'How would': way, 'Does it touch': 'No' },
    { 'What happened': what, 'When did': 'On Monday' },
  ] as const;

/** The screens of an employee's complaint. */
const aboutMember = (name: string, way = 'Informally', union = 'No') =>
  [
    { 'About whom?': name, 'Under which': 'Under the protocol' },
    { 'How would': way, 'Does it touch': 'No' },
    { 'What happened': 'He shouted at me.', 'When did': 'On Monday', 'Would you like': union },
  ] as const;

describe('a councillor complains about an employee', () => {
  let town: SlackTown;
  beforeAll(async () => {
    town = await openSlackTown('south-somerset', { PEOPLE_FILE });
  });
  afterAll(() => town.world.close());

  it('informally, then formally, and the changes are checked six months later', async () => {
    await town.live(
      {
        who: 'Gareth',
        does: say('complaint'),
        sees: /Do not take it up with the employee yourself[\s\S]*16\.6/,
      },
      { who: 'Gareth', does: say('stop'), sees: /Nothing was recorded/ },
      {
        who: 'Gareth',
        does: raise(COMPLAINT, ...aboutOfficer('Olwen Parry')),
        sees: [
          /Recorded: SSD-2026-0001/,
          /Leo Grant, Lead Specialist for Planning, who is being told now/,
          /Word on when the outcome comes: due Fri 27 Nov \(5 working days left\)/,
          /Outcome to the councillor: due Fri 4 Dec \(10 working days left\)/,
        ],
        told: { Leo: [/A concern about an employee/, /Cllr Gareth Hughes/, /cut short/, /16\.1/] },
      },
      { who: 'Olwen', does: open(), sees: SHUT },
      { who: 'Tessa', does: open(), sees: SHUT },
      { who: 'Daniel', does: open(), sees: SHUT },
      {
        who: 'Leo',
        does: move('Acknowledge', { 'What should they know': 'I will speak to her.' }),
        sees: [/Done: Acknowledge\. Told: Cllr Gareth Hughes/, /\. Received Fri 20 Nov; due Fri 27 Nov\./],
        told: { Gareth: [/has been received and is being looked into/, /I will speak to her/] },
      },
      { on: '2026-11-25' },
      {
        on: '2026-11-26',
        told: {
          Leo: [
            /Reminder: SSD-2026-0001/,
            /due Fri 27 Nov \(1 working day left\)/,
            /put it on hold with a date/,
          ],
        },
      },
      { who: 'Leo', does: open(), sees: /Being looked into, since Fri 20 Nov 2026/ },
      {
        who: 'Leo',
        does: move('Hold, with a date', { 'When do you': '2026-11-20', 'Why does': 'Leave.' }),
        sees: /This day is over/,
      },
      {
        who: 'Leo',
        does: answer({ 'When do you': '2026-12-10', 'Why does': 'She is on leave.' }),
        sees: /Done: Hold, with a date/,
        told: { Gareth: [/take longer than hoped/, /Thu 10 Dec 2026/, /She is on leave/] },
      },
      { on: '2026-11-27' },
      { on: '2026-12-04' },
      { on: '2026-12-08', told: { Leo: /due Thu 10 Dec \(2 working days left\)/ } },
      { on: '2026-12-10', told: { Leo: /due today, Thu 10 Dec/ } },
      {
        who: 'Leo',
        does: move('Record the outcome', {
          'What came of it': 'Settled',
          'What do you tell': 'She is sorry.',
          'A note': 'Short of sleep.',
          'Does anything': 'No',
        }),
        sees: [/Note for the file\W+Short of sleep/, /Outcome\W+Settled with the employee/],
        told: { Gareth: [/There is an outcome/, /Settled with the employee/, /She is sorry/] },
      },
      { who: 'Gareth', does: open(), sees: /Settled with the employee/, not: /Short of sleep/ },
      { on: '2026-12-11' },
      {
        who: 'Gareth',
        does: move('Make it formal', { 'Why should': 'It happened again.' }),
        sees: [/Told: Daniel Reed, Cllr Carol Finch/, /The protocol sets no time for this/],
        told: {
          Daniel: [/A formal complaint about an employee/, /cut short/, /It happened again/],
          Carol: [/you are told that there is one, not what it says/i, /SSD-2026-0001/],
        },
      },
      { who: 'Carol', does: open(), sees: SHUT },
      { who: 'Leo', does: open(), sees: SHUT },
      { who: 'Daniel', does: say('cases'), sees: [/Your cases: 1/, /A formal complaint about an employee/] },
      { who: 'Daniel', does: open(), not: /Informally, to have it settled/ },
      {
        who: 'Daniel',
        does: move('Record the outcome', {
          'What came of it': 'Taken further',
          'What do you tell': 'You are right.',
          'Does anything': 'Yes',
        }),
        sees: /What has to change/,
      },
      {
        who: 'Daniel',
        does: answer({ 'What has to change': 'Questions are answered on site.' }),
        sees: /Check of the changes: due Fri 11 Jun 2027/,
        told: {
          Gareth: [/There is an outcome/, /You are right/, /Questions are answered on site/],
          Carol: [/has an outcome/, /Questions are answered on site/],
          Olwen: [/has an outcome/, /Questions are answered on site/],
        },
      },
      { who: 'Daniel', does: open(), sees: /Record the check/, not: /Close the case/ },
    );
    expectSilence(town, 'Carol', /cut short|You are right/);
    expectSilence(town, 'Olwen', /cut short|You are right|Short of sleep/);
  });

  it('lives through half a year to the check, put off once', async () => {
    await town.live(
      { on: '2027-06-03' },
      {
        on: '2027-06-04',
        told: { Daniel: [/Reminder/, /Check of the changes: due Fri 11 Jun \(5 working days left\)/] },
      },
      { on: '2027-06-04' },
      {
        who: 'Daniel',
        does: move('Set a date for the check', { 'When will you check': '2027-07-01' }),
        sees: [/due Thu 1 Jul/, /Outcome given, since Fri 11 Dec 2026/],
        told: { Gareth: [/a date for checking/, /Thu 1 Jul 2027/] },
      },
      { on: '2027-06-11' },
      { on: '2027-06-24', told: { Daniel: /due Thu 1 Jul \(5 working days left\)/ } },
      { on: '2027-07-01', told: { Daniel: /due today, Thu 1 Jul/ } },
      {
        on: '2027-07-02',
        told: {
          Daniel: /Overdue[\s\S]*by 1 working day/,
          Ruth: [/Overdue/, /You are told because this is overdue/],
        },
      },
      { who: 'Ruth', does: open(), sees: SHUT },
      {
        who: 'Daniel',
        does: move('Record the check', {
          'Have the': 'Partly',
          'Is the person': 'Yes',
          'What do you tell': 'Two more signs to come.',
        }),
        sees: [/Done: Record the check/, /Closed, since Fri 2 Jul 2027/],
        told: { Gareth: [/have been checked/, /Partly/, /Two more signs/] },
      },
      { on: '2027-07-08' },
      { who: 'Gareth', does: say('mine'), sees: /SSD-2026-0001[\s\S]*Closed/ },
    );
  });
});

describe('an employee complains about a councillor', () => {
  let town: SlackTown;
  beforeAll(async () => {
    town = await openSlackTown('south-somerset', { PEOPLE_FILE });
  });
  afterAll(() => town.world.close());

  it('informally, then formally, referred to the Chief Executive, to the Standards Committee', async () => {
    await town.live(
      {
        who: 'Olwen',
        does: begin(COMPLAINT, { 'About whom?': 'Cllr Gareth Hughes', 'Under which': 'Under the protocol' }),
        sees: /How would you like to raise it/,
      },
      { who: 'Olwen', does: press('Back'), sees: /Do not take the matter up with the councillor yourself/ },
      { who: 'Olwen', does: press('Stop'), sees: /Nothing was recorded/ },
      {
        who: 'Olwen',
        does: raise(COMPLAINT, ...aboutMember('Cllr Gareth Hughes')),
        sees: [
          /Leo Grant, Lead Specialist for Planning, who is being told now/,
          /The protocol sets no time for it/,
        ],
        told: {
          Leo: [/A concern about a councillor/, /Olwen Parry/, /He shouted/],
          Tessa: /Somebody in your team/,
        },
      },
      { on: '2026-12-18' },
      { who: 'Gareth', does: open(), sees: SHUT },
      { who: 'Tessa', does: open(), sees: SHUT },
      {
        who: 'Leo',
        does: move('Involve the group leader', { 'What should': 'Please have a word.' }),
        told: { Carol: [/settle a matter between a member of your group/, /Please have a word/] },
      },
      {
        who: 'Leo',
        does: move('Propose a way to settle it', { 'What do you propose': 'A talk with all three.' }),
        told: { Olwen: [/say whether you agree/, /A talk with all three/] },
      },
      {
        who: 'Olwen',
        does: move('I do not agree', { 'What would': 'An apology.' }),
        told: { Leo: /An apology/ },
      },
      {
        who: 'Leo',
        does: move('Record the outcome', {
          'What came': 'It could not',
          'What do you tell': 'He sees it otherwise.',
          'Does anything': 'No',
        }),
        told: {
          Olwen: /It could not be settled informally/,
          Ruth: [/dealt with informally/, /It could not be settled/],
          Carol: [/dealt with informally/, /It could not be settled/],
        },
      },
      {
        who: 'Olwen',
        does: move('Make it formal', { 'Why should': 'I want an apology.' }),
        sees: /A formal complaint about a councillor/,
        told: {
          Leo: [/A formal complaint about a councillor/, /I want an apology/],
          Gareth: [/a formal complaint about you/, /not what it says/],
          Carol: [/about a councillor in your group/, /Cllr Gareth Hughes/],
          Tessa: /Somebody in your team/,
        },
      },
      {
        who: 'Leo',
        does: move('Refer it', { 'Why do you': 'It is serious.' }),
        told: {
          Ruth: [/A serious complaint about a councillor/, /It is serious/],
          Olwen: /referred further/,
        },
      },
      { who: 'Leo', does: open(), sees: SHUT },
      {
        who: 'Ruth',
        does: move('Record the outcome', {
          'What came': 'The Code was clearly broken',
          'What do you tell': 'He has apologised.',
          'Does anything': 'No',
        }),
        told: { Olwen: /He has apologised/, Wilf: [/clearly broken/, /Cllr Gareth Hughes/] },
      },
      { who: 'Ruth', does: move('Close the case'), sees: /Closed/, told: { Olwen: /Your case is closed/ } },
      { who: 'Olwen', does: say('mine'), sees: /SSD-2026-0001[\s\S]*Closed/ },
    );
    for (const name of ['Gareth', 'Carol', 'Tessa', 'Wilf'])
      expectSilence(town, name, /He shouted|I want an apology|He has apologised/);
  });

  it('who leads a group, straight to Human Resources; and a Director to the Chief Executive', async () => {
    await town.live(
      {
        who: 'Sam',
        does: begin(COMPLAINT, ...aboutMember('Cllr Carol Finch', 'Formally', 'Yes')),
        sees: [
          /does not say who takes their place, so nobody is told/,
          /go back and say no to a representative/,
        ],
      },
      {
        who: 'Sam',
        does: press('Send it'),
        sees: /Hana Cole, Senior Human Resource Employee/,
        told: { Hana: /straight to Human Resources/, Carol: /about you under the protocol/ },
      },
      { who: 'Hana', does: open(), not: /go back and say no|if you want it/ },
      {
        who: 'Daniel',
        does: raise(COMPLAINT, ...aboutMember('Cllr Gareth Hughes', 'Formally')),
        sees: /Ruth Adeyemi, Chief Executive/,
        told: { Ruth: /A formal complaint by a Director/, Gareth: /about you/, Carol: /Cllr Gareth Hughes/ },
      },
      {
        who: 'Ruth',
        does: raise(COMPLAINT, ...aboutMember('Cllr Gareth Hughes')),
        sees: /names nobody|gives no route/,
        told: { Helen: [/A complaint by the Chief Executive/, /chose to put it to you/] },
      },
    );
  });
});

describe('a councillor complains of those above', () => {
  let town: SlackTown;
  beforeAll(async () => {
    town = await openSlackTown('south-somerset', { PEOPLE_FILE });
  });
  afterAll(() => town.world.close());

  it.each([
    ['Leo Grant', 'Informally', { Ruth: /A concern about a manager/ }],
    ['Leo Grant', 'Formally', { Daniel: /A formal complaint about an employee/, Carol: /not what it says/ }],
    ['Daniel Reed', 'Informally', { Ruth: /A concern about a Director/ }],
    ['Daniel Reed', 'Formally', { Ruth: /A formal complaint about a Director/, Carol: /not what it says/ }],
    [
      'Ruth Adeyemi',
      'Formally',
      { Helen: [/A complaint about the Chief Executive/, /chose to put it to you/] },
    ],
    ['Helen Marsh', 'Informally', { Nadia: /A concern about an employee/ }],
    ['Helen Marsh', 'Formally', { Nadia: /A formal complaint about an employee/, Carol: /not what it says/ }],
  ])('%s, %s', async (about, way, told) => {
    const subject = about.split(' ')[0] ?? '';
    await town.live(
      {
        who: 'Gareth',
        does: raise(COMPLAINT, ...aboutOfficer(about, way, `Words of ${about}, ${way}.`)),
        told,
      },
      { who: subject, does: open(), sees: SHUT },
      {
        who: subject,
        does: (person, all) => forge(`move:${all.last()}:outcome:0`)(person, all),
        not: /Words of|What came of it/,
      },
    );
    expectSilence(town, subject, new RegExp(`Words of ${about}`));
  });
});

describe('a friendship, disclosed by choice', () => {
  let own: SlackTown;
  beforeAll(async () => {
    own = await openSlackTown('south-somerset', { PEOPLE_FILE });
  });
  afterAll(() => own.world.close());

  it('is asked about once a year, until it has ended', async () => {
    await own.live(
      {
        who: 'Leo',
        does: async (person, all) => {
          await begin(
            'Disclose a relationship',
            { 'What kind': 'A close friendship' },
            { 'Would you like': 'Yes, record it', 'Shall I tell': 'Yes' },
            { 'With whom': 'Cllr Gareth Hughes', 'Did it begin': 'After it', 'Does either': 'No' },
          )(person, all);
          await person.press('Record it');
        },
        told: { Helen: /Leo Grant/ },
      },
      { on: '2027-11-19' },
      { on: '2027-11-22', told: { Leo: [/still right/, /SSD-2026-0001/] } },
      { who: 'Leo', does: move('Still right'), sees: /due Wed 22 Nov 2028/, told: { Helen: /still right/ } },
      { on: '2028-11-22', told: { Leo: /still right/ } },
      { who: 'Leo', does: move('It has ended'), sees: /Ended/, told: { Helen: /has ended/ } },
      { on: '2029-11-30' },
    );
  });
});

function expectSilence(town: SlackTown, name: string, secret: RegExp): void {
  expect(town.everRead(name), `${name} never reads`).not.toMatch(secret);
}

describe('a complaint about the Monitoring Officer, whom no Director manages', () => {
  it('goes to the Chief Executive, who manages her, and not to the deputy whom she manages', async () => {
    const town = await openSlackTown('south-somerset');
    try {
      await town.live(
        {
          who: 'Gareth',
          does: raise(COMPLAINT, ...aboutOfficer('Helen Marsh')),
          sees: [/Ruth Adeyemi, Head of Paid Service, who is being told now/, /my suggestion/],
          not: /Tom Bright/,
          told: { Ruth: /A concern about an employee/ },
        },
        { who: 'Tom', does: open(), sees: SHUT },
      );
    } finally {
      await town.world.close();
    }
  });
});
