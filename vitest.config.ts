import { existsSync, statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Memory that looks like a disk: a register there need not wait for a real one at every commit. */
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 30;

export default defineConfig({
  test: {
    testTimeout: 15_000,
    // What comes before the first test of a worker may load the understanding and a platform's library.
    hookTimeout: 30_000,
    // No import does anything by itself, so the files of one worker may share what they import: platforms' libraries
    // and the understanding are loaded once a worker instead of once a file, which is most of the time otherwise.
    isolate: false,
    maxWorkers: '100%',
    env: isRoomy(MEMORY) ? { TMPDIR: MEMORY } : {},
    projects: [
      {
        extends: true,
        test: {
          name: 'beadle',
          include: ['test/**/*.test.ts'],
          exclude: ['test/architecture/**'],
          globalSetup: ['test/support/train-once.ts'],
        },
      },
      { extends: true, test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'] } },
    ],
  },
});

function isRoomy(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > ENOUGH_BYTES;
}
