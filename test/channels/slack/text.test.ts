import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeMrkdwn,
  fitLabels,
  isBlank,
  plain,
  splitText,
  unescapeEntities,
  WORD_JOINER,
} from '../../../src/channels/slack/text.ts';

/** Texts full of what means something to Slack. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '!',
        '@',
        '#',
        'channel',
        'U123',
        '|',
        '*',
        '_',
        '&amp;',
        '&lt;',
        ' ',
        '\n',
        '🙂',
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join('')),
);
const withoutJoiners = (text: string): string => text.replaceAll(WORD_JOINER, '');
/** What no text can hold on to: halves of characters, control characters, and two ways of ending a line. */
const lasting = (text: string): string => plain(text).replaceAll(WORD_JOINER, '');

describe('text for mrkdwn', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U123>', '&lt;@\u2060U123&gt;'],
    ['<https://evil.example|council.uk>', '&lt;https://evil.example|council.uk&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['@channel look', '@\u2060channel look'],
    ['(@here)', '(@\u2060here)'],
    ['ann.lee@council.uk', 'ann.lee@council.uk'],
    ['a & b', 'a &amp; b'],
  ])('%j', (text, escaped) => {
    expect(escapeMrkdwn(text)).toBe(escaped);
  });

  it('never holds a token of Slack’s, and loses nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeMrkdwn(text);
        expect(escaped).not.toMatch(/[<>]/);
        expect(escaped.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
        expect(withoutJoiners(unescapeEntities(escaped))).toBe(lasting(text));
      }),
    );
  });
});

describe('plain text', () => {
  it('never looks like a mention, and loses nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = plain(text);
        expect(shown).not.toMatch(/<[!@#]/);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[^\n\t\P{Cc}]/u);
        expect(withoutJoiners(plain(shown))).toBe(withoutJoiners(shown));
      }),
    );
  });

  it('keeps right-to-left text, accents and emoji as they are', () => {
    for (const text of ['مرحبا بالعالم', 'Llŷr ŵ', '👩‍👧', 'a\tb\nc']) expect(plain(text)).toBe(text);
  });

  it('ends lines in one way and marks what cannot be shown', () => {
    expect(plain('a\r\nb\rc\u0000\ud800')).toBe('a\nb\nc\uFFFD\uFFFD');
  });
});

describe('a text divided', () => {
  it('is the text again when it is put together, in parts that fit and break no character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 50 }), (text, limit) => {
        const parts = splitText(text, limit);
        expect(parts.join('')).toBe(text);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part).not.toBe('');
          if (text.isWellFormed()) expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['one two three', 8, ['one two ', 'three']],
    ['first\n\ntwo three', 12, ['first\n\n', 'two three']],
    ['one. two\nthree', 10, ['one. two\n', 'three']],
    ['a b cdefghij', 10, ['a b cdefgh', 'ij']],
    ['🙂🙂🙂', 5, ['🙂🙂', '🙂']],
    ['', 5, []],
    ['short', 5, ['short']],
  ])('%j at %i', (text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });
});

describe('labels', () => {
  it('that fit are left alone', () => {
    expect(fitLabels(['Yes', 'No'], 5)).toEqual({ labels: ['Yes', 'No'], legend: [] });
  });

  it('of which one does not fit are numbered and given in full above', () => {
    expect(fitLabels(['Yes', 'Not before the election'], 12)).toEqual({
      labels: ['1. Yes', '2. Not…'],
      legend: ['1. Yes', '2. Not before the election'],
    });
  });

  it('show a control character as what stands for it', () => {
    expect(fitLabels(['\u000b', ''], 12).labels).toEqual(['\ufffd', 'Choose this']);
  });

  it('always fit, and are always said in full', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 12 }), fc.integer({ min: 12, max: 80 }), (texts, limit) => {
        const { labels, legend } = fitLabels(texts, limit);
        expect(labels).toHaveLength(texts.length);
        for (const label of labels) expect(label.length).toBeLessThanOrEqual(limit);
        const said = (legend.length > 0 ? legend : labels).join('\n');
        for (const text of texts) if (!isBlank(plain(text))) expect(said).toContain(plain(text));
      }),
    );
  });
});
