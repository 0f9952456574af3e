/** Answers in somebody's own chat, and where those are that show how a case stands: they are kept true like what was sent first. */
import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Reply, ShownCase } from '../../conversation/vocabulary.ts';
import { codeOf } from './connector-errors.ts';
import { chatLook } from './native-card.ts';
import { renderReplies } from './reply-activities.ts';
import { readChat, writeSent } from './stored-chat.ts';

/** Told of each message that shows how a case stands, with what finds it again. */
export type OnShown = (shown: ShownCase, reference: string) => Promise<void>;

type Needs = {
  /** The reference of the chat. */
  chat: string;
  onShown: OnShown;
  logger: Logger;
};

/** Sends them in order. Rejects where they cannot be sent. */
export async function answerInChat(
  context: TurnContext,
  replies: readonly Reply[],
  { chat, onShown, logger }: Needs,
): Promise<void> {
  for (const reply of replies) {
    const activities = renderReplies([reply], chatLook(context.activity.from.id));
    const parts = (await context.sendActivities(activities)).map(({ id }) => id);
    const place = readChat(chat);
    if (reply.shows === undefined || place === null || parts.length === 0 || parts.includes('')) continue;
    try {
      await onShown(reply.shows, writeSent({ chat: place, parts }));
    } catch (error) {
      // It is drawn anew when somebody looks at it, and what is pressed on it late changes nothing.
      logger.error({ activity: context.activity.id, code: codeOf(error) }, 'a card is not kept up to date');
    }
  }
}
