/** How often one person may ask within a minute. A courtesy to the others only, so it may live in memory. */

export type RateLimit = {
  /** How many seconds to wait; 0 where it may go on at once, which counts. */
  take: (key: string) => number;
};

const WINDOW_MS = 60_000;

export function createRateLimit(perMinute: number, now: () => Date): RateLimit {
  let startedAt = Number.NEGATIVE_INFINITY;
  let counts = new Map<string, number>();
  return {
    take: (key) => {
      const at = now().getTime();
      if (at < startedAt || at >= startedAt + WINDOW_MS) {
        startedAt = at;
        counts = new Map();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count > perMinute ? Math.ceil((startedAt + WINDOW_MS - at) / 1_000) : 0;
    },
  };
}
