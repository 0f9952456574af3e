/** Recording a case: from the answers of a dialog to one whole change of the register, by the route the council's procedure gives. */
import type { FormValues, Reply } from '../conversation/vocabulary.ts';
import type { Draft } from '../flows/engine.ts';
import type { RouteFacts } from '../flows/context.ts';
import { pickRoute } from '../flows/routes.ts';
import { meets } from '../answering/rules.ts';
import type { Ladder, Plan, Route, RoutedFlow } from '../protocol/procedures.ts';
import { startClocks } from './case-clocks.ts';
import { toCaseJson, type CaseData, type ShownAnswers } from './case-data.ts';
import { routingGround, type CaseGround } from './case-ground.ts';
import { deciderCard, handlerCard, noticeCard, type TaskCard } from './case-cards.ts';
import { calendarDay, calendarYear } from './clock.ts';
import type { Person } from './people.ts';
import type { CasePerson, Change, NewGap, NewMessage } from './register-port.ts';
import { resolveRecipient, routeByLadder, type LadderRoute, type RoutingGround } from './routing.ts';

/** What a finished dialog says, ready to become a case. */
export type CaseRequest = {
  draft: Draft;
  flow: RoutedFlow;
  raiser: Person;
  /** The answers on open branches, and as the person saw them. */
  answers: FormValues;
  shown: ShownAnswers;
  facts: RouteFacts;
  /** Keys or typed names of those it is about, of the officers invited or asked, and the political group. */
  subjects: readonly string[];
  officers: readonly string[];
  group: string | null;
  /** Keys of those besides who neither handle it nor hear of it. */
  barred?: readonly string[];
};

export type PlannedCase = {
  change: Change;
  route: Route;
  /** Who handles it, and how they were found. */
  handled: LadderRoute;
  /** Who must agree, by the titles the procedure gives them. */
  deciders: readonly { title: string; route: LadderRoute }[];
};

/** Whom a case would go to, before anything is recorded. */
export function findHandlers(
  request: Omit<CaseRequest, 'draft' | 'shown'>,
  route: Route,
  ground: CaseGround,
) {
  const routing = groundOf(request, ground);
  return { routing, ...routePeople(route, routing, ground) };
}

/** Plans the recording of a finished dialog. Recording the same draft twice makes one case. */
export function planCase(request: CaseRequest, ground: CaseGround): PlannedCase {
  const { draft, flow, raiser, facts } = request;
  const { protocol, clock, newId } = ground;
  const at = clock.now();
  const route = pickRoute(flow, facts, protocol);
  const plan = planFor(route, ground);
  const routing = groundOf(request, ground);
  const { handled, deciders } = routePeople(route, routing, ground);
  const data: CaseData = {
    answers: { ...request.answers },
    shown: request.shown.map((row) => ({ ...row })),
    facts: { ...facts },
    barred: routing.barred.filter((key) => key !== raiser.key && !request.subjects.includes(key)),
    step: 0,
    since: at.toISOString(),
    agreed: [],
    deciders: deciders.map(({ title, route: { people: each } }) => ({
      title,
      people: each.map(({ key }) => key),
    })),
    moves: {},
    group: request.group,
    former: [],
    lastResort: handled.isLastResort,
  };
  const people: CasePerson[] = [
    ...request.subjects.map((person) => ({ role: 'subject' as const, person })),
    ...request.officers.map((person) => ({ role: 'officer' as const, person })),
    ...handled.people.map(({ key }) => ({ role: 'handler' as const, person: key })),
    ...unique(deciders.flatMap(({ route: { people: each } }) => each.map(({ key }) => key))).map(
      (person) => ({
        role: 'decider' as const,
        person,
      }),
    ),
  ];
  const day = calendarDay(at);
  const clocks = startClocks(route, { on: 'start', day, facts, values: request.answers }, ground);
  const cards = taskCards({ route, plan, data, raiser, people, clocks, stage: plan.start }, ground);
  // Whoever has something to do gets the card, which says all that a notice would.
  const notices = noticesAtStart(
    route,
    data,
    raiser,
    { ...routing, roles: rolesOf(raiser, people) },
    ground,
  ).filter(({ recipient }) => !cards.some((card) => card.recipient === recipient));
  const informed = notices.map(({ recipient }) => ({ role: 'informed' as const, person: recipient }));
  const change: Change = {
    council: protocol.council.id,
    at: at.toISOString(),
    kase: {
      is: 'new',
      id: newId(),
      type: flow,
      stage: plan.start,
      ended: false,
      route: route.id,
      raisedBy: raiser.key,
      people: [...people, ...informed.filter(({ person }) => !people.some((each) => each.person === person))],
      data: toCaseJson(data),
      onceKey: `record:${draft.id}`,
      referencePrefix: protocol.council.reference_prefix,
      year: calendarYear(at),
    },
    history: [
      {
        actor: raiser.key,
        action: 'raised',
        data: {
          raiser: raiser.name,
          route: route.id,
          facts: { ...facts },
          shown: data.shown.map(({ label, value }) => ({ label, value })),
          handlers: handled.people.map(({ key }) => key),
          told: informed.map(({ person }) => person),
          gap: handled.gap === null ? null : { ...handled.gap },
          lastResort: handled.isLastResort,
        },
        versions: { protocol: draft.protocolVersion, flow: draft.flowVersion },
      },
    ],
    messages: [...cards, ...notices],
    gaps: gapsOf(handled, deciders),
    clocks,
  };
  return { change, route, handled, deciders };
}

