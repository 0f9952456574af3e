import { randomUUID } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import express from 'express';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebChat, WebChatOptions } from '../../../src/channels/web/web-chat.ts';
import { createWebChat } from '../../../src/channels/web/web-chat.ts';
import type { Conversation, OutgoingMessage, Turn } from '../../../src/conversation/vocabulary.ts';

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
type Harness = {
  turns: Turn[];
  chat: WebChat;
  logged: string[];
  opened: unknown[];
  send: (method: string, path: string, options?: SendOptions) => Promise<Answer>;
  turn: (body: Record<string, unknown>) => Promise<Answer>;
  listen: (person: string) => Promise<Stream>;
};
type SendOptions = { headers?: Record<string, string>; body?: string };
type Stream = { next: () => Promise<string>; close: () => void };

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const PEOPLE = [
  { key: 'priya', name: 'Priya Shah', kind: 'officer' as const, jobTitle: 'Planning Officer' },
  { key: 'asha', name: 'Asha Patel', kind: 'member' as const, jobTitle: null },
];

async function start(
  options: Partial<WebChatOptions> & { answer?: Conversation['handle'] } = {},
): Promise<Harness> {
  const turns: Turn[] = [];
  const logged: string[] = [];
  const opened: unknown[] = [];
  const echo: Conversation['handle'] = ({ input }) =>
    Promise.resolve({
      replies: [{ audience: 'private', blocks: [{ type: 'text', text: JSON.stringify(input) }] }],
    });
  const chat = createWebChat({
    conversation: {
      handle: (turn) => {
        turns.push(turn);
        return (options.answer ?? echo)(turn);
      },
    },
    councils: () => [{ id: 'swale', name: 'Swale Borough Council', people: PEOPLE }],
    logger: pino(
      new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          logged.push(chunk.toString());
          done();
        },
      }),
    ),
    localMode: true,
    onOpen: (place) => void opened.push(place),
    ...options,
  });
  const server = createServer(express().use(chat.router));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const send = (
    method: string,
    path: string,
    { headers = {}, body = '' }: SendOptions = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return {
    turns,
    chat,
    logged,
    opened,
    send,
    turn: (body) => send('POST', '/chat/api/turn', { headers: JSON_TYPE, body: JSON.stringify(body) }),
    listen: (person) => listen(port, person),
  };
}

