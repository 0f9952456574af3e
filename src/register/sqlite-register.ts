/** The register over SQLite: the one implementation of `casework`'s Register. Every commit is one transaction. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lt, ne } from 'drizzle-orm';
import type { CaseRecord, Change, Committed, Json, Register } from '../casework/register-port.ts';
import type { Noted } from '../casework/learning-port.ts';
import { withReference } from '../casework/register-port.ts';
import type { ChannelName } from '../conversation/vocabulary.ts';
import { findChainFault } from './chain.ts';
import { appendHistory, readHistory } from './history.ts';
import { createCaseQueries, toCase } from './case-queries.ts';
import {
  claimMessages,
  createCardQueries,
  createUnreachedQueries,
  markStale,
  recordDelivery,
} from './outbox.ts';
import { createClockRegister, writeClock } from './clocks.ts';
import { addToInbox, createLearningRegister, NO_TOPIC } from './learning.ts';
import type { OpenedDatabase, RegisterDatabase } from './open.ts';
import * as t from './schema.ts';
import { createGroupedWrites } from './grouped-writes.ts';
import { prepareTurnStatements } from './turn-statements.ts';

/** A change names a case that is not in the register, or belongs to another council. */
export class UnknownCaseError extends Error {
  readonly code = 'CASE_UNKNOWN';
}

