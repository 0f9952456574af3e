import { stripVTControlCharacters } from 'node:util';

// C0 and C1 control characters except line feed, and the marks that turn the direction of other people's text around.
// eslint-disable-next-line no-control-regex -- control characters are what it is for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text fit to print on a terminal: what somebody typed may otherwise move the cursor, recolour or retitle the window. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text.replace(/\t/g, ' ').replace(/\r\n?/g, '\n')).replace(UNSAFE, '');
}

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * Breaks text into lines of at most `width` characters, at spaces. A longer word keeps a line for itself: a broken address
 * can't be copied. The first line begins with `first`, the others with `rest`.
 */
export function wrapText(text: string, width: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = lines.length === 0 ? first : rest;
    let used = line.length;
    let empty = true;
    for (const word of paragraph.split(' ').filter((part) => part !== '')) {
      const length = [...graphemes.segment(word)].length;
      if (!empty && used + 1 + length > width) {
        lines.push(line);
        line = rest;
        used = rest.length;
        empty = true;
      }
      line += empty ? word : ` ${word}`;
      used += empty ? length : length + 1;
      empty = false;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