/** The plan a route names. The loader has seen to it that there is one. */
export function planFor(route: Route, { plans }: Pick<CaseGround, 'plans'>): Plan {
  const plan = route.plan === undefined ? undefined : plans.get(route.plan);
  if (!plan) throw new RangeError(`The route "${route.id}" runs by no plan.`);
  return plan;
}

/** Who handles a case on this route and who must agree; the council's own ladder first, then the last resort. */
export function routePeople(
  route: Route,
  routing: RoutingGround,
  { protocol }: Pick<CaseGround, 'protocol'>,
): { handled: LadderRoute; deciders: { title: string; route: LadderRoute }[] } {
  const lastResort = protocol.procedures.last_resort;
  return {
    handled: routeByLadder(ownLadder(route), lastResort, routing),
    deciders: route.decide.map(({ title, who }) => ({
      title,
      route: routeByLadder(who, lastResort, routing),
    })),
  };
}

/** Whom the route itself looks for, before any last resort. */
export function ownLadder(route: Route): Ladder {
  return route.receive ?? (route.offer === undefined ? [] : [{ office: route.offer }]);
}

function groundOf(request: Omit<CaseRequest, 'draft' | 'shown'>, ground: CaseGround): RoutingGround {
  const { raiser, subjects, officers, group, barred = [] } = request;
  return routingGround(
    {
      raiser,
      subjects,
      officers,
      group,
      barred: [...barred, ...subjects.flatMap((key) => ground.tiedTo(key))],
    },
    ground,
  );
}

export function rolesOf(raiser: Person, people: readonly CasePerson[]): RoutingGround['roles'] {
  const keys = (role: CasePerson['role']): string[] =>
    people.filter((each) => each.role === role).map(({ person }) => person);
  return {
    raiser: [raiser.key],
    subject: keys('subject'),
    officer: keys('officer'),
    handler: keys('handler'),
    decider: keys('decider'),
    informed: keys('informed'),
  };
}

/** A card for each who has something to do: once for whoever both handles and decides. */
function taskCards(parts: Omit<TaskCard, 'recipient'>, ground: CaseGround): NewMessage[] {
  const cards = new Map<string, Reply>();
  for (const { role, person } of parts.people) {
    const recipient = ground.directory.byKey(person);
    if (!recipient || (role !== 'handler' && role !== 'decider')) continue;
    if (cards.has(person) && role === 'decider') cards.delete(person);
    if (cards.has(person)) continue;
    const card = role === 'decider' ? deciderCard : handlerCard;
    cards.set(person, card({ ...parts, recipient }, ground));
  }
  return [...cards].map(([recipient, reply]) => ({ id: ground.newId(), recipient, reply, live: true }));
}

function noticesAtStart(
  route: Route,
  data: CaseData,
  raiser: Person,
  routing: RoutingGround,
  ground: CaseGround,
): NewMessage[] {
  return route.tells
    .filter(({ on, when }) => on === 'start' && (when === undefined || meets(when, data.facts)))
    .flatMap((notice) =>
      resolveRecipient(notice.who, routing)
        .filter(({ key }) => key !== raiser.key)
        .map((recipient) => ({
          id: ground.newId(),
          recipient: recipient.key,
          reply: noticeCard(route, notice, data.shown, ground),
        })),
    );
}

function gapsOf(handled: LadderRoute, deciders: PlannedCase['deciders']): NewGap[] {
  return [handled, ...deciders.map(({ route }) => route)].flatMap(({ gap }) => (gap ? [gap] : []));
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
