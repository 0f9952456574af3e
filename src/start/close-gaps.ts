/** At the start: tells whoever holds an office by now of entries that nobody could be told of when they were recorded. */
import type { CaseGround } from '../casework/case-ground.ts';
import { planGapClosing } from '../casework/disclosures.ts';
import { planCaseGapClosing } from '../casework/gap-closing.ts';
import { raiserOf } from '../casework/people.ts';
import type { CaseRecord, Change, Gap } from '../casework/register-port.ts';
import { bareContext } from '../flows/context.ts';
import type { Beadle } from './beadle.ts';

export async function closeGaps({
  register,
  groundOf,
}: Pick<Beadle, 'register' | 'groundOf'>): Promise<void> {
  for (const gap of await register.openGaps()) {
    const ground = await groundOf(gap.council);
    const kase = await register.caseByReference(gap.council, gap.reference);
    const change = kase && ground && plan(gap, kase, ground);
    if (change) await register.commit(change);
  }
}

function plan(gap: Gap, kase: CaseRecord, ground: CaseGround): Change | null {
  if (kase.type !== 'relationship') return planCaseGapClosing(gap, kase, ground);
  const discloser = raiserOf(kase, ground.directory);
  return planGapClosing(
    gap,
    kase,
    discloser,
    bareContext(ground.protocol, discloser.kind ?? 'officer'),
    ground,
  );
}
