import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonKind } from '../../src/protocol/schema.ts';
import { featuresOf as readFeatures } from '../../src/understanding/features.ts';
import { MAX_CHARACTERS, normalise, stem, wordsOf } from '../../src/understanding/text.ts';

const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }))
  .map((points) => String.fromCodePoint(...points));
const featuresOf = (text: string, as: PersonKind | null): Map<string, number> =>
  readFeatures(text, as, wordsOf);

describe('a message as words', () => {
  it.each([
    ['Can I GO?', 'can i go'],
    ["I can’t, won`t, don't", 'i cant wont dont'],
    ['Siân’s Café', 'sians cafe'],
    ['e-mail/letter', 'e mail letter'],
    ['para 7.3', 'para 7 3'],
    ['<!channel> <b>hi</b>', 'channel b hi b'],
    ['😀 مرحبا', ''],
    ['  \n ', ''],
  ])('%j is %j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('is plain letters, digits and single spaces, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(text)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
        expect(wordsOf(normalise(text))).toEqual(wordsOf(text));
      }),
      { seed: 1 },
    );
  });

  it('is read up to a limit, so that no message takes long', () => {
    expect(normalise('a'.repeat(40_000)).length).toBeLessThanOrEqual(MAX_CHARACTERS + 1);
    expect(featuresOf('word '.repeat(8_000), null).size).toBeLessThan(50);
  });

  it('brings the forms of a word together', () => {
    const stems = ['briefing', 'briefings', 'briefed', 'briefs', 'brief'].map(stem);
    expect(new Set(stems)).toEqual(new Set(['brief']));
    expect(stem('mo')).toBe('mo');
  });
});

describe('what the classifier sees of a message', () => {
  it('is the same each time, in the same order', () => {
    const read = (): string[] => [...featuresOf('Can I go to the group meeting?', 'officer').keys()];
    expect(read()).toEqual(read());
  });

  it('says who asks, where that is known', () => {
    expect(featuresOf('may I', 'member').has('as:member')).toBe(true);
    expect([...featuresOf('may I', null).keys()].filter((name) => name.startsWith('as:'))).toEqual([]);
  });

  it('is both ends of a long story', () => {
    const story = featuresOf(`first ${'and then '.repeat(4_000)} last`, null);
    expect(story.has('w:first')).toBe(true);
    expect(story.has('w:last')).toBe(true);
  });
});
