/** Phrases of the data as one pattern over a normalised text. */
import { normalise } from './text.ts';

/** A phrase matches whole words; `*` at a word's end stands for any ending, alone for any one word. */
export function compilePhrases(phrases: readonly string[]): RegExp {
  const alternatives = phrases.map((phrase) => phrase.split(/\s+/).flatMap(compileWord).join(' '));
  // A phrase without a letter or digit would match everything.
  const words = alternatives.filter((alternative) => alternative !== '').join('|');
  return words === '' ? /(?!)/ : new RegExp(`\\b(?:${words})\\b`);
}

function compileWord(word: string): string[] {
  if (word === '*') return ['[a-z0-9]+'];
  const normal = normalise(word);
  if (normal === '') return [];
  return [word.endsWith('*') ? `${normal}[a-z0-9]*` : normal];
}
