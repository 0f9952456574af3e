/** Microsoft Teams: `POST /api/messages`, and the way to write to people first. */
import { TeamsActivityHandler, TurnContext } from 'botbuilder';
import type { Activity, InvokeResponse } from 'botbuilder';
import express, { Router } from 'express';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ClauseSearch, Conversation, Deliverer, Reply, Turn } from '../../conversation/vocabulary.ts';
import { answerInChat } from './answer-chat.ts';
import type { OnShown } from './answer-chat.ts';
import { createOutgoingAdapter, createTurnAdapter } from './bot-adapter.ts';
import type { TeamsCredentials, TurnAdapter } from './bot-adapter.ts';
import { codeOf, isUnauthorized } from './connector-errors.ts';
import { createDeliverer } from './deliverer.ts';
import { answerInvoke } from './invokes.ts';
import { PLAIN_LOOK } from './native-card.ts';
import { answerAmongOthers, sendPrivately } from './private-chat.ts';
import {
  isAnswered,
  isPersonal,
  namesOnly,
  readActivity,
  readArrival,
  readMessage,
} from './read-activity.ts';
import type { ReceivedActivity, TurnSetting } from './read-activity.ts';
import { renderReplies, renderSentence } from './reply-activities.ts';

export type TeamsOptions = TeamsCredentials & {
  /** The council of a Microsoft tenant; "local" is asked for where an activity names none. */
  councilFor: (tenantId: string) => string;
  conversation: Conversation & ClauseSearch;
  logger: Logger;
  now: () => Date;
  onShown: OnShown;
};

export type TeamsChannel = {
  /** To be mounted at the root of the server. */
  router: Router;
  deliverer: Deliverer;
};

/** A person's longest question, in any script, with Teams' own data around it. */
const BODY_LIMIT = '512kb';

const SOMETHING_WENT_WRONG =
  'Sorry, something went wrong on my side and I could not answer. Please try again in a moment. ' +
  'If it keeps happening, please tell the people who look after Beadle.';

const UNREADABLE: Reply = {
  audience: 'here',
  blocks: [
    {
      type: 'text',
      text: 'I could not read what that card sent, so I have changed nothing. Please write what you need, or "help".',
    },
  ],
};

/**
 * The Teams channel. Listens nowhere and sends nothing until it is asked.
 *
 * Without an app id every activity is taken as it comes, as the Bot Framework does: main.ts offers that on
 * 127.0.0.1 only. With one, only Teams may speak: other channels of the same Azure bot, such as Direct Line, let
 * the client say who it is.
 */
export function createTeamsChannel(options: TeamsOptions): TeamsChannel {
  const adapter = createTurnAdapter(options);
  const outgoing = createOutgoingAdapter(options, options.now);
  const appId = options.appId ?? '';

  const take: TakeTurn = async (context, turn) => {
    if (turn === null) {
      await context.sendActivities(renderReplies([UNREADABLE]));
      return;
    }
    const { replies } = await options.conversation.handle(turn);
    if (turn.scope === 'shared') {
      const failure = await answerAmongOthers(context, replies, outgoing, appId);
      if (failure !== null) {
        options.logger.warn({ event: turn.eventId, code: codeOf(failure) }, 'no private chat could be made');
      }
    } else if (replies.length > 0) {
      // Whoever waits for the replies in the response is no client with windows.
      const isPlain = context.activity.deliveryMode === 'expectReplies';
      if (isPlain) await context.sendActivities(renderReplies(replies, PLAIN_LOOK));
      else await answerInChat(context, replies, { ...options, chat: turn.reference ?? '' });
    }
  };
  const bot = new Bot(
    take,
    (context) =>
      answerInvoke(context, received(context), {
        ...options,
        setting: settingOf(context, options),
        sendPrivately: (from, replies) => sendPrivately(from, replies, outgoing, appId),
      }),
    options,
  );

  adapter.onTurnError = async (context, error) => {
    options.logger.error({ activity: context.activity.id, code: codeOf(error) }, 'a Teams turn failed');
    if (context.activity.type !== 'message') return;
    try {
      await context.sendActivity(renderSentence(SOMETHING_WENT_WRONG));
    } catch (second) {
      options.logger.error(
        { activity: context.activity.id, code: codeOf(second) },
        'no apology could be sent',
      );
    }
  };

  const router = Router();
  router.post(
    '/api/messages',
    express.json({ limit: BODY_LIMIT }),
    (request: Request, response: Response) => receive(request, response, adapter, bot, options),
    refuseMalformed,
  );
  return {
    router,
    deliverer: createDeliverer({ ...options, adapter: outgoing, appId }),
  };
}

