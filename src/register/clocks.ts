/** The clocks of cases: written within the change that moves them, read for cards and reminders. */
import { and, asc, eq, inArray, isNotNull, lte, type SQL } from 'drizzle-orm';
import type { ClockChange, ClockRecord, ClockRegister, ClockState } from '../casework/clocks-port.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import type { RegisterDatabase } from './open.ts';
import { cases, clocks } from './schema.ts';

const OPEN: ClockState[] = ['running', 'paused'];

/** Within the transaction of a change. */
export function writeClock(db: RegisterDatabase, kase: CaseRecord, change: ClockChange): void {
  if (change.is === 'new') {
    const { is: _, pauses, ...clock } = change;
    db.insert(clocks)
      .values({ ...clock, council: kase.council, caseId: kase.id, pauses: JSON.stringify(pauses) })
      .run();
    return;
  }
  const { is: _, id, pauses, ...moved } = change;
  db.update(clocks)
    .set({ ...moved, pauses: JSON.stringify(pauses) })
    .where(and(eq(clocks.id, id), eq(clocks.caseId, kase.id)))
    .run();
}

export function createClockRegister(db: RegisterDatabase): ClockRegister {
  const read = (
    where: SQL | undefined,
    order: typeof clocks.dueOn | typeof clocks.remindAt = clocks.dueOn,
    limit?: number,
  ): ClockRecord[] => {
    const query = db
      .select({ clock: clocks, reference: cases.reference })
      .from(clocks)
      .innerJoin(cases, eq(cases.id, clocks.caseId))
      .where(where)
      .orderBy(asc(order), asc(clocks.id))
      .$dynamic();
    return (limit === undefined ? query : query.limit(limit)).all().map(toClock);
  };
  return {
    clocksOf: (council, caseId) =>
      Promise.resolve(read(and(eq(clocks.council, council), eq(clocks.caseId, caseId)))),

    clocksOfCases: (council, caseIds) =>
      Promise.resolve(
        read(
          and(
            eq(clocks.council, council),
            inArray(clocks.caseId, [...caseIds]),
            inArray(clocks.state, OPEN),
          ),
        ),
      ),

    claimReminders: (at, limit, leaseMs) =>
      Promise.resolve(
        db.transaction(
          () => {
            const due = read(and(isNotNull(clocks.remindAt), lte(clocks.remindAt, at)), clocks.remindAt, limit);
            const remindAt = new Date(Date.parse(at) + leaseMs).toISOString();
            for (const { id } of due) db.update(clocks).set({ remindAt }).where(eq(clocks.id, id)).run();
            return due;
          },
          { behavior: 'immediate' },
        ),
      ),

    openClocks: (council) =>
      Promise.resolve(read(and(eq(clocks.council, council), inArray(clocks.state, OPEN)))),
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
