/** A whole Beadle in this process, spoken to through a real channel, for journeys. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { loadKnowledge } from '../../src/start/library.ts';
import { startServer, type RunningServer } from '../../src/start/run-server.ts';
import { createSqliteRegister } from '../../src/register/sqlite-register.ts';
import { openDatabase } from '../../src/register/open.ts';
import type { Register } from '../../src/casework/register-port.ts';
import { MIGRATIONS } from './register.ts';
import { startFakeSlack, type FakeSlack } from './fake-slack.ts';
import { readTexts, SlackPerson } from './slack-person.ts';
import { makeActivity, post, type SentActivity } from './teams-client.ts';
import { invoke, type InvokeAnswer } from './teams-invokes.ts';

export const PEOPLE = join(import.meta.dirname, '..', '..', 'db', 'demo', 'people.csv');
export const SIGNING_SECRET = 'a-secret-of-slack';

let knowledge: ReturnType<typeof loadKnowledge> | undefined;

/** The protocols and the understanding: loaded once a test file. */
export function sharedKnowledge(): ReturnType<typeof loadKnowledge> {
  return (knowledge ??= loadKnowledge());
}

/** One person's chat on some platform: what they do, and the words they then see. */
export type Chat = {
  say: (text: string) => Promise<string>;
  press: (label: string) => Promise<string>;
};

export type World = {
  /** Stops the server and starts it again; with other settings from now on, such as a later BEADLE_NOW. */
  restart: (changes?: Record<string, string>) => Promise<void>;
  settle: () => Promise<void>;
  /** What the server logged, a line of JSON each. */
  logs: string[];
  /** Opens the register beside the running server. */
  withRegister: <T>(work: (register: Register) => Promise<T>) => Promise<T>;
  url: () => string;
  /** What Beadle said when it last started. */
  report: () => string;
  /** The register's own file. */
  file: string;
  close: () => Promise<void>;
};

export type SlackWorld = World & { slack: FakeSlack; person: (user: string) => SlackPerson };
export type TeamsWorld = World & { person: (email: string, more?: Record<string, unknown>) => TeamsPerson };

