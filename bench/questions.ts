/** Questions for the bench: some of each topic's examples, the same ones every time. */
import { join } from 'node:path';
import { loadExamples, type Example } from '../src/protocol/examples.ts';
import { PROTOCOLS } from '../src/start/library.ts';

/** @returns about `count` examples, evenly over all topics; of one council, or of all */
export function pickQuestions(count: number, council?: string): Example[] {
  const all = loadExamples(join(PROTOCOLS, 'topics', 'examples'));
  const own = council === undefined ? all : all.filter((example) => example.council === council);
  const step = own.length / count;
  return Array.from(
    { length: Math.min(count, own.length) },
    (_, index) => own[Math.floor(index * step)],
  ).filter((example) => example !== undefined);
}

/** @returns a function that gives the items in turn, again and again */
export function cycle<T>(items: readonly T[]): () => T {
  let next = 0;
  return () => {
    const item = items[next++ % items.length];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  };
}
