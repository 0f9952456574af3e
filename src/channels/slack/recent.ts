/**
 * What was done in the last moments, so that a double click or a repeat after a lost answer shows the answer to the
 * first. A convenience only: that a turn is done once is the conversation's promise.
 */

export type RecentWork<T> = {
  /** The result known or being made for `key`, else what `work` gives. A failure is not kept. */
  once: (key: string, work: () => Promise<T>) => Promise<T>;
};

/** Keeps the newest `limit` results. */
export function createRecentWork<T>(limit: number): RecentWork<T> {
  const results = new Map<string, Promise<T>>();
  return {
    once: (key, work) => {
      const known = results.get(key);
      if (known) return known;
      const result = work();
      results.set(key, result);
      result.catch(() => results.delete(key));
      dropOldest(results, limit);
      return result;
    },
  };
}

export type RecentPresses = {
  /** Whether this is the second press of a double click: the same button again within two seconds. */
  isRepeat: (key: string, at: Date) => boolean;
};

const DOUBLE_CLICK_MS = 2_000;

export function createRecentPresses(limit: number): RecentPresses {
  const presses = new Map<string, number>();
  return {
    isRepeat: (key, at) => {
      const before = presses.get(key);
      presses.delete(key);
      presses.set(key, at.getTime());
      dropOldest(presses, limit);
      return before !== undefined && Math.abs(at.getTime() - before) < DOUBLE_CLICK_MS;
    },
  };
}

export function dropOldest(map: Map<string, unknown>, limit: number): void {
  const oldest = map.keys().next().value;
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}
