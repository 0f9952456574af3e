/**
 * What the dialogs that begin a case share: prohibitions before the first question, facts, the end where the protocol does
 * not allow it, and the summary that says where it goes.
 */
import { meets } from '../answering/rules.ts';
import type { Block, FormValues } from '../conversation/vocabulary.ts';
import type { ProcedureCard, Route, RoutedFlow } from '../protocol/procedures.ts';
import type { CaseField } from './case-fields.ts';
import { stoppedBlocks, summaryBlocks } from './case-summary.ts';
import type { FlowContext, RouteFacts } from './context.ts';
import {
  describeAnswers,
  firstUnfinished,
  openAnswers,
  openFields,
  openScreens,
  type Flow,
  type Screen,
} from './engine.ts';
import { askWhoIsMeant } from './meant-field.ts';
import { cardBlocks, pickRoute } from './routes.ts';

/** Whom a case is about, which officers are invited or asked, by key or typed name; and the political group. */
export type Parties = {
  subjects: string[];
  officers: string[];
  group: string | null;
  /** Keys of those besides who neither handle it nor hear of it. */
  barred?: string[];
};

/** Answers as people read them. */
export type ShownRow = { name: string; label: string; value: string };

export type CaseFlow = Flow<FlowContext> & {
  id: RoutedFlow;
  /** What routes turn on, as far as it is known: the answers to choices, and what follows from the people named. */
  facts: (answers: FormValues, context: FlowContext) => RouteFacts;
  parties: (answers: FormValues, context: FlowContext) => Parties;
  /** What the case holds for people to read: the answers, and what is passed on with them. */
  shown: (answers: FormValues, context: FlowContext) => ShownRow[];
};

type CaseScreen = { id: string; title: string; fields: readonly CaseField[] };

export type CaseFlowParts = Pick<
  Flow<FlowContext>,
  'version' | 'title' | 'offer' | 'confirm' | 'prefill' | 'unfit'
> & {
  id: RoutedFlow;
  screens: readonly CaseScreen[];
  /** Facts besides the answers to choices: which there are, and their values as far as they are known. */
  derives?: readonly string[];
  derive?: (answers: FormValues, context: FlowContext) => RouteFacts;
  parties: CaseFlow['parties'];
  /** Changes what is shown of the answers. */
  reshow?: (rows: ShownRow[], answers: FormValues, context: FlowContext) => ShownRow[];
  /** Shown above the summary besides what the council's procedure says. */
  summary?: (answers: FormValues, context: FlowContext) => readonly Block[];
};

export const PRIVATE =
  'This is private. Nothing is recorded, and nobody is told, until you have seen a summary and confirmed it. You can stop at any time.';

/** Makes a dialog of its questions. */
export function makeCaseFlow(parts: CaseFlowParts): CaseFlow {
  const { id } = parts;
  const screens = parts.screens.map((screen) => {
    const made: Screen<FlowContext> = {
      id: screen.id,
      title: screen.title,
      fields: askWhoIsMeant(
        screen.fields.map((field) => (field.optional ? onlyWhereAsked(id, field) : field)),
      ),
      // A screen with nothing to ask here is not shown.
      applies: (answers, context) => openFields(made, context, answers).length > 0,
      intro: (answers, context) => introOf(flow, made.id, answers, context),
    };
    return made;
  });
  const flow: CaseFlow = {
    id,
    version: parts.version,
    title: parts.title,
    offer: parts.offer,
    confirm: parts.confirm,
    ...(parts.prefill && { prefill: parts.prefill }),
    ...(parts.unfit && { unfit: parts.unfit }),
    screens,
    facts: (answers, context) => factsOf(flow, parts, answers, context),
    parties: (answers, context) => parts.parties(openAnswers(flow, context, answers), context),
    shown: (answers, context) => {
      const rows = describeAnswers(flow, context, answers);
      return parts.reshow?.(rows, openAnswers(flow, context, answers), context) ?? rows;
    },
    stops: (answers, context) => decidedRoute(flow, parts.derives ?? [], answers, context)?.stops === true,
    stopped: (answers, context) => {
      const facts = flow.facts(answers, context);
      return stoppedBlocks(pickRoute(id, facts, context.protocol), id, facts, context);
    },
    summaryIntro: (answers, context) => {
      const facts = flow.facts(answers, context);
      const cards = newCards(flow, flow.screens.length, answers, context);
      return [
        ...cardBlocks(cards, facts, context.protocol),
        ...(parts.summary?.(answers, context) ?? []),
        ...summaryBlocks(pickRoute(id, facts, context.protocol), flow, answers, context),
      ];
    },
  };
  return flow;
}

