/** Making text safe for Slack, and dividing what is too long. Pure. */

/** Takes no room and means nothing, but parts what Slack would read as one. */
export const WORD_JOINER = '\u2060';

/**
 * Text for Slack's `plain_text` objects and rich text elements, which are shown as they are. What looks like one of
 * Slack's own tokens (`<!channel>`, `<@U1>`) is parted all the same, so that no reader of it can take it for one.
 */
export function plain(text: string): string {
  return tidy(text).replace(/<(?=[!@#])/g, `<${WORD_JOINER}`);
}

/** Text for Slack's mrkdwn, where `&`, `<` and `>` start tokens and a bare `@channel` may be taken for a mention. */
export function escapeMrkdwn(text: string): string {
  return tidy(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/(?<![\p{L}\p{N}._-])@(?=\p{L})/gu, `@${WORD_JOINER}`);
}

/** Text as Slack sends it in events, with its three entities turned back. */
export function unescapeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_entity, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&' };

// A half of a surrogate pair cannot be sent; other control characters would be dropped without a word.
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\t\P{Cc}]/gu, '\uFFFD');
}

/** Whether there is nothing to see; Slack refuses such texts. */
export function isBlank(text: string): boolean {
  return /^[\s\u200B\u2060]*$/.test(text);
}

/**
 * The text in parts of at most `limit` characters, which joined give the text again. Parts end after a blank line,
 * a line or a word where there is one in their second half, and never inside a character.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const cut = findCut(rest, limit);
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function findCut(text: string, limit: number): number {
  const window = text.slice(0, limit);
  for (const separator of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(separator);
    if (at >= limit / 2) return at + separator.length;
  }
  const isInsidePair = /[\uD800-\uDBFF]$/.test(window);
  return isInsidePair && limit > 1 ? limit - 1 : limit;
}

/** Labels that fit in `limit`, and where any had to be shortened, lines that give all of them in full. */
export type FittedLabels = { labels: readonly string[]; legend: readonly string[] };

/**
 * Shortens nothing where every label fits; else numbers them all, so that the short label on a button or option
 * leads to the full one in the text above it.
 */
export function fitLabels(labels: readonly string[], limit: number): FittedLabels {
  // Looked at as it will be shown: a control character alone is blank as typed, but not as its replacement.
  const shown = labels.map(plain).map((label) => (isBlank(label) ? 'Choose this' : label));
  if (shown.every((label) => label.length <= limit)) return { labels: shown, legend: [] };
  const numbered = shown.map((label, index) => `${index + 1}. ${label}`);
  return {
    legend: numbered,
    labels: numbered.map((label) => (label.length <= limit ? label : `${cutLabel(label, limit - 1)}…`)),
  };
}

function cutLabel(label: string, limit: number): string {
  const [first = ''] = splitText(label, limit);
  return first.trimEnd();
}
