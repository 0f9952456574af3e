/** Gets the trained model: from the cache where it is up to date, else trained now and cached. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library, Taxonomy } from '../protocol/load.ts';
import { loadExamples } from '../protocol/examples.ts';
import type { Model } from '../understanding/classifier.ts';
import { createWordReader } from '../understanding/concepts.ts';
import { decodeModel, encodeModel, MODEL_VERSION } from '../understanding/model-file.ts';
import { DEFAULT_TRAINING, trainModel, type TrainingExample } from '../understanding/train.ts';

export type TrainingReport = {
  onStart?: (examples: number) => void;
  onProgress?: (done: number, total: number) => void;
  onDone?: (milliseconds: number) => void;
};

/**
 * @param protocols the `protocols` folder: its examples are what is learnt from
 * @param cache folder for the trained model; made where it is missing
 * @param taught further examples, from the register; learnt along
 */
export function loadModel(
  { taxonomy }: Pick<Library, 'taxonomy'>,
  protocols: string,
  cache: string,
  report: TrainingReport = {},
  taught: readonly TrainingExample[] = [],
): Model {
  const folder = join(protocols, 'topics', 'examples');
  const plain = `understanding-${hashExamples(folder, taxonomy.concepts)}`;
  const file = join(cache, taught.length === 0 ? `${plain}.model` : `${plain}-${hashTaught(taught)}.model`);
  const cached = readCached(file);
  if (cached) return cached;

  const begun = performance.now();
  const examples = [...loadExamples(folder), ...taught.map((each) => ({ ...each, taught: true }))];
  report.onStart?.(examples.length);
  const model = trainModel(examples, createWordReader(taxonomy.concepts), {
    ...DEFAULT_TRAINING,
    ...(report.onProgress && { onProgress: report.onProgress }),
  });
  writeCached(cache, file, encodeModel(model), join(cache, `${plain}.model`));
  report.onDone?.(performance.now() - begun);
  return model;
}

function hashExamples(folder: string, concepts: Taxonomy['concepts']): string {
  const hash = createHash('sha256').update(JSON.stringify([MODEL_VERSION, DEFAULT_TRAINING, concepts]));
  for (const name of readdirSync(folder).sort()) {
    hash.update(`\n${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function hashTaught(taught: readonly TrainingExample[]): string {
  const content = taught.map(({ council, topic, as, clauses, text }) => [council, topic, as, clauses, text]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

function readCached(file: string): Model | null {
  try {
    return decodeModel(readFileSync(file));
  } catch {
    // Not there, or unreadable: it is made anew.
    return null;
  }
}

/**
 * Written aside and then renamed, so that a reader never sees half a file; older models are removed, but not the one without
 * taught examples, which the tests and `npm run evaluate` use.
 */
function writeCached(cache: string, file: string, bytes: Uint8Array, plain: string): void {
  mkdirSync(cache, { recursive: true });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, bytes);
  renameSync(aside, file);
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (name.endsWith('.model') && path !== file && path !== plain) rmSync(path, { force: true });
  }
}
