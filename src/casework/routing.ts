/** From a council's procedure to people: who handles a case, who decides, who is told; never anybody it is about. */
import type { Ladder, Recipient } from '../protocol/procedures.ts';
import type { Directory, Person } from './people.ts';
import type { NewGap } from './register-port.ts';

export type Route = { people: readonly Person[]; gap: NewGap | null };

/**
 * Finds whom to tell. Where everyone who holds the office is party to the matter, or nobody holds it, the office's deputy
 * stands in; where there is none either, the gap is reported and nobody is told.
 * @param parties keys of the people the matter is about: they are never told by the system
 */
export function routeToOffice(office: string, directory: Directory, parties: readonly string[]): Route {
  const { people, gap } = routeByLadder([{ office }], [], {
    directory,
    barred: parties,
    absent: new Set(),
    roles: {},
    group: null,
  });
  return { people, gap };
}

/** What is known when people are looked for. */
export type RoutingGround = {
  directory: Directory;
  /** Keys of those who must not hear of it: whom it is about, who raised it, and whom a disclosed relationship ties to them. */
  barred: readonly string[];
  /** Keys of those who are away: their deputies stand in. */
  absent: ReadonlySet<string>;
  /** Keys of those whom no channel reaches, where others are looked for in their place. */
  unreached?: ReadonlySet<string>;
  /** Keys of the case's parties, by their part. */
  roles: Readonly<
    Partial<Record<'raiser' | 'subject' | 'officer' | 'handler' | 'decider' | 'informed', readonly string[]>>
  >;
  /** The political group that the case is about. */
  group: string | null;
};

export type LadderRoute = Route & {
  /** Which rung of the ladder they stand on, from 0; null where nobody was found. */
  rung: number | null;
  /** True where the council's own ladder had nobody, and Beadle's last resort was taken. */
  isLastResort: boolean;
  /** True where they stand in for somebody who is away, party to the matter, or not yet appointed. */
  standsIn: boolean;
  /** Those who would have been taken but are away: they are among `people` only where nobody stands in. */
  away: readonly Person[];
};

/**
 * Takes the first rung of a ladder on which somebody can be found who may hear of the matter; then those of `lastResort`.
 * Whoever reports to somebody it is about has it only where the ladder itself names them: never in another's place, and
 * never as the last resort.
 */
export function routeByLadder(ladder: Ladder, lastResort: Ladder, ground: RoutingGround): LadderRoute {
  const rungs = [...ladder, ...lastResort];
  let wasConflict = false;
  const away: Person[] = [];
  for (const [rung, recipient] of rungs.entries()) {
    const found = findOn(recipient, ground, rung < ladder.length);
    wasConflict ||= found.conflict;
    away.push(...found.away);
    if (found.people.length > 0) {
      const isLastResort = rung >= ladder.length;
      return {
        people: found.people,
        gap: null,
        rung,
        isLastResort,
        standsIn: found.standsIn || rung > 0,
        away,
      };
    }
  }
  const reason = wasConflict ? 'conflict-of-interest' : 'nobody-holds-office';
  const gap = { office: officeOf(ladder[0]), reason } as const;
  return { people: [], gap, rung: null, isLastResort: false, standsIn: false, away };
}

/** Those whom a notice goes to: everybody found who may hear of it. */
export function resolveRecipient(recipient: Recipient, ground: RoutingGround): readonly Person[] {
  return findOn(recipient, ground, true).people;
}

const NOBODY: ReadonlySet<string> = new Set();

type Found = Pick<LadderRoute, 'people' | 'standsIn' | 'away'> & { conflict: boolean };

/** @param isNamed whether the council's own procedure names the recipient */
function findOn(recipient: Recipient, ground: RoutingGround, isNamed: boolean): Found {
  const { directory, absent, unreached = NOBODY } = ground;
  // Whom the procedure names by their part in the case hears what it gives them, the subject included.
  const mayHear = (person: Person): boolean => 'role' in recipient || !ground.barred.includes(person.key);
  const named = candidates(recipient, ground);
  const free = named.filter((person) => mayHear(person) && (isNamed || !isBelowSubject(person, ground)));
  const reached = free.filter(({ key }) => !unreached.has(key));
  const present = reached.filter(({ key }) => !absent.has(key));
  const away = reached.filter(({ key }) => absent.has(key));
  if (present.length > 0) return { people: present, standsIn: false, conflict: false, away };
  const conflict = named.length > free.length;
  const standIns = deputiesFor(recipient, free, directory).filter(
    (person) => mayHear(person) && !absent.has(person.key) && !unreached.has(person.key),
  );
  // Where the protocol itself gives it to a holder who reports to whom it is about, so may that holder's deputy have it.
  const isBound = (person: Person): boolean =>
    reportsToSubject(person, ground) || (!isNamed && isBelowSubject(person, ground));
  const deputies = standIns.filter((person) => !isBound(person));
  if (deputies.length > 0) return { people: deputies, standsIn: true, conflict, away };
  // Away, with no deputy: better told late than not at all.
  return { people: reached, standsIn: false, conflict: conflict || standIns.length > 0, away };
}

