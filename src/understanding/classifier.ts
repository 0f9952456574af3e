/** Linear softmax classifiers over TF-IDF features: small, fast, and the same answer every time. */

import type { Vocabulary } from './spelling.ts';

/** What turns a message's features into a vector; shared by all heads. */
export type Encoder = {
  /** Feature name → row. */
  index: ReadonlyMap<string, number>;
  /** For each row, the factor of its TF-IDF weight. */
  idf: Float32Array;
};

/** The weights of one question put to a vector: which of these labels is it? One byte a weight. */
export type Head = {
  labels: readonly string[];
  /** rows × labels, row-major, in units of `scales[row]`. */
  weights: Int8Array;
  scales: Float32Array;
  bias: Float32Array;
};

export type Model = {
  encoder: Encoder;
  /** The words of the examples, to put misspelt ones right by. */
  vocabulary: Vocabulary;
  /** Which topic a message is about. */
  topics: Head;
  /**
   * For each council with examples of its own, which of its clauses they rest on: evidence for choosing between topics.
   * A council without examples has none, and does without.
   */
  clauses: ReadonlyMap<string, Head>;
};

/** The clause head's label for messages that no clause covers. */
export const OUTSIDE = 'outside';

/** Scores are sharpened by this factor before the softmax: unit-length vectors alone would need huge weights. */
export const SHARPNESS = 3;

export type SparseVector = { rows: Uint32Array; values: Float32Array };

/** The unit-length TF-IDF vector of a message; features never seen in training are left out. */
export function vectorise(features: ReadonlyMap<string, number>, encoder: Encoder): SparseVector {
  const rows: number[] = [];
  const values: number[] = [];
  for (const [name, count] of features) {
    const row = encoder.index.get(name);
    if (row === undefined) continue;
    rows.push(row);
    values.push(weigh(count, row, encoder));
  }
  return scaleToUnit(rows, values);
}

/** The TF-IDF weight of a feature that a message has `count` times. */
export function weigh(count: number, row: number, { idf }: Encoder): number {
  return (count > 1 ? 1 + Math.log(count) : 1) * (idf[row] ?? 0);
}

/** A vector of these weights, of length one. */
export function scaleToUnit(rows: readonly number[], weights: readonly number[]): SparseVector {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  const values = new Float32Array(weights.length);
  for (let i = 0; i < values.length; i++) values[i] = (weights[i] as number) / length;
  return { rows: Uint32Array.from(rows), values };
}

/** The probability of each label, in the order of the head's labels. */
export function classify(
  { labels, weights, scales, bias }: Head,
  { rows, values }: SparseVector,
): Float32Array {
  const count = labels.length;
  const scores = new Float32Array(bias);
  const factorOf = (i: number): number =>
    SHARPNESS * (values[i] as number) * (scales[rows[i] as number] as number);
  const startOf = (i: number): number => (rows[i] as number) * count;
  let i = 0;
  // Two rows at a time: this loop is a good part of all that an answer takes. Rounded after each row as one at a time would be,
  // so that the same weights give the same answer.
  for (; i + 1 < rows.length; i += 2) {
    const one = factorOf(i);
    const two = factorOf(i + 1);
    const first = startOf(i);
    const second = startOf(i + 1);
    for (let k = 0; k < count; k++) {
      scores[k] =
        Math.fround((scores[k] as number) + one * (weights[first + k] as number)) +
        two * (weights[second + k] as number);
    }
  }
  if (i < rows.length) {
    const factor = factorOf(i);
    const start = startOf(i);
    for (let k = 0; k < count; k++) {
      scores[k] = (scores[k] as number) + factor * (weights[start + k] as number);
    }
  }
  return softmax(scores);
}

/** In place: scores become probabilities that sum to one. */
export function softmax(scores: Float32Array): Float32Array {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let total = 0;
  for (let k = 0; k < scores.length; k++) {
    const value = Math.exp((scores[k] as number) - highest);
    scores[k] = value;
    total += value;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / total;
  return scores;
}
