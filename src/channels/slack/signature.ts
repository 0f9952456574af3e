/** Whether a request comes from Slack: the signature over its time and body, made with the app's signing secret. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Requests older than this, or as far ahead of our clock, are refused, so that a captured one is soon worthless. */
export const MAX_SKEW_SECONDS = 300;

export type SignedRequest = {
  signature: string | undefined;
  timestamp: string | undefined;
  /** The body exactly as it was received. */
  body: Uint8Array;
};

export type SignatureFault = 'missing' | 'malformed' | 'stale' | 'future' | 'mismatch';

/** @returns null for a request that Slack signed within five minutes of `now`, else why it is refused */
export function checkSignature(
  request: SignedRequest,
  signingSecret: string,
  now: Date,
): SignatureFault | null {
  const { signature, timestamp, body } = request;
  if (signature === undefined || timestamp === undefined || signingSecret === '') return 'missing';
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'malformed';
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (age > MAX_SKEW_SECONDS) return 'stale';
  if (age < -MAX_SKEW_SECONDS) return 'future';
  const expected = Buffer.from(signRequest(signingSecret, timestamp, body));
  return timingSafeEqual(expected, Buffer.from(signature)) ? null : 'mismatch';
}

/** The value of `X-Slack-Signature` for this time and body. */
export function signRequest(signingSecret: string, timestamp: string, body: Uint8Array): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}
