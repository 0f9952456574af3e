/** Loads what every command needs: the protocols and the understanding trained on their examples. */
import { join } from 'node:path';
import type { TaughtExample } from '../casework/learning-port.ts';
import type { Config } from '../config.ts';
import { loadLibrary, type Library } from '../protocol/load.ts';
import { readTaughtExamples } from '../register/read-examples.ts';
import { createUnderstanding, type Understand } from '../understanding/understand.ts';
import { loadModel, type TrainingReport } from './model-cache.ts';

/** The project's own folder. */
export const ROOT = join(import.meta.dirname, '..', '..');
export const PROTOCOLS = join(ROOT, 'protocols');
export const CACHE = join(ROOT, '.cache');

/**
 * @param taught examples from the register; those of topics or councils that are no longer there are left out
 * @throws ProtocolError where any protocol file is faulty
 */
export function loadKnowledge(
  report: TrainingReport = {},
  taught: readonly TaughtExample[] = [],
): { library: Library; understand: Understand } {
  const library = loadLibrary(PROTOCOLS);
  const model = loadModel(library, PROTOCOLS, CACHE, report, knownExamples(taught, library));
  return { library, understand: createUnderstanding(model, library.taxonomy, library.protocols) };
}

/**
 * What was taught to the councils that are served, from the register where there is one.
 * @throws RegisterOpenError
 */
export function loadTaught({
  dataDir,
  council,
  localMode,
}: Pick<Config, 'dataDir' | 'council' | 'localMode'>): TaughtExample[] {
  const taught = readTaughtExamples(join(dataDir, 'register.db'));
  return localMode ? taught : taught.filter((each) => each.council === council);
}

/** Those examples whose topic and council are still there. */
export function knownExamples(
  taught: readonly TaughtExample[],
  { taxonomy, protocols }: Library,
): TaughtExample[] {
  return taught.filter(({ topic, council }) => taxonomy.topics.has(topic) && protocols.has(council));
}
