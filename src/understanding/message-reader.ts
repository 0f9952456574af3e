/**
 * Reads a message straight into the vector that `featuresOf` and `vectorise` make of it, to the last bit, in a fraction of
 * their time: of a word that the model knows, its rows are looked up once and kept, by number. Nothing else is kept, so that
 * what people write leaves no trace here, and the memory is bounded by the model's own words.
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

/** A word's number and row, both -1 where the model does not know it, and the rows of its pieces, in the order they count in. */
type Word = { id: number; row: number; pieces: readonly number[] };

export function createMessageReader(encoder: Encoder, readWords: ReadWords): MessageReader {
  const { index } = encoder;
  const { words, neighbours, nextButOne } = numberWords(encoder);
  // Where in the message's list a row stands, plus one: written and wiped for each message, never made anew.
  const places = new Uint32Array(encoder.idf.length);

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
    const addIfKnown = (row: number | undefined): void => {
      if (row !== undefined) addRow(row, 1);
    };

    const unknown = new Set<string>();
    let known = 0;
    if (as !== null) addIfKnown(index.get(`as:${as}`));
    const stems = stemsOf(text, readWords);
    addIfKnown(index.get(`first:${stems[0] ?? ''}`));
    if (endsAsQuestion(text)) addIfKnown(index.get('question'));
    let previous = -1;
    let before = -1;
    for (const stem of stems) {
      const { id, row, pieces } = words.get(stem) ?? readUnknown(stem, index);
      if (row < 0) unknown.add(stem);
      else if (addRow(row, 1)) known += 1;
      if (id >= 0 && previous >= 0) addIfKnown(neighbours.get(previous * words.size + id));
      if (id >= 0 && before >= 0) addIfKnown(nextButOne.get(before * words.size + id));
      for (const piece of pieces) addRow(piece, PIECE_WEIGHT);
      before = previous;
      previous = id;
    }
    for (const row of rows) places[row] = 0;
    const weights = rows.map((row, place) => weigh(counts[place] as number, row, encoder));
    return { vector: scaleToUnit(rows, weights), words: known + unknown.size, known };
  };
}

type Words = {
  words: ReadonlyMap<string, Word>;
  /**
   * Rows of pairs by the first word's number times how many words there are, plus the second's number. A pair is never
   * commoner than its words, so the model knows the words of every pair it knows.
   */
  neighbours: ReadonlyMap<number, number>;
  nextButOne: ReadonlyMap<number, number>;
};

function numberWords({ index }: Encoder): Words {
  const words = new Map<string, Word>();
  const neighbours = new Map<number, number>();
  const nextButOne = new Map<number, number>();
  for (const [name, row] of index) {
    if (!name.startsWith('w:')) continue;
    const stem = name.slice(2);
    words.set(stem, { id: words.size, row, pieces: rowsOfPieces(stem, index) });
  }
  for (const [name, row] of index) {
    const pairs = name.startsWith('b:') ? neighbours : name.startsWith('s:') ? nextButOne : null;
    if (pairs === null) continue;
    const [first = '', second = ''] = name.slice(2).split('_');
    const one = words.get(first);
    const other = words.get(second);
    if (one && other) pairs.set(one.id * words.size + other.id, row);
  }
  return { words, neighbours, nextButOne };
}

function readUnknown(stem: string, index: Encoder['index']): Word {
  return { id: -1, row: -1, pieces: rowsOfPieces(stem, index) };
}

function rowsOfPieces(stem: string, index: Encoder['index']): number[] {
  return piecesOf(stem).flatMap((piece) => index.get(piece) ?? []);
}
