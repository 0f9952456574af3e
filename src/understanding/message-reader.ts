/**
 * Reads a message straight into the vector that `featuresOf` and `vectorise` make of it, to the last bit, in a fraction of
 * their time: of a word that the model knows, its row and those of its pieces are looked up once and kept. Nothing else is
 * kept, so that what people write leaves no trace here, and the memory is bounded by the model's own words.
 */
import type { PersonKind } from '../protocol/schema.ts';
import { scaleToUnit, weigh, type Encoder, type SparseVector } from './classifier.ts';
import type { ReadWords } from './concepts.ts';
import { endsAsQuestion, PIECE_WEIGHT, piecesOf, stemsOf } from './features.ts';

export type ReadMessage = {
  vector: SparseVector;
  /** How many different words it has, and how many of these the model knows. */
  words: number;
  known: number;
};

export type MessageReader = (text: string, as: PersonKind | null) => ReadMessage;

/** A word's own row, or -1 where the model does not know it, and the rows of its pieces, in the order they are counted in. */
type WordRows = { own: number; pieces: readonly number[] };

export function createMessageReader(encoder: Encoder, readWords: ReadWords): MessageReader {
  const { index } = encoder;
  const knownWords = new Map<string, WordRows>();
  // Where in the message's list a row stands, plus one: written and wiped for each message, never made anew.
  const places = new Uint32Array(encoder.idf.length);

  const lookUp = (stem: string): WordRows => {
    const known = knownWords.get(stem);
    if (known !== undefined) return known;
    const own = index.get(`w:${stem}`) ?? -1;
    const pieces = piecesOf(stem).flatMap((piece) => index.get(piece) ?? []);
    const rows = { own, pieces };
    if (own >= 0) knownWords.set(stem, rows);
    return rows;
  };

  return (text, as) => {
    const rows: number[] = [];
    const counts: number[] = [];
    /** @returns whether it is the first of its row */
    const addRow = (row: number, count: number): boolean => {
      const place = places[row] as number;
      if (place === 0) {
        counts.push(count);
        places[row] = rows.push(row);
        return true;
      }
      counts[place - 1] = (counts[place - 1] as number) + count;
      return false;
    };
    const add = (name: string): void => {
      const row = index.get(name);
      if (row !== undefined) addRow(row, 1);
    };

    const unknown = new Set<string>();
    let known = 0;
    if (as !== null) add(`as:${as}`);
    const stems = stemsOf(text, readWords);
    add(`first:${stems[0] ?? ''}`);
    if (endsAsQuestion(text)) add('question');
    for (let at = 0; at < stems.length; at++) {
      const stem = stems[at] as string;
      const { own, pieces } = lookUp(stem);
      if (own < 0) unknown.add(stem);
      else if (addRow(own, 1)) known += 1;
      if (at >= 1) add(`b:${stems[at - 1] as string}_${stem}`);
      if (at >= 2) add(`s:${stems[at - 2] as string}_${stem}`);
      for (const piece of pieces) addRow(piece, PIECE_WEIGHT);
    }
    for (const row of rows) places[row] = 0;
    return {
      vector: scaleToUnit(
        rows,
        rows.map((row, place) => weigh(counts[place] as number, row, encoder)),
      ),
      words: known + unknown.size,
      known,
    };
  };
}
