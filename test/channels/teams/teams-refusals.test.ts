import { generateKeyPairSync, sign } from 'node:crypto';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen, makeActivity, post } from '../../support/teams-client.ts';
import { say, start } from './start-teams.ts';

const ISSUER = 'https://api.botframework.com';

describe('when things go wrong', () => {
  it.each([
    '{"type": "message"',
    'not json',
    '"text"',
    '[]',
    'null',
    '{}',
    '{"type": 7}',
    '{"type": ""}',
    '{"type": "message"}',
    '{"type": "message", "from": {"id": "a"}, "conversation": {}}',
    '{"type": "message", "from": "me", "conversation": {"id": "c"}}',
    '{"type": "message", "from": {"id": "a"}, "conversation": {"id": "c"}, "serviceUrl": 7}',
    '{"type": "message", "conversation": {"id": "c"}}',
  ])('refuses the body %s with 400', async (body) => {
    const { url, turns } = await start(() => ({ replies: [] }));
    expect((await post(url, body)).status).toBe(400);
    expect(turns).toEqual([]);
  });

  it('refuses what is not JSON, and what is too long', async () => {
    const { url } = await start(() => ({ replies: [] }));
    expect((await post(url, 'type=message', { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post(url, makeActivity({ text: 'x'.repeat(600_000) }))).status).toBe(413);
  });

  it('says a kind sentence where the conversation fails, and logs a code only', async () => {
    const { url, log } = await start(() => {
      throw Object.assign(new Error('secret words of Ann'), { code: 'SQLITE_BUSY' });
    });
    const { status, activities } = await post(url, makeActivity({ text: 'my sister' }));
    expect(status).toBe(200);
    expect(activities.map((activity) => activity.text)).toEqual([
      expect.stringContaining('something went wrong on my side') as string,
    ]);
    expect(log.join()).toContain('SQLITE_BUSY');
    expect(log.join()).not.toMatch(/secret|sister|Ann/);
    expect((await post(url, makeActivity({ text: 'again' }))).status).toBe(200);
  });

  it('survives a service that cannot be reached', async () => {
    const { url, log } = await start(() => ({ replies: [say('Yes.')] }));
    const activity = makeActivity({ text: 'hi', deliveryMode: undefined, serviceUrl: 'nonsense' });
    expect((await post(url, activity)).status).toBe(200);
    expect(log.length).toBeGreaterThan(0);
  });
});

describe('with an app id', () => {
  const secured = { appId: '00000000-0000-4000-8000-000000000000', appPassword: 'password' };

  it.each([
    ['no token', {}],
    ['an empty one', { authorization: '' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
    ['no more than a word', { authorization: 'Bearer' }],
    ['nonsense', { authorization: 'Bearer abc.def.ghi' }],
    [
      'an unsigned token of the right issuer',
      {
        authorization: `Bearer ${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from(
          '{"iss":"https://example.org","aud":"00000000-0000-4000-8000-000000000000"}',
        ).toString('base64url')}.`,
      },
    ],
  ])('refuses a request with %s', async (_name, headers) => {
    const { url, turns } = await start(() => ({ replies: [say('never')] }), secured);
    const { status, body } = await post(url, makeActivity({ text: 'hello' }), headers);
    expect(status).toBe(401);
    expect(body).not.toContain('never');
    expect(turns).toEqual([]);
  });

  it('refuses every channel but Teams', async () => {
    const { url, turns } = await start(() => ({ replies: [] }), secured);
    for (const channelId of ['directline', 'webchat', 'emulator', undefined]) {
      expect((await post(url, makeActivity({ text: 'hello', channelId }))).status).toBe(401);
    }
    expect(turns).toEqual([]);
  });

  it('takes what Microsoft signed for it, and nothing signed for others', async () => {
    const microsoft = await startKeys();
    const { url, turns } = await start(() => ({ replies: [say('Yes.')] }), {
      ...secured,
      openIdMetadata: microsoft.url,
    });
    const serviceUrl = 'https://smba.example/uk/';
    const ask = async (claims: Record<string, unknown>): Promise<number> => {
      const authorization = `Bearer ${microsoft.sign({ aud: secured.appId, serviceurl: serviceUrl, ...claims })}`;
      return (await post(url, makeActivity({ text: 'hello', serviceUrl }), { authorization })).status;
    };
    expect(await ask({})).toBe(200);
    expect(turns).toHaveLength(1);
    expect(await ask({ aud: 'another-bot' })).toBe(401);
    expect(await ask({ iss: 'https://example.org' })).toBe(401);
    expect(await ask({ serviceurl: 'https://elsewhere.example/' })).toBe(401);
    expect(turns).toHaveLength(1);
  });
});

/** A stand-in for the place where Microsoft publishes its keys, and the private one of them. */
async function startKeys(): Promise<{ url: string; sign: (claims: Record<string, unknown>) => string }> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const app = express();
  const { url, close } = await listen(app);
  onTestFinished(close);
  app.get('/openid', (_request, response) => {
    response.json({ issuer: ISSUER, jwks_uri: `${url}/keys` });
  });
  app.get('/keys', (_request, response) => {
    response.json({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', endorsements: ['msteams'] }],
    });
  });
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return {
    url: `${url}/openid`,
    sign: (claims) => {
      const seconds = Math.floor(Date.now() / 1_000);
      const head = encode({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
      const body = encode({ iss: ISSUER, nbf: seconds - 60, exp: seconds + 600, ...claims });
      const signature = sign('RSA-SHA256', Buffer.from(`${head}.${body}`), privateKey);
      return `${head}.${body}.${signature.toString('base64url')}`;
    },
  };
}
