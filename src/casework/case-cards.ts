/** What people are shown of a case: a card for whoever has something to do, a receipt for who raised it, a notice for the rest. */
import { meets } from '../answering/rules.ts';
import type { Block, Choice, Reply } from '../conversation/vocabulary.ts';
import { clauseBlocks } from '../flows/routes.ts';
import type { Notice, Plan, PlanMove, Route } from '../protocol/procedures.ts';
import { isOffered, movesOpenTo, partsOf, withLabel } from './access.ts';
import { describeClock, explainDue } from './case-clocks.ts';
import { readCaseData, rowsOf, stageSince, type CaseData, type ShownAnswers } from './case-data.ts';
import { clockRules, planOf, routeOf, stageTitle, type CaseGround } from './case-ground.ts';
import { calendarDay, formatDay } from './clock.ts';
import type { ClockChange, ClockRecord } from './clocks-port.ts';
import { describePerson } from './disclosures.ts';
import { saidBlocks } from './moves-said.ts';
import type { Person } from './people.ts';
import { REFERENCE_PLACEHOLDER, type CasePerson, type CaseRecord } from './register-port.ts';

/** What a button carries that opens a case's card. */
export function caseButton(reference: string): Choice {
  return { label: `Open ${reference}`, value: `case:${reference}` };
}

/** What a button carries that makes a move on a case as it was, so many moves in, when the button was drawn. */
export function moveButton(reference: string, step: number, move: PlanMove): Choice {
  return {
    label: move.label,
    value: `move:${reference}:${move.id}:${step}`,
    ...(move.style !== undefined && { style: move.style }),
    ...(move.asks.length > 0 && { opens: 'form' as const }),
  };
}

/** Buttons for moves in the order of the plan, save that what cannot be undone is never the first; only one stands out. */
function moveButtons(reference: string, step: number, moves: readonly PlanMove[]): Choice[] {
  const isDanger = (move: PlanMove): boolean => move.style === 'danger';
  const safe = moves.findIndex((move) => !isDanger(move));
  const ordered = safe === -1 ? moves : [...moves.slice(safe), ...moves.slice(0, safe)];
  const first = ordered.findIndex(({ style }) => style === 'primary');
  return ordered.map((move, at) => {
    const { style, ...button } = moveButton(reference, step, move);
    return style === undefined || (style === 'primary' && at !== first) ? button : { ...button, style };
  });
}

/** Above what the route says: that is worded for whoever raised it. */
const WERE_TOLD = 'What they were told';
const NAMES_NOBODY = 'The protocol names nobody for this. Whoever raised it chose to put it to you.';

/** A case as it comes to somebody who has something to do in it. */
export type TaskCard = {
  route: Route;
  plan: Plan;
  data: CaseData;
  raiser: Person;
  recipient: Person;
  stage: string;
  people: readonly CasePerson[];
  /** What the case sets running as it comes to them. */
  clocks: readonly ClockChange[];
  /** What was said when it was sent here from another route. */
  said?: readonly { label: string; value: string }[];
};

/** What a card carries that shows this case, so that it can be drawn anew. */
export function liveCase(reference: string): { live: string } {
  return { live: caseButton(reference).value };
}

/** The card that a handler gets when a case comes to them. */
export function handlerCard(card: TaskCard, ground: CaseGround): Reply {
  const { route } = card;
  return privately(
    [
      { type: 'heading', text: `${urgency(route)}${route.title}` },
      ...newDue(card, ground),
      { type: 'facts', rows: taskRows(card, ground) },
      ...(route.receive === undefined ? [{ type: 'text' as const, text: NAMES_NOBODY }] : []),
      { type: 'text', tone: 'strong', text: WERE_TOLD },
      { type: 'text', text: route.say },
      ...listOf(route.points),
      ...clauseBlocks(route.clauses, ground.protocol),
      ...whyYou(card),
      ...newMoves(card),
    ],
    REFERENCE_PLACEHOLDER,
  );
}

/** The card that somebody gets who must agree before it is agreed. */
export function deciderCard(card: TaskCard, ground: CaseGround): Reply {
  const { route } = card;
  const others =
    route.decide.length > 1
      ? `All of these must agree: ${route.decide.map(({ title }) => title).join(', ')}.`
      : null;
  return privately(
    [
      { type: 'heading', text: `For your decision: ${route.title}` },
      ...newDue(card, ground),
      { type: 'facts', rows: taskRows(card, ground) },
      { type: 'text', tone: 'strong', text: WERE_TOLD },
      { type: 'text', text: route.say },
      ...(others === null ? [] : [{ type: 'text' as const, text: others }]),
      ...clauseBlocks(route.clauses, ground.protocol),
      ...whyYou(card),
      ...newMoves(card),
    ],
    REFERENCE_PLACEHOLDER,
  );
}

