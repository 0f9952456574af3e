/** Shortcuts: asking from anywhere, and asking about a message that somebody else wrote. */
import type { SlackContext } from './context.ts';
import { ASK_VIEW } from './ask-view.ts';
import { readTyped } from './on-event.ts';
import type { MessageShortcutPayload } from './payloads.ts';
import { messageShortcutPayload, shortcutPayload } from './payloads.ts';
import { openView, presentOutcome } from './present.ts';
import type { Place } from './sender.ts';
import { directTo } from './sender.ts';
import { speakerOf, tryTurn } from './turns.ts';

export const ASK_SHORTCUT = 'ask-protocol';
export const MESSAGE_SHORTCUT = 'is-protocol-matter';

const NO_TEXT = 'There are no words in that message that I can read.';
const NO_WINDOW = 'Slack did not let me open a window. Please write your question to me here.';

/** Takes a shortcut that is acknowledged already. */
export async function handleShortcut(context: SlackContext, body: unknown): Promise<void> {
  const message = messageShortcutPayload.safeParse(body);
  if (message.success && message.data.callback_id === MESSAGE_SHORTCUT) {
    await askAboutMessage(context, message.data);
    return;
  }
  const global = shortcutPayload.safeParse(body);
  if (!global.success || global.data.callback_id !== ASK_SHORTCUT) {
    context.logger.warn({ code: 'slack-unknown-shortcut' });
    return;
  }
  if ((await openView(context, global.data.trigger_id, ASK_VIEW)) !== null) return;
  await context.sender.send(directTo(global.data.user.id), [
    { audience: 'private', blocks: [{ type: 'text', text: NO_WINDOW }] },
  ]);
}

/** The answer is seen by whoever asked alone, where the message is; nobody there learns that they asked. */
async function askAboutMessage(context: SlackContext, payload: MessageShortcutPayload): Promise<void> {
  const { trigger_id: triggerId, response_url: responseUrl, user, message } = payload;
  const place: Place =
    responseUrl === undefined ? directTo(user.id) : { kind: 'hidden', responseUrl, userId: user.id };
  const text = await readTyped(context, messageText(message));
  if (text === '') {
    await context.sender.send(place, [{ audience: 'private', blocks: [{ type: 'text', text: NO_TEXT }] }]);
    return;
  }
  const work = tryTurn(context, {
    speaker: speakerOf(payload),
    scope: 'personal',
    eventId: `shortcut:${triggerId}`,
    input: { type: 'message', text },
  });
  await presentOutcome(context, { work, place, triggerId, expectsForm: false });
}

function messageText({ text, attachments }: MessageShortcutPayload['message']): string {
  if (text.trim() !== '') return text;
  return attachments.map((each) => each.text ?? each.fallback ?? '').join('\n');
}