function reportsToSubject({ lineManager }: Person, { roles }: RoutingGround): boolean {
  return lineManager !== null && roles.subject?.includes(lineManager) === true;
}

/**
 * Whether somebody it is about is above them, however far. Below whoever has nobody above stands everybody, so that does
 * not count: a complaint about the head of the house still has a last resort.
 */
function isBelowSubject(person: Person, ground: RoutingGround): boolean {
  const seen = new Set<string>();
  for (let at: Person | undefined = person; at && !seen.has(at.key); at = managerOf(at, ground.directory)) {
    const above = managerOf(at, ground.directory);
    if (above?.lineManager != null && reportsToSubject(at, ground)) return true;
    seen.add(at.key);
  }
  return false;
}

/** Who stands in for an office: whoever holds its deputy's. */
function deputiesFor(recipient: Recipient, away: readonly Person[], directory: Directory): readonly Person[] {
  if ('office' in recipient) return directory.holdersOf(`deputy-${recipient.office}`);
  if ('holding' in recipient || 'line_manager_of' in recipient) {
    return away.flatMap((person) => managerOf(person, directory) ?? []);
  }
  return [];
}

function candidates(recipient: Recipient, ground: RoutingGround): readonly Person[] {
  const { directory } = ground;
  if ('office' in recipient) return directory.holdersOf(recipient.office);
  if ('line_manager_of' in recipient) {
    return unique(
      partiesIn(recipient.line_manager_of, ground).flatMap((each) => managerOf(each, directory) ?? []),
    );
  }
  if ('above' in recipient) {
    return unique(
      partiesIn(recipient.above, ground).flatMap(
        (each) => firstAbove(each, recipient.holding, directory) ?? [],
      ),
    );
  }
  if ('at_or_above' in recipient) {
    return unique(
      partiesIn(recipient.at_or_above, ground).flatMap((each) =>
        each.offices.some((office) => recipient.holding.includes(office))
          ? each
          : (firstAbove(each, recipient.holding, directory) ?? []),
      ),
    );
  }
  if ('group_leader_of' in recipient) {
    const groups =
      recipient.group_leader_of === 'group'
        ? [ground.group]
        : partiesIn(recipient.group_leader_of, ground).map(({ politicalGroup }) => politicalGroup);
    return leaders(directory).filter(({ politicalGroup }) => groups.includes(politicalGroup));
  }
  if ('other_group_leaders' in recipient) {
    return leaders(directory).filter(({ politicalGroup }) => politicalGroup !== ground.group);
  }
  return partiesIn(recipient.role, ground);
}

function leaders(directory: Directory): readonly Person[] {
  return directory.holdersOf('group-leader').filter(({ politicalGroup }) => politicalGroup !== null);
}

function partiesIn(role: keyof RoutingGround['roles'], { roles, directory }: RoutingGround): Person[] {
  return (roles[role] ?? []).flatMap((key) => directory.byKey(key) ?? []);
}

function managerOf({ lineManager }: Person, directory: Directory): Person | undefined {
  return lineManager === null ? undefined : directory.byKey(lineManager);
}

/** Climbs by line managers. A chain that runs in a circle ends where it began. */
function firstAbove(person: Person, offices: readonly string[], directory: Directory): Person | undefined {
  const seen = new Set([person.key]);
  let at = managerOf(person, directory);
  while (at && !seen.has(at.key)) {
    if (at.offices.some((office) => offices.includes(office))) return at;
    seen.add(at.key);
    at = managerOf(at, directory);
  }
  return undefined;
}

/** The office that a gap is reported under: the one looked for, or the nearest name for it. */
function officeOf(recipient: Recipient | undefined): string {
  if (recipient === undefined) return 'monitoring-officer';
  if ('office' in recipient) return recipient.office;
  if ('holding' in recipient) return recipient.holding[0] ?? 'line-manager';
  if ('line_manager_of' in recipient) return 'line-manager';
  return 'role' in recipient ? 'officer' : 'group-leader';
}

function unique(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.key, person])).values()];
}
