/** A council at work in Teams: people with accounts there, who press what they are sent, and everything that reaches anybody. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTeamsWorld, type TeamsWorld, findAction } from './world.ts';
import {
  makeActivity,
  post,
  startTeamsService,
  type SentActivity,
  type TeamsService,
} from './teams-client.ts';

const HEADER = 'email,name,kind,job_title,offices,political_group,line_manager,slack_user_id,entra_object_id';

/** A row of the people file; the email, line manager's email and account are made of the short names. */
export type Staff = {
  id: string;
  name: string;
  job?: string;
  offices?: readonly string[];
  group?: string;
  manager?: string;
  isMember?: true;
};

/** A message that Beadle sent first. */
export type Letter = { to: string; text: string; activity: SentActivity };

export type TeamsCouncil = {
  world: TeamsWorld;
  as: (id: string) => Colleague;
  /** What has reached anybody since this was last asked, in order. */
  newPost: () => Promise<Letter[]>;
  /** Everything anybody has read, with who read it. */
  read: { by: string; text: string }[];
  /** Beadle stops, and starts again on a later day, at ten in the morning. */
  on: (day: string) => Promise<void>;
  /** The people file is another from now on. */
  employ: (staff: readonly Staff[]) => Promise<void>;
  close: () => Promise<void>;
};

