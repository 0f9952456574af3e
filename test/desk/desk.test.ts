import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskDoor } from '../../src/desk/desk.ts';
import { sendToDesk } from '../support/desk-person.ts';
import { makeStrangersKey, startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';
import { cardText } from '../support/world.ts';
import { LOCAL, OLWEN, signIn, startDesk, teamsDoor, TENANT, TWINS, type DeskServer } from './desk-server.ts';

const ID = '7d9f2a10-5b1e-4c3a-9d2e-0a1b2c3d4e5f';
const HOME = { home: true };

let microsoft: TokenIssuer;
let desk: DeskServer;
beforeAll(async () => {
  microsoft = await startTokenIssuer();
});
afterAll(() => microsoft.close());
afterEach(() => desk.close());

async function start(door: DeskDoor, options?: Parameters<typeof startDesk>[1]): Promise<void> {
  desk = await startDesk(door, options);
}
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const demo = (key = 'olwen@council.example', council = 'swale'): Record<string, string> => ({
  authorization: `Demo ${council} ${encodeURIComponent(key)}`,
});
const send = (body: unknown, headers: Record<string, string>) => sendToDesk(desk.url, body, headers);
const get = (path: string): Promise<Response> => fetch(desk.url + path);

/** With headers that fetch does not let one set. */
function statusWith(headers: Record<string, string>, path = '/desk/api/councils'): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(desk.url + path, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the page', () => {
  it('names no file that is not served, and nothing of anywhere else', async () => {
    for (const door of [LOCAL, teamsDoor(microsoft)]) {
      await start(door);
      const page = await (await get('/desk')).text();
      expect(page).not.toMatch(/https?:\/\//);
      const queue = [...page.matchAll(/(?:src|href)="(\/desk\/assets\/[^"]+)"/g)].map(
        ([, path = '']) => path,
      );
      expect(queue.some((path) => path.endsWith('teams-library.js'))).toBe(door.opens === 'teams');
      const seen = new Set<string>();
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        if (seen.has(path)) continue;
        seen.add(path);
        const file = await get(path);
        expect(file.status, path).toBe(200);
        if (/adaptivecards|teams-library/.test(path)) continue;
        const text = await file.text();
        queue.push(
          ...[...text.matchAll(/from '\.\/([^']+)'/g)].map(([, name = '']) => `/desk/assets/${name}`),
        );
      }
      expect(seen.size).toBeGreaterThan(9);
      expect((await get('/desk/assets/..%2fdesk.ts')).status).toBe(404);
      expect((await get('/desk/assets/%2e%2e/token.ts')).status).toBe(404);
      if (door.opens === 'local') await desk.close();
    }
  });

  it('may be framed by Teams and its relatives, in Teams', async () => {
    await start(teamsDoor(microsoft));
    const { headers } = await get('/desk');
    const policy = headers.get('content-security-policy') ?? '';
    const ancestors = policy.split('; ').find((part) => part.startsWith('frame-ancestors ')) ?? '';
    expect(ancestors.split(' ')).toEqual(
      expect.arrayContaining([
        'https://teams.microsoft.com',
        'https://*.teams.microsoft.com',
        'https://*.cloud.microsoft',
      ]),
    );
    expect(ancestors).not.toMatch(/ (\*|https:)( |$)/);
    expect(policy).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('may keep its files, which are the same for everybody, but asks whether they have changed', async () => {
    await start(LOCAL);
    const { headers } = await get('/desk/assets/desk.js');
    expect(headers.get('cache-control')).toBe('no-cache');
    const etag = { 'if-none-match': headers.get('etag') ?? '' };
    expect(await statusWith(etag, '/desk/assets/desk.js')).toBe(304);
  });

  it('may be framed by nobody in local mode', async () => {
    await start(LOCAL);
    expect((await get('/desk')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('says where there is none, and what to do; nothing can be asked there', async () => {
    await start({ opens: 'never', why: 'It needs <Teams>.' });
    const page = await get('/desk');
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('It needs &lt;Teams&gt;.');
    const asked = await fetch(`${desk.url}/desk/api/turn`, { method: 'POST', headers: demo() });
    expect(asked.status).toBe(404);
    expect((await get('/desk/api/councils')).status).toBe(404);
  });
});

describe('in Teams', () => {
  it('asks the conversation as the person whom the token names', async () => {
    await start(teamsDoor(microsoft));
    const answer = await send(HOME, bearer(signIn(microsoft)));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(desk.turns).toEqual([
      {
        council: 'swale',
        speaker: { channel: 'web', tenant: 'local', userId: 'olwen@council.example', name: 'Olwen Parry' },
        scope: 'personal',
        eventId: null,
        input: { type: 'home' },
      },
    ]);
  });

  it('takes the Application ID URI of the host asked for, as older tokens have it', async () => {
    await start(teamsDoor(microsoft));
    const aud = (host: string): string => `api://${host}/botid-0a0a0a0a-0000-4000-8000-000000000001`;
    expect((await send(HOME, bearer(signIn(microsoft, { aud: aud('127.0.0.1') })))).status).toBe(200);
    expect((await send(HOME, bearer(signIn(microsoft, { aud: aud('elsewhere.example') })))).status).toBe(401);
  });

  it.each<[string, number, RegExp, () => string]>([
    ['without a token', 401, /open the desk in Microsoft Teams/, () => ''],
    ['with an empty one', 401, /open the desk in Microsoft Teams/, () => 'Bearer '],
    ['with words that prove nothing', 401, /could not be read/, () => 'Bearer please'],
    [
      'by the door for local mode',
      401,
      /open the desk in Microsoft Teams/,
      () => demo()['authorization'] ?? '',
    ],
    [
      'with a token that has run out',
      401,
      /has run out/,
      () => `Bearer ${signIn(microsoft, { nbf: 0, exp: 1 })}`,
    ],
    [
      'with one for another app',
      401,
      /Application ID URI/,
      () => `Bearer ${signIn(microsoft, { aud: TENANT })}`,
    ],
    ['of another tenant', 401, /switch to your council/, () => `Bearer ${signIn(microsoft, { tid: OLWEN })}`],
    [
      'of another issuer',
      401,
      /not from your council/,
      () => `Bearer ${signIn(microsoft, { iss: 'https://x.example' })}`,
    ],
    [
      'with a stranger’s signature',
      401,
      /could not be checked/,
      () => `Bearer ${signIn(microsoft, {}, { key: makeStrangersKey() })}`,
    ],
    ['without the permission', 401, /access_as_user/, () => `Bearer ${signIn(microsoft, { scp: 'openid' })}`],
    [
      'without an object id',
      401,
      /does not say who you are/,
      () => `Bearer ${signIn(microsoft, { oid: undefined })}`,
    ],
    [
      'not being in the people file',
      403,
      /list of people/,
      () => `Bearer ${signIn(microsoft, { oid: TENANT })}`,
    ],
    ['being two lines of it', 403, /list of people/, () => `Bearer ${signIn(microsoft, { oid: TWINS })}`],
  ])('lets nobody in %s, and says what to do', async (_name, status, sentence, authorize) => {
    await start(teamsDoor(microsoft));
    const authorization = authorize();
    const answer = await send(HOME, authorization === '' ? {} : { authorization });
    expect(answer.status).toBe(status);
    expect(answer.error).toMatch(sentence);
    expect(desk.turns).toEqual([]);
  });

  it('says that it is not the person’s fault where Microsoft does not answer', async () => {
    await start(teamsDoor(microsoft));
    microsoft.fail(true);
    try {
      const answer = await send(HOME, bearer(signIn(microsoft)));
      expect(answer.status).toBe(503);
      expect(answer.error).toContain('Microsoft did not answer');
    } finally {
      microsoft.fail(false);
    }
  });

  it('logs why somebody was not let in, and neither token nor name nor id', async () => {
    await start(teamsDoor(microsoft));
    const token = signIn(microsoft, { oid: TENANT, name: 'Somebody Else' });
    await send(HOME, bearer(token));
    await send(HOME, bearer(signIn(microsoft, { nbf: 0, exp: 1 })));
    const log = desk.logged.join('');
    expect(log).toContain('"code":"unknown-person"');
    expect(log).toContain('"code":"expired"');
    expect(log).not.toContain(token);
    expect(log).not.toMatch(/Somebody|Bearer|eyJ/);
    expect(log).not.toContain(TENANT);
  });

  it('reads no body of whoever is not let in', async () => {
    await start(teamsDoor(microsoft));
    const answer = await send('{'.repeat(300_000), {});
    expect(answer.status).toBe(401);
  });

  it('lists no people', async () => {
    await start(teamsDoor(microsoft));
    expect((await get('/desk/api/councils')).status).toBe(404);
  });
});

describe('in local mode', () => {
  it('lists the councils and their people', async () => {
    await start(LOCAL);
    const { councils } = (await (await get('/desk/api/councils')).json()) as { councils: unknown[] };
    expect(councils).toMatchObject([
      { id: 'swale', name: 'Swale Borough Council', people: [{ key: 'olwen@council.example' }, {}, {}, {}] },
    ]);
    expect(JSON.stringify(councils)).not.toContain(OLWEN);
  });

  it('is whoever the page says, of those people', async () => {
    await start(LOCAL);
    expect((await send(HOME, demo())).status).toBe(200);
    for (const headers of [
      demo('nobody@x.example'),
      demo(undefined, 'elsewhere'),
      {},
      { authorization: 'Demo %E0 %' },
    ]) {
      const answer = await send(HOME, headers);
      expect(answer.status).toBe(401);
      expect(answer.error).toContain('choose a council and a person');
    }
    expect(desk.turns).toHaveLength(1);
  });

  it.each([
    ['another name pointing here', { host: 'evil.example' }],
    ['another site', { origin: 'https://evil.example' }],
    ['another site’s frame or picture', { 'sec-fetch-site': 'cross-site' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
  ])('refuses %s', async (_name, headers) => {
    await start(LOCAL);
    expect(await statusWith(headers)).toBe(403);
  });
});

describe('what the page may send', () => {
  const choice = { beadle: 1, input: 'choice', value: 'mine' };

  it('is looking, asking, pressing, filling in, and looking again', async () => {
    await start(LOCAL);
    await send(HOME, demo());
    await send({ id: randomUUID(), text: 'can I?' }, demo());
    await send({ id: ID, data: choice }, demo());
    await send(
      { id: randomUUID(), data: { beadle: 1, input: 'form', form: 'f:1', 'field.what': 'x' } },
      demo(),
    );
    await send({ refresh: 'case:SWA-2026-0001' }, demo());
    expect(desk.turns.map(({ input }) => input)).toEqual([
      { type: 'home' },
      { type: 'text', text: 'can I?', asks: true },
      { type: 'choice', value: 'mine' },
      { type: 'form', form: 'f:1', values: { what: 'x' } },
      { type: 'refresh', value: 'case:SWA-2026-0001' },
    ]);
    expect(desk.turns[2]?.eventId).toBe(ID);
  });

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['no JSON', '{'],
    ['an id that is none', { id: '1', text: 'x' }],
    ['no id', { text: 'x' }],
    ['two things at once', { id: ID, text: 'x', data: choice }],
    ['a button of another’s', { id: ID, data: { input: 'choice', value: 'mine' } }],
    ['more than was asked', { home: true, person: 'asha@council.example' }],
  ])('is not %s', async (_name, body) => {
    await start(LOCAL);
    expect((await send(body, demo())).status).toBe(400);
    expect(desk.turns).toEqual([]);
  });

  it('is not a form of another site’s', async () => {
    await start(LOCAL);
    expect((await send(JSON.stringify(HOME), { ...demo(), 'content-type': 'text/plain' })).status).toBe(400);
  });

  it('is not more than a message may be long', async () => {
    await start(LOCAL);
    const answer = await send({ id: ID, text: 'x'.repeat(110_000) }, demo());
    expect(answer.status).toBe(413);
    expect(answer.error).toContain('100 kB');
  });

  it('is done once, however often it comes', async () => {
    await start(LOCAL);
    const first = await send({ id: ID, data: choice }, demo());
    const second = await send({ id: ID, data: choice }, demo());
    expect(second.cards).toEqual(first.cards);
    await send({ id: ID, data: choice }, demo('asha@council.example'));
    expect(desk.turns).toHaveLength(2);
  });

  it('is not too much at once, for one person, for a minute', async () => {
    let now = new Date('2026-11-20T10:00:00Z');
    await start(LOCAL, { now: () => now });
    for (let count = 0; count < 120; count++) expect((await send(HOME, demo())).status).toBe(200);
    const refused = await send(HOME, demo());
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(refused.error).toContain('60 seconds');
    expect((await send(HOME, demo('asha@council.example'))).status).toBe(200);
    now = new Date('2026-11-20T10:01:00Z');
    expect((await send(HOME, demo())).status).toBe(200);
  });
});

describe('what it shows', () => {
  it('is cards, and by what they are drawn anew where there is one', async () => {
    await start(LOCAL, {
      answer: () =>
        Promise.resolve({
          replies: [
            { audience: 'private', blocks: [{ type: 'heading', text: 'SWA-1' }], live: 'case:SWA-1' },
          ],
        }),
    });
    const answer = await send(HOME, demo());
    expect(cardText(answer.cards)).toContain('SWA-1');
    expect(answer.live).toBe('case:SWA-1');
  });

  it('is a sentence where Beadle fails, and the log holds nothing that was typed', async () => {
    await start(LOCAL, { answer: () => Promise.reject(new Error('my secret words')) });
    const answer = await send({ id: ID, text: 'my secret words' }, demo());
    expect(answer.status).toBe(500);
    expect(answer.error).toBe('Beadle could not answer just now. Please try again in a moment.');
    expect(desk.logged.join('')).toContain(ID);
    expect(desk.logged.join('')).not.toMatch(/secret|olwen/i);
  });
});
