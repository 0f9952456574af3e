/** Opens the SQLite file of the register, safely set up and migrated. */
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import * as schema from './schema.ts';

export type RegisterDatabase = BetterSQLite3Database<typeof schema>;
export type OpenedDatabase = { db: RegisterDatabase; close: () => void };

/** The register's file cannot be opened, read or migrated; the message says which file and what to do. */
export class RegisterOpenError extends Error {
  readonly code = 'REGISTER_OPEN_FAILED';

  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `The register ${file} cannot be opened: ${reason}. ` +
        'Check that DATA_DIR exists, can be written by this user, and that register.db is not another file.',
      { cause },
    );
    this.name = 'RegisterOpenError';
  }
}

/**
 * @param file path of the database, or ":memory:"
 * @param migrations folder of the drizzle migrations
 * @throws RegisterOpenError
 */
export function openDatabase(file: string, migrations: string): OpenedDatabase {
  let sqlite: Database.Database | undefined;
  try {
    const isFile = file !== ':memory:';
    if (isFile) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    sqlite = new Database(file);
    // What is in it is nobody else's business; SQLite gives its side files the same rights.
    if (isFile) chmodSync(file, 0o600);
    sqlite.pragma('journal_mode = WAL');
    // What a person was told is recorded must survive a power cut: wait for the disk at every commit.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('trusted_schema = OFF');
    const db = drizzle(sqlite, { schema });
    migrate(db, { migrationsFolder: migrations });
    const opened = sqlite;
    return { db, close: () => opened.close() };
  } catch (error) {
    sqlite?.close();
    throw new RegisterOpenError(file, error);
  }
}
