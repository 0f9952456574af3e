/** Calls of Slack's Web API, with every failure as a value. */
import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { TIMEOUT_MS, postJson } from './post-json.ts';
import { createSdkLogger, findErrorCode } from './sdk-logger.ts';

/** `code` is fit for a log; `afterMs` is given where Slack said how long to wait. */
export type ApiFailure = { ok: false; code: string; afterMs?: number };
export type ApiResult = { ok: true; data: Readonly<Record<string, unknown>> } | ApiFailure;

export type SlackApi = {
  /** Calls a method of the Web API; never rejects. */
  call: (method: string, args: Record<string, unknown>) => Promise<ApiResult>;
  /** Posts to a `response_url`; never rejects. */
  respond: (responseUrl: string, body: Record<string, unknown>) => Promise<ApiResult>;
};

export type SlackApiOptions = {
  botToken: string;
  slackApiUrl?: string | undefined;
  logger: Logger;
  /** How often a call that met no answer is repeated; a rate limit is then waited for, too. None: each failure is told at once. */
  retries: number;
  wait: (ms: number) => Promise<void>;
};

const SHORT_RETRY_MS = 200;

/** How long is waited where Slack says "later": for a message as long as anybody waits for an answer. */
const MESSAGE_PATIENCE_MS = 30_000;
/** The permission to open a window soon expires, and what a window could not show is sent as a message. */
const WINDOW_PATIENCE_MS = 1_000;

function patienceFor(method: string): number {
  if (method.startsWith('chat.')) return MESSAGE_PATIENCE_MS;
  return method === 'views.publish' ? 0 : WINDOW_PATIENCE_MS;
}

export function createSlackApi(options: SlackApiOptions): SlackApi {
  const { botToken, slackApiUrl, logger, retries, wait } = options;
  const client = new webApi.WebClient(botToken, {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    logger: createSdkLogger(logger),
    retryConfig: { retries, minTimeout: SHORT_RETRY_MS },
    // The SDK would hold back every other call while it waits with one.
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
  });
  const ownOrigin = slackApiUrl === undefined ? undefined : URL.parse(slackApiUrl)?.origin;
  const callOnce = async (method: string, args: Record<string, unknown>): Promise<ApiResult> => {
    try {
      return { ok: true, data: { ...(await client.apiCall(method, args)) } };
    } catch (error) {
      return describeFailure(error);
    }
  };
  return {
    call: async (method, args) => {
      let patience = patienceFor(method);
      for (let again = retries; ; again -= 1) {
        const result = await callOnce(method, args);
        if (result.ok || result.afterMs === undefined || again <= 0 || result.afterMs > patience)
          return result;
        patience -= result.afterMs;
        await wait(result.afterMs);
      }
    },
    respond: (responseUrl, body) => {
      const url = URL.parse(responseUrl);
      return url !== null && isSlackUrl(url, ownOrigin)
        ? postJson(url, body)
        : Promise.resolve({ ok: false, code: 'foreign_response_url' });
    },
  };
}

/** Answers hold what people may keep to themselves: they go to Slack, or to the API we were told to use, alone. */
function isSlackUrl({ protocol, hostname, origin }: URL, ownOrigin: string | undefined): boolean {
  if (origin === ownOrigin) return true;
  return protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(hostname);
}

function describeFailure(error: unknown): ApiFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { ok: false, code: 'rate_limited', afterMs: error.retryAfter * 1_000 };
  }
  if (error instanceof webApi.WebAPIHTTPError) return { ok: false, code: `http_${error.statusCode}` };
  if (error instanceof webApi.WebAPIRequestError) return { ok: false, code: 'network' };
  return { ok: false, code: findErrorCode([error]) };
}
