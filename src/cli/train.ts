/** `npm run train`: learns the understanding from the examples, where the cached one is missing or out of date. */
import { readConfig } from '../config.ts';
import { loadLibrary } from '../protocol/load.ts';
import { CACHE, knownExamples, loadTaught, PROTOCOLS } from '../start/library.ts';
import { loadModel } from '../start/model-cache.ts';
import { showTraining } from '../start/training-progress.ts';

const begun = performance.now();
const library = loadLibrary(PROTOCOLS);
const taught = knownExamples(loadTaught(readConfig()), library);
const model = loadModel(library, PROTOCOLS, CACHE, showTraining(process.stderr), taught);
const heads = [model.topics, ...model.clauses.values()];
const size = heads.reduce((sum, { weights }) => sum + weights.length, 0) / 1e6;
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
const filed = taught.length === 0 ? '' : ` ${taught.length} of its examples are from the register.`;
console.log(
  `${model.topics.labels.length} topics, ${model.encoder.index.size} features, ${size.toFixed(1)} MB of weights, ready in ${seconds} s.${filed}`,
);
