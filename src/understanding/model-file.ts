/** The trained model as bytes, for the cache on disk. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Head, Model } from './classifier.ts';

/** Grows whenever features, training or this format change, so that old caches are made anew. */
export const MODEL_VERSION = 3;

const CHUNK = 1 << 20;

/** The arrays follow the header in this order: idf; then for each head scales, bias (float32); then all weights (int8). */
const headerSchema = z.object({
  version: z.literal(MODEL_VERSION),
  features: z.array(z.string()),
  vocabulary: z.object({ words: z.array(z.string()), common: z.number() }),
  topics: z.array(z.string()),
  clauses: z.array(z.object({ council: z.string(), labels: z.array(z.string()) })),
});
type Header = z.infer<typeof headerSchema>;

/** Layout, compressed: header length (uint32, little-endian), header as JSON padded to four bytes, arrays. */
export function encodeModel({ encoder, vocabulary, topics, clauses }: Model): Uint8Array {
  const header: Header = {
    version: MODEL_VERSION,
    features: [...encoder.index.keys()],
    vocabulary: { words: [...vocabulary.words], common: vocabulary.common },
    topics: [...topics.labels],
    clauses: [...clauses].map(([council, { labels }]) => ({ council, labels: [...labels] })),
  };
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil(json.length / 4) * 4, ' ');
  json.copy(padded);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  const heads = [topics, ...clauses.values()];
  const plain = Buffer.concat([
    length,
    padded,
    bytesOf(encoder.idf),
    ...heads.flatMap(({ scales, bias }) => [bytesOf(scales), bytesOf(bias)]),
    ...heads.map(({ weights }) => bytesOf(weights)),
  ]);
  return gzipSync(plain, { level: 5 });
}

/** @returns null where the bytes are not a whole model of this version */
export function decodeModel(bytes: Uint8Array): Model | null {
  const plain = decompress(bytes);
  if (plain === null || plain.byteLength < 4) return null;
  const { buffer } = plain;
  const view = new DataView(buffer);
  const headerLength = view.getUint32(0, true);
  if (4 + headerLength > buffer.byteLength) return null;
  const header = readHeader(new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength)));
  if (!header || headerLength % 4 !== 0) return null;
  const rows = header.features.length;
  const labelLists = [header.topics, ...header.clauses.map(({ labels }) => labels)];
  const expected = labelLists.reduce(
    (sum, labels) => sum + 4 * (rows + labels.length) + rows * labels.length,
    4 + headerLength + 4 * rows,
  );
  if (buffer.byteLength !== expected) return null;

  let offset = 4 + headerLength;
  const floats = (count: number): Float32Array => {
    const array = new Float32Array(buffer, offset, count);
    offset += 4 * count;
    return array;
  };
  const idf = floats(rows);
  const scaled = labelLists.map((labels) => ({ labels, scales: floats(rows), bias: floats(labels.length) }));
  const [topics, ...clauses] = scaled.map((part): Head => {
    const weights = new Int8Array(buffer, offset, rows * part.labels.length);
    offset += weights.length;
    return { ...part, weights };
  });
  if (!topics) return null;
  return {
    vocabulary: header.vocabulary,
    encoder: { index: new Map(header.features.map((name, row) => [name, row])), idf },
    topics,
    clauses: new Map(
      header.clauses.flatMap(({ council }, at) => (clauses[at] ? [[council, clauses[at]]] : [])),
    ),
  };
}

function decompress(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  try {
    // In large chunks: with the usual small ones, putting them together takes as long again.
    const plain = gunzipSync(bytes, { chunkSize: CHUNK });
    // A copy of its own where need be, so that the float arrays start at a multiple of four bytes.
    return plain.byteOffset === 0 && plain.buffer.byteLength === plain.byteLength
      ? plain
      : Uint8Array.from(plain);
  } catch {
    return null;
  }
}

function readHeader(json: string): Header | null {
  try {
    const parsed = headerSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function bytesOf(array: Float32Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
