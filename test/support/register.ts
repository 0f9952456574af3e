/** A register in memory, migrated, for tests. */
import { join } from 'node:path';
import type { Register } from '../../src/casework/register-port.ts';
import { openDatabase, type OpenedDatabase } from '../../src/register/open.ts';
import { createSqliteRegister } from '../../src/register/sqlite-register.ts';

export const MIGRATIONS = join(import.meta.dirname, '..', '..', 'db', 'migrations');

export function openTestRegister(file = ':memory:'): OpenedDatabase & { register: Register } {
  const opened = openDatabase(file, MIGRATIONS);
  return { ...opened, register: createSqliteRegister(opened) };
}
