/** Before any test: the understanding is learnt once and cached, so that no test has to wait for it. */
import { loadLibrary } from '../../src/protocol/load.ts';
import { CACHE, PROTOCOLS } from '../../src/start/library.ts';
import { loadModel } from '../../src/start/model-cache.ts';
import { showTraining } from '../../src/start/training-progress.ts';

export default function trainOnce(): void {
  loadModel(loadLibrary(PROTOCOLS), PROTOCOLS, CACHE, showTraining(process.stderr));
}
