/** Slack's SDK logs whole requests and answers. Here only codes get through: never what people wrote. */
import type { Logger as SdkLogger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** A logger for Slack's SDK that writes `code` and nothing of the message but an error code found in it. */
export function createSdkLogger(logger: Logger): SdkLogger {
  const codeOf = (parts: readonly unknown[]): object => ({ code: 'slack-sdk', error: findErrorCode(parts) });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => logger.warn(codeOf(parts)),
    error: (...parts) => logger.error(codeOf(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** The code of an error, such as `slack_webapi_request_error` or `invalid_auth`; `unknown` where there is none. */
export function findErrorCode(parts: readonly unknown[]): string {
  for (const part of parts) {
    if (part instanceof Error) return readErrorCode(part);
    const named =
      typeof part === 'string' ? /An API error occurred: ([a-z_]{3,60})/.exec(part)?.[1] : undefined;
    if (named !== undefined) return named;
  }
  return 'unknown';
}

function readErrorCode(error: Error): string {
  const data = 'data' in error ? error.data : undefined;
  const named =
    typeof data === 'object' && data !== null && 'error' in data
      ? data.error
      : 'code' in error
        ? error.code
        : error.name;
  return typeof named === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(named) ? named : 'unknown';
}
