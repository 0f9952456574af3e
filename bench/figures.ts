/** What is measured of anything: how many a second, and how long one takes. */
export type Figures = {
  count: number;
  perSecond: number;
  /** Milliseconds. */
  mean: number;
  p50: number;
  p99: number;
};

/** @param times milliseconds that each took; at least one */
export function summarise(times: readonly number[], elapsedMs: number): Figures {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: (sorted.length * 1_000) / elapsedMs,
    mean: sorted.reduce((total, time) => total + time, 0) / sorted.length,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

/** By nearest rank. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Does one thing over and over for so long, one after the other, and measures each. */
export async function repeat(seconds: number, work: () => unknown): Promise<Figures> {
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  for (let at = begun; at < until; at = performance.now()) {
    await work();
    times.push(performance.now() - at);
  }
  return summarise(times, performance.now() - begun);
}
