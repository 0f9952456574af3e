/**
 * Slack's Web API as far as Beadle uses it, on this machine: it records every call, shows windows as Slack does, refuses
 * what Slack refuses, and can be told to fail, to limit, to hang or to cut the line.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { auditMessage, auditView } from '../../src/channels/slack/audit.ts';
import type { SlackMessage } from '../../src/channels/slack/message.ts';
import { FakeWindows, type Json } from './slack-windows.ts';

export type ApiCall = { method: string; args: Json; token: string };

/** How the fake answers a call instead of doing what was asked. */
export type Misbehaviour =
  | { error: string }
  | { status: number; retryAfter?: number }
  /** The line is cut. */
  | { cut: true }
  /** The answer waits for this, and is then given as usual. */
  | { after: Promise<unknown> };

/** A message as somebody sees it in Slack. */
export type ShownMessage = {
  channel: string;
  /** Only this person sees it; undefined where all in the channel do. */
  onlyFor?: string;
  threadTs?: string;
  ts: string;
  text: string;
  blocks: Json[];
};

export type FakeSlack = {
  /** The base URL to give as `slackApiUrl`. */
  apiUrl: string;
  calls: ApiCall[];
  callsOf: (method: string) => ApiCall[];
  messages: ShownMessage[];
  windows: FakeWindows;
  /** What each person's App Home shows. */
  pages: Map<string, Json>;
  users: Map<string, { email?: string; realName?: string }>;
  /** The next call of this method goes wrong so; several wait in line. */
  next: (method: string, misbehaviour: Misbehaviour) => void;
  /** Every call of this method goes wrong so, until told otherwise with null. */
  always: (method: string, misbehaviour: Misbehaviour | null) => void;
  /** A `response_url` for an answer that only this person sees. */
  responseUrl: (channel: string, user: string) => string;
  /** Where Socket Mode is to connect to; refused until this is called. */
  offerSocket: (url: string) => void;
  close: () => Promise<void>;
};

const RESPONSE_METHOD = 'response_url';

