/** Connects Slack: HTTP where there is a signing secret, Socket Mode where there is an app-level token. */
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createSlackChannel } from '../channels/slack/channel.ts';
import type { SlackConfig } from '../config.ts';
import type { Conversation, Deliverer } from '../conversation/vocabulary.ts';

export type SlackNeeds = {
  conversation: Conversation;
  councilFor: (teamId: string) => string;
  logger: Logger;
  /** Whether people have to be found by their email, because the people file does not say who they are in Slack. */
  findByEmail: boolean;
};

/** @throws where Slack refuses the app-level token */
export async function connectSlack(
  config: SlackConfig,
  app: Express,
  { findByEmail, ...needs }: SlackNeeds,
): Promise<{ deliverer: Deliverer; settle: () => Promise<void>; close: () => Promise<void> }> {
  const channel = createSlackChannel({
    ...needs,
    botToken: config.botToken,
    signingSecret: config.signingSecret ?? undefined,
    appToken: config.appToken ?? undefined,
    slackApiUrl: config.apiUrl ?? undefined,
    resolveEmail: findByEmail ? 'users.info' : undefined,
    // The true time even where a demonstration starts its clock elsewhere: signatures are about now.
    now: () => new Date(),
  });
  channel.mount(app);
  await channel.start();
  return { deliverer: channel.deliverer, settle: channel.settle, close: channel.stop };
}
