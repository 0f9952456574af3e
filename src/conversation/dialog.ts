/** A dialog under way, with all its flow needs: the flow itself, what is known of the people, and what the person carries along. */
import type { LadderRoute } from '../casework/routing.ts';
import { absenceWords } from '../casework/absence-words.ts';
import { factsIn, OVERSEER, peopleIn, withLabel } from '../casework/access.ts';
import { readCaseData } from '../casework/case-data.ts';
import { planOf, routeOf, withTies, type CaseGround } from '../casework/case-ground.ts';
import { findHandlers } from '../casework/cases.ts';
import { calendarDay } from '../casework/clock.ts';
import { showDay } from '../casework/clock-words.ts';
import { countedDay } from '../casework/due-days.ts';
import { levelOf } from '../casework/levels.ts';
import { findParity } from '../casework/parity.ts';
import type { Person } from '../casework/people.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import type { FlowContext } from '../flows/context.ts';
import type { Draft, Flow } from '../flows/engine.ts';
import type { KnownName } from '../flows/name-matching.ts';
import { caseFlowOf, flowOf } from '../flows/flows.ts';
import { moveFlow } from '../flows/move.ts';
import { resolveRecipient } from '../casework/routing.ts';
import type { PlanMove, Recipient, Route } from '../protocol/procedures.ts';
import type { FlowId, PersonKind } from '../protocol/schema.ts';
import type { TurnContext } from './turn-context.ts';
import type { FormValues, Option } from './vocabulary.ts';

export type Dialog = {
  flow: Flow<FlowContext>;
  context: FlowContext;
  ground: CaseGround;
  /** The case that a move is made in. */
  kase: CaseRecord | null;
};

/** @returns null where the person is no officer or member yet, or the case of a move is gone */
export async function dialogOf(
  turn: TurnContext,
  draft: Pick<Draft, 'flow' | 'amends'> & { move?: string | null },
): Promise<Dialog | null> {
  const { services, protocol, person, state } = turn;
  const ground = await services.groundOf(protocol.council.id);
  if (!ground || person.kind === null) return null;
  const context = makeContext(turn, ground, person.kind, draft.flow, state.carried);
  if (draft.move === undefined || draft.move === null || draft.amends === null) {
    return { flow: flowOf(draft.flow, protocol), context, ground, kase: null };
  }
  const kase = await services.register.caseByReference(protocol.council.id, draft.amends);
  const plan = kase && planOf(kase, ground);
  const known = plan?.moves.find(({ id }) => id === draft.move);
  if (!kase || !known) return null;
  const move = withLabel(known, factsIn(kase));
  const parity = move.id === 'decline' ? await findParity(kase, ground, services.register) : null;
  const flow = moveFlow(move, routeOf(kase, ground), kase.type as FlowId, kase.reference);
  return {
    flow,
    context: { ...context, parity, people: whoMayGetIt(move, ground, kase, person) },
    ground,
    kase,
  };
}

function makeContext(
  { protocol, directory, person, services }: TurnContext,
  ground: CaseGround,
  asker: PersonKind,
  flow: FlowId,
  lastAnswer: FlowContext['lastAnswer'],
): FlowContext {
  const others = directory.all.filter(({ key }) => key !== person.key);
  const { procedures } = protocol;
  const context: FlowContext = {
    protocol,
    asker,
    askerKey: person.key,
    askerName: person.name,
    askerLevel: levelOf(person, procedures),
    askerGroup: person.politicalGroup,
    people: toOptions(others.filter(({ kind }) => kind !== asker)),
    officers: toOptions(others.filter(({ kind }) => kind === 'officer')),
    everyone: others.map((each) => toKnownName(each, protocol)),
    groups: [...new Set(directory.all.flatMap(({ politicalGroup }) => politicalGroup ?? []))].sort(),
    levelOf: (key) => {
      const found = directory.byKey(key);
      return found ? levelOf(found, procedures) : null;
    },
    groupOf: (key) => directory.byKey(key)?.politicalGroup ?? null,
    receivers: (route, answers) => receivers(flow, route, answers, context, person, ground),
    absences: (route, answers) =>
      absenceWords(handlersOf(flow, route, answers, context, person, ground).routes, ground),
    overseers: (route, answers) => overseers(flow, route, answers, context, person, ground),
    startOf: (route, answers) => {
      const { deciders, isLastResort } = handlersOf(flow, route, answers, context, person, ground);
      return { deciders: deciders.map(nameWithTitle), isLastResort };
    },
    namesOf: (who, route, answers) =>
      toldOf(who, flow, route, answers, context, person, ground).map(nameWithTitle),
    dueOn: (rule) => {
      const day = countedDay(rule, context.today, ground.calendar);
      return day === null ? null : showDay(day, context.today);
    },
    today: calendarDay(services.clock.now()),
    lastAnswer,
    parity: null,
  };
  return context;
}