export async function startFakeSlack(): Promise<FakeSlack> {
  const windows = new FakeWindows();
  const calls: ApiCall[] = [];
  const messages: ShownMessage[] = [];
  const pages: FakeSlack['pages'] = new Map();
  const users: FakeSlack['users'] = new Map();
  const queued = new Map<string, Misbehaviour[]>();
  const standing = new Map<string, Misbehaviour>();
  const responseUrls = new Map<string, { channel: string; user: string; uses: number }>();
  let socketUrl = '';
  let count = 0;

  const show = (message: Omit<ShownMessage, 'ts'>): Json => {
    const { text, blocks } = message;
    const faults = auditMessage({ text, blocks } as unknown as SlackMessage);
    if (text === '') return { ok: false, error: 'no_text' };
    if (faults.length > 0) return { ok: false, error: 'invalid_blocks', faults };
    const shown = { ...message, ts: `1700000000.${String(++count).padStart(6, '0')}` };
    messages.push(shown);
    return { ok: true, channel: message.channel, ts: shown.ts, message_ts: shown.ts };
  };

  const withWindow = (args: Json, place: (view: Json) => Json): Json => {
    const view = args['view'] as Json;
    const faults = auditView(view);
    return faults.length > 0 ? { ok: false, error: 'invalid_arguments', faults } : place(view);
  };

  const methods: Record<string, (args: Json) => Json> = {
    'apps.connections.open': () =>
      socketUrl === '' ? { ok: false, error: 'invalid_auth' } : { ok: true, url: socketUrl },
    'auth.test': () => ({ ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' }),
    'chat.postMessage': (args) =>
      show({
        channel: asDirect(asText(args['channel'])),
        ...(args['thread_ts'] === undefined ? {} : { threadTs: asText(args['thread_ts']) }),
        text: asText(args['text']),
        blocks: (args['blocks'] ?? []) as Json[],
      }),
    'chat.update': (args) => {
      const found = messages.find(({ ts, channel }) => ts === args['ts'] && channel === args['channel']);
      const text = asText(args['text']);
      const blocks = (args['blocks'] ?? []) as Json[];
      const faults = auditMessage({ text, blocks } as unknown as SlackMessage);
      if (!found) return { ok: false, error: 'message_not_found' };
      if (faults.length > 0) return { ok: false, error: 'invalid_blocks', faults };
      Object.assign(found, { text, blocks });
      return { ok: true, channel: found.channel, ts: found.ts };
    },
    'chat.delete': (args) => {
      const at = messages.findIndex(({ ts, channel }) => ts === args['ts'] && channel === args['channel']);
      if (at === -1) return { ok: false, error: 'message_not_found' };
      messages.splice(at, 1);
      return { ok: true };
    },
    'assistant.threads.setSuggestedPrompts': () => ({ ok: true }),
    'chat.postEphemeral': (args) =>
      show({
        channel: asText(args['channel']),
        onlyFor: asText(args['user']),
        ...(args['thread_ts'] === undefined ? {} : { threadTs: asText(args['thread_ts']) }),
        text: asText(args['text']),
        blocks: (args['blocks'] ?? []) as Json[],
      }),
    'conversations.history': (args) => ({
      ok: true,
      messages: messages.filter((message) => message.channel === args['channel']),
    }),
    'conversations.open': (args) => ({ ok: true, channel: { id: asDirect(asText(args['users'])) } }),
    'users.info': (args) => {
      const user = users.get(asText(args['user']));
      if (!user) return { ok: false, error: 'user_not_found' };
      return {
        ok: true,
        user: { id: args['user'], profile: { email: user.email, real_name: user.realName } },
      };
    },
    'views.publish': (args) =>
      withWindow(args, (view) => {
        pages.set(asText(args['user_id']), view);
        return { ok: true, view: { id: `VHOME${asText(args['user_id'])}`, hash: String(++count) } };
      }),
    'views.open': (args) => withWindow(args, (view) => windows.open(asText(args['trigger_id']), view)),
    'views.push': (args) => withWindow(args, (view) => windows.push(asText(args['trigger_id']), view)),
    'views.update': (args) => withWindow(args, (view) => windows.update(asText(args['view_id']), view)),
  };

  const answer = async (method: string, work: () => Json, response: ServerResponse): Promise<void> => {
    const wrong = queued.get(method)?.shift() ?? standing.get(method);
    if (wrong && 'cut' in wrong) {
      response.destroy();
      return;
    }
    if (wrong && 'after' in wrong) await wrong.after;
    if (wrong && 'status' in wrong) {
      const headers = wrong.retryAfter === undefined ? {} : { 'retry-after': String(wrong.retryAfter) };
      response.writeHead(wrong.status, headers).end();
      return;
    }
    const body = wrong && 'error' in wrong ? { ok: false, error: wrong.error } : work();
    const status = method === RESPONSE_METHOD && body['ok'] !== true ? 404 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const respond = (path: string, args: Json): Json => {
    const target = responseUrls.get(path);
    if (!target || target.uses >= 5) return { ok: false, error: 'used_url' };
    target.uses += 1;
    const isForAll = args['response_type'] === 'in_channel';
    return show({
      channel: target.channel,
      ...(isForAll ? {} : { onlyFor: target.user }),
      text: asText(args['text']),
      blocks: (args['blocks'] ?? []) as Json[],
    });
  };

  const { server, url } = await listen(async (request, response) => {
    const path = request.url ?? '';
    const args = parseArguments(await readBody(request), request.headers['content-type'] ?? '');
    const isResponse = path.startsWith('/response/');
    const method = isResponse ? RESPONSE_METHOD : path.replace(/^\/api\//, '');
    calls.push({ method, args, token: (request.headers.authorization ?? '').replace('Bearer ', '') });
    const work = (): Json =>
      isResponse ? respond(path, args) : (methods[method]?.(args) ?? { ok: false, error: 'unknown_method' });
    await answer(method, work, response);
  });

  return {
    apiUrl: `${url}/api/`,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    messages,
    windows,
    pages,
    users,
    next: (method, misbehaviour) => queued.set(method, [...(queued.get(method) ?? []), misbehaviour]),
    always: (method, misbehaviour) => {
      if (misbehaviour) standing.set(method, misbehaviour);
      else standing.delete(method);
    },
    responseUrl: (channel, user) => {
      const path = `/response/${++count}`;
      responseUrls.set(path, { channel, user, uses: 0 });
      return url + path;
    },
    offerSocket: (url) => {
      socketUrl = url;
    },
    close: () => closeServer(server),
  };
}

/** The direct message with a person, by the person's id as well as its own. */
function asDirect(channel: string): string {
  return channel.startsWith('U') ? `D${channel.slice(1)}` : channel;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listen(handler: Handler): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    handler(request, response).catch(() => response.destroy());
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('close', () => sockets.clear());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parseArguments(body: string, contentType: string): Json {
  if (contentType.startsWith('application/json')) return JSON.parse(body) as Json;
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, /^[[{]/.test(value) ? tryJson(value) : value]),
  );
}

function tryJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
