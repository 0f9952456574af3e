import { describe, expect, it } from 'vitest';
import { makeActivity, post } from '../../support/teams-client.ts';
import { say, start } from './start-teams.ts';

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
});
