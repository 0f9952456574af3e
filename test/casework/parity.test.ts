import { describe, expect, it } from 'vitest';
import { isSameSubject } from '../../src/casework/parity.ts';

describe('two subjects', () => {
  it.each([
    ['The Local Plan', 'local plan update', true],
    ['Bus gate on the High Street', 'the bus gates', true],
    ['Budget savings in leisure', 'leisure budget', true],
    ['The Local Plan', 'Leisure contract', false],
    ['Briefing', 'A meeting', false],
    ['', 'Local plan', false],
  ])('%j and %j: the same is %j', (one, other, same) => {
    expect(isSameSubject(one, other)).toBe(same);
    expect(isSameSubject(other, one)).toBe(same);
  });
});
