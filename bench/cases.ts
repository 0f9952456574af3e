/** Ten thousand open cases with clocks, on a real file: what is due, a handler's list, and one case opened. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { ClockChange } from '../src/casework/clocks-port.ts';
import type { Change, Register } from '../src/casework/register-port.ts';
import { createCalendar } from '../src/casework/working-days.ts';
import { openDatabase, type RegisterDatabase } from '../src/register/open.ts';
import { createSqliteRegister } from '../src/register/sqlite-register.ts';
import { repeat, type Figures } from './figures.ts';
import type { Progress } from './progress.ts';

const MIGRATIONS = join(import.meta.dirname, '..', 'db', 'migrations');
const CASES = 10_000;
/** Each handles fifty. */
const HANDLERS = 200;
/** Entries of a case's history. */
const ENTRIES = 4;
const SECONDS_EACH = 3;
const FILL_SECONDS = 30;
/** How long `measureCases` takes, about. */
export const CASES_SECONDS = FILL_SECONDS + 4 * SECONDS_EACH;

/** At most so many milliseconds at p99. */
export const CASES_GOALS = { idle: 20, due: 20, list: 20, open: 5 } as const;

export type CaseFigures = {
  cases: number;
  /** Looking for what is due where nothing is. */
  idle: Figures;
  /** Claiming fifty of those due today. */
  due: Figures;
  /** A handler's open cases, with their clocks. */
  list: Figures;
  /** One case by its reference, with its clocks and history. */
  open: Figures;
};

const calendar = createCalendar('england-and-wales', []);
const AT = '2026-12-21T10:00:00.000Z';
const versions = { protocol: 'v1', flow: 'complaint' };

/** @throws where what is read is not what was recorded */
export async function measureCases({
  council,
  dataDir,
  progress,
}: {
  council: string;
  dataDir: string;
  progress: Progress;
}): Promise<CaseFigures> {
  const opened = openDatabase(join(dataDir, 'register.db'), MIGRATIONS);
  try {
    const register = createSqliteRegister(opened);
    const references = await progress.during('Cases, filling the register', FILL_SECONDS, () =>
      fill(register, opened.db, council),
    );
    const measure = (label: string, work: (n: number) => Promise<void>): Promise<Figures> =>
      progress.during(label, SECONDS_EACH, () => {
        let n = 0;
        return repeat(SECONDS_EACH, () => work(n++));
      });
    return {
      cases: references.length,
      idle: await measure('Cases, nothing due', async () => {
        expectCount(await register.claimReminders(AT, 50, 0), 0);
      }),
      // Without a lease, so that there are as many the next time.
      due: await measure('Cases, fifty due', async () => {
        expectCount(await register.claimReminders('2027-02-01T09:00:00.000Z', 50, 0), 50);
      }),
      list: await measure('Cases, a handler’s list', async (n) => {
        const cases = await register.casesOf(council, handler(n), ['handler'], true);
        expectCount(cases, CASES / HANDLERS);
        expectCount(
          await register.clocksOfCases(
            council,
            cases.map(({ id }) => id),
          ),
          CASES / HANDLERS,
        );
      }),
      open: await measure('Cases, one opened', async (n) => {
        const kase = await register.caseByReference(council, references[(n * 7_919) % CASES] ?? '');
        if (!kase) throw new Error('A case is not in the register.');
        expectCount(await register.clocksOf(council, kase.id), 1);
        expectCount(await register.historyOf(council, kase.id), ENTRIES);
      }),
    };
  } finally {
    opened.close();
  }
}

const handler = (n: number): string => `handler-${n % HANDLERS}@example.org`;

/** Within one transaction, which the disk is waited for once. @returns the references */
async function fill(register: Register, db: RegisterDatabase, council: string): Promise<string[]> {
  const references: string[] = [];
  db.run(sql`BEGIN IMMEDIATE`);
  for (let n = 0; n < CASES; n++)
    references.push((await register.commit(newCase(council, n))).kase.reference);
  db.run(sql`COMMIT`);
  return references;
}

function newCase(council: string, n: number): Change {
  const id = randomUUID();
  const answer = 'Whatever somebody says happened, in a sentence or two as people write them. '.repeat(4);
  const entry = { actor: handler(n), action: 'raised', data: { answer }, versions };
  return {
    council,
    at: AT,
    kase: {
      is: 'new',
      id,
      type: 'complaint',
      stage: 'received',
      ended: false,
      route: 'formal',
      raisedBy: `member-${n % 60}@example.org`,
      people: [
        { role: 'handler', person: handler(n) },
        { role: 'subject', person: `officer-${n % 900}@example.org` },
        { role: 'informed', person: `leader-${n % 7}@example.org` },
      ],
      data: { answers: { what: answer }, shown: [{ name: 'what', label: 'What happened', value: answer }] },
      onceKey: `record:${id}`,
      referencePrefix: 'BEN',
      year: 2026,
    },
    history: Array.from({ length: ENTRIES }, () => entry),
    messages: [],
    gaps: [],
    clocks: [newClock(n)],
  };
}

function newClock(n: number): ClockChange {
  const dueOn = calendar.addWorkingDays('2027-01-07', n % 40);
  return {
    is: 'new',
    id: randomUUID(),
    route: 'formal',
    clock: 'outcome',
    state: 'running',
    startedOn: '2026-12-21',
    dueOn,
    putOffTo: null,
    pauses: [],
    endedOn: null,
    remindAt: `${calendar.addWorkingDays(dueOn, -2)}T09:00:00.000Z`,
    reminder: 'before-2',
  };
}

function expectCount(found: readonly unknown[], wanted: number): void {
  if (found.length !== wanted)
    throw new Error(`The register gave ${found.length} where ${wanted} were wanted.`);
}
