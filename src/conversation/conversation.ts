/** One turn in, replies out: who is speaking, are they in a dialog, is this a question, a command, a choice. */
import type { Person } from '../casework/people.ts';
import type { FlowId, PersonKind } from '../protocol/schema.ts';
import { endAbsence, readAbsence } from './absence.ts';
import { keepAnswer, rateAnswer, sendWords, showReceipt } from './advice-turns.ts';
import { helpBlocks } from './answer-view.ts';
import { sharedWelcomeBlocks, welcomeBlocks } from './welcome.ts';
import { ask, askAboutMessage, giveFact, pickTopic } from './asking.ts';
import { isUrgent, sayBefore } from './at-once.ts';
import { browseTheme } from './browsing.ts';
import { findQuotes } from './clause-search.ts';
import { isAboutAnswer, markForms, readChoice } from './choices.ts';
import { readCommand, readFlowWord, readReference } from './commands.ts';
import { listCases, listEntries, openReference, showCase, startMove } from './case-turns.ts';
import {
  cancelFlow,
  carriedFrom,
  changeInFlow,
  goBackInFlow,
  goOnInFlow,
  isAtSummary,
  isTelling,
  isOnward,
  keepForm,
  showDraft,
  startFlow,
  takenAlong,
  submitForm,
  typeAnswer,
} from './flow-turns.ts';
import { correctInFlow } from './flow-corrections.ts';
import { offerInPrivate, resumeInPrivate } from './in-public.ts';
import { createQueue } from './queue.ts';
import { showHome } from './home.ts';
import { amendEntry, confirmFlow, confirmSeen, endEntry } from './recording.ts';
import { EMPTY_STATE, forgetAnswer, readState, writeState, type ConversationState } from './state.ts';
import { readKind } from './typed-answers.ts';
import { say, type ConversationServices, type Step, type TurnContext } from './turn-context.ts';
import type { ClauseSearch, Command, Conversation, Outcome, Turn } from './vocabulary.ts';

const NOTHING: Outcome = { replies: [] };
/** Two copies of Beadle may serve one person at once: whoever saves second starts over with what the first one saved. */
const SAVE_ATTEMPTS = 4;

/** A turn names a council that this Beadle does not serve. */
export class UnknownCouncilError extends Error {
  readonly code = 'COUNCIL_UNKNOWN';
}

export function createConversation(services: ConversationServices): Conversation & ClauseSearch {
  const inTurn = createQueue();
  return {
    handle: (turn) =>
      handleOnce(turn, services, (work) => inTurn(`${turn.council}/${speakerKey(turn)}`, work)),
    findClauses: (council, text) => findQuotes(services.library, council, text),
  };
}

function speakerKey({ speaker }: Turn): string {
  return `${speaker.channel}/${speaker.tenant}/${speaker.userId}`;
}

/** Handles a turn unless its event was handled before. A turn that fails may come again. */
async function handleOnce(
  turn: Turn,
  services: ConversationServices,
  inTurn: (work: () => Promise<Outcome>) => Promise<Outcome>,
): Promise<Outcome> {
  const { register, clock } = services;
  const at = clock.now().toISOString();
  if (turn.eventId === null) return inTurn(() => handle(turn, services, at));
  const event = { council: turn.council, channel: turn.speaker.channel, id: turn.eventId };
  // Before the person's turn comes, so that many people's events can be claimed together.
  if (!(await register.claimEvent({ ...event, at }))) return NOTHING;
  try {
    return await inTurn(() => handle(turn, services, at));
  } catch (error) {
    await register.releaseEvent(event);
    throw error;
  }
}

async function handle(turn: Turn, services: ConversationServices, at: string): Promise<Outcome> {
  const { register, library } = services;
  const protocol = library.protocols.get(turn.council);
  const directory = services.directoryOf(turn.council);
  if (!protocol || !directory) {
    throw new UnknownCouncilError(`This Beadle does not serve the council "${turn.council}".`);
  }
  const known = directory.identify(turn.speaker);
  if (turn.reference !== undefined) {
    await register.saveReference(turn.council, known.key, {
      channel: turn.speaker.channel,
      reference: turn.reference,
      at,
    });
    if ((await register.wakeMessages(turn.council, known.key, at)) > 0) services.outboxChanged();
  }
  for (let attempt = 1; ; attempt++) {
    const stored = await register.loadState(turn.council, known.key);
    const before = stored === null ? EMPTY_STATE : readState(stored);
    const state = startTurn(before, turn);
    const person: Person = { ...known, kind: known.kind ?? state.kind };
    const context: TurnContext = { services, protocol, directory, person, state, scope: turn.scope };
    const step = await takeStep(context, turn);
    const { noted = null } = step;
    const outcome: Outcome = {
      replies: markForms(step.replies),
      ...(before.draft !== null && step.state.draft === null && { ended: true }),
    };
    if (step.state === before && noted === null) return outcome;
    const saved = await register.saveState(turn.council, known.key, {
      expectedRevision: stored?.revision ?? 0,
      ...writeState(step.state),
      at,
      durable:
        step.state.draft !== before.draft ||
        step.state.kind !== before.kind ||
        noted?.chosen === true ||
        noted?.inbox?.reason === 'wrong',
      noted,
    });
    if (saved) return outcome;
    if (attempt === SAVE_ATTEMPTS)
      throw new Error('The conversation could not be saved: too many turns at once.');
  }
}

