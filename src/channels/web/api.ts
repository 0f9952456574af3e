/** What the chat page asks of the server: who may speak, what was said, and what Beadle says first. */
import express, { Router } from 'express';
import type { Request, Response } from 'express';
import type { Input, Reply, Turn } from '../../conversation/vocabulary.ts';
import type { AdaptiveCard } from '../shared/adaptive-card.ts';
import { readCardData, renderCard } from '../shared/adaptive-card.ts';
import { splitReply } from '../shared/card-limits.ts';
import { refuseOtherSites } from '../shared/page-safety.ts';
import { createRecentTurns } from '../shared/recent-turns.ts';
import { Refusal, answerErrors, describeError } from '../shared/refusals.ts';
import { EXAMPLES } from './examples.ts';
import type { OpenPages, Place } from './open-pages.ts';
import { listenQuery, shownBody, turnBody } from './requests.ts';
import type { TurnBody } from './requests.ts';
import type { WebChatOptions, WebCouncil, WebPerson } from './web-chat.ts';

const BODY_LIMIT = '100kb';
const RECENT_TURNS = 500;
/** Shorter than the minute after which some proxies and laptops drop a silent connection. */
const HEARTBEAT_MS = 25_000;

const NOBODY = 'Beadle does not know this council or person.';

/** The routes under `/chat/api`. `streams` holds the open event streams, to be ended when the server closes. */
export function createApi(options: WebChatOptions, pages: OpenPages, streams: Set<Response>): Router {
  const router = Router();
  router.use(refuseOtherSites);
  router.use(express.json({ limit: BODY_LIMIT }));

  router.get('/councils', (_request, response) => {
    response.json({ councils: options.councils(), examples: EXAMPLES });
  });

  const recent = createRecentTurns<AdaptiveCard[]>(RECENT_TURNS);
  router.post('/turn', async (request, response) => {
    const turn = readTurn(request, options.councils());
    const key = JSON.stringify([turn.council, turn.speaker.userId, turn.eventId]);
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
      throw new Refusal(500, 'Beadle could not answer just now.');
    }
  });

  router.get('/messages', (request, response) => {
    const query = listenQuery.safeParse(request.query);
    if (!query.success) throw new Refusal(400, 'The council and the person are missing.');
    const place = { council: query.data.council, person: query.data.person };
    if (findPerson(options.councils(), place) === null) throw new Refusal(404, NOBODY);
    openStream(response, place, pages, streams);
    options.onOpen?.(place);
  });

  router.post('/messages/shown', (request, response) => {
    const body = shownBody.safeParse(readJson(request));
    if (!body.success) throw new Refusal(400, 'This is not a confirmation that Beadle understands.');
    pages.confirm(body.data, body.data.message);
    response.status(204).end();
  });

  router.use(() => {
    throw new Refusal(404, 'There is nothing at this address.');
  });
  router.use(answerErrors(options.logger));
  return router;
}

/** The person of a council's demo list, or null. */
export function findPerson(councils: readonly WebCouncil[], place: Place): WebPerson | null {
  const council = councils.find(({ id }) => id === place.council);
  return council?.people.find(({ key }) => key === place.person) ?? null;
}

/** The same cards as in Teams. */
export function drawReplies(replies: readonly Reply[]): AdaptiveCard[] {
  return replies.flatMap(splitReply).map(renderCard);
}

function openStream(response: Response, place: Place, pages: OpenPages, streams: Set<Response>): void {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  response.write('retry: 2000\n\n');
  const leave = pages.open(place, (message) => {
    response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
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

function readTurn(request: Request, councils: readonly WebCouncil[]): Turn {
  const body = turnBody.safeParse(readJson(request));
  if (!body.success) throw new Refusal(400, 'This is not a message that Beadle understands.');
  const person = findPerson(councils, body.data);
  if (person === null) throw new Refusal(404, NOBODY);
  const input = readInput(body.data);
  if (input === null) throw new Refusal(400, 'Beadle does not know this button.');
  return {
    council: body.data.council,
    speaker: { channel: 'web', tenant: 'local', userId: person.key, name: person.name },
    scope: 'personal',
    eventId: body.data.id,
    input,
  };
}

function readInput(body: TurnBody): Input | null {
  if ('text' in body) return { type: 'text', text: body.text };
  if ('hello' in body) return { type: 'hello' };
  return readCardData(body.data);
}

/** Only JSON said to be JSON: another site could send a form here without asking the browser first, but not this. */
function readJson(request: Request): unknown {
  return request.is('application/json') ? (request.body as unknown) : undefined;
}
