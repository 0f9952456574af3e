/** Beadle in Slack: what main.ts makes, mounts and starts. */
import { App } from '@slack/bolt';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Conversation, Deliverer, Outcome } from '../../conversation/vocabulary.ts';
import { createSlackApi } from './api.ts';
import type { SlackContext, SlackTiming } from './context.ts';
import { SLACK_TIMING } from './context.ts';
import { createDeliverer } from './deliverer.ts';
import type { ResolveEmail } from './directory.ts';
import { createDirectory } from './directory.ts';
import { handleAction } from './on-action.ts';
import { handleCommand } from './on-command.ts';
import { handleAssistantStarted, handleHomeOpened, handleMessage, handleRevoked } from './on-event.ts';
import { handleShortcut } from './on-shortcut.ts';
import type { SubmissionAnswer } from './on-submission.ts';
import { handleSubmission } from './on-submission.ts';
import { HttpReceiver } from './receiver.ts';
import { createRecentPresses, createRecentWork } from './recent.ts';
import { createHalfFilled, handleClosed, noteFilling } from './half-filled.ts';
import { createHomes } from './home.ts';
import { createSdkLogger } from './sdk-logger.ts';
import type { OnShown } from './sender.ts';
import { createSender } from './sender.ts';
import { createSocketLine } from './socket.ts';
import { tryTurn } from './turns.ts';

export type SlackChannelOptions = {
  conversation: Conversation;
  /** The council that a Slack team belongs to. */
  councilFor: (teamId: string) => string;
  botToken: string;
  /** For HTTP mode: the app's signing secret. */
  signingSecret?: string | undefined;
  /** For Socket Mode: an app-level token (`xapp-`). */
  appToken?: string | undefined;
  /** The base URL of the Web API, where it is not Slack's usual one. */
  slackApiUrl?: string | undefined;
  now: () => Date;
  logger: Logger;
  /** Told of each message that shows where a case stands, so that it can be changed when the case moves on. */
  onShown?: OnShown | undefined;
  /** How to find a speaker's address, for people files without Slack ids; `users.info` asks Slack. Not set: not at all. */
  resolveEmail?: ResolveEmail | 'users.info' | undefined;
  /** Whether the people file has this Slack id, so that nobody need be asked who it is. Not set: of none. */
  isListed?: ((userId: string) => boolean) | undefined;
  /** For tests. */
  timing?: Partial<SlackTiming>;
  /** For tests. */
  wait?: (ms: number) => Promise<void>;
};

export type SlackChannel = {
  /** Serves `POST /slack/events` where a signing secret is set. To be called before other parsers of bodies. */
  mount: (server: Express) => void;
  /** Connects to Slack where an app token is set. @throws where Slack refuses the token */
  start: () => Promise<void>;
  /** Disconnects, and waits for the turns under way. */
  stop: () => Promise<void>;
  /** Resolves when no turn is under way. */
  settle: () => Promise<void>;
  deliverer: Deliverer;
};

const RECENT_FORMS = 500;
const RECENT_PRESSES = 2_000;
const OPEN_WINDOWS = 2_000;
const INTERACTIVE_RETRIES = 2;

/** Makes the channel; nothing is sent or listened to before `mount` and `start`. */
export function createSlackChannel(options: SlackChannelOptions): SlackChannel {
  const { signingSecret, appToken, slackApiUrl, now, logger } = options;
  const work = createWorkList();
  const context = createContext(options, work.add);
  const http = new HttpReceiver({ signingSecret: signingSecret ?? '', now, logger, track: work.add });
  const app = createBoltApp(options, http);
  listen(app, context, work.add);
  const socket =
    appToken === undefined
      ? null
      : createSocketLine({ app, appToken, slackApiUrl, logger, now, wait: context.wait });
  return {
    mount: (server) => {
      if (signingSecret !== undefined) http.mount(server);
    },
    start: async () => {
      await socket?.start();
    },
    stop: async () => {
      await socket?.stop();
      await work.settle();
    },
    settle: work.settle,
    deliverer: createDeliverer(
      createSlackApi({ ...options, retries: 0, wait: context.wait }),
      logger,
      context.homes.refresh,
    ),
  };
}

