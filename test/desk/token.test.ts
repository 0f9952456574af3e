import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTokenCheck, type CheckToken, type TokenResult } from '../../src/desk/token.ts';
import { tokenSettings } from '../../src/start/desk.ts';
import {
  makeStrangersKey,
  signInIssuer,
  startTokenIssuer,
  type TokenIssuer,
} from '../support/token-issuer.ts';

const APP = '0a0a0a0a-0000-4000-8000-000000000001';
const TENANT = '0b0b0b0b-0000-4000-8000-000000000002';
const OLWEN = '0c0c0c0c-0000-4000-8000-000000000003';
const HOST = 'beadle.example.gov.uk';
const HOUR = 3_600;

let microsoft: TokenIssuer;
let check: CheckToken;
beforeAll(async () => {
  microsoft = await startTokenIssuer();
  check = createTokenCheck(tokenSettings(APP, TENANT, microsoft.url), () => new Date());
});
afterAll(() => microsoft.close());
afterEach(() => {
  microsoft.fail(false);
});

const seconds = (): number => Math.floor(Date.now() / 1_000);

function token(claims: Record<string, unknown> = {}, other?: Parameters<TokenIssuer['sign']>[1]): string {
  return microsoft.sign(
    {
      iss: signInIssuer(TENANT),
      aud: APP,
      tid: TENANT,
      oid: OLWEN,
      scp: 'access_as_user',
      ver: '2.0',
      ...claims,
    },
    other,
  );
}

const read = (
  claims?: Record<string, unknown>,
  other?: Parameters<TokenIssuer['sign']>[1],
): Promise<TokenResult> => check(token(claims, other), HOST);

const GOOD = { ok: true, objectId: OLWEN };

describe('a token that is let through', () => {
  it('is of version 2, for the app', async () => {
    expect(await read()).toEqual(GOOD);
  });

  it('is of version 1, for the Application ID URI of the host asked for', async () => {
    const older = {
      iss: `https://sts.windows.net/${TENANT}/`,
      aud: `api://${HOST}/botid-${APP}`,
      ver: '1.0',
    };
    expect(await read(older)).toEqual(GOOD);
  });

  it('may hold other permissions besides', async () => {
    expect(await read({ scp: 'email access_as_user profile' })).toEqual(GOOD);
  });

  it('may be a little too young or too old, since clocks differ', async () => {
    expect(await read({ nbf: seconds() + 30 })).toEqual(GOOD);
    expect(await read({ exp: seconds() - 30 })).toEqual(GOOD);
  });

  it('names the tenant in whatever case', async () => {
    expect(await read({ tid: TENANT.toUpperCase() })).toEqual(GOOD);
  });
});

