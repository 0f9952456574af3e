/** Stories told through Slack, a line each: who does what, what they read then, and who is told what. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parsePeople } from '../../src/casework/people.ts';
import { faultsOf } from './plain-reading.ts';
import { readTexts, type SlackPerson } from './slack-person.ts';
import { inputsOf, type FakeInput, type Json } from './slack-windows.ts';
import { PEOPLE, slackText, startSlackWorld, type SlackWorld } from './world.ts';

/** The beginning of a question's label, and the beginning of the answer's where there is a list. */
export type Answers = Readonly<Record<string, string>>;
export type Act = (person: SlackPerson, town: SlackTown) => Promise<void>;

export type Line = {
  /** A first name, as in the people file. */
  who: string;
  does: Act;
  /** What the person reads then, in their window and their messages. */
  sees?: RegExp | readonly RegExp[];
  /** What they must not read. */
  not?: RegExp;
  /** Everybody else who is sent a message, and what it says. Left out: nobody is. */
  told?: Readonly<Record<string, RegExp | readonly RegExp[]>>;
};

/** Beadle begins anew on this day, at noon: reminders that are due are sent. */
export type Day = { on: string; told?: Line['told'] };

export type SlackTown = {
  world: SlackWorld;
  person: (firstName: string) => SlackPerson;
  settle: () => Promise<void>;
  /** Lives through a story. */
  live: (...lines: readonly (Line | Day)[]) => Promise<void>;
  /** The reference of the case recorded last. */
  last: () => string;
  /** All that somebody was ever shown or told. */
  everRead: (firstName: string) => string;
};

/** @param variables settings, such as a people file with some of the demo people in it */
export async function openSlackTown(
  council: string,
  variables: Record<string, string> = {},
): Promise<SlackTown> {
  const world = await startSlackWorld(council, variables);
  // A town's own file may leave out somebody whose office is vacant at first: their name is known all the same.
  const files = [PEOPLE, variables['PEOPLE_FILE'] ?? PEOPLE];
  const people = files.flatMap((file) => parsePeople(readFileSync(file, 'utf8'), 'people.csv'));
  const userOf = new Map(people.map(({ name, slackUserId }) => [firstNameOf(name), slackUserId ?? '']));
  const nameOf = new Map([...userOf].map(([name, user]) => [user, name]));
  const windowsRead = new Map<string, string[]>();
  let last = '';

  const person = (firstName: string): SlackPerson => world.person(userOf.get(firstName) ?? firstName);
  const told = (from: number, actor: string | null): Record<string, string[]> => {
    const heard: Record<string, string[]> = {};
    for (const message of world.slack.messages.slice(from)) {
      const user = message.onlyFor ?? `U${message.channel.slice(1)}`;
      if (user === actor) continue;
      const name = nameOf.get(user) ?? user;
      heard[name] = [...(heard[name] ?? []), slackText([message])];
    }
    return heard;
  };

  const town: SlackTown = {
    world,
    person,
    settle: () => world.settle(),
    last: () => last,
    everRead: (firstName) =>
      [slackText(person(firstName).seen()), ...(windowsRead.get(firstName) ?? [])].join('\n'),
    live: async (...lines) => {
      for (const [at, line] of lines.entries()) {
        const from = world.slack.messages.length;
        if ('on' in line) {
          await world.restart({ BEADLE_NOW: `${line.on}T12:00:00Z` });
          await world.settle();
          expectTold(`line ${at + 1}, on ${line.on}`, told(from, null), line.told ?? {});
          continue;
        }
        const actor = person(line.who);
        await line.does(actor, town);
        await world.settle();
        const own = world.slack.messages
          .slice(from)
          .filter(({ channel, onlyFor }) => (onlyFor ?? `U${channel.slice(1)}`) === actor.user);
        const shownWindow = actor.hasWindow ? readWindow(actor) : '';
        windowsRead.set(line.who, [...(windowsRead.get(line.who) ?? []), shownWindow]);
        const seen = [shownWindow, ...own.map((message) => slackText([message]))].join('\n');
        last = /Recorded: (\S+)/.exec(seen)?.[1] ?? last;
        const where = `line ${at + 1}, ${line.who}`;
        for (const pattern of [line.sees ?? []].flat()) expect(seen, `${where} sees`).toMatch(pattern);
        if (line.not) expect(seen, `${where} does not see`).not.toMatch(line.not);
        expectTold(where, told(from, actor.user), line.told ?? {});
        expect(faultsOf(shownWindow, true), `${where} reads\n${shownWindow}`).toEqual([]);
        for (const text of own.map((message) => slackText([message])))
          expect(faultsOf(text), `${where} reads\n${text}`).toEqual([]);
      }
    },
  };
  return town;
}