async function startWorld(variables: Record<string, string>): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-world-'));
  const logs: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void logs.push(line) });
  let settings: Record<string, string> = {
    PORT: '0',
    DATA_DIR: folder,
    PEOPLE_FILE: PEOPLE,
    BEADLE_NOW: '2026-11-20T10:00:00Z',
    ...variables,
  };
  let server: RunningServer = await startServer(readConfig(settings), log, sharedKnowledge());
  return {
    logs,
    file: join(folder, 'register.db'),
    url: () => `http://127.0.0.1:${server.port}`,
    report: () => server.report,
    settle: () => server.settle(),
    restart: async (changes = {}) => {
      await server.settle();
      await server.close();
      settings = { ...settings, ...changes };
      server = await startServer(readConfig(settings), log, sharedKnowledge());
    },
    withRegister: async (work) => {
      const opened = openDatabase(join(folder, 'register.db'), MIGRATIONS);
      try {
        return await work(createSqliteRegister(opened));
      } finally {
        opened.close();
      }
    },
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Beadle connected to a fake Slack over HTTP. */
export async function startSlackWorld(
  council: string,
  variables: Record<string, string> = {},
): Promise<SlackWorld> {
  const slack = await startFakeSlack();
  const world = await startWorld({
    COUNCIL: council,
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    ...variables,
  });
  return {
    ...world,
    slack,
    person: (user) =>
      new SlackPerson({
        slack,
        get endpoint() {
          return `${world.url()}/slack/events`;
        },
        signingSecret: SIGNING_SECRET,
        now: () => new Date(),
        user,
      }),
    close: async () => {
      await world.close();
      await slack.close();
    },
  };
}

/** Beadle in local mode, where it takes unsigned activities of Teams. */
export async function startTeamsWorld(
  council: string,
  variables: Record<string, string> = {},
): Promise<TeamsWorld> {
  const world = await startWorld({ COUNCIL: council, ...variables });
  return { ...world, person: (userId, more) => new TeamsPerson(world, userId, more) };
}

/** Everything that a person can see of a message in Slack. */
export function slackText(messages: readonly { text: string; blocks: unknown }[]): string {
  return messages.map(({ blocks }) => readTexts(blocks)).join('\n');
}

let activityCount = 0;

/** A person in Teams' personal chat, who reads the cards in the response. */
export class TeamsPerson implements Chat {
  readonly #world: World;
  readonly #from: Record<string, unknown>;
  #last: SentActivity[] = [];
  /** The card in the window; null where none is open. */
  #window: unknown = null;

  constructor(world: World, userId: string, more: Record<string, unknown> = {}) {
    this.#world = world;
    this.#from = { id: `29:${userId}`, name: userId, ...more };
  }

  say(text: string): Promise<string> {
    return this.#send({ text });
  }

  /** Presses the newest card's button of this label, sending what is given for its inputs. */
  async press(label: string, inputs: Record<string, string> = {}): Promise<string> {
    const action = findAction(this.#last, label);
    if (!action) throw new Error(`no button is labelled "${label}"`);
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`field.${name}`, value]));
    return this.#send({ value: { ...(action['data'] as object), ...given } });
  }

  /**
   * Opens a window with the newest card's button of this label, or goes on in the window that is open, as Teams does.
   * What is put into the chat besides goes to `serviceUrl`.
   */
  async pressWindow(
    label: string,
    inputs: Record<string, string> = {},
    serviceUrl = 'http://127.0.0.1:9/',
  ): Promise<string> {
    const isOpen = this.#window !== null;
    const data = findAction(this.#window ?? this.#last, label)?.['data'];
    if (data === undefined) throw new Error(`no button is labelled "${label}"`);
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`field.${name}`, value]));
    const { answer } = await invoke(
      this.#world.url(),
      isOpen ? 'task/submit' : 'task/fetch',
      { data: { ...(data as object), msteams: { type: 'task/fetch' }, ...given } },
      { from: this.#from, conversation: this.#conversation(), serviceUrl },
    );
    return this.#look(answer);
  }

  /** Closes the window half-way, of which Teams tells nobody. */
  closeWindow(): void {
    this.#window = null;
  }

  #look({ task }: InvokeAnswer): string {
    const shown = task?.value ?? '';
    this.#window = typeof shown === 'string' ? null : shown.card.content;
    return typeof shown === 'string' ? shown : cardText(shown.card.content);
  }

  #conversation(): Record<string, unknown> {
    return { id: `a:${String(this.#from['id'])}`, conversationType: 'personal', tenantId: 'tenant-1' };
  }

  /** The data of the newest card's button, as a client could send it again later. */
  dataOf(label: string): unknown {
    return findAction(this.#last, label)?.['data'];
  }

  sendData(value: unknown): Promise<string> {
    return this.#send({ value });
  }

  async #send(activity: Record<string, unknown>): Promise<string> {
    const posted = await post(
      this.#world.url(),
      makeActivity({
        id: `activity-${++activityCount}`,
        from: this.#from,
        conversation: this.#conversation(),
        ...activity,
      }),
    );
    if (posted.status !== 200) throw new Error(`the server answered ${posted.status}: ${posted.body}`);
    this.#last = posted.activities;
    return posted.activities.map((each) => cardText(each.attachments?.[0]?.content)).join('\n');
  }
}

/** Every text in a card, in order, with the labels of its inputs and buttons. */
export function cardText(node: unknown): string {
  if (Array.isArray(node)) return node.map(cardText).filter(Boolean).join('\n');
  if (node === null || typeof node !== 'object') return '';
  const object = node as Record<string, unknown>;
  const own = ['text', 'label', 'title', 'value', 'errorMessage', 'placeholder']
    .map((key) => object[key])
    .filter((value) => typeof value === 'string');
  const inner = [
    'body',
    'items',
    'columns',
    'facts',
    'inlines',
    'actions',
    'choices',
    'card',
    'cells',
    'rows',
  ]
    .map((key) => cardText(object[key]))
    .filter(Boolean);
  return [...own, ...inner]
    .join('\n')
    .replace(/[\u2060\u200B-\u200D]/g, '')
    .replace(/\\([^\w\s])/g, '$1');
}

/** The last button of this label in these cards. */
export function findAction(shown: unknown, label: string): Record<string, unknown> | undefined {
  const found: Record<string, unknown>[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node !== null && typeof node === 'object') {
      const object = node as Record<string, unknown>;
      if (String(object['type']).startsWith('Action.') && object['title'] === label) found.push(object);
      Object.values(object).forEach(walk);
    }
  };
  walk(shown);
  return found.at(-1);
}