describe('a token that is refused', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['for another app', 'audience', { aud: '0d0d0d0d-0000-4000-8000-000000000009' }],
    ['for another host', 'audience', { aud: `api://elsewhere.example/botid-${APP}` }],
    ['for Microsoft Graph', 'audience', { aud: '00000003-0000-0000-c000-000000000000' }],
    ['for nobody', 'malformed', { aud: undefined }],
    ['of another issuer', 'issuer', { iss: 'https://login.example/v2.0' }],
    ['of another tenant’s issuer', 'issuer', { iss: signInIssuer('0e0e0e0e-0000-4000-8000-000000000009') }],
    ['of the Bot Framework', 'issuer', { iss: 'https://api.botframework.com' }],
    ['of another tenant', 'tenant', { tid: '0e0e0e0e-0000-4000-8000-000000000009' }],
    ['of no tenant', 'tenant', { tid: undefined }],
    ['that has run out', 'expired', { nbf: 0, exp: 1 }],
    ['that never runs out', 'malformed', { exp: undefined }],
    ['that says not from when', 'malformed', { nbf: undefined }],
    ['that says who in another form', 'nobody', { oid: [OLWEN] }],
    ['that says not who', 'nobody', { oid: undefined }],
    ['that says an empty who', 'nobody', { oid: '' }],
    ['of a program, not a person', 'scope', { scp: undefined, roles: ['access_as_user'] }],
    ['for something else', 'scope', { scp: 'User.Read' }],
    ['for something of a similar name', 'scope', { scp: 'access_as_users' }],
  ])('is one %s', async (_name, fault, claims) => {
    expect(await read(claims)).toEqual({ ok: false, fault });
  });

  it('is one whose time has not come', async () => {
    expect(await read({ nbf: seconds() + HOUR, exp: seconds() + 2 * HOUR })).toEqual({
      ok: false,
      fault: 'early',
    });
  });

  it('is one signed with another key, under a known or an unknown name', async () => {
    const key = makeStrangersKey();
    expect(await read({}, { key })).toEqual({ ok: false, fault: 'signature' });
    expect(await read({}, { key, kid: 'key-9' })).toEqual({ ok: false, fault: 'signature' });
  });

  it('is one signed by nobody, or in a way that the key is not for', async () => {
    expect(await read({}, { alg: 'none' })).toEqual({ ok: false, fault: 'signature' });
    expect(await read({}, { alg: 'HS256' })).toEqual({ ok: false, fault: 'signature' });
  });

  it('is one that was changed on the way', async () => {
    const [head, , signature] = token().split('.');
    const [, body] = token({ oid: '0f0f0f0f-0000-4000-8000-000000000009' }).split('.');
    expect(await check([head, body, signature].join('.'), HOST)).toEqual({ ok: false, fault: 'signature' });
  });

  it.each(['', 'x', 'a.b', 'a.b.c', `${'a'.repeat(5_000)}.b.c`, '....', 'null'])(
    'is no token at all: %s',
    async (text) => {
      expect(await check(text, HOST)).toEqual({ ok: false, fault: 'malformed' });
    },
  );
});

describe('Microsoft’s keys', () => {
  it('are asked for once, however many tokens come', async () => {
    await read();
    const before = microsoft.asked();
    await Promise.all([read(), read(), read()]);
    expect(microsoft.asked()).toBe(before);
  });

  it('are asked for again a few seconds after they could not be had', async () => {
    let now = new Date();
    const own = createTokenCheck(tokenSettings(APP, TENANT, microsoft.url), () => now);
    microsoft.fail(true);
    expect(await own(token(), HOST)).toEqual({ ok: false, fault: 'unavailable' });
    microsoft.fail(false);
    const before = microsoft.asked();
    expect(await own(token(), HOST)).toEqual({ ok: false, fault: 'unavailable' });
    expect(microsoft.asked()).toBe(before);
    now = new Date(now.getTime() + 6_000);
    expect(await own(token(), HOST)).toEqual(GOOD);
  });

  it('are not taken from a configuration of another tenant', async () => {
    const settings = tokenSettings(APP, TENANT, microsoft.url);
    const metadataUrl = settings.metadataUrl.replace(TENANT, '0e0e0e0e-0000-4000-8000-000000000009');
    const own = createTokenCheck({ ...settings, metadataUrl }, () => new Date());
    expect(await own(token(), HOST)).toEqual({ ok: false, fault: 'unavailable' });
  });
});

describe('where a tenant’s keys are', () => {
  it.each([
    [null, 'https://login.microsoftonline.com', 'https://sts.windows.net'],
    [
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
      'https://login.microsoftonline.com',
      'https://sts.windows.net',
    ],
    [
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      'https://login.microsoftonline.us',
      'https://sts.windows.net',
    ],
    [
      'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      'https://login.partner.microsoftonline.cn',
      'https://sts.chinacloudapi.cn',
    ],
    ['http://127.0.0.1:9/openid', 'http://127.0.0.1:9', 'https://sts.windows.net'],
  ])('follows from where the Bot Framework’s are: %s', (bot, login, older) => {
    expect(tokenSettings(APP, TENANT, bot)).toEqual({
      appId: APP,
      tenantId: TENANT,
      metadataUrl: `${login}/${TENANT}/v2.0/.well-known/openid-configuration`,
      olderIssuer: `${older}/${TENANT}/`,
    });
  });
});
