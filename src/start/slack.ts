/** Connects Slack: HTTP where there is a signing secret, Socket Mode where there is an app-level token. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createSlackApi } from '../channels/slack/api.ts';
import { createSlackChannel, type SlackChannelOptions } from '../channels/slack/channel.ts';
import type { SlackConfig } from '../config.ts';
import type { Conversation, Deliverer } from '../conversation/vocabulary.ts';

export type SlackNeeds = {
  conversation: Conversation;
  councilFor: (teamId: string) => string;
  logger: Logger;
  onShown: SlackChannelOptions['onShown'];
  /** Whether the people file says who has this Slack id: of all others, Slack is asked the email and the name. */
  isListed: (userId: string) => boolean;
};

/** Slack cannot be connected; the message says what to look at. */
export class SlackConnectionError extends Error {
  readonly code = 'SLACK_CONNECTION_FAILED';

  constructor(cause: unknown) {
    super(
      `Beadle cannot connect to Slack: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'Check SLACK_APP_TOKEN (an app-level token with connections:write) and that Slack can be reached from here.',
      { cause },
    );
    this.name = 'SlackConnectionError';
  }
}

export type ConnectedSlack = {
  deliverer: Deliverer;
  /** Why the bot token will not do, as a code of Slack's; null where it will, or where Slack did not say in time. */
  refusal: Promise<string | null>;
  settle: () => Promise<void>;
  close: () => Promise<void>;
};

const ASK_FOR_MS = 5_000;
/** What Slack answers where a token is wrong, and not merely Slack out of reach. */
const REFUSALS = ['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'];

/** @throws SlackConnectionError where Slack refuses the app-level token or cannot be reached */
export async function connectSlack(
  config: SlackConfig,
  app: Express,
  needs: SlackNeeds,
): Promise<ConnectedSlack> {
  const channel = createSlackChannel({
    ...needs,
    botToken: config.botToken,
    signingSecret: config.signingSecret ?? undefined,
    appToken: config.appToken ?? undefined,
    slackApiUrl: config.apiUrl ?? undefined,
    resolveEmail: 'users.info',
    // The true time even where a demonstration starts its clock elsewhere: signatures are about now.
    now: () => new Date(),
  });
  channel.mount(app);
  try {
    await channel.start();
  } catch (error) {
    throw new SlackConnectionError(error);
  }
  const refusal = askForRefusal(config, needs.logger);
  return { deliverer: channel.deliverer, refusal, settle: channel.settle, close: channel.stop };
}

/** Over HTTP nothing else would show a wrong bot token before somebody waits for an answer in vain. */
async function askForRefusal({ botToken, apiUrl }: SlackConfig, logger: Logger): Promise<string | null> {
  const wait = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });
  const api = createSlackApi({ botToken, slackApiUrl: apiUrl ?? undefined, logger, retries: 0, wait });
  const answer = await Promise.race([api.call('auth.test', {}), wait(ASK_FOR_MS)]);
  return answer && !answer.ok && REFUSALS.includes(answer.code) ? answer.code : null;
}
