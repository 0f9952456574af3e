/** Cases as people live them in Slack: dialogs in windows, moves from cards, and who was sent what. */
import { inputsOf, type Json } from './slack-windows.ts';
import { elementsOf, readTexts, type SlackPerson } from './slack-person.ts';
import { slackText, type SlackWorld } from './world.ts';

/** What is answered: the beginning of a question, and a text, a date, or the beginning of an option's label. */
export type Answers = Readonly<Record<string, string>>;

/** Somebody at their Slack. Whatever they do is done, and everything sent, before it returns. */
export class CaseActor {
  readonly person: SlackPerson;
  readonly #world: SlackWorld;

  constructor(world: SlackWorld, user: string) {
    this.#world = world;
    this.person = world.person(user);
  }

  /** Types a message. @returns what came back */
  async say(text: string): Promise<string> {
    return this.#after(() => this.person.say(text));
  }

  /** Presses the newest button of this label. @returns what is in the window now, or came back */
  async press(label: string): Promise<string> {
    return this.#after(() => this.person.press(label));
  }

  /** Sends a button's value, drawn or made up. */
  async forge(value: string): Promise<string> {
    // A button needs a message to stand in.
    if (this.person.seen(this.person.direct).length === 0) await this.say('help');
    const message = this.person.seen(this.person.direct).at(-1);
    if (!message) throw new Error(`${this.person.user} was sent nothing`);
    const element = { type: 'button', action_id: 'choice:0', value };
    return this.#after(() => this.person.pressElement(element, { value }, message));
  }

  /** Opens a dialog by the button that `help` shows. */
  async start(offer: string): Promise<string> {
    await this.say('help');
    return this.press(offer);
  }

  /** Fills in and sends window after window, until all that is asked is answered. @returns what stands there then */
  async fill(answers: Answers): Promise<string> {
    const used = new Set<string>();
    let shown = this.window();
    while (this.#inputs().length > 0) {
      for (const { label, element } of this.#inputs()) {
        const [key] = Object.keys(answers)
          .filter((each) => label.text.startsWith(each))
          .sort((a, b) => b.length - a.length);
        if (key === undefined) continue;
        used.add(key);
        this.person.fill(label.text, optionOf(element, answers[key] ?? ''));
      }
      const before = this.#asked();
      shown = await this.#after(() => this.person.submit());
      const { errors } = this.#top() ?? { errors: {} };
      if (Object.keys(errors).length > 0) return Object.values(errors).join('\n');
      if (this.#inputs().length > 0 && this.#asked() === before)
        throw new Error(`Still asked:\n${this.window()}`);
    }
    const unused = Object.keys(answers).filter((each) => !used.has(each));
    if (unused.length > 0) throw new Error(`Never asked: ${unused.join(', ')}. At the end:\n${shown}`);
    return shown;
  }

  /** Goes through a whole dialog and records it. @returns the summary, and the receipt */
  async raise(offer: string, answers: Answers, confirm = 'Send it'): Promise<Raised> {
    await this.start(offer);
    const summary = await this.fill(answers).catch(async (error: unknown) => {
      this.closeWindow();
      await this.say('stop');
      throw error;
    });
    const receipt = await this.press(confirm);
    this.closeWindow();
    return { summary, receipt };
  }

  /** Makes a move from a case's card as it stands now. @returns what came of it */
  async move(reference: string, label: string, answers: Answers = {}): Promise<string> {
    await this.forge(`case:${reference}`);
    const pressed = await this.press(label);
    const shown = this.person.hasWindow ? await this.fill(answers) : pressed;
    this.closeWindow();
    return shown;
  }

  /** The labels of the buttons on the newest message, besides those that open clauses. */
  buttons(): string[] {
    return elementsOf(this.person.seen(this.person.direct).at(-1)?.blocks ?? [])
      .filter(({ action_id: id }) => !id.startsWith('clause'))
      .map(({ text }) => (text as { text: string }).text);
  }

  /** The window that is open, in words. */
  window(): string {
    return tidy(readTexts(this.#top()?.view ?? {}));
  }

  closeWindow(): void {
    this.#world.slack.windows.closeAll(this.person.user);
  }

  #top() {
    return this.#world.slack.windows.top(this.person.user);
  }

  #inputs() {
    const window = this.#top();
    return window ? inputsOf(window.view) : [];
  }

  #asked(): string {
    return this.#inputs()
      .map(({ label }) => label.text)
      .join();
  }

  async #after(act: () => Promise<unknown>): Promise<string> {
    const before = this.person.seen().length;
    await act();
    await this.#world.settle();
    await this.#world.settle();
    if (this.person.hasWindow) return this.window();
    return tidy(slackText(this.person.seen().slice(before)));
  }
}

export type Raised = { summary: string; receipt: string };

/** Everything delivered to people since it was asked last, by the names given to their ids. */
export class Post {
  readonly #world: SlackWorld;
  readonly #names: ReadonlyMap<string, string>;
  #seen = 0;

  /** @param names by the id of Slack */
  constructor(world: SlackWorld, names: ReadonlyMap<string, string>) {
    this.#world = world;
    this.#names = names;
  }

  /** What others than these were sent since the last time, a text for each message. */
  take(...but: string[]): { to: string; text: string }[] {
    const { messages } = this.#world.slack;
    const fresh = messages.slice(this.#seen);
    this.#seen = messages.length;
    return fresh
      .map((message) => ({
        to: this.#names.get(message.onlyFor ?? `U${message.channel.slice(1)}`) ?? message.channel,
        text: tidy(slackText([message])),
      }))
      .filter(({ to }) => !but.includes(to));
  }
}

function optionOf(element: Json, wanted: string): string {
  const groups = (element['option_groups'] ?? [{ options: element['options'] ?? [] }]) as {
    options: { text: { text: string } }[];
  }[];
  const labels = groups.flatMap(({ options }) => options.map(({ text }) => text.text));
  return labels.find((label) => label.startsWith(wanted)) ?? wanted;
}

/** Without Slack's marks and the invisible characters that keep it from reading more into words than they say. */
function tidy(text: string): string {
  return text.replace(/[\u2060\u200B-\u200D]/g, '').replace(/\*/g, '');
}
