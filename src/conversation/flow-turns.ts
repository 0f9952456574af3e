/** Turns within a dialog: starting, answering, going back, changing, stopping, coming back to it. */
import {
  answerField,
  askedField,
  changeAnswer,
  currentScreen,
  fillScreen,
  goBack,
  keepAnswers,
  openFields,
  startDraft,
  type Draft,
  type FieldErrors,
} from '../flows/engine.ts';
import { MAX_TEXT } from '../flows/check-answer.ts';
import { answersFromFacts } from '../flows/given-answers.ts';
import { flowOf, topicOf, whyNotFor } from '../flows/flows.ts';
import type { FlowId } from '../protocol/schema.ts';
import type { Facts } from '../understanding/facts.ts';
import { RESTS_ON } from './answer-view.ts';
import { dialogOf, type Dialog } from './dialog.ts';
import { formReply, stoppedBlocks, summaryReply } from './flow-view.ts';
import { recordDraft } from './recording.ts';
import type { Carried } from './state.ts';
import { findDoubled, readPicked } from './picked-people.ts';
import { matchAnswer } from './typed-answers.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { FormValues, Input, Reply } from './vocabulary.ts';

const ONWARD = /^(continue|carry on|go on|next|ok(ay)?|yes|y)[.!]?$/i;

/** How a dialog begins: with answers read from a sentence, with what it may pass on. */
export type Start = {
  flow: FlowId;
  given?: FormValues | undefined;
  /** Facts read from what was asked last. */
  facts?: Facts;
  carried?: Carried | null;
};

/** Begins a dialog, or shows the one already under way. */
export async function startFlow(
  context: TurnContext,
  { flow: id, given, facts, carried }: Start,
): Promise<Step> {
  const { state, services, protocol, person } = context;
  if (person.kind === null) return askKind(context, { type: 'flow', flow: id, given });
  if (state.draft) return showDraft(context, busyLine(id, state.draft, given));
  const flow = flowOf(id, protocol);
  const unfit = whyNotFor(id, person.kind, protocol);
  if (unfit !== null) return say(context, { type: 'text', text: unfit });
  const begun = { ...state, carried: carried ?? null };
  const dialog = await dialogOf({ ...context, state: begun }, { flow: id, amends: null });
  if (!dialog)
    return say(context, { type: 'text', text: 'This cannot be started just now. Please try again.' });
  const draft = startDraft(flow, dialog.context, {
    id: services.newId(),
    protocolVersion: protocol.version,
    startedAt: services.clock.now().toISOString(),
    given: { ...answersFromFacts(flow, dialog.context, facts ?? {}), ...given },
  });
  // Whoever asks why, once it has begun, asks why of this.
  const lastTopic = topicOf(id, person.kind);
  const next = { ...begun, ...(lastTopic !== null && { lastTopic, lastFacts: {}, lastAsked: null }) };
  return withDraft({ ...context, state: next }, dialog, draft, {});
}

/** Says that something is under way already; what was typed to begin with is handed back, since it is kept nowhere. */
function busyLine(id: FlowId, draft: Draft, given: FormValues | undefined): string {
  const typed = Object.values(given ?? {}).join(' ');
  const line =
    draft.flow === id && (draft.move ?? null) === null
      ? 'You have already begun this. Here is where you were.'
      : 'You have something else under way. Please finish or stop it first; nothing of it is lost. Here is where you were.';
  return typed === '' ? line : `${line} What you have just typed is not in it: “${typed}”`;
}

/** The last answer as a dialog may pass it on; null where there is none. */
export function carriedFrom({ state }: TurnContext): Carried | null {
  const advice = state.lastAnswer?.advice;
  if (!advice) return null;
  const { question, headline, clauses } = advice;
  const restsOn = clauses.find(({ label }) => label === RESTS_ON)?.clauses ?? [];
  return { question, answer: headline, clauses: restsOn.map(({ label }) => label) };
}

/** Another's message that was just asked about, as the first answer of a dialog begun from there; undefined where there is none. */
export function takenAlong({ state }: TurnContext): FormValues | undefined {
  const { lastAnswer } = state;
  const text = lastAnswer?.anothers === true ? lastAnswer.advice.question.trim() : '';
  return text === '' || text.length > MAX_TEXT ? undefined : { what: text };
}

/** Asks once whether somebody not in the people file is an officer or a member; what they wanted waits. */
export function askKind(context: TurnContext, waiting: NonNullable<TurnContext['state']['waiting']>): Step {
  const { words } = context.protocol.council;
  return {
    state: { ...context.state, waiting },
    replies: [
      {
        audience: 'private',
        blocks: [
          { type: 'text', text: 'The answer depends on who you are. I will remember it.' },
          {
            type: 'choices',
            label: 'I am',
            choices: [
              { label: `An ${words.officer}`.replace(/^An (?![aeiou])/i, 'A '), value: 'i-am:officer' },
              { label: `A ${words.member}`.replace(/^A (?=[aeiou])/i, 'An '), value: 'i-am:member' },
            ],
          },
        ],
      },
    ],
  };
}

