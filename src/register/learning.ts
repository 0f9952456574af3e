/** The part of the register that learning from use needs: the inbox, the examples taught, and how often what was answered. */
import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm';
import type {
  InboxItem,
  InboxReason,
  LearningRegister,
  NewInboxItem,
  Outcome,
  Settlement,
} from '../casework/learning-port.ts';
import type { RegisterDatabase } from './open.ts';
import { answerCounts as c, examples as e, inbox as i } from './schema.ts';

export function createLearningRegister(db: RegisterDatabase): LearningRegister {
  const now = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(work());
    });
  return {
    openInbox: (council) =>
      now(() =>
        db
          .select()
          .from(i)
          .where(and(eq(i.council, council), isNull(i.settledBy)))
          .orderBy(asc(i.id))
          .all()
          .map(toItem),
      ),

    inboxItem: (council, id) =>
      now(() => {
        const row = db
          .select()
          .from(i)
          .where(and(eq(i.council, council), eq(i.id, id)))
          .get();
        return row ? toItem(row) : null;
      }),

    settleInbox: (council, id, { by, topic, day }, example) =>
      now(() =>
        db.transaction(
          (tx) => {
            const settled = tx
              .update(i)
              .set({ question: '', settledBy: by, settledTopic: topic, settledDay: day })
              .where(and(eq(i.council, council), eq(i.id, id), isNull(i.settledBy)))
              .run();
            if (settled.changes !== 1) return false;
            if (example) {
              const { as, clauses, ...rest } = example;
              tx.insert(e)
                .values({ ...rest, asKind: as, clauses: JSON.stringify(clauses), day })
                .run();
            }
            return true;
          },
          { behavior: 'immediate' },
        ),
      ),

    examples: (council) =>
      now(() =>
        db
          .select()
          .from(e)
          .where(eq(e.council, council))
          .orderBy(asc(e.id))
          .all()
          .map(({ asKind, clauses, ...row }) => ({
            ...row,
            as: asKind as InboxItem['as'],
            clauses: JSON.parse(clauses) as string[],
          })),
      ),

    removeExample: (council, id) =>
      now(
        () =>
          db
            .delete(e)
            .where(and(eq(e.council, council), eq(e.id, id)))
            .run().changes === 1,
      ),

    answerCounts: (council, sinceDay) =>
      now(() =>
        db
          .select({
            topic: c.topic,
            outcome: c.outcome,
            given: sql<number>`sum(${c.given})`,
            right: sql<number>`sum(${c.right})`,
            wrong: sql<number>`sum(${c.wrong})`,
          })
          .from(c)
          .where(and(eq(c.council, council), gte(c.day, sinceDay)))
          .groupBy(c.topic, c.outcome)
          .orderBy(sql`sum(${c.given}) desc`, asc(c.topic), asc(c.outcome))
          .all()
          .map((row) => ({
            ...row,
            topic: row.topic === NO_TOPIC ? null : row.topic,
            outcome: row.outcome as Outcome,
          })),
      ),
  };
}

/** What stands for no topic in a key. */
export const NO_TOPIC = '';

/** Puts a question into the inbox; one that waits there in the same words is counted instead. */
export function addToInbox(db: RegisterDatabase, council: string, item: NewInboxItem): void {
  const { as, clauses, picked, ...rest } = item;
  const sameAsker = as === null ? isNull(i.asKind) : eq(i.asKind, as);
  const waiting = db
    .select({ id: i.id })
    .from(i)
    .where(
      and(
        eq(i.council, council),
        isNull(i.settledBy),
        eq(i.reason, item.reason),
        eq(i.question, item.question),
        sameAsker,
      ),
    )
    .get();
  if (waiting) {
    db.update(i)
      .set({ times: sql`${i.times} + 1`, day: item.day })
      .where(eq(i.id, waiting.id))
      .run();
    return;
  }
  db.insert(i)
    .values({ ...rest, council, picked: picked ? 1 : 0, asKind: as, clauses: JSON.stringify(clauses) })
    .run();
}

function toItem(row: typeof i.$inferSelect): InboxItem {
  const { asKind, clauses, picked, reason, verdict, settledBy, settledTopic, settledDay, ...rest } = row;
  return {
    ...rest,
    picked: picked === 1,
    as: asKind as InboxItem['as'],
    reason: reason as InboxReason,
    verdict: verdict as InboxItem['verdict'],
    clauses: JSON.parse(clauses) as string[],
    settled:
      settledBy === null
        ? null
        : { by: settledBy as Settlement['by'], topic: settledTopic, day: settledDay ?? '' },
  };
}
