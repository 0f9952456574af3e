/** From what people type to words: lower case, plain letters, stems. */

/**
 * No more characters of a message are read than this, from both its ends: nobody's question needs more, and time stays
 * bounded.
 */
export const MAX_CHARACTERS = 4000;

/** Lower case; accents, quotes and invisible characters removed; everything else that is no letter or digit becomes a space. */
export function normalise(text: string): string {
  return bothEnds(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘'`´]/g, '')
    .replace(/[^a-z0-9 ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function bothEnds(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  return `${text.slice(0, MAX_CHARACTERS / 2)} ${text.slice(-MAX_CHARACTERS / 2)}`;
}

/** The words of a text, in order. */
export function wordsOf(text: string): string[] {
  const normal = normalise(text);
  return normal === '' ? [] : normal.split(' ');
}

/** A word without its commonest endings, so that "briefing", "briefed" and "briefs" meet. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  const cut = word.replace(/(ingly|edly|ings|ing|ies|ied|ed|es|s|ly)$/, '');
  return cut.length < 3 ? word : cut.replace(/(.)\1$/, '$1');
}
