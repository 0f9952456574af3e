/** The message extension: clauses to put into a conversation, and somebody's message to ask about. Pure. */
import { CardFactory } from 'botbuilder';
import type { Attachment } from 'botbuilder';
import { z } from 'zod';
import type { Block, ClauseQuote } from '../../conversation/vocabulary.ts';
import { renderCard } from '../shared/adaptive-card.ts';
import { nameClause } from '../shared/plain-text.ts';
import { decodeEntities } from './read-activity.ts';

const queryShape = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
  queryOptions: z.looseObject({ skip: z.number().nullish() }).nullish(),
});

const actionShape = z.looseObject({
  messagePayload: z.looseObject({
    body: z
      .looseObject({ contentType: z.string().nullish(), content: z.string().max(200_000).nullish() })
      .nullish(),
  }),
});

/** Nobody looks for more words at once. */
const LONGEST_SEARCH = 2_000;
const TOO_LONG = 'That is too long to look for. Type the number of a clause, or a few words it holds.';
const START_TYPING = 'Type the number of a clause, such as 7.2, or words it holds, such as group meetings.';
const NOTHING_FOUND = 'No clause has that number or those words. Try fewer words, or others.';
const MOST_IN_PREVIEW = 160;

type ExtensionAnswer = {
  composeExtension:
    | { type: 'result'; attachmentLayout: 'list'; attachments: (Attachment & { preview: Attachment })[] }
    | { type: 'message'; text: string };
};

/** What was typed into the search; empty where it was just opened, and null where these are no more results to give. */
export function readSearch(value: unknown): string | null {
  const query = queryShape.safeParse(value);
  if (!query.success || (query.data.queryOptions?.skip ?? 0) > 0) return null;
  return query.data.parameters?.find(({ name }) => name === 'text')?.value.trim() ?? '';
}

export const isTooLong = (text: string): boolean => text.length > LONGEST_SEARCH;

/** Clauses as a list, each of which becomes a card of its own in the message. */
export function renderSearch(text: string | null, clauses: readonly ClauseQuote[]): ExtensionAnswer {
  if (text === '') return sayInSearch(START_TYPING);
  if (text !== null && isTooLong(text)) return sayInSearch(TOO_LONG);
  if (text !== null && clauses.length === 0) return sayInSearch(NOTHING_FOUND);
  return {
    composeExtension: { type: 'result', attachmentLayout: 'list', attachments: clauses.map(renderClause) },
  };
}

export function sayInSearch(text: string): ExtensionAnswer {
  return { composeExtension: { type: 'message', text } };
}

/** The text of the message that an action was taken on; null where the invoke holds none. */
export function readChosenMessage(value: unknown): string | null {
  const action = actionShape.safeParse(value);
  const body = action.success ? action.data.messagePayload.body : null;
  if (body?.content == null) return null;
  return body.contentType === 'html' ? readHtml(body.content) : body.content.trim();
}

function readHtml(html: string): string {
  const lines = html
    .replaceAll(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^<>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '');
  return decodeEntities(lines)
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}

function renderClause(clause: ClauseQuote): Attachment & { preview: Attachment } {
  const blocks: Block[] = [
    { type: 'heading', text: nameClause(clause) },
    { type: 'text', text: clause.gist },
    ...(clause.note === undefined
      ? []
      : [{ type: 'text' as const, tone: 'warning' as const, text: clause.note }]),
    ...(clause.from === undefined
      ? []
      : [{ type: 'text' as const, tone: 'subtle' as const, text: clause.from }]),
  ];
  return {
    ...CardFactory.adaptiveCard(renderCard({ audience: 'here', blocks })),
    preview: CardFactory.thumbnailCard(escapeHtml(nameClause(clause)), undefined, undefined, {
      text: escapeHtml(shorten(clause.gist)),
    }),
  };
}

/** A list has room for the beginning only; the card has the whole. */
function shorten(text: string): string {
  return text.length <= MOST_IN_PREVIEW ? text : `${text.slice(0, MOST_IN_PREVIEW).replace(/\s+\S*$/, '')}…`;
}

/** Thumbnail cards read HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
