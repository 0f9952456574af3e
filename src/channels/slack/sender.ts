/** Puts replies where they belong: what is private never stands where others read it. */
import type { Logger } from 'pino';
import type { Reply } from '../../conversation/vocabulary.ts';
import type { ApiResult, SlackApi } from './api.ts';
import type { SlackMessage } from './message.ts';
import { renderMessages } from './message.ts';

/** Where a person spoke, and so where they are answered. */
export type Place =
  /** A direct message: by its channel's id, or by the person's own. */
  | { kind: 'direct'; channel: string; threadTs?: string | undefined }
  /** A command, or a message that only they see: answered so that only they see it. */
  | { kind: 'hidden'; responseUrl: string; userId: string }
  /** A channel: what is fit for all goes in the thread of what they said, the rest to them alone. */
  | {
      kind: 'shared';
      channel: string;
      userId: string;
      threadTs: string;
      /** Whether the thread was there before: else they do not see what is shown to them alone in it. */
      isInThread: boolean;
      responseUrl?: string | undefined;
    };

export type Sender = {
  /** Sends these replies in order; never rejects. */
  send: (place: Place, replies: readonly Reply[]) => Promise<void>;
};

const NO_UNFURL = { unfurl_links: false, unfurl_media: false };
const REFUSED_BLOCKS = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

export function createSender(api: SlackApi, logger: Logger): Sender {
  const post = (method: string, args: Record<string, unknown>, message: SlackMessage): Promise<ApiResult> =>
    withBlocksOrText(message, (content) => api.call(method, { ...args, ...content, ...NO_UNFURL }));

  const postDirect = (channel: string, message: SlackMessage, threadTs?: string): Promise<ApiResult> =>
    post(
      'chat.postMessage',
      { channel, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) },
      message,
    );

  const respond = (responseUrl: string, message: SlackMessage): Promise<ApiResult> =>
    withBlocksOrText(message, (content) =>
      api.respond(responseUrl, {
        response_type: 'ephemeral',
        replace_original: false,
        ...content,
        ...NO_UNFURL,
      }),
    );

  const postShared = (
    place: Extract<Place, { kind: 'shared' }>,
    isPrivate: boolean,
    message: SlackMessage,
  ) => {
    const { channel, userId: user, threadTs, isInThread, responseUrl } = place;
    if (!isPrivate) return postDirect(channel, message, threadTs);
    if (responseUrl !== undefined) return respond(responseUrl, message);
    return post(
      'chat.postEphemeral',
      { channel, user, ...(isInThread ? { thread_ts: threadTs } : {}) },
      message,
    );
  };

  const postTo = (place: Place, isPrivate: boolean, message: SlackMessage): Promise<ApiResult> => {
    switch (place.kind) {
      case 'direct':
        return postDirect(place.channel, message, place.threadTs);
      case 'hidden':
        return respond(place.responseUrl, message);
      case 'shared':
        return postShared(place, isPrivate, message);
    }
  };

  return {
    send: async (place, replies) => {
      for (const reply of replies) {
        for (const message of renderMessages(reply)) {
          const result = await postTo(place, isPrivateReply(reply), message);
          if (result.ok) continue;
          logger.warn({ code: 'slack-reply-failed', place: place.kind, error: result.code });
          if (place.kind === 'direct') continue;
          // A direct message always reaches them, and nobody else.
          const second = await postDirect(place.userId, message);
          if (!second.ok) logger.error({ code: 'slack-reply-lost', place: place.kind, error: second.code });
        }
      }
    },
  };
}

/** Whether only the speaker may see it. A form is one person's own, whatever it is marked. */
export function isPrivateReply(reply: Reply): boolean {
  return reply.audience === 'private' || reply.blocks.some((block) => block.type === 'form');
}

/** Sends a message with its blocks; where Slack refuses them, its text alone, so that it is not lost. */
export async function withBlocksOrText(
  message: SlackMessage,
  post: (content: { text: string; blocks?: SlackMessage['blocks'] }) => Promise<ApiResult>,
): Promise<ApiResult> {
  const result = await post({ text: message.text, blocks: message.blocks });
  return !result.ok && REFUSED_BLOCKS.includes(result.code) ? post({ text: message.text }) : result;
}