/** Shows the dialog where it stands, with a line before it. Without one, says so. */
export async function showDraft(context: TurnContext, line?: string): Promise<Step> {
  const { draft } = context.state;
  if (!draft)
    return say(context, {
      type: 'text',
      text: 'You have nothing under way. Type help to see what I can do.',
    });
  const dialog = await dialogOf(context, draft);
  return dialog ? withDraft(context, dialog, draft, {}, line) : lostDraft(context);
}

/** A form sent from a card or a window. One of another draft, or of another screen, changes nothing. */
export async function submitForm(
  context: TurnContext,
  { form, values, typedBeside = {} }: Extract<Input, { type: 'form' }>,
): Promise<Step> {
  const [draftId, screenId] = form.split('/');
  const { draft } = context.state;
  if (!draft || draft.id !== draftId) return closedDraft(context, draftId ?? '');
  const dialog = await dialogOf(context, draft);
  if (!dialog) return lostDraft(context);
  const { flow, context: known } = dialog;
  const screen = currentScreen(flow, known, draft);
  if (screen?.id !== screenId) {
    return showDraft(
      context,
      'That card is from an earlier step and changed nothing. Here is where you are.',
    );
  }
  const picked = readPicked(screen, values, context, known);
  const names = Object.keys(values);
  const openNames = screen ? openFields(screen, known, draft.answers).map((field) => field.name) : [];
  const only = names[0];
  // One value of several fields: a button pressed beside the question, not a whole form sent.
  const isSingle = names.length === 1 && only !== undefined && openNames.length > 1;
  const { draft: next, errors } = isSingle
    ? answerField(flow, known, draft, only, picked.values[only] ?? '')
    : fillScreen(flow, known, draft, picked.values);
  const unsure = { ...picked.errors, ...findDoubled(screen, picked.values, typedBeside, known) };
  // Whom nobody can be sure of is asked for again, even where nobody need be named.
  const isUnsure = Object.keys(unsure).length > 0;
  const there = isUnsure ? { ...next, at: screen?.id ?? draft.at, changing: draft.changing } : next;
  return afterAnswer(context, dialog, there, { ...errors, ...unsure });
}

/**
 * Keeps what stood in a form that was closed before it was sent, to be found there again: unchecked, and without a word. An
 * answer that was given before and is being changed stays as it was until the change is sent.
 */
export async function keepForm(context: TurnContext, formId: string, values: FormValues): Promise<Step> {
  const [draftId, screenId = ''] = formId.split('/');
  const nothing: Step = { state: context.state, replies: [] };
  const { draft } = context.state;
  if (!draft || draft.id !== draftId || draft.changing !== null) return nothing;
  const dialog = await dialogOf(context, draft);
  const screen = dialog?.flow.screens.find(({ id }) => id === screenId);
  if (!dialog || !screen) return nothing;
  const picked = readPicked(screen, values, context, dialog.context);
  const kept = keepAnswers(screen, dialog.context, draft, picked.values);
  return { ...nothing, state: { ...context.state, draft: kept } };
}

/** A text typed while a question is open. @returns null where the text is no answer to it */
export async function typeAnswer(context: TurnContext, text: string): Promise<Step | null> {
  const { draft } = context.state;
  const dialog = draft && (await dialogOf(context, draft));
  if (!draft || !dialog) return null;
  const { flow, context: known } = dialog;
  const asked = askedField(flow, known, draft);
  if (!asked) return typeOnward(context, dialog, draft, text);
  const matched = matchAnswer(asked, text, draft.answers, known);
  if (matched.is === 'no-answer') return null;
  if (matched.is === 'fault') return withDraft(context, dialog, draft, { [asked.name]: matched.say });
  const { draft: next, errors } = answerField(flow, known, draft, asked.name, matched.value);
  return afterAnswer(context, dialog, next, errors);
}

/** On a screen with every answer given, as after going back: a word that leads on, or another choice. */
async function typeOnward(
  context: TurnContext,
  dialog: Dialog,
  draft: Draft,
  text: string,
): Promise<Step | null> {
  const { flow, context: known } = dialog;
  const screen = currentScreen(flow, known, draft);
  if (!screen) return null;
  if (isOnward(text)) return goOnInFlow(context);
  for (const field of openFields(screen, known, draft.answers)) {
    const matched = field.kind === 'choice' ? matchAnswer(field, text, draft.answers, known) : null;
    if (matched?.is !== 'answer') continue;
    const { draft: next, errors } = answerField(flow, known, draft, field.name, matched.value);
    return afterAnswer(context, dialog, next, errors);
  }
  return null;
}

/** A word that means: go on. */
export function isOnward(text: string): boolean {
  return ONWARD.test(text.trim());
}

