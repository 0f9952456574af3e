/** Learns the model from example messages. Deterministic: the same examples give the same weights. */
import type { PersonKind } from '../protocol/schema.ts';
import {
  OUTSIDE,
  SHARPNESS,
  softmax,
  vectorise,
  type Encoder,
  type Head,
  type Model,
  type SparseVector,
} from './classifier.ts';
import type { ReadWords } from './concepts.ts';
import { featuresOf } from './features.ts';
import { countWords } from './spelling.ts';

export type TrainingExample = {
  text: string;
  as: PersonKind | null;
  topic: string;
  council: string;
  /** The clauses it rests on at its council, most important first; empty where none does. */
  clauses: readonly string[];
  /** Filed by hand, so that all its features count, however rare. */
  taught?: boolean;
};

export type TrainingOptions = {
  epochs: number;
  /** Features seen in fewer messages are left out: rare ones cost memory and teach nothing that lasts. */
  minimumCount: number;
  /** Called as the work goes on. */
  onProgress?: (done: number, total: number) => void;
};

export const DEFAULT_TRAINING: TrainingOptions = { epochs: 6, minimumCount: 3 };

/** A label whose probability is below this gets no update: it would be next to nothing, and there are hundreds. */
const NEGLIGIBLE = 0.0005;
/** This much of each message's weight is left to other labels, so that no label is learnt to be certain: some are wrong. */
const DOUBT = 0.02;
/** How much pieces of words count beside whole ones. */
const PIECES = 0.35;

export function trainModel(
  examples: readonly TrainingExample[],
  readWords: ReadWords,
  options: TrainingOptions = DEFAULT_TRAINING,
): Model {
  const features = examples.map((example) => featuresOf(example.text, example.as, readWords));
  const isTaught = features.map((_, at) => examples[at]?.taught === true);
  const encoder = countFeatures(features, isTaught, options.minimumCount);
  const vectors = features.map((each) => vectorise(each, encoder));
  const councils = [...new Set(examples.map(({ council }) => council))].sort();
  // Progress is counted in messages seen: the heads of the councils together see each message once an epoch, as the topics' does.
  const total = 2 * options.epochs * examples.length;
  let done = 0;
  const seen = (count: number): void => {
    done += count;
    options.onProgress?.(done, total);
  };
  const topics = trainHead(
    vectors,
    examples.map(({ topic }) => topic),
    encoder,
    options.epochs,
    seen,
  );
  const clauses = new Map<string, Head>();
  for (const council of councils) {
    const own = [...examples.keys()].filter((at) => examples[at]?.council === council);
    const labels = own.map((at) => examples[at]?.clauses[0] ?? OUTSIDE);
    const ownVectors = own.map((at) => vectors[at] as SparseVector);
    clauses.set(council, trainHead(ownVectors, labels, encoder, options.epochs, seen));
  }
  return { encoder, vocabulary: countWords(examples.map(({ text }) => text)), topics, clauses };
}

function countFeatures(
  features: readonly ReadonlyMap<string, number>[],
  isTaught: readonly boolean[],
  minimum: number,
): Encoder {
  const counts = new Map<string, number>();
  for (const each of features) for (const name of each.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const taught = new Set(features.flatMap((each, at) => (isTaught[at] === true ? [...each.keys()] : [])));
  const kept = [...counts].filter(([name, count]) => count >= minimum || taught.has(name));
  return {
    index: new Map(kept.map(([name], row) => [name, row])),
    idf: Float32Array.from(
      kept,
      ([name, count]) => Math.log(1 + features.length / count) * (name.startsWith('c:') ? PIECES : 1),
    ),
  };
}

function trainHead(
  vectors: readonly SparseVector[],
  labelOf: readonly string[],
  encoder: Encoder,
  epochs: number,
  seen: (count: number) => void,
): Head {
  const labels = [...new Set(labelOf)].sort();
  const indexOf = new Map(labels.map((label, k) => [label, k]));
  const targets = Uint32Array.from(labelOf, (label) => indexOf.get(label) ?? 0);
  const rows = encoder.index.size;
  const { weights, bias } = descend(vectors, targets, { rows, labels: labels.length, epochs, seen });
  return { labels, ...quantise(weights, rows, labels.length), bias };
}

type Descent = { rows: number; labels: number; epochs: number; seen: (count: number) => void };

/** Stochastic gradient descent on the cross-entropy, one message at a time, in a new order each epoch. */
function descend(
  vectors: readonly SparseVector[],
  targets: Uint32Array,
  { rows, labels, epochs, seen }: Descent,
): { weights: Float32Array; bias: Float32Array } {
  const weights = new Float32Array(rows * labels);
  const bias = new Float32Array(labels);
  const scores = new Float32Array(labels);
  const order = Uint32Array.from(vectors.keys());
  const random = createRandom(1);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = 3.6 / (1 + epoch * 0.4);
    for (const at of order) {
      const vector = vectors[at] as SparseVector;
      predict(vector, weights, bias, scores);
      const target = targets[at] as number;
      const doubt = DOUBT / labels;
      for (let k = 0; k < labels; k++) scores[k] = (scores[k] as number) - doubt;
      scores[target] = (scores[target] as number) - (1 - DOUBT);
      update(vector, weights, bias, scores, rate);
    }
    seen(vectors.length);
  }
  return { weights, bias };
}

/** Writes each label's probability into `scores`. */
function predict(
  vector: SparseVector,
  weights: Float32Array,
  bias: Float32Array,
  scores: Float32Array,
): void {
  const count = scores.length;
  scores.set(bias);
  for (let i = 0; i < vector.rows.length; i++) {
    const factor = SHARPNESS * (vector.values[i] as number);
    const start = (vector.rows[i] as number) * count;
    for (let k = 0; k < count; k++) {
      scores[k] = (scores[k] as number) + factor * (weights[start + k] as number);
    }
  }
  softmax(scores);
}

/** Moves the weights against the errors, for the labels where there is an error to speak of. */
function update(
  vector: SparseVector,
  weights: Float32Array,
  bias: Float32Array,
  errors: Float32Array,
  rate: number,
): void {
  const active: number[] = [];
  for (let k = 0; k < errors.length; k++) if (Math.abs(errors[k] as number) > NEGLIGIBLE) active.push(k);
  for (const k of active) bias[k] = (bias[k] as number) - rate * 0.03 * (errors[k] as number);
  for (let i = 0; i < vector.rows.length; i++) {
    const step = rate * (vector.values[i] as number);
    const start = (vector.rows[i] as number) * errors.length;
    for (const k of active) {
      weights[start + k] = (weights[start + k] as number) - step * (errors[k] as number);
    }
  }
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
