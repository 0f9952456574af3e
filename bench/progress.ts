/** Shows how far a run is: a bar on a terminal, nothing elsewhere. */
import { SingleBar } from 'cli-progress';

export type Progress = {
  /** Runs `work`, which takes about so many seconds. */
  during: <T>(label: string, seconds: number, work: () => Promise<T>) => Promise<T>;
  stop: () => void;
};

export function showProgress(stream: NodeJS.WriteStream, totalSeconds: number): Progress {
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {label}',
    stream,
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: false,
    // Drawing takes time from what is measured.
    fps: 2,
  });
  bar.start(totalSeconds, 0, { label: '' });
  let done = 0;
  return {
    during: async (label, seconds, work) => {
      const begun = done;
      bar.update(begun, { label });
      const timer = setInterval(() => {
        done = Math.min(done + 1, begun + seconds);
        bar.update(done);
      }, 1_000);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        done = begun + seconds;
        bar.update(done);
      }
    },
    stop: () => bar.stop(),
  };
}
