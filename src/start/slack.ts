/** Connects Slack: HTTP where there is a signing secret, Socket Mode where there is an app-level token. */
import type { Express } from 'express';
import type { Logger } from 'pino';
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

/** @throws SlackConnectionError where Slack refuses the app-level token or cannot be reached */
export async function connectSlack(
  config: SlackConfig,
  app: Express,
  needs: SlackNeeds,
): Promise<{ deliverer: Deliverer; settle: () => Promise<void>; close: () => Promise<void> }> {
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
  return { deliverer: channel.deliverer, settle: channel.settle, close: channel.stop };
}
