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
    const data = this.dataOf(label);
    if (data === undefined) throw new Error(`no button is labelled "${label}":\n${cardText(this.#shown)}`);
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`field.${name}`, value]));
    return this.#send({ id: randomUUID(), data: { ...(data as object), ...given } });
  }

  /** The labels of the newest answer's buttons that send something. */
  buttons(): string[] {
    return nodesIn(this.#shown)
      .filter(({ type }) => type === 'Action.Submit' || type === 'Action.Execute')
      .map(({ title }) => String(title));
  }

  /** What the newest answer's button of this label would send. */
  dataOf(label: string): unknown {
    return findAction(this.#shown, label)?.['data'];
  }

  sendData(data: unknown): Promise<string> {
    return this.#send({ id: randomUUID(), data });
  }

  /** Fills in the form on the screen, each input by how its label begins and each option by how its title does, and sends it. */
  fill(answers: Readonly<Record<string, string>>): Promise<string> {
    const inputs: Record<string, string> = {};
    for (const [label, answer] of Object.entries(answers)) {
      const input = inputsIn(this.#shown).find((each) => each.label?.startsWith(label));
      if (!input) throw new Error(`no input is labelled "${label}":\n${cardText(this.#shown)}`);
      inputs[input.id] = input.choices?.find(({ title }) => title.startsWith(answer))?.value ?? answer;
    }
    const submit = formIn(this.#shown);
    if (submit === null) throw new Error(`there is no form:\n${cardText(this.#shown)}`);
    return this.#send({ id: randomUUID(), data: { ...submit, ...inputs } });
  }

  async #send(body: unknown): Promise<string> {
    const answer = await sendToDesk(this.#url(), body, { authorization: this.#authorize() });
    if (answer.status !== 200) throw new Error(`the desk answered ${answer.status}: ${answer.error}`);
    this.#shown = answer.cards;
    this.live = answer.live;
    return cardText(answer.cards);
  }
}

type Node = Record<string, unknown>;
type Input = { id: string; label?: string; choices?: { title: string; value: string }[] };

function nodesIn(shown: unknown): Node[] {
  if (Array.isArray(shown)) return shown.flatMap(nodesIn);
  if (shown === null || typeof shown !== 'object') return [];
  return [shown as Node, ...Object.values(shown).flatMap(nodesIn)];
}

const inputsIn = (shown: unknown): Input[] =>
  nodesIn(shown).filter((node) => String(node['type']).startsWith('Input.')) as unknown as Input[];

function formIn(shown: unknown): Node | null {
  const data = nodesIn(shown).map((node) => node['data'] as Node | undefined);
  return data.find((each) => each?.['input'] === 'form') ?? null;
}
