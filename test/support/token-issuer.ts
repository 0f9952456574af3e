/** A stand-in for the place where Microsoft publishes the keys of its tokens, and for who signs with them. */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import express from 'express';
import { listen } from './teams-client.ts';

/** Who signs what Teams sends. */
export const TEAMS_ISSUER = 'https://api.botframework.com';

/** Who signs the people of a tenant in. */
export const signInIssuer = (tenant: string): string => `https://login.microsoftonline.com/${tenant}/v2.0`;

export type TokenIssuer = {
  /** To be given as `BotOpenIdMetadata`. */
  url: string;
  /** How often its keys or where they are were asked for. */
  asked: () => number;
  /** From now on it answers nothing but errors, or answers again. */
  fail: (isFailing: boolean) => void;
  /** A token of these claims, within its time unless they say otherwise; `with` signs it with another's key or name. */
  sign: (claims: Record<string, unknown>, other?: { key?: KeyObject; kid?: string; alg?: string }) => string;
  close: () => Promise<void>;
};

/** A key that nobody published. */
export function makeStrangersKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const app = express();
  const { url, close } = await listen(app);
  let asked = 0;
  let isFailing = false;
  app.use((_request, response, next) => {
    asked++;
    if (isFailing) response.status(503).end();
    else next();
  });
  app.get('/openid', (_request, response) => {
    response.json({ issuer: TEAMS_ISSUER, jwks_uri: `${url}/keys` });
  });
  // Where a tenant says who signs its people in.
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (request, response) => {
    response.json({ issuer: signInIssuer(request.params.tenant), jwks_uri: `${url}/keys` });
  });
  app.get('/keys', (_request, response) => {
    response.json({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', endorsements: ['msteams'] }],
    });
  });
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return {
    url: `${url}/openid`,
    close,
    asked: () => asked,
    fail: (value) => {
      isFailing = value;
    },
    sign: (claims, { key = privateKey, kid = 'key-1', alg = 'RS256' } = {}) => {
      const seconds = Math.floor(Date.now() / 1_000);
      const head = encode({ alg, typ: 'JWT', kid });
      const body = encode({ iss: TEAMS_ISSUER, nbf: seconds - 60, exp: seconds + 600, ...claims });
      const signature =
        alg === 'none' ? '' : sign('RSA-SHA256', Buffer.from(`${head}.${body}`), key).toString('base64url');
      return `${head}.${body}.${signature}`;
    },
  };
}
