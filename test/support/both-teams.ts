/**
 * Journeys through Teams: by the cards of a chat alone, or as a client with windows does it, which opens one where a button
 * asks for it and lets the answer take the place of a live card.
 */
import {
  answersTo,
  optionFor,
  type Answer,
  type Ids,
  type News,
  type Platform,
  type Player,
} from './both-platform.ts';
import { cardWords, seenInCards, type Seen } from './both-seen.ts';
import type { Json } from './slack-windows.ts';
import {
  cardsOf,
  makeActivity,
  makeChannelActivity,
  post,
  startTeamsService,
  type SentActivity,
  type TeamsService,
} from './teams-client.ts';
import { actionsIn, invoke } from './teams-invokes.ts';
import { findAction, startTeamsWorld, type TeamsWorld } from './world.ts';

export type TeamsLook = 'cards' | 'windows';

const SOMEONE_ELSE = 'someone else';

export type TeamsPlatform = Platform & {
  /** From now on everybody does it in this way. */
  use: (look: TeamsLook) => void;
};

export async function openTeams(
  council: string,
  variables: Record<string, string>,
  ids: Ids,
): Promise<TeamsPlatform> {
  const [world, service] = await Promise.all([startTeamsWorld(council, variables), startTeamsService()]);
  const client: Client = { world, service, look: 'cards' };
  const players = new Map<string, TeamsPlayer>();
  const person = (first: string): TeamsPlayer => {
    const known = players.get(first) ?? new TeamsPlayer(first, ids, client);
    players.set(first, known);
    return known;
  };
  let read = 0;
  return {
    get name() {
      return `Teams by ${client.look}`;
    },
    use: (look) => {
      client.look = look;
    },
    person,
    news: async (but) => {
      await world.settle();
      // What goes into a chat that was made for it names nobody, and is looked at where it is asked.
      const fresh = service.sent.slice(read).filter((sent) => !['', but].includes(nameIn(sent)));
      read = service.sent.length;
      const people = [...new Set(fresh.map(nameIn))];
      return people.map((name): News => {
        const own = fresh.filter((sent) => nameIn(sent) === name);
        person(name).receive(own);
        return { to: name, seen: seenInCards(cardsOf(own)) };
      });
    },
    restart: async (at) => {
      await world.restart({ BEADLE_NOW: at });
      await world.settle();
    },
    withRegister: world.withRegister,
    file: world.file,
    logs: () => world.logs.join('\n'),
    close: async () => {
      await world.close();
      await service.close();
    },
  };
}

function nameIn({ recipient }: SentActivity): string {
  return (recipient?.id ?? '').replace('29:', '');
}

type Client = { world: TeamsWorld; service: TeamsService; look: TeamsLook };

class TeamsPlayer implements Player {
  readonly #first: string;
  readonly #ids: Ids;
  readonly #client: Client;
  /** All cards of the chat, the newest last. */
  #chat: unknown[] = [];
  /** The card in the window that is open; null where none is. */
  #window: unknown = null;
  /** The card that a form or clause is looked for in. */
  #shown: unknown[] = [];
  #repeat: () => Promise<unknown> = () => Promise.reject(new Error('nothing was done yet'));

  constructor(first: string, ids: Ids, client: Client) {
    this.#first = first;
    this.#ids = ids;
    this.#client = client;
  }

  say(text: string): Promise<Seen> {
    this.#window = null;
    return this.#message({ text: escapeTyped(text) });
  }

  mention(first: string): Promise<Seen> {
    this.#window = null;
    const name = this.#ids[first]?.name ?? '';
    const text = `<at>${escapeTyped(name)}</at>`;
    const mentioned = { id: `29:${first}`, name };
    return this.#message({ text: `${text} `, entities: [{ type: 'mention', text, mentioned }] });
  }

