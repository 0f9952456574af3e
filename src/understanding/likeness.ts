/** How alike a message and a text of the guidance are, in their words: what a council's own texts say for a reading of it. */
import type { Encoder } from './classifier.ts';
import type { MessageReader } from './message-reader.ts';

/** @param key stands for the text from now on: it is read once and kept as long as the key is */
export type LikenessTo = (key: object, text: () => string) => number;

/** The rows of words and pairs of words, with their weights; pieces of words are alike everywhere. */
type Words = { rows: readonly number[]; weights: readonly number[] };

const WORDS = new Set(['w:', 'b:', 's:']);

/** @returns for a message, what measures its likeness to a text: the cosine of their words, from 0 to 1 */
export function createLikeness(encoder: Encoder, read: MessageReader): (text: string) => LikenessTo {
  const isWord = Uint8Array.from(encoder.index.keys(), (name) => (WORDS.has(name.slice(0, 2)) ? 1 : 0));
  const known = new WeakMap<object, Words>();
  const wordsIn = (text: string): Words => {
    const { rows, values } = read(text, null).vector;
    const own = [...rows.keys()].filter((at) => isWord[rows[at] as number] === 1);
    const length = Math.hypot(...own.map((at) => values[at] as number)) || 1;
    return {
      rows: own.map((at) => rows[at] as number),
      weights: own.map((at) => (values[at] as number) / length),
    };
  };
  return (message) => {
    let asked: Map<number, number> | undefined;
    return (key, text) => {
      if (asked === undefined) {
        const { rows, weights } = wordsIn(message);
        asked = new Map(rows.map((row, at) => [row, weights[at] as number]));
      }
      let words = known.get(key);
      if (words === undefined) known.set(key, (words = wordsIn(text())));
      let sum = 0;
      for (let at = 0; at < words.rows.length; at++) {
        const weight = asked.get(words.rows[at] as number);
        if (weight !== undefined) sum += weight * (words.weights[at] as number);
      }
      return sum;
    };
  };
}
