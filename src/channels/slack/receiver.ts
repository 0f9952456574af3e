/**
 * Takes Slack's requests on an express app that others serve from, too. Bolt's own receiver lets a timestamp in the
 * future pass and answers what it does not know with 404 after three seconds; this one does neither.
 */
import type { App, Receiver } from '@slack/bolt';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import express from 'express';
import type { Logger } from 'pino';
import type { RequestBody } from './request-body.ts';
import { parseRequestBody } from './request-body.ts';
import { checkSignature } from './signature.ts';

export const SLACK_PATH = '/slack/events';

/** A question of 40,000 characters takes 360 KB in the encoding of a command. */
const BODY_LIMIT = '1mb';

export type HttpReceiverOptions = {
  signingSecret: string;
  now: () => Date;
  logger: Logger;
  /** Told of every request under way, which goes on after its answer. */
  track: (work: Promise<void>) => Promise<void>;
};

export class HttpReceiver implements Receiver {
  readonly #options: HttpReceiverOptions;
  #app: App | undefined;

  constructor(options: HttpReceiverOptions) {
    this.#options = options;
  }

  /** Called by Bolt. */
  init(app: App): void {
    this.#app = app;
  }

  /** The express app is listened to by whoever made it. */
  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  /** Serves `POST /slack/events`. To be called before any parser of bodies is put on `server`: the signature is over the bytes. */
  mount(server: Express): void {
    server.post(SLACK_PATH, this.#readBytes(), (request, response) => this.#receive(request, response));
  }

  #readBytes(): RequestHandler {
    const read = express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false });
    return (request: Request, response: Response, next: NextFunction) =>
      read(request, response, (fault?: unknown) => {
        if (fault === undefined) next();
        else this.#refuse(response, isTooLarge(fault) ? 413 : 400, 'slack-unreadable-request');
      });
  }

  async #receive(request: Request, response: Response): Promise<void> {
    const { signingSecret, now } = this.#options;
    const bytes: unknown = request.body;
    const body = bytes instanceof Uint8Array ? bytes : new Uint8Array();
    const fault = checkSignature(
      {
        signature: request.get('x-slack-signature'),
        timestamp: request.get('x-slack-request-timestamp'),
        body,
      },
      signingSecret,
      now(),
    );
    if (fault !== null) {
      this.#refuse(response, 401, 'slack-signature-refused', fault);
      return;
    }
    const parsed = parseRequestBody(body, request.get('content-type'));
    if (!parsed) this.#refuse(response, 400, 'slack-malformed-request');
    else if (parsed['type'] === 'url_verification') response.json({ challenge: parsed['challenge'] });
    else if ('ssl_check' in parsed) response.end();
    else await this.#options.track(this.#process(parsed, request, response));
  }

  async #process(body: RequestBody, request: Request, response: Response): Promise<void> {
    const ack = (answer?: unknown): Promise<void> => {
      if (response.headersSent) return Promise.resolve();
      if (typeof answer === 'object' && answer !== null) response.json(answer);
      else response.end();
      return Promise.resolve();
    };
    const retryNum = Number(request.get('x-slack-retry-num'));
    try {
      await this.#app?.processEvent({ body, ack, ...(retryNum > 0 ? { retryNum } : {}) });
      await ack();
    } catch {
      // Handlers catch their own failures, so this is Bolt not making sense of the body.
      if (response.headersSent) this.#options.logger.error({ code: 'slack-request-failed' });
      else this.#refuse(response, 400, 'slack-malformed-request');
    }
  }

  #refuse(response: Response, status: number, code: string, fault?: string): void {
    this.#options.logger.warn({ code, ...(fault === undefined ? {} : { fault }) });
    response.status(status).end();
  }
}

function isTooLarge(fault: unknown): boolean {
  return typeof fault === 'object' && fault !== null && 'status' in fault && fault.status === 413;
}
