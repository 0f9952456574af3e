/**
 * All that a register holds, as it can be compared with that of another platform: every table and every column, but for what
 * must differ, each with its reason.
 */
import Database from 'better-sqlite3';

export type Snapshot = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Tables that hold nothing but a platform's own ids, and how it writes first. */
const OWN_TABLES = new Set([
  'inbound_events',
  'conversation_references',
  // Where a card stands, so that it can be changed there: Teams draws its cards anew by asking, and has none of these.
  'sent_cards',
]);

/** Columns left out, by table. */
const OWN_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  // They hold the ids and instants of their entries. That each chain is whole is checked by itself.
  history: ['previous_hash', 'hash'],
  // How often it was tried, and the platform's name. Whether it was sent is kept.
  outbox: ['attempts', 'last_code', 'sent_through'],
  // Counts turns: Slack asks in one of its own for the window of a form that stands in a message.
  conversation_states: ['revision'],
};

/**
 * @param strangers what the register calls people whom the people file does not have, by the name that stands for them here
 * @param only one table alone
 * @returns JSON of each table's rows, byte for byte
 */
export function readSnapshot(
  file: string,
  strangers: Readonly<Record<string, string>>,
  only?: string,
): string {
  const sqlite = new Database(file, { readonly: true });
  try {
    const tables = sqlite
      .prepare<[], { name: string }>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%drizzle%' ORDER BY name`,
      )
      .all()
      .map(({ name }) => name)
      .filter((name) => !OWN_TABLES.has(name) && (only ?? name) === name);
    const rows = tables.map((name) => [name, readRows(sqlite, name)] as const);
    return mask(JSON.stringify(Object.fromEntries(rows)), strangers);
  } finally {
    sqlite.close();
  }
}

export type Part = { role: string; person: string };

/** Who has which part in a case, whoever raised it first, and at which stage it is; null where there is no such case. */
export function readCase(file: string, reference: string): { stage: string; people: readonly Part[] } | null {
  const sqlite = new Database(file, { readonly: true });
  try {
    const row = sqlite
      .prepare<[string], { stage: string; raised_by: string; people: string }>(
        'SELECT stage, raised_by, people FROM cases WHERE reference = ?',
      )
      .get(reference);
    if (!row) return null;
    const raiser = { role: 'raiser', person: row.raised_by };
    return { stage: row.stage, people: [raiser, ...(JSON.parse(row.people) as Part[])] };
  } finally {
    sqlite.close();
  }
}

type Row = Record<string, unknown>;

/** In the order in which they were written. */
function readRows(sqlite: Database.Database, table: string): Row[] {
  const rows = sqlite.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY rowid`).all();
  const own = OWN_COLUMNS[table] ?? [];
  return (
    rows
      // Changes of what was sent, which only Slack has.
      .filter(({ kind }) => table !== 'outbox' || kind !== 'update')
      .map((row) =>
        Object.fromEntries(
          Object.entries(row)
            .filter(([column]) => !own.includes(column))
            .map(([column, value]) => [column, typeof value === 'string' ? plainDraft(value) : value]),
        ),
      )
  );
}

/** A draft says that it is of no move from its second turn on, of which Slack may have had one more. */
function plainDraft(value: string): string {
  return value.replace('"move":null,"since":null,', '');
}

/** With JSON as what it says, so that a difference shows where it is. */
export function parseSnapshot(snapshot: string): Snapshot {
  return JSON.parse(snapshot, (_key, value: unknown) =>
    typeof value === 'string' ? parsed(value) : value,
  ) as Snapshot;
}

function parsed(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The clock runs on from the same instant in each, by the little that the turns took: the hour is the same. */
const INSTANT = /(\d{4}-\d{2}-\d{2}T\d{2}):\d{2}:\d{2}(?:\.\d+)?Z/g;

/** Random ids by the order in which they appear, so that what belongs together is seen to. */
function mask(snapshot: string, strangers: Readonly<Record<string, string>>): string {
  const ids = new Map<string, string>();
  const nameId = (id: string): string => {
    const known = ids.get(id) ?? `<id ${ids.size + 1}>`;
    ids.set(id, known);
    return known;
  };
  return Object.entries(strangers)
    .reduce((masked, [key, name]) => masked.replaceAll(key, `<${name}>`), snapshot)
    .replace(ID, nameId)
    .replace(INSTANT, '$1');
}
