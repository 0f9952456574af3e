/** What can go wrong between Beadle and Microsoft, as codes for the log and as outcomes of a delivery. */
import { z } from 'zod';
import type { Delivery } from '../../conversation/vocabulary.ts';

/** Microsoft answered, but not with success. */
export class ConnectorRefusal extends Error {
  readonly statusCode: number;
  readonly retryAfterMs: number | null;

  constructor(statusCode: number, retryAfterMs: number | null) {
    super(`The Bot Connector answered ${statusCode}.`);
    this.name = 'ConnectorRefusal';
    this.statusCode = statusCode;
    this.retryAfterMs = retryAfterMs;
  }
}

const withStatus = z.object({ statusCode: z.number() });
const withCode = z.object({ code: z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/) });
const withCause = z.object({ cause: z.unknown().optional() });

/** A short code that says what kind of error it is, and nothing of what anybody wrote. */
export function codeOf(error: unknown): string {
  const status = withStatus.safeParse(error);
  if (status.success) return `http_${status.data.statusCode}`;
  const code = withCode.safeParse(error);
  if (code.success) return code.data.code;
  const cause = withCause.safeParse(error);
  if (cause.success && cause.data.cause != null) return codeOf(cause.data.cause);
  return error instanceof Error ? error.name : 'unknown';
}

/** True where the sender of a request could not prove who they are. */
export function isUnauthorized(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = withStatus.safeParse(error);
  if (status.success) return status.data.statusCode === 401 || status.data.statusCode === 403;
  return ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'].includes(error.name);
}

/**
 * What a failed sending means for a message. Blocked, uninstalled, gone or refused for good: there is no way to
 * this person here. Everything else, our own credentials included, can change: try again.
 */
export function judgeFailure(error: unknown): Delivery {
  if (error instanceof ConnectorRefusal) {
    if ([400, 403, 404, 405, 410, 413].includes(error.statusCode)) return { result: 'unreachable' };
    const afterMs = error.retryAfterMs;
    return { result: 'retry', code: codeOf(error), ...(afterMs === null ? {} : { afterMs }) };
  }
  return { result: 'retry', code: codeOf(error) };
}

/**
 * What a failed change of a message means. One that is gone, or that Teams will never take, is left alone for good; where the
 * person has blocked Beadle it is still there, and may be changed once they have it again.
 */
export function judgeUpdateFailure(error: unknown): Delivery {
  if (error instanceof ConnectorRefusal && error.statusCode === 403) {
    return { result: 'retry', code: codeOf(error) };
  }
  return judgeFailure(error);
}

/** True where what was to be taken away is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ConnectorRefusal && [404, 410].includes(error.statusCode);
}

/** A Retry-After header, in seconds or as a date, as milliseconds from now. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.round(seconds * 1_000));
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