function onlyWhereAsked(id: RoutedFlow, field: CaseField): CaseField {
  return {
    ...field,
    applies: (answers, context) =>
      isAskedFor(id, field.name, context) && (field.applies?.(answers, context) ?? true),
  };
}

/** Whether a council's procedure asks an optional question. */
export function isAskedFor(id: RoutedFlow, name: string, { protocol }: FlowContext): boolean {
  return protocol.procedures[id].asks.includes(name);
}

function factsOf(
  flow: CaseFlow,
  { derive }: CaseFlowParts,
  answers: FormValues,
  context: FlowContext,
): RouteFacts {
  const open = openAnswers(flow, context, answers);
  const choices = flow.screens
    .flatMap(({ fields }) => fields)
    .filter(({ kind, settles }) => kind === 'choice' && settles === undefined);
  const facts: Record<string, string> = {
    as: context.asker,
    'asker-level': context.askerLevel,
    'in-group': context.askerGroup === null ? 'no' : 'yes',
  };
  for (const { name } of choices) {
    const value = open[name];
    if (value !== undefined) facts[name] = value;
  }
  const derived = derive?.(open, context) ?? {};
  // A fact derived as nothing is not known yet, whatever was answered.
  return Object.fromEntries(Object.entries({ ...facts, ...derived }).filter(([, value]) => value !== ''));
}

/** The route that is certain whatever else will be answered; null while it is open. */
function decidedRoute(
  flow: CaseFlow,
  derives: readonly string[],
  answers: FormValues,
  context: FlowContext,
): Route | null {
  const facts = flow.facts(answers, context);
  if (firstUnfinished(flow, context, answers) === null) return pickRoute(flow.id, facts, context.protocol);
  const mayCome = (fact: string): boolean =>
    derives.includes(fact) ||
    flow.screens.some(({ fields }) =>
      fields.some(
        (field: CaseField) =>
          field.name === fact && (!field.optional || isAskedFor(flow.id, field.name, context)),
      ),
    );
  for (const route of context.protocol.procedures[flow.id].routes) {
    const tests = Object.entries(route.when ?? {});
    const isOut = tests.some(([fact, wanted]) =>
      facts[fact] === undefined ? !mayCome(fact) : !meets({ [fact]: wanted }, facts),
    );
    if (isOut) continue;
    return tests.every(([fact]) => facts[fact] !== undefined) ? route : null;
  }
  return null;
}

/** Above a screen's questions: on the first, what to know before anything else; on later ones, what the answers brought up. */
function introOf(
  flow: CaseFlow,
  screenId: string,
  answers: FormValues,
  context: FlowContext,
): readonly Block[] {
  const open = openScreens(flow, context, answers);
  const at = open.findIndex(({ id }) => id === screenId);
  const facts = flow.facts(answersBefore(flow, at, answers, context), context);
  const cards = cardBlocks(newCards(flow, at, answers, context), facts, context.protocol);
  if (at > 0) return cards;
  const { council } = context.protocol;
  return [
    ...cards,
    { type: 'text', text: PRIVATE },
    { type: 'text', tone: 'subtle', text: `${council.name}: ${council.protocol.title}` },
  ];
}

/** The cards that hold before the screen at a place and did not hold one screen earlier. Past the last screen: the summary. */
function newCards(
  flow: CaseFlow,
  at: number,
  answers: FormValues,
  context: FlowContext,
): readonly ProcedureCard[] {
  const { before } = context.protocol.procedures[flow.id];
  const holdingAt = (place: number): readonly ProcedureCard[] => {
    const facts = flow.facts(answersBefore(flow, place, answers, context), context);
    return before.filter(({ when }) => when === undefined || meets(when, facts));
  };
  if (at <= 0) return holdingAt(0);
  const count = openScreens(flow, context, answers).length;
  const place = Math.min(at, count);
  const earlier = holdingAt(place - 1);
  return holdingAt(place).filter((card) => !earlier.includes(card));
}

/** The answers given on the open screens before a place. */
function answersBefore(flow: CaseFlow, place: number, answers: FormValues, context: FlowContext): FormValues {
  const names = openScreens(flow, context, answers)
    .slice(0, Math.max(0, place))
    .flatMap(({ fields }) => fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => names.includes(name)));
}
