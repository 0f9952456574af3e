import { describe, expect, it } from 'vitest';
import { createRecentTurns } from '../../../src/channels/shared/recent-turns.ts';

describe('recent turns', () => {
  it('does the same thing once, also while it is being done', async () => {
    let done = 0;
    const recent = createRecentTurns<number>(10);
    const work = (): Promise<number> => Promise.resolve(++done);
    await expect(Promise.all([recent.once('a', work), recent.once('a', work)])).resolves.toEqual([1, 1]);
    await expect(recent.once('a', work)).resolves.toBe(1);
    await expect(recent.once('b', work)).resolves.toBe(2);
  });

  it('forgets a failure, and the oldest beyond its limit', async () => {
    const recent = createRecentTurns<string>(2);
    await expect(recent.once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    for (const key of ['a', 'b', 'c']) await recent.once(key, () => Promise.resolve(`first ${key}`));
    await expect(recent.once('c', () => Promise.resolve('second'))).resolves.toBe('first c');
    await expect(recent.once('a', () => Promise.resolve('second'))).resolves.toBe('second');
  });
});
