import express from 'express';
import pino from 'pino';
import { afterEach } from 'vitest';
import type {
  ClauseSearch,
  Conversation,
  Outcome,
  Reply,
  Turn,
} from '../../../src/conversation/vocabulary.ts';
import { createTeamsChannel } from '../../../src/channels/teams/teams-channel.ts';
import type { TeamsChannel, TeamsOptions } from '../../../src/channels/teams/teams-channel.ts';
import { listen, startTeamsService } from '../../support/teams-client.ts';
import type { TeamsService } from '../../support/teams-client.ts';

/** What the tests of this folder start is stopped after each. */
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

export type Setup = { url: string; turns: Turn[]; log: string[]; channel: TeamsChannel };

/** The Teams channel on a server of its own, with a conversation that answers so. */
export async function start(
  answer: (turn: Turn) => Outcome | Promise<Outcome>,
  { findClauses = () => [], ...changes }: Partial<TeamsOptions & ClauseSearch> = {},
): Promise<Setup> {
  const turns: Turn[] = [];
  const log: string[] = [];
  const conversation: Conversation & ClauseSearch = {
    findClauses,
    handle: async (turn) => {
      turns.push(turn);
      return await answer(turn);
    },
  };
  const channel = createTeamsChannel({
    appId: null,
    appPassword: null,
    appType: null,
    tenantId: null,
    openIdMetadata: null,
    councilFor: (tenant) => (tenant === 'tenant-2' ? 'kirklees' : 'swale'),
    conversation,
    logger: pino({}, { write: (line: string) => log.push(line) }),
    now: () => new Date('2026-03-02T09:00:00Z'),
    onShown: () => Promise.resolve(),
    ...changes,
  });
  const app = express();
  app.use(channel.router);
  const { url, close } = await listen(app);
  closers.push(close);
  return { url, turns, log, channel };
}

/** Microsoft's side, to be named as an activity's serviceUrl. */
export async function startService(): Promise<TeamsService> {
  const service = await startTeamsService();
  closers.push(service.close);
  return service;
}

/** A reply of one text. */
export function say(text: string, audience: Reply['audience'] = 'here'): Reply {
  return { audience, blocks: [{ type: 'text', text }] };
}
