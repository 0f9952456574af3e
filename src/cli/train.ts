/** `npm run train`: learns the understanding from the examples, where the cached one is missing or out of date. */
import { loadLibrary } from '../protocol/load.ts';
import { CACHE, PROTOCOLS } from '../start/library.ts';
import { loadModel } from '../start/model-cache.ts';
import { showTraining } from '../start/training-progress.ts';

const begun = performance.now();
const model = loadModel(loadLibrary(PROTOCOLS), PROTOCOLS, CACHE, showTraining(process.stderr));
const heads = [model.topics, ...model.clauses.values()];
const size = heads.reduce((sum, { weights }) => sum + weights.length, 0) / 1e6;
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(
  `${model.topics.labels.length} topics, ${model.encoder.index.size} features, ${size.toFixed(1)} MB of weights, ready in ${seconds} s.`,
);
