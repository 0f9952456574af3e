/** Reads the PNG pictures of our icons, pixel by pixel. */
import { inflateSync } from 'node:zlib';

export type Pixel = { red: number; green: number; blue: number; alpha: number };
export type Picture = { width: number; height: number; pixels: Pixel[] };

const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** @throws where it is no PNG of 8 bits a channel, in colour, not interlaced */
export function readPng(bytes: Buffer): Picture {
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('This is no PNG.');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, kind, interlace] = [bytes.readUInt8(24), bytes.readUInt8(25), bytes.readUInt8(28)];
  const channels = CHANNELS[kind];
  if (depth !== 8 || channels === undefined || interlace !== 0)
    throw new Error('This PNG is of another kind.');
  const samples = unfilter(inflateSync(collectData(bytes)), width * channels, height, channels);
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const at = index * channels;
    const [red = 0, green = 0, blue = 0, alpha = 255] = samples.subarray(at, at + channels);
    return { red, green, blue, alpha };
  });
  return { width, height, pixels };
}

function collectData(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat(parts);
}

/** Each row tells how it differs from its neighbours to the left and above. */
function unfilter(data: Buffer, rowLength: number, height: number, channels: number): Buffer {
  const out = Buffer.alloc(rowLength * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (rowLength + 1)] ?? 0;
    for (let column = 0; column < rowLength; column++) {
      const at = row * rowLength + column;
      const left = column < channels ? 0 : (out[at - channels] ?? 0);
      const above = row === 0 ? 0 : (out[at - rowLength] ?? 0);
      const corner = row === 0 || column < channels ? 0 : (out[at - rowLength - channels] ?? 0);
      out[at] =
        ((data[row * (rowLength + 1) + 1 + column] ?? 0) + predict(filter, left, above, corner)) & 0xff;
    }
  }
  return out;
}

function predict(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const guess = left + above - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
      return a <= b && a <= c ? left : b <= c ? above : corner;
    }
    default:
      return 0;
  }
}
