import { describe, expect, it } from 'vitest';
import { CURVE, foldOf, isLeftOut, readLeftOut, sampleOf } from '../../../src/cli/evaluate/parts.ts';
import type { Example } from '../../../src/protocol/examples.ts';

const examples = Array.from({ length: 4000 }, (_, at): Example => ({
  topic: 'group-attend',
  council: at % 2 === 0 ? 'wessex' : 'mercia',
  as: null,
  set: at % 4 === 0 ? 'a' : 'b',
  verdict: 'info',
  clauses: [],
  text: `may I go to meeting ${at}`,
}));

describe('parts of the examples', () => {
  it('are of about the same size, and the same words are always in the same one', () => {
    const sizes = [0, 0, 0, 0];
    for (const { text } of examples) sizes[foldOf(text, 4)] = (sizes[foldOf(text, 4)] ?? 0) + 1;
    for (const size of sizes) expect(Math.abs(size - 1000)).toBeLessThan(120);
  });

  it('grow along the learning curve, each holding the one before', () => {
    const samples = CURVE.map((share) => sampleOf(examples, share));
    samples.forEach((sample, at) => {
      expect(Math.abs(sample.length / 4000 - (CURVE[at] ?? 0))).toBeLessThan(0.03);
      const next = new Set(samples[at + 1] ?? sample);
      expect(sample.every((each) => next.has(each))).toBe(true);
    });
    expect(samples.at(-1)).toHaveLength(4000);
  });
});

describe('what is left out', () => {
  it('is a council or a pass of writing', () => {
    const council = readLeftOut('council=mercia', examples);
    expect(examples.filter((each) => isLeftOut(each, council))).toHaveLength(2000);
    const set = readLeftOut('set=a', examples);
    expect(examples.filter((each) => isLeftOut(each, set))).toHaveLength(1000);
  });

  it.each(['mercia', 'topic=x', 'council=', 'council=kent', 'set=a=b'])('is not "%s"', (value) => {
    expect(() => readLeftOut(value, examples)).toThrow(RangeError);
  });
});
