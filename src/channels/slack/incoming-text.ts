/** What a person typed, out of the markup that Slack sends it in. Pure. */
import { unescapeEntities } from './text.ts';

/** What to call a user or group of whom only the id is known. */
export type NameUser = (userId: string) => string | undefined;

/**
 * The text of an event as the person saw it: links as they were typed, people and channels by name where a name is
 * known, and the three entities turned back.
 */
export function readEventText(text: string, nameUser: NameUser = () => undefined): string {
  const readable = text.replace(/<([^<>]+)>/g, (_token, inner: string) => readToken(inner, nameUser));
  return unescapeEntities(readable).trim();
}

/** The ids of the people mentioned. */
export function findMentions(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, id]) =>
    id === undefined ? [] : [id],
  );
}

/** The text without the mention of the bot; the first mention is taken for it where its id is not known. */
export function stripMention(text: string, botUserId: string | undefined): string {
  const bot = botUserId ?? findMentions(text)[0];
  if (bot === undefined) return text;
  return text.replace(/<@([A-Z0-9]+)(?:\|[^<>]*)?>:?/g, (mention, id: string) =>
    id === bot ? ' ' : mention,
  );
}

function readToken(inner: string, nameUser: NameUser): string {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : inner.slice(bar + 1);
  if (target.startsWith('@')) return `@${label || (nameUser(target.slice(1)) ?? target.slice(1))}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^', 1)[0] ?? ''}`;
  return label || target.replace(/^mailto:/, '');
}
