/** Invokes: what Teams asks and waits for the answer to. Windows, live cards and the message extension. */
import type { InvokeResponse, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import type {
  ClauseSearch,
  Conversation,
  Input,
  Outcome,
  Reply,
  Turn,
} from '../../conversation/vocabulary.ts';
import { renderCard } from '../shared/adaptive-card.ts';
import { readCardData } from '../shared/card-data.ts';
import { fitInOne } from '../shared/card-limits.ts';
import { answerInChat } from './answer-chat.ts';
import type { OnShown } from './answer-chat.ts';
import { codeOf } from './connector-errors.ts';
import { isTooLong, readChosenMessage, readSearch, renderSearch, sayInSearch } from './extension.ts';
import { chatLook, renderNative } from './native-card.ts';
import { isPersonal, readInvoke, readTenant } from './read-activity.ts';
import type { ReceivedActivity, TurnSetting } from './read-activity.ts';
import { closeAfter, closeWith, showInWindow } from './windows.ts';
import type { WindowAnswer } from './windows.ts';

export type InvokeNeeds = {
  conversation: Conversation & ClauseSearch;
  setting: TurnSetting;
  logger: Logger;
  onShown: OnShown;
  /** Sends these to the speaker's own chat with Beadle. @returns the error where there is no way to it; else null */
  sendPrivately: (context: TurnContext, replies: readonly Reply[]) => Promise<unknown>;
};

const withData = z.looseObject({ data: z.unknown() });
const withAction = z.looseObject({
  action: z.looseObject({ data: z.unknown() }),
  trigger: z.string().nullish(),
});

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

const SORRY =
  'Sorry, something went wrong on my side, and I cannot say whether this was done. Please look in our chat before you try again.';
const UNREADABLE = 'I could not read what that sent, so I have changed nothing.';
const NO_TEXT = 'There is no text in that message that I could read.';
const NOTHING_TO_SHOW: Reply = {
  audience: 'private',
  blocks: [{ type: 'text', text: 'There is nothing here to show you.' }],
};
const ONLY_THE_END =
  'This has become more than one card can hold: here is the end of it. Write its reference to me to read it all.';
const ANSWERED_IN_CHAT = 'I have answered in our chat.';
const ANSWERED_BEFORE = 'I had received this already, so nothing was done twice.';

/** @returns null for an invoke that Beadle knows nothing of */
export async function answerInvoke(
  context: TurnContext,
  activity: ReceivedActivity,
  needs: InvokeNeeds,
): Promise<InvokeResponse | null> {
  switch (activity.name) {
    case 'task/fetch':
    case 'task/submit':
    case 'composeExtension/submitAction':
      return guard(context, needs, () => answerFromCard(context, activity, needs), closeWith(SORRY));
    case 'composeExtension/fetchTask':
      return guard(context, needs, () => answerAboutMessage(context, activity, needs), closeWith(SORRY));
    case 'composeExtension/query':
      return guard(context, needs, () => Promise.resolve(search(activity, needs)), sayInSearch(SORRY));
    case 'adaptiveCard/action':
      return guard(context, needs, () => answerInCard(context, activity, needs), errorInCard(500, SORRY));
    default:
      return null;
  }
}

/** An invoke without an answer shows an error of Teams' own, so whatever fails here is said in our words. */
async function guard(
  context: TurnContext,
  { logger }: InvokeNeeds,
  work: () => Promise<object>,
  sorry: object,
): Promise<InvokeResponse> {
  try {
    return { status: 200, body: await work() };
  } catch (error) {
    logger.error({ activity: context.activity.id, code: codeOf(error) }, 'a Teams invoke failed');
    return { status: 200, body: sorry };
  }
}

/** A press that opened a window, or a press within one. */
async function answerFromCard(
  context: TurnContext,
  activity: ReceivedActivity,
  needs: InvokeNeeds,
): Promise<WindowAnswer> {
  const value = withData.safeParse(activity.value);
  const input = value.success ? readCardData(value.data.data) : null;
  if (input === null) return closeWith(UNREADABLE);
  const { replies, ended } = await handle(activity, input, needs);
  if (ended !== true) return openWindow(context, activity, replies, needs);
  // What came of it is kept where the person finds it again.
  const failure = await sendToChat(context, activity, replies, needs);
  return failure === null ? closeAfter(replies) : showInWindow(replies, false).answer;
}

async function openWindow(
  context: TurnContext,
  activity: ReceivedActivity,
  replies: readonly Reply[],
  needs: InvokeNeeds,
): Promise<WindowAnswer> {
  const { answer, left } = showInWindow(replies);
  const failure = left === null ? null : await sendToChat(context, activity, [left], needs);
  return failure === null ? answer : showInWindow(replies, false).answer;
}

async function answerAboutMessage(
  context: TurnContext,
  activity: ReceivedActivity,
  needs: InvokeNeeds,
): Promise<WindowAnswer> {
  const text = readChosenMessage(activity.value);
  if (text === null || text === '') return closeWith(NO_TEXT);
  const { replies } = await handle(activity, { type: 'message', text }, needs);
  return openWindow(context, activity, replies, needs);
}

function search(activity: ReceivedActivity, { conversation, setting }: InvokeNeeds): object {
  const text = readSearch(activity.value);
  const council = setting.councilFor(readTenant(activity));
  const isNone = text === null || text === '' || isTooLong(text);
  return renderSearch(text, isNone ? [] : conversation.findClauses(council, text));
}

/** A press on a live card, or the client drawing it anew: the answer takes its place. */
async function answerInCard(
  context: TurnContext,
  activity: ReceivedActivity,
  needs: InvokeNeeds,
): Promise<object> {
  const value = withAction.safeParse(activity.value);
  const input = value.success ? readCardData(value.data.action.data) : null;
  if (input === null || input.type === 'form') return errorInCard(400, UNREADABLE);
  const outcome = await handle(activity, input, needs);
  const live = outcome.replies.find((reply) => reply.live !== undefined);
  if (input.type === 'refresh') return cardInCard(live ?? outcome.replies[0] ?? NOTHING_TO_SHOW, activity);
  const others = outcome.replies.filter((reply) => reply !== live);
  const failure = others.length === 0 ? null : await sendToChat(context, activity, others, needs);
  if (live !== undefined) return cardInCard(live, activity);
  if (failure !== null && others[0] !== undefined) return cardInCard(others[0], activity);
  return messageInCard(others.length === 0 ? ANSWERED_BEFORE : ANSWERED_IN_CHAT);
}

function cardInCard(reply: Reply, { from }: ReceivedActivity): object {
  const { reply: fitting, left } = fitInOne(reply);
  const heading = left?.blocks.find((block) => block.type === 'heading');
  const shown: Reply =
    left === null
      ? reply
      : {
          ...fitting,
          blocks: [...(heading ? [heading] : []), { type: 'text', text: ONLY_THE_END }, ...fitting.blocks],
        };
  const look = chatLook(from?.id ?? null);
  return { statusCode: 200, type: ADAPTIVE_CARD, value: renderNative(renderCard(shown), shown, look) };
}

function messageInCard(text: string): object {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

function errorInCard(statusCode: 400 | 500, message: string): object {
  const code = statusCode === 400 ? 'BadRequest' : 'InternalServerError';
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } };
}

function handle(activity: ReceivedActivity, input: Input, needs: InvokeNeeds): Promise<Outcome> {
  const turn: Turn | null = readInvoke(activity, needs.setting, input);
  if (turn === null) throw new Error('An invoke came from nobody.');
  return needs.conversation.handle(turn);
}

/** The extension is used in chats between people, where Beadle is not: only what a card of its own sent comes from its chat. */
async function sendToChat(
  context: TurnContext,
  activity: ReceivedActivity,
  replies: readonly Reply[],
  { sendPrivately, setting, onShown, logger }: InvokeNeeds,
): Promise<unknown> {
  const isOwnChat = isPersonal(activity) && activity.name?.startsWith('composeExtension/') !== true;
  let failure: unknown = null;
  if (isOwnChat) {
    try {
      await answerInChat(context, replies, { chat: setting.reference, onShown, logger });
    } catch (error) {
      failure = error ?? new Error('Rejected with nothing.');
    }
  } else failure = await sendPrivately(context, replies);
  if (failure !== null) {
    logger.warn({ activity: activity.id, code: codeOf(failure) }, 'an answer could not be put into the chat');
  }
  return failure;
}
