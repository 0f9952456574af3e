/** Making a move on a case: by the plan, with whatever the council's route adds, as one whole change of the register. */
import { meets } from '../answering/rules.ts';
import type { Block } from '../conversation/vocabulary.ts';
import { clauseBlocks } from '../flows/routes.ts';
import type { Route } from '../protocol/procedures.ts';
import type { AuthorizedMove } from './access.ts';
import { peopleIn } from './access.ts';
import { handlerCard, newsCard, noticeCard, waitingFor } from './case-cards.ts';
import { moveClocks, startClocks } from './case-clocks.ts';
import { readCaseData, rowsOf, toCaseJson, type CaseData, type MoveAnswers } from './case-data.ts';
import { routeOf, routingGround, type CaseGround } from './case-ground.ts';
import { planFor, rolesOf, routePeople } from './cases.ts';
import { calendarDay } from './clock.ts';
import type { ClockChange, ClockRecord } from './clocks-port.ts';
import type { Person } from './people.ts';
import type { CasePerson, Change, NewGap, NewMessage } from './register-port.ts';
import { resolveRecipient, type RoutingGround } from './routing.ts';

export type PlannedMove = {
  change: Change;
  /** Names of those who are sent a message. */
  told: readonly string[];
};

/** Why a move cannot be made although the person may make it; a sentence for them. Nothing is changed. */
export type RefusedMove = { refused: string };

/** What a move does to a case, before it is put together into a change. */
type Effect = {
  stage: string;
  route: Route | undefined;
  people: readonly CasePerson[];
  data: CaseData;
  messages: readonly NewMessage[];
  gaps: readonly NewGap[];
  clocks: readonly ClockChange[];
  /** What the plan's and the route's own notices say is due only once the move has had its whole effect. */
  isComplete: boolean;
};

/**
 * Plans a move.
 * @param clocks the case's, as they stand
 * @returns the change, or why it cannot be made
 */
export function planMove(
  authorized: AuthorizedMove,
  answers: MoveAnswers,
  clocks: readonly ClockRecord[],
  ground: CaseGround,
): PlannedMove | RefusedMove {
  const { kase, person, move, plan } = authorized;
  const before = readCaseData(kase);
  const raiser = ground.directory.byKey(kase.raisedBy) ?? unknownPerson(kase.raisedBy);
  if (!before) return { refused: 'This is kept advice: nothing can be done with it.' };
  const at = ground.clock.now();
  const step: Step = { ...authorized, raiser, answers, clocks, ground, before, day: calendarDay(at) };
  const effect = takeEffect(step);
  if ('refused' in effect) return effect;
  const notices = effect.isComplete ? noticesOf(step, effect) : progressNotices(step, effect);
  const messages = mergeByRecipient([...effect.messages, ...notices]);
  const ended =
    (effect.route === undefined || effect.route.plan === plan.id) &&
    plan.stages.some(({ id, ends }) => id === effect.stage && ends);
  const change: Change = {
    council: kase.council,
    at: at.toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: effect.stage,
      ended,
      route: effect.route?.id ?? kase.route,
      people: effect.people,
      data: toCaseJson(effect.data),
      onceKey: `move:${kase.id}:${kase.revision}:${move.id}`,
    },
    history: [
      {
        actor: person.key,
        action: move.id,
        data: {
          from: kase.stage,
          to: effect.stage,
          ...(effect.route !== undefined && effect.route.id !== kase.route && { route: effect.route.id }),
          answers: answers.shown.map(({ label, value }) => ({ label, value })),
          told: messages.map(({ recipient }) => recipient),
        },
        versions: { protocol: ground.protocol.version, flow: `plan:${plan.id}` },
      },
    ],
    messages,
    gaps: effect.gaps,
    clocks: effect.clocks,
  };
  return {
    change,
    told: messages.map(({ recipient }) => ground.directory.byKey(recipient)?.name ?? recipient),
  };
}

type Step = AuthorizedMove & {
  raiser: Person;
  answers: MoveAnswers;
  clocks: readonly ClockRecord[];
  ground: CaseGround;
  before: CaseData;
  day: string;
};

function takeEffect(step: Step): Effect | RefusedMove {
  switch (step.move.does) {
    case 'agree':
      return agree(step);
    case 'lead':
      return lead(step);
    case 'hand-over':
      return handOver(step);
    case 'inform':
      return inform(step);
    case 'notify':
    case undefined:
      return plain(step, step.kase.people);
  }
}

/** A move that leads to a stage and no further. */
function plain(step: Step, people: readonly CasePerson[], data = dataAfter(step)): Effect {
  const { kase, move, ground } = step;
  const stage = move.to ?? kase.stage;
  const route = routeOf(kase, ground);
  return {
    stage,
    route,
    people,
    data,
    messages: [],
    gaps: [],
    clocks: clocksAfter(step, route, stage, data),
    isComplete: true,
  };
}

