/** Every dialog, move and card of casework as a reply, with the longest that people can write in it. */
import { deciderCard, handlerCard, newsCard, noticeCard, type TaskCard } from '../casework/case-cards.ts';
import type { CaseGround } from '../casework/case-ground.ts';
import { readCaseData } from '../casework/case-data.ts';
import type { Person } from '../casework/people.ts';
import { formReply, summaryReply } from '../conversation/flow-view.ts';
import type { FormValues, Reply } from '../conversation/vocabulary.ts';
import { MAX_TEXT, NOT_AN_OPTION } from '../flows/check-answer.ts';
import { bareContext, type FlowContext } from '../flows/context.ts';
import { openFields, openScreens, startDraft, SUMMARY, type Flow } from '../flows/engine.ts';
import { caseFlowOf, flowOf, whyNotFor } from '../flows/flows.ts';
import { moveFlow } from '../flows/move.ts';
import { stoppedBlocks } from '../flows/case-summary.ts';
import type { Library, Protocol } from '../protocol/load.ts';
import { ROUTED_FLOWS, type Route, type RoutedFlow } from '../protocol/procedures.ts';
import { PERSON_KINDS } from '../protocol/schema.ts';
import type { YamlPath } from '../protocol/yaml-file.ts';

/** A reply that is checked, and the place in the protocol files that it is made of. */
export type Checked = { where: string; at: Place; reply: Reply };
/** A file below the protocols folder, and a part of it. */
export type Place = { file: string; path: YamlPath };

const SOME_ID = '00000000-0000-0000-0000-000000000000';
const SOME_REFERENCE = 'XXX-2026-00000';
const WORDS = 'word '.repeat(MAX_TEXT / 5);
const SOME_DAY = '2000-01-03';

/** Every screen, summary, move and card of every route of a council. */
export function* caseworkReplies(protocol: Protocol, { plans }: Pick<Library, 'plans'>): Generator<Checked> {
  for (const id of ROUTED_FLOWS) {
    for (const kind of PERSON_KINDS) {
      if (whyNotFor(id, kind, protocol) !== null) continue;
      yield* dialogReplies(id, bareContext(protocol, kind), placeIn(protocol, [id]));
    }
    const seen = new Set<string>();
    for (const [index, route] of protocol.procedures[id].routes.entries()) {
      const plan = route.plan ?? '';
      const at = placeIn(protocol, [id, 'routes', index]);
      yield* routeReplies({ id, route, at, isFirst: !seen.has(plan) }, protocol, plans);
      seen.add(plan);
    }
  }
  const relationship = plans.get('relationship');
  for (const move of relationship?.moves ?? []) {
    const flow = moveFlow(move, undefined, 'relationship', SOME_REFERENCE);
    const start = { where: `the move ${move.id}`, at: placeOfMove('relationship', move.id, plans) };
    yield* screensOf(flow, bareContext(protocol, 'officer'), {}, start);
  }
}

function placeIn({ council }: Protocol, path: YamlPath): Place {
  return { file: `${council.id}/procedures.yaml`, path };
}

function placeOfMove(plan: string, move: string, plans: Library['plans']): Place {
  const index = [...plans.keys()].indexOf(plan);
  const moves = plans.get(plan)?.moves ?? [];
  return {
    file: 'plans.yaml',
    path: ['plans', index, 'moves', moves.findIndex(({ id }) => id === move)],
  };
}

/** The dialog with every text as long as it may be, and then, shortly, with each option of each choice in turn. */
function* dialogReplies(id: RoutedFlow, context: FlowContext, at: Place): Generator<Checked> {
  const flow = flowOf(id, context.protocol);
  const where = `${id}, for an ${context.asker}`;
  const fields = flow.screens.flatMap((screen) => screen.fields);
  const first: Record<string, string> = {};
  for (const { name, kind, options, maxLength } of fields) {
    if (kind === 'date') first[name] = SOME_DAY;
    else if (kind === 'choice') first[name] = options?.(first, context)[0]?.value ?? '';
    else first[name] = WORDS.slice(0, maxLength ?? MAX_TEXT);
  }
  yield* screensOf(flow, context, first, { where, at });
  const short = Object.fromEntries(
    fields.map(({ name, kind }) => [
      name,
      kind === 'text' || kind === 'person' ? 'word' : (first[name] ?? ''),
    ]),
  );
  for (const { name, kind, options } of fields) {
    if (kind !== 'choice') continue;
    for (const { value } of options?.(short, context) ?? []) {
      if (value === first[name]) continue;
      const start = { where: `${where}, ${name} ${value}`, at };
      yield* screensOf(flow, context, { ...short, [name]: value }, start);
    }
  }
}

