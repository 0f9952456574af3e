/** Every route of Swale's procedures: who raises what about whom, who gets it, who is told, what is due. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTED_FLOWS } from '../../src/protocol/procedures.ts';
import { openTown, outbox, sharedKnowledge, type Town } from '../conversation/chat.ts';
import { faultsOf } from '../support/plain-reading.ts';
import { PEOPLE } from '../support/world.ts';
import { REST, ROWS } from './swale-routes.ts';

describe('every route', () => {
  let town: Town;
  beforeAll(() => {
    town = openTown(readFileSync(PEOPLE, 'utf8'));
  });
  afterAll(() => town.close());

  it.each(ROWS)('$asks by $who: $answers', async ({ who, asks, answers, as, told, says }) => {
    const chat = town.person(who);
    const read = [await chat.does({ type: 'choice', value: `start:${asks}` })];
    for (let form = chat.form(); form; form = chat.form()) {
      const given = form.fields.map(({ name }) => [name, answers[name] ?? REST[name] ?? '']);
      read.push(await chat.send(Object.fromEntries(given) as Record<string, string>));
      if (chat.form()?.id === form.id) throw new Error(read.at(-1));
    }
    if (as !== null) {
      const [confirm] = chat.choices();
      read.push(await chat.press(confirm?.label ?? ''));
      expect(read.at(-1)).toMatch(/^Recorded: SWA-2026-\d{4}/);
      expect(read.at(-1)).toContain(`What: ${as}`);
    }
    if (says) expect(read.at(-1)).toMatch(says);
    const sent = await outbox(town.register);
    const names = sent.map(({ to }) => `${to.charAt(0).toUpperCase()}${to.slice(1, to.indexOf('.'))}`);
    expect(names.sort()).toEqual(told);
    // That it goes to whom the protocol does not name is said before it is sent, too.
    const suggestion = 'is my suggestion';
    if (read.at(-1)?.includes(suggestion)) expect(read.at(-2)).toContain(suggestion);
    // Whoever is told is named before anything is recorded.
    if (as !== null) for (const name of told) expect(read.at(-2)).toContain(name);
    for (const text of [...read.slice(-1), ...sent.map(({ words }) => words)])
      expect(faultsOf(text.replaceAll(/about: .*/g, '')), text).toEqual([]);
  });

  it('is among them', () => {
    const procedures = sharedKnowledge().library.protocols.get('swale')?.procedures;
    const titles = ROUTED_FLOWS.flatMap((flow) => procedures?.[flow].routes ?? [])
      .filter(({ stops }) => !stops)
      .map(({ title }) => title);
    // Only a move leads to this one: the stories walk it.
    const led = 'A dispute about access, to the Monitoring Officer';
    expect(new Set(titles)).toEqual(new Set([led, ...ROWS.flatMap(({ as }) => as ?? [])]));
  });
});