/** @param opened an opened, migrated database; the caller closes it */
export function createSqliteRegister({ db, light }: Pick<OpenedDatabase, 'db' | 'light'>): Register {
  const inTurn = prepareTurnStatements(db);
  const lightly = prepareTurnStatements(light);
  const lightWrites = createGroupedWrites(light);
  // Asynchronous for the caller's sake: the work itself is done at once, on this thread.
  const now = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(work());
    });

  return {
    ...createLearningRegister(db),
    ...createClockRegister(db, light),
    ...createCaseQueries(db),
    ...createCardQueries(db),
    ...createUnreachedQueries(db),

    claimEvent: (event) => lightWrites(() => lightly.claimEvent.run(event).changes === 1),

    releaseEvent: ({ council, channel, id }) =>
      now(() => {
        const { inboundEvents: e } = t;
        db.delete(e)
          .where(and(eq(e.council, council), eq(e.channel, channel), eq(e.id, id)))
          .run();
      }),

    pruneEvents: (before) =>
      now(() => {
        db.delete(t.inboundEvents).where(lt(t.inboundEvents.at, before)).run();
      }),

    loadState: (council, person) =>
      now(() => {
        const row = inTurn.loadState.get({ council, person });
        if (!row) return null;
        const { revision, data, passing } = row;
        return {
          revision,
          data: JSON.parse(data) as Json,
          passing: passing === null ? null : (JSON.parse(passing) as Json),
        };
      }),

    saveState: (council, person, { expectedRevision, data, passing = null, at, durable, noted = null }) =>
      now(() => {
        const row = {
          council,
          person,
          expectedRevision,
          revision: expectedRevision + 1,
          data: JSON.stringify(data),
          passing: passing === null ? null : JSON.stringify(passing),
          at,
        };
        const statements = durable ? inTurn : lightly;
        const { insertState, updateState } = statements;
        const save = (): boolean =>
          (expectedRevision === 0 ? insertState : updateState).run(row).changes === 1;
        if (!noted) return save();
        return (durable ? db : light).transaction(
          (tx) => {
            if (!save()) return false;
            note(tx, statements, council, noted);
            return true;
          },
          { behavior: 'immediate' },
        );
      }),

    forgetPassing: (before) =>
      now(() => {
        const { conversationStates: s } = t;
        light
          .update(s)
          .set({ passing: null })
          .where(and(isNotNull(s.passing), lt(s.updatedAt, before)))
          .run();
      }),

    saveReference: (council, person, { channel, reference, at }) =>
      now(() => {
        const { conversationReferences: r } = t;
        const known = inTurn.findReference.get({ council, person, channel });
        // Rewritten only where it says something new, or to show that the person was here again another day.
        if (known?.reference === reference && known.updatedAt.slice(0, 10) === at.slice(0, 10)) return;
        const target = [r.council, r.person, r.channel];
        light
          .insert(r)
          .values({ council, person, channel, reference, updatedAt: at })
          .onConflictDoUpdate({ target, set: { reference, updatedAt: at } })
          .run();
      }),

    references: (council, person) =>
      now(() => {
        const { conversationReferences: r } = t;
        return db
          .select()
          .from(r)
          .where(and(eq(r.council, council), eq(r.person, person)))
          .orderBy(desc(r.updatedAt))
          .all()
          .map(({ channel, reference, updatedAt }) => ({
            channel: channel as ChannelName,
            reference,
            updatedAt,
          }));
      }),

    commit: (change) => now(() => commit(db, change)),

    historyOf: (council, caseId) => now(() => readHistory(db, council, caseId)),

    verifyChain: (council) =>
      now(() => {
        const entries = readHistory(db, council);
        const fault = findChainFault(entries);
        return fault
          ? { intact: false, entries: entries.length, ...fault }
          : { intact: true, entries: entries.length };
      }),

    claimMessages: (at, limit, leaseMs) => now(() => claimMessages(db, at, limit, leaseMs)),

    recordDelivery: (messageId, delivery) => now(() => recordDelivery(db, messageId, delivery)),

    wakeMessages: (council, person, at) =>
      now(() => {
        const waiting = inTurn.findWaiting.all({ council, person });
        for (const { id } of waiting) db.update(t.outbox).set({ dueAt: at }).where(eq(t.outbox.id, id)).run();
        return waiting.length;
      }),

    openGaps: () =>
      now(() =>
        db
          .select({
            id: t.gaps.id,
            council: t.gaps.council,
            office: t.gaps.office,
            reason: t.gaps.reason,
            reference: t.cases.reference,
            at: t.gaps.at,
          })
          .from(t.gaps)
          .innerJoin(t.cases, eq(t.cases.id, t.gaps.caseId))
          .where(isNull(t.gaps.closedAt))
          .orderBy(asc(t.gaps.id))
          .all()
          .map((row) => ({ ...row, reason: row.reason as 'nobody-holds-office' | 'conflict-of-interest' })),
      ),

    stuckMessages: (attempts) =>
      now(() =>
        db
          .select()
          .from(t.outbox)
          .where(and(isNull(t.outbox.sentAt), ne(t.outbox.kind, 'update'), gte(t.outbox.attempts, attempts)))
          .all()
          .map((row) => ({
            council: row.council,
            recipient: row.recipient,
            attempts: row.attempts,
            code: row.lastCode ?? 'unknown',
            since: row.createdAt,
          })),
      ),

    checkWritable: (at) =>
      now(() => {
        // A write of the very kind that matters, then undone: a read-only disk or a full one shows here.
        const probe = { council: 'beadle', channel: 'web', id: 'writable', at };
        db.insert(t.inboundEvents).values(probe).onConflictDoNothing().run();
        db.delete(t.inboundEvents).where(eq(t.inboundEvents.council, 'beadle')).run();
      }),
  };
}

/** Within a transaction of the database that the statements belong to. */
function note(
  db: RegisterDatabase,
  { countAnswer }: ReturnType<typeof prepareTurnStatements>,
  council: string,
  { day, counted, inbox }: Noted,
): void {
  if (counted) {
    countAnswer.run({
      council,
      day,
      topic: counted.topic ?? NO_TOPIC,
      outcome: counted.outcome,
      given: counted.what === 'given' ? 1 : 0,
      right: counted.what === 'right' ? 1 : 0,
      wrong: counted.what === 'wrong' ? 1 : 0,
    });
  }
  if (inbox) addToInbox(db, council, inbox);
}

