/** At the start: tells whoever holds an office by now of entries that nobody could be told of when they were recorded. */
import { planGapClosing } from '../casework/disclosures.ts';
import { bareContext } from '../flows/context.ts';
import type { Library } from '../protocol/load.ts';
import type { Beadle } from './beadle.ts';
import type { ServedCouncils } from './councils.ts';

export async function closeGaps(
  { register, clock }: Pick<Beadle, 'register' | 'clock'>,
  { directories }: ServedCouncils,
  library: Library,
  newId: () => string,
): Promise<void> {
  for (const gap of await register.openGaps()) {
    const directory = directories.get(gap.council);
    const protocol = library.protocols.get(gap.council);
    const kase = await register.caseByReference(gap.council, gap.reference);
    const discloser = directory?.byKey(kase?.raisedBy ?? '');
    if (!kase || !directory || !protocol || !discloser?.kind) continue;
    const context = bareContext(protocol, discloser.kind);
    const change = planGapClosing(gap, kase, discloser, context, { directory, clock, newId });
    if (change) await register.commit(change);
  }
}
