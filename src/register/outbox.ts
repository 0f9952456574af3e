/** The outbox, and the cards that were sent from it and are kept up to date. */
import { and, asc, eq, isNotNull, isNull, lte, ne } from 'drizzle-orm';
import { UNREACHABLE } from '../casework/register-port.ts';
import type { DeliveryRecord, OutboxMessage, Register, ShownCard } from '../casework/register-port.ts';
import type { ChannelName, Reply } from '../conversation/vocabulary.ts';
import { toCase } from './case-queries.ts';
import type { RegisterDatabase } from './open.ts';
import * as t from './schema.ts';

/** Claims what is due. */
export function claimMessages(
  db: RegisterDatabase,
  at: string,
  limit: number,
  leaseMs: number,
): OutboxMessage[] {
  const { outbox: o } = t;
  return db.transaction(
    (tx) => {
      const due = tx
        .select()
        .from(o)
        .where(and(isNotNull(o.dueAt), lte(o.dueAt, at)))
        .orderBy(asc(o.dueAt), asc(o.createdAt))
        .limit(limit)
        .all();
      if (due.length === 0) return [];
      const leased = new Date(Date.parse(at) + leaseMs).toISOString();
      for (const row of due) {
        tx.update(o)
          .set({ dueAt: leased, attempts: row.attempts + 1, lastCode: null })
          .where(eq(o.id, row.id))
          .run();
      }
      return due.map((row) => ({
        id: row.id,
        council: row.council,
        recipient: row.recipient,
        reply: JSON.parse(row.reply) as Reply,
        attempts: row.attempts + 1,
        createdAt: row.createdAt,
        update: row.cardId === null ? null : targetOf(tx, row.cardId),
      }));
    },
    { behavior: 'immediate' },
  );
}

function targetOf(db: RegisterDatabase, cardId: string): OutboxMessage['update'] {
  const { sentCards: s } = t;
  const card = db.select().from(s).where(eq(s.id, cardId)).get();
  return card ? { channel: card.channel as ChannelName, reference: card.reference } : null;
}

/** Notes what became of a message; of a card also where it is to be found again. */
export function recordDelivery(db: RegisterDatabase, id: string, delivery: DeliveryRecord): void {
  const { outbox: o, sentCards: s } = t;
  db.transaction(
    (tx) => {
      const row = tx.select().from(o).where(eq(o.id, id)).get();
      if (!row) return;
      tx.update(o).set(deliveredColumns(delivery)).where(eq(o.id, id)).run();
      if (delivery.result === 'dropped' && row.cardId !== null) {
        tx.update(s).set({ closed: 1, stale: 0 }).where(eq(s.id, row.cardId)).run();
      }
      if (delivery.result !== 'sent' || delivery.reference === undefined) return;
      const { channel, reference } = delivery;
      if (row.cardId !== null) tx.update(s).set({ reference }).where(eq(s.id, row.cardId)).run();
      if (row.kind !== 'card') return;
      const { council, caseId, recipient, revision } = row;
      insertCard(tx, { id, council, caseId, recipient, channel, reference, revision });
    },
    { behavior: 'immediate' },
  );
}

function insertCard(db: RegisterDatabase, card: ShownCard): void {
  const kase = db
    .select({ revision: t.cases.revision })
    .from(t.cases)
    .where(and(eq(t.cases.id, card.caseId), eq(t.cases.council, card.council)))
    .get();
  if (!kase) return;
  // The case may have moved on before it was shown.
  const stale = Number(kase.revision > card.revision);
  db.insert(t.sentCards)
    .values({ ...card, stale, closed: 0 })
    .onConflictDoNothing()
    .run();
}

function deliveredColumns(delivery: DeliveryRecord): Partial<typeof t.outbox.$inferInsert> {
  switch (delivery.result) {
    case 'sent':
      return {
        dueAt: null,
        sentAt: delivery.at,
        sentThrough: delivery.channel,
        lastCode: null,
        unreached: 0,
      };
    case 'dropped':
      return { dueAt: null, sentAt: delivery.at, lastCode: 'dropped', unreached: 0 };
    case 'retry':
      return {
        dueAt: delivery.nextAt,
        lastCode: delivery.code,
        unreached: Number(delivery.code === UNREACHABLE),
      };
  }
}

/** Within the transaction that changes the case. */
export function markStale(db: RegisterDatabase, caseId: string): void {
  const { sentCards: s } = t;
  db.update(s)
    .set({ stale: 1 })
    .where(and(eq(s.caseId, caseId), eq(s.closed, 0)))
    .run();
}

export function createUnreachedQueries(
  db: RegisterDatabase,
): Pick<Register, 'unreachedMessage' | 'unreachedPeople'> {
  const { outbox: o, cases: c } = t;
  return {
    unreachedMessage: (messageId) => {
      const row = db
        .select()
        .from(o)
        .innerJoin(c, eq(c.id, o.caseId))
        .where(and(eq(o.id, messageId), ne(o.kind, 'update'), isNull(o.sentAt)))
        .get();
      return Promise.resolve(
        row
          ? {
              kase: toCase(row.cases),
              recipient: row.outbox.recipient,
              causedBy: row.outbox.causedBy ?? 'beadle',
            }
          : null,
      );
    },

    unreachedPeople: (council) =>
      Promise.resolve(
        db
          .selectDistinct({ recipient: o.recipient })
          .from(o)
          .where(and(eq(o.council, council), eq(o.unreached, 1), isNull(o.sentAt)))
          .all()
          .map(({ recipient }) => recipient),
      ),
  };
}

export function createCardQueries(
  db: RegisterDatabase,
): Pick<Register, 'noteCard' | 'staleCards' | 'queueUpdates'> {
  const { sentCards: s, cases: c, outbox: o } = t;
  return {
    noteCard: (card) => {
      db.transaction((tx) => insertCard(tx, card), { behavior: 'immediate' });
      return Promise.resolve();
    },

    staleCards: (council, limit) =>
      Promise.resolve(
        db
          .select()
          .from(s)
          .innerJoin(c, eq(c.id, s.caseId))
          .where(and(eq(s.council, council), eq(s.stale, 1)))
          .orderBy(asc(s.id))
          .limit(limit)
          .all()
          .map(({ sent_cards: { id, recipient }, cases: kase }) => ({ id, recipient, kase: toCase(kase) })),
      ),

    queueUpdates: (updates, at) => {
      db.transaction(
        (tx) => {
          for (const { card, revision, reply, last } of updates) {
            const row = tx.select().from(s).innerJoin(c, eq(c.id, s.caseId)).where(eq(s.id, card)).get();
            if (!row || row.sent_cards.closed === 1) continue;
            const { council, caseId, recipient } = row.sent_cards;
            tx.delete(o)
              .where(and(eq(o.cardId, card), isNull(o.sentAt)))
              .run();
            tx.insert(o)
              .values({
                id: `${card}:${revision}`,
                council,
                caseId,
                recipient,
                reply: JSON.stringify(reply),
                createdAt: at,
                dueAt: at,
                kind: 'update',
                revision,
                cardId: card,
              })
              .onConflictDoNothing()
              .run();
            // The case may have moved on again since the update was planned.
            const stale = Number(row.cases.revision > revision && !last);
            tx.update(s)
              .set({ revision, stale, closed: Number(last) })
              .where(eq(s.id, card))
              .run();
          }
        },
        { behavior: 'immediate' },
      );
      return Promise.resolve();
    },
  };
}
