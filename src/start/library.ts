/** Loads what every command needs: the protocols and the understanding trained on their examples. */
import { join } from 'node:path';
import { loadLibrary, type Library } from '../protocol/load.ts';
import { createUnderstanding, type Understand } from '../understanding/understand.ts';
import { loadModel, type TrainingReport } from './model-cache.ts';

/** The project's own folder. */
export const ROOT = join(import.meta.dirname, '..', '..');
export const PROTOCOLS = join(ROOT, 'protocols');
export const CACHE = join(ROOT, '.cache');

/** @throws ProtocolError where any protocol file is faulty */
export function loadKnowledge(report: TrainingReport = {}): { library: Library; understand: Understand } {
  const library = loadLibrary(PROTOCOLS);
  const model = loadModel(library, PROTOCOLS, CACHE, report);
  return { library, understand: createUnderstanding(model, library.taxonomy) };
}
