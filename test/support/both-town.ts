/** One council's people on every platform at once: each line of a journey is done on all of them, and what comes of it compared. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { answersTo, type Answers, type Ids, type News, type Platform, type Player } from './both-platform.ts';
import { parseSnapshot, readCase, readSnapshot } from './both-register.ts';
import { UNCOMPARED, type Seen } from './both-seen.ts';
import { openSlack } from './both-slack.ts';
import { openTeams, type TeamsLook } from './both-teams.ts';
import { PEOPLE } from './world.ts';

/** What somebody does, and all that they see on the way. `last` is what they saw before. */
export type Act = (
  player: Player,
  last: Seen,
  town: { reference: string },
) => Promise<Seen | readonly Seen[]>;

/** Who, does what, sees. "@handler" is whoever has that part in the case recorded last. */
export type Line =
  | readonly [who: string, act: Act, sees?: RegExp | readonly RegExp[], not?: RegExp]
  /** Beadle is stopped, and begins again at an instant. */
  | readonly [at: string];

export type BothTown = {
  play: (...lines: readonly Line[]) => Promise<void>;
  /** How everybody uses Teams from now on. */
  use: (look: TeamsLook) => void;
  /** The reference of the case recorded last. */
  reference: () => string;
  /** Demands that the registers are the same. @returns what is in them, as JSON */
  compareRegisters: () => string;
  /** The stage of the case recorded last. */
  stage: () => string;
  /** Demands that the registers hang together and that nothing went wrong unseen. */
  checkWhole: () => Promise<void>;
  close: () => Promise<void>;
};

/** What is kept of dialogs under way is compared. */
export const COMPARE: Line = ['compare the drafts'];

const NOTHING: Seen = { words: '', clauses: [], buttons: [], form: null };
export const STRANGER = 'Stranger';

