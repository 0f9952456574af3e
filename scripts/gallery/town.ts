/** The real middle on a register of its own, and the demo people who talk to it: what they are shown is what the gallery draws. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Person } from '../../src/casework/people.ts';
import { readConfig } from '../../src/config.ts';
import type { Form, FormValues, Input, OutgoingMessage, Reply } from '../../src/conversation/vocabulary.ts';
import type { Protocol } from '../../src/protocol/load.ts';
import { createBeadle, type Beadle } from '../../src/start/beadle.ts';
import { fillInUsually } from './answers.ts';
import { loadCouncils } from '../../src/start/councils.ts';
import type { loadKnowledge } from '../../src/start/library.ts';

export type Knowledge = ReturnType<typeof loadKnowledge>;
export type Letter = { to: Person; reply: Reply };

/** Fills in a form as `asker` would, choosing the first option everywhere, the second, and so on. */
export type FillIn = (form: Form, variant: number, asker: string) => FormValues;

export type Town = {
  protocol: Protocol;
  fillIn: FillIn;
  people: readonly Person[];
  /** Who is first of this kind and holds this office, or none where it is left out. */
  find: (kind: 'officer' | 'member', office?: string) => Person;
  as: (key: string) => Actor;
  /** What was sent to anybody since this was asked last. */
  post: () => Promise<Letter[]>;
  /** Beadle stops, and starts again on a later day. */
  on: (day: string) => Promise<void>;
  close: () => Promise<void>;
};

/** Somebody in a chat with Beadle: each thing they do gives what they are shown then. */
export type Actor = {
  does: (input: Input, scope?: 'personal' | 'shared') => Promise<readonly Reply[]>;
  say: (text: string, scope?: 'personal' | 'shared') => Promise<readonly Reply[]>;
  choose: (value: string) => Promise<readonly Reply[]>;
  send: (form: Form, values: FormValues) => Promise<readonly Reply[]>;
};

export const FIRST_DAY = '2026-11-20';
const LOG = pino({ level: 'silent' });

/**
 * A council on its first day, with nothing in its register.
 * @param more a people file instead of the demo people, and other answers than usual ones
 */
export function openTown(
  council: string,
  knowledge: Knowledge,
  more: { peopleFile?: string; fillIn?: FillIn } = {},
): Town {
  const protocol = knowledge.library.protocols.get(council);
  if (!protocol) throw new Error(`There is no council "${council}".`);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'beadle-gallery-'));
  const letters: OutgoingMessage[] = [];
  const { peopleFile, fillIn = fillInUsually } = more;
  const config = readConfig({
    DATA_DIR: dataDir,
    COUNCIL: council,
    ...(peopleFile !== undefined && { PEOPLE_FILE: peopleFile }),
  });
  const councils = loadCouncils(config, knowledge.library);
  const people = councils.directories.get(council)?.all ?? [];
  const start = (day: string): Beadle => {
    const now = new Date(`${day}T10:00:00Z`);
    const beadle = createBeadle({ dataDir, now }, knowledge, councils, LOG);
    beadle.startSending([
      {
        channel: 'web',
        deliver: (message) => {
          letters.push(message);
          return Promise.resolve({ result: 'sent' });
        },
      },
    ]);
    return beadle;
  };
  let beadle = start(FIRST_DAY);
  const does = async (key: string, input: Input, scope: 'personal' | 'shared'): Promise<readonly Reply[]> => {
    const { replies } = await beadle.conversation.handle({
      council,
      speaker: { channel: 'web', tenant: 'local', userId: key },
      scope,
      eventId: null,
      input,
    });
    return replies;
  };
  return {
    protocol,
    fillIn,
    people,
    find: (kind, office) => {
      const found = people.find(
        (person) => person.kind === kind && (office === undefined ? true : person.offices.includes(office)),
      );
      if (!found) throw new Error(`There is no ${kind} ${office ?? ''} among the demo people.`);
      return found;
    },
    as: (key) => ({
      does: (input, scope = 'personal') => does(key, input, scope),
      say: (text, scope = 'personal') => does(key, { type: 'text', text }, scope),
      choose: (value) => does(key, { type: 'choice', value }, 'personal'),
      send: (form, values) => does(key, { type: 'form', form: form.id, values }, 'personal'),
    }),
    post: async () => {
      await beadle.settle();
      beadle.sendNow();
      await beadle.settle();
      return letters.splice(0).flatMap(({ recipient, reply }) => {
        const to = people.find(({ key }) => key === recipient.key);
        return to ? [{ to, reply }] : [];
      });
    },
    on: async (day) => {
      await beadle.close();
      beadle = start(day);
      await beadle.settle();
    },
    close: async () => {
      await beadle.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
