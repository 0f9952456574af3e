/** Reading and adding to the append-only history. */
import { and, asc, desc, eq } from 'drizzle-orm';
import type { CaseRecord, Change, HistoryEntry, NewHistoryEntry } from '../casework/register-port.ts';
import { withReference } from '../casework/register-port.ts';
import { CHAIN_START, hashEntry } from './chain.ts';
import type { RegisterDatabase } from './open.ts';
import { history as h } from './schema.ts';

/** Adds an entry at the end of the council's chain; only within a transaction. */
export function appendHistory(
  db: RegisterDatabase,
  change: Change,
  kase: CaseRecord,
  entry: NewHistoryEntry,
): void {
  const last = db
    .select({ sequence: h.sequence, hash: h.hash })
    .from(h)
    .where(eq(h.council, change.council))
    .orderBy(desc(h.sequence))
    .limit(1)
    .get();
  const linked = {
    sequence: (last?.sequence ?? 0) + 1,
    council: change.council,
    caseId: kase.id,
    at: change.at,
    actor: entry.actor,
    action: entry.action,
    data: withReference(entry.data, kase.reference),
    versions: entry.versions,
    previousHash: last?.hash ?? CHAIN_START,
  };
  const { versions, data, ...rest } = linked;
  db.insert(h)
    .values({
      ...rest,
      data: JSON.stringify(data),
      protocolVersion: versions.protocol,
      flowVersion: versions.flow,
      hash: hashEntry(linked),
    })
    .run();
}

/** Entries in order: a council's, or only those of one of its cases. */
export function readHistory(db: RegisterDatabase, council: string, caseId?: string): HistoryEntry[] {
  const here =
    caseId === undefined ? eq(h.council, council) : and(eq(h.council, council), eq(h.caseId, caseId));
  return db
    .select()
    .from(h)
    .where(here)
    .orderBy(asc(h.sequence))
    .all()
    .map(({ data, protocolVersion, flowVersion, ...row }) => ({
      ...row,
      data: JSON.parse(data) as HistoryEntry['data'],
      versions: { protocol: protocolVersion, flow: flowVersion },
    }));
}