/** One decider agrees; the case moves on once each who must has. */
function agree(step: Step): Effect {
  const { kase, person } = step;
  const agreed = [...new Set([...step.before.agreed, person.key])];
  const data = { ...dataAfter(step), agreed };
  if (waitingFor(data).length === 0) return plain(step, kase.people, data);
  return {
    ...plain({ ...step, move: { ...step.move, to: kase.stage } }, kase.people, data),
    clocks: [],
    isComplete: false,
  };
}

/** To another route of the same flow: those of the new one handle it, those of the old one have heard of it. */
function lead(step: Step): Effect | RefusedMove {
  const { kase, move, ground, before, raiser, day } = step;
  const old = routeOf(kase, ground);
  const target = old?.leads[move.id];
  const routes =
    kase.type === 'advice' || kase.type === 'relationship'
      ? []
      : ground.protocol.procedures[kase.type].routes;
  const route = routes.find(({ id }) => id === target);
  if (!route) return { refused: 'The protocol gives no way further from here. Ask the Monitoring Officer.' };
  const plan = planFor(route, ground);
  const handlers = peopleIn(kase, 'handler');
  const barred = [...before.barred, ...(route.fresh === true ? handlers : [])];
  const routing = groundOf(step, kase.people, barred);
  const { handled, deciders } = routePeople(route, routing, ground);
  const newHandlers = handled.people.map(({ key }) => key);
  const people: CasePerson[] = [
    ...kase.people.filter(({ role }) => role !== 'handler' && role !== 'decider'),
    ...newHandlers.map((person) => ({ role: 'handler' as const, person })),
    ...deciders.flatMap(({ route: { people: each } }) =>
      each.map(({ key }) => ({ role: 'decider' as const, person: key })),
    ),
  ];
  for (const person of handlers) {
    if (!people.some((each) => each.person === person)) people.push({ role: 'informed', person });
  }
  const data: CaseData = {
    ...dataAfter(step),
    agreed: [],
    deciders: deciders.map(({ title, route: { people: each } }) => ({
      title,
      people: each.map(({ key }) => key),
    })),
    lastResort: handled.isLastResort,
  };
  const values = step.answers.values;
  const started = startClocks(
    route,
    { on: 'start', day, facts: data.facts, values: { ...data.answers, ...values } },
    ground,
  );
  const stopped = old ? clocksAfter(step, old, plan.start, data, true) : [];
  const messages = handled.people.map((recipient) => ({
    id: ground.newId(),
    recipient: recipient.key,
    reply: handlerCard({ route, plan, data, raiser, recipient, stage: plan.start, people }, ground),
    live: true,
  }));
  const notices = route.tells
    .filter(({ on, when }) => on === 'start' && (when === undefined || meets(when, data.facts)))
    .flatMap((notice) =>
      resolveRecipient(notice.who, { ...routing, roles: rolesOf(raiser, people) })
        .filter(({ key }) => key !== raiser.key && !newHandlers.includes(key))
        .map((recipient) => ({
          id: ground.newId(),
          recipient: recipient.key,
          reply: noticeCard(route, notice, data.shown, ground),
        })),
    );
  return {
    stage: plan.start,
    route,
    people,
    data,
    messages: [...messages, ...notices],
    gaps: handled.gap ? [handled.gap] : [],
    clocks: [...stopped, ...started],
    isComplete: true,
  };
}

/** Somebody else handles it from now on; whoever handed it over has heard of it. */
function handOver(step: Step): Effect | RefusedMove {
  const { kase, person, ground, answers } = step;
  const to = findNamed(step, answers.values['to']);
  if ('refused' in to) return to;
  const handlers = peopleIn(kase, 'handler');
  // One of several handlers hands over their own part; the Monitoring Officer hands over all of it.
  const leaving = handlers.includes(person.key) ? [person.key] : handlers;
  const people: CasePerson[] = [
    ...kase.people.filter(
      ({ role, person: key }) => !(role === 'handler' && leaving.includes(key)) && key !== to.key,
    ),
    { role: 'handler', person: to.key },
    ...leaving.map((key) => ({ role: 'informed' as const, person: key })),
  ];
  const news = newsCard(kase, 'A case has been handed over to you.', rowsFor(step, ['reason']));
  return { ...plain(step, people), messages: [{ id: ground.newId(), recipient: to.key, reply: news }] };
}

/** Somebody is told of it who handles nothing. */
function inform(step: Step): Effect | RefusedMove {
  const { kase, ground, answers, before } = step;
  const to = findNamed(step, answers.values['to']);
  if ('refused' in to) return to;
  const people: CasePerson[] = [...kase.people, { role: 'informed', person: to.key }];
  const rows = [...before.shown.map(({ label, value }) => ({ label, value })), ...rowsFor(step, ['reason'])];
  const reply = {
    audience: 'private' as const,
    blocks: [
      { type: 'heading' as const, text: kase.reference },
      {
        type: 'text' as const,
        text: 'This is shared with you because you need to know of it. Please treat it in confidence.',
      },
      { type: 'facts' as const, rows },
    ],
  };
  return { ...plain(step, people), messages: [{ id: ground.newId(), recipient: to.key, reply }] };
}

