/** What people read of those who are away: until when, who acts meanwhile, or that it waits. */
import type { CaseGround } from './case-ground.ts';
import { formatDay } from './clock.ts';
import type { Person } from './people.ts';
import type { LadderRoute } from './routing.ts';

export type AbsenceWords = {
  /** A sentence for each who is away, and in whose stead somebody else has it. */
  standsIn: readonly string[];
  /** A sentence for each who is away and has it all the same, because nobody stands in. */
  waits: readonly string[];
};

/** @param routes those that a case takes: to who handles it, and to each who must agree */
export function absenceWords(
  routes: readonly Pick<LadderRoute, 'people' | 'away'>[],
  ground: Pick<CaseGround, 'awayUntil'>,
): AbsenceWords {
  const standsIn = new Set<string>();
  const waits = new Set<string>();
  for (const { people, away } of routes) {
    for (const person of away) {
      if (people.some(({ key }) => key === person.key)) {
        waits.add(`${isAway(person, ground)}, and nobody stands in: it waits until they are back.`);
      } else if (people.length > 0) {
        const others = people.map(({ name }) => name).join(' and ');
        standsIn.add(`${isAway(person, ground)}, so it goes to ${others}.`);
      }
    }
  }
  return { standsIn: [...standsIn], waits: [...waits] };
}

/** "Daniel Reed is away until Tue 5 Jan 2027": that day is the last. */
export function isAway({ key, name }: Person, { awayUntil }: Pick<CaseGround, 'awayUntil'>): string {
  const until = awayUntil.get(key);
  return until === undefined ? `${name} is away` : `${name} is away up to and including ${formatDay(until)}`;
}
