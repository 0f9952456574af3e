/** Journeys through Slack: windows, with signed requests, and the messages that everybody is sent. */
import { answersTo, optionFor, type Ids, type News, type Platform, type Player } from './both-platform.ts';
import { optionLabels, seenInMessages, seenInWindow, UNCOMPARED, type Seen } from './both-seen.ts';
import { elementsOf, readTexts, type Posted, type SlackPerson } from './slack-person.ts';
import { inputsOf, type FakeInput, type Json } from './slack-windows.ts';
import { startSlackWorld, type SlackWorld } from './world.ts';

/** In a message a form is asked question by question; this leads to its window. */
const OPEN = 'Fill in a form';
const TYPED_BELOW = 'Or type a name, where nobody in the list fits';

export async function openSlack(
  council: string,
  variables: Record<string, string>,
  ids: Ids,
): Promise<Platform> {
  const world = await startSlackWorld(council, variables);
  const nameOf = new Map(Object.entries(ids).map(([name, { slack }]) => [slack, name]));
  for (const { slack, name } of Object.values(ids)) world.slack.users.set(slack, { realName: name });
  const players = new Map<string, SlackPlayer>();
  let read = 0;
  return {
    name: 'Slack',
    person: (first) => {
      const known = players.get(first) ?? new SlackPlayer(world, world.person(ids[first]?.slack ?? ''), ids);
      players.set(first, known);
      return known;
    },
    news: async (but) => {
      await world.settle();
      // What is said in a channel is looked at where it is asked.
      const fresh = world.slack.messages.slice(read).filter(({ channel }) => channel.startsWith('D'));
      read = world.slack.messages.length;
      const to = fresh.map(
        ({ channel, onlyFor }) => nameOf.get(onlyFor ?? `U${channel.slice(1)}`) ?? channel,
      );
      // What does not fit in one message follows in the next.
      const people = [...new Set(to)].filter((name) => name !== but);
      return people.map((name): News => ({
        to: name,
        seen: seenInMessages(fresh.filter((_message, at) => to[at] === name)),
      }));
    },
    restart: async (at) => {
      await world.restart({ BEADLE_NOW: at });
      await world.settle();
    },
    withRegister: world.withRegister,
    file: world.file,
    logs: () => world.logs.join('\n'),
    close: world.close,
  };
}

class SlackPlayer implements Player {
  readonly #world: SlackWorld;
  readonly #person: SlackPerson;
  readonly #ids: Ids;

  constructor(world: SlackWorld, person: SlackPerson, ids: Ids) {
    this.#world = world;
    this.#person = person;
    this.#ids = ids;
  }

  say(text: string): Promise<Seen> {
    this.#closeWindows();
    return this.#look(() => this.#person.say(escapeTyped(text)));
  }

  press(label: string): Promise<Seen> {
    if (this.#person.hasWindow) {
      const { view } = this.#person.window;
      if (readTexts(view['submit']) === label) return this.fill({});
      const isThere = elementsOf(view['blocks'] as Json[]).some((each) => readTexts(each) === label);
      // A button of the chat is out of reach while a window is open.
      if (!isThere) this.#closeWindows();
    }
    return this.#look(() => this.#person.press(label));
  }

  mention(first: string): Promise<Seen> {
    this.#closeWindows();
    return this.#look(() => this.#person.say(`<@${this.#ids[first]?.slack ?? ''}> `));
  }

