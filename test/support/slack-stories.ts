/** Stories of cases as tables: who does what, what they then see, and who is sent what because of it. */
import { expect } from 'vitest';
import { CaseActor, Post, type Answers } from './slack-cases.ts';
import type { SlackWorld } from './world.ts';

export type Pattern = RegExp | string;

/** One thing that somebody does. Where a case is meant, it is the story's last one unless another is named. */
export type Deed =
  | { raise: string; answers: Answers; confirm?: string; summary?: readonly Pattern[]; isAside?: boolean }
  /** Goes on with the window that is open, and records it by the button named, where there is one. */
  | { fills: Answers; confirm?: string }
  | { move: string; answers?: Answers; of?: string }
  | { opens: string | null }
  /** A button's value that nobody drew, with REF for the case's reference. */
  | { forges: string }
  | { says: string }
  | { presses: string };

export type Scene<Name extends string> = {
  /** The instant from which time runs on, Beadle having been started again. */
  on?: string;
  who?: Name;
  does?: Deed;
  sees?: readonly Pattern[];
  never?: readonly Pattern[];
  /** Who besides the actor is sent something, and decisive words of it. Nobody else is sent anything. */
  told?: Partial<Record<Name, readonly Pattern[]>>;
  /** The buttons on the newest message of the one who acted. */
  buttons?: readonly string[];
};

/** A council's people in Slack, and what each was sent. */
export class SlackTown<Name extends string> {
  readonly world: SlackWorld;
  readonly #ids: Readonly<Record<Name, string>>;
  readonly #post: Post;
  /** The case raised last. */
  reference = '';

  /** @param ids the ids of Slack, by the names used in stories */
  constructor(world: SlackWorld, ids: Readonly<Record<Name, string>>) {
    this.world = world;
    this.#ids = ids;
    this.#post = new Post(
      world,
      new Map(Object.entries<string>(ids).map(([name, id]): [string, string] => [id, name])),
    );
  }

  actor(name: Name): CaseActor {
    return new CaseActor(this.world, this.#ids[name]);
  }

  /** What others than these were sent since this was asked last. */
  post(...but: Name[]): { to: string; text: string }[] {
    return this.#post.take(...but);
  }

  /** Plays scenes one after the other, and checks each. */
  async play(scenes: readonly Scene<Name>[]): Promise<void> {
    for (const scene of scenes) await this.#playOne(scene);
  }

  async #playOne({ on, who, does, sees = [], never = [], told = {}, buttons }: Scene<Name>): Promise<void> {
    this.post();
    if (on !== undefined) {
      await this.world.restart({ BEADLE_NOW: on });
      await this.world.settle();
    }
    const actor = who && this.actor(who);
    const seen = actor && does ? await this.#act(actor, does) : '';
    const what = `${who ?? 'on'} ${JSON.stringify(does ?? on)}`;
    const sent = this.post(...(who ? [who] : []));
    for (const pattern of sees) expect(seen, what).toMatch(pattern);
    for (const pattern of never) expect(seen, what).not.toMatch(pattern);
    for (const text of [seen, ...sent.map(({ text }) => text)]) checkReadable(text);
    expect(
      sent.map(({ to }) => to).sort(),
      `${what}\n${sent.map(({ text }) => text).join('\n---\n')}`,
    ).toEqual(Object.keys(told).sort());
    for (const { to, text } of sent) {
      for (const pattern of told[to as Name] ?? []) expect(text, `${what}: to ${to}`).toMatch(pattern);
    }
    if (buttons && actor) expect(actor.buttons(), what).toEqual(buttons);
  }

  async #act(actor: CaseActor, deed: Deed): Promise<string> {
    if ('raise' in deed) {
      const { summary, receipt } = await actor.raise(deed.raise, deed.answers, deed.confirm);
      for (const pattern of deed.summary ?? []) expect(summary).toMatch(pattern);
      checkReadable(summary);
      // The story goes on with the case before.
      if (deed.isAside !== true) this.reference = referenceIn(receipt);
      return receipt;
    }
    if ('fills' in deed) {
      const filled = await actor.fill(deed.fills);
      const receipt = deed.confirm === undefined ? filled : await actor.press(deed.confirm);
      actor.closeWindow();
      checkReadable(filled);
      this.reference = referenceIn(receipt);
      return receipt;
    }
    if ('move' in deed) return actor.move(deed.of ?? this.reference, deed.move, deed.answers);
    if ('forges' in deed) return actor.forge(deed.forges.replace('REF', this.reference));
    if ('opens' in deed) return actor.forge(`case:${deed.opens ?? this.reference}`);
    if ('presses' in deed) return actor.press(deed.presses);
    actor.closeWindow();
    return actor.say(deed.says);
  }
}

function referenceIn(receipt: string): string {
  return /[A-Z]{3}-\d{4}-\d{4}/.exec(receipt)?.[0] ?? '';
}

/** Nothing that only programs know is ever shown to people. */
export function checkReadable(text: string): void {
  expect(text).not.toMatch(/@council\.example|undefined|\[object|\bnull\b|NaN/);
  expect(text, 'a day as machines write it').not.toMatch(/\b20\d\d-\d\d-\d\d\b/);
  expect(text, 'an exclamation mark').not.toMatch(/[a-z]!(\s|$)/);
  expect(text, 'an id').not.toMatch(
    /\b(look-into|on-hold|not-accept|group-meeting|monitoring-officer|section-151-officer|chief-executive|line-manager|third-party|ward-party|hand-over)\b/,
  );
}
