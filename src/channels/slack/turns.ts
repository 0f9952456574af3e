/** From what a person did in Slack to the conversation and back. */
import type { Input, Outcome, Reply, Turn } from '../../conversation/vocabulary.ts';
import type { SlackContext } from './context.ts';
import { within } from './context.ts';
import type { ActionsPayload } from './payloads.ts';

export type SlackSpeaker = {
  userId: string;
  /** The team that Beadle is installed in, which says whose council it is. */
  teamId: string;
  /** The person's own team, which differs in a channel shared with another organisation. */
  userTeam?: string | undefined;
};

/** Who pressed a button or sent a form. */
export function speakerOf({ user, team, view }: Interaction): SlackSpeaker {
  const teamId = view?.app_installed_team_id ?? team?.id ?? user.team_id ?? '';
  return { userId: user.id, teamId, userTeam: user.team_id };
}

type Interaction = Pick<ActionsPayload, 'user' | 'team'> & Partial<Pick<ActionsPayload, 'view'>>;

export type TurnParts = {
  speaker: SlackSpeaker;
  scope: Turn['scope'];
  /** Null where doing it twice does no harm. */
  eventId: string | null;
  input: Input;
  /** False where Beadle itself is the cause: then the person has not been seen. */
  isHere?: boolean;
};

/** Runs a turn. @throws what the conversation throws, which is only when Beadle itself fails */
export async function runTurn(context: SlackContext, parts: TurnParts): Promise<Outcome> {
  const { userId, teamId, userTeam } = parts.speaker;
  const lookup = await within(context.directory.findSpeaker(userId), context.wait(context.timing.lookup));
  const outcome = await context.conversation.handle({
    council: context.councilFor(teamId),
    speaker: { channel: 'slack', tenant: userTeam ?? teamId, userId, ...lookup?.value },
    scope: parts.scope,
    eventId: parts.eventId,
    ...(parts.isHere === false ? {} : { reference: JSON.stringify({ team: teamId, user: userId }) }),
    input: parts.input,
  });
  // Whatever they did may show on their page.
  if (parts.input.type !== 'home') context.homes.refresh(userId);
  return outcome;
}

/** The same, with a failure logged and told as null. */
export async function tryTurn(context: SlackContext, parts: TurnParts): Promise<Outcome | null> {
  try {
    return await runTurn(context, parts);
  } catch (error) {
    logFailedTurn(context, parts.eventId, error);
    return null;
  }
}

export function logFailedTurn({ logger }: SlackContext, eventId: string | null, error: unknown): void {
  logger.error({
    code: 'slack-turn-failed',
    eventId,
    error: error instanceof Error ? error.name : typeof error,
  });
}

export const FAILURE_TEXT =
  'Something went wrong in Beadle, and it cannot be sure that this was done. Please try again in a few minutes. The word "mine" shows what has been recorded.';

/** What is said where Beadle itself failed. */
export const FAILURE_REPLY: Reply = { audience: 'private', blocks: [{ type: 'text', text: FAILURE_TEXT }] };
