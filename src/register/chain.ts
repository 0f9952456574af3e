/** The hash chain over a council's history: each entry's hash covers its content and the hash before it. */
import { createHash } from 'node:crypto';
import type { HistoryEntry, Json } from '../casework/register-port.ts';

/** What the first entry of a chain has for its previous hash. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256, in hex, over everything in the entry except the hash itself. */
export function hashEntry(entry: Omit<HistoryEntry, 'hash'>): string {
  const { sequence, council, caseId, at, actor, action, data, versions, previousHash } = entry;
  const content = canonicalJson({
    sequence,
    council,
    caseId,
    at,
    actor,
    action,
    data,
    versions: { protocol: versions.protocol, flow: versions.flow },
    previousHash,
  });
  return createHash('sha256').update(content).digest('hex');
}

/** JSON with keys in a fixed order, so that equal values have equal texts. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, Json>).sort(([a], [b]) =>
      a < b ? -1 : a > b ? 1 : 0,
    );
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export type ChainFault = { sequence: number; reason: string };

/** Walks entries in order. @returns the first fault, or null where the chain is whole */
export function findChainFault(entries: Iterable<HistoryEntry>): ChainFault | null {
  let expected = 1;
  let previousHash = CHAIN_START;
  for (const entry of entries) {
    if (entry.sequence !== expected) {
      return { sequence: expected, reason: `entry ${expected} is missing` };
    }
    if (entry.previousHash !== previousHash) {
      return { sequence: entry.sequence, reason: 'it does not follow on from the entry before it' };
    }
    if (hashEntry(entry) !== entry.hash) {
      return { sequence: entry.sequence, reason: 'its content was changed after it was recorded' };
    }
    previousHash = entry.hash;
    expected += 1;
  }
  return null;
}
