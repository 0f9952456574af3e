/** Replies as what Teams shows: one message with a card each. */
import { ActivityTypes, CardFactory } from 'botbuilder';
import type { Activity } from 'botbuilder';
import type { Reply } from '../../conversation/vocabulary.ts';
import { renderPlainText } from '../shared/plain-text.ts';
import { PLAIN_LOOK, renderNativeCards } from './native-card.ts';
import type { Look } from './native-card.ts';

const PRIVATE_SUMMARY = 'Beadle has written to you.';
const MAX_SUMMARY = 120;

/**
 * The messages of these replies. A card and no text, since Teams would show both; the summary is for the
 * notification, which others may see on a locked phone, so that of a private reply tells nothing.
 */
export function renderReplies(replies: readonly Reply[], look: Look = PLAIN_LOOK): Partial<Activity>[] {
  return replies.flatMap((reply) => {
    const summary = reply.audience === 'private' ? PRIVATE_SUMMARY : summarise(reply);
    return renderNativeCards(reply, look).map((card) => ({
      type: ActivityTypes.Message,
      summary,
      attachments: [CardFactory.adaptiveCard(card)],
    }));
  });
}

/** A sentence of Beadle's own, outside any card. */
export function renderSentence(text: string): Partial<Activity> {
  return { type: ActivityTypes.Message, text, textFormat: 'plain' };
}

/** Its first line, shortened where it is long. */
export function summarise(reply: Reply): string {
  const [first = ''] = renderPlainText(reply).split('\n');
  return first.length <= MAX_SUMMARY ? first : `${first.slice(0, MAX_SUMMARY).replace(/\s+\S*$/, '')}…`;
}