export async function openBoth(council: string, at: string): Promise<BothTown> {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-both-'));
  const file = join(folder, 'people.csv');
  const { text, ids, keys } = everybody();
  writeFileSync(file, text);
  const variables = { PEOPLE_FILE: file, BEADLE_NOW: at };
  const platforms = [
    await openSlack(council, variables, ids),
    await openTeams(council, variables, ids),
  ] as const;
  const [first, second] = platforms;
  const last = new Map<string, Seen>();
  let reference = '';

  const whoIs = (name: string): string => {
    // "@decider2" is the second of them.
    const [, role, at = ''] = /^@([a-z]+)(\d?)$/.exec(name) ?? [];
    if (role === undefined) return name;
    const holders = readCase(first.file, reference)?.people.filter((each) => each.role === role) ?? [];
    const found = keys.get(holders[Number(at === '' ? 1 : at) - 1]?.person ?? '');
    if (found === undefined) throw new Error(`nobody is ${name} of ${reference}`);
    return found;
  };

  const perform = async (platform: Platform, who: string, act: Act): Promise<Seen[]> => {
    const id = `${platform === first ? 1 : 2}/${who}`;
    const seen = [await act(platform.person(who), last.get(id) ?? NOTHING, { reference })].flat();
    last.set(id, seen.at(-1) ?? NOTHING);
    return seen;
  };
  const compareRegisters = (only?: string): string => {
    const strangers = strangersOf(ids);
    const snapshot = readSnapshot(first.file, strangers, only);
    const theirs = readSnapshot(second.file, strangers, only);
    if (theirs === snapshot) return snapshot;
    // The same, but with JSON read, says best what differs; the bytes do where that does not.
    expect(parseSnapshot(theirs), `${second.name} against ${first.name}`).toEqual(parseSnapshot(snapshot));
    expect(theirs, `${second.name} against ${first.name}`).toBe(snapshot);
    return snapshot;
  };
  const playOne = async (line: Line, where: string): Promise<void> => {
    const [name, act, sees = [], not] = line;
    if (line === COMPARE) {
      compareRegisters('conversation_states');
      return;
    }
    if (act === undefined) {
      for (const platform of platforms) await platform.restart(name);
      await compareNews('', where);
      return;
    }
    const who = whoIs(name);
    const seen = await perform(first, who, act);
    const theirs = await perform(second, who, act);
    expectSame(seen, theirs, `${where}: ${second.name} against ${first.name}`);
    const words = seen.map((each) => each.words).join(' ');
    reference = /Recorded: (\w+-\d+-\d+)/.exec(words)?.[1] ?? reference;
    const all = JSON.stringify(seen);
    for (const pattern of [sees].flat()) expect(all, where).toMatch(pattern);
    if (not) expect(all, where).not.toMatch(not);
    await compareNews(who, where);
  };
  const compareNews = async (but: string, where: string): Promise<void> => {
    const sort = (news: News[]): News[] => news.sort((a, b) => a.to.localeCompare(b.to));
    const news = sort(await first.news(but));
    expect(sort(await second.news(but)), `${where}: news in ${second.name}`).toEqual(news);
  };

  // Teams can only be written to where somebody wrote first.
  const met: Line[] = Object.keys(ids).flatMap((who) => (who === STRANGER ? [] : [[who, say('help')]]));
  for (const line of met) await playOne(line, `${line[0]} says hello`);
  return {
    reference: () => reference,
    stage: () => readCase(first.file, reference)?.stage ?? 'none',
    use: second.use,
    play: async (...lines) => {
      for (const [at, line] of lines.entries()) await playOne(line, `line ${at + 1}, ${line[0]}`);
    },
    compareRegisters: () => compareRegisters(),
    checkWhole: async () => {
      const { cases = [], history = [], outbox = [], clocks = [] } = parseSnapshot(compareRegisters());
      // Nothing would be shown by comparing nothing.
      expect([cases.length > 5, history.length > 15, outbox.length > 15, clocks.length > 0]).not.toContain(
        false,
      );
      for (const platform of platforms) {
        const chain = await platform.withRegister((register) => register.verifyChain(council));
        expect(chain, `the chain of ${platform.name}`).toMatchObject({ intact: true });
        expect(platform.logs(), platform.name).not.toMatch(/"level":[56]0/);
      }
    },
    close: async () => {
      for (const platform of platforms) await platform.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Demands that two people on two platforms saw the same. */
function expectSame(seen: readonly Seen[], theirs: readonly Seen[], where: string): void {
  const isCut = seen.map(({ words }) => words.startsWith(UNCOMPARED));
  const comparable = (each: readonly Seen[]): unknown[] =>
    each.map((one, at) => (isCut[at] ? formAsAsked(one, seen[at]?.words === UNCOMPARED) : one));
  expect(comparable(theirs), where).toEqual(comparable(seen));
  seen.forEach(({ words }, at) => {
    if (isCut[at])
      expect(JSON.stringify(theirs[at]), where).toContain(
        JSON.stringify(words.slice(UNCOMPARED.length)).slice(1, -1),
      );
  });
}

/** The form, with what is wrong in it only where the other has that too. */
function formAsAsked({ form }: Seen, hasErrors: boolean): Seen['form'] {
  return form === null || hasErrors
    ? form
    : { ...form, fields: form.fields.map((field) => ({ ...field, error: '' })) };
}

const SLACK_CELL = 7;
const ENTRA_CELL = 8;
/** Besides the demo people: two of one name, and names with signs that platforms give a meaning. */
const MORE = [
  'alex.one@council.example,Alex Kim,officer,Tree Officer,,,daniel.reed@council.example,,',
  'alexa.two@council.example,Alex Kim,officer,Drainage Engineer,,,daniel.reed@council.example,,',
  'zoe.obrien@council.example,Zoë O’Brien_*Price* & <Sons>,officer,R&D ~Lead~ | Café,,,daniel.reed@council.example,,',
  'idris.vaughan@council.example,Cllr Idris ap-Vaughan \u{1F33F},member,,,Plaid & Friends,,,',
];

/** The people file with an account on each platform for everybody, and the ids by first name, in the emails. */
function everybody(): { text: string; ids: Ids; keys: Map<string, string> } {
  const [header = '', ...rows] = readFileSync(PEOPLE, 'utf8').trim().split('\n');
  const ids: Record<string, Ids[string]> = {};
  const keys = new Map<string, string>();
  const filled = [...rows, ...MORE].map((row, at) => {
    const cells = row.split(',');
    const [email = '', name = ''] = cells;
    const [local = ''] = email.split('.');
    const first = local.charAt(0).toUpperCase() + local.slice(1);
    const id = { slack: `U0BOTH${at + 10}`, entra: `22222222-2222-4222-8222-0000000000${at + 10}`, name };
    ids[first] = id;
    keys.set(email, first);
    return cells
      .map((cell, place) => (place === SLACK_CELL ? id.slack : place === ENTRA_CELL ? id.entra : cell))
      .join(',');
  });
  ids[STRANGER] = {
    slack: 'U0STRANGER',
    entra: '33333333-3333-4333-8333-000000000001',
    name: 'Sasha Strange',
  };
  for (const key of Object.keys(strangersOf(ids))) keys.set(key, STRANGER);
  return { text: [header, ...filled, ''].join('\n'), ids, keys };
}

/** How a register calls whoever the people file does not have: by the platform and its ids. */
function strangersOf(ids: Ids): Record<string, string> {
  return {
    [`slack:T1:${ids[STRANGER]?.slack ?? ''}`]: STRANGER,
    [`teams:tenant-1:29:${STRANGER}`]: STRANGER,
  };
}

export const say =
  (text: string): Act =>
  (player) =>
    player.say(text);

export const mention =
  (first: string): Act =>
  (player) =>
    player.mention(first);

export const askAmong =
  (text: string): Act =>
  (player) =>
    player.askAmong(text);

export const askAbout =
  (text: string): Act =>
  (player) =>
    player.askAbout(text);

export const press =
  (label: string): Act =>
  (player, _last, { reference }) =>
    player.press(label.replace('REF', reference));

export const choose =
  (value: string): Act =>
  (player, _last, { reference }) =>
    player.choose(value.replace('REF', reference));

/** Opens the case recorded last. */
export const open: Act = choose('case:REF');

export const fill =
  (answers: Answers): Act =>
  (player) =>
    player.fill(answers);

/** Begins a dialog by its button in what was shown last of all that has one, such as the help. */
export const begin = press;

/** Fills in and sends screen after screen, until nothing is asked any more, or something is wrong. */
export const through =
  (answers: Answers): Act =>
  async (player, last) => {
    const seen: Seen[] = [];
    let now = last;
    while (now.form !== null) {
      const labels = now.form.fields.map(({ label }) => label);
      const before = JSON.stringify(labels);
      now = await player.fill(Object.fromEntries(answersTo(labels, answers)));
      seen.push(now);
      if (now.form?.fields.some(({ error }) => error !== '')) break;
      if (JSON.stringify(now.form?.fields.map(({ label }) => label)) === before)
        throw new Error(`still asked: ${before}`);
    }
    return seen;
  };

/** Opens the case recorded last and makes a move on it, with these answers where it asks for any. */
export const move =
  (label: string, answers: Answers = {}): Act =>
  async (player, last, town) => {
    const seen = [await open(player, last, town), await player.press(label)].flat();
    const asked = seen.at(-1);
    if (!asked?.form) return seen;
    return [...seen, ...[await through(answers)(player, asked, town)].flat()];
  };

/** Does what was done last once more, as a second click or a retry does. What is then shown is the platform's own. */
export const again: Act = async (player, last) => {
  await player.again();
  return last;
};

/** Closes the window half-way; in a chat, turns away from the card. */
export const leave: Act = async (player, last) => {
  await player.leave();
  return last;
};

/** Looks at the words of a clause that stands there. */
export const clause =
  (label?: string): Act =>
  async (player, last) => {
    const words = await player.clause(label ?? last.clauses[0] ?? '');
    return { ...last, words };
  };
