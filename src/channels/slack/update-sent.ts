/** Changing a message that was sent before: a card shows where its case stands now, in its old place. */
import type { Logger } from 'pino';
import type { Delivery, MessageUpdate } from '../../conversation/vocabulary.ts';
import type { ApiFailure, ApiResult, SlackApi } from './api.ts';
import { renderMessages } from './message.ts';
import { withBlocksOrText } from './sender.ts';
import type { SentMessage } from './sent.ts';
import { writeSent } from './sent.ts';

/** The message is gone, or is one that cannot be changed: there is nothing left that could lie. */
const UNCHANGEABLE: readonly string[] = [
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'user_not_found',
  'user_disabled',
];

/** Changes it. What the new text has more of goes into the thread of its last part; what it has less of is taken away. */
export async function updateSent(
  api: SlackApi,
  logger: Logger,
  { id, reply }: MessageUpdate,
  { user, channel, parts }: SentMessage,
): Promise<Delivery> {
  const messages = renderMessages(reply);
  const now: string[] = [];
  const fail = (failure: ApiFailure): Delivery => {
    logger.warn({ code: 'slack-not-updated', message: id, error: failure.code });
    if (UNCHANGEABLE.includes(failure.code)) return { result: 'unreachable' };
    const { code, afterMs } = failure;
    return { result: 'retry', code: `slack-${code}`, ...(afterMs === undefined ? {} : { afterMs }) };
  };
  for (const [index, message] of messages.entries()) {
    const ts = parts[index];
    const result: ApiResult = await withBlocksOrText(message, ({ text, blocks = [] }) =>
      ts === undefined
        ? api.call('chat.postMessage', { channel, text, blocks, thread_ts: parts.at(-1) })
        : api.call('chat.update', { channel, ts, text, blocks }),
    );
    if (!result.ok) return fail(result);
    const shown = ts ?? result.data['ts'];
    if (typeof shown === 'string') now.push(shown);
  }
  for (const ts of parts.slice(messages.length)) {
    const result = await api.call('chat.delete', { channel, ts });
    if (!result.ok && !UNCHANGEABLE.includes(result.code)) return fail(result);
  }
  return { result: 'sent', reference: writeSent({ user, channel, parts: now }) };
}
