/** Puts misspelt words right, where a common word is one slip of a finger away; other unknown words stay as they are. */
import { wordsOf } from './text.ts';

/** The words that people use, commonest first. */
export type Vocabulary = {
  words: readonly string[];
  /** How many of them are common enough for a misspelt one to be taken for them. */
  common: number;
};

/** A word that fewer messages have may itself be a slip. */
const KNOWN_FROM = 3;
const COMMON_FROM = 8;
/** In shorter words, one letter makes another word. */
const SHORTEST = 5;
const LONGEST = 24;
const WORD = /[a-z]+/gi;

export function countWords(texts: readonly string[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = [...counts]
    .filter(([, count]) => count >= KNOWN_FROM)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return {
    words: known.map(([word]) => word),
    common: known.filter(([, count]) => count >= COMMON_FROM).length,
  };
}

/** @param alsoKnown further words that are right as they are */
export function createSpeller(
  { words, common }: Vocabulary,
  alsoKnown: Iterable<string> = [],
): (text: string) => string {
  const known = new Set([...words, ...alsoKnown]);
  let targets: ReadonlyMap<string, readonly number[]> | undefined;
  const repair = (word: string): string => {
    const lower = word.toLowerCase();
    if (lower.length < SHORTEST || lower.length > LONGEST || known.has(lower)) return word;
    // Not made before it is needed: most messages are spelt well.
    targets ??= indexByShortened(words.slice(0, common));
    let best = Infinity;
    for (const shortened of shortenings(lower)) {
      for (const rank of targets.get(shortened) ?? []) {
        if (rank < best && isOneSlip(lower, words[rank] ?? '')) best = rank;
      }
    }
    return words[best] ?? word;
  };
  return (text) => text.replace(WORD, repair);
}

/** The place of every word, under itself and under what is left when one letter is taken out. */
function indexByShortened(words: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  words.forEach((word, rank) => {
    if (word.length < SHORTEST) return;
    for (const shortened of shortenings(word)) {
      const known = index.get(shortened);
      if (known) known.push(rank);
      else index.set(shortened, [rank]);
    }
  });
  return index;
}

function shortenings(word: string): Set<string> {
  return new Set([word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))]);
}

/** Whether one letter too many, too few or wrong, or two neighbours swapped, is all that parts two words. */
export function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right === `${left.charAt(1)}${left.charAt(0)}`;
}
