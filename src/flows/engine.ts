/**
 * The engine that runs guided dialogs. Pure: a draft and what a person did go in, a new draft comes out.
 *
 * A flow is a list of screens, each with fields. Which screens and fields apply is decided anew from the answers each
 * time, so a changed answer can open or close a branch; answers on closed branches are dropped. After the last screen
 * comes the summary, from which any answer can be changed before anything is recorded.
 */
import { DateTime } from 'luxon';
import type { Form, FormValues } from '../conversation/vocabulary.ts';
import { faultOf, isOption, NOT_AN_OPTION, readAnswer } from './check-answer.ts';
import {
  SUMMARY,
  type Draft,
  type FieldDefinition,
  type FieldErrors,
  type Filled,
  type Flow,
  type Screen,
} from './definition.ts';
import { renderField } from './render-field.ts';
import { settleNames } from './settle-names.ts';

export { SUMMARY };
export type { Draft, FieldDefinition, FieldErrors, Filled, Flow, Screen };

/**
 * A new draft at the first screen, or, with `answers`, at the first that lacks one: at the summary where it holds them all
 * (an amendment). What is `given`, as read from a sentence, stands in the fields and leads past no screen.
 */
export function startDraft<Context>(
  flow: Flow<Context>,
  context: Context,
  start: Pick<Draft, 'id' | 'protocolVersion' | 'startedAt'> & {
    answers?: FormValues;
    given?: FormValues;
    amends?: string;
    move?: string;
    since?: string | null;
  },
): Draft {
  const draft: Draft = {
    id: start.id,
    flow: flow.id,
    flowVersion: flow.version,
    protocolVersion: start.protocolVersion,
    at: flow.screens[0]?.id ?? SUMMARY,
    answers: start.answers ?? { ...flow.prefill?.(context), ...start.given },
    changing: null,
    amends: start.amends ?? null,
    ...(start.move !== undefined && { move: start.move, since: start.since ?? null }),
    startedAt: start.startedAt,
    touchedAt: start.startedAt,
  };
  return start.answers === undefined ? draft : advance(flow, context, draft);
}

/** The screens that apply, given the answers so far. */
export function openScreens<Context>(
  flow: Flow<Context>,
  context: Context,
  answers: FormValues,
): readonly Screen<Context>[] {
  return flow.screens.filter((screen) => screen.applies?.(answers, context) ?? true);
}

/** The fields of a screen that apply, given the answers so far. */
export function openFields<Context>(
  screen: Screen<Context>,
  context: Context,
  answers: FormValues,
): readonly FieldDefinition<Context>[] {
  return screen.fields.filter((field) => field.applies?.(answers, context) ?? true);
}

/**
 * The screen a draft is at; null at the summary. A draft at a screen that no longer exists, or at a summary that lacks an
 * answer, is at the first unfinished one: flows and protocols change between turns.
 */
export function currentScreen<Context>(
  flow: Flow<Context>,
  context: Context,
  draft: Draft,
): Screen<Context> | null {
  const here = openScreens(flow, context, draft.answers).find((screen) => screen.id === draft.at);
  return here ?? firstUnfinished(flow, context, draft.answers);
}

/** The field that an answer typed now is for; null where there is none left on the screen, and at the summary. */
export function askedField<Context>(
  flow: Flow<Context>,
  context: Context,
  draft: Draft,
): FieldDefinition<Context> | null {
  const screen = currentScreen(flow, context, draft);
  if (!screen) return null;
  const fields = openFields(screen, context, draft.answers);
  return (
    fields.find((field) => field.name === draft.changing) ?? fieldToAsk(screen, context, draft.answers, false)
  );
}

/**
 * Takes a whole screen's answers. Values for fields that are not on the current screen are ignored; what was given
 * is kept even where it is wrong, so that nothing typed is lost. A choice that was never offered is no such answer: what
 * was there before stays. Without errors, moves on; a field that these answers have only just opened is asked first, on the
 * same screen.
 */
export function fillScreen<Context>(
  flow: Flow<Context>,
  context: Context,
  draft: Draft,
  values: FormValues,
): Filled {
  const screen = currentScreen(flow, context, draft);
  if (!screen) return { draft, errors: {} };
  const answers: Record<string, string> = { ...draft.answers };
  for (const field of screen.fields) {
    const value = values[field.name];
    if (value !== undefined) setAnswer(answers, field, readAnswer(field, value, answers, context));
  }
  const madeUp = screen.fields.filter((field) => !isOption(field, answers, context));
  for (const field of madeUp) setAnswer(answers, field, draft.answers[field.name]);
  settleNames(screen, context, answers, draft.answers);
  const errors = {
    ...checkScreen(screen, context, answers),
    ...Object.fromEntries(
      openFields(screen, context, answers)
        .filter((field) => madeUp.includes(field))
        .map((field) => [field.name, NOT_AN_OPTION]),
    ),
  };
  const filled = { ...draft, at: screen.id, answers };
  const seen = openFields(screen, context, draft.answers);
  const faults = Object.entries(errors).filter(
    ([name]) => (values[name] ?? '') !== '' || seen.some((field) => field.name === name),
  );
  const [missing] = Object.keys(errors);
  if (missing !== undefined) {
    const isOpened = faults.length === 0 && draft.changing !== null;
    return {
      draft: isOpened ? { ...filled, changing: missing } : filled,
      errors: Object.fromEntries(faults),
    };
  }
  return { draft: advance(flow, context, filled), errors: {} };
}

