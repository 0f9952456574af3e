/**
 * The web chat of local mode: `GET /chat` and the API under it. A person is whom the page says: main.ts mounts it on a server that
 * listens on 127.0.0.1 only, and with Slack or Teams connected it serves no more than a page that points there.
 */
import path from 'node:path';
import { Router } from 'express';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { Conversation, Deliverer } from '../../conversation/vocabulary.ts';
import { createAssets } from '../shared/asset-files.ts';
import { createSafeHeaders } from '../shared/page-safety.ts';
import { createApi, drawReplies, findPerson } from './api.ts';
import { createOpenPages } from './open-pages.ts';
import type { Place } from './open-pages.ts';
import { renderChatPage, renderElsewherePage } from './page.ts';

export type WebPerson = { key: string; name: string; kind: 'officer' | 'member'; jobTitle: string | null };
export type WebCouncil = { id: string; name: string; people: readonly WebPerson[] };

export type WebChatOptions = {
  conversation: Conversation;
  /** The councils to choose from and their demo people; asked anew at each request. */
  councils: () => readonly WebCouncil[];
  logger: Logger;
  /** False where Slack or Teams is connected: no chat and no API then. */
  localMode: boolean;
  /** Called when a person's page begins to listen: the outbox may send at once what waits for them. */
  onOpen?: (place: Place) => void;
  /** How long a page has to say that it shows a message; 5 seconds. */
  confirmWithinMs?: number;
};

export type WebChat = {
  /** To be mounted at the root of the server. */
  router: Router;
  /**
   * Shows a message on the person's open pages. `sent` only once a page says that it shows it; with no page open `retry`, so that
   * the outbox keeps it on disk for their next visit; `unreachable` outside local mode and for somebody whom the page does not offer.
   */
  deliverer: Deliverer;
  /** Ends the open streams, which would otherwise keep the server from closing. */
  close: () => void;
};

const OWN_FILES = {
  folder: path.join(import.meta.dirname, 'assets'),
  names: ['api.js', 'chat.js', 'conversation.js', 'history.js', 'view.js'],
};

const CONFIRM_WITHIN_MS = 5_000;

/** Builds the web chat. Starts nothing and listens nowhere. */
export function createWebChat(options: WebChatOptions): WebChat {
  const pages = createOpenPages(options.confirmWithinMs ?? CONFIRM_WITHIN_MS);
  const streams = new Set<Response>();
  const router = Router();
  router.use('/chat', createSafeHeaders());
  router.use('/chat/assets', createAssets(OWN_FILES));
  router.get('/chat', (_request, response) => {
    response.type('html').send(options.localMode ? renderChatPage() : renderElsewherePage());
  });
  if (options.localMode) router.use('/chat/api', createApi(options, pages, streams));

  return {
    router,
    deliverer: {
      channel: 'web',
      deliver: (message) => {
        const place = { council: message.council, person: message.recipient.key };
        const isHere = options.localMode && findPerson(options.councils(), place) !== null;
        if (!isHere) return Promise.resolve({ result: 'unreachable' });
        return pages.deliver(place, { id: message.id, cards: drawReplies([message.reply]) });
      },
    },
    close: () => {
      for (const stream of streams) stream.end();
    },
  };
}