function expectTold(where: string, heard: Record<string, string[]>, wanted: NonNullable<Line['told']>): void {
  expect(Object.keys(heard).sort(), `${where}: who is told\n${JSON.stringify(heard, null, 1)}`).toEqual(
    Object.keys(wanted).sort(),
  );
  for (const [name, texts] of Object.entries(heard)) {
    expect(texts, `${where}: ${name} gets one message`).toHaveLength(1);
    for (const pattern of [wanted[name] ?? []].flat())
      expect(texts[0], `${where}: ${name} is told`).toMatch(pattern);
    expect(faultsOf(texts[0] ?? ''), `${where}: ${name} is told\n${texts[0] ?? ''}`).toEqual([]);
  }
}

function firstNameOf(name: string): string {
  return name.replace(/^Cllr /, '').split(' ')[0] ?? name;
}

/** Words, and what stands in the inputs, of the window that is open. */
function readWindow(person: SlackPerson): string {
  const { view, errors } = person.window;
  return [readTexts(view), ...Object.values(errors)].join('\n');
}

/** Types something into the chat with Beadle. */
export const say =
  (text: string): Act =>
  async (person, { world }) => {
    world.slack.windows.closeAll(person.user);
    await person.say(text);
  };

/** Presses a button of the open window, or else of the newest message that has it. */
export const press =
  (label: string): Act =>
  async (person) => {
    await person.press(label);
  };

/** Sends a button's value as a client could make it up. */
export const forge =
  (value: string): Act =>
  async (person, { world }) => {
    world.slack.windows.closeAll(person.user);
    await person.pressElement(
      { action_id: 'choice:0', type: 'button' },
      { value },
      {
        channel: person.direct,
        ts: '1.0',
        text: '',
        blocks: [],
      },
    );
  };

/** Opens a case's card; of the case recorded last where none is given. */
export const open =
  (reference?: string): Act =>
  (person, town) =>
    forge(`case:${reference ?? town.last()}`)(person, town);

/** Begins a dialog from the help, and answers its first screens. */
export const begin =
  (offer: string, ...screens: readonly Answers[]): Act =>
  async (person, town) => {
    await say('help')(person, town);
    await town.settle();
    await person.press(offer);
    await town.settle();
    for (const answers of screens) await answer(answers)(person, town);
  };

/** Begins a dialog, answers all of it and sends it off. */
export const raise =
  (offer: string, ...screens: readonly Answers[]): Act =>
  async (person, town) => {
    await begin(offer, ...screens)(person, town);
    await person.press(offer.startsWith('Ask for an') && offer.includes('group') ? 'Record it' : 'Send it');
  };

/** Fills in the open window's form and sends it. */
export const answer =
  (answers: Answers): Act =>
  async (person, { settle }) => {
    for (const [label, value] of Object.entries(answers)) fillIn(person, label, value);
    await person.submit();
    await settle();
  };

/** Makes a move on the case recorded last. */
export const move =
  (label: string, answers: Answers = {}, reference?: string): Act =>
  async (person, town) => {
    await open(reference)(person, town);
    await town.settle();
    await person.press(label);
    await town.settle();
    if (person.hasWindow && person.window.view['submit'] !== undefined) await answer(answers)(person, town);
    else if (Object.keys(answers).length > 0) throw new Error(`"${label}" asked nothing`);
  };

function fillIn(person: SlackPerson, label: string, value: string): void {
  const inputs = inputsOf(person.window.view);
  const input = inputs.find((each) => each.label.text.startsWith(label));
  if (!input) {
    const labels = inputs.map((each) => each.label.text).join('; ');
    throw new Error(`no question begins "${label}", only: ${labels}`);
  }
  const options = optionsOf(input);
  if (options.length === 0) person.fill(input.label.text, value);
  else {
    const option = options.find((text) => text === value) ?? options.find((text) => text.startsWith(value));
    if (option === undefined) throw new Error(`"${value}" is none of: ${options.join('; ')}`);
    person.fill(input.label.text, option);
  }
}

function optionsOf({ element }: FakeInput): string[] {
  const options = (element['options'] ?? []) as Json[];
  return options.map((option) => (option['text'] as { text: string }).text);
}