/** Takes what was filled in on a screen that was never sent, as it is: nothing is checked, and the draft stays where it is. */
export function keepAnswers<Context>(
  screen: Screen<Context>,
  context: Context,
  draft: Draft,
  values: FormValues,
): Draft {
  const answers: Record<string, string> = { ...draft.answers };
  for (const field of screen.fields) {
    const value = readAnswer(field, values[field.name] ?? '', answers, context);
    // What was emptied may have been emptied by mistake.
    if (value === '') continue;
    setAnswer(answers, field, value);
    if (!isOption(field, answers, context)) setAnswer(answers, field, draft.answers[field.name]);
  }
  settleNames(screen, context, answers, draft.answers);
  return { ...draft, answers };
}

/**
 * Takes the answer to one field, as when answers are typed one after the other. Moves on only when the screen has no
 * further field to ask. An empty text skips a field that is not required.
 */
export function answerField<Context>(
  flow: Flow<Context>,
  context: Context,
  draft: Draft,
  name: string,
  value: string,
): Filled {
  const screen = currentScreen(flow, context, draft);
  const field = screen && openFields(screen, context, draft.answers).find((each) => each.name === name);
  if (!field) return { draft, errors: {} };
  const tidied = readAnswer(field, value, draft.answers, context);
  const fault = faultOf(field, tidied, draft.answers, context);
  if (fault !== null) return { draft, errors: { [name]: fault } };
  const isChange = draft.changing !== null;
  const answers: Record<string, string> = { ...draft.answers, [name]: tidied };
  settleNames(screen, context, answers, draft.answers);
  const filled = { ...draft, at: screen.id, answers };
  const next = fieldToAsk(screen, context, filled.answers, isChange);
  if (!next) return { draft: advance(flow, context, filled), errors: {} };
  return { draft: isChange ? { ...filled, changing: next.name } : filled, errors: {} };
}

/** One screen back, or out of a change to the summary. At the first screen it stays there. */
export function goBack<Context>(flow: Flow<Context>, context: Context, draft: Draft): Draft {
  const left = { ...draft, changing: null };
  if (draft.changing !== null && firstUnfinished(flow, context, draft.answers) === null) {
    return { ...left, at: SUMMARY };
  }
  const screens = openScreens(flow, context, draft.answers);
  const here = currentScreen(flow, context, draft);
  const previous = screens[Math.max(0, (here ? screens.indexOf(here) : screens.length) - 1)];
  return previous ? { ...left, at: previous.id } : left;
}

/** From the summary to the screen that holds a field, and straight back afterwards. Unknown fields change nothing. */
export function changeAnswer<Context>(
  flow: Flow<Context>,
  context: Context,
  draft: Draft,
  name: string,
): Draft {
  const screen = openScreens(flow, context, draft.answers).find((candidate) =>
    openFields(candidate, context, draft.answers).some((field) => field.name === name),
  );
  return screen ? { ...draft, at: screen.id, changing: name } : draft;
}

/** Whether everything needed has been answered, so that it may be recorded. */
export function isComplete<Context>(flow: Flow<Context>, context: Context, draft: Draft): boolean {
  return firstUnfinished(flow, context, draft.answers) === null && !flow.stops(draft.answers, context);
}

/** The answers on branches that are open: the others must not be recorded. */
export function openAnswers<Context>(flow: Flow<Context>, context: Context, answers: FormValues): FormValues {
  const open: Record<string, string> = {};
  for (const screen of openScreens(flow, context, answers)) {
    for (const field of openFields(screen, context, answers)) {
      const value = answers[field.name];
      if (value !== undefined && value !== '') open[field.name] = value;
    }
  }
  return open;
}

