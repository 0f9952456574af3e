/** Finds clauses by any label people use for them: effective, as printed, or by an alias. */
import type { Clause } from './schema.ts';

export type ClauseIndex = {
  /** All clauses in the order of the document. */
  readonly all: readonly Clause[];
  /** The clause with exactly this effective label. */
  get: (label: string) => Clause | undefined;
  /** The clause that `text` names in any form: its label (for text without a number, its heading), printed label or alias; case, a leading "§" or "clause" and a final dot do not matter. */
  find: (text: string) => Clause | undefined;
};

/** Builds the index. Where two clauses share a name, the first in the document wins; effective labels come before all other names. */
export function indexClauses(clauses: readonly Clause[]): ClauseIndex {
  const byLabel = new Map(clauses.map((clause) => [clause.label, clause]));
  const byName = new Map<string, Clause>();
  const add = (name: string, clause: Clause): void => {
    const key = normaliseLabel(name);
    if (!byName.has(key)) byName.set(key, clause);
  };
  for (const clause of clauses) add(clause.label, clause);
  for (const clause of clauses) for (const alias of clause.aliases) add(alias, clause);
  for (const clause of clauses) if (clause.printed !== undefined) add(clause.printed, clause);
  return {
    all: clauses,
    get: (label) => byLabel.get(label),
    find: (text) => byName.get(normaliseLabel(text)),
  };
}

/** Lower case, no "§" or leading "clause", single spaces, no final dot. */
export function normaliseLabel(label: string): string {
  const text = label.toLowerCase().replace(/[§*_]/g, '').replace(/\s+/g, ' ').trim();
  return text.replace(/^clause (?=\d)/, '').replace(/\.$/, '');
}