function taskRows(
  { data, raiser, said = [] }: TaskCard,
  ground: CaseGround,
): { label: string; value: string }[] {
  return [
    { label: 'Reference', value: REFERENCE_PLACEHOLDER },
    ...whose(raiser, ground),
    ...data.shown.map(({ label, value }) => ({ label, value })),
    ...said,
  ];
}

/** What somebody is told of a case in which they have nothing to do: a notice, not the file. */
export function noticeCard(
  route: Route,
  notice: Pick<Notice, 'say' | 'shows' | 'clauses'>,
  shown: ShownAnswers,
  { protocol }: Pick<CaseGround, 'protocol'>,
): Reply {
  const rows = rowsOf(shown, notice.shows);
  return privately([
    { type: 'heading', text: route.urgent ? 'Urgent notice' : 'A notice for you' },
    { type: 'text', text: notice.say },
    { type: 'facts', rows: [{ label: 'Reference', value: REFERENCE_PLACEHOLDER }, ...rows] },
    ...clauseBlocks(notice.clauses, protocol),
    { type: 'text', tone: 'subtle', text: 'Please treat it in confidence.' },
  ]);
}

type News = {
  /** What the case is; undefined where it takes no route. */
  title: string | undefined;
  rows: readonly { label: string; value: string }[];
  blocks?: readonly Block[];
  /** Whether they may open the case; who was only told of it may not. */
  opens?: boolean;
};

/** What somebody reads when a move was made on a case they have a part in. */
export function newsCard(
  kase: Pick<CaseRecord, 'reference'>,
  say: string,
  { title, rows, blocks = [], opens = true }: News,
): Reply {
  return privately([
    { type: 'heading', text: title === undefined ? kase.reference : `${kase.reference}: ${title}` },
    { type: 'text', text: say },
    ...(rows.length > 0 ? [{ type: 'facts' as const, rows }] : []),
    ...blocks,
    ...(opens ? [{ type: 'choices' as const, choices: [caseButton(kase.reference)] }] : []),
  ]);
}

/** A case as somebody who has a part in it sees it now: where it stands, what is due, what they can do. */
export function caseBlocks(
  kase: CaseRecord,
  viewer: Person,
  clocks: readonly ClockRecord[],
  ground: CaseGround,
): Block[] {
  const data = readCaseData(kase);
  const plan = planOf(kase, ground);
  const route = routeOf(kase, ground);
  const parts = partsOf(kase, viewer);
  const mine = parts.has('raiser') && !parts.has('handler') && !parts.has('decider');
  const raiser = ground.directory.byKey(kase.raisedBy);
  const shown = data?.shown ?? [];
  const moves = plan ? movesOpenTo(kase, viewer, plan, route) : [];
  return [
    { type: 'heading', text: `${kase.reference}: ${route?.title ?? titleOfType(kase)}` },
    {
      type: 'facts',
      rows: [
        { label: 'Stands', value: `${stageTitle(kase, plan)}, since ${formatDay(stageSince(kase, data))}` },
        ...(mine || !raiser ? [] : whose(raiser, ground)),
        { label: 'Handled by', value: namesOf(kase, 'handler', ground) },
        ...(route && route.decide.length > 0
          ? [{ label: 'Agreed by', value: agreedText(kase, data, ground) }]
          : []),
        { label: 'Raised on', value: formatDay(kase.createdAt) },
      ],
    },
    ...dueBlocks(kase, clocks, route, ground),
    ...saidBlocks(kase, data, viewer, { plan, route, ground }),
    ...(shown.length > 0
      ? [
          {
            type: 'text' as const,
            tone: 'strong' as const,
            text: mine ? 'What you sent' : 'What it is about',
          },
          { type: 'facts' as const, rows: shown.map(({ label, value }) => ({ label, value })) },
        ]
      : []),
    ...(route ? clauseBlocks(route.clauses, ground.protocol) : []),
    ...(moves.length > 0
      ? [
          {
            type: 'choices' as const,
            choices: moveButtons(kase.reference, data?.step ?? 0, moves),
          },
        ]
      : []),
  ];
}

/** A line for a list of cases: what it is, where it stands, what is due first. */
export function caseLine(
  kase: CaseRecord,
  viewer: Pick<Person, 'key'>,
  clocks: readonly ClockRecord[],
  ground: CaseGround,
): Block[] {
  const route = routeOf(kase, ground);
  const raiser = kase.raisedBy === viewer.key ? undefined : ground.directory.byKey(kase.raisedBy);
  const next = clocks.find(({ caseId, state }) => caseId === kase.id && state === 'running');
  const rule = next && route && clockRules(route, ground).find(({ id }) => id === next.clock);
  const due =
    next && rule ? describeClock(next, rule, calendarDay(ground.clock.now()), ground.calendar) : null;
  return [
    {
      type: 'facts',
      rows: [
        { label: kase.reference, value: `${urgency(route)}${route?.title ?? titleOfType(kase)}` },
        ...(raiser ? [{ label: 'Raised by', value: raiser.name }] : []),
        { label: 'Stands', value: stageTitle(kase, planOf(kase, ground)) },
        ...(due === null ? [] : [{ label: 'Due', value: due }]),
      ],
    },
    { type: 'choices', choices: [caseButton(kase.reference)] },
  ];
}