function listen(port: number, person: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const path = `/chat/api/messages?council=swale&person=${person}`;
    const outgoing = httpRequest({ host: '127.0.0.1', port, path }, (response) => {
      const events: string[] = [];
      let wake: (() => void) | null = null;
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        events.push(...chunk.split('\n\n').filter((event) => event.startsWith('event:')));
        wake?.();
      });
      const next = async (): Promise<string> => {
        while (events.length === 0) await new Promise<void>((arrived) => (wake = arrived));
        return events.shift() ?? '';
      };
      resolve({ next, close: () => void outgoing.destroy() });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const body = (more: Record<string, unknown>): Record<string, unknown> => ({
  council: 'swale',
  person: 'priya',
  id: randomUUID(),
  ...more,
});
const cardsOf = (answer: Answer): { body: { text?: string; inlines?: { text: string }[] }[] }[] =>
  (JSON.parse(answer.body) as { cards: { body: { text?: string; inlines?: { text: string }[] }[] }[] }).cards;
const message: OutgoingMessage = {
  id: 'message-1',
  council: 'swale',
  recipient: { name: 'Priya Shah', slackUserId: null, entraObjectId: null, key: 'priya' },
  reference: null,
  reply: { audience: 'private', blocks: [{ type: 'text', text: 'A case waits for you' }] },
};

describe('the chat page over HTTP', () => {
  it('comes with a strict policy, and has no script or style in it', async () => {
    const { send } = await start();
    const page = await send('GET', '/chat');
    expect(page.status).toBe(200);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.body).not.toMatch(/<style|<script(?![^>]* src="\/chat\/assets\/)|style="|\son[a-z]+="/);
    expect(page.body).not.toMatch(/https?:\/\//);
  });

  it('serves every file that the page and its modules name, and no other', async () => {
    const { send } = await start();
    const wanted = [...(await send('GET', '/chat')).body.matchAll(/(?:src|href)="(\/chat\/assets\/[^"]+)"/g)];
    const queue = wanted.map(([, path = '']) => path);
    const seen = new Set<string>();
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const file = await send('GET', path);
      expect(file.status, path).toBe(200);
      if (!path.endsWith('adaptivecards.js')) {
        queue.push(
          ...[...file.body.matchAll(/from '\.\/([^']+)'/g)].map(([, name = '']) => `/chat/assets/${name}`),
        );
      }
    }
    expect(seen.size).toBeGreaterThan(8);
    expect((await send('GET', '/chat/assets/../web-chat.ts')).status).toBe(404);
    expect((await send('GET', '/chat/assets/%2e%2e%2fweb-chat.ts')).status).toBe(404);
  });

  it('points to Slack and Teams where those are connected, and has no API', async () => {
    const { send, turn, chat, turns } = await start({ localMode: false });
    expect((await send('GET', '/chat')).body).toContain('Slack');
    expect((await turn(body({ text: 'hello' }))).status).toBe(404);
    expect((await send('GET', '/chat/api/councils')).status).toBe(404);
    expect(turns).toEqual([]);
    await expect(chat.deliverer.deliver(message)).resolves.toEqual({ result: 'unreachable' });
  });
});

describe('a turn', () => {
  it('of a text is the person’s, private, with the id of the page', async () => {
    const { turn, turns } = await start();
    const sent = body({ text: 'Can I attend?' });
    expect((await turn(sent)).status).toBe(200);
    expect(turns).toEqual([
      {
        council: 'swale',
        speaker: { channel: 'web', tenant: 'local', userId: 'priya', name: 'Priya Shah' },
        scope: 'personal',
        eventId: sent['id'],
        input: { type: 'text', text: 'Can I attend?' },
      },
    ]);
  });

  it('of a card’s button or form is read from its data', async () => {
    const { turn, turns } = await start();
    await turn(body({ data: { beadle: 1, input: 'choice', value: 'v' } }));
    await turn(body({ data: { beadle: 1, input: 'form', form: 'f', 'field.who': 'asha' } }));
    await turn(body({ hello: true }));
    expect(turns.map(({ input }) => input)).toEqual([
      { type: 'choice', value: 'v' },
      { type: 'form', form: 'f', values: { who: 'asha' } },
      { type: 'hello' },
    ]);
  });

  it('sent twice with one id is done once, and answered twice alike', async () => {
    const { turn, turns } = await start();
    const sent = body({ text: 'once' });
    const [first, second] = await Promise.all([turn(sent), turn(sent)]);
    const third = await turn(sent);
    expect(turns).toHaveLength(1);
    expect(cardsOf(second)).toEqual(cardsOf(first));
    expect(cardsOf(third)).toEqual(cardsOf(first));
  });

  it('with the id of somebody else’s turn is a turn of its own', async () => {
    const { turn, turns } = await start();
    const sent = body({ text: 'mine' });
    await turn(sent);
    await turn({ ...sent, person: 'asha', text: 'also mine' });
    expect(turns.map(({ speaker }) => speaker.userId)).toEqual(['priya', 'asha']);
  });

  it.each([
    ['nothing', {}],
    ['no id', { council: 'swale', person: 'priya', text: 'x' }],
    ['an id that is none', body({ id: '1', text: 'x' })],
    ['a text that is a number', body({ text: 1 })],
    ['two things at once', body({ text: 'x', hello: true })],
    ['a key that is not known', body({ text: 'x', admin: true })],
    ['data that no card of Beadle sends', body({ data: { beadle: 2, input: 'choice', value: 'v' } })],
    [
      'data with a field that is no text',
      body({ data: { beadle: 1, input: 'form', form: 'f', 'field.who': [] } }),
    ],
  ])('with %s gets 400', async (_name, sent) => {
    const { turn, turns } = await start();
    expect((await turn(sent)).status).toBe(400);
    expect(turns).toEqual([]);
  });

  it('that is no JSON, or not said to be, gets 400', async () => {
    const { send } = await start();
    expect((await send('POST', '/chat/api/turn', { headers: JSON_TYPE, body: '{"council":' })).status).toBe(
      400,
    );
    const plain = { headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify(body({ text: 'x' })) };
    expect((await send('POST', '/chat/api/turn', plain)).status).toBe(400);
  });

  it('for a council or person that is not there gets 404', async () => {
    const { turn } = await start();
    expect((await turn(body({ council: 'nowhere', text: 'x' }))).status).toBe(404);
    expect((await turn(body({ person: '__proto__', text: 'x' }))).status).toBe(404);
  });

  it('of 40,000 characters is passed on, of more than 100 kB gets 413', async () => {
    const { turn, turns } = await start();
    const long = '😀'.repeat(20_000);
    expect((await turn(body({ text: long }))).status).toBe(200);
    expect(turns[0]?.input).toEqual({ type: 'text', text: long });
    const tooLong = await turn(body({ text: 'x'.repeat(110_000) }));
    expect(tooLong.status).toBe(413);
    expect(tooLong.body).toContain('100 kB');
  });

  it('that fails inside gets 500, says nothing of why, and may be sent again', async () => {
    let fails = true;
    const secret = 'a secret that somebody typed';
    const { turn, logged } = await start({
      answer: () => {
        if (fails) return Promise.reject(new TypeError(secret));
        return Promise.resolve({ replies: [] });
      },
    });
    const sent = body({ text: secret });
    const failed = await turn(sent);
    expect(failed.status).toBe(500);
    expect(failed.body).not.toContain('secret');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('TypeError');
    expect(logged[0]).toContain(sent['id']);
    expect(logged.join('')).not.toContain('secret');
    fails = false;
    expect((await turn(sent)).status).toBe(200);
  });
});

describe('another site in the same browser', () => {
  const sent = { body: JSON.stringify(body({ text: 'x' })) };
  it.each([
    ['its origin', { Origin: 'https://evil.example' }],
    ['no origin', { Origin: 'null' }],
    ['the browser’s word', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another port of this machine', { 'Sec-Fetch-Site': 'same-site' }],
    ['a name that it points here', { Host: 'evil.example:3978' }],
    ['a name that begins like ours', { Host: '127.0.0.1.evil.example' }],
  ])('is refused by %s', async (_name, headers) => {
    const { send, turns } = await start();
    expect(
      (await send('POST', '/chat/api/turn', { ...sent, headers: { ...JSON_TYPE, ...headers } })).status,
    ).toBe(403);
    expect((await send('GET', '/chat/api/councils', { headers })).status).toBe(403);
    expect((await send('GET', '/chat/api/messages?council=swale&person=priya', { headers })).status).toBe(
      403,
    );
    expect(turns).toEqual([]);
  });

  it('is not confused with the page itself', async () => {
    const { send } = await start();
    const headers = {
      ...JSON_TYPE,
      Host: 'localhost:3978',
      Origin: 'http://localhost:3978',
      'Sec-Fetch-Site': 'same-origin',
    };
    expect((await send('POST', '/chat/api/turn', { ...sent, headers })).status).toBe(200);
  });
});

describe('a message that Beadle sends first', () => {
  it('waits in the outbox while no page of the person is open', async () => {
    const { chat, listen } = await start();
    const other = await listen('asha');
    await expect(chat.deliverer.deliver(message)).resolves.toEqual({
      result: 'retry',
      code: 'not-open',
      afterMs: 2000,
    });
    other.close();
  });

  it('is sent once a page says that it shows it', async () => {
    const { chat, listen, send, opened } = await start();
    const page = await listen('priya');
    expect(opened).toEqual([{ council: 'swale', person: 'priya' }]);
    const delivery = chat.deliverer.deliver(message);
    const again = chat.deliverer.deliver(message);
    const event = await page.next();
    expect(event).toContain('"id":"message-1"');
    expect(event).toContain('A case waits for you');
    const shown = JSON.stringify({ council: 'swale', person: 'priya', message: 'message-1' });
    const confirmed = await send('POST', '/chat/api/messages/shown', { headers: JSON_TYPE, body: shown });
    expect(confirmed.status).toBe(204);
    await expect(delivery).resolves.toEqual({ result: 'sent' });
    await expect(again).resolves.toEqual({ result: 'sent' });
    page.close();
  });

  it('is tried again where a page says nothing', async () => {
    const { chat, listen } = await start({ confirmWithinMs: 1 });
    const page = await listen('priya');
    await expect(chat.deliverer.deliver(message)).resolves.toMatchObject({
      result: 'retry',
      code: 'not-shown',
    });
    page.close();
  });

  it('has no way to somebody whom the page does not offer', async () => {
    const { chat } = await start();
    const stranger = { ...message, recipient: { ...message.recipient, key: 'stranger' } };
    await expect(chat.deliverer.deliver(stranger)).resolves.toEqual({ result: 'unreachable' });
    await expect(chat.deliverer.deliver({ ...message, council: 'tdc' })).resolves.toEqual({
      result: 'unreachable',
    });
  });

  it('is not listened for by nobody', async () => {
    const { send } = await start();
    expect((await send('GET', '/chat/api/messages')).status).toBe(400);
    expect((await send('GET', '/chat/api/messages?council=swale&person=nobody')).status).toBe(404);
  });

  it('does not keep the server open after close', async () => {
    const { chat, listen } = await start();
    const page = await listen('priya');
    chat.close();
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    page.close();
  });
});
