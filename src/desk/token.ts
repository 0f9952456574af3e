/** Whether a token is one that Microsoft Entra gave to somebody of our tenant for our Teams app. */
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

export type TokenSettings = {
  /** Of the Azure bot, whose app registration the Teams app signs in with. */
  appId: string;
  tenantId: string;
  /** The address of the tenant's OpenID configuration, version 2. */
  metadataUrl: string;
  /** Who signs tokens of the older form, as the cloud in use names itself. */
  olderIssuer: string;
};

/** Why a token is refused. `unavailable`: Microsoft's keys could not be had, which is not the token's fault. */
export type TokenFault =
  | 'malformed'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'tenant'
  | 'expired'
  | 'early'
  | 'scope'
  | 'nobody'
  | 'unavailable';

export type TokenResult =
  /** `objectId`: the person's, in Microsoft Entra. */
  { ok: true; objectId: string } | { ok: false; fault: TokenFault };

/** @param host the name under which the request came, as it stands in the app's Application ID URI */
export type CheckToken = (token: string, host: string) => Promise<TokenResult>;

/** The permission that the app registration exposes to Teams. */
const SCOPE = 'access_as_user';
/** Clocks differ by this much and no more. */
const TOLERANCE_S = 60;
const FETCH_WITHIN_MS = 5_000;
/** The address of the keys changes about never, the keys every few weeks; jose looks for new ones by itself. */
const METADATA_FOR_MS = 24 * 3_600_000;
const FAILED_FOR_MS = 5_000;

const metadataSchema = z.object({ issuer: z.url(), jwks_uri: z.url() });

type Authority = { issuer: string; keys: JWTVerifyGetKey };

/** Nothing is fetched before the first token comes. */
export function createTokenCheck(settings: TokenSettings, now: () => Date): CheckToken {
  const authority = keepFor(METADATA_FOR_MS, now, () => readAuthority(settings));
  return async (token, host) => {
    let found: Authority;
    try {
      found = await authority();
    } catch {
      return { ok: false, fault: 'unavailable' };
    }
    try {
      const { payload } = await jwtVerify(token, found.keys, {
        algorithms: ['RS256'],
        issuer: [found.issuer, settings.olderIssuer],
        audience: [settings.appId, `api://${host}/botid-${settings.appId}`],
        requiredClaims: ['exp', 'nbf'],
        clockTolerance: TOLERANCE_S,
        currentDate: now(),
      });
      return readPerson(payload, settings);
    } catch (error) {
      return { ok: false, fault: nameFault(error) };
    }
  };
}

function readPerson(payload: JWTPayload, { tenantId }: TokenSettings): TokenResult {
  const { tid, oid, scp } = payload;
  if (typeof tid !== 'string' || tid.toLowerCase() !== tenantId.toLowerCase()) {
    return { ok: false, fault: 'tenant' };
  }
  if (typeof scp !== 'string' || !scp.split(' ').includes(SCOPE)) return { ok: false, fault: 'scope' };
  if (typeof oid !== 'string' || oid === '') return { ok: false, fault: 'nobody' };
  return { ok: true, objectId: oid };
}

/** @throws where the configuration cannot be had, or is that of another tenant */
async function readAuthority({ metadataUrl, tenantId }: TokenSettings): Promise<Authority> {
  const response = await fetch(metadataUrl, { signal: AbortSignal.timeout(FETCH_WITHIN_MS) });
  if (!response.ok) throw new Error(`The OpenID configuration answered ${response.status}.`);
  const { issuer, jwks_uri } = metadataSchema.parse(await response.json());
  if (!new URL(issuer).pathname.toLowerCase().startsWith(`/${tenantId.toLowerCase()}/`)) {
    throw new Error('The OpenID configuration is that of another tenant.');
  }
  return { issuer, keys: createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: FETCH_WITHIN_MS }) };
}

const FAULTS: Readonly<Record<string, TokenFault>> = {
  [errors.JWTExpired.code]: 'expired',
  [errors.JWTInvalid.code]: 'malformed',
  [errors.JWSInvalid.code]: 'malformed',
  [errors.JOSENotSupported.code]: 'malformed',
  [errors.JWSSignatureVerificationFailed.code]: 'signature',
  [errors.JOSEAlgNotAllowed.code]: 'signature',
  [errors.JWKSNoMatchingKey.code]: 'signature',
  [errors.JWKSMultipleMatchingKeys.code]: 'signature',
};
const FAULTS_OF_CLAIMS: Readonly<Record<string, TokenFault>> = {
  aud: 'audience',
  iss: 'issuer',
  nbf: 'early',
};

function nameFault(error: unknown): TokenFault {
  if (error instanceof errors.JWTClaimValidationFailed) {
    return (error.reason === 'check_failed' ? FAULTS_OF_CLAIMS[error.claim] : undefined) ?? 'malformed';
  }
  // What is left has to do with fetching the keys.
  return (error instanceof errors.JOSEError ? FAULTS[error.code] : undefined) ?? 'unavailable';
}

/** The newest result of `make`, for this long; a failure for a few seconds, so that requests do not become a flood of others. */
function keepFor<T>(ms: number, now: () => Date, make: () => Promise<T>): () => Promise<T> {
  let kept: { value: Promise<T>; until: number } | null = null;
  return () => {
    const at = now().getTime();
    if (kept === null || at >= kept.until) {
      const mine = { value: make(), until: at + ms };
      kept = mine;
      mine.value.catch(() => {
        mine.until = now().getTime() + FAILED_FOR_MS;
      });
    }
    return kept.value;
  };
}
