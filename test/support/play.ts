/** Plays a story line by line: who does what, what they see, and who is sent what by it. */
import { expect } from 'vitest';
import type { Colleague, TeamsCouncil } from './teams-council.ts';

export type Values = Record<string, string>;

/** What somebody does. `reference` is that of the case recorded last in this story. */
export type Act = (person: Colleague, reference: string) => Promise<string>;

/** Who is sent what; several messages in their order. */
export type Told = Readonly<Record<string, RegExp | readonly RegExp[]>>;

/** Who, does what, sees (or, with a leading "not", does not see), and who is told what: nobody else is sent anything. */
export type Line =
  | readonly [who: string, act: Act, sees: RegExp | readonly RegExp[], told?: Told]
  /** A new day begins. */
  | readonly [day: string, told?: Told];

export const say =
  (text: string): Act =>
  (person) =>
    person.say(text);

export const press =
  (label: string, values: Values = {}): Act =>
  (person) =>
    person.press(label, values);

/** Presses a button on a card that came by itself. */
export const inPost =
  (label: string): Act =>
  (person, reference) =>
    person.pressInPost(label.replace('REF', reference));

/** Fills in a dialog up to its summary. */
export const fill =
  (flow: string, ...screens: Values[]): Act =>
  (person) =>
    person.fill(flow, screens);

/** Fills in a dialog and confirms it. */
export const send =
  (flow: string, screens: readonly Values[], confirm = 'Send it'): Act =>
  async (person) => {
    await person.fill(flow, screens);
    return person.press(confirm);
  };

/** Sends what a button of that value would send. */
export const forge =
  (value: string): Act =>
  (person, reference) =>
    person.choose(value.replace('REF', reference));

export const open: Act = (person, reference) => person.choose(`case:${reference}`);

/** Opens the case and makes a move on it, with these answers where it asks for any. */
export const move =
  (label: string, values?: Values): Act =>
  async (person, reference) => {
    await person.choose(`case:${reference}`);
    const shown = await person.press(label);
    if (values === undefined) return shown;
    // A button holds only so much.
    return person.press(shown.includes('[Send it]') ? 'Send it' : label, values);
  };

/**
 * @param known the case it is about, where that was recorded before
 * @returns the reference of the case recorded last
 */
export async function play(council: TeamsCouncil, lines: readonly Line[], known = ''): Promise<string> {
  let reference = known;
  for (const [at, line] of lines.entries()) {
    const where = `line ${at + 1}: ${line[0]}`;
    const [who, act, sees = []] = line;
    if (typeof act === 'function') {
      const shown = await act(council.as(who), reference);
      for (const pattern of [sees as RegExp | RegExp[]].flat()) expect(shown, where).toMatch(pattern);
      reference = /Recorded: (\S+)/.exec(shown)?.[1] ?? reference;
      await expectPost(council, line[3], where);
    } else {
      await council.on(who);
      await expectPost(council, act, where);
    }
  }
  return reference;
}

async function expectPost(council: TeamsCouncil, told: Told = {}, where: string): Promise<void> {
  const letters = await council.newPost();
  expect(
    letters.map(({ to }) => to).sort(),
    `${where}: who is told\n${letters.map(({ text }) => text).join('\n')}`,
  ).toEqual(
    Object.entries(told)
      .flatMap(([to, patterns]) => [patterns].flat().map(() => to))
      .sort(),
  );
  for (const [to, patterns] of Object.entries(told)) {
    const own = letters.filter((letter) => letter.to === to);
    [patterns]
      .flat()
      .forEach((pattern, at) => expect(own[at]?.text, `${where}: what ${to} reads`).toMatch(pattern));
  }
}

/** What nobody should ever have to read, in all that anybody read. */
export function expectPlainWords(read: TeamsCouncil['read'], more: readonly RegExp[] = []): void {
  const wrong = [
    /@council\.example/,
    /\bundefined\b|\bnull\b|\[object|NaN/,
    /(?<!as )(?<![\w-])\d{4}-\d{2}-\d{2}(?!\d)/,
    /\b(?:officer|member|look|attendance)-[a-z]+-?[a-z]*\b(?<!member-officer)/,
    /!/,
    /\uE000/,
    ...more,
  ];
  const faults = read.flatMap(({ by, text }) =>
    text
      .split('\n')
      .filter((line) => wrong.some((pattern) => pattern.test(line)))
      .map((line) => `${by}: ${line}`),
  );
  expect([...new Set(faults)]).toEqual([]);
}
