/**
 * A council's people in Teams, each with a personal chat: what they do, what they see, and what Beadle writes to them first.
 * Time passes by starting Beadle again later on the same register.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseRecord, Register } from '../../src/casework/register-port.ts';
import { openDatabase } from '../../src/register/open.ts';
import { createSqliteRegister } from '../../src/register/sqlite-register.ts';
import { MIGRATIONS } from './register.ts';
import {
  makeActivity,
  post,
  cardsOf,
  startTeamsService,
  type SentActivity,
  type TeamsService,
  type TestCard,
} from './teams-client.ts';
import { cardText, PEOPLE, startTeamsWorld, type Chat, type TeamsWorld } from './world.ts';

/** Something Beadle wrote to somebody by itself. */
export type News = { to: string; text: string };

/** Rows of the people file, by the first name in lower case. */
type Row = { first: string; cells: string[] };

const ENTRA_CELL = 8;
const CARD_JOIN = '\n';

export type TeamsTown = {
  /** Somebody of the people file, by first name: "olwen". */
  person: (first: string) => TownPerson;
  /** What Beadle wrote to people since the last time this was asked, in order. */
  news: () => Promise<News[]>;
  /** Starts Beadle again; at a later time, and with another people file, where given. */
  restart: (changes?: { at?: string; people?: (file: string) => string }) => Promise<void>;
  /** What cards that Beadle sent before say now, in the order they were changed since the last time this was asked. */
  changes: () => Promise<(News & { id: string; card: TestCard })[]>;
  /** Microsoft's side. */
  service: TeamsService;
  url: () => string;
  withRegister: <T>(work: (register: Register) => Promise<T>) => Promise<T>;
  caseOf: (reference: string) => Promise<CaseRecord | null>;
  logs: () => string;
  report: () => string;
  close: () => Promise<void>;
};

