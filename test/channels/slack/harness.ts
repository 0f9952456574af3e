/** Beadle's Slack channel on an express app, a fake Slack, and a conversation that is a function. */
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { SlackChannel, SlackChannelOptions } from '../../../src/channels/slack/channel.ts';
import { createSlackChannel } from '../../../src/channels/slack/channel.ts';
import type {
  Block,
  Choice,
  Field,
  Form,
  Outcome,
  Reply,
  Turn,
} from '../../../src/conversation/vocabulary.ts';
import { startFakeSlack, type FakeSlack } from '../../support/fake-slack.ts';
import { SlackPerson } from '../../support/slack-person.ts';

export const SECRET = 'a-signing-secret';
export const NOW = new Date('2026-03-02T09:00:00Z');
export const now = (): Date => NOW;

export type Talk = (turn: Turn) => Outcome | Promise<Outcome>;

export type Harness = {
  slack: FakeSlack;
  channel: SlackChannel;
  endpoint: string;
  turns: Turn[];
  inputs: () => Turn['input'][];
  /** What the log has, one JSON object a line. */
  log: () => string;
  person: (user?: string) => SlackPerson;
  /** From now on this pause is over at once; until then it never is. */
  elapse: (pause: Pause) => void;
  close: () => Promise<void>;
};

/** Pauses by name: a wait of that many milliseconds is that pause. */
const TIMING = { submission: 801, opening: 1_001, settling: 401, lookup: 402 };
export type Pause = keyof typeof TIMING;

export async function startHarness(talk: Talk, options: Partial<SlackChannelOptions> = {}): Promise<Harness> {
  const slack = await startFakeSlack();
  const turns: Turn[] = [];
  const lines: string[] = [];
  const over = new Set<number>([TIMING.settling]);
  const channel = createSlackChannel({
    botToken: 'xoxb-test',
    signingSecret: SECRET,
    slackApiUrl: slack.apiUrl,
    councilFor: (team) => `council-of-${team}`,
    now,
    logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    conversation: {
      handle: async (turn) => {
        turns.push(turn);
        return talk(turn);
      },
    },
    timing: TIMING,
    wait: (ms) => (over.has(ms) ? Promise.resolve() : new Promise(() => undefined)),
    ...options,
  });
  const app = express();
  channel.mount(app);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    slack,
    channel,
    endpoint,
    turns,
    inputs: () => turns.map((turn) => turn.input),
    log: () => lines.join(''),
    person: (user = 'U1') => new SlackPerson({ slack, endpoint, signingSecret: SECRET, now, user }),
    elapse: (pause) => over.add(TIMING[pause]),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await slack.close();
    },
  };
}

export function say(...blocks: (string | Block)[]): Outcome {
  return { replies: [reply('private', ...blocks)] };
}

export function reply(audience: Reply['audience'], ...blocks: (string | Block)[]): Reply {
  return {
    audience,
    blocks: blocks.map((block) => (typeof block === 'string' ? { type: 'text', text: block } : block)),
  };
}

export const BACK: Choice = { label: 'Back', value: 'back:draft-1' };

export function form(parts: Partial<Form> = {}): Form {
  return {
    id: 'draft-1/who',
    title: 'With whom',
    intro: [{ type: 'text', text: 'Nobody is told before you confirm.' }],
    fields: [textField()],
    submit: 'Next',
    choices: [BACK],
    asking: 'name',
    ...parts,
  };
}

export function ask(parts: Partial<Form> = {}): Outcome {
  return say({ type: 'form', form: form(parts) });
}

export function textField(parts: Partial<Extract<Field, { type: 'text' }>> = {}): Field {
  return {
    type: 'text',
    name: 'name',
    label: 'Who is it?',
    required: true,
    multiline: false,
    maxLength: 200,
    ...parts,
  };
}

export function choiceField(parts: Partial<Extract<Field, { type: 'choice' }>> = {}): Field {
  return {
    type: 'choice',
    name: 'kind',
    label: 'What kind is it?',
    required: true,
    options: [
      { label: 'Family', value: 'family' },
      { label: 'A friend', value: 'friend' },
    ],
    ...parts,
  };
}

/** Resolves when told to. */
export function createGate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { opened: promise.then(() => undefined), open: () => resolve(undefined) };
}
