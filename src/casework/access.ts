/** The one check of who may do what with a case. Services take an Authorized, which only these functions make. */
import { meets } from '../answering/rules.ts';
import type { CaseRole, Plan, PlanMove, Route } from '../protocol/procedures.ts';
import type { Person } from './people.ts';
import type { CaseRecord } from './register-port.ts';

/** `read`: the whole file. `amend`, `end`: what a discloser does with a disclosure. `move`: one of its plan's moves. */
export type Move = 'read' | 'amend' | 'end' | 'move';

declare const checked: unique symbol;

/** Proof that `person` may make `move` on `kase`. */
export type Authorized<M extends Move> = {
  readonly [checked]: M;
  readonly kase: CaseRecord;
  readonly person: Person;
};

/** Proof that `person` may make this move of the case's plan, now. */
export type AuthorizedMove = Authorized<'move'> & { readonly move: PlanMove; readonly plan: Plan };

/** Those with these parts see the whole case. Who was only told of something got the notice, not the file. */
const READERS: readonly CaseRole[] = ['handler', 'decider', 'officer'];
/** The office whose holders see every case they are no party to. */
export const OVERSEER = 'monitoring-officer';

/**
 * @returns the proof, or null. A null says nothing about whether the case exists: to those who may not see a case there is
 * none.
 */
export function authorize<M extends Exclude<Move, 'move'>>(
  kase: CaseRecord | null,
  person: Person,
  move: M,
): Authorized<M> | null {
  if (!kase || !mayMove(kase, person, move)) return null;
  return { kase, person } as Authorized<M>;
}

/**
 * @param plan the one the case runs by
 * @param route the one it takes; undefined where it takes none
 * @param id the move's
 * @returns the proof; null where the case is at another stage, or the person has no part that may make the move
 */
export function authorizeMove(
  kase: CaseRecord | null,
  person: Person,
  plan: Plan | undefined,
  route: Route | undefined,
  id: string,
): AuthorizedMove | null {
  const move =
    kase && plan ? movesOpenTo(kase, person, plan, route).find((each) => each.id === id) : undefined;
  if (!kase || !plan || !move) return null;
  return { kase, person, move, plan } as AuthorizedMove;
}

/** The moves of its plan that a person may make on a case at its present stage, in the plan's order. */
export function movesOpenTo(
  kase: CaseRecord,
  person: Person,
  plan: Plan,
  route: Route | undefined,
): readonly PlanMove[] {
  if (kase.ended) return [];
  const parts = partsOf(kase, person);
  const facts = factsIn(kase);
  const open = plan.moves.filter(
    (move) =>
      (move.from === 'open' || move.from.includes(kase.stage)) &&
      move.by.some((role) => parts.has(role)) &&
      isOffered(move, route) &&
      !(move.does === 'agree' && hasAgreed(kase, person)) &&
      (move.when === undefined || meets(move.when, facts)),
  );
  return open.map((move) => withLabel(move, facts));
}

/** The move with the label that is true of a case with these facts. */
export function withLabel(move: PlanMove, facts: Readonly<Record<string, string>>): PlanMove {
  const other = move.labels?.find(({ when }) => meets(when, facts));
  return other ? { ...move, label: other.label } : move;
}

/** Whether the route has what a move leads to or tells by: others hide it. */
export function isOffered({ id, does }: PlanMove, route: Route | undefined): boolean {
  if (does === 'lead') return route?.leads[id] !== undefined;
  if (does === 'notify') return route?.tells.some(({ on }) => on === id) === true;
  return true;
}

/** The keys of those who have a part in a case. */
export function peopleIn(kase: CaseRecord, role: CaseRole): string[] {
  if (role === 'raiser') return [kase.raisedBy];
  return kase.people.filter((each) => each.role === role).map(({ person }) => person);
}

/** What a person is to a case. Whoever it is about oversees nothing in it. */
export function partsOf(kase: CaseRecord, person: Person): Set<CaseRole | typeof OVERSEER> {
  const parts = new Set<CaseRole | typeof OVERSEER>(
    kase.people.filter((each) => each.person === person.key).map(({ role }) => role),
  );
  if (kase.raisedBy === person.key) parts.add('raiser');
  const isParty = parts.has('raiser') || parts.has('subject') || isBarred(kase, person);
  if (person.offices.includes(OVERSEER) && !isParty && kase.type !== 'advice') parts.add(OVERSEER);
  return parts;
}

function mayMove(kase: CaseRecord, person: Person, move: Exclude<Move, 'move'>): boolean {
  const parts = partsOf(kase, person);
  switch (move) {
    case 'read':
      return parts.has('raiser') || parts.has(OVERSEER) || READERS.some((role) => parts.has(role));
    case 'amend':
    case 'end':
      return parts.has('raiser') && kase.type === 'relationship' && !kase.ended;
  }
}

/** The facts kept with a case, as its moves and routes turn on them; none where it has none. */
export function factsIn({ data }: CaseRecord): Readonly<Record<string, string>> {
  const { facts } = data;
  return typeof facts === 'object' && facts !== null && !Array.isArray(facts)
    ? (facts as Readonly<Record<string, string>>)
    : {};
}

/** Whether somebody has agreed already, who is one of several that must. */
function hasAgreed({ data }: CaseRecord, person: Person): boolean {
  const { agreed } = data;
  return Array.isArray(agreed) && agreed.includes(person.key);
}

/** Those whom a disclosed relationship ties to whom the case is about: they neither handle it nor hear of it. */
function isBarred({ data }: CaseRecord, person: Person): boolean {
  const { barred } = data;
  return Array.isArray(barred) && barred.includes(person.key);
}
