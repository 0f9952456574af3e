/** Posting JSON over connections that are kept open: an answer to a command costs half of what `fetch` takes for it. */
import { Agent as HttpAgent, request as requestHttp, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResult } from './api.ts';

/** Any call to Slack takes at most this long. */
export const TIMEOUT_MS = 10_000;

const KEPT = { keepAlive: true, maxSockets: 50 };
const plainAgent = new HttpAgent(KEPT);
const secureAgent = new HttpsAgent(KEPT);

/** Posts to this address; follows no redirection, and never rejects. */
export async function postJson(url: URL, body: Record<string, unknown>): Promise<ApiResult> {
  const text = JSON.stringify(body);
  const first = await post(url, text);
  // The other end may close a connection just as it is used again.
  const posted = first === 'stale' ? await post(url, text) : first;
  if (!isLimited(posted) || posted.afterMs > LONGEST_PAUSE_MS) return describe(posted);
  await sleep(posted.afterMs, undefined, { ref: false });
  return describe(await post(url, text));
}

type Posted = { status: number; afterMs: number } | 'stale' | 'failed';

/** Whoever waits for an answer waits no longer than this; there are other ways to give it. */
const LONGEST_PAUSE_MS = 10_000;

function isLimited(posted: Posted): posted is Exclude<Posted, string> {
  return typeof posted === 'object' && posted.status === 429;
}

function describe(posted: Posted): ApiResult {
  if (typeof posted !== 'object') return { ok: false, code: 'network' };
  const { status, afterMs } = posted;
  if (status === 429) return { ok: false, code: 'rate_limited', afterMs };
  return status >= 200 && status < 300 ? { ok: true, data: {} } : { ok: false, code: `http_${status}` };
}

function readPause(header: string | undefined): number {
  const seconds = Number(header ?? '1');
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : 1_000;
}

function post({ protocol, hostname, port, pathname, search }: URL, text: string): Promise<Posted> {
  const isSecure = protocol === 'https:';
  const options: RequestOptions = {
    method: 'POST',
    // An address of IPv6 stands in brackets in a URL, and without them here.
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    ...(port === '' ? {} : { port }),
    path: pathname + search,
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
    timeout: TIMEOUT_MS,
    agent: isSecure ? secureAgent : plainAgent,
  };
  return new Promise((resolve) => {
    const request = (isSecure ? requestHttps : requestHttp)(options, (response) => {
      response.resume();
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve(status === undefined ? 'failed' : { status, afterMs: readPause(headers['retry-after']) });
      });
      response.on('error', () => resolve('failed'));
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve(request.reusedSocket && error.code === 'ECONNRESET' ? 'stale' : 'failed'),
    );
    // As a text, not as bytes, so that it goes out in one piece with the head.
    request.end(text);
  });
}
