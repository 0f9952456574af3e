/**
 * The chat pages that are open now, and the messages on their way to them. Nothing waits here: a message that no page confirms
 * goes back to the outbox, which keeps it on disk, and is tried again.
 */
import type { Delivery } from '../../conversation/vocabulary.ts';

/** Whose conversation a page shows. */
export type Place = { council: string; person: string };

/** A message as the page gets it. */
export type PageMessage = { id: string; cards: readonly unknown[] };

export type OpenPages = {
  /** Adds a page; gives the function that removes it. */
  open: (place: Place, send: (message: PageMessage) => void) => () => void;
  /** Sends to every open page of the person; `sent` when one of them has said that it shows the message. */
  deliver: (place: Place, message: PageMessage) => Promise<Delivery>;
  /** A page of the person shows the message. */
  confirm: (place: Place, messageId: string) => void;
};

/** How soon the outbox may look again for a person who has no page open. */
const LOOK_AGAIN_MS = 2_000;

const NOT_OPEN: Delivery = { result: 'retry', code: 'not-open', afterMs: LOOK_AGAIN_MS };
const NOT_SHOWN: Delivery = { result: 'retry', code: 'not-shown', afterMs: LOOK_AGAIN_MS };

type Page = { place: string; send: (message: PageMessage) => void };
type Waiting = { promise: Promise<Delivery>; settle: (delivery: Delivery) => void };

/** `confirmWithinMs`: how long a page has to say that it shows a message. */
export function createOpenPages(confirmWithinMs: number): OpenPages {
  const pages = new Set<Page>();
  const waiting = new Map<string, Waiting>();
  const pagesOf = (key: string): Page[] => [...pages].filter((page) => page.place === key);

  return {
    open: (place, send) => {
      const page = { place: placeKey(place), send };
      pages.add(page);
      return () => void pages.delete(page);
    },
    deliver: (place, message) => {
      const key = placeKey(place);
      const messageKey = `${key} ${message.id}`;
      const already = waiting.get(messageKey);
      if (already !== undefined) return already.promise;
      const open = pagesOf(key);
      if (open.length === 0) return Promise.resolve(NOT_OPEN);

      const { promise, resolve } = Promise.withResolvers<Delivery>();
      const timer = setTimeout(() => settle(NOT_SHOWN), confirmWithinMs);
      timer.unref();
      const settle = (delivery: Delivery): void => {
        clearTimeout(timer);
        waiting.delete(messageKey);
        resolve(delivery);
      };
      waiting.set(messageKey, { promise, settle });
      for (const page of open) page.send(message);
      return promise;
    },
    confirm: (place, messageId) => {
      waiting.get(`${placeKey(place)} ${messageId}`)?.settle({ result: 'sent' });
    },
  };
}

const placeKey = (place: Place): string => JSON.stringify([place.council, place.person]);
