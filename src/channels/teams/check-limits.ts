/** Tells, when a pack or flow is loaded, whether Teams can show what it says, with what its cards hold besides. Pure. */
import type { Block, Reply } from '../../conversation/vocabulary.ts';
import { CARD_LIMITS, renderCards } from '../shared/card-limits.ts';
import { renderNative, type Look } from './native-card.ts';

/** Everything that any place can do at once, for somebody whose id in Teams is as long as they come. */
const LARGEST: Look = { windows: true, people: true, viewer: `29:${'x'.repeat(120)}` };

/** More than a button or field, and the card itself, ever grow by. */
const GROWTH = { each: 800, card: 1_000 } as const;

/** Why Teams would refuse a card of this reply: one sentence each; none where it takes them all. */
export function checkTeamsLimits(reply: Reply): string[] {
  const parts = reply.blocks.reduce((sum, block) => sum + countParts(block), 0);
  return renderCards(reply).flatMap((card) => {
    // Nearly every card is far from the limit, and need not be drawn a second time to know it.
    if (JSON.stringify(card).length + GROWTH.card + parts * GROWTH.each <= CARD_LIMITS.refused) return [];
    const { length } = JSON.stringify(renderNative(card, reply, LARGEST));
    return length <= CARD_LIMITS.refused
      ? []
      : [`A card of ${length} characters is too large for Teams: at most ${CARD_LIMITS.refused}.`];
  });
}

function countParts(block: Block): number {
  if (block.type === 'choices') return block.choices.length;
  return block.type === 'form' ? block.form.fields.length + block.form.choices.length : 0;
}
