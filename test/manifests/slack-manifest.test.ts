import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readCommand } from '../../src/channels/slack/on-command.ts';
import { PROMPTS } from '../../src/channels/slack/on-event.ts';
import { ASK_SHORTCUT, MESSAGE_SHORTCUT } from '../../src/channels/slack/on-shortcut.ts';
import { SLACK_PATH } from '../../src/channels/slack/receiver.ts';
import { COMMANDS } from '../../src/conversation/vocabulary.ts';
import { readPng } from './png.ts';
import { validatorOf } from './schemas.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MANIFESTS = join(ROOT, 'manifests', 'slack');
const CHANNEL = join(ROOT, 'src', 'channels', 'slack');
const ADDRESS = `https://YOUR-SERVER${SLACK_PATH}`;

const manifestShape = z.object({
  display_information: z.object({ background_color: z.string() }),
  features: z.object({
    app_home: z.object({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    shortcuts: z.array(z.object({ name: z.string().max(24), type: z.string(), callback_id: z.string() })),
    agent_view: z.object({
      suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })),
    }),
    slash_commands: z.array(
      z.object({ command: z.string(), url: z.string().optional(), usage_hint: z.string() }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string().optional() }),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});

const texts = {
  http: readFileSync(join(MANIFESTS, 'manifest.yaml'), 'utf8'),
  socket: readFileSync(join(MANIFESTS, 'manifest-socket-mode.yaml'), 'utf8'),
};
const http = manifestShape.parse(parse(texts.http));
const socket = manifestShape.parse(parse(texts.socket));

/** The source of the Slack channel: what it listens to and calls is read there. */
const source = readdirSync(CHANNEL)
  .map((file) => readFileSync(join(CHANNEL, file), 'utf8'))
  .join('\n');

function findAll(pattern: RegExp): string[] {
  return [...new Set([...source.matchAll(pattern)].map(([, found]) => found ?? ''))].sort();
}

/** The scope that each method and event of Slack's needs, as Slack's reference has it. */
const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  // Needs nothing where a workspace has no such pane: it is only called from there.
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  // Of Beadle's own messages alone.
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  // To a person's own id too, so that no im:write is needed.
  'chat.postMessage': ['chat:write'],
  // Asked of direct messages alone.
  'conversations.history': ['im:history'],
  // With the address in the answer.
  'users.info': ['users:read', 'users:read.email'],
  'chat.update': ['chat:write'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
const SCOPES_OF_EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  'message.im': ['im:history'],
  tokens_revoked: [],
};
/** Sent to apps with `assistant_view` alone; Slack's guide to `agent_view` says that `app_home_opened` replaces it. */
const OLDER_EVENTS = ['assistant_thread_started'];
const METHOD =
  /'((?:admin|apps|assistant|auth|bookmarks|bots|calls|canvases|chat|conversations|dnd|emoji|files|functions|pins|reactions|reminders|search|stars|team|usergroups|users|views|workflows)\.[A-Za-z.]+)'/g;

const validate = validatorOf('slack-manifest.schema.json');

describe.skipIf(validate === null)("Slack's schema of manifests", () => {
  it.each(Object.entries(texts))('has nothing against the manifest for %s', (_mode, text) => {
    expect(validate?.(parse(text))).toEqual([]);
  });

  it('would find a fault', () => {
    expect(validate?.({ display_information: { name: 'x'.repeat(40) } })).toHaveLength(1);
  });
});

describe("Slack's manifests", () => {
  it('send everything to the one address that is served, to be filled in five times', () => {
    const addresses = [
      ...http.features.slash_commands.map(({ url }) => url),
      http.settings.interactivity.request_url,
      http.settings.event_subscriptions.request_url,
    ];
    expect(addresses).toEqual(Array.from({ length: 5 }, () => ADDRESS));
    expect(texts.http.split(ADDRESS)).toHaveLength(6);
  });

  it('are the same for Socket Mode but for the addresses', () => {
    const withoutAddresses = texts.http.replace(/^ +(url|request_url): .*\n/gm, '');
    expect(socket).toEqual(
      manifestShape.parse({
        ...(parse(withoutAddresses) as object),
        settings: { ...manifestShape.parse(parse(withoutAddresses)).settings, socket_mode_enabled: true },
      }),
    );
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(texts.socket).not.toContain('YOUR-SERVER');
  });

  it('offer every slash command that Beadle answers, and no other', () => {
    const offered = http.features.slash_commands.map(({ command }) => command);
    expect(offered.filter((command) => readCommand(command, '') === null)).toEqual([]);
    expect([...offered].sort()).toEqual(findAll(/case '(\/[a-z]+)'/g));
  });

  it('offer both shortcuts that Beadle answers, and no other', () => {
    expect(http.features.shortcuts.map(({ type, callback_id: id }) => [type, id])).toEqual([
      ['global', ASK_SHORTCUT],
      ['message', MESSAGE_SHORTCUT],
    ]);
  });

  it('suggest the same to begin with as Beadle does itself', () => {
    expect(http.features.agent_view.suggested_prompts).toEqual(PROMPTS);
  });

  it('hint at every word that /protocol knows, and at no other', () => {
    const hint =
      http.features.slash_commands.find(({ command }) => command === '/protocol')?.usage_hint ?? '';
    const words = hint.match(/[a-z]+/g)?.filter((word) => word !== 'question');
    const known = COMMANDS.filter((word) => readCommand('/protocol', word)?.type === 'command');
    expect(words?.sort()).toEqual([...known].sort());
  });

  it('subscribe to the events that Beadle listens to, of messages the direct ones alone', () => {
    const gone = ['tokens_revoked', 'app_uninstalled'];
    for (const event of gone) expect(source).toContain(`'${event}'`);
    const listened = [...gone, ...findAll(/app\.event\('([a-z_]+)'/g)]
      .filter((event) => !OLDER_EVENTS.includes(event))
      .map((event) => (event === 'message' ? 'message.im' : event));
    expect([...http.settings.event_subscriptions.bot_events].sort()).toEqual(listened.sort());
  });

  it('ask for the scopes that are needed, and for no other', () => {
    const methods = findAll(METHOD);
    expect(methods).toContain('chat.postMessage');
    const needed = [
      'commands',
      ...methods.flatMap(
        (method) => SCOPES_OF_METHODS[method] ?? [`the scope of ${method}, not listed here`],
      ),
      ...http.settings.event_subscriptions.bot_events.flatMap(
        (event) => SCOPES_OF_EVENTS[event] ?? [`the scope of ${event}, not listed here`],
      ),
    ];
    expect([...http.oauth_config.scopes.bot].sort()).toEqual([...new Set(needed)].sort());
  });

  it('show the home tab only where Beadle fills it', () => {
    expect(http.features.app_home.home_tab_enabled).toBe(findAll(METHOD).includes('views.publish'));
  });

  it('come with an icon as large as Slack wants', () => {
    const { width, height } = readPng(readFileSync(join(MANIFESTS, 'icon.png')));
    expect([width, height]).toEqual([512, 512]);
  });
});
