/** Windows over the chat, which Teams calls dialogs or task modules: what they show, as answers to invokes. Pure. */
import { CardFactory } from 'botbuilder';
import type { Attachment } from 'botbuilder';
import type { Reply } from '../../conversation/vocabulary.ts';
import { renderCard } from '../shared/adaptive-card.ts';
import { fitInOne } from '../shared/card-limits.ts';
import { renderNative, WINDOW_LOOK } from './native-card.ts';
import { summarise } from './reply-activities.ts';

export type WindowAnswer = {
  task:
    | { type: 'continue'; value: { title: string; height: string; width: string; card: Attachment } }
    | { type: 'message'; value: string };
};

const TITLE = 'Beadle';
const IN_CHAT = 'You find this in your chat with Beadle.';
const REST_IN_CHAT = 'This is more than one window can hold: how it begins is in our chat.';
const REST_NOWHERE =
  'This is more than one window can hold, and I could not write the beginning to you. Please open a chat with me, and write "resume" or its reference.';
const ALREADY_RECEIVED =
  'I had received this already, so nothing was done twice. The word "resume" in our chat takes you back to where you were.';

/**
 * Everything that was said, in one window; where that is nothing, the event had come before. `left` is what one window
 * cannot hold, and is to be put into the chat, as the window says; or, with `hasChat` false, that it could not be.
 */
export function showInWindow(
  replies: readonly Reply[],
  hasChat = true,
): { answer: WindowAnswer; left: Reply | null } {
  const blocks = replies.flatMap((reply) => reply.blocks);
  if (blocks.length === 0) return { answer: closeWith(ALREADY_RECEIVED), left: null };
  const { reply: fitting, left } = fitInOne({ audience: 'private', blocks });
  const reply: Reply =
    left === null
      ? fitting
      : {
          ...fitting,
          blocks: [{ type: 'text', text: hasChat ? REST_IN_CHAT : REST_NOWHERE }, ...fitting.blocks],
        };
  const form = blocks.find((block) => block.type === 'form');
  const answer: WindowAnswer = {
    task: {
      type: 'continue',
      value: {
        title: form?.form.title ?? TITLE,
        height: 'large',
        width: 'medium',
        card: CardFactory.adaptiveCard(renderNative(renderCard(reply), reply, WINDOW_LOOK)),
      },
    },
  };
  return { answer, left };
}

/** The window goes, with one line about what is now in the chat. */
export function closeAfter(replies: readonly Reply[]): WindowAnswer {
  const [first] = replies;
  return closeWith(first === undefined ? ALREADY_RECEIVED : `${summarise(first)} ${IN_CHAT}`);
}

export function closeWith(text: string): WindowAnswer {
  return { task: { type: 'message', value: text } };
}
