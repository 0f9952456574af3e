/** Beadle and a bare bot under the same load, in turns. */
import type { Figures } from './figures.ts';
import { load, type Target } from './load.ts';
import type { Progress } from './progress.ts';

export const WARM_UP_SECONDS = 2;
export const RUN_SECONDS = 5;
export const ROUNDS = 2;
/** How long a comparison takes. */
export const COMPARISON_SECONDS = 2 * ROUNDS * (WARM_UP_SECONDS + RUN_SECONDS);

export type Contender<T> = Target & {
  /** What there is to tell after a load has ended, however short; it waits for what is still under way. */
  settle: (acknowledged: number, seconds: number) => Promise<T>;
};

export type Run<T> = { figures: Figures; settled: T };
export type Comparison<T> = { beadle: Run<T>; bare: Run<null> };

/** Alternates the two, and keeps the better run of each, so that noise of the machine counts for less. */
export async function compare<T>(
  beadle: Contender<T>,
  bare: Contender<null>,
  progress: Progress,
): Promise<Comparison<T>> {
  const runs: { beadle: Run<T>[]; bare: Run<null>[] } = { beadle: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    runs.beadle.push(await measure(beadle, progress));
    runs.bare.push(await measure(bare, progress));
  }
  return { beadle: better(runs.beadle), bare: better(runs.bare) };
}

async function measure<T>(contender: Contender<T>, progress: Progress): Promise<Run<T>> {
  const { name, settle } = contender;
  return progress.during(name, WARM_UP_SECONDS + RUN_SECONDS, async () => {
    await settle((await load(contender, WARM_UP_SECONDS)).count, WARM_UP_SECONDS);
    const figures = await load(contender, RUN_SECONDS);
    return { figures, settled: await settle(figures.count, RUN_SECONDS) };
  });
}

function better<T>(runs: readonly Run<T>[]): Run<T> {
  return runs.reduce((best, run) => (run.figures.perSecond > best.figures.perSecond ? run : best));
}