/** The person named in a move's answer, if they may hear of the case. */
function findNamed({ kase, before, ground }: Step, key: string | undefined): Person | RefusedMove {
  const person = key === undefined ? undefined : ground.directory.byKey(key);
  if (!person) return { refused: 'Please choose somebody from the list: I can only reach people I know.' };
  const isParty = person.key === kase.raisedBy || peopleIn(kase, 'subject').includes(person.key);
  if (isParty || before.barred.includes(person.key)) {
    return {
      refused: `${person.name} has a part in this matter, so it cannot go to them. Please choose somebody else.`,
    };
  }
  return person;
}

/** Who hears of a move: those the plan names, and those the council's route adds. */
function noticesOf(step: Step, effect: Effect): NewMessage[] {
  const { kase, person, move, raiser, ground } = step;
  const facts = effect.data.facts;
  const roles = rolesOf(raiser, effect.people);
  const route = routeOf(kase, ground);
  const byPlan = move.tells
    .filter(({ when }) => when === undefined || meets(when, facts))
    .flatMap(({ who, say, shows }) =>
      (roles[who] ?? []).map((recipient) => ({
        id: ground.newId(),
        recipient,
        reply: newsCard(kase, say, rowsFor(step, shows), extras(step, effect, who)),
      })),
    );
  const routing = groundOf(step, effect.people, effect.data.barred);
  const byRoute = (route?.tells ?? [])
    .filter(({ on, when }) => on === move.id && (when === undefined || meets(when, facts)))
    .flatMap((notice) =>
      resolveRecipient(notice.who, { ...routing, roles }).map((recipient) => ({
        id: ground.newId(),
        recipient: recipient.key,
        reply: noticeCard(route as Route, notice, [...effect.data.shown, ...step.answers.shown], ground),
      })),
    );
  return [...byPlan, ...byRoute].filter(({ recipient }) => recipient !== person.key);
}

/** While others still have to agree, only whoever asked hears how far it is. */
function progressNotices({ kase, person, ground }: Step, { data }: Effect): NewMessage[] {
  const say = `${person.name} has agreed. Still to agree: ${waitingFor(data).join(', ')}.`;
  return [{ id: ground.newId(), recipient: kase.raisedBy, reply: newsCard(kase, say, []) }];
}

/** What goes with the news: on agreement, the conditions, for both sides. */
function extras({ move, ground, kase }: Step, effect: Effect, who: string): Block[] {
  const route = routeOf(kase, ground);
  if (move.does !== 'agree' || !route || route.conditions.length === 0) return [];
  if (who !== 'raiser' && who !== 'officer') return [];
  return [
    { type: 'text', tone: 'strong', text: 'What to keep to' },
    { type: 'list', items: route.conditions },
    ...clauseBlocks(route.clauses, ground.protocol),
  ];
}

function dataAfter({ before, move, answers }: Step): CaseData {
  const choices = move.asks.flatMap(({ name, kind }): [string, string][] => {
    const value = answers.values[name];
    return kind === 'choice' && value !== undefined && value !== '' ? [[name, value]] : [];
  });
  return {
    ...before,
    step: before.step + 1,
    facts: { ...before.facts, ...Object.fromEntries(choices) },
    moves: { ...before.moves, [move.id]: { ...answers.values } },
  };
}

function clocksAfter(
  { clocks, kase, move, answers, day, ground, plan }: Step,
  route: Route | undefined,
  toStage: string,
  data: CaseData,
  leaves = false,
): readonly ClockChange[] {
  if (!route) return [];
  const ended = leaves || plan.stages.some(({ id, ends }) => id === toStage && ends);
  const moved = {
    move,
    values: { ...data.answers, ...answers.values },
    fromStage: kase.stage,
    toStage,
    ended,
    day,
    facts: data.facts,
  };
  return moveClocks(clocks, route, moved, ground);
}

function groundOf(
  { raiser, before, ground }: Step,
  people: readonly CasePerson[],
  barred: readonly string[],
): RoutingGround {
  const { subject = [], officer = [], handler = [], decider = [] } = rolesOf(raiser, people);
  return routingGround(
    {
      raiser,
      subjects: subject,
      officers: officer,
      group: before.group,
      barred,
      handlers: handler,
      deciders: decider,
    },
    ground,
  );
}

function rowsFor({ answers, ground }: Step, names: readonly string[]): { label: string; value: string }[] {
  return rowsOf(answers.shown, names).map(({ label, value }) => ({
    label,
    value: ground.directory.byKey(value)?.name ?? value,
  }));
}

/** What one person is told by one move is one card. */
function mergeByRecipient(messages: readonly NewMessage[]): NewMessage[] {
  const merged = new Map<string, NewMessage>();
  for (const message of messages) {
    const first = merged.get(message.recipient);
    const more = message.reply.blocks.filter(({ type }) => type !== 'heading');
    if (!first) merged.set(message.recipient, message);
    else
      merged.set(message.recipient, {
        ...first,
        reply: { ...first.reply, blocks: [...first.reply.blocks, ...more] },
      });
  }
  return [...merged.values()];
}

function unknownPerson(key: string): Person {
  return {
    key,
    name: key,
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
