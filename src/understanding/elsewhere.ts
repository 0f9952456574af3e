/** What other councils' clause readers say for a topic: evidence for a council with few examples of its own, or none. */
import type { Protocol } from '../protocol/load.ts';
import { classify, type Head, type SparseVector } from './classifier.ts';

/**
 * @returns the logarithm of the evidence for the clauses that a topic rests on elsewhere, on average over the councils that
 * rule on it; null where none does
 */
export type Elsewhere = (topic: string) => number | null;

/** Evidence is never taken to be less than this. */
const LEAST = 0.002;

type Reader = {
  council: string;
  head: Head;
  /** For each topic that the council rules on, the places of the first clauses of its rules among the head's labels. */
  places: ReadonlyMap<string, readonly number[]>;
};

export function createElsewhere(
  heads: ReadonlyMap<string, Head>,
  protocols: ReadonlyMap<string, Protocol>,
): (vector: SparseVector, council: string) => Elsewhere {
  const readers = [...heads].flatMap(([council, head]): Reader[] => {
    const protocol = protocols.get(council);
    return protocol ? [{ council, head, places: placesIn(head, protocol) }] : [];
  });
  return (vector, council) => {
    let read: { places: Reader['places']; probabilities: Float32Array }[] | undefined;
    return (topic) => {
      // Read when first asked for: not every message gets that far.
      read ??= readers
        .filter((reader) => reader.council !== council)
        .map(({ head, places }) => ({ places, probabilities: classify(head, vector) }));
      let sum = 0;
      let count = 0;
      for (const { places, probabilities } of read) {
        const own = places.get(topic);
        if (!own) continue;
        sum += Math.log(own.reduce((most, place) => Math.max(most, probabilities[place] as number), LEAST));
        count += 1;
      }
      return count === 0 ? null : sum / count;
    };
  };
}

function placesIn({ labels }: Head, { guidance }: Protocol): Map<string, number[]> {
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  return new Map(
    Object.entries(guidance.topics).flatMap(([topic, entry]) => {
      if (!Array.isArray(entry)) return [];
      const places = entry.flatMap(({ clauses }) => placeOf.get(clauses[0] ?? '') ?? []);
      return [[topic, [...new Set(places)]]];
    }),
  );
}
