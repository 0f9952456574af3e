/** Puts together what planning a change needs, fresh from the register: who is away, and who is tied to whom. */
import type { Library } from '../protocol/load.ts';
import { peopleIn } from './access.ts';
import type { CaseGround } from './case-ground.ts';
import { calendarDay, type Clock } from './clock.ts';
import type { Directory } from './people.ts';
import type { CaseRecord, Register } from './register-port.ts';
import { createCalendar } from './working-days.ts';

export type GroundNeeds = {
  register: Pick<Register, 'openCases' | 'absentOn'>;
  library: Library;
  directoryOf: (council: string) => Directory | undefined;
  clock: Clock;
  newId: () => string;
};

/** @returns for each council what its cases are planned with; null for one that this Beadle does not serve */
export function createGroundLoader({
  register,
  library,
  directoryOf,
  clock,
  newId,
}: GroundNeeds): (council: string) => Promise<CaseGround | null> {
  const calendars = new Map(
    [...library.protocols].map(([id, { council, procedures }]) => [
      id,
      createCalendar(council.division, procedures.counting.extra_holidays),
    ]),
  );
  return async (council) => {
    const protocol = library.protocols.get(council);
    const directory = directoryOf(council);
    const calendar = calendars.get(council);
    if (!protocol || !directory || !calendar) return null;
    const [disclosures, awayUntil] = await Promise.all([
      register.openCases(council, 'relationship'),
      register.absentOn(council, calendarDay(clock.now())),
    ]);
    const ties = tiesIn(disclosures);
    return {
      protocol,
      plans: library.plans,
      directory,
      calendar,
      clock,
      newId,
      absent: new Set(awayUntil.keys()),
      awayUntil,
      tiedTo: (person) => ties.get(person) ?? [],
    };
  };
}

/** Who is tied to whom by disclosures that have not ended: both ways. */
function tiesIn(disclosures: readonly CaseRecord[]): ReadonlyMap<string, readonly string[]> {
  const ties = new Map<string, string[]>();
  const tie = (one: string, other: string): void => {
    const known = ties.get(one);
    if (known) known.push(other);
    else ties.set(one, [other]);
  };
  for (const kase of disclosures) {
    for (const other of peopleIn(kase, 'subject')) {
      tie(kase.raisedBy, other);
      tie(other, kase.raisedBy);
    }
  }
  return ties;
}
