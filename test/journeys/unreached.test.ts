/** When somebody whom the procedure names has no Beadle: nothing is lost, it is said, and whoever stands in can act. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  begin,
  move,
  open,
  openSlackTown,
  press,
  raise,
  type Act,
  type SlackTown,
} from '../support/slack-story.ts';
import { PEOPLE } from '../support/world.ts';
import { complain, ENQUIRY, first, GROUP, meeting, MEETING, WHAT } from './swale-words.ts';

let folder: string;
let town: SlackTown;

/** @param changes what is done to the people file, before Beadle starts */
async function openTown(...changes: readonly (readonly [string, string])[]): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'beadle-unreached-'));
  const file = join(folder, 'people.csv');
  const people = changes.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the people file has no "${from}"`);
      return text.replace(from, to);
    },
    readFileSync(PEOPLE, 'utf8'),
  );
  writeFileSync(file, people);
  town = await openSlackTown('swale', { PEOPLE_FILE: file });
}

/** Nobody knows who they are in Slack, and they have never written to Beadle. */
const lacks = (slackId: string) => [`,${slackId},`, ',,'] as const;

afterEach(async () => {
  await town.world.close();
  rmSync(folder, { recursive: true });
});

describe('a handler who has no Beadle', () => {
  it('has whoever stands in act meanwhile, and gets it all once they come', async () => {
    await openTown(lacks('U0DIRECTOR'));
    await town.live(
      {
        who: 'Joan',
        does: complain('Olwen Parry'),
        sees: [
          /Recorded: SWA-2026-0001/,
          /This is recorded, and nothing is lost\. But I could not reach Daniel Reed through Beadle yet/,
          /Meanwhile I am passing it to Ruth Adeyemi as well, to act in their place/,
        ],
        told: {
          Ruth: [
            /I could not reach Daniel Reed through Beadle yet\. It comes to you as well, to act in their place/,
            /My letters were not answered/,
            /Handled by\*?\s+Daniel Reed, Ruth Adeyemi/,
            /Acknowledge/,
          ],
        },
      },
      { who: 'Olwen', does: open(), sees: /I have no case SWA-2026-0001 to show you/ },
      // The message is tried again and again; it is said once.
      { on: '2026-11-21' },
      { on: '2026-11-22' },
      {
        who: 'Ruth',
        does: move('Acknowledge', { 'What should they know': 'I look into it.' }),
        sees: /Told: Cllr Joan Pike/,
        told: { Joan: /being looked into/ },
      },
    );
    town.world.slack.users.set('U0DIRECTOR', { email: 'daniel.reed@council.example' });
    const daniel = town.world.person('U0DIRECTOR');
    await daniel.say('help');
    await town.settle();
    const read = daniel.seen(daniel.direct).map(({ text }) => text);
    expect(read.join('\n')).toMatch(/A concern about an officer/);
    expect(town.world.logs.join('\n')).not.toMatch(/letters|Joan|Daniel|Ruth/);
  });

  it('is not stood in for by whom it is about', async () => {
    // Daniel is complained about; Ruth is to handle it, and nobody is above her.
    await openTown(lacks('U0CHIEF'));
    await town.live({
      who: 'Joan',
      does: raise('Raise a complaint or concern', { 'About whom?': 'Daniel Reed' }, first('Formally'), WHAT),
      sees: [
        /could not reach Ruth Adeyemi/,
        /passing it to Helen Marsh as well\. That it goes to them is my suggestion/,
      ],
      told: {
        Helen: [/could not reach Ruth Adeyemi/, /nobody else on the route could be reached/, /suggestion/],
      },
    });
    expect(town.everRead('Daniel')).not.toMatch(/SWA-2026|letters/);
  });

  it('and whose deputy has none either: one after the other is tried, and each is named', async () => {
    await openTown(lacks('U0CHIEF'), lacks('U0MONITOR'));
    await town.live({
      who: 'Joan',
      does: raise('Raise a complaint or concern', { 'About whom?': 'Daniel Reed' }, first('Formally'), WHAT),
      sees: [
        /could not reach Ruth Adeyemi/,
        /could not reach Helen Marsh/,
        /passing it to Tom Bright as well/,
      ],
      told: { Tom: [/could not reach Helen Marsh/, /My letters were not answered/] },
    });
  });
});

describe('others who have no Beadle', () => {
  it('an officer who was asked in person: nobody else gets it, and whoever asked is told', async () => {
    await openTown(lacks('U0OFFICER1'));
    await town.live({
      who: 'Joan',
      does: raise(ENQUIRY, {
        'To whom': 'Olwen',
        'What is it': 'A resident',
        'What would': 'Why is the road shut?',
      }),
      sees: [/could not reach Olwen Parry/, /If it cannot wait, please tell them yourself/],
    });
  });

  it('one of two who must agree: the other does not agree for both', async () => {
    await openTown(lacks('U0DIRECTOR'));
    await town.live(
      {
        who: 'Carol',
        does: raise(MEETING, GROUP, meeting('Labour', 'The Local Plan')),
        sees: [/could not reach Daniel Reed/, /If it cannot wait/],
        told: { Ruth: /For your decision/, Olwen: /You have been invited/ },
      },
      { who: 'Ruth', does: move('Agree'), told: { Carol: /Still to agree: the relevant Director/ } },
    );
  });

  it('the office that hears of a relationship: its deputy hears of it, unless it is about them', async () => {
    await openTown(lacks('U0MONITOR'));
    const disclose =
      (name: string): Act =>
      async (person, at) => {
        await begin(
          'Disclose a relationship',
          { 'What kind': 'A close friendship' },
          { 'With whom': name, 'Did it begin': 'After it', 'Does either': 'No' },
        )(person, at);
        await press('Record it')(person, at);
      };
    await town.live(
      {
        who: 'Joan',
        does: disclose('Olwen Parry'),
        sees: [/could not reach Helen Marsh/, /passing it to Tom Bright as well, to act in their place/],
        told: { Tom: [/could not reach Helen Marsh/, /Olwen Parry/] },
      },
      { who: 'Tom', does: open(), sees: /Handled by\*?\s+Helen Marsh, Tom Bright/ },
      {
        who: 'Carol',
        does: disclose('Tom Bright'),
        sees: [/could not reach Helen Marsh/, /If it cannot wait, please tell them yourself/],
      },
    );
  });
});
