/** Slash commands. Their answers are seen by the speaker alone, wherever they were given. */
import type { Input } from '../../conversation/vocabulary.ts';
import type { SlackContext } from './context.ts';
import { readEventText } from './incoming-text.ts';
import { commandPayload } from './payloads.ts';
import { presentOutcome } from './present.ts';
import { tryTurn } from './turns.ts';

/** @returns what a command says, or null for a command that is not Beadle's */
export function readCommand(command: string, typed: string): Input | null {
  const text = readEventText(typed);
  switch (command) {
    case '/protocol': {
      const word = text.toLowerCase();
      if (word === '') return { type: 'command', command: 'help', text: '' };
      if (word === 'help' || word === 'meeting' || word === 'mine' || word === 'cases') {
        return { type: 'command', command: word, text: '' };
      }
      return { type: 'text', text, asks: true };
    }
    case '/disclose':
      return { type: 'command', command: 'disclose', text };
    case '/complaint':
      return { type: 'command', command: 'complaint', text };
    default:
      return null;
  }
}

/** Takes a command that is acknowledged already. */
export async function handleCommand(context: SlackContext, body: unknown): Promise<void> {
  const payload = commandPayload.safeParse(body);
  const input = payload.success ? readCommand(payload.data.command, payload.data.text) : null;
  if (!payload.success || !input) {
    context.logger.warn({ code: 'slack-unknown-command' });
    return;
  }
  const { team_id: teamId, user_id: userId, trigger_id: triggerId, response_url: responseUrl } = payload.data;
  const work = tryTurn(context, {
    speaker: { userId, teamId },
    scope: 'personal',
    eventId: `command:${triggerId}`,
    input,
  });
  const expectsForm =
    input.type === 'command' && (input.command === 'disclose' || input.command === 'complaint');
  await presentOutcome(context, {
    work,
    place: { kind: 'hidden', responseUrl, userId },
    triggerId,
    expectsForm,
  });
}
