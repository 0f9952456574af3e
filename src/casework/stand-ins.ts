/** Who acts in the place of somebody whom no channel reaches: whom the council's own procedure finds without them. */
import type { Ladder } from '../protocol/procedures.ts';
import { peopleIn } from './access.ts';
import { readCaseData, toCaseJson } from './case-data.ts';
import { routeOf, routingGround, type CaseGround } from './case-ground.ts';
import { ownLadder, rolesOf } from './cases.ts';
import { namedIn, readDisclosure } from './disclosures.ts';
import { raiserOf, type Person } from './people.ts';
import type { CasePerson, CaseRecord } from './register-port.ts';
import { routeByLadder, type RoutingGround } from './routing.ts';

type Seat = {
  role: 'handler' | 'decider';
  /** Keys of those who have it. */
  people: readonly string[];
  ladder: Ladder;
  lastResort: Ladder;
  /** Keys of those who must agree in a place of their own: two are asked so that two agree. */
  taken: readonly string[];
};

export type StandIns = {
  people: readonly Person[];
  /** What each is to do, as a part in the case. */
  parts: readonly CasePerson[];
  /** True where the route had nobody else, and the council's last resort was taken. */
  isLastResort: boolean;
};

/**
 * Finds whoever is to act where somebody with something to do cannot be reached: a deputy, the next on the procedure's ladder,
 * the last resort; never whom it is about, who raised it, or who is tied to them. Nobody where another of the same
 * seat can act, where a person was chosen and not an office, or where the case is over.
 * @param unreached keys of those whom no channel reaches, `person` among them or not
 */
export function findStandIns(
  kase: CaseRecord,
  person: string,
  unreached: ReadonlySet<string>,
  ground: CaseGround,
): StandIns {
  const routing = routingOf(kase, ground);
  const seats = kase.ended || routing === null ? [] : seatsOf(kase, ground);
  const found = new Map<string, Person>();
  const parts: CasePerson[] = [];
  let isLastResort = false;
  for (const seat of seats.filter(({ people }) => people.includes(person))) {
    const others = new Set([...unreached].filter((key) => key !== person));
    if (!routing || !isSeatOf(person, seat, { ...routing, unreached: others })) continue;
    const without = routeByLadder(seat.ladder, seat.lastResort, {
      ...routing,
      unreached: new Set([...unreached, person, ...seat.taken]),
    });
    for (const each of without.people) {
      if (seat.people.includes(each.key)) continue;
      found.set(each.key, each);
      parts.push({ role: seat.role, person: each.key });
      isLastResort ||= without.isLastResort;
    }
  }
  return { people: [...found.values()], parts, isLastResort };
}

/** The case with those who stand in; where one of several must agree, they may do so in that person's place. */
export function withStandIns(kase: CaseRecord, person: string, { parts }: StandIns): CaseRecord {
  if (parts.length === 0) return kase;
  const keys = parts.map((part) => part.person);
  // Who was only told of it has more to do now.
  const before = kase.people.filter(({ role, person: key }) => role !== 'informed' || !keys.includes(key));
  const people = [
    ...before,
    ...parts.filter((part) => !before.some((each) => each.role === part.role && each.person === part.person)),
  ];
  const data = kase.type === 'relationship' ? null : readCaseData(kase);
  if (!data) return { ...kase, people };
  const deciding = parts.filter(({ role }) => role === 'decider').map((part) => part.person);
  const deciders = data.deciders.map((seat) =>
    seat.people.includes(person) ? { ...seat, people: [...new Set([...seat.people, ...deciding])] } : seat,
  );
  return { ...kase, people, data: toCaseJson({ ...data, deciders }) };
}

/** Whether the procedure gave it to them; or nobody of those who had it is in the people file any more. */
function isSeatOf(person: string, { people, ladder, lastResort }: Seat, ground: RoutingGround): boolean {
  const { people: named, rung } = routeByLadder(ladder, lastResort, ground);
  if (named.some(({ key }) => key === person)) {
    const recipient = [...ladder, ...lastResort][rung ?? 0];
    return recipient !== undefined && !('role' in recipient);
  }
  return people.every((key) => ground.directory.byKey(key) === undefined);
}

function seatsOf(kase: CaseRecord, ground: CaseGround): Seat[] {
  const handlers = peopleIn(kase, 'handler');
  if (kase.type === 'relationship') {
    const { office } = readDisclosure(kase);
    return office === null
      ? []
      : [{ role: 'handler', people: handlers, ladder: [{ office }], lastResort: [], taken: [] }];
  }
  const route = routeOf(kase, ground);
  const data = readCaseData(kase);
  if (!route || !data) return [];
  // To agree takes the authority that the protocol gives: no last resort of ours has it.
  const lastResort = route.decide.length > 0 ? [] : ground.protocol.procedures.last_resort;
  return [
    { role: 'handler', people: handlers, ladder: ownLadder(route), lastResort, taken: [] },
    ...route.decide.flatMap(({ title, who }): Seat[] => {
      const seat = data.deciders.find((each) => each.title === title);
      // What somebody of the seat has agreed to needs nobody else.
      const isOpen = seat !== undefined && !seat.people.some((key) => data.agreed.includes(key));
      const taken = data.deciders.filter((each) => each !== seat).flatMap(({ people }) => people);
      return isOpen ? [{ role: 'decider', people: seat.people, ladder: who, lastResort, taken }] : [];
    }),
  ];
}

function routingOf(kase: CaseRecord, ground: CaseGround): RoutingGround | null {
  const { directory } = ground;
  if (kase.type === 'relationship') {
    const parties = [kase.raisedBy, ...namedIn(readDisclosure(kase), directory)];
    return { directory, barred: parties, absent: new Set(), roles: {}, group: null };
  }
  const data = readCaseData(kase);
  if (!data) return null;
  const raiser = raiserOf(kase, directory);
  const { subject = [], officer = [], handler = [], decider = [] } = rolesOf(raiser, kase.people);
  // Where others than before are to look at it, those who had it before do not.
  const before = routeOf(kase, ground)?.fresh === true ? data.former : [];
  return routingGround(
    {
      raiser,
      subjects: subject,
      officers: officer,
      group: data.group,
      barred: [...data.barred, ...before],
      handlers: handler,
      deciders: decider,
    },
    ground,
  );
}
