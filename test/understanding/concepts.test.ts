import { describe, expect, it } from 'vitest';
import { createWordReader } from '../../src/understanding/concepts.ts';

describe('concepts', () => {
  const read = createWordReader([
    { id: 'party', words: ['labour', 'lib dem', 'lib dems', 'the tories'] },
    { id: 'chief', words: ['chief exec', 'ceo'] },
  ]);

  it.each([
    ['the Labour group', 'the party group'],
    ['a Lib-Dem leaflet', 'a party leaflet'],
    ['lib', 'lib'],
    ['the tories, lib dems and the CEO', 'party party and the chief'],
    ['laboured', 'laboured'],
    ['constructor __proto__', 'constructor proto'],
    ['', ''],
  ])('%j reads as %j', (text, words) => {
    expect(read(text).join(' ')).toBe(words);
  });

  it('stand only for what was given: without any, words stay words', () => {
    expect(createWordReader([])('the Labour group')).toEqual(['the', 'labour', 'group']);
  });
});