  async askAmong(text: string): Promise<readonly [Seen, Seen]> {
    this.#closeWindows();
    const before = this.#world.slack.messages.length;
    await this.#person.mention(escapeTyped(text));
    await this.#world.settle();
    const fresh = this.#world.slack.messages.slice(before);
    const own = seenInMessages(fresh.filter(({ onlyFor }) => onlyFor === this.#person.user));
    // Teams answers in the private chat, where nobody need be told to go.
    return [
      seenInMessages(fresh.filter(({ onlyFor }) => onlyFor === undefined)),
      { ...own, words: own.words.replace(/ ?Only you see this\. To go on, .*$/, '') },
    ];
  }

  askAbout(text: string): Promise<Seen> {
    this.#closeWindows();
    const direct = this.#person.direct;
    return this.#look(() =>
      this.#person.messageShortcut('is-protocol-matter', { text: escapeTyped(text) }, direct),
    );
  }

  choose(value: string): Promise<Seen> {
    this.#closeWindows();
    const element = { action_id: 'choice:0', type: 'button' };
    const message = { channel: this.#person.direct, ts: '1.0', text: '', blocks: [] };
    return this.#look(() => this.#person.pressElement(element, { value }, message));
  }

  fill(answers: Parameters<Player['fill']>[0]): Promise<Seen> {
    const inputs = inputsOf(this.#person.window.view);
    const labels = inputs.map(({ label }) => label.text);
    const given = answersTo(labels, answers);
    inputs.forEach((input, at) => {
      const answer = given.get(input.label.text);
      if (answer === undefined) return;
      const below = inputs[at + 1]?.label.text === TYPED_BELOW;
      if (typeof answer === 'string' || 'picked' in answer) {
        this.#fillOne(input, typeof answer === 'string' ? answer : (this.#ids[answer.picked]?.name ?? ''));
        if (below) this.#person.fill(TYPED_BELOW, '');
      } else {
        if (below) this.#person.fill(input.label.text, '');
        this.#person.fill(below ? TYPED_BELOW : input.label.text, answer.typed);
      }
    });
    return this.#look(() => this.#person.submit());
  }

  async again(): Promise<void> {
    await this.#person.repeat();
    await this.#world.settle();
  }

  async clause(label: string): Promise<string> {
    await this.#person.press(label);
    await this.#world.settle();
    const seen = seenInWindow(this.#person.window);
    this.#world.slack.windows.close(this.#person.user);
    return seen.words;
  }

  async leave(): Promise<void> {
    if (this.#person.hasWindow) await this.#person.close();
    this.#closeWindows();
    await this.#world.settle();
  }

  #fillOne(input: FakeInput, answer: string): void {
    const labels = optionLabels(input.element);
    const longest = input.element['max_length'];
    if (typeof longest === 'number' && answer.length > longest)
      throw new Error(`Slack lets nobody type more than ${longest} characters there`);
    const value = labels.length === 0 || answer === '' ? answer : optionFor(labels, answer);
    this.#person.fill(input.label.text, value);
  }

  async #look(act: () => Promise<Posted>): Promise<Seen> {
    const before = this.#person.seen(this.#person.direct).length;
    await act();
    await this.#world.settle();
    const fresh = this.#person.seen(this.#person.direct).slice(before);
    if (this.#person.hasWindow) return this.#seenThere();
    const isForm = fresh.some(({ blocks }) => elementsOf(blocks).some((each) => readTexts(each) === OPEN));
    if (!isForm) return seenInMessages(fresh);
    await this.#person.press(OPEN);
    await this.#world.settle();
    const [said = ''] = seenInMessages(fresh).words.split(/(?<=[.?:]) /);
    // The window is asked for in a turn of its own, which finds nothing wrong.
    const opening = errorIn(fresh.map(({ blocks }) => readTexts(blocks)).join('\n')) ?? said;
    return { ...seenInWindow(this.#person.window), words: UNCOMPARED + opening };
  }

  #seenThere(): Seen {
    const seen = seenInWindow(this.#person.window);
    // Errors are put into the window as it is, with the words of before.
    return Object.keys(this.#person.window.errors).length === 0 ? seen : { ...seen, words: UNCOMPARED };
  }

  #closeWindows(): void {
    this.#world.slack.windows.closeAll(this.#person.user);
  }
}

function errorIn(texts: string): string | null {
  return /^Please check:\n?(.*)$/m.exec(texts)?.[1]?.trim() ?? null;
}

/** As Slack sends what was typed. */
function escapeTyped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
