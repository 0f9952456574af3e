/** What the chat page may send, checked before anything looks at it. */
import { z } from 'zod';

const name = z.string().min(1).max(200);
const who = { council: name, person: name };

/** One thing the person did: typed a text, pressed something on a card, or opened an empty conversation. */
export const turnBody = z.union([
  z.strictObject({ ...who, id: z.uuid(), text: z.string() }),
  z.strictObject({ ...who, id: z.uuid(), data: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...who, id: z.uuid(), hello: z.literal(true) }),
]);
export type TurnBody = z.infer<typeof turnBody>;

/** Whose messages a page waits for. */
export const listenQuery = z.object(who);

/** The page's word that it has shown a message. */
export const shownBody = z.strictObject({ ...who, message: name });
