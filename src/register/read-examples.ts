/** Reads the examples taught out of a register's file before it is opened for good: the understanding is made from them first. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { TaughtExample } from '../casework/learning-port.ts';
import { RegisterOpenError } from './open.ts';

const rowsSchema = z.array(
  z.object({
    council: z.string(),
    topic: z.string(),
    as_kind: z.enum(['officer', 'member']).nullable(),
    clauses: z.string(),
    text: z.string(),
  }),
);

/**
 * The examples in a register's file, in the order they were taught. None where there is no file yet, or where an older Beadle
 * wrote it.
 * @param file path of the database; it is only read
 * @throws RegisterOpenError
 */
export function readTaughtExamples(file: string): TaughtExample[] {
  if (!existsSync(file)) return [];
  try {
    const sqlite = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const known = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'examples'");
      if (known.get() === undefined) return [];
      const rows = sqlite.prepare('SELECT council, topic, as_kind, clauses, text FROM examples ORDER BY id');
      return rowsSchema.parse(rows.all()).map(({ as_kind: as, clauses, ...row }) => ({
        ...row,
        as,
        clauses: z.array(z.string()).parse(JSON.parse(clauses)),
      }));
    } finally {
      sqlite.close();
    }
  } catch (error) {
    throw new RegisterOpenError(file, error);
  }
}
