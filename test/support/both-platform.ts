/** What a journey does, in words that know no platform; each platform has a driver that does it. */
import type { Register } from '../../src/casework/register-port.ts';
import type { Seen } from './both-seen.ts';

/**
 * An answer: a text, a day, or the beginning of an option's label; a name typed where people are listed; or somebody of this
 * first name, picked in the way that is the platform's own.
 */
export type Answer = string | { typed: string } | { picked: string };
/** By the beginning of the question. */
export type Answers = Readonly<Record<string, Answer>>;

/** Somebody at their chat with Beadle. Whatever they do is done, and everything sent, before it returns. */
export type Player = {
  say: (text: string) => Promise<Seen>;
  /** Presses the button of this label: in the window that is open, else the newest in the chat. */
  press: (label: string) => Promise<Seen>;
  /** Sends what a button with this value would send. */
  choose: (value: string) => Promise<Seen>;
  /** Types nothing but the mention of somebody of this first name, as the platform does it. */
  mention: (first: string) => Promise<Seen>;
  /** Asks where others read it. @returns what all see, and what only the person sees */
  askAmong: (text: string) => Promise<readonly [Seen, Seen]>;
  /** Asks whether a message that somebody else wrote is a protocol matter. */
  askAbout: (text: string) => Promise<Seen>;
  /** Fills in the form that is there, and sends it. */
  fill: (answers: Answers) => Promise<Seen>;
  /** Does it again, as impatient people and networks do. */
  again: () => Promise<void>;
  /** The words of a clause that stands in what was shown last. */
  clause: (label: string) => Promise<string>;
  /** Closes the window without sending it; a chat has none. */
  leave: () => Promise<void>;
};

/** What Beadle wrote to somebody by itself. */
export type News = { to: string; seen: Seen };

export type Platform = {
  name: string;
  person: (first: string) => Player;
  /** What was written to others than this person since it was last asked. */
  news: (but: string) => Promise<News[]>;
  /** Stops Beadle and starts it again on the same register. */
  restart: (at: string) => Promise<void>;
  withRegister: <T>(work: (register: Register) => Promise<T>) => Promise<T>;
  /** The file of its register. */
  file: string;
  logs: () => string;
  close: () => Promise<void>;
};

/** Those of the people file and those besides, by first name: their ids on the platforms. */
export type Ids = Readonly<Record<string, { slack: string; entra: string; name: string }>>;

/** The answers to these questions, by question. */
export function answersTo(labels: readonly string[], answers: Answers): Map<string, Answer> {
  const found = new Map<string, Answer>();
  for (const label of labels) {
    const [key] = Object.keys(answers)
      .filter((each) => label.startsWith(each))
      .sort((a, b) => b.length - a.length);
    if (key !== undefined) found.set(label, answers[key] ?? '');
  }
  return found;
}

/** The option that an answer means. */
export function optionFor(labels: readonly string[], answer: string): string {
  const found = labels.find((label) => label === answer) ?? labels.find((label) => label.startsWith(answer));
  if (found === undefined) throw new Error(`"${answer}" is none of: ${labels.join('; ')}`);
  return found;
}
