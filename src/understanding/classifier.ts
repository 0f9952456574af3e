/** Linear softmax classifiers over TF-IDF features: small, fast, and the same answer every time. */

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
export function vectorise(features: ReadonlyMap<string, number>, { index, idf }: Encoder): SparseVector {
  const rows: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [name, count] of features) {
    const row = index.get(name);
    if (row === undefined) continue;
    const value = (1 + Math.log(Math.max(count, 1))) * (idf[row] ?? 0);
    rows.push(row);
    values.push(value);
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return { rows: Uint32Array.from(rows), values: Float32Array.from(values, (value) => value / length) };
}

/** The probability of each label, in the order of the head's labels. */
export function classify({ labels, weights, scales, bias }: Head, vector: SparseVector): Float32Array {
  const count = labels.length;
  const scores = Float32Array.from(bias);
  for (let i = 0; i < vector.rows.length; i++) {
    const row = vector.rows[i] as number;
    const factor = SHARPNESS * (vector.values[i] as number) * (scales[row] as number);
    const start = row * count;
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
