/** Before any test: the understanding is learnt once and cached, so that no test has to wait for it. */
import { CACHE, PROTOCOLS } from '../../src/start/library.ts';
import { loadModel } from '../../src/start/model-cache.ts';
import { showTraining } from '../../src/start/training-progress.ts';

export default function trainOnce(): void {
  loadModel(PROTOCOLS, CACHE, showTraining(process.stderr));
}
