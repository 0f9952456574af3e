/** Puts replies where they belong: what is private never stands where others read it. */
import type { Logger } from 'pino';
import type { Reply, ShownCase } from '../../conversation/vocabulary.ts';
import type { ApiResult, SlackApi } from './api.ts';
import type { SlackMessage } from './message.ts';
import { renderMessages } from './message.ts';
import type { SentMessage } from './sent.ts';
import { writeSent } from './sent.ts';

/** Where a person spoke, and so where they are answered. */
export type Place =
  /** A direct message: by its channel's id, or by the person's own. */
  | { kind: 'direct'; channel: string; userId: string; threadTs?: string | undefined }
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

/** A person's direct message, by their own id. */
export function directTo(userId: string): Place {
  return { kind: 'direct', channel: userId, userId };
}

/** Told of a message that shows where a case stands, and of where it is to be found again. May reject. */
export type OnShown = (shown: ShownCase, reference: string) => Promise<void>;

const NO_UNFURL = { unfurl_links: false, unfurl_media: false };
const REFUSED_BLOCKS = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

export function createSender(api: SlackApi, logger: Logger, onShown?: OnShown): Sender {
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

  /** @returns what Slack said of the message in the end */
  const postSomehow = async (place: Place, isPrivate: boolean, message: SlackMessage): Promise<ApiResult> => {
    const result = await postTo(place, isPrivate, message);
    if (result.ok) return result;
    logger.warn({ code: 'slack-reply-failed', place: place.kind, error: result.code });
    // A direct message always reaches them, and nobody else.
    const last = place.kind === 'direct' ? result : await postDirect(place.userId, message);
    if (!last.ok) logger.error({ code: 'slack-reply-lost', place: place.kind, error: last.code });
    return last;
  };

  return {
    send: async (place, replies) => {
      for (const reply of replies) {
        const results: ApiResult[] = [];
        for (const message of renderMessages(reply))
          results.push(await postSomehow(place, isPrivateReply(reply), message));
        const sent = findSent(place.userId, results);
        if (!onShown || !reply.shows || !sent) continue;
        await onShown(reply.shows, writeSent(sent)).catch(() =>
          logger.error({ code: 'slack-shown-not-noted' }),
        );
      }
    },
  };
}

/** Where a reply is to be found again; null where it is not one that can be changed. */
function findSent(user: string, results: readonly ApiResult[]): SentMessage | null {
  const found = results.flatMap((result) => {
    const { channel, ts } = result.ok ? result.data : {};
    return typeof channel === 'string' && channel.startsWith('D') && typeof ts === 'string'
      ? [{ channel, ts }]
      : [];
  });
  const [first] = found;
  if (!first || found.length < results.length) return null;
  return { user, channel: first.channel, parts: found.map(({ ts }) => ts) };
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
