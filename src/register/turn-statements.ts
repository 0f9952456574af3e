/** The statements that run in every turn, prepared once: building them anew each time took a fifth of a turn. */
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { RegisterDatabase } from './open.ts';
import {
  answerCounts as c,
  conversationReferences as r,
  conversationStates as s,
  inboundEvents as e,
  outbox as o,
} from './schema.ts';

const given = sql.placeholder;

export function prepareTurnStatements(db: RegisterDatabase) {
  const ofPerson = and(eq(s.council, given('council')), eq(s.person, given('person')));
  return {
    claimEvent: db
      .insert(e)
      .values({ council: given('council'), channel: given('channel'), id: given('id'), at: given('at') })
      .onConflictDoNothing()
      .prepare(),
    loadState: db.select().from(s).where(ofPerson).prepare(),
    insertState: db
      .insert(s)
      .values({
        council: given('council'),
        person: given('person'),
        revision: given('revision'),
        data: given('data'),
        passing: given('passing'),
        updatedAt: given('at'),
      })
      .onConflictDoNothing()
      .prepare(),
    updateState: db
      .update(s)
      .set({
        revision: sql`${given('revision')}`,
        data: sql`${given('data')}`,
        passing: sql`${given('passing')}`,
        updatedAt: sql`${given('at')}`,
      })
      .where(and(ofPerson, eq(s.revision, given('expectedRevision'))))
      .prepare(),
    countAnswer: db
      .insert(c)
      .values({
        council: given('council'),
        day: given('day'),
        topic: given('topic'),
        outcome: given('outcome'),
        given: given('given'),
        right: given('right'),
        wrong: given('wrong'),
      })
      .onConflictDoUpdate({
        target: [c.council, c.day, c.topic, c.outcome],
        set: {
          given: sql`${c.given} + ${given('given')}`,
          right: sql`${c.right} + ${given('right')}`,
          wrong: sql`${c.wrong} + ${given('wrong')}`,
        },
      })
      .prepare(),
    findReference: db
      .select()
      .from(r)
      .where(
        and(eq(r.council, given('council')), eq(r.person, given('person')), eq(r.channel, given('channel'))),
      )
      .prepare(),
    /** Only what has been tried and put off: a message under way keeps its lease. */
    findWaiting: db
      .select({ id: o.id })
      .from(o)
      .where(
        and(
          eq(o.council, given('council')),
          eq(o.recipient, given('person')),
          isNull(o.sentAt),
          isNotNull(o.lastCode),
        ),
      )
      .prepare(),
  };
}
