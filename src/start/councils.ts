/** The people of each council this Beadle serves: from the people file, or the demo people in local mode. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectory, parsePeople, PeopleFileError, type Directory } from '../casework/people.ts';
import { ConfigError, type Config } from '../config.ts';
import type { Library } from '../protocol/load.ts';
import { ROOT } from './library.ts';

const DEMO_PEOPLE = join(ROOT, 'db', 'demo', 'people.csv');

export type ServedCouncils = {
  /** The councils served, by id. */
  directories: ReadonlyMap<string, Directory>;
  /** What whoever starts Beadle should know, a sentence each. */
  warnings: readonly string[];
};

/**
 * @throws ConfigError where COUNCIL names no council
 * @throws PeopleFileError where the people file cannot be read or is faulty
 */
export function loadCouncils(config: Config, library: Library): ServedCouncils {
  if (!library.protocols.has(config.council)) {
    const known = [...library.protocols.keys()].join(', ');
    throw new ConfigError([
      `COUNCIL is "${config.council}", which has no folder in protocols/. There are: ${known}.`,
    ]);
  }
  const directories = new Map<string, Directory>();
  const warnings: string[] = [];
  if (config.localMode) {
    const demo = createDirectory(readPeople(DEMO_PEOPLE));
    for (const council of library.protocols.keys()) directories.set(council, demo);
  }
  if (config.peopleFile !== null) {
    const directory = createDirectory(readPeople(config.peopleFile));
    directories.set(config.council, directory);
    warnings.push(...checkOffices(directory, config.council, library));
  } else if (!config.localMode) {
    directories.set(config.council, createDirectory([]));
    warnings.push(
      'PEOPLE_FILE is not set: nobody holds an office yet, so nobody can be told of a disclosure.',
    );
  }
  return { directories, warnings };
}

function readPeople(file: string): ReturnType<typeof parsePeople> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new PeopleFileError(file, [
      `it cannot be read (${error instanceof Error ? error.message : String(error)}): check PEOPLE_FILE`,
    ]);
  }
  return parsePeople(text, file);
}

/** Offices in the people file that the council does not have, and offices that must be told but that nobody holds. */
function checkOffices(directory: Directory, council: string, library: Library): string[] {
  const protocol = library.protocols.get(council);
  if (!protocol) return [];
  const known = new Set(protocol.council.offices.map(({ id }) => id));
  const held = new Set(directory.all.flatMap(({ offices }) => offices));
  const needed = new Set([
    protocol.procedures.relationship.offer,
    ...Object.values(protocol.procedures.relationship.kinds).flatMap(({ tell }) => tell ?? []),
  ]);
  return [
    ...[...held]
      .filter((office) => !known.has(office) && !known.has(office.replace(/^deputy-/, '')))
      .map(
        (office) =>
          `The people file names the office "${office}", which ${council} does not list. There are: ${[...known].join(', ')}, and each with deputy- before it. Put ; between two.`,
      ),
    ...[...needed]
      .filter((office) => !held.has(office))
      .map(
        (office) =>
          `Nobody in the people file holds the office "${office}", which has to be told of disclosures.`,
      ),
  ];
}
