/** What the desk's page may send, checked before anything looks at it. */
import { z } from 'zod';
import { readCardData } from '../channels/shared/adaptive-card.ts';
import type { Input } from '../conversation/vocabulary.ts';

const id = z.uuid();
const cardData = z.record(z.string(), z.unknown());

const turnBody = z.union([
  /** The person looks at the desk. */
  z.strictObject({ home: z.literal(true) }),
  /** What the page shows is drawn anew. */
  z.strictObject({ refresh: z.string().max(200) }),
  /** A question or a reference, typed where people ask. */
  z.strictObject({ id, text: z.string() }),
  /** A button or a form. */
  z.strictObject({ id, data: cardData }),
]);

/** What somebody did at the desk, and the id by which a repeat of it is known. */
export type DeskTurn = { input: Input; eventId: string | null };

/** What the body of a request says; null where it is none that the page would send. */
export function readTurn(body: unknown): DeskTurn | null {
  const parsed = turnBody.safeParse(body);
  if (!parsed.success) return null;
  const { data } = parsed;
  if ('home' in data) return { input: { type: 'home' }, eventId: null };
  if ('refresh' in data) return { input: { type: 'refresh', value: data.refresh }, eventId: null };
  if ('text' in data) return { input: { type: 'text', text: data.text, asks: true }, eventId: data.id };
  const input = readCardData(data.data);
  return input === null ? null : { input, eventId: data.id };
}
