/** Learns from some of the examples only, to see how the rest is understood. */
import { SingleBar } from 'cli-progress';
import type { Example } from '../../protocol/examples.ts';
import type { Library } from '../../protocol/load.ts';
import { createWordReader } from '../../understanding/concepts.ts';
import { DEFAULT_TRAINING, trainModel } from '../../understanding/train.ts';
import { createUnderstanding } from '../../understanding/understand.ts';
import { createAsker, type Asker } from '../ask.ts';
import { askAndScore, type Scored } from './figures.ts';
import { foldOf } from './parts.ts';
import { toQuestion } from './questions.ts';

const FOLDS = 4;

/** @param what named in the progress bar */
export function learnFrom(examples: readonly Example[], library: Library, what: string): Asker {
  const bar = createBar(`{bar} {percentage} % learning ${what}`);
  bar.start(1, 0);
  const model = trainModel(examples, createWordReader(library.taxonomy.concepts), {
    ...DEFAULT_TRAINING,
    onProgress: (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
  });
  bar.stop();
  return createAsker(library, createUnderstanding(model, library.taxonomy, library.protocols));
}

/** Every example answered by a model that was learnt without it. */
export function scoreFolds(examples: readonly Example[], library: Library): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isHeldOut = ({ text }: Example): boolean => foldOf(text, FOLDS) === fold;
    const ask = learnFrom(
      examples.filter((each) => !isHeldOut(each)),
      library,
      `without part ${fold + 1} of ${FOLDS}`,
    );
    return askAndScore(
      examples.filter(isHeldOut).map((each) => toQuestion(each, library)),
      ask,
    );
  }).flat();
}

export function createBar(format: string): SingleBar {
  return new SingleBar({ format, stream: process.stderr, clearOnComplete: true, noTTYOutput: false });
}
