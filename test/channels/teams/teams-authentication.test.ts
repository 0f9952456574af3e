import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TeamsOptions } from '../../../src/channels/teams/teams-channel.ts';
import { makeActivity, post } from '../../support/teams-client.ts';
import { makeStrangersKey, startTokenIssuer, type TokenIssuer } from '../../support/token-issuer.ts';
import { say, start, type Setup } from './start-teams.ts';

const APP_ID = '00000000-0000-4000-8000-000000000000';
const SERVICE_URL = 'https://smba.example/uk/';
const HOUR = 3_600;

let microsoft: TokenIssuer;
beforeAll(async () => {
  microsoft = await startTokenIssuer();
});
afterAll(() => microsoft.close());

// The SDK prints what it refuses.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

type Kind = Pick<TeamsOptions, 'appType' | 'appPassword' | 'tenantId'>;

const KINDS: readonly [string, Kind][] = [
  ['SingleTenant', { appType: 'SingleTenant', appPassword: 'password', tenantId: 'tenant-1' }],
  ['MultiTenant', { appType: 'MultiTenant', appPassword: 'password', tenantId: null }],
  ['UserAssignedMSI', { appType: 'UserAssignedMSI', appPassword: null, tenantId: 'tenant-1' }],
];

function begin(kind: Kind): Promise<Setup> {
  return start(() => ({ replies: [say('Yes.')] }), {
    appId: APP_ID,
    openIdMetadata: microsoft.url,
    ...kind,
  });
}

function seconds(): number {
  return Math.floor(Date.now() / 1_000);
}

function tokenOf(claims: Record<string, unknown>, other?: Parameters<TokenIssuer['sign']>[1]): string {
  return microsoft.sign({ aud: APP_ID, serviceurl: SERVICE_URL, ...claims }, other);
}

async function send(
  { url }: Setup,
  token: string | null,
  changes: Record<string, unknown> = {},
): Promise<number> {
  const activity = makeActivity({ text: 'hello', serviceUrl: SERVICE_URL, ...changes });
  return (await post(url, activity, token === null ? {} : { authorization: `Bearer ${token}` })).status;
}

describe.each(KINDS)('a bot of the kind %s', (name, kind) => {
  it('takes what Microsoft signed for it', async () => {
    const setup = await begin(kind);
    expect(await send(setup, tokenOf({}))).toBe(200);
    expect(await send(setup, tokenOf({ nbf: seconds() + 120 })), 'a clock two minutes ahead').toBe(200);
    expect(setup.turns).toHaveLength(2);
  });

  it.each<[string, () => string | null]>([
    ['no token', () => null],
    ['a token for another bot', () => tokenOf({ aud: 'another-bot' })],
    ['a token for nobody', () => tokenOf({ aud: undefined })],
    ['a token of another issuer', () => tokenOf({ iss: 'https://example.org' })],
    ['a token of no issuer', () => tokenOf({ iss: undefined })],
    [
      'a token signed with a key of that name by somebody else',
      () => tokenOf({}, { key: makeStrangersKey() }),
    ],
    ['a token signed with a key that nobody published', () => tokenOf({}, { kid: 'key-2' })],
    ['a token that nobody signed', () => tokenOf({}, { alg: 'none' })],
    ['a token that has expired', () => tokenOf({ nbf: seconds() - 2 * HOUR, exp: seconds() - HOUR })],
    ['a token that is not valid yet', () => tokenOf({ nbf: seconds() + HOUR, exp: seconds() + 2 * HOUR })],
    ['a token for another service', () => tokenOf({ serviceurl: 'https://elsewhere.example/' })],
    ['a token that names no service', () => tokenOf({ serviceurl: undefined })],
    ['half a token', () => tokenOf({}).slice(0, -20)],
  ])('refuses %s', async (_what, token) => {
    const setup = await begin(kind);
    expect(await send(setup, token())).toBe(401);
    expect(setup.turns).toEqual([]);
    expect(setup.log.join()).not.toMatch(/hello|Ann/);
  });

  it('refuses an activity that does not say where it comes from', async () => {
    const setup = await begin(kind);
    expect(await send(setup, tokenOf({}), { serviceUrl: undefined })).toBe(401);
    expect(await send(setup, tokenOf({}), { serviceUrl: '' })).toBe(401);
    expect(setup.turns).toEqual([]);
  });

  it(name === 'MultiTenant' ? 'takes every tenant' : 'refuses every tenant but its own', async () => {
    const setup = await begin(kind);
    const other = { id: 'c', conversationType: 'personal', tenantId: 'tenant-2' };
    const unsaid = { id: 'c', conversationType: 'personal' };
    const data = { tenant: { id: 'tenant-2' } };
    const statuses = [
      await send(setup, tokenOf({}), { conversation: other, channelData: data }),
      await send(setup, tokenOf({}), { conversation: unsaid, channelData: data }),
      await send(setup, tokenOf({}), { channelData: data }),
      await send(setup, tokenOf({}), { conversation: unsaid, channelData: undefined }),
    ];
    const expected = name === 'MultiTenant' ? 200 : 401;
    expect(statuses).toEqual([expected, expected, expected, expected]);
    expect(setup.turns).toHaveLength(name === 'MultiTenant' ? 4 : 0);
    // Ids are the same in capitals.
    const capitals = { id: 'c', conversationType: 'personal', tenantId: 'TENANT-1' };
    expect(await send(setup, tokenOf({}), { conversation: capitals })).toBe(200);
  });
});
