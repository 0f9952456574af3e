/** Keeps the cards that people were sent true: when a case moves on, each shows where it stands now, or that it is theirs no more. */
import type { Reply } from '../conversation/vocabulary.ts';
import { authorize } from './access.ts';
import { caseBlocks, liveCase } from './case-cards.ts';
import { withTies, type CaseGround } from './case-ground.ts';
import type { ClockRecord } from './clocks-port.ts';
import type { CardUpdate, Register, StaleCard } from './register-port.ts';

export const NO_LONGER_YOURS = 'This case has moved on and is no longer yours.';

const BATCH = 50;

/** What a card is to say now. Whoever may read the case no more is told so, and nothing else of it, ever again. */
export function planUpdate(
  { id, recipient, kase }: StaleCard,
  clocks: readonly ClockRecord[],
  ground: CaseGround,
): CardUpdate {
  const person = ground.directory.byKey(recipient);
  const authorized = person && authorize(withTies(kase, ground), person, 'read');
  const base = { card: id, revision: kase.revision };
  return authorized
    ? {
        ...base,
        reply: {
          ...privately(caseBlocks(authorized.kase, authorized.person, clocks, ground)),
          ...liveCase(kase.reference),
        },
        last: false,
      }
    : { ...base, reply: privately([{ type: 'text', text: NO_LONGER_YOURS }]), last: true };
}

/** Puts an update of every card that was left behind into the outbox. @returns how many */
export async function refreshCards(council: string, { register, groundOf, at }: CardNeeds): Promise<number> {
  let queued = 0;
  for (;;) {
    const cards = await register.staleCards(council, BATCH);
    const ground = cards.length === 0 ? null : await groundOf(council);
    if (!ground) return queued;
    const updates = await Promise.all(
      cards.map(async (card) => planUpdate(card, await register.clocksOf(council, card.kase.id), ground)),
    );
    await register.queueUpdates(updates, at());
    queued += updates.length;
    // What moved on meanwhile is seen to next time, so that this comes to an end.
    if (cards.length < BATCH) return queued;
  }
}

export type CardNeeds = {
  register: Pick<Register, 'staleCards' | 'queueUpdates' | 'clocksOf'>;
  groundOf: (council: string) => Promise<CaseGround | null>;
  at: () => string;
};

function privately(blocks: Reply['blocks']): Reply {
  return { audience: 'private', blocks };
}
