/** Stories as tables: who does what, what they then see, and who is written to. */
import { expect } from 'vitest';
import type { TeamsTown } from './teams-town.ts';

export type Act = string | { press: string; with: Record<string, string> } | { forge: string };

/** Who; what they type or press; what they see; and all who are written to meanwhile, each with the words that matter. */
export type Row = readonly [
  who: string,
  act: Act,
  sees?: RegExp | readonly RegExp[],
  told?: Readonly<Record<string, RegExp | readonly RegExp[]>>,
];

export function press(label: string, inputs: Record<string, string> = {}): Act {
  return { press: label, with: inputs };
}

/** A button's value that no card of theirs shows. */
export function forge(value: string): Act {
  return { forge: value };
}

/** Plays the rows in order. Nobody is written to but those a row names, and everything reads as it should. */
export async function play(town: TeamsTown, rows: readonly Row[]): Promise<void> {
  for (const [at, [who, act, sees = [], told = {}]] of rows.entries()) {
    const place = `row ${at + 1}, ${who}: ${JSON.stringify(act)}`;
    const seen = await perform(town, who, act);
    for (const wanted of [sees].flat()) expect(seen, place).toMatch(wanted);
    checkWords(seen, place);
    await expectNews(town, told, place);
  }
}

/** Checks who was written to since last asked: these and nobody else, once each. */
export async function expectNews(
  town: TeamsTown,
  told: Readonly<Record<string, RegExp | readonly RegExp[]>>,
  place = 'news',
): Promise<void> {
  const news = await town.news();
  expect(news.map(({ to }) => to).sort(), `${place}: who is told`).toEqual(Object.keys(told).sort());
  for (const { to, text } of news) {
    for (const wanted of [told[to] ?? []].flat()) expect(text, `${place}: told ${to}`).toMatch(wanted);
    checkWords(text, `${place}: told ${to}`);
  }
}

/** Nothing that only a machine reads, no shouting, days as people write them. */
function checkWords(text: string, place: string): void {
  const read = withoutInputs(text);
  expect(read, place).not.toMatch(/@council\.example|\bundefined\b|\bnull\b|\[object|\{|\}/);
  expect(read, place).not.toMatch(/\b\d{4}-\d\d-\d\d\b/);
  expect(read, place).not.toMatch(/!/);
}

/** Without the values that the choices of a card carry besides what is shown. */
function withoutInputs(text: string): string {
  return /^(Continue|Save the change|Stop)$/m.test(text) ? '' : text;
}

function perform(town: TeamsTown, who: string, act: Act): Promise<string> {
  const person = town.person(who);
  if (typeof act === 'string') return person.say(act);
  return 'forge' in act ? person.forge(act.forge) : person.press(act.press, act.with);
}
