/** The clocks of cases: written within the change that moves them, read for cards and reminders. */
import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { ClockChange, ClockRecord, ClockRegister, ClockState } from '../casework/clocks-port.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import type { RegisterDatabase } from './open.ts';
import { cases, clocks } from './schema.ts';

const OPEN: readonly ClockState[] = ['running', 'paused'];

/** Within the transaction of a change. */
export function writeClock(db: RegisterDatabase, kase: CaseRecord, change: ClockChange): void {
  const { id, state, dueOn, putOffTo, endedOn, remindAt, reminder } = change;
  const moved = {
    state,
    dueOn,
    putOffTo,
    endedOn,
    remindAt,
    reminder,
    pauses: JSON.stringify(change.pauses),
  };
  if (change.is === 'new') {
    const { route, clock, startedOn } = change;
    db.insert(clocks)
      .values({ id, council: kase.council, caseId: kase.id, route, clock, startedOn, ...moved })
      .run();
    return;
  }
  db.update(clocks)
    .set(moved)
    .where(and(eq(clocks.id, id), eq(clocks.caseId, kase.id)))
    .run();
}

/** @param light for claims: one that a power cut undoes is made again, and what it led to is recorded once only */
export function createClockRegister(db: RegisterDatabase, light = db): ClockRegister {
  const statements = prepare(db);
  const claims = prepare(light);
  // Asynchronous for the caller's sake: the work itself is done at once, on this thread.
  const now = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(work());
    });
  return {
    clocksOf: (council, caseId) => now(() => statements.ofCase.all({ council, caseId }).map(toClock)),

    clocksOfCases: (council, caseIds) =>
      now(() => statements.ofCases.all({ council, caseIds: JSON.stringify(caseIds) }).map(toClock)),

    claimReminders: (at, limit, leaseMs) =>
      now(() =>
        light.transaction(
          () => {
            const due = claims.due.all({ at, limit });
            const remindAt = new Date(Date.parse(at) + leaseMs).toISOString();
            const ids = JSON.stringify(due.map(({ clock }) => clock.id));
            if (due.length > 0) claims.lease.run({ ids, remindAt });
            return due.map(toClock);
          },
          { behavior: 'immediate' },
        ),
      ),

    openClocks: (council) => now(() => statements.open.all({ council }).map(toClock)),
  };
}

function prepare(db: RegisterDatabase) {
  const p = sql.placeholder;
  const select = () =>
    db
      .select({ clock: clocks, reference: cases.reference })
      .from(clocks)
      .innerJoin(cases, eq(cases.id, clocks.caseId));
  const isOpen = inArray(clocks.state, [...OPEN]);
  return {
    ofCase: select()
      .where(and(eq(clocks.caseId, p('caseId')), eq(clocks.council, p('council'))))
      .orderBy(asc(clocks.dueOn), asc(clocks.id))
      .prepare(),
    // One parameter for however many cases: SQLite takes no more than so many of them. The plus signs keep it from reading
    // all open clocks of the council through another index.
    ofCases: select()
      .where(
        and(
          sql`${clocks.caseId} IN (SELECT value FROM json_each(${p('caseIds')}))`,
          sql`+${clocks.council} = ${p('council')}`,
          inArray(sql`+${clocks.state}`, [...OPEN]),
        ),
      )
      .orderBy(asc(clocks.dueOn), asc(clocks.id))
      .prepare(),
    due: select()
      .where(and(isNotNull(clocks.remindAt), lte(clocks.remindAt, p('at'))))
      // By nothing else: very many are due at one and the same nine o'clock, and would all be sorted for the first few.
      .orderBy(asc(clocks.remindAt))
      .limit(p('limit'))
      .prepare(),
    lease: db
      .update(clocks)
      .set({ remindAt: sql`${p('remindAt')}` })
      .where(sql`${clocks.id} IN (SELECT value FROM json_each(${p('ids')}))`)
      .prepare(),
    open: select()
      .where(and(eq(clocks.council, p('council')), isOpen))
      .orderBy(asc(clocks.dueOn), asc(clocks.id))
      .prepare(),
  };
}

function toClock({
  clock,
  reference,
}: {
  clock: typeof clocks.$inferSelect;
  reference: string;
}): ClockRecord {
  return {
    ...clock,
    reference,
    state: clock.state as ClockState,
    pauses: JSON.parse(clock.pauses) as ClockRecord['pauses'],
  };
}
