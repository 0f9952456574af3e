/**
 * Socket Mode: the line that Beadle keeps open to Slack, and opens anew whenever it breaks. The SDK's own way of doing so
 * waits five seconds first, and ends the whole process where Slack cannot be reached or refuses the token meanwhile.
 */
import type { App } from '@slack/bolt';
import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { TIMEOUT_MS } from './post-json.ts';
import { createSdkLogger, findErrorCode } from './sdk-logger.ts';

export type SocketLine = {
  /** Connects. @throws where Slack refuses the token, or cannot be reached */
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

export type SocketLineOptions = {
  app: App;
  appToken: string;
  slackApiUrl: string | undefined;
  logger: Logger;
  now: () => Date;
  wait: (ms: number) => Promise<void>;
};

/** Before each try to connect again; the last one for all that follow. Slack itself asks for a new line every few hours. */
const PAUSES_MS = [0, 1_000, 5_000, 15_000, 30_000, 60_000] as const;
/** A line that held this long was a good one: what breaks then is not counted with what broke before. */
const GOOD_MS = 30_000;

export function createSocketLine(options: SocketLineOptions): SocketLine {
  const { logger, now, wait } = options;
  let receiver: SocketModeReceiver | null = null;
  let isStopped = false;
  let tries = 0;

  const connect = async (): Promise<void> => {
    const line = createReceiver(options);
    receiver = line;
    try {
      await line.start();
    } catch (error) {
      await line.stop();
      throw error instanceof Error ? error : new Error('Slack closed the connection before it was ready');
    }
    const since = now().getTime();
    line.client.once('disconnected', () => {
      if (isStopped) return;
      if (now().getTime() - since >= GOOD_MS) tries = 0;
      void reconnect();
    });
  };

  const reconnect = async (): Promise<void> => {
    logger.info({ code: 'slack-socket-closed' });
    for (;;) {
      const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0;
      tries += 1;
      if (pause > 0) await wait(pause);
      if (isStopped) return;
      try {
        await connect();
        logger.info({ code: 'slack-socket-connected' });
        return;
      } catch (error) {
        logger.error({ code: 'slack-socket-not-connected', error: findErrorCode([error]) });
      }
    }
  };

  return {
    start: connect,
    stop: async () => {
      isStopped = true;
      await receiver?.stop();
    },
  };
}

function createReceiver({ app, appToken, slackApiUrl, logger }: SocketLineOptions): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: createSdkLogger(logger),
    installerOptions: {
      clientOptions: {
        ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
        retryConfig: { retries: 2, minTimeout: 200 },
        timeout: TIMEOUT_MS,
      },
    },
  });
  receiver.init(app);
  return receiver;
}
