/** Tells, when a pack or flow is loaded, whether Teams can show what it says, with what its cards hold besides. Pure. */
import type { Reply } from '../../conversation/vocabulary.ts';
import { CARD_LIMITS, renderCards } from '../shared/card-limits.ts';
import { renderNative, type Look } from './native-card.ts';

/** Everything that any place can do at once, for somebody whose id in Teams is as long as they come. */
const LARGEST: Look = { windows: true, people: true, viewer: `29:${'x'.repeat(120)}` };

/** Why Teams would refuse a card of this reply: one sentence each; none where it takes them all. */
export function checkTeamsLimits(reply: Reply): string[] {
  return renderCards(reply).flatMap((card) => {
    const { length } = JSON.stringify(renderNative(card, reply, LARGEST));
    return length <= CARD_LIMITS.refused
      ? []
      : [`A card of ${length} characters is too large for Teams: at most ${CARD_LIMITS.refused}.`];
  });
}
