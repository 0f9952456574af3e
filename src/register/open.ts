/** Opens the SQLite file of the register, safely set up and migrated. */
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import * as schema from './schema.ts';

export type RegisterDatabase = BetterSQLite3Database<typeof schema>;
export type OpenedDatabase = {
  /** For records: a commit has reached the disk before it returns. */
  db: RegisterDatabase;
  /**
   * For what is no record and can be had again: the same file, but a commit does not wait for the disk. The file stays whole,
   * and a crash of Beadle loses nothing; a power cut may undo the last of it. Waiting would bound questions to some hundred a
   * second.
   */
  light: RegisterDatabase;
  close: () => void;
};

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
  const isFile = file !== ':memory:';
  const opened: Database.Database[] = [];
  const open = (synchronous: 'FULL' | 'NORMAL'): RegisterDatabase => {
    const sqlite = new Database(file);
    opened.push(sqlite);
    // What is in it is nobody else's business; SQLite gives its side files the same rights.
    if (isFile) chmodSync(file, 0o600);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma(`synchronous = ${synchronous}`);
    // Pages: a checkpoint waits for the disk, with all turns waiting behind it, so there are fewer of them than by default.
    sqlite.pragma('wal_autocheckpoint = 4000');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('trusted_schema = OFF');
    return drizzle(sqlite, { schema });
  };
  try {
    if (isFile) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const db = open('FULL');
    migrate(db, { migrationsFolder: migrations });
    // A database in memory belongs to its connection, and waits for no disk anyway.
    const light = isFile ? open('NORMAL') : db;
    return { db, light, close: () => opened.forEach((sqlite) => sqlite.close()) };
  } catch (error) {
    for (const sqlite of opened) sqlite.close();
    throw new RegisterOpenError(file, error);
  }
}
