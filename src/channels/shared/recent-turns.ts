/**
 * Answers to recent turns by the client's message id, so that a double click, or a repeat after the network was lost, shows the
 * answer to the first instead of doing it again. A convenience only: that a turn is done once is the conversation's promise.
 */
export type RecentTurns<T> = {
  /** The answer already given or being made for `key`; else what `work` gives. A failure is not kept. */
  once: (key: string, work: () => Promise<T>) => Promise<T>;
};

/** Keeps the newest `limit` answers. */
export function createRecentTurns<T>(limit: number): RecentTurns<T> {
  const answers = new Map<string, Promise<T>>();
  return {
    once: (key, work) => {
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = work();
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
      const oldest = answers.keys().next().value;
      if (answers.size > limit && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
  };
}