async function receive(
  request: Request,
  response: Response,
  adapter: TurnAdapter,
  bot: Bot,
  options: TeamsOptions,
): Promise<void> {
  const activity = readActivity(request.body);
  if (activity === null) {
    response.status(400).json({ error: 'This is not an activity of the Bot Framework.' });
    return;
  }
  if (options.appId !== null && activity.channelId !== 'msteams') {
    response.status(401).json({ error: 'Only Microsoft Teams may speak here.' });
    return;
  }
  if (options.appId !== null && !mayCome(activity, options)) {
    options.logger.warn({ code: 'another_tenant' }, 'an activity was refused');
    response.status(401).json({ error: 'Not authenticated.' });
    return;
  }
  try {
    const answer = await adapter.receive(
      request.headers.authorization ?? '',
      activity as unknown as Activity,
      (context) => bot.run(context),
    );
    response.status(answer?.status ?? 200);
    // Not response.json, which would hash every answer for an ETag that nobody asks for.
    if (answer?.body === undefined) response.end();
    else response.type('json').end(JSON.stringify(answer.body));
  } catch (error) {
    const unauthorized = isUnauthorized(error);
    options.logger[unauthorized ? 'warn' : 'error']({ code: codeOf(error) }, 'an activity was refused');
    response
      .status(unauthorized ? 401 : 500)
      .json({ error: unauthorized ? 'Not authenticated.' : 'Beadle could not take this just now.' });
  }
}

/**
 * The SDK checks the token against the service address only where the activity names one, and never asks which tenant
 * it comes from: a bot of one tenant serves that one, whoever else has been given its package.
 */
function mayCome(activity: ReceivedActivity, { appType, tenantId }: TeamsOptions): boolean {
  if (activity.serviceUrl == null || activity.serviceUrl === '') return false;
  return appType === 'MultiTenant' || tenantId === null || namesOnly(activity, tenantId);
}

const refuseMalformed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = Number((error as { status?: unknown } | null)?.status);
  response
    .status(status >= 400 && status < 500 ? status : 500)
    .json({ error: 'This is not an activity of the Bot Framework.' });
};

type AnswerInvoke = (context: TurnContext) => Promise<InvokeResponse | null>;
type TakeTurn = (context: TurnContext, turn: Turn | null) => Promise<void>;

/** Sorts activities; invokes that nobody asked for get the SDK's 501. */
class Bot extends TeamsActivityHandler {
  readonly #answer: AnswerInvoke;

  constructor(take: TakeTurn, answer: AnswerInvoke, options: TeamsOptions) {
    super();
    this.#answer = answer;
    this.onMessage(async (context, next) => {
      await take(context, readMessage(received(context), settingOf(context, options)));
      await next();
    });
    const greet = async (context: TurnContext, next: () => Promise<void>): Promise<void> => {
      const turn = readArrival(received(context), settingOf(context, options));
      if (turn !== null) await take(context, turn);
      await next();
    };
    this.onMembersAdded(greet);
    this.onInstallationUpdateAdd(greet);
  }

  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    return (await this.#answer(context)) ?? (await super.onInvokeActivity(context));
  }

  override async run(context: TurnContext): Promise<void> {
    if (isAnswered(received(context))) await super.run(context);
  }
}

/** What the SDK hands around is what `readActivity` let through. */
function received(context: TurnContext): ReceivedActivity {
  return context.activity as unknown as ReceivedActivity;
}

function settingOf(context: TurnContext, options: TeamsOptions): TurnSetting {
  const { councilFor, now } = options;
  if (!isPersonal(received(context))) return { councilFor, now, reference: '' };
  // Without the activity's id, later messages are new ones, not answers to the one that was first.
  const reference = { ...TurnContext.getConversationReference(context.activity), activityId: undefined };
  return { councilFor, now, reference: JSON.stringify(reference) };
}
