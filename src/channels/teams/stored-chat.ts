/** Where a person's personal chat is, and messages that were sent there: as they are stored, read again with care. */
import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';
import { readTenant } from './read-activity.ts';

const chatShape = z.looseObject({
  serviceUrl: z.url(),
  channelId: z.string().min(1),
  bot: z.looseObject({ id: z.string().min(1) }),
  user: z.looseObject({ id: z.string().min(1), aadObjectId: z.string().nullish() }),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string().nullish() }),
});
const sentShape = z.object({
  chat: chatShape,
  /** A long message is several: their ids, in order. */
  parts: z.array(z.string().min(1)).min(1),
});

export type StoredChat = z.infer<typeof chatShape>;
/** Where a message is to be found again. */
export type SentMessage = z.infer<typeof sentShape>;

/** @returns null for what is no reference of ours */
export function readChat(json: string): StoredChat | null {
  return read(chatShape, json);
}

/** @returns null for what is no message of ours */
export function readSent(json: string): SentMessage | null {
  return read(sentShape, json);
}

export function writeSent(sent: SentMessage): string {
  return JSON.stringify(sent);
}

/** What the SDK continues a conversation by. */
export function asReference(chat: StoredChat): Partial<ConversationReference> {
  return chat as unknown as Partial<ConversationReference>;
}

/** The Microsoft tenant that a chat belongs to. */
export function tenantOf({ conversation }: StoredChat): string {
  return readTenant({ conversation, channelData: null });
}

function read<T>(shape: z.ZodType<T>, json: string): T | null {
  try {
    const value = shape.safeParse(JSON.parse(json));
    return value.success ? value.data : null;
  } catch {
    return null;
  }
}
