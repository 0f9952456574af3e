/** The questions that cases are made of: builders for their fields, and what is known of the person a case is about. */
import type { FormValues, Option } from '../conversation/vocabulary.ts';
import type { Procedures } from '../protocol/schema.ts';
import type { ProcedureCard, Route, RoutedFlow } from '../protocol/procedures.ts';
import type { FlowContext, RouteFacts } from './context.ts';
import type { FieldDefinition } from './definition.ts';

export type CaseField = FieldDefinition<FlowContext> & {
  /** Asked only where the council's procedure lists it under `asks`. */
  optional?: true;
};
type Rest = Partial<Omit<CaseField, 'name' | 'kind' | 'summaryLabel'>>;
type Label = string | ((answers: FormValues, context: FlowContext) => string);
type Options = readonly Option[] | ((answers: FormValues, context: FlowContext) => readonly Option[]);

const MAX_NAME = 150;
const MAX_LINE = 150;

export const YES_NO: readonly Option[] = [
  { label: 'Yes', value: 'yes' },
  { label: 'No', value: 'no' },
];
export const YES_NO_UNKNOWN: readonly Option[] = [...YES_NO, { label: 'I do not know', value: 'unknown' }];

/** Said once on a screen of free texts that go into the file of a case, under the first of them. */
export const HANDLER_READS = 'Whoever handles it will read what you write.';

export function choiceField(
  name: string,
  summaryLabel: string,
  label: Label,
  options: Options,
  rest: Rest = {},
): CaseField {
  return {
    name,
    kind: 'choice',
    required: true,
    summaryLabel,
    label: toFunction(label),
    options: toFunction(options),
    ...rest,
  };
}

/** A text of several lines. */
export function textField(
  name: string,
  summaryLabel: string,
  label: Label,
  hint: string,
  rest: Rest = {},
): CaseField {
  return {
    name,
    kind: 'text',
    required: true,
    multiline: true,
    summaryLabel,
    label: toFunction(label),
    hint: () => hint,
    ...rest,
  };
}

/** A text of one line. */
export function lineField(
  name: string,
  summaryLabel: string,
  label: Label,
  hint: string,
  rest: Rest = {},
): CaseField {
  return textField(name, summaryLabel, label, hint, { multiline: false, maxLength: MAX_LINE, ...rest });
}

export function personField(
  name: string,
  summaryLabel: string,
  label: Label,
  options: (answers: FormValues, context: FlowContext) => readonly Option[],
  rest: Rest = {},
): CaseField {
  return {
    name,
    kind: 'person',
    required: true,
    maxLength: MAX_NAME,
    summaryLabel,
    label: toFunction(label),
    options,
    ...rest,
  };
}

function toFunction<T>(
  given: T | ((answers: FormValues, context: FlowContext) => T),
): (answers: FormValues, context: FlowContext) => T {
  return typeof given === 'function'
    ? (given as (answers: FormValues, context: FlowContext) => T)
    : () => given;
}

/** @returns what is wrong with a day that is over, or null */
export function checkNotPast(value: string, { today }: Pick<FlowContext, 'today'>): string | null {
  return value < today ? 'This day is over. Please give today or a later day.' : null;
}

/** "an officer", "a councillor". */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** The side that the asker is not on. */
export function otherKind({ asker }: Pick<FlowContext, 'asker'>): 'officer' | 'member' {
  return asker === 'officer' ? 'member' : 'officer';
}

/** "an officer" or "a councillor", in the council's own words, for the side that the asker is not on. */
export function otherSide(context: Pick<FlowContext, 'asker' | 'protocol'>): string {
  return withArticle(context.protocol.council.words[otherKind(context)]);
}

const LEVEL = 'subject-level';

/** What is asked of somebody whose name the people file does not have, where the council's routes turn on it. */
export function levelField(flow: RoutedFlow): CaseField {
  return choiceField(
    'level',
    'Their post',
    'What post do they hold?',
    (_answers, context) => levels(flow, context),
    {
      hint: () => 'I do not know the name you gave, and who receives this depends on their post.',
      applies: (answers, context) => asksLevel(flow, answers, context),
      fromFacts: ({ about }) => about ?? null,
    },
  );
}

function asksLevel(flow: RoutedFlow, { about }: FormValues, context: FlowContext): boolean {
  return (about ?? '') !== '' && context.levelOf(about ?? '') === null && levels(flow, context).length > 1;
}

/** The levels that this council's routes tell apart for the asker's side, and none of them. */
function levels(flow: RoutedFlow, context: FlowContext): Option[] {
  const { procedures, council } = context.protocol;
  const told = levelsToldApart(procedures[flow], context.asker);
  const kind = otherKind(context);
  const named = procedures.levels
    .filter(({ id }) => told.has(id))
    .map(({ id, title }) => ({ value: id, label: capitalise(title) }));
  const plain = capitalise(named.length > 0 ? `another ${council.words[kind]}` : otherSide(context));
  return [...named, { value: kind, label: plain }];
}

/** The levels on which something turns for people of one side. */
export function levelsToldApart(
  { before, signposts, routes }: Procedures[RoutedFlow],
  asker: FlowContext['asker'],
): ReadonlySet<string> {
  const concerns = ({ when }: Pick<Route | ProcedureCard, 'when'>): boolean =>
    [when?.['as'] ?? asker].flat().includes(asker);
  const parts = routes.filter(concerns).flatMap((route) => [route, ...route.tells, ...route.clocks]);
  const conditions = [...before, ...signposts, ...parts].filter(concerns);
  return new Set(conditions.flatMap(({ when }) => when?.[LEVEL] ?? []));
}

/** What is known of the person a case is about, once they are named. */
export function subjectFacts(flow: RoutedFlow, answers: FormValues, context: FlowContext): RouteFacts {
  const about = answers['about'] ?? '';
  if (about === '') return {};
  const kind = otherKind(context);
  const known = context.levelOf(about);
  const level = known ?? (asksLevel(flow, answers, context) ? answers['level'] : kind);
  const inGroup = (): string => {
    if (context.groupOf(about) !== null) return 'yes';
    return known === null && kind === 'member' ? 'unknown' : 'no';
  };
  return { ...(level !== undefined && { [LEVEL]: level }), 'subject-in-group': inGroup() };
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