/** What is due of a case that has just come to somebody, or that no day is set. */
function newDue({ clocks, route }: TaskCard, ground: CaseGround): Block[] {
  const today = calendarDay(ground.clock.now());
  const items = clocks.flatMap((clock) => {
    const rule = clock.is === 'new' ? route.clocks.find(({ id }) => id === clock.clock) : undefined;
    return clock.is === 'new' && rule ? [describeClock(clock, rule, today, ground.calendar)] : [];
  });
  return items.length > 0 ? [{ type: 'list', items }] : [];
}

/** Every clock of a case in words, with its arithmetic. */
function dueBlocks(
  kase: CaseRecord,
  clocks: readonly ClockRecord[],
  route: Route | undefined,
  ground: CaseGround,
): Block[] {
  const today = calendarDay(ground.clock.now());
  const lines = clocks.flatMap((clock, at) => {
    const rule = route && clockRules(route, ground).find(({ id }) => id === clock.clock);
    // Of one that runs again and again, only the newest.
    const isOld = clocks
      .slice(at + 1)
      .some((later) => later.clock === clock.clock && later.route === clock.route);
    if (!rule || isOld || clock.state === 'stopped') return [];
    const line = describeClock(clock, rule, today, ground.calendar);
    const isOpen = clock.state === 'running' || clock.state === 'paused';
    return [isOpen ? `${line}. ${capitalise(explainDue(clock, rule, ground.calendar))}.` : line];
  });
  if (lines.length > 0) return [{ type: 'list', items: lines }];
  if (kase.ended || route === undefined) return [];
  return [{ type: 'text', tone: 'subtle', text: route.timing ?? 'The protocol sets no time for this.' }];
}

function agreedText(kase: CaseRecord, data: CaseData | null, ground: CaseGround): string {
  const agreed = data?.agreed ?? [];
  const names = agreed.map((key) => ground.directory.byKey(key)?.name ?? key).join(', ');
  const waiting = kase.ended ? [] : waitingFor(data);
  return [
    ...(names === '' ? [kase.ended ? 'nobody' : 'nobody yet'] : [names]),
    ...(waiting.length > 0 ? [`still to agree: ${waiting.join(', ')}`] : []),
  ].join('; ');
}

/** The titles of those who still have to agree. */
export function waitingFor(data: CaseData | null): string[] {
  return (data?.deciders ?? [])
    .filter(({ people }) => !people.some((key) => data?.agreed.includes(key)))
    .map(({ title }) => title);
}

function namesOf(kase: CaseRecord, role: CasePerson['role'], { directory }: CaseGround): string {
  const names = kase.people
    .filter((each) => each.role === role)
    .map(({ person }) => directory.byKey(person)?.name ?? person);
  return names.length > 0 ? names.join(', ') : 'nobody yet';
}

function whose(raiser: Person, { protocol }: CaseGround): { label: string; value: string }[] {
  return [{ label: 'Raised by', value: describePerson(raiser, protocol) }];
}

function whyYou({ data }: TaskCard): Block[] {
  const text = data.lastResort
    ? 'You get this because nobody on the route of the protocol could be found or may hear of it. That you are asked instead is my suggestion, not the protocol’s. Please treat it in confidence.'
    : 'Please treat it in confidence.';
  return [{ type: 'text', tone: 'subtle', text }];
}

function newMoves({ plan, route, stage, data, people, recipient }: TaskCard): Block[] {
  const parts = people.filter(({ person }) => person === recipient.key).map(({ role }) => role);
  const moves = plan.moves.filter(
    (move) =>
      move.by.some((role) => parts.some((part) => part === role)) &&
      (move.from === 'open' || move.from.includes(stage)) &&
      isOffered(move, route) &&
      (move.when === undefined || meets(move.when, data.facts)),
  );
  const labelled = moves.map((move) => withLabel(move, data.facts));
  return [{ type: 'choices', choices: moveButtons(REFERENCE_PLACEHOLDER, data.step, labelled) }];
}

function urgency(route: Route | undefined): string {
  return route?.urgent === true ? 'Urgent: ' : '';
}

function listOf(items: readonly string[]): Block[] {
  return items.length > 0 ? [{ type: 'list', items }] : [];
}

function titleOfType({ type }: CaseRecord): string {
  return type === 'relationship' ? 'A disclosed relationship' : type;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param of the case that this is a card of, where it shows how that stands */
function privately(blocks: readonly Block[], of?: string): Reply {
  return { audience: 'private', blocks, ...(of !== undefined && liveCase(of)) };
}