/** Shows where the dialog stands; where every answer of the screen is given, as after going back, leads on to the next. */
export async function goOnInFlow(context: TurnContext): Promise<Step> {
  const { draft } = context.state;
  const dialog = draft && (await dialogOf(context, draft));
  if (!draft || !dialog) return showDraft(context);
  const { flow, context: known } = dialog;
  if (currentScreen(flow, known, draft) === null || askedField(flow, known, draft)) return showDraft(context);
  const { draft: next, errors } = fillScreen(flow, known, draft, {});
  return afterAnswer(context, dialog, next, errors);
}

/** Whether the question that is open asks for a story, and not for a name, a day or a choice. */
export async function isTelling(context: TurnContext): Promise<boolean> {
  const { draft } = context.state;
  const dialog = draft && (await dialogOf(context, draft));
  const asked = dialog ? askedField(dialog.flow, dialog.context, draft) : null;
  return asked?.kind === 'text' && asked.multiline === true;
}

/** Whether everything was answered, so that the summary is what the person sees. */
export async function isAtSummary(context: TurnContext): Promise<boolean> {
  const { draft } = context.state;
  const dialog = draft && (await dialogOf(context, draft));
  return draft !== null && !!dialog && currentScreen(dialog.flow, dialog.context, draft) === null;
}

export async function goBackInFlow(context: TurnContext): Promise<Step> {
  const { draft } = context.state;
  const dialog = draft && (await dialogOf(context, draft));
  if (!draft || !dialog) return showDraft(context);
  return withDraft(context, dialog, goBack(dialog.flow, dialog.context, draft), {});
}

export async function changeInFlow(context: TurnContext, draftId: string, field: string): Promise<Step> {
  const { draft } = context.state;
  if (draft?.id !== draftId) return closedDraft(context, draftId);
  const dialog = await dialogOf(context, draft);
  if (!dialog) return lostDraft(context);
  return withDraft(context, dialog, changeAnswer(dialog.flow, dialog.context, draft, field), {});
}

/** Stops the dialog: nothing is recorded, nothing is kept. */
export function cancelFlow(context: TurnContext, draftId: string | null): Step {
  const { draft } = context.state;
  if (!draft) {
    return draftId === null
      ? say(context, { type: 'text', text: 'There was nothing to stop.' })
      : closedDraft(context, draftId);
  }
  if (draftId !== null && draft.id !== draftId) return closedDraft(context, draftId);
  return {
    state: { ...context.state, draft: null, carried: null },
    replies: [{ audience: 'private', blocks: stoppedBlocks(draft.amends) }],
  };
}

/** Where a draft leads after an answer: on, to its end, or back to what was wrong; with a line before it. */
export async function afterAnswer(
  context: TurnContext,
  dialog: Dialog,
  draft: Draft,
  errors: FieldErrors,
  line?: string,
): Promise<Step> {
  const { flow, context: known } = dialog;
  if (Object.keys(errors).length > 0) return withDraft(context, dialog, draft, errors, line);
  if (flow.stops(draft.answers, known)) {
    const blocks = flow.stopped?.(draft.answers, known) ?? stoppedBlocks(draft.amends);
    return {
      state: { ...context.state, draft: null, carried: null },
      replies: [{ audience: 'private', blocks }],
    };
  }
  const isDone = flow.records === 'at-once' && currentScreen(flow, known, draft) === null;
  return isDone ? recordDraft(context, dialog, draft) : withDraft(context, dialog, draft, errors, line);
}

/** Shows a draft where it stands and remembers it. */
export function withDraft(
  context: TurnContext,
  { flow, context: known }: Dialog,
  draft: Draft,
  errors: FieldErrors,
  line?: string,
): Step {
  const touched = { ...draft, touchedAt: context.services.clock.now().toISOString() };
  const reply: Reply =
    currentScreen(flow, known, touched) === null
      ? summaryReply(flow, known, touched)
      : formReply(flow, known, touched, errors);
  const blocks = line === undefined ? reply.blocks : [{ type: 'text' as const, text: line }, ...reply.blocks];
  return { state: { ...context.state, draft: touched }, replies: [{ ...reply, blocks }] };
}

/** A dialog that can no longer go on, such as a move in a case that has ended. */
function lostDraft(context: TurnContext): Step {
  return {
    state: { ...context.state, draft: null, carried: null },
    replies: [
      {
        audience: 'private',
        blocks: [{ type: 'text', text: 'What this was about is no longer open. Nothing was recorded.' }],
      },
    ],
  };
}

export function closedDraft(context: TurnContext, draftId: string): Step {
  const { lastRecorded } = context.state;
  if (lastRecorded?.draft === draftId) {
    return say(context, {
      type: 'text',
      text: `This is already recorded as ${lastRecorded.reference}. Nothing was recorded twice. Type mine to see it.`,
    });
  }
  return say(context, {
    type: 'text',
    text: 'That card belongs to something that is no longer open. Nothing was changed. Type help to begin again.',
  });
}
