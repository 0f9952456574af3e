/**
 * What keeps pages safe: the headers of each, and what keeps a local page without sign-in local: only this machine's own page may
 * use its API. Binding to 127.0.0.1 is not enough, because any site open in the same browser can send requests there, by its
 * address or by a name it points there.
 */
import type { RequestHandler } from 'express';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/** What a page may load, and who may show it in a frame. */
function policyFor(frameAncestors: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
    // The card library is the only one that writes HTML; the page gives it no markdown to turn into any.
    "require-trusted-types-for 'script'",
    'trusted-types adaptivecards#markdownPassthroughPolicy adaptivecards#restoreContentsPolicy adaptivecards#deprecatedExportedFunctionPolicy',
  ].join('; ');
}

/**
 * Sets the headers that every answer of a page and its API carries.
 * @param frameAncestors the origins that may show the page in a frame; nobody where there are none
 * @param caching what browsers may keep
 */
export function createSafeHeaders({
  frameAncestors = [],
  caching = 'no-cache',
}: { frameAncestors?: readonly string[]; caching?: 'no-cache' | 'no-store' } = {}): RequestHandler {
  const headers = {
    'Content-Security-Policy': policyFor(frameAncestors),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Cache-Control': caching,
  };
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}

/** Lets through what comes from the page itself, or from a program on this machine that is no browser; 403 for the rest. */
export const refuseOtherSites: RequestHandler = (request, response, next) => {
  const host = request.get('host') ?? '';
  const origin = request.get('origin');
  const site = request.get('sec-fetch-site');
  const fromHere =
    LOOPBACK.test(host) &&
    (origin === undefined || origin === `http://${host}`) &&
    (site === undefined || site === 'same-origin' || site === 'none');
  if (fromHere) {
    next();
    return;
  }
  response.status(403).json({ error: 'This page answers only to itself, on this machine.' });
};
