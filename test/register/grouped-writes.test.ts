import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGroupedWrites } from '../../src/register/grouped-writes.ts';
import { openDatabase, type OpenedDatabase } from '../../src/register/open.ts';
import { MIGRATIONS } from '../support/register.ts';

describe('writes that come at the same moment', () => {
  let opened: OpenedDatabase;
  let write: ReturnType<typeof createGroupedWrites>;
  const insert = (n: number) => (): number => {
    opened.light.run(sql`INSERT INTO notes VALUES (${n})`);
    return n * 10;
  };
  const read = (db: OpenedDatabase['db']): number[] =>
    db.all<{ n: number }>(sql`SELECT n FROM notes ORDER BY rowid`).map(({ n }) => n);
  const notes = (): number[] => read(opened.light);
  /** As another connection sees them: what is not committed is not there. */
  const notesOnDisk = (): number[] => read(opened.db);

  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'beadle-'));
    opened = openDatabase(join(folder, 'register.db'), MIGRATIONS);
    opened.light.run(sql`CREATE TABLE notes (n INTEGER UNIQUE)`);
    write = createGroupedWrites(opened.light);
  });
  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true });
  });

  it('are all done, in their order, and each gives its own result', async () => {
    expect(await Promise.all([write(insert(3)), write(insert(1)), write(insert(2))])).toEqual([30, 10, 20]);
    expect(notes()).toEqual([3, 1, 2]);
    expect(await write(insert(4))).toBe(40);
  });

  it('do not fail because another one does', async () => {
    const outcomes = await Promise.allSettled([write(insert(1)), write(insert(1)), write(insert(2))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(notes()).toEqual([1, 2]);
  });

  it('are committed, all of them, when the first is told to be done', async () => {
    const seen = write(insert(1)).then(notesOnDisk);
    await write(insert(2));
    expect(await seen).toEqual([1, 2]);
  });

  it('reject where the register is closed', async () => {
    const late = Promise.allSettled([write(insert(1)), write(insert(2))]);
    opened.close();
    expect((await late).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
