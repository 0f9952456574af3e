import { describe, expect, it } from 'vitest';
import type { Encoder } from '../../src/understanding/classifier.ts';
import { createLikeness } from '../../src/understanding/likeness.ts';
import { createMessageReader } from '../../src/understanding/message-reader.ts';
import { wordsOf } from '../../src/understanding/text.ts';

const NAMES = ['w:group', 'w:meet', 'b:group_meet', 'w:press', 'w:leak', 'c:^gr', 'c:oup'];
const encoder: Encoder = {
  index: new Map(NAMES.map((name, row) => [name, row])),
  idf: Float32Array.from(NAMES, () => 1),
};
const likeness = createLikeness(encoder, createMessageReader(encoder, wordsOf));

describe('the likeness of a message to a text of the guidance', () => {
  it('is whole for the same words, nothing for others, and grows with what they share', () => {
    const to = likeness('the group meeting');
    expect(to({}, () => 'a group meets')).toBeCloseTo(1, 5);
    expect(to({}, () => 'leaks to the press')).toBe(0);
    expect(to({}, () => '')).toBe(0);
    const some = to({}, () => 'who leaks group papers');
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(1);
  });

  it('looks at words, not at pieces of them', () => {
    expect(likeness('grouch')({}, () => 'grouper')).toBe(0);
    expect(likeness('group')({}, () => 'group')).toBeCloseTo(1, 5);
  });

  it('reads a text once, whatever is asked', () => {
    let read = 0;
    const rule = {};
    const text = (): string => {
      read += 1;
      return 'group meetings';
    };
    const first = likeness('group meetings')(rule, text);
    likeness('the press')(rule, text);
    expect(likeness('group meetings')(rule, text)).toBe(first);
    expect(read).toBe(1);
  });
});
