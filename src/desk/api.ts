/** What the desk's page asks of the server: everything it shows is what the conversation says to the person signed in. */
import express, { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { renderCards } from '../channels/shared/card-limits.ts';
import type { AdaptiveCard } from '../channels/shared/adaptive-card.ts';
import { createRecentTurns } from '../channels/shared/recent-turns.ts';
import { answerErrors, describeError, Refusal } from '../channels/shared/refusals.ts';
import type { Conversation } from '../conversation/vocabulary.ts';
import { createRateLimit } from './rate-limit.ts';
import { readTurn, type DeskTurn } from './requests.ts';
import type { Seat, SignIn } from './sign-in.ts';

export type ApiOptions = {
  conversation: Conversation;
  signIn: SignIn;
  logger: Logger;
  now: () => Date;
};

/** What the page is given: cards to draw, and by what they are drawn anew, where they are of something that changes. */
type Shown = { cards: AdaptiveCard[]; live: string | null };

const BODY_LIMIT = '100kb';
const RECENT_TURNS = 500;
/** Each press is two requests, since the desk is drawn anew after it. */
const PER_MINUTE = 120;

/** The routes under `/desk/api`. Who asks is known before a body is read. */
export function createApi({ conversation, signIn, logger, now }: ApiOptions): Router {
  const limit = createRateLimit(PER_MINUTE, now);
  const recent = createRecentTurns<Shown>(RECENT_TURNS);
  const seats = new WeakMap<Request, Seat>();
  const router = Router();

  const letIn: RequestHandler = async (request, response, next) => {
    const seat = await signIn(request);
    const wait = limit.take(placeOf(seat));
    if (wait > 0) {
      response.set('Retry-After', String(wait));
      throw new Refusal(429, `That was a lot at once. Please try again in ${wait} seconds.`);
    }
    seats.set(request, seat);
    next();
  };

  router.post('/turn', letIn, express.json({ limit: BODY_LIMIT }), async (request, response) => {
    const seat = seats.get(request);
    const turn = readTurn(readJson(request));
    if (seat === undefined || turn === null)
      throw new Refusal(400, 'This is not something that Beadle understands.');
    const take = (): Promise<Shown> => show(conversation, seat, turn);
    try {
      const shown =
        turn.eventId === null ? await take() : await recent.once(`${placeOf(seat)} ${turn.eventId}`, take);
      response.json(shown);
    } catch (error) {
      logger.error(
        { council: seat.council, event: turn.eventId, ...describeError(error) },
        'a turn at the desk failed',
      );
      throw new Refusal(500, 'Beadle could not answer just now. Please try again in a moment.');
    }
  });

  router.use(() => {
    throw new Refusal(404, 'There is nothing at this address.');
  });
  router.use(answerErrors(logger));
  return router;
}

const placeOf = ({ council, person }: Seat): string => JSON.stringify([council, person.key]);

async function show(conversation: Conversation, seat: Seat, turn: DeskTurn): Promise<Shown> {
  const { replies } = await conversation.handle({
    council: seat.council,
    speaker: { channel: 'web', tenant: 'local', userId: seat.person.key, name: seat.person.name },
    scope: 'personal',
    ...turn,
  });
  return {
    cards: replies.flatMap(renderCards),
    live: replies.length === 1 ? (replies[0]?.live ?? null) : null,
  };
}

/** Only JSON said to be JSON: another site could send a form here without asking the browser first, but not this. */
function readJson(request: Request): unknown {
  return request.is('application/json') ? (request.body as unknown) : undefined;
}
