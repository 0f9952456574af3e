/** `npm run train`: learns the understanding from the examples, where the cached one is missing or out of date. */
import { CACHE, PROTOCOLS } from '../start/library.ts';
import { loadClassifier } from '../start/model-cache.ts';
import { showTraining } from '../start/training-progress.ts';

const begun = performance.now();
const classifier = loadClassifier(PROTOCOLS, CACHE, showTraining(process.stderr));
const size = (classifier.weights.length / 1e6).toFixed(1);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(
  `${classifier.labels.length} topics, ${classifier.index.size} features, ${size} MB of weights, ready in ${seconds} s.`,
);
