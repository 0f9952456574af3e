/** A stand-in for the place where Microsoft publishes the keys of its tokens, and for who signs with them. */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import express from 'express';
import { listen } from './teams-client.ts';

/** Who signs what Teams sends. */
export const TEAMS_ISSUER = 'https://api.botframework.com';

export type TokenIssuer = {
  /** To be given as `BotOpenIdMetadata`. */
  url: string;
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
  app.get('/openid', (_request, response) => {
    response.json({ issuer: TEAMS_ISSUER, jwks_uri: `${url}/keys` });
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
