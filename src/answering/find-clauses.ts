/** Looks clauses up by their number, by the beginning of it, or by words they hold. */
import type { Protocol } from '../protocol/load.ts';
import type { Clause, Concept } from '../protocol/schema.ts';
import { findRequestedClause } from '../understanding/clause-lookup.ts';
import { createWordReader } from '../understanding/concepts.ts';
import { stem } from '../understanding/text.ts';
import { matterOf } from './vague.ts';
import { isAlike } from './words.ts';

const MOST = 12;
/** What people may put before what they look for. */
const BEFORE = /^\s*protocol\s*:\s*/i;
const NUMBER = /^\s*(?:§|clause|para(?:graph)?|section)?\s*(\d{1,3}(?:\.\d{1,3}){0,3})\.?\s*$/i;

/**
 * @param text "7.2", "7", a heading, or a few words: "group meetings"
 * @returns at most twelve, nearest first; those that hold all of the words before those that hold some
 */
export function findClauses(text: string, { clauses }: Protocol, concepts: readonly Concept[]): Clause[] {
  const wanted = text.replace(BEFORE, '');
  const named = findRequestedClause(wanted, clauses);
  const number = NUMBER.exec(wanted)?.[1];
  if (number !== undefined) {
    const under = clauses.all.filter(({ label }) => label.startsWith(`${number}.`));
    return [...new Set([...(named ? [named] : []), ...under])].slice(0, MOST);
  }
  const read = createWordReader(concepts);
  const stemsOf = (words: string): string[] => [...new Set(matterOf(read(words).join(' ')).map(stem))];
  const stems = stemsOf(wanted);
  const scored = clauses.all.flatMap((clause) => {
    const title = stemsOf(`${clause.label} ${clause.heading}`);
    const gist = stemsOf(clause.gist);
    const inTitle = stems.filter((word) => title.some((other) => isAlike(word, other))).length;
    const found = stems.filter((word) => [...title, ...gist].some((other) => isAlike(word, other))).length;
    return found === 0 ? [] : [{ clause, found, inTitle }];
  });
  const best = Math.max(0, ...scored.map(({ found }) => found));
  const near = scored
    .filter(({ found }) => found * 2 >= best)
    .sort((a, b) => b.found - a.found || b.inTitle - a.inTitle)
    .map(({ clause }) => clause);
  return [...new Set([...(named ? [named] : []), ...near])].slice(0, MOST);
}
