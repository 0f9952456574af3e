/** The people file: who works for or sits on the council, which offices they hold, and how the platforms know them. */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Speaker } from '../conversation/vocabulary.ts';
import { PERSON_KINDS, type PersonKind } from '../protocol/schema.ts';

/** Someone Beadle knows, or, with `kind` null, somebody who spoke to it and is not in the people file. */
export type Person = {
  /** Stable identity within a council: the lower-case email, or the platform's id for people not in the file. */
  key: string;
  name: string;
  kind: PersonKind | null;
  email: string | null;
  jobTitle: string | null;
  offices: readonly string[];
  politicalGroup: string | null;
  /** Email of the line manager. */
  lineManager: string | null;
  slackUserId: string | null;
  entraObjectId: string | null;
};

export type Directory = {
  readonly all: readonly Person[];
  byKey: (key: string) => Person | undefined;
  /** Those who hold an office, in the order of the file. */
  holdersOf: (office: string) => readonly Person[];
  /** The person a platform's event comes from; a new one with no kind where the file does not have them. */
  identify: (speaker: Speaker) => Person;
};

/** The people file is faulty; the message lists every fault with its line. */
export class PeopleFileError extends Error {
  readonly code = 'PEOPLE_FILE_INVALID';

  constructor(file: string, faults: readonly string[]) {
    super(`The people file ${file} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'PeopleFileError';
  }
}

export const PEOPLE_FILE_HEADER = [
  'email',
  'name',
  'kind',
  'job_title',
  'offices',
  'political_group',
  'line_manager',
  'slack_user_id',
  'entra_object_id',
] as const;

const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text));

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const rowSchema = z.object({
  email: z
    .email('is not an email address, such as helen.marsh@example.gov.uk')
    .transform((email) => email.toLowerCase()),
  name: z.string().trim().min(1, 'is empty'),
  kind: z.enum(PERSON_KINDS, 'must be officer or member'),
  job_title: optional,
  offices: z.string().transform((text) =>
    text
      .split(';')
      .map((office) => office.trim())
      .filter((office) => office !== ''),
  ),
  political_group: optional,
  line_manager: optional.transform((email) => email?.toLowerCase() ?? null),
  slack_user_id: optional.refine((id) => id === null || /^[UW][A-Z0-9]+$/.test(id), {
    error: "is not a member ID, such as U0ABC123DEF: copy it from the person's profile in Slack",
  }),
  entra_object_id: optional.refine((id) => id === null || GUID.test(id), {
    error: 'is not an Object ID, such as 6f0c2d1e-5a2b-4c3d-8e9f-0a1b2c3d4e5f: copy it from Microsoft Entra',
  }),
});

/**
 * Reads a people file.
 * @param text CSV with the header row of PEOPLE_FILE_HEADER
 * @param file named in errors
 * @throws PeopleFileError naming every faulty line
 */
export function parsePeople(text: string, file: string): Person[] {
  const { header, rows } = readRows(text, file);
  const missing = PEOPLE_FILE_HEADER.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const isOneCell = header.length === 1 && /[;\t]/.test(header[0] ?? '');
    throw new PeopleFileError(file, [
      isOneCell
        ? `line 1: the columns must have commas between them: save the file as CSV with commas. The first line must be: ${PEOPLE_FILE_HEADER.join(',')}`
        : `line 1: the header lacks ${missing.join(', ')}. It must be: ${PEOPLE_FILE_HEADER.join(',')}`,
    ]);
  }
  const faults: string[] = [];
  const people: Person[] = [];
  const seen = new Map<string, number>();
  for (const { cells, line } of rows) {
    const wrong = faultsOfCells(cells, header);
    const parsed = rowSchema.safeParse(
      Object.fromEntries(header.map((column, at) => [column, cells[at] ?? ''])),
    );
    if (wrong !== null || !parsed.success) {
      const reasons =
        wrong === null
          ? (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
          : [wrong];
      faults.push(...reasons.map((reason) => `line ${line}: ${reason}`));
      continue;
    }
    const person = toPerson(parsed.data);
    faults.push(...repeatedIn(person, line, seen));
    people.push(person);
  }
  if (faults.length > 0) throw new PeopleFileError(file, faults);
  return people;
}

type Row = { cells: readonly string[]; line: number };

/** The rows with the lines on which they begin: a line may be empty, and a quoted value may go over several. */
function readRows(text: string, file: string): { header: readonly string[]; rows: Row[] } {
  try {
    const rows: Row[] = [];
    let line = 1;
    const options = { bom: true, trim: true, relax_column_count: true, raw: true };
    const parsed = parse(text, options) as unknown as readonly { record: string[]; raw: string }[];
    for (const { record, raw } of parsed) {
      if (record.some((cell) => cell !== '')) rows.push({ cells: record, line });
      line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
    }
    return { header: rows[0]?.cells ?? [], rows: rows.slice(1) };
  } catch (error) {
    throw new PeopleFileError(file, [explainCsv(error)]);
  }
}

function explainCsv(error: unknown): string {
  if (!(error instanceof CsvError)) return error instanceof Error ? error.message : String(error);
  const place = typeof error['lines'] === 'number' ? `line ${error['lines']}: ` : '';
  const isQuote = error.code.includes('QUOTE');
  return isQuote
    ? `${place}a quotation mark (") is not closed or stands inside a value: take it out, or put the whole value in quotation marks`
    : place + error.message;
}

/** What is wrong with a row as a whole; null where it can be read. */
function faultsOfCells(cells: readonly string[], header: readonly string[]): string | null {
  if (cells.length > header.length) {
    return `there are ${cells.length} values for ${header.length} columns: a value with a comma in it needs quotation marks, and offices have ";" between them`;
  }
  return cells.some((cell) => cell.includes('\uFFFD'))
    ? 'there is a letter that cannot be read: save the file as CSV in UTF-8'
    : null;
}

/** What must be one person's alone and already stands on an earlier line: else the one would be taken for the other. */
function repeatedIn(person: Person, line: number, seen: Map<string, number>): string[] {
  const own = {
    email: person.email,
    slack_user_id: person.slackUserId,
    entra_object_id: person.entraObjectId?.toLowerCase() ?? null,
  };
  return Object.entries(own).flatMap(([column, value]) => {
    if (value === null) return [];
    const earlier = seen.get(`${column} ${value}`);
    if (earlier === undefined) seen.set(`${column} ${value}`, line);
    return earlier === undefined ? [] : [`line ${line}: the ${column} is also on line ${earlier}`];
  });
}

function toPerson(row: z.infer<typeof rowSchema>): Person {
  return {
    key: row.email,
    name: row.name,
    kind: row.kind,
    email: row.email,
    jobTitle: row.job_title,
    offices: row.offices,
    politicalGroup: row.political_group,
    lineManager: row.line_manager,
    slackUserId: row.slack_user_id,
    entraObjectId: row.entra_object_id,
  };
}

/** Indexes people for look-up. */
export function createDirectory(people: readonly Person[]): Directory {
  const byKey = new Map(people.map((person) => [person.key, person]));
  const bySlackId = mapBy(people, (person) => person.slackUserId);
  const byEntraId = mapBy(people, (person) => person.entraObjectId?.toLowerCase() ?? null);
  const find = (speaker: Speaker): Person | undefined => {
    if (speaker.channel === 'web' || speaker.channel === 'terminal') return byKey.get(speaker.userId);
    if (speaker.channel === 'slack') {
      const person = bySlackId.get(speaker.userId);
      if (person) return person;
    }
    if (speaker.entraObjectId !== undefined) {
      const person = byEntraId.get(speaker.entraObjectId.toLowerCase());
      if (person) return person;
    }
    return speaker.email === undefined ? undefined : byKey.get(speaker.email.toLowerCase());
  };
  return {
    all: people,
    byKey: (key) => byKey.get(key),
    holdersOf: (office) => people.filter((person) => person.offices.includes(office)),
    identify: (speaker) => find(speaker) ?? unknownPerson(speaker),
  };
}

function unknownPerson(speaker: Speaker): Person {
  const isSlack = speaker.channel === 'slack';
  return {
    ...stranger(`${speaker.channel}:${speaker.tenant}:${speaker.userId}`),
    name: speaker.name ?? 'Unknown person',
    email: speaker.email ?? null,
    slackUserId: isSlack ? speaker.userId : null,
    entraObjectId: speaker.entraObjectId ?? null,
  };
}

/** Whoever raised a case: somebody who has left the people file, or never was in it, is known by their key alone. */
export function raiserOf({ raisedBy }: { raisedBy: string }, directory: Pick<Directory, 'byKey'>): Person {
  return directory.byKey(raisedBy) ?? stranger(raisedBy);
}

function stranger(key: string): Person {
  return {
    key,
    name: key.includes(':') ? 'Somebody not in the people file' : key,
    kind: null,
    email: null,
    jobTitle: null,
    offices: [],
    politicalGroup: null,
    lineManager: null,
    slackUserId: null,
    entraObjectId: null,
  };
}

function mapBy(people: readonly Person[], keyOf: (person: Person) => string | null): Map<string, Person> {
  const map = new Map<string, Person>();
  for (const person of people) {
    const key = keyOf(person);
    if (key !== null) map.set(key, person);
  }
  return map;
}
