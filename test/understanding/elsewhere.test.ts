import { afterAll, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/protocol/load.ts';
import { vectorise, type Model } from '../../src/understanding/classifier.ts';
import { createElsewhere } from '../../src/understanding/elsewhere.ts';
import { featuresOf } from '../../src/understanding/features.ts';
import { wordsOf } from '../../src/understanding/text.ts';
import { trainModel } from '../../src/understanding/train.ts';
import { removeLibraries, writeLibrary } from '../protocol/small-library.ts';

afterAll(removeLibraries);

/** Rules on `group-attend`, citing 1.1; on nothing else. */
const { protocols } = loadLibrary(writeLibrary());
const texts: Record<string, readonly string[]> = {
  '1.1': ['may I go to the group meeting', 'can I attend a group meeting', 'their group meeting'],
  '2.1': ['my sister is a councillor', 'my brother is a member', 'a brother on the council'],
};
const model: Model = trainModel(
  Object.entries(texts).flatMap(([label, own]) =>
    own.map((text) => ({ text, as: null, topic: 'group-attend', council: 'wessex', clauses: [label] })),
  ),
  wordsOf,
  { epochs: 12, minimumCount: 1 },
);
const elsewhere = createElsewhere(model.clauses, protocols);
const read = (text: string, council: string): ReturnType<typeof elsewhere> =>
  elsewhere(vectorise(featuresOf(text, null, wordsOf), model.encoder), council);

describe('what other councils’ examples say', () => {
  it('speaks for a topic whose clauses are called for there', () => {
    const near = read('may I attend the group meeting', 'mercia')('group-attend') ?? -Infinity;
    const far = read('his brother is a councillor', 'mercia')('group-attend') ?? Infinity;
    expect(near).toBeGreaterThan(far);
    expect(near).toBeLessThanOrEqual(0);
  });

  it('says nothing of topics without rules there, nor of the council’s own', () => {
    expect(read('may I attend', 'mercia')('family-tie')).toBeNull();
    expect(read('may I attend', 'wessex')('group-attend')).toBeNull();
    expect(
      createElsewhere(model.clauses, new Map())(vectorise(new Map(), model.encoder), 'x')('a'),
    ).toBeNull();
  });
});