function* screensOf(
  flow: Flow<FlowContext>,
  context: FlowContext,
  answers: FormValues,
  { where, at }: Omit<Checked, 'reply'>,
): Generator<Checked> {
  const start = { id: SOME_ID, protocolVersion: '', startedAt: '' };
  const draft = { ...startDraft(flow, context, start), answers };
  for (const screen of openScreens(flow, context, answers)) {
    // With every field refused there is the most to show.
    const errors = Object.fromEntries(
      openFields(screen, context, answers).map(({ name }) => [name, NOT_AN_OPTION]),
    );
    yield {
      where: `${where}, screen ${screen.id}`,
      at,
      reply: formReply(flow, context, { ...draft, at: screen.id }, errors),
    };
  }
  if (flow.records === 'at-once') return;
  yield { where: `${where}, summary`, at, reply: summaryReply(flow, context, { ...draft, at: SUMMARY }) };
}

type RouteAt = {
  id: RoutedFlow;
  route: Route;
  at: Place;
  /** Whether it is the first of the flow that runs by its plan. */
  isFirst: boolean;
};

function* routeReplies(
  { id, route, at, isFirst }: RouteAt,
  protocol: Protocol,
  plans: Library['plans'],
): Generator<Checked> {
  const where = `${id}, route ${route.id}`;
  const context = bareContext(protocol, 'officer');
  if (route.stops) {
    yield {
      where,
      at,
      reply: { audience: 'private', blocks: stoppedBlocks(route, id, {}, context) },
    };
  }
  const plan = route.plan === undefined ? undefined : plans.get(route.plan);
  if (!plan) return;
  const fields = caseFlowOf(id)?.screens.flatMap((screen) => screen.fields) ?? [];
  const shown = fields.map(({ name, summaryLabel, kind, maxLength }) => ({
    name,
    label: summaryLabel,
    value: isFirst && kind === 'text' ? WORDS.slice(0, maxLength ?? MAX_TEXT) : 'word',
  }));
  const data = readCaseData({ type: id, data: { shown } });
  if (!data) return;
  const people = (['handler', 'decider'] as const).map((role) => ({ role, person: SOMEBODY.key }));
  const card: TaskCard = {
    route,
    plan,
    data,
    raiser: SOMEBODY,
    recipient: SOMEBODY,
    stage: plan.start,
    people,
    clocks: [],
  };
  const ground = { ...NOBODY, protocol, plans };
  yield { where: `${where}, card`, at, reply: handlerCard(card, ground) };
  yield { where: `${where}, decision`, at, reply: deciderCard(card, ground) };
  const news = { title: route.title, rows: [] };
  yield { where: `${where}, news`, at, reply: newsCard({ reference: SOME_REFERENCE }, route.say, news) };
  for (const notice of route.tells) {
    yield { where: `${where}, notice on ${notice.on}`, at, reply: noticeCard(route, notice, shown, ground) };
  }
  for (const move of plan.moves) {
    const answers = Object.fromEntries(
      move.asks.map(({ name, kind }) => [name, kind === 'text' ? WORDS : '']),
    );
    // What a move shows turns on the route only where it leads on or asks for the route's outcomes.
    const turnsOnRoute = move.does === 'lead' || move.asks.some((ask) => ask.options_from !== undefined);
    if (!turnsOnRoute && !isFirst) continue;
    const flow = moveFlow(move, route, id, SOME_REFERENCE);
    const start = { where: `${where}, the move ${move.id}`, at: placeOfMove(plan.id, move.id, plans) };
    yield* screensOf(flow, context, answers, start);
  }
}

const SOMEBODY: Person = {
  key: 'somebody',
  name: 'Somebody',
  kind: 'officer',
  email: null,
  jobTitle: null,
  offices: [],
  politicalGroup: null,
  lineManager: null,
  slackUserId: null,
  entraObjectId: null,
};

/** What cards ask of the council's people and days, answered for nobody and no clock. */
const NOBODY = {
  directory: { all: [], byKey: () => undefined, holdersOf: () => [] },
  clock: { now: () => new Date(`${SOME_DAY}T12:00:00Z`) },
  newId: () => SOME_ID,
  tiedTo: () => [],
  absent: new Set<string>(),
  awayUntil: new Map<string, string>(),
} as unknown as Omit<CaseGround, 'protocol' | 'plans'>;