function createContext(
  options: SlackChannelOptions,
  track: (work: Promise<void>) => Promise<void>,
): SlackContext {
  const { conversation, councilFor, now, logger, resolveEmail, isListed, timing } = options;
  const wait = options.wait ?? ((ms) => sleep(ms, undefined, { ref: false }));
  const api = createSlackApi({ ...options, retries: INTERACTIVE_RETRIES, wait });
  const context: SlackContext = {
    conversation,
    councilFor,
    now,
    logger,
    api,
    sender: createSender(api, logger, options.onShown),
    directory: createDirectory({ resolveEmail, isListed: isListed ?? (() => false), api, now }),
    halfFilled: createHalfFilled(OPEN_WINDOWS),
    recentForms: createRecentWork<Outcome>(RECENT_FORMS),
    recentPresses: createRecentPresses(RECENT_PRESSES),
    wait,
    timing: { ...SLACK_TIMING, ...timing },
    homes: createHomes({
      api,
      logger,
      wait,
      track,
      show: (speaker, isHere) =>
        tryTurn(context, { speaker, scope: 'personal', eventId: null, input: { type: 'home' }, isHere }),
    }),
  };
  return context;
}

function createBoltApp({ botToken, slackApiUrl, logger }: SlackChannelOptions, receiver: HttpReceiver): App {
  const app = new App({
    receiver,
    // Known without asking Slack, so that nothing slow stands before an acknowledgement.
    authorize: () => Promise.resolve({ botToken }),
    ignoreSelf: false,
    convoStore: false,
    logger: createSdkLogger(logger),
    ...(slackApiUrl === undefined ? {} : { clientOptions: { slackApiUrl } }),
  });
  app.error((error) => {
    logger.error({ code: 'slack-handler-failed', error: error.code });
    return Promise.resolve();
  });
  return app;
}

/** Everything but a form is acknowledged before anything is done about it. */
function listen(app: App, context: SlackContext, during: (work: Promise<void>) => Promise<void>): void {
  const inLine = createLine();
  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    await during(inLine(() => handleCommand(context, body)));
  });
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    if (noteFilling(context, body)) return;
    await during(inLine(() => handleAction(context, body)));
  });
  app.view({ type: 'view_submission' }, ({ ack, body }) =>
    during(handleSubmission(context, body, ack as (answer?: SubmissionAnswer) => Promise<void>)),
  );
  app.view({ type: 'view_closed' }, async ({ ack, body }) => {
    await ack();
    await during(inLine(() => handleClosed(context, body)));
  });
  app.shortcut(/.*/, async ({ ack, body }) => {
    await ack();
    await during(inLine(() => handleShortcut(context, body)));
  });
  app.event('message', ({ body }) => during(inLine(() => handleMessage(context, body))));
  app.event('app_mention', ({ body }) => during(inLine(() => handleMessage(context, body))));
  app.event('assistant_thread_started', ({ body }) =>
    during(inLine(() => handleAssistantStarted(context, body))),
  );
  for (const gone of ['tokens_revoked', 'app_uninstalled'] as const)
    app.event(gone, ({ body }) => {
      handleRevoked(context, body);
      return Promise.resolve();
    });
  app.event('app_home_opened', ({ body }) => during(inLine(() => handleHomeOpened(context, body))));
}

/** More than this may not wait: what arrives then is slowed down instead, so that no answer comes minutes late. */
const MAX_WAITING = 50;

/**
 * Starts one piece of work after the other, with a look at what else has arrived between any two, so that many
 * questions at once are all acknowledged before the first few are answered.
 */
function createLine(): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  const startNext = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(startNext);
  };
  return async (work) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(startNext);
      if (waiting.length > MAX_WAITING) waiting.shift()?.();
    });
    await work();
  };
}

function createWorkList(): { add: (work: Promise<void>) => Promise<void>; settle: () => Promise<void> } {
  const underWay = new Set<Promise<void>>();
  return {
    add: async (work) => {
      underWay.add(work);
      try {
        await work;
      } finally {
        underWay.delete(work);
      }
    },
    settle: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
