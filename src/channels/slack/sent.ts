/** Where a message that was sent is to be found again, as the register keeps it for this channel. */
import { z } from 'zod';

const sentMessage = z.object({
  user: z.string().min(1),
  channel: z.string().min(1),
  /** A long message is several: their timestamps, in order. */
  parts: z.array(z.string().min(1)).min(1),
});
/** Where a message is to be found again. */
export type SentMessage = z.infer<typeof sentMessage>;

export function writeSent(sent: SentMessage): string {
  return JSON.stringify(sent);
}

/** @returns null for a reference that is none of ours */
export function readSent(reference: string): SentMessage | null {
  try {
    const value = sentMessage.safeParse(JSON.parse(reference));
    return value.success ? value.data : null;
  } catch {
    return null;
  }
}
