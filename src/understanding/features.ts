/** What the classifier sees of a message: stems, pairs of neighbours, pairs with one word between, pieces of words. */
import type { PersonKind } from '../protocol/schema.ts';
import type { ReadWords } from './concepts.ts';
import { stem } from './text.ts';

/** Longer messages are read from both ends: the point of a long story is at its beginning or at its end. */
const MAX_WORDS = 220;

/** Pieces of words back up the words themselves against typing errors: they count for less. */
export const PIECE_WEIGHT = 0.3;

/**
 * @param readWords gives the words of a text, with concepts in place of what means the same
 * @returns feature names with their counts; the same text gives the same features in the same order
 */
export function featuresOf(text: string, as: PersonKind | null, readWords: ReadWords): Map<string, number> {
  const features = new Map<string, number>();
  const add = (name: string, count = 1): void => {
    features.set(name, (features.get(name) ?? 0) + count);
  };
  if (as !== null) add(`as:${as}`);
  const stems = stemsOf(text, readWords);
  add(`first:${stems[0] ?? ''}`);
  if (endsAsQuestion(text)) add('question');
  stems.forEach((current, index) => {
    add(`w:${current}`);
    const previous = stems[index - 1];
    if (previous !== undefined) add(`b:${previous}_${current}`);
    const before = stems[index - 2];
    if (before !== undefined) add(`s:${before}_${current}`);
    for (const piece of piecesOf(current)) add(piece, PIECE_WEIGHT);
  });
  return features;
}

/** The stems that are looked at. */
export function stemsOf(text: string, readWords: ReadWords): string[] {
  const words = readWords(text);
  const read =
    words.length > MAX_WORDS ? [...words.slice(0, MAX_WORDS / 2), ...words.slice(-MAX_WORDS / 2)] : words;
  return read.map(stem);
}

export function endsAsQuestion(text: string): boolean {
  return /\?\s*$/.test(text);
}

/** The features of a word's pieces, of three characters and then of four. */
export function piecesOf(stemmed: string): string[] {
  const pieces: string[] = [];
  const padded = `^${stemmed}$`;
  for (let size = 3; size <= 4; size++) {
    for (let at = 0; at + size <= padded.length; at++) pieces.push(`c:${padded.slice(at, at + size)}`);
  }
  return pieces;
}