/** What is remembered of the last turn's answer is forgotten, unless this turn is about that very answer. */
function startTurn(state: ConversationState, { input }: Turn): ConversationState {
  // What is only drawn again, or closed, says nothing of what the person does next.
  if (input.type === 'home' || input.type === 'refresh') return state;
  if (input.type === 'form' && input.kept === true) return state;
  const { lastAnswer } = state;
  // A dialog begun from an answer may pass it on.
  const isAboutIt =
    lastAnswer !== null &&
    input.type === 'choice' &&
    (isAboutAnswer(input.value, lastAnswer.id) || readChoice(input.value)?.act === 'start');
  return isAboutIt ? state : forgetAnswer(state);
}

async function takeStep(context: TurnContext, { input }: Turn): Promise<Step> {
  switch (input.type) {
    case 'hello':
      return welcome(context);
    case 'home':
      return showHome(context);
    case 'message':
      return askAboutMessage(context, withPlainSpaces(input.text));
    case 'command':
      return runCommand(context, input.command, withPlainSpaces(input.text));
    case 'refresh': {
      const action = readChoice(input.value);
      return action?.act === 'case' ? showCase(context, action.reference) : say(context);
    }
    case 'form':
      return input.kept === true
        ? keepForm(context, input.form, input.values)
        : sayBefore(context, Object.values(input.values), await submitForm(context, input));
    case 'choice':
      return choose(context, input.value);
    case 'text':
      return readText(context, withPlainSpaces(input.text), input.asks === true);
  }
}

/** Some clients type spaces that do not break, and some platforms turn them back: the same words are the same text. */
function withPlainSpaces(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}

/** Said where Beadle arrives: to one person how to begin, to a team or group chat how to ask it there. */
function welcome(context: TurnContext): Step {
  const { protocol, person, scope } = context;
  if (scope === 'personal') return say(context, ...welcomeBlocks(protocol, person.kind));
  return { state: context.state, replies: [{ audience: 'here', blocks: sharedWelcomeBlocks(protocol) }] };
}

/** Words that begin a dialog. */
const COMMAND_FLOWS: Readonly<Partial<Record<Command, FlowId>>> = {
  disclose: 'relationship',
  complaint: 'complaint',
  meeting: 'group-meeting',
};

async function readText(context: TurnContext, text: string, asks: boolean): Promise<Step> {
  if (text.trim() === '') return say(context, ...helpBlocks(context.protocol, context.person.kind));
  const { draft, waiting } = context.state;
  // In a channel or group chat nobody answers a private dialog.
  const inFlow = draft !== null && context.scope === 'personal' && !asks;
  if (isUrgent(context, text)) return readUrgentText(context, text, inFlow);
  const absence = context.scope === 'personal' ? await readAbsence(context, text) : null;
  if (absence) return absence;
  const command = readCommand(text);
  if (command === 'resume' && inFlow && isOnward(text)) return goOnInFlow(context);
  const begins = command ? (COMMAND_FLOWS[command] ?? null) : null;
  if (context.scope === 'shared' && begins !== null) return offerInPrivate(context, begins);
  if (context.scope === 'shared' && (command === 'resume' || command === 'back')) {
    const offered = resumeInPrivate(context);
    if (offered) return offered;
  }
  if (command) return runCommand(context, command, '');
  const reference = readReference(text, context.protocol.council.reference_prefix);
  if (reference !== null) return openReference(context, reference);
  const kind = waiting === null ? null : readKind(text, context.protocol.council.words);
  if (kind !== null) return becomeKind(context, kind);
  if (inFlow) {
    if ((await isAtSummary(context)) && /^(yes|y|confirm|record( it)?|ok|okay)[.!]?$/i.test(text.trim())) {
      return confirmFlow(context, draft.id);
    }
    const answered = (await correctInFlow(context, text)) ?? (await typeAnswer(context, text));
    if (answered) return answered;
    // What is typed in a private dialog may have been meant as an answer to it: it goes to nobody by itself.
    const aside = ask(context, text, 'aside');
    const shown = await showDraft({ ...context, state: aside.state }, 'Now back to where we were.');
    return { ...aside, state: shown.state, replies: [...aside.replies, ...shown.replies] };
  }
  const flow = draft === null ? readFlowWord(text) : null;
  if (flow !== null)
    return context.scope === 'shared' ? offerInPrivate(context, flow) : startFlow(context, { flow });
  return ask(context, text, draft !== null && context.scope === 'personal' ? 'aside' : 'alone');
}

