/** How the API says no: a status and a sentence that the page may show, never what went wrong inside. */
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';

/** Thrown by a route; `message` is read by people. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers refusals, bodies that are too long or no JSON, and whatever else a route threw. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = error instanceof Refusal ? error : refuse(error);
    if (refusal.status === 500 && refusal !== error) {
      logger.error(describeError(error), 'a request of a page failed');
    }
    response.status(refusal.status).json({ error: refusal.message });
  };
}

function refuse(error: unknown): Refusal {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return new Refusal(413, 'That is too long for one message: the limit is 100 kB.');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal(status, 'This is not a message that Beadle understands.');
  }
  return new Refusal(500, 'Beadle could not answer just now.');
}

/** For a log: what kind of error, and where. Its message is left out, since it may hold what a person typed. */
export function describeError(error: unknown): { code: string; at: string[] } {
  if (!(error instanceof Error)) return { code: 'unknown', at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line));
  return { code: error.name, at: frames.slice(0, 3).map((line) => line.trim()) };
}
