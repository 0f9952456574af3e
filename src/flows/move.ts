/** A move in a case, such as "Hold, with a date", as a dialog of one screen that is recorded at once. */
import { meets } from '../answering/rules.ts';
import type { Block, FormValues, Option } from '../conversation/vocabulary.ts';
import type { MoveAsk, PlanMove, Route } from '../protocol/procedures.ts';
import type { FlowId } from '../protocol/schema.ts';
import { checkNotPast } from './case-fields.ts';
import type { FlowContext } from './context.ts';
import type { FieldDefinition, Flow } from './engine.ts';
import { askWhoIsMeant } from './meant-field.ts';
import { readersLine } from './readers-line.ts';
import { clauseBlocks, routeById } from './routes.ts';

/** What a window's title and the button that sends it hold. */
const MAX_TITLE = 24;
const MAX_OPTION = 75;
/** Asked where another group was briefed on what may be the same subject. */
const SAME = 'same';
const WHY_DIFFERENT = 'why-different';

/**
 * @param route the case's; undefined for cases that take none
 * @param type of the case
 * @param reference of the case, for whoever has several
 */
export function moveFlow(
  move: PlanMove,
  route: Route | undefined,
  type: FlowId,
  reference: string | null = null,
): Flow<FlowContext> {
  const fits = move.label.length <= MAX_TITLE;
  return {
    id: type,
    version: '1',
    title: fits ? move.label : 'Your next step',
    offer: move.label,
    confirm: fits ? move.label : 'Send it',
    records: 'at-once',
    screens: [
      {
        id: move.id,
        title: move.label,
        intro: (_answers, context) => [
          ...(fits ? [] : [{ type: 'text' as const, tone: 'strong' as const, text: move.label }]),
          ...whichCase(reference, route),
          ...leadBlocks(move, route, type, context),
          ...parityBlocks(context),
          ...(move.asks.length > 0
            ? []
            : [{ type: 'text' as const, text: 'Nothing more is needed for this.' }]),
        ],
        fields: askWhoIsMeant([...parityFields(), ...move.asks.map((ask) => fieldOf(ask, move, route))]),
      },
    ],
    stops: () => false,
    summaryIntro: () => [],
  };
}

function whichCase(reference: string | null, route: Route | undefined): Block[] {
  if (reference === null) return [];
  const title = route === undefined ? '' : `: ${route.title}`;
  return [{ type: 'text', tone: 'subtle', text: `${reference}${title}` }];
}

/** Where a move leads that takes the case to another route. */
function leadBlocks(
  { id, does }: PlanMove,
  route: Route | undefined,
  type: FlowId,
  { protocol }: FlowContext,
): Block[] {
  const target = does === 'lead' ? route?.leads[id] : undefined;
  if (target === undefined || type === 'relationship') return [];
  const to = routeById(type, target, protocol);
  if (!to) return [];
  return [
    { type: 'text', tone: 'strong', text: `It goes on as: ${to.title}` },
    { type: 'text', text: to.say },
    ...clauseBlocks(to.clauses, protocol),
  ];
}

function fieldOf(ask: MoveAsk, move: PlanMove, route: Route | undefined): FieldDefinition<FlowContext> {
  const { name, kind, label, hint, required, when } = ask;
  const hintIn = (context: FlowContext): string | null => {
    const hints = [hint ?? null, readersLine(name, move, route, context)].filter((each) => each !== null);
    return hints.length === 0 ? null : hints.join(' ');
  };
  return {
    name,
    kind,
    required,
    summaryLabel: ask.reads_as ?? label,
    label: () => label,
    hint: (_answers, context) => hintIn(context) ?? '',
    ...(when !== undefined && { applies: (answers: FormValues) => meets(when, answers) }),
    ...(kind === 'text' && { multiline: true }),
    ...(kind === 'choice' && {
      options: (_answers: FormValues, context: FlowContext) => optionsOf(ask, route, context),
    }),
    ...(kind === 'person' && {
      options: (_answers: FormValues, { people }: FlowContext) => people,
    }),
    ...(kind === 'date' && {
      check: (value: string, _answers: FormValues, context: FlowContext) => checkNotPast(value, context),
    }),
  };
}

function optionsOf(ask: MoveAsk, route: Route | undefined, { protocol }: FlowContext): Option[] {
  if (ask.options_from === 'outcomes') return toOptions(route?.outcomes ?? []);
  if (ask.options_from === 'offices') {
    return protocol.council.offices.map(({ id, title }) => ({
      value: id,
      label: title.length <= MAX_OPTION ? title : id,
    }));
  }
  return toOptions(ask.options ?? []);
}

function toOptions(choices: readonly { id: string; label: string }[]): Option[] {
  return choices.map(({ id, label }) => ({ label, value: id }));
}

/** What the council's protocol says of a second group, where another was briefed on what may be the same subject. */
function parityBlocks({ parity, protocol }: FlowContext): Block[] {
  const rule = protocol.procedures['group-meeting'].parity;
  if (parity === null || rule === null) return [];
  return [
    { type: 'text', tone: 'warning', text: rule.say },
    ...clauseBlocks(rule.clauses, protocol),
    {
      type: 'facts',
      rows: [
        { label: 'Briefed before', value: parity.group },
        { label: 'Subject then', value: parity.topic },
        { label: 'On', value: parity.date },
        { label: 'Reference', value: parity.reference },
      ],
    },
  ];
}

function parityFields(): FieldDefinition<FlowContext>[] {
  const applies = (context: FlowContext): boolean =>
    context.parity !== null && context.protocol.procedures['group-meeting'].parity !== null;
  return [
    {
      name: SAME,
      kind: 'choice',
      required: true,
      summaryLabel: 'Subject',
      label: (_answers, { parity }) =>
        `Is it the same subject as in ${parity?.reference ?? 'the case before'}?`,
      options: () => [
        { label: 'Yes, the same subject', value: 'same' },
        { label: 'No, a different subject', value: 'different' },
      ],
      applies: (_answers, context) => applies(context),
      check: (value, _answers, { protocol }) =>
        value === 'same'
          ? `Your protocol does not allow it to be declined: ${protocol.procedures['group-meeting'].parity?.say ?? ''}`
          : null,
    },
    {
      name: WHY_DIFFERENT,
      kind: 'text',
      required: true,
      multiline: true,
      summaryLabel: 'Why it differs',
      label: () => 'How does the subject differ?',
      hint: () => 'This stays in the file of the case.',
      applies: (answers, context) => applies(context) && answers[SAME] === 'different',
    },
  ];
}
