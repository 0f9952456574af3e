/** Writes that wait for no disk, in one transaction for all that come at the same moment: most of a write is its transaction. */
import type { RegisterDatabase } from './open.ts';

type Write = { run: () => void; succeed: () => void; fail: (error: unknown) => void };

/** @returns a function that runs one write soon, and resolves with what it gave when it is committed */
export function createGroupedWrites(db: RegisterDatabase): <T>(write: () => T) => Promise<T> {
  let waiting: Write[] = [];

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length > 1 && runTogether(group)) group.forEach(({ succeed }) => succeed());
    else group.forEach(runAlone);
  };

  /** @returns false where nothing was done, because any of them failed */
  const runTogether = (group: readonly Write[]): boolean => {
    try {
      db.transaction(() => group.forEach(({ run }) => run()), { behavior: 'immediate' });
      return true;
    } catch {
      // Each is tried alone then, so that one that fails takes no other with it.
      return false;
    }
  };

  return <T>(write: () => T) =>
    new Promise<T>((resolve, reject) => {
      let result: T;
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({
        run: () => {
          result = write();
        },
        succeed: () => resolve(result),
        fail: reject,
      });
    });
}

function runAlone({ run, succeed, fail }: Write): void {
  try {
    run();
    succeed();
  } catch (error) {
    fail(error);
  }
}