  async askAmong(text: string): Promise<readonly [Seen, Seen]> {
    this.#window = null;
    const { from, serviceUrl } = this.#frame();
    const before = this.#client.service.sent.length;
    const mentioned = { id: '28:beadle', name: 'Beadle' };
    const { activities } = await post(
      this.#client.world.url(),
      makeChannelActivity({
        id: `both-${++count}`,
        from,
        serviceUrl,
        text: `<at>Beadle</at> ${escapeTyped(text)}`,
        entities: [{ type: 'mention', text: '<at>Beadle</at>', mentioned }],
      }),
    );
    await this.#client.world.settle();
    return [seenInCards(cardsOf(activities)), seenInCards(cardsOf(this.#client.service.sent.slice(before)))];
  }

  askAbout(text: string): Promise<Seen> {
    const content = text
      .split('\n')
      .map((line) => `<p>${escapeTyped(line)}</p>`)
      .join('\n');
    return this.#invokeWindow('composeExtension/fetchTask', {
      commandId: 'isProtocolMatter',
      messagePayload: { body: { contentType: 'html', content } },
    });
  }

  press(label: string): Promise<Seen> {
    const inWindow = this.#window === null ? undefined : findAction(this.#window, label);
    const action = inWindow ?? findAction(this.#chat, label);
    if (!action) throw new Error(`${this.#first} sees no button "${label}"`);
    const data = action['data'] as Json;
    if (data['input'] === 'form') return this.#sendForm(data, {});
    if (inWindow) return this.#inWindow(data);
    this.#window = null;
    if (data['msteams'] !== undefined) return this.#openWindow(data);
    return action['type'] === 'Action.Execute' ? this.#onLiveCard(action) : this.#message({ value: data });
  }

  choose(value: string): Promise<Seen> {
    this.#window = null;
    return this.#message({ value: { beadle: 1, input: 'choice', value } });
  }

  fill(answers: Parameters<Player['fill']>[0]): Promise<Seen> {
    const action = actionsIn(this.#window ?? this.#shown).findLast(
      ({ data }) => (data as Json | undefined)?.['input'] === 'form',
    );
    if (!action) throw new Error(`${this.#first} sees no form`);
    return this.#sendForm(action['data'] as Json, answers);
  }

  async again(): Promise<void> {
    await this.#repeat();
    await this.#client.world.settle();
  }

  clause(label: string): Promise<string> {
    const action = findAction(this.#window ?? this.#shown, label);
    const body = (action?.['card'] as { body: Json[] } | undefined)?.body ?? [];
    return Promise.resolve(body.map(cardWords).join(' ').replace(/\s+/g, ' ').trim());
  }

  leave(): Promise<void> {
    this.#window = null;
    return Promise.resolve();
  }

  receive(activities: readonly SentActivity[]): void {
    this.#chat.push(...cardsOf(activities));
  }

  #sendForm(data: Json, answers: Parameters<Player['fill']>[0]): Promise<Seen> {
    const filled = { ...data, ...readInputs(this.#window ?? this.#shown, answers, this.#ids) };
    return this.#window === null ? this.#message({ value: filled }) : this.#inWindow(filled);
  }

  #message(activity: Json): Promise<Seen> {
    // What was typed comes again as it was; a button is pressed a second time.
    const id = activity['text'] === undefined ? null : `both-${++count}`;
    const send = async (): Promise<SentActivity[]> => {
      const before = this.#client.service.sent.length;
      const posted = await post(
        this.#client.world.url(),
        makeActivity({
          id: id ?? `both-${++count}`,
          ...this.#frame(),
          ...(this.#client.look === 'windows' && { deliveryMode: undefined }),
          ...activity,
        }),
      );
      if (posted.status !== 200) throw new Error(`the server answered ${posted.status}: ${posted.body}`);
      return this.#client.look === 'cards' ? posted.activities : this.#own(before);
    };
    this.#repeat = send;
    return send().then((activities) => this.#see(activities));
  }

  #openWindow(data: Json): Promise<Seen> {
    return this.#invokeWindow('task/fetch', data);
  }

  #inWindow(data: Json): Promise<Seen> {
    return this.#invokeWindow('task/submit', data);
  }

  async #invokeWindow(name: string, data: Json): Promise<Seen> {
    const before = this.#client.service.sent.length;
    const isAction = name === 'composeExtension/fetchTask';
    const send = () => invoke(this.#client.world.url(), name, isAction ? data : { data }, this.#frame());
    this.#repeat = send;
    const { task } = (await send()).answer;
    const value = task?.value ?? '';
    this.#window = typeof value === 'string' ? null : value.card.content;
    await this.#client.world.settle();
    if (typeof value === 'string') return this.#see(this.#own(before));
    this.#shown = [this.#window];
    return seenInCards(this.#shown);
  }

  /** The answer takes the place of what was pressed; anything else comes into the chat. */
  async #onLiveCard(action: Json): Promise<Seen> {
    const before = this.#client.service.sent.length;
    const { type, verb, data } = action;
    const send = () =>
      invoke(
        this.#client.world.url(),
        'adaptiveCard/action',
        { action: { type, verb, data }, trigger: 'manual' },
        this.#frame(),
      );
    this.#repeat = send;
    const answer = (await send()).answer;
    await this.#client.world.settle();
    const others = cardsOf(this.#own(before));
    const isCard = answer.type === 'application/vnd.microsoft.card.adaptive';
    this.#shown = [...others, ...(isCard ? [answer.value] : [])];
    this.#chat.push(...this.#shown);
    return seenInCards(this.#shown);
  }

  #own(before: number): SentActivity[] {
    return this.#client.service.sent.slice(before).filter((sent) => nameIn(sent) === this.#first);
  }

  async #see(activities: readonly SentActivity[]): Promise<Seen> {
    await this.#client.world.settle();
    this.#shown = cardsOf(activities);
    this.#chat.push(...this.#shown);
    return seenInCards(this.#shown);
  }

  #frame(): Json {
    return {
      from: {
        id: `29:${this.#first}`,
        name: this.#ids[this.#first]?.name,
        aadObjectId: this.#ids[this.#first]?.entra,
      },
      conversation: { id: `a:${this.#first}`, conversationType: 'personal', tenantId: 'tenant-1' },
      serviceUrl: this.#client.service.url,
    };
  }
}

let count = 0;

/** What a client sends of a card's inputs: every text and day, even an empty one; of choices only what is chosen. */
function readInputs(cards: unknown, answers: Parameters<Player['fill']>[0], ids: Ids): Json {
  const inputs = inputsIn(cards);
  const labels = inputs.map(({ label }) => plainLabel(label));
  const given = answersTo(labels, answers);
  const values: Json = {};
  inputs.forEach((input, at) => {
    const { id } = input;
    if (id.endsWith('.other')) {
      values[id] ??= input.value ?? '';
      return;
    }
    const below = inputs[at + 1]?.id === `${id}.other`;
    const answer = given.get(plainLabel(input.label));
    const value = answer === undefined ? input.value : valueOf(input, answer, ids);
    if (input.type !== 'Input.ChoiceSet') values[id] = value ?? '';
    else if (value !== undefined && value !== '') values[id] = value;
    if (below && answer !== undefined) values[`${id}.other`] = typedIn(answer);
  });
  // A list of people too long to show leaves only the field for a name.
  for (const { id, label } of inputs.filter((each) => each.id.endsWith('.other'))) {
    const answer = given.get(plainLabel(label));
    if (answer !== undefined) values[id] = typeof answer === 'string' ? answer : typedIn(answer);
  }
  return values;
}

type CardInput = {
  type: string;
  id: string;
  label: string;
  value?: string;
  choices?: { title: string; value: string }[];
};

function typedIn(answer: Answer): string {
  return typeof answer !== 'string' && 'typed' in answer ? answer.typed : '';
}

function valueOf({ choices }: CardInput, answer: Answer, ids: Ids): string {
  // Whoever is found by the search for people comes by their id in Entra.
  if (typeof answer !== 'string' && 'picked' in answer) return ids[answer.picked]?.entra ?? '';
  if (typeof answer !== 'string') return choices === undefined ? answer.typed : SOMEONE_ELSE;
  if (choices === undefined || answer === '') return answer;
  const titles = choices.map(({ title }) => title);
  const title = optionFor(titles, answer);
  return choices.find((each) => each.title === title)?.value ?? '';
}

function plainLabel(label: string): string {
  return label.replace(/ \(optional\)$/, '');
}

function inputsIn(node: unknown): CardInput[] {
  if (Array.isArray(node)) return node.flatMap(inputsIn);
  if (typeof node !== 'object' || node === null) return [];
  const object = node as Json;
  if (String(object['type']).startsWith('Input.')) return [object as unknown as CardInput];
  return Object.values(object).flatMap(inputsIn);
}

/** As Teams sends what was typed. */
function escapeTyped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
