/** Making a move on a case: by the plan, with whatever the council's route adds, as one whole change of the register. */
import { meets } from '../answering/rules.ts';
import type { Block, Reply } from '../conversation/vocabulary.ts';
import type { Route } from '../protocol/procedures.ts';
import type { AuthorizedMove } from './access.ts';
import { peopleIn } from './access.ts';
import { handlerCard, newsCard, noticeCard, waitingFor } from './case-cards.ts';
import { moveClocks, startClocks } from './case-clocks.ts';
import {
  madeFormal,
  readCaseData,
  stageSince,
  toCaseJson,
  type CaseData,
  type MoveAnswers,
} from './case-data.ts';
import { clockRules, routeOf, type CaseGround } from './case-ground.ts';
import { planFor, rolesOf, routePeople } from './cases.ts';
import { calendarDay } from './clock.ts';
import type { ClockChange, ClockRecord } from './clocks-port.ts';
import { raiserOf, type Person } from './people.ts';
import type { CasePerson, CaseRecord, Change } from './register-port.ts';
import { resolveRecipient } from './routing.ts';
import { mergeByRecipient, noticesOf, progressNotices } from './move-notices.ts';
import { groundOf, rowsFor, type Effect, type Step } from './move-step.ts';

export type PlannedMove = {
  change: Change;
  /** Names of those who are sent a message. */
  told: readonly string[];
};

/**
 * Why a move cannot be made although the person may make it; a sentence for them. Nothing is changed.
 * `mend`: the answer that another would put right.
 */
export type RefusedMove = { refused: string; mend?: string };

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
  const raiser = raiserOf(kase, ground.directory);
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
  const stays = effect.stage === kase.stage && effect.route?.id === routeOf(kase, ground)?.id;
  const since = stays ? stageSince(kase, before) : at.toISOString();
  const change: Change = {
    council: kase.council,
    at: at.toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: effect.stage,
      ended,
      route: routeAfter(step, effect),
      people: effect.people,
      data: toCaseJson({ ...effect.data, since }),
      onceKey: `move:${kase.id}:${kase.revision}:${move.id}`,
    },
    history: [
      {
        actor: person.key,
        action: move.id,
        data: {
          from: kase.stage,
          to: effect.stage,
          ...(routeAfter(step, effect) !== kase.route && { route: routeAfter(step, effect) }),
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

/** Only a move that leads to another route changes it. A disclosure is kept under its kind, which no move changes. */
function routeAfter({ kase, move }: Step, { route }: Effect): string | null {
  return move.does === 'lead' && route !== undefined ? route.id : kase.route;
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
  const former = [...new Set([...before.former, ...handlers])];
  // A fresh look is somebody's who has not had it yet, be it that they handed it over.
  const barred = [...before.barred, ...(route.fresh === true ? former : [])];
  const routing = groundOf(step, kase.people, barred);
  const { handled, deciders } = routePeople(route, routing, ground);
  const newHandlers = handled.people.map(({ key }) => key);
  if (newHandlers.length > 0 && newHandlers.every((each) => each === step.person.key)) {
    return { refused: 'It would come back to you: the protocol names nobody else. You can hand it over.' };
  }
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
    ...(move.id === 'formal' ? madeFormal(dataAfter(step)) : dataAfter(step)),
    agreed: [],
    deciders: deciders.map(({ title, route: { people: each } }) => ({
      title,
      people: each.map(({ key }) => key),
    })),
    former: former.filter((key) => !newHandlers.includes(key)),
    lastResort: handled.isLastResort,
  };
  const values = step.answers.values;
  const started = startClocks(
    route,
    { on: 'start', day, facts: data.facts, values: { ...data.answers, ...values } },
    ground,
  );
  const stopped = old ? clocksAfter(step, old, plan.start, data, true) : [];
  const said = rowsFor(step, ['reason']);
  const messages = handled.people.map((recipient) => ({
    id: ground.newId(),
    recipient: recipient.key,
    reply: handlerCard(
      { route, plan, data, raiser, recipient, stage: plan.start, people, clocks: started, said },
      ground,
    ),
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
  if (to.kind !== 'officer') {
    return { refused: 'Only an officer can take over a case. Please choose somebody else.', mend: 'to' };
  }
  const handlers = peopleIn(kase, 'handler');
  // One of several handlers hands over their own part; the Monitoring Officer hands over all of it.
  const leaving = handlers.includes(person.key) ? [person.key] : handlers;
  const people: CasePerson[] = [
    ...kase.people.filter(
      // Whoever takes it over keeps any other part in it, such as having to agree.
      ({ role, person: key }) =>
        !(role === 'handler' && (leaving.includes(key) || key === to.key)) &&
        !(role === 'informed' && key === to.key),
    ),
    { role: 'handler', person: to.key },
    ...leaving.map((key) => ({ role: 'informed' as const, person: key })),
  ];
  const news = newsCard(kase, 'A case has been handed over to you.', {
    title: routeOf(kase, ground)?.title,
    rows: rowsFor(step, ['reason']),
  });
  const gone = noLongerYours(kase, `${to.name} handles this case now.`);
  const messages = [
    { id: ground.newId(), recipient: to.key, reply: news },
    // Who gave it away themselves knows.
    ...leaving
      .filter((key) => key !== person.key && key !== to.key)
      .map((recipient) => ({ id: ground.newId(), recipient, reply: gone })),
  ];
  const former = [...new Set([...step.before.former, ...leaving])].filter((key) => key !== to.key);
  return { ...plain(step, people, { ...dataAfter(step), former }), messages };
}

/** For those who handled a case until somebody else took it from them: they cannot open it any more. */
function noLongerYours({ reference }: CaseRecord, say: string): Reply {
  const blocks: Block[] = [
    { type: 'heading', text: reference },
    {
      type: 'text',
      text: `${say} You have nothing more to do in it. Please keep treating it in confidence.`,
    },
  ];
  return { audience: 'private', blocks };
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
  if (!person) {
    return {
      refused:
        'This cannot go to anybody of that name: I can only reach people I know, and nobody with a part in the matter. Please choose somebody from the list, or type one of the names there.',
      mend: 'to',
    };
  }
  const isParty = person.key === kase.raisedBy || peopleIn(kase, 'subject').includes(person.key);
  if (isParty || before.barred.includes(person.key)) {
    return {
      refused: `${person.name} has a part in this matter, so it cannot go to them. Please choose somebody else.`,
      mend: 'to',
    };
  }
  return person;
}

function dataAfter({ before, move, answers }: Step): CaseData {
  const choices = move.asks.flatMap(({ name, kind }): [string, string][] => {
    const value = answers.values[name];
    return kind === 'choice' && value !== undefined && value !== '' ? [[name, value]] : [];
  });
  // The newest stands last: people read them in the order they were made.
  const earlier = Object.entries(before.moves).filter(([id]) => id !== move.id);
  return {
    ...before,
    step: before.step + 1,
    facts: { ...before.facts, ...Object.fromEntries(choices) },
    moves: { ...Object.fromEntries(earlier), [move.id]: { ...answers.values } },
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
  return moveClocks(clocks, { id: route.id, clocks: clockRules(route, ground) }, moved, ground);
}
