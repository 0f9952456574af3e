/** Parts of the examples, chosen without chance: folds, samples, and what is left out of learning. */
import type { Example } from '../../protocol/examples.ts';

/** Which of `folds` parts a message belongs to. The same words, at whatever council, are always in the same part. */
export function foldOf(text: string, folds: number): number {
  let hash = 7;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  // Mixed once more, or similar texts would come close together.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) % folds;
}

/** The shares of the examples that the learning curve is drawn over. Each sample holds all smaller ones. */
export const CURVE = [1 / 8, 1 / 4, 1 / 2, 1] as const;

export function sampleOf<T extends Pick<Example, 'text'>>(examples: readonly T[], share: number): T[] {
  return examples.filter(({ text }) => foldOf(text, 1000) < 1000 * share);
}

export type LeftOut = { of: 'council' | 'set'; name: string };

/** @throws RangeError where it is neither `council=NAME` nor `set=NAME`, or there are no such examples */
export function readLeftOut(value: string, examples: readonly Example[]): LeftOut {
  const [of, name, ...rest] = value.split('=');
  if ((of !== 'council' && of !== 'set') || !name || rest.length > 0) {
    throw new RangeError(`--leave-out takes council=NAME or set=NAME, not "${value}".`);
  }
  const known = [...new Set(examples.map((example) => example[of]))].sort();
  if (!known.includes(name)) {
    throw new RangeError(`There are no examples of the ${of} "${name}". Known: ${known.join(', ')}.`);
  }
  return { of, name };
}

export function isLeftOut(example: Example, { of, name }: LeftOut): boolean {
  return example[of] === name;
}