/** The screen as a form, with what was given so far and what is wrong with it. Null at the summary. */
export function renderScreen<Context>(
  flow: Flow<Context>,
  context: Context,
  draft: Draft,
  errors: FieldErrors,
  choices: Form['choices'],
): Form | null {
  const screen = currentScreen(flow, context, draft);
  if (!screen) return null;
  const fields = openFields(screen, context, draft.answers).map((field) =>
    renderField(field, draft.answers, context, errors[field.name]),
  );
  return {
    id: `${draft.id}/${screen.id}`,
    title: flow.title,
    intro: screen.intro(draft.answers, context),
    fields,
    submit: draft.changing === null ? onward(flow, context, draft, screen) : 'Save the change',
    choices,
    asking:
      fields.find((field) => field.error !== undefined)?.name ??
      askedField(flow, context, draft)?.name ??
      null,
  };
}

/** The button of a screen: it leads on, or records where nothing else comes. */
function onward<Context>(
  flow: Flow<Context>,
  context: Context,
  { answers }: Draft,
  screen: Screen<Context>,
): string {
  const isLast = openScreens(flow, context, answers).at(-1) === screen;
  return isLast && flow.records === 'at-once' ? flow.confirm : 'Continue';
}

/** The value of a field as a person reads it. */
export function describeAnswer<Context>(
  field: FieldDefinition<Context>,
  value: string,
  answers: FormValues,
  context: Context,
): string {
  if (field.kind === 'date') return dayInWords(value);
  return field.options?.(answers, context).find((option) => option.value === value)?.label ?? value;
}

/** "Thu 7 Jan 2027"; what is no day stays as it is. */
function dayInWords(value: string): string {
  const day = DateTime.fromISO(value, { zone: 'utc' });
  return day.isValid ? day.toFormat('ccc d LLL yyyy', { locale: 'en-GB' }) : value;
}

/** Every answered field that applies, in order, as a person reads it. */
export function describeAnswers<Context>(
  flow: Flow<Context>,
  context: Context,
  answers: FormValues,
): { name: string; label: string; value: string }[] {
  return openScreens(flow, context, answers).flatMap((screen) =>
    openFields(screen, context, answers).flatMap((field) => {
      const value = answers[field.name];
      if (value === undefined || value === '') return [];
      const shown = describeAnswer(field, value, answers, context);
      return [{ name: field.name, label: field.summaryLabel, value: shown }];
    }),
  );
}

function advance<Context>(flow: Flow<Context>, context: Context, draft: Draft): Draft {
  const unfinished = firstUnfinished(flow, context, draft.answers);
  if (draft.changing !== null) {
    // A change that opened a branch asks what is missing there, and then leads back to the summary all the same.
    const missing = unfinished && fieldToAsk(unfinished, context, draft.answers, true);
    return { ...draft, at: unfinished?.id ?? SUMMARY, changing: missing?.name ?? null };
  }
  const position = flow.screens.findIndex((screen) => screen.id === draft.at);
  const later = openScreens(flow, context, draft.answers).filter(
    (screen) => flow.screens.indexOf(screen) > position,
  );
  // Going forward again after going back shows the next screen even where it was answered before.
  const isOnTheWay = draft.amends === null && (!unfinished || later.includes(unfinished));
  return { ...draft, at: (isOnTheWay ? later[0] : unfinished)?.id ?? SUMMARY };
}

/** The first open screen that lacks an answer or holds a wrong one; null where everything was answered. */
export function firstUnfinished<Context>(
  flow: Flow<Context>,
  context: Context,
  answers: FormValues,
): Screen<Context> | null {
  return (
    openScreens(flow, context, answers).find(
      (screen) => Object.keys(checkScreen(screen, context, answers)).length > 0,
    ) ?? null
  );
}

function checkScreen<Context>(screen: Screen<Context>, context: Context, answers: FormValues): FieldErrors {
  const errors: Record<string, string> = {};
  for (const field of openFields(screen, context, answers)) {
    const fault = faultOf(field, answers[field.name] ?? '', answers, context);
    if (fault !== null) errors[field.name] = fault;
  }
  return errors;
}

/**
 * The first field whose answer is missing or wrong. Fields that need no answer are asked too, until they were passed over,
 * but not while an answer is being changed.
 */
function fieldToAsk<Context>(
  screen: Screen<Context>,
  context: Context,
  answers: FormValues,
  isChange: boolean,
): FieldDefinition<Context> | null {
  const isToAsk = (field: FieldDefinition<Context>): boolean =>
    (!isChange && answers[field.name] === undefined) ||
    faultOf(field, answers[field.name] ?? '', answers, context) !== null;
  return openFields(screen, context, answers).find(isToAsk) ?? null;
}

/** An empty text stays where no answer is needed: the field was passed over. */
function setAnswer<Context>(
  answers: Record<string, string>,
  field: FieldDefinition<Context>,
  value: string | undefined,
): void {
  if (value === undefined || (value === '' && field.required)) Reflect.deleteProperty(answers, field.name);
  else answers[field.name] = value;
}
