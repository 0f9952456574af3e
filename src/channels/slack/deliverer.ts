/** Writing first: a direct message to a person who need not have said anything. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Deliverer, Delivery, OutgoingMessage } from '../../conversation/vocabulary.ts';
import type { ApiFailure, ApiResult, SlackApi } from './api.ts';
import type { SlackMessage } from './message.ts';
import { renderMessages } from './message.ts';
import { withBlocksOrText } from './sender.ts';
import type { SentMessage } from './sent.ts';
import { readSent, writeSent } from './sent.ts';
import { updateSent } from './update-sent.ts';
import { digest } from './values.ts';

/** Slack knows this person no more, or never did, or does not let us write to them. */
const UNREACHABLE: readonly string[] = [
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'user_disabled',
  'channel_not_found',
  'is_archived',
  'cannot_dm_bot',
  'cannot_message_deactivated_user',
];

/** Slack took the message before but cannot show it; sent again without its key. */
const LOST_REPEATS: readonly string[] = ['duplicate_message_not_found', 'duplicate_channel_not_found'];

const reference = z.object({ user: z.string().min(1) });

/**
 * @param api one that repeats nothing by itself: the outbox does, and can wait longer
 * @param onChanged told of each person who got something, or in whose messages something changed
 */
export function createDeliverer(
  api: SlackApi,
  logger: Logger,
  onChanged: (userId: string) => void,
): Deliverer {
  const safely = async (id: string, work: () => Promise<Delivery>): Promise<Delivery> => {
    try {
      return await work();
    } catch {
      logger.error({ code: 'slack-delivery-failed', message: id });
      return { result: 'retry', code: 'slack-internal' };
    }
  };
  return {
    channel: 'slack',
    deliver: (message) =>
      safely(message.id, async () => {
        const user = message.recipient.slackUserId ?? readReference(message.reference);
        if (user === null) return { result: 'unreachable' };
        const delivery = await deliver(api, logger, message, user);
        if (delivery.result === 'sent') onChanged(user);
        return delivery;
      }),
    refresh: ({ recipient, reference: known }) => {
      const user = recipient.slackUserId ?? readReference(known);
      if (user !== null) onChanged(user);
    },
    update: (message) =>
      safely(message.id, async () => {
        const sent = readSent(message.reference);
        if (sent === null) return { result: 'unreachable' };
        const delivery = await updateSent(api, logger, message, sent);
        if (delivery.result === 'sent') onChanged(sent.user);
        return delivery;
      }),
  };
}

async function deliver(
  api: SlackApi,
  logger: Logger,
  message: OutgoingMessage,
  user: string,
): Promise<Delivery> {
  const parts: SentMessage['parts'] = [];
  let channel: unknown;
  for (const [index, part] of renderMessages(message.reply).entries()) {
    const result = await post(api, user, part, `${message.id}:${index}`);
    if (!result.ok) {
      logger.warn({ code: 'slack-not-delivered', message: message.id, part: index, error: result.code });
      return describe(result);
    }
    channel = result.data['channel'];
    const { ts } = result.data;
    if (typeof ts === 'string') parts.push(ts);
  }
  return typeof channel === 'string' && parts.length > 0
    ? { result: 'sent', reference: writeSent({ user, channel, parts }) }
    : { result: 'sent' };
}

async function post(api: SlackApi, channel: string, message: SlackMessage, key: string): Promise<ApiResult> {
  const send = (args: Record<string, unknown>): Promise<ApiResult> =>
    withBlocksOrText(message, (content) =>
      api.call('chat.postMessage', {
        channel,
        ...content,
        ...args,
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
  // Slack drops a repeat of a key that it has seen lately.
  const result = await send({ client_msg_id: toUuid(key) });
  return !result.ok && LOST_REPEATS.includes(result.code) ? send({}) : result;
}

function describe({ code, afterMs }: ApiFailure): Delivery {
  if (UNREACHABLE.includes(code)) return { result: 'unreachable' };
  return { result: 'retry', code: `slack-${code}`, ...(afterMs === undefined ? {} : { afterMs }) };
}

function readReference(text: string | null): string | null {
  if (text === null) return null;
  try {
    const value = reference.safeParse(JSON.parse(text));
    return value.success ? value.data.user : null;
  } catch {
    return null;
  }
}

/** The same UUID for the same key. */
function toUuid(key: string): string {
  const hex = digest(key) + digest(key, 'rest');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
