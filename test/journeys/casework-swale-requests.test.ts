/** Swale's meetings, reports, requests, advice and disclosures, lived through in Slack. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  answer,
  begin,
  forge,
  move,
  open,
  press,
  raise,
  say,
  openSlackTown,
  type SlackTown,
} from '../support/slack-story.ts';
import { MEETING, PRESSURE, INFORMATION, ENQUIRY, ADVICE, meeting, GROUP } from './swale-words.ts';

let town: SlackTown;
const inSwale = (): void => {
  beforeAll(async () => {
    town = await openSlackTown('swale');
  });
  afterAll(() => town.world.close());
};

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
          {
            'Which group': 'Labour',
            'What is the subject': 'Trees',
            'When is the meeting': '2027-01-14',
            'Will there be people': 'No',
          },
        ),
        told: { Ruth: /decision/, Daniel: /decision/ },
      },
      { who: 'Ruth', does: move('Agree'), told: { Olwen: /Still/ } },
      { who: 'Daniel', does: move('Agree'), told: { Olwen: /agreed/, Anita: /./, Martin: /./ } },
      { who: 'Carol', does: begin(MEETING, { 'What kind of meeting': 'A ward' }), sees: /party business/ },
    );
  });
});

describe('reports, requests and advice', () => {
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
      { who: 'Olwen', does: move('It has ended'), told: { Helen: /has ended/, Daniel: /has ended/ } },
      { who: 'Olwen', does: say('mine'), sees: /Ended on/ },
    );
  });
});
