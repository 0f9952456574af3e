/** What only one person may read, said where others are: it goes to their own chat with Beadle. */
import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { Reply } from '../../conversation/vocabulary.ts';
import { TEAMS_AUDIENCE } from './bot-adapter.ts';
import { chatLook } from './native-card.ts';
import { renderReplies, renderSentence } from './reply-activities.ts';

const ANSWERED_PRIVATELY = 'I have answered you in our private chat.';
const PLEASE_WRITE =
  'I have an answer that I can give only to you. Please open a chat with me and write to me there.';

/**
 * Posts what all may read; sends the rest to the speaker's private chat, and tells in the conversation no more
 * than that, or that they should write to Beadle directly where no private chat can be made.
 *
 * @returns The error where the private chat could not be made, for the log; else null.
 */
export async function answerAmongOthers(
  context: TurnContext,
  replies: readonly Reply[],
  adapter: CloudAdapter,
  appId: string,
): Promise<unknown> {
  const open = replies.filter((reply) => reply.audience === 'here');
  const secret = replies.filter((reply) => reply.audience === 'private');
  const activities = renderReplies(open, {
    ...chatLook(null),
    windows: context.activity.deliveryMode !== 'expectReplies',
  });
  let failure: unknown = null;
  if (secret.length > 0) {
    failure = await sendPrivately(context, secret, adapter, appId);
    activities.push(renderSentence(failure === null ? ANSWERED_PRIVATELY : PLEASE_WRITE));
  }
  if (activities.length > 0) await context.sendActivities(activities);
  return failure;
}

/** Into the speaker's own chat with Beadle. @returns the error where that cannot be; else null */
export async function sendPrivately(
  context: TurnContext,
  replies: readonly Reply[],
  adapter: CloudAdapter,
  appId: string,
): Promise<unknown> {
  const { activity } = context;
  const tenant = activity.conversation.tenantId;
  try {
    await adapter.createConversationAsync(
      appId,
      activity.channelId,
      activity.serviceUrl,
      TEAMS_AUDIENCE,
      {
        isGroup: false,
        bot: activity.recipient,
        members: [activity.from],
        ...(tenant === undefined ? {} : { tenantId: tenant, channelData: { tenant: { id: tenant } } }),
      } as Parameters<CloudAdapter['createConversationAsync']>[4],
      async (chat) => {
        await chat.sendActivities(renderReplies(replies, chatLook(activity.from.id)));
      },
    );
    return null;
  } catch (error) {
    return error ?? new Error('Rejected with nothing.');
  }
}