/** @param people changes the demo people's file, a row a line */
export async function startTeamsTown(
  council: string,
  at: string,
  people: (file: string) => string = (file) => file,
): Promise<TeamsTown> {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-town-'));
  const file = join(folder, 'people.csv');
  const service = await startTeamsService();
  const logs: string[] = [];
  let now = at;
  let world: TeamsWorld;
  let read = 0;
  let readChanges = 0;
  const demo = readFileSync(PEOPLE, 'utf8');
  const all = rowsOf(people(demo));
  const start = async (change: (file: string) => string): Promise<void> => {
    writeFileSync(file, withEntraIds(change(demo)));
    world = await startTeamsWorld(council, { PEOPLE_FILE: file, DATA_DIR: folder, BEADLE_NOW: now });
  };
  const stop = async (): Promise<void> => {
    await world.settle();
    logs.push(...world.logs);
    await world.close();
  };
  await start(people);
  const persons = new Map(
    all.map(({ first }) => [first, new TownPerson(first, service, () => world.url())] as const),
  );
  // Beadle can write first only to those who have written to it.
  for (const person of persons.values()) await person.say('help');
  return {
    person: (first) => {
      const person = persons.get(first);
      if (!person) throw new Error(`there is nobody called "${first}"`);
      return person;
    },
    news: async () => {
      await world.settle();
      const sent = service.sent.slice(read);
      read = service.sent.length;
      return sent.map((activity) => {
        const to = nameIn(activity);
        persons.get(to)?.receive(activity);
        return { to, text: textOf([activity]) };
      });
    },
    changes: async () => {
      // Cards left behind are looked for before what is due is sent.
      await world.settle();
      const changed = service.changed.slice(readChanges);
      readChanges = service.changed.length;
      return changed.flatMap((activity) =>
        cardsOf([activity]).map((card) => ({
          to: nameIn(activity),
          id: activity.id,
          text: cardText(card),
          card,
        })),
      );
    },
    service,
    url: () => world.url(),
    restart: async (changes = {}) => {
      await stop();
      now = changes.at ?? now;
      await start(changes.people ?? people);
      await world.settle();
    },
    withRegister: (work) => withRegister(folder, work),
    caseOf: (reference) => withRegister(folder, (register) => register.caseByReference(council, reference)),
    logs: () => [...logs, ...world.logs].join('\n'),
    report: () => world.report(),
    close: async () => {
      await stop();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let activityCount = 0;

/** A person in Teams' personal chat. Presses the buttons of what they saw last, be it a reply or something that came. */
export class TownPerson implements Chat {
  readonly first: string;
  readonly #service: TeamsService;
  readonly #url: () => string;
  #last: SentActivity[] = [];

  constructor(first: string, service: TeamsService, url: () => string) {
    this.first = first;
    this.#service = service;
    this.#url = url;
  }

  say(text: string): Promise<string> {
    return this.#send({ text });
  }

  /** Presses the button of this label, sending what is given for its card's inputs. */
  press(label: string, inputs: Record<string, string> = {}): Promise<string> {
    const data = this.dataOf(label);
    if (data === undefined) {
      throw new Error(
        `${this.first} sees no button "${label}", only: ${this.buttons().join(', ')}\n${this.seen()}`,
      );
    }
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`field.${name}`, value]));
    return this.#send({ value: { ...(data as object), ...given } });
  }

  /** Presses a button that no card showed. */
  forge(value: string): Promise<string> {
    return this.#send({ value: { beadle: 1, input: 'choice', value } });
  }

  sendData(value: unknown): Promise<string> {
    return this.#send({ value });
  }

  /** What the button of this label would send. */
  dataOf(label: string): unknown {
    return actionsIn(this.#last).findLast(({ title }) => title === label)?.data;
  }

  /** Labels of the buttons to be seen. */
  buttons(): string[] {
    return actionsIn(this.#last).map(({ title }) => title);
  }

  /** Who they are and where they write, as in every activity of theirs. */
  where(): Record<string, unknown> {
    return {
      from: { id: `29:${this.first}`, name: this.first, aadObjectId: entraIdOf(this.first) },
      conversation: { id: `a:${this.first}`, conversationType: 'personal', tenantId: 'tenant-1' },
    };
  }

  seen(): string {
    return textOf(this.#last);
  }

  receive(activity: SentActivity): void {
    this.#last = [activity];
  }

  async #send(activity: Record<string, unknown>): Promise<string> {
    const posted = await post(
      this.#url(),
      makeActivity({
        id: `town-${++activityCount}`,
        ...this.where(),
        serviceUrl: this.#service.url,
        ...activity,
      }),
    );
    if (posted.status !== 200) throw new Error(`the server answered ${posted.status}: ${posted.body}`);
    this.#last = posted.activities;
    return this.seen();
  }
}

/** Everything to be read, in order, with the labels of buttons. */
function textOf(activities: readonly SentActivity[]): string {
  return activities.map((each) => cardText(each.attachments?.[0]?.content)).join(CARD_JOIN);
}

type Action = { title: string; data: unknown };

function actionsIn(activities: readonly SentActivity[]): Action[] {
  const found: Action[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node !== null && typeof node === 'object') {
      const object = node as Record<string, unknown>;
      if (object['type'] === 'Action.Submit' || object['type'] === 'Action.Execute')
        found.push({ title: String(object['title']), data: object['data'] });
      Object.values(object).forEach(walk);
    }
  };
  walk(activities.map(({ attachments }) => attachments));
  return found;
}

function nameIn({ recipient }: SentActivity): string {
  return (recipient?.id ?? '').replace('29:', '');
}

function withRegister<T>(folder: string, work: (register: Register) => Promise<T>): Promise<T> {
  const opened = openDatabase(join(folder, 'register.db'), MIGRATIONS);
  return work(createSqliteRegister(opened)).finally(() => opened.close());
}

function rowsOf(file: string): Row[] {
  return file
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => ({ first: line.split('.')[0] ?? '', cells: line.split(',') }));
}

function withEntraIds(file: string): string {
  const [header = ''] = file.split('\n');
  const rows = rowsOf(file).map(({ first, cells }) =>
    cells.map((cell, at) => (at === ENTRA_CELL ? entraIdOf(first) : cell)).join(','),
  );
  return [header, ...rows, ''].join('\n');
}

/** An id of Entra's form that is the person's own. */
function entraIdOf(first: string): string {
  const digits = Array.from(first.padEnd(12, 'x'), (letter) => (letter.charCodeAt(0) % 16).toString(16));
  const tail = digits.slice(0, 12).join('');
  return `11111111-1111-4111-8111-${tail}`;
}
