/** Reads short statements of what somebody did: of whom they speak, and so what they are about, turns on who makes them. */
import type { PersonKind, Plain } from '../protocol/schema.ts';
import { readAskForm } from './ask-form.ts';
import { compilePhrases } from './phrases.ts';
import { normalise, wordsOf } from './text.ts';

/** @returns the topic of a statement; null where a message is none of them */
export type PlainReader = (text: string, as: PersonKind | null) => string | null;

type Side = 'member' | 'officer' | 'senior' | 'chief';

/** Names come in no more words than this. */
const LONGEST_NAME = 4;
/** How names begin that are written with a title. */
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr']);

/**
 * Compiles the statements once. The first one that fits wins.
 * @param isWord whether a word is one that examples have: in small letters it is then no name
 */
export function createPlainReader(
  { sides, statements }: Plain,
  isWord: (word: string) => boolean,
): PlainReader {
  const neither = compilePhrases(sides.neither);
  // "Monitoring officer" holds "officer": whoever is more is looked for first.
  const bySide = (['chief', 'senior', 'member', 'officer'] as const).map((side) => ({
    side,
    pattern: compilePhrases(sides[side]),
  }));
  const compiled = statements.map((statement) => ({
    ...statement,
    pattern: compilePhrases(statement.words),
  }));
  return (text, as) => {
    if (as === null) return null;
    const normal = normalise(text);
    if (neither.test(normal)) return null;
    const side = bySide.find(({ pattern }) => pattern.test(normal))?.side ?? null;
    for (const { pattern, before, after, topics, ...wants } of compiled) {
      const found = pattern.exec(normal);
      if (!found) continue;
      const rest = normal.slice(found.index + found[0].length);
      if (wordsOf(normal.slice(0, found.index)).length > before || wordsOf(rest).length > after) continue;
      if (wants.of_member && side !== 'member') continue;
      if (wants.of_somebody && side === null && !isName(rest, text, isWord)) continue;
      // What begins a message says itself whether it asks; a story with a question in it is for the model.
      if (before > 0 && isAsked(text, wants.anybody)) continue;
      const topic = topicFor(topics, as, wants.anybody ? null : side);
      if (topic !== null) return topic;
    }
    return null;
  };
}

/** An order has the form of a question without being one: "do as I say". */
function isAsked(text: string, isOrder: boolean): boolean {
  const form = readAskForm(text);
  return isOrder ? form === 'open' || text.includes('?') : form !== 'tell';
}

/** Of one's own side nothing is said here, but of those who answer for both. */
function topicFor(
  topics: Plain['statements'][number]['topics'],
  as: PersonKind,
  side: Side | null,
): string | null {
  if (side === 'senior' || side === 'chief') return topics[`${as}_of_${side}`] ?? null;
  return side === as ? null : (topics[as] ?? null);
}

/** One to four words that are a name: after a title, with capitals, or words that nobody uses otherwise. */
function isName(rest: string, text: string, isWord: (word: string) => boolean): boolean {
  const words = wordsOf(rest);
  const [first = ''] = words;
  if (words.length === 0 || words.length > LONGEST_NAME) return false;
  if (TITLES.has(first)) return true;
  const capitals = new Set((text.match(/\p{Lu}[\p{L}'’-]+/gu) ?? []).flatMap(wordsOf));
  return words.every((word) => capitals.has(word) || !isWord(word));
}
