/** A reply as messages: one where it fits in one, several where it does not; nothing is left out. Pure. */
import type { Block, Reply } from '../../conversation/vocabulary.ts';
import { renderBlock } from './blocks.ts';
import type { Piece, SlackBlock } from './elements.ts';
import { renderFormMessage } from './form-message.ts';
import { SLACK_LIMITS } from './limits.ts';
import { escapeMrkdwn } from './text.ts';

export type SlackMessage = {
  /** All that the blocks say, escaped: for notifications, screen readers, and where blocks are refused. */
  text: string;
  blocks: SlackBlock[];
};

/** The messages that show this reply; none for a reply that says nothing. */
export function renderMessages(reply: Reply): SlackMessage[] {
  return packPieces(reply.blocks.flatMap(renderPieces));
}

function renderPieces(block: Block): Piece[] {
  return block.type === 'form' ? renderFormMessage(block.form) : renderBlock(block);
}

function packPieces(pieces: readonly Piece[]): SlackMessage[] {
  const messages: SlackMessage[] = [];
  let json = 0;
  for (const piece of pieces) {
    const size = JSON.stringify(piece.block).length + 1;
    const text = escapeMrkdwn(piece.text);
    const last = messages.at(-1);
    const fits =
      last !== undefined &&
      last.blocks.length < SLACK_LIMITS.messageBlocks &&
      json + size <= SLACK_LIMITS.messageJson &&
      last.text.length + 1 + text.length <= SLACK_LIMITS.messageText;
    if (fits) {
      last.blocks.push(piece.block);
      last.text += `\n${text}`;
      json += size;
    } else {
      messages.push({ text, blocks: [piece.block] });
      json = size + 2;
    }
  }
  return messages;
}
