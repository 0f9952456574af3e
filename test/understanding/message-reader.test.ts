import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonKind } from '../../src/protocol/schema.ts';
import { vectorise } from '../../src/understanding/classifier.ts';
import { featuresOf } from '../../src/understanding/features.ts';
import { createMessageReader } from '../../src/understanding/message-reader.ts';
import { wordsOf } from '../../src/understanding/text.ts';
import { trainModel } from '../../src/understanding/train.ts';

const TEXTS = [
  'can I attend the group meeting?',
  'the councillor was rude, very rude, and shouted',
  'who may see the briefing papers before the meeting?',
  'a a a gift from a councillor',
];
const { encoder } = trainModel(
  TEXTS.map((text) => ({ text, as: 'officer' as const, topic: text, council: 'wessex', clauses: [] })),
  wordsOf,
  { epochs: 1, minimumCount: 1 },
);
const read = createMessageReader(encoder, wordsOf);

function expectTheSame(text: string, as: PersonKind | null): void {
  const features = featuresOf(text, as, wordsOf);
  const words = [...features.keys()].filter((name) => name.startsWith('w:'));
  expect(read(text, as)).toEqual({
    vector: vectorise(features, encoder),
    words: words.length,
    known: words.filter((name) => encoder.index.has(name)).length,
  });
}

describe('reading a message into a vector', () => {
  it.each(TEXTS)('is what learning makes of it: %s', (text) => {
    expectTheSame(text, 'officer');
    expectTheSame(text, null);
  });

  it('is so for any mixture of words known and unknown, however often they come', () => {
    const word = fc.oneof(
      fc.constantFrom(...TEXTS.flatMap(wordsOf), 'group meeting', 'xyzzy', 'meetings', '?', '_'),
      fc.string(),
    );
    const message = fc.array(word, { maxLength: 300 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(message, fc.constantFrom('officer', 'member', null), (text, as) => expectTheSame(text, as)),
    );
  });
});
