/** Finding cases: by reference, by who has a part in them, by type; and who is away. */
import { and, asc, desc, eq, gte, inArray } from 'drizzle-orm';
import type { CaseRecord, Register } from '../casework/register-port.ts';
import type { RegisterDatabase } from './open.ts';
import * as t from './schema.ts';

type CaseQueries = Pick<
  Register,
  'caseByReference' | 'casesRaisedBy' | 'casesOf' | 'openCases' | 'casesOfType' | 'setAbsence' | 'absentOn'
>;

export function createCaseQueries(db: RegisterDatabase): CaseQueries {
  // Asynchronous for the caller's sake: the work itself is done at once, on this thread.
  const now = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(work());
    });

  return {
    caseByReference: (council, reference) =>
      now(() => {
        const here = and(eq(t.cases.council, council), eq(t.cases.reference, reference));
        const row = db.select().from(t.cases).where(here).get();
        return row ? toCase(row) : null;
      }),

    casesRaisedBy: (council, person) =>
      now(() =>
        db
          .select()
          .from(t.cases)
          .where(and(eq(t.cases.council, council), eq(t.cases.raisedBy, person)))
          .orderBy(desc(t.cases.createdAt), desc(t.cases.reference))
          .all()
          .map(toCase),
      ),

    casesOf: (council, person, roles, open) =>
      now(() => {
        const { cases: c, casePeople: p } = t;
        const mine = and(
          eq(p.council, council),
          eq(p.person, person),
          inArray(p.role, [...roles]),
          ...(open ? [eq(p.ended, 0)] : []),
        );
        const ids = db.selectDistinct({ id: p.caseId }).from(p).where(mine);
        return db.select().from(c).where(inArray(c.id, ids)).orderBy(desc(c.updatedAt)).all().map(toCase);
      }),

    openCases: (council, type) =>
      now(() => {
        const { cases: c } = t;
        const open = and(eq(c.council, council), eq(c.type, type), eq(c.ended, 0));
        return db.select().from(c).where(open).orderBy(asc(c.createdAt)).all().map(toCase);
      }),

    casesOfType: (council, type, stages) =>
      now(() => {
        const { cases: c } = t;
        const wanted = and(eq(c.council, council), eq(c.type, type), inArray(c.stage, [...stages]));
        return db.select().from(c).where(wanted).orderBy(desc(c.createdAt)).all().map(toCase);
      }),

    setAbsence: (council, person, until, at) =>
      now(() => {
        const { absences: a } = t;
        if (until === null) {
          db.delete(a)
            .where(and(eq(a.council, council), eq(a.person, person)))
            .run();
          return;
        }
        const target = [a.council, a.person];
        db.insert(a)
          .values({ council, person, until, at })
          .onConflictDoUpdate({ target, set: { until, at } })
          .run();
      }),

    absentOn: (council, day) =>
      now(() => {
        const { absences: a } = t;
        const here = and(eq(a.council, council), gte(a.until, day));
        const rows = db.select().from(a).where(here).all();
        return new Map(rows.map(({ person, until }) => [person, until]));
      }),
  };
}

export function toCase(row: typeof t.cases.$inferSelect): CaseRecord {
  return {
    ...row,
    type: row.type as CaseRecord['type'],
    ended: row.ended === 1,
    people: JSON.parse(row.people) as CaseRecord['people'],
    data: JSON.parse(row.data) as CaseRecord['data'],
  };
}