/** Comes before all else. What tells a dialog what happened is still the answer it is; anything else is kept nowhere. */
async function readUrgentText(context: TurnContext, text: string, inFlow: boolean): Promise<Step> {
  if (!inFlow) return ask(context, text);
  if (await isTelling(context)) {
    const answered = await typeAnswer(context, text);
    if (answered) return sayBefore(context, [text], answered);
  }
  const aside = ask(context, text, 'aside');
  const shown = await showDraft(context, 'Nothing was changed in what you were filling in.');
  return { ...aside, replies: [...aside.replies, ...shown.replies] };
}

async function runCommand(context: TurnContext, command: Command, text: string): Promise<Step> {
  switch (command) {
    case 'help':
      return say(context, ...helpBlocks(context.protocol, context.person.kind));
    case 'disclose':
      return startFlow(context, { flow: 'relationship' });
    case 'complaint':
      // What was typed after the command is private from the first word: it is kept in the dialog.
      return sayBefore(
        context,
        [text],
        await startFlow(context, {
          flow: 'complaint',
          ...(text.trim() !== '' && { given: { what: text.trim() } }),
        }),
      );
    case 'meeting':
      return text.trim() === '' ? startFlow(context, { flow: 'group-meeting' }) : ask(context, text);
    case 'cases':
      return listCases(context);
    case 'mine': {
      return listEntries(context);
    }
    case 'cancel':
      return cancelFlow(context, null);
    case 'back':
      return goBackInFlow(context);
    case 'resume':
      return showDraft(context);
  }
}

async function choose(context: TurnContext, value: string): Promise<Step> {
  const action = readChoice(value);
  if (!action) {
    return say(context, {
      type: 'text',
      text: 'I do not know that button. Nothing was changed. Type help to see what I can do.',
    });
  }
  switch (action.act) {
    case 'start':
      return startFlow(context, {
        flow: action.flow,
        facts: context.state.lastFacts,
        carried: carriedFrom(context),
        given: takenAlong(context),
      });
    case 'case':
      return showCase(context, action.reference);
    case 'move':
      return startMove(context, action);
    case 'back':
      return context.state.draft?.id === action.draft
        ? goBackInFlow(context)
        : cancelFlow(context, action.draft);
    case 'cancel':
      return cancelFlow(context, action.draft);
    case 'confirm':
      return confirmSeen(context, action.draft, action.seen);
    case 'show':
      return showDraft(context);
    case 'change':
      return changeInFlow(context, action.draft, action.field);
    case 'i-am':
      return becomeKind(context, action.kind);
    case 'topic':
      return pickTopic(context, action.topic, context.state.lastFacts);
    case 'fact':
      return giveFact(context, action);
    case 'theme':
      return browseTheme(context, action.theme);
    case 'amend':
      return amendEntry(context, action.reference);
    case 'end':
      return endEntry(context, action.reference, false);
    case 'end-confirmed':
      return endEntry(context, action.reference, true);
    case 'receipt':
      return showReceipt(context, action.reference);
    case 'keep':
      return keepAnswer(context, action.answer);
    case 'right':
    case 'wrong':
      return rateAnswer(context, action.answer, action.act);
    case 'send':
      return sendWords(context, action.answer);
    case 'help':
    case 'mine':
    case 'cases':
      return runCommand(context, action.act, '');
    case 'returned':
      return endAbsence(context);
  }
}

/** Remembers who the person is, and goes on with what waited for it. The people file's word cannot be overruled. */
async function becomeKind(context: TurnContext, kind: PersonKind): Promise<Step> {
  const { waiting } = context.state;
  const state = { ...context.state, kind, waiting: null };
  const person = { ...context.person, kind: context.person.kind ?? kind };
  const next = { ...context, state, person };
  switch (waiting?.type) {
    case 'flow':
      return startFlow(next, {
        flow: waiting.flow,
        ...(waiting.given !== undefined && { given: waiting.given }),
      });
    case 'question':
      return ask(next, waiting.text, waiting.place);
    case 'topic':
      return pickTopic(next, waiting.topic, waiting.facts);
    case 'command':
      return runCommand(next, waiting.command, '');
    case undefined:
      return say(next, { type: 'text', text: 'Thank you. I will remember that.' });
  }
}
