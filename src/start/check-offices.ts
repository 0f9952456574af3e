/** At the start, when the people file may be another: looks whether people with a disclosed tie hold new offices. */
import { planOfficeCheck } from '../casework/office-changes.ts';
import type { Beadle } from './beadle.ts';

export async function checkOffices(
  { register, groundOf }: Pick<Beadle, 'register' | 'groundOf'>,
  councils: Iterable<string>,
): Promise<void> {
  for (const council of councils) {
    const ground = await groundOf(council);
    if (!ground) continue;
    for (const kase of await register.openCases(council, 'relationship')) {
      const change = planOfficeCheck(kase, ground);
      if (change) await register.commit(change);
    }
  }
}
