import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, wrapText } from '../../../src/channels/terminal/clean-text.ts';

describe('wrapping', () => {
  it('breaks at spaces and keeps line breaks', () => {
    expect(wrapText('one two three\nfour', 8, '- ', '  ')).toEqual(['- one', '  two', '  three', '  four']);
  });

  it('leaves a word alone that is longer than a line', () => {
    expect(wrapText('see https://example.org/a-long-address now', 10)).toEqual([
      'see',
      'https://example.org/a-long-address',
      'now',
    ]);
  });

  it('keeps every word in order, and no line too long unless it is one word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 40 }), (parts, width) => {
        const lines = wrapText(parts.join(' '), width);
        expect(lines.join(' ')).toBe(parts.join(' '));
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
      }),
    );
  });
});

describe('cleaning', () => {
  it('leaves no control character but the line feed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex -- control characters are what it is about
        expect(cleanText(text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });

  it('keeps letters of all scripts, and emoji', () => {
    const text = 'Siân مرحبا 日本語 👩‍👩‍👧\nnext';
    expect(cleanText(text)).toBe(text);
  });
});
