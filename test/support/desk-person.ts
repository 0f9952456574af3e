/** Somebody at the desk, over HTTP: what they do there, and the words they then see. */
import { randomUUID } from 'node:crypto';
import { cardText, findAction } from './world.ts';

export type DeskAnswer = {
  status: number;
  headers: Headers;
  cards: unknown[];
  live: string | null;
  error?: string;
};

/** Sends one request of the desk's page. */
export async function sendToDesk(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<DeskAnswer> {
  const response = await fetch(`${url}/desk/api/turn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as Omit<DeskAnswer, 'status' | 'headers'>;
  return { ...answer, status: response.status, headers: response.headers };
}

export class DeskPerson {
  readonly #url: () => string;
  readonly #authorize: () => string;
  #shown: unknown[] = [];
  /** By what the newest answer is drawn anew. */
  live: string | null = null;

  /** @param authorize gives the Authorization header, anew for each request */
  constructor(url: () => string, authorize: () => string) {
    this.#url = url;
    this.#authorize = authorize;
  }

  home(): Promise<string> {
    return this.#send({ home: true });
  }

  say(text: string): Promise<string> {
    return this.#send({ id: randomUUID(), text });
  }

  refresh(live: string): Promise<string> {
    return this.#send({ refresh: live });
  }

  /** Presses the newest answer's button of this label, with what is filled in. */
  press(label: string, inputs: Record<string, string> = {}): Promise<string> {
    const data = findAction(this.#shown, label)?.['data'];
    if (data === undefined) throw new Error(`no button is labelled "${label}":\n${cardText(this.#shown)}`);
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`field.${name}`, value]));
    return this.#send({ id: randomUUID(), data: { ...(data as object), ...given } });
  }

  async #send(body: unknown): Promise<string> {
    const answer = await sendToDesk(this.#url(), body, { authorization: this.#authorize() });
    if (answer.status !== 200) throw new Error(`the desk answered ${answer.status}: ${answer.error}`);
    this.#shown = answer.cards;
    this.live = answer.live;
    return cardText(answer.cards);
  }
}