export async function openTeamsCouncil(
  council: string,
  staff: readonly Staff[],
  day = '2026-11-20',
): Promise<TeamsCouncil> {
  const service = await startTeamsService();
  const folder = mkdtempSync(join(tmpdir(), 'beadle-staff-'));
  const file = join(folder, 'people.csv');
  writeFileSync(file, peopleFile(staff));
  const world = await startTeamsWorld(council, { PEOPLE_FILE: file, BEADLE_NOW: `${day}T10:00:00Z` });
  const read: { by: string; text: string }[] = [];
  const colleagues = new Map<string, Colleague>();
  const as = (id: string): Colleague => {
    const known = colleagues.get(id);
    if (known) return known;
    const made = new Colleague(id, world, service, read);
    colleagues.set(id, made);
    return made;
  };
  // Teams can only be written to where somebody wrote first.
  for (const { id } of staff) await as(id).say('hello');
  let seen = service.sent.length;
  return {
    world,
    as,
    read,
    newPost: async () => {
      await world.settle();
      const fresh = service.sent.slice(seen);
      seen = service.sent.length;
      return fresh.map((activity) => {
        const to = String(activity.recipient?.id).replace('29:', '');
        const text = readable(activity);
        read.push({ by: to, text });
        as(to).receive(activity);
        return { to, text, activity };
      });
    },
    on: (later) => world.restart({ BEADLE_NOW: `${later}T10:00:00Z` }),
    employ: async (others) => {
      writeFileSync(file, peopleFile(others));
      await world.restart();
    },
    close: async () => {
      await world.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Somebody with an account in Teams. */
export class Colleague {
  readonly #id: string;
  readonly #world: TeamsWorld;
  readonly #service: TeamsService;
  readonly #read: { by: string; text: string }[];
  #last: SentActivity[] = [];
  #inbox: SentActivity[] = [];

  constructor(id: string, world: TeamsWorld, service: TeamsService, read: { by: string; text: string }[]) {
    this.#id = id;
    this.#world = world;
    this.#service = service;
    this.#read = read;
  }

  say(text: string): Promise<string> {
    return this.#send({ text });
  }

  /** Presses a button of the newest card in the chat, sending what is filled in beside it. */
  press(label: string, inputs: Record<string, string> = {}): Promise<string> {
    return this.#press(this.#last, label, inputs);
  }

  /** Presses a button on a card that came by itself: the newest that has such a button. */
  pressInPost(label: string): Promise<string> {
    return this.#press(this.#inbox, label, {});
  }

  /** What a button would send, as a client could send it again later. */
  dataOf(label: string): unknown {
    return (findAction(this.#last, label) ?? findAction(this.#inbox, label))?.['data'];
  }

  sendData(value: unknown): Promise<string> {
    return this.#send({ value });
  }

  /** Sends what a button with this value would send. */
  choose(value: string): Promise<string> {
    return this.#send({ value: { beadle: 1, input: 'choice', value } });
  }

  /** Begins a dialog and fills in its screens, one after the other. @returns what is shown in the end */
  async fill(flow: string, screens: readonly Record<string, string>[]): Promise<string> {
    let shown = await this.choose(`start:${flow}`);
    for (const screen of screens) shown = await this.press('Continue', screen);
    return shown;
  }

  receive(activity: SentActivity): void {
    this.#inbox.push(activity);
  }

  #press(cards: SentActivity[], label: string, inputs: Record<string, string>): Promise<string> {
    const action = findAction(cards, label);
    if (!action)
      throw new Error(`${this.#id} sees no button "${label}" in: ${cards.map(readable).join('\n')}`);
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`field.${name}`, value]));
    return this.#send({ value: { ...(action['data'] as object), ...given } });
  }

  async #send(activity: Record<string, unknown>): Promise<string> {
    const posted = await post(
      this.#world.url(),
      makeActivity({
        id: `activity-${++count}`,
        serviceUrl: this.#service.url,
        from: { id: `29:${this.#id}`, name: this.#id, aadObjectId: accountOf(this.#id) },
        conversation: { id: `a:${this.#id}`, conversationType: 'personal', tenantId: 'tenant-1' },
        ...activity,
      }),
    );
    if (posted.status !== 200) throw new Error(`the server answered ${posted.status}: ${posted.body}`);
    this.#last = posted.activities;
    const text = posted.activities.map(readable).join('\n');
    this.#read.push({ by: this.#id, text });
    return text;
  }
}

let count = 0;

/** What a person sees of a card: texts, labels, facts, names of choices and buttons; none of what is only sent back. */
export function readable(activity: SentActivity): string {
  return linesOf(activity.attachments?.[0]?.content)
    .join('\n')
    .replace(/[\u2060\u200B-\u200D]/g, '')
    .replace(/\\([^\w\s])/g, '$1');
}

function linesOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(linesOf);
  if (node === null || typeof node !== 'object') return [];
  const object = node as Record<string, unknown>;
  const type = String(object['type']);
  if ('title' in object && 'value' in object && !type.startsWith('Action.')) {
    // A fact has a value to read, a choice one to send: only facts stand alone in a FactSet.
    return [`${String(object['title'])}: ${String(object['value'])}`];
  }
  if (type === 'Input.ChoiceSet') {
    const choices = (object['choices'] as { title: string }[]).map(({ title }) => `( ) ${title}`);
    return [...texts(object, ['label', 'placeholder', 'errorMessage']), ...choices];
  }
  if (type.startsWith('Action.') && typeof object['title'] === 'string')
    return [`[${object['title']}]`, ...linesOf(object['card'])];
  const own = texts(object, ['text', 'label', 'title', 'placeholder', 'errorMessage']);
  const inner = ['body', 'items', 'columns', 'facts', 'inlines', 'actions', 'cells', 'rows'];
  return [...own, ...inner.flatMap((key) => linesOf(object[key]))];
}

function texts(object: Record<string, unknown>, keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const value = object[key];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

export function emailOf(id: string): string {
  return `${id}@council.example`;
}

/** The same account for the same short name. */
function accountOf(id: string): string {
  const hex = Buffer.from(id).toString('hex').padEnd(12, '0').slice(0, 12);
  return `00000000-0000-4000-8000-${hex}`;
}

function peopleFile(staff: readonly Staff[]): string {
  const rows = staff.map(({ id, name, job = '', offices = [], group = '', manager, isMember }) =>
    [
      emailOf(id),
      name,
      isMember ? 'member' : 'officer',
      job,
      offices.join(';'),
      group,
      manager === undefined ? '' : emailOf(manager),
      '',
      accountOf(id),
    ].join(','),
  );
  return [HEADER, ...rows, ''].join('\n');
}
