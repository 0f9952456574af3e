/** Posting JSON over connections that are kept open: an answer to a command costs half of what `fetch` takes for it. */
import { Agent as HttpAgent, request as requestHttp, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
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
  return first === 'stale' ? describe(await post(url, text)) : describe(first);
}

type Posted = number | 'stale' | 'failed';

function describe(posted: Posted): ApiResult {
  if (typeof posted !== 'number') return { ok: false, code: 'network' };
  return posted >= 200 && posted < 300 ? { ok: true, data: {} } : { ok: false, code: `http_${posted}` };
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
      response.on('end', () => resolve(response.statusCode ?? 'failed'));
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