function commit(db: RegisterDatabase, change: Change): Committed {
  return db.transaction(
    (tx) => {
      const { kase } = change;
      const done = tx.select().from(t.onceKeys).where(eq(t.onceKeys.key, kase.onceKey)).get();
      if (done) return { kase: readCase(tx, change.council, done.caseId), fresh: false, stale: false };

      const recorded = kase.is === 'new' ? insertCase(tx, change, kase) : updateCase(tx, change, kase);
      if (recorded === null) {
        return { kase: readCase(tx, change.council, kase.id), fresh: false, stale: true };
      }
      writePeople(tx, recorded);
      if (kase.is === 'update') markStale(tx, recorded.id);
      for (const clock of change.clocks ?? []) writeClock(tx, recorded, clock);
      tx.insert(t.onceKeys).values({ key: kase.onceKey, caseId: recorded.id }).run();
      for (const entry of change.history) appendHistory(tx, change, recorded, entry);
      for (const message of change.messages) {
        tx.insert(t.outbox)
          .values({
            id: message.id,
            council: change.council,
            caseId: recorded.id,
            recipient: message.recipient,
            reply: JSON.stringify(withReference(message.reply, recorded.reference)),
            createdAt: change.at,
            dueAt: change.at,
            kind: message.live === true ? 'card' : 'message',
            revision: recorded.revision,
            causedBy: change.history[0]?.actor ?? 'beadle',
          })
          .run();
      }
      for (const gap of change.gaps) {
        tx.insert(t.gaps)
          .values({ council: change.council, caseId: recorded.id, ...gap, at: change.at })
          .run();
      }
      for (const id of change.closes ?? []) {
        tx.update(t.gaps).set({ closedAt: change.at }).where(eq(t.gaps.id, id)).run();
      }
      return { kase: recorded, fresh: true, stale: false };
    },
    { behavior: 'immediate' },
  );
}

type NewCase = Extract<Change['kase'], { is: 'new' }>;
type CaseUpdate = Extract<Change['kase'], { is: 'update' }>;

function insertCase(db: RegisterDatabase, change: Change, kase: NewCase): CaseRecord {
  const number = nextNumber(db, change.council, kase.year);
  const record: CaseRecord = {
    id: kase.id,
    council: change.council,
    reference: `${kase.referencePrefix}-${kase.year}-${String(number).padStart(4, '0')}`,
    type: kase.type,
    stage: kase.stage,
    ended: kase.ended,
    route: kase.route,
    raisedBy: kase.raisedBy,
    people: kase.people,
    revision: 1,
    data: kase.data,
    createdAt: change.at,
    updatedAt: change.at,
  };
  db.insert(t.cases)
    .values({
      ...record,
      ended: Number(record.ended),
      people: JSON.stringify(record.people),
      data: JSON.stringify(record.data),
    })
    .run();
  return record;
}

/** @returns null where the case has moved on since the change was planned */
function updateCase(db: RegisterDatabase, change: Change, kase: CaseUpdate): CaseRecord | null {
  const { changes } = db
    .update(t.cases)
    .set({
      stage: kase.stage,
      ended: Number(kase.ended),
      route: kase.route,
      people: JSON.stringify(kase.people),
      revision: kase.revision + 1,
      data: JSON.stringify(kase.data),
      updatedAt: change.at,
    })
    .where(
      and(eq(t.cases.id, kase.id), eq(t.cases.council, change.council), eq(t.cases.revision, kase.revision)),
    )
    .run();
  // Reading tells a case that moved on from one that is not there.
  const recorded = readCase(db, change.council, kase.id);
  return changes === 1 ? recorded : null;
}

function writePeople(db: RegisterDatabase, kase: CaseRecord): void {
  const { casePeople: p } = t;
  db.delete(p).where(eq(p.caseId, kase.id)).run();
  const { id: caseId, council } = kase;
  for (const { role, person } of kase.people) {
    db.insert(p)
      .values({ caseId, council, role, person, ended: Number(kase.ended) })
      .onConflictDoNothing()
      .run();
  }
}

function readCase(db: RegisterDatabase, council: string, id: string): CaseRecord {
  const row = db
    .select()
    .from(t.cases)
    .where(and(eq(t.cases.id, id), eq(t.cases.council, council)))
    .get();
  if (!row) throw new UnknownCaseError(`The register has no case ${id} for ${council}.`);
  return toCase(row);
}

function nextNumber(db: RegisterDatabase, council: string, year: number): number {
  const { counters: c } = t;
  const here = and(eq(c.council, council), eq(c.year, year));
  const last = db.select().from(c).where(here).get()?.last ?? 0;
  const next = last + 1;
  db.insert(c)
    .values({ council, year, last: next })
    .onConflictDoUpdate({ target: [c.council, c.year], set: { last: next } })
    .run();
  return next;
}
