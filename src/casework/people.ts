/** The people file: who works for or sits on the council, which offices they hold, and how the platforms know them. */
import { parse } from 'csv-parse/sync';
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

const rowSchema = z.object({
  email: z.email('is not an email address').transform((email) => email.toLowerCase()),
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
  slack_user_id: optional,
  entra_object_id: optional,
});

/**
 * Reads a people file.
 * @param text CSV with the header row of PEOPLE_FILE_HEADER
 * @param file named in errors
 * @throws PeopleFileError naming every faulty line
 */
export function parsePeople(text: string, file: string): Person[] {
  const faults: string[] = [];
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    throw new PeopleFileError(file, [error instanceof Error ? error.message : String(error)]);
  }
  const header = rows[0] ?? [];
  const missing = PEOPLE_FILE_HEADER.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new PeopleFileError(file, [
      `line 1: the header lacks ${missing.join(', ')}. It must be: ${PEOPLE_FILE_HEADER.join(',')}`,
    ]);
  }
  const people: Person[] = [];
  const lineOfEmail = new Map<string, number>();
  rows.slice(1).forEach((cells, index) => {
    const line = index + 2;
    const row = Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']));
    const parsed = rowSchema.safeParse(row);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        faults.push(`line ${line}: ${issue.path.join('.')} ${issue.message}`);
      }
      return;
    }
    const earlier = lineOfEmail.get(parsed.data.email);
    if (earlier !== undefined) faults.push(`line ${line}: the email is also on line ${earlier}`);
    lineOfEmail.set(parsed.data.email, line);
    people.push(toPerson(parsed.data));
  });
  if (faults.length > 0) throw new PeopleFileError(file, faults);
  return people;
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
  const byEntraId = mapBy(people, (person) => person.entraObjectId);
  const find = (speaker: Speaker): Person | undefined => {
    if (speaker.channel === 'web' || speaker.channel === 'terminal') return byKey.get(speaker.userId);
    if (speaker.channel === 'slack') {
      const person = bySlackId.get(speaker.userId);
      if (person) return person;
    }
    if (speaker.entraObjectId !== undefined) {
      const person = byEntraId.get(speaker.entraObjectId);
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
