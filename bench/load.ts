/** Puts load on a server and measures how it bears it. */
import autocannon from 'autocannon';
import { summarise, type Figures } from './figures.ts';

export const CONNECTIONS = 20;

export type Target = {
  name: string;
  /** URL with path. */
  url: string;
  /** A fresh request, unlike any before. */
  makeRequest: () => { headers: Record<string, string>; body: string };
  /** Whether a response's body is what it should be. */
  isAnswer: (body: string) => boolean;
};

/**
 * Asks on all connections, each at once again when it is answered.
 * @throws where anything but good answers came back: the figures would mean nothing
 */
export async function load(target: Target, seconds: number): Promise<Figures> {
  const { name, url, makeRequest, isAnswer } = target;
  const times: number[] = [];
  const begun = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections: CONNECTIONS,
        duration: seconds,
        timeout: 10,
        requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...makeRequest() }) }],
        verifyBody: (body) => isAnswer(String(body ?? '')),
      },
      (error: unknown, done) => {
        if (error instanceof Error) reject(error);
        else resolve(done);
      },
    );
    instance.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  const faults = result.errors + result.non2xx + result.mismatches;
  if (faults > 0 || times.length === 0) {
    throw new Error(
      `${name}: of ${times.length} answers, ${result.non2xx} were refusals and ${result.mismatches} not as ` +
        `expected; ${result.errors} requests met an error or none (${result.timeouts} within 10 s).`,
    );
  }
  return summarise(times, performance.now() - begun);
}
