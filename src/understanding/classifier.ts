/** A linear softmax over TF-IDF features: which topic a message is about. Small, fast, and the same answer every time. */

/** The trained weights, one byte each, with what is needed to use them. */
export type Classifier = {
  labels: readonly string[];
  /** Feature name → row. */
  index: ReadonlyMap<string, number>;
  /** For each row, the factor of its TF-IDF weight. */
  idf: Float32Array;
  /** rows × labels, row-major, in units of `scales[row]`. */
  weights: Int8Array;
  scales: Float32Array;
  bias: Float32Array;
  /** Divides scores before they become probabilities, so that these mean what they say. */
  temperature: number;
};

/** Scores are sharpened by this factor before the softmax: unit-length vectors alone would need huge weights. */
export const SHARPNESS = 3;

export type SparseVector = { rows: Uint32Array; values: Float32Array };

/** The unit-length TF-IDF vector of a message; features never seen in training are left out. */
export function vectorise(
  features: ReadonlyMap<string, number>,
  index: ReadonlyMap<string, number>,
  idf: Float32Array,
): SparseVector {
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

/** The probability of each label, in the order of `labels`. */
export function classify(classifier: Classifier, vector: SparseVector): Float32Array {
  const { labels, weights, scales, bias, temperature } = classifier;
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
  return softmax(scores, temperature);
}

/** In place: scores become probabilities that sum to one. */
export function softmax(scores: Float32Array, temperature = 1): Float32Array {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let total = 0;
  for (let k = 0; k < scores.length; k++) {
    const value = Math.exp(((scores[k] as number) - highest) / temperature);
    scores[k] = value;
    total += value;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / total;
  return scores;
}
