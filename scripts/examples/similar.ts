/** Finds messages that say nearly the same in nearly the same words, without comparing each with each. */
import { stem, wordsOf } from '../../src/understanding/text.ts';

/** The places of two messages in their list, the earlier first, and how alike they are, from 0 to 1. */
export type SimilarPair = { first: number; second: number; likeness: number };

/** The words of a message, and its pairs of neighbours, as stems: what two messages are compared by. */
export function shinglesOf(text: string): Set<string> {
  const stems = wordsOf(text).map(stem);
  return new Set(stems.flatMap((word, at) => (at === 0 ? [word] : [word, `${stems[at - 1] ?? ''} ${word}`])));
}

/**
 * All pairs that share at least `bound` of the shingles they have between them. Two such messages must share one of the rarest
 * shingles of each, so that only messages with a rare shingle in common are compared.
 */
export function findSimilar(texts: readonly string[], bound: number): SimilarPair[] {
  const shingles = texts.map(shinglesOf);
  const counts = new Map<string, number>();
  for (const set of shingles) for (const each of set) counts.set(each, (counts.get(each) ?? 0) + 1);
  const rarity = (a: string, b: string): number =>
    (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1);
  const known = new Map<string, number[]>();
  const pairs: SimilarPair[] = [];
  shingles.forEach((set, second) => {
    const rarest = [...set].sort(rarity).slice(0, set.size - Math.ceil(bound * set.size) + 1);
    const candidates = new Set<number>();
    for (const each of rarest) {
      const places = known.get(each);
      if (places) for (const place of places) candidates.add(place);
      if (places) places.push(second);
      else known.set(each, [second]);
    }
    for (const first of candidates) {
      const likeness = likenessOf(shingles[first] as Set<string>, set);
      if (likeness >= bound) pairs.push({ first, second, likeness });
    }
  });
  return pairs;
}

function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const each of small) if (large.has(each)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}
