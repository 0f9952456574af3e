/** The trained classifier as bytes, for the cache on disk. */
import { z } from 'zod';
import type { Classifier } from './classifier.ts';

/** Grows whenever features, training or this format change, so that old caches are made anew. */
export const MODEL_VERSION = 1;

const headerSchema = z.object({
  version: z.literal(MODEL_VERSION),
  labels: z.array(z.string()),
  features: z.array(z.string()),
  temperature: z.number().positive(),
});
type Header = z.infer<typeof headerSchema>;

/** Layout: header length (uint32, little-endian), header as JSON padded to four bytes, idf, scales, bias (float32), weights (int8). */
export function encodeModel(classifier: Classifier): Uint8Array {
  const header: Header = {
    version: MODEL_VERSION,
    labels: [...classifier.labels],
    features: [...classifier.index.keys()],
    temperature: classifier.temperature,
  };
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil(json.length / 4) * 4, ' ');
  json.copy(padded);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  return Buffer.concat([
    length,
    padded,
    bytesOf(classifier.idf),
    bytesOf(classifier.scales),
    bytesOf(classifier.bias),
    bytesOf(classifier.weights),
  ]);
}

/** @returns null where the bytes are not a whole model of this version */
export function decodeModel(bytes: Uint8Array): Classifier | null {
  if (bytes.byteLength < 4) return null;
  // A copy of its own, so that the float arrays start at a multiple of four bytes.
  const buffer = Buffer.from(Uint8Array.from(bytes).buffer);
  const headerLength = buffer.readUInt32LE(0);
  if (4 + headerLength > buffer.length) return null;
  const header = readHeader(buffer.toString('utf8', 4, 4 + headerLength));
  if (!header || headerLength % 4 !== 0) return null;
  const rows = header.features.length;
  const columns = header.labels.length;
  const start = 4 + headerLength;
  if (buffer.length !== start + 4 * (2 * rows + columns) + rows * columns) return null;
  const floats = (offset: number, count: number): Float32Array =>
    new Float32Array(buffer.buffer, buffer.byteOffset + offset, count);
  return {
    labels: header.labels,
    index: new Map(header.features.map((name, row) => [name, row])),
    idf: floats(start, rows),
    scales: floats(start + 4 * rows, rows),
    bias: floats(start + 8 * rows, columns),
    weights: new Int8Array(buffer.buffer, buffer.byteOffset + start + 8 * rows + 4 * columns, rows * columns),
    temperature: header.temperature,
  };
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
