/** Learns the classifier from example messages. Deterministic: the same examples give the same weights. */
import type { PersonKind } from '../protocol/schema.ts';
import { SHARPNESS, softmax, vectorise, type Classifier, type SparseVector } from './classifier.ts';
import { featuresOf } from './features.ts';

export type TrainingExample = { text: string; as: PersonKind | null; topic: string };

export type TrainingOptions = {
  epochs: number;
  /** Features seen in fewer messages are left out. */
  minimumCount: number;
  /** Called after each epoch. */
  onProgress?: (done: number, total: number) => void;
};

export const DEFAULT_TRAINING: TrainingOptions = { epochs: 10, minimumCount: 2 };

/** A class whose probability is below this gets no update: it would be next to nothing, and there are hundreds. */
const NEGLIGIBLE = 0.0005;
const PIECES = 0.35;

export function trainClassifier(
  examples: readonly TrainingExample[],
  options: TrainingOptions = DEFAULT_TRAINING,
): Classifier {
  const labels = [...new Set(examples.map((example) => example.topic))].sort();
  const features = examples.map((example) => featuresOf(example.text, example.as));
  const { index, idf } = countFeatures(features, options.minimumCount);
  const vectors = features.map((each) => vectorise(each, index, idf));
  const labelIndex = new Map(labels.map((label, k) => [label, k]));
  const targets = examples.map((example) => labelIndex.get(example.topic) ?? 0);
  const { weights, bias } = descend(vectors, targets, index.size, labels.length, options);
  return { labels, index, idf, ...quantise(weights, index.size, labels.length), bias, temperature: 1 };
}

function countFeatures(
  features: readonly ReadonlyMap<string, number>[],
  minimum: number,
): { index: Map<string, number>; idf: Float32Array } {
  const counts = new Map<string, number>();
  for (const each of features) for (const name of each.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= minimum);
  const index = new Map(kept.map(([name], row) => [name, row]));
  const idf = Float32Array.from(
    kept,
    ([name, count]) => Math.log(1 + features.length / count) * (name.startsWith('c:') ? PIECES : 1),
  );
  return { index, idf };
}

/** Stochastic gradient descent on the cross-entropy, one message at a time, in a shuffled order of its own each epoch. */
function descend(
  vectors: readonly SparseVector[],
  targets: readonly number[],
  rowCount: number,
  labelCount: number,
  options: TrainingOptions,
): { weights: Float32Array; bias: Float32Array } {
  const weights = new Float32Array(rowCount * labelCount);
  const bias = new Float32Array(labelCount);
  const scores = new Float32Array(labelCount);
  const active = new Uint32Array(labelCount);
  const order = Uint32Array.from(vectors.keys());
  const random = createRandom(1);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    const rate = 3.6 / (1 + epoch * 0.4);
    for (const at of order) {
      const { rows, values } = vectors[at] as SparseVector;
      scores.set(bias);
      for (let i = 0; i < rows.length; i++) {
        const factor = SHARPNESS * (values[i] as number);
        const start = (rows[i] as number) * labelCount;
        for (let k = 0; k < labelCount; k++) {
          scores[k] = (scores[k] as number) + factor * (weights[start + k] as number);
        }
      }
      softmax(scores);
      const target = targets[at] as number;
      scores[target] = (scores[target] as number) - 1;
      let activeCount = 0;
      for (let k = 0; k < labelCount; k++) {
        if (Math.abs(scores[k] as number) > NEGLIGIBLE) active[activeCount++] = k;
      }
      for (let a = 0; a < activeCount; a++) {
        const k = active[a] as number;
        bias[k] = (bias[k] as number) - rate * 0.03 * (scores[k] as number);
      }
      for (let i = 0; i < rows.length; i++) {
        const step = rate * (values[i] as number);
        const start = (rows[i] as number) * labelCount;
        for (let a = 0; a < activeCount; a++) {
          const k = active[a] as number;
          weights[start + k] = (weights[start + k] as number) - step * (scores[k] as number);
        }
      }
    }
    options.onProgress?.(epoch + 1, options.epochs);
  }
  return { weights, bias };
}

/** One byte a weight, scaled row by row. */
function quantise(
  weights: Float32Array,
  rowCount: number,
  labelCount: number,
): { weights: Int8Array; scales: Float32Array } {
  const bytes = new Int8Array(weights.length);
  const scales = new Float32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const start = row * labelCount;
    let largest = 0;
    for (let k = 0; k < labelCount; k++) largest = Math.max(largest, Math.abs(weights[start + k] as number));
    const scale = largest / 127;
    scales[row] = scale;
    if (scale === 0) continue;
    for (let k = 0; k < labelCount; k++)
      bytes[start + k] = Math.round((weights[start + k] as number) / scale);
  }
  return { weights: bytes, scales };
}

/** A small seeded generator (mulberry32): training must not depend on chance. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swapped = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swapped;
  }
}
