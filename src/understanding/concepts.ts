/** Reads the words of a message with concepts in place of what means the same: a party for any party's name. */
import type { Concept } from '../protocol/schema.ts';
import { wordsOf } from './text.ts';

export type ReadWords = (text: string) => string[];

/** Compiles the concepts once. Longer phrases are tried before shorter ones. */
export function createWordReader(concepts: readonly Concept[]): ReadWords {
  const phrases = new Map<string, { words: readonly string[]; concept: readonly string[] }[]>();
  for (const { id, words } of concepts) {
    for (const phrase of words) {
      const parts = wordsOf(phrase);
      const [first] = parts;
      if (first === undefined) continue;
      const known = phrases.get(first) ?? [];
      known.push({ words: parts, concept: wordsOf(id) });
      known.sort((a, b) => b.words.length - a.words.length);
      phrases.set(first, known);
    }
  }
  return (text) => {
    const words = wordsOf(text);
    const read: string[] = [];
    for (let at = 0; at < words.length;) {
      const word = words[at] as string;
      const match = phrases
        .get(word)
        ?.find((phrase) => phrase.words.every((part, i) => words[at + i] === part));
      if (match) {
        read.push(...match.concept);
        at += match.words.length;
      } else {
        read.push(word);
        at += 1;
      }
    }
    return read;
  };
}
