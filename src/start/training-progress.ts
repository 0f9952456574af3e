/** Tells whoever waits that Beadle is learning its examples: a bar on a terminal, a line elsewhere. */
import { SingleBar } from 'cli-progress';
import type { TrainingReport } from './model-cache.ts';

export function showTraining(stream: NodeJS.WriteStream): TrainingReport {
  const bar = new SingleBar({
    format: 'Learning from the examples (once) {bar} {percentage} %',
    stream,
    clearOnComplete: true,
    noTTYOutput: false,
  });
  return {
    onStart: (examples) => {
      if (stream.isTTY) bar.start(1, 0);
      else stream.write(`Learning from ${examples} examples: this takes about half a minute, once.\n`);
    },
    onProgress: (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
    onDone: () => bar.stop(),
  };
}