/** "Ruth Adeyemi, Head of Paid Service": who would receive a case, by name and job. */
function receivers(
  flow: FlowId,
  route: Route,
  answers: FormValues,
  context: FlowContext,
  raiser: Person,
  ground: CaseGround,
): string {
  return handlersOf(flow, route, answers, context, raiser, ground).handlers.map(nameWithTitle).join('; ');
}

/** Who can see it besides, because they keep an eye on all cases. */
function overseers(...parts: Parameters<typeof handlersOf>): string {
  const [, , , , , ground] = parts;
  const { people, barred } = handlersOf(...parts);
  return ground.directory.all
    .filter(({ key, offices }) => offices.includes(OVERSEER) && !barred.includes(key))
    .filter(({ key }) => !people.some((each) => each.key === key))
    .map(nameWithTitle)
    .join('; ');
}

function handlersOf(
  flow: FlowId,
  route: Route,
  answers: FormValues,
  context: FlowContext,
  raiser: Person,
  ground: CaseGround,
): {
  handlers: readonly Person[];
  deciders: readonly Person[];
  people: readonly Person[];
  barred: readonly string[];
  isLastResort: boolean;
  routes: readonly LadderRoute[];
} {
  const caseFlow = caseFlowOf(flow);
  if (!caseFlow)
    return { handlers: [], deciders: [], people: [], barred: [], isLastResort: false, routes: [] };
  const parties = caseFlow.parties(answers, context);
  const facts = caseFlow.facts(answers, context);
  const request = { flow: caseFlow.id, raiser, answers, facts, ...parties };
  const { handled, deciders, routing } = findHandlers(request, route, ground);
  const routes = [handled, ...deciders.map((each) => each.route)];
  const agreeing = [...new Set(deciders.flatMap((each) => each.route.people))];
  return {
    people: [...handled.people, ...agreeing],
    handlers: handled.people,
    deciders: agreeing,
    barred: routing.barred,
    isLastResort: routes.some((each) => each.isLastResort),
    routes,
  };
}

/** Those whom a notice at the start of a case reaches, but for whoever raises it. */
function toldOf(who: Recipient, ...parts: Parameters<typeof handlersOf>): readonly Person[] {
  const [flow, route, answers, context, raiser, ground] = parts;
  const caseFlow = caseFlowOf(flow);
  if (!caseFlow) return [];
  const parties = caseFlow.parties(answers, context);
  const facts = caseFlow.facts(answers, context);
  const request = { flow: caseFlow.id, raiser, answers, facts, ...parties };
  const { routing, handled, deciders } = findHandlers(request, route, ground);
  const keys = (people: readonly Person[]): string[] => people.map(({ key }) => key);
  const roles = {
    raiser: [raiser.key],
    subject: parties.subjects,
    officer: parties.officers,
    handler: keys(handled.people),
    decider: keys(deciders.flatMap((each) => each.route.people)),
  };
  return resolveRecipient(who, { ...routing, roles }).filter(({ key }) => key !== raiser.key);
}

/**
 * Whom a case may be handed to or shared with: everybody but those it is about, those tied to them, and whoever raised it.
 * That somebody is not among them says nothing of why.
 */
function whoMayGetIt(move: PlanMove, ground: CaseGround, kase: CaseRecord, person: Person): Option[] {
  const barred = readCaseData(withTies(kase, ground))?.barred ?? [];
  const out = [person.key, kase.raisedBy, ...peopleIn(kase, 'subject'), ...barred];
  // Officers handle cases; a councillor may be told of one, but is given none.
  const isFit = ({ kind }: Person): boolean => move.does !== 'hand-over' || kind === 'officer';
  return toOptions(ground.directory.all.filter((each) => isFit(each) && !out.includes(each.key)));
}

function toKnownName(person: Person, { council }: TurnContext['protocol']): KnownName {
  const { key, name, jobTitle, offices } = person;
  const titles = offices.map((office) => council.offices.find(({ id }) => id === office)?.title ?? '');
  return {
    key,
    name,
    label: nameWithTitle(person),
    jobTitle,
    offices: [...offices, ...titles.filter((title) => title !== '')],
  };
}

function toOptions(people: readonly Person[]): Option[] {
  return people
    .map((each) => ({ label: nameWithTitle(each), value: each.key }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}

/** Name and job title, as far as a menu has room for both. */
export function nameWithTitle(person: Person): string {
  const label = person.jobTitle === null ? person.name : `${person.name}, ${person.jobTitle}`;
  return label.length <= 75 ? label : person.name;
}
