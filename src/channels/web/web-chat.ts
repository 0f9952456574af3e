/**
 * The web chat of local mode: `GET /chat` and the API under it. A person is whom the page says: main.ts mounts it on a server that
 * listens on 127.0.0.1 only, and with Slack or Teams connected it serves no more than a page that points there.
 */
import express, { Router } from 'express';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Conversation, Deliverer, Input, Reply, Turn } from '../../conversation/vocabulary.ts';
import type { AdaptiveCard } from '../shared/adaptive-card.ts';
import { readCardData, renderCard } from '../shared/adaptive-card.ts';
import { splitReply } from '../shared/card-limits.ts';
import { createAssets } from './assets.ts';
import { EXAMPLES } from './examples.ts';
import { createOpenPages } from './open-pages.ts';
import type { OpenPages, Place } from './open-pages.ts';
import { renderChatPage, renderElsewherePage } from './page.ts';
import { createRecentTurns } from './recent-turns.ts';
import { listenQuery, shownBody, turnBody } from './requests.ts';
import type { TurnBody } from './requests.ts';
import { refuseOtherSites, setSafeHeaders } from './safety.ts';

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
   * Shows a message on the person's open pages. `sent` only once a page says that it shows it; with no page open `retry`, so that the
   * outbox keeps it on disk for their next visit; `unreachable` outside local mode and for somebody whom the page does not offer.
   */
  deliverer: Deliverer;
  /** Ends the open streams, which would otherwise keep the server from closing. */
  close: () => void;
};

const BODY_LIMIT = '100kb';
const RECENT_TURNS = 500;
const CONFIRM_WITHIN_MS = 5_000;
/** Shorter than the minute after which some proxies and laptops drop a silent connection. */
const HEARTBEAT_MS = 25_000;

/** Builds the web chat. Starts nothing and listens nowhere. */
export function createWebChat(options: WebChatOptions): WebChat {
  const pages = createOpenPages(options.confirmWithinMs ?? CONFIRM_WITHIN_MS);
  const streams = new Set<Response>();
  const router = Router();
  router.use('/chat', setSafeHeaders);
  router.use('/chat/assets', createAssets());
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
        if (!options.localMode || findPerson(options, place) === null)
          return Promise.resolve({ result: 'unreachable' });
        return pages.deliver(place, { id: message.id, cards: drawReplies([message.reply]) });
      },
    },
    close: () => {
      for (const stream of streams) stream.end();
    },
  };
}

function createApi(options: WebChatOptions, pages: OpenPages, streams: Set<Response>): Router {
  const router = Router();
  router.use(refuseOtherSites);
  router.use(express.json({ limit: BODY_LIMIT }));

  router.get('/councils', (_request, response) => {
    response.json({ councils: options.councils(), examples: EXAMPLES });
  });

  const recent = createRecentTurns<AdaptiveCard[]>(RECENT_TURNS);
  router.post('/turn', async (request, response) => {
    const body = turnBody.safeParse(readJson(request));
    if (!body.success) return refuse(response, 400, 'This is not a message that Beadle understands.');
    const person = findPerson(options, body.data);
    if (person === null) return refuse(response, 404, 'Beadle does not know this council or person.');
    const input = readInput(body.data);
    if (input === null) return refuse(response, 400, 'Beadle does not know this button.');

    const turn = toTurn(body.data, person, input);
    const key = JSON.stringify([turn.council, person.key, turn.eventId]);
    try {
      const cards = await recent.once(key, async () =>
        drawReplies((await options.conversation.handle(turn)).replies),
      );
      response.json({ cards });
    } catch (error) {
      options.logger.error(
        { council: turn.council, event: turn.eventId, ...describeError(error) },
        'a turn failed',
      );
      refuse(response, 500, 'Beadle could not answer just now.');
    }
  });

  router.get('/messages', (request, response) => {
    const query = listenQuery.safeParse(request.query);
    if (!query.success) return refuse(response, 400, 'The council and the person are missing.');
    if (findPerson(options, query.data) === null)
      return refuse(response, 404, 'Beadle does not know this council or person.');
    const { council, person } = query.data;
    openStream(response, { council, person }, pages, streams);
    options.onOpen?.({ council, person });
  });

  router.post('/messages/shown', (request, response) => {
    const body = shownBody.safeParse(readJson(request));
    if (!body.success) return refuse(response, 400, 'This is not a confirmation that Beadle understands.');
    pages.confirm(body.data, body.data.message);
    response.status(204).end();
  });

  router.use((_request, response) => refuse(response, 404, 'There is nothing at this address.'));
  router.use(answerBrokenRequest(options.logger));
  return router;
}

function openStream(response: Response, place: Place, pages: OpenPages, streams: Set<Response>): void {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  response.write('retry: 2000\n\n');
  const leave = pages.open(place, (message) => {
    response.write(`event: message\nid: ${JSON.stringify(message.id)}\ndata: ${JSON.stringify(message)}\n\n`);
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  streams.add(response);
  response.on('close', () => {
    clearInterval(heartbeat);
    streams.delete(response);
    leave();
  });
}

function drawReplies(replies: readonly Reply[]): AdaptiveCard[] {
  return replies.flatMap(splitReply).map(renderCard);
}

function findPerson(options: WebChatOptions, place: Place): WebPerson | null {
  const council = options.councils().find(({ id }) => id === place.council);
  return council?.people.find(({ key }) => key === place.person) ?? null;
}

function readInput(body: TurnBody): Input | null {
  if ('text' in body) return { type: 'text', text: body.text };
  if ('hello' in body) return { type: 'hello' };
  return readCardData(body.data);
}

function toTurn(body: TurnBody, person: WebPerson, input: Input): Turn {
  return {
    council: body.council,
    speaker: { channel: 'web', tenant: 'local', userId: person.key, name: person.name },
    scope: 'personal',
    eventId: body.id,
    input,
  };
}

/** Only JSON said to be JSON: another site could send a form here without asking the browser first, but not this. */
function readJson(request: Request): unknown {
  return request.is('application/json') ? (request.body as unknown) : undefined;
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

/** Answers a body too long, or one that is no JSON; and whatever else went wrong, without saying what. */
function answerBrokenRequest(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = readStatus(error);
    if (status === 413)
      return refuse(response, 413, 'That is too long for one message: the limit is 100 kB.');
    if (status >= 400 && status < 500)
      return refuse(response, status, 'This is not a message that Beadle understands.');
    logger.error(describeError(error), 'a request of the web chat failed');
    refuse(response, 500, 'Beadle could not answer just now.');
  };
}

function readStatus(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : 500;
}

/** Where it happened, without the message: that may hold what a person typed. */
function describeError(error: unknown): { code: string; at: string[] } {
  if (!(error instanceof Error)) return { code: 'unknown', at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line));
  return { code: error.name, at: frames.slice(0, 3).map((line) => line.trim()) };
}
