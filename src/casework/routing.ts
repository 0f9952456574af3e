/** From an office to the people who are told: those who hold it, less anyone the matter is about. */
import type { Directory, Person } from './people.ts';
import type { NewGap } from './register-port.ts';

export type Route = { people: readonly Person[]; gap: NewGap | null };

/**
 * Finds whom to tell. Where everyone who holds the office is party to the matter, or nobody holds it, the office's deputy
 * stands in; where there is none either, the gap is reported and nobody is told.
 * @param parties keys of the people the matter is about: they are never told by the system
 */
export function routeToOffice(office: string, directory: Directory, parties: readonly string[]): Route {
  const isParty = (person: Person): boolean => parties.includes(person.key);
  const holders = directory.holdersOf(office);
  const free = holders.filter((person) => !isParty(person));
  if (free.length > 0) return { people: free, gap: null };
  const deputies = directory.holdersOf(`deputy-${office}`).filter((person) => !isParty(person));
  if (deputies.length > 0) return { people: deputies, gap: null };
  return {
    people: [],
    gap: { office, reason: holders.length > 0 ? 'conflict-of-interest' : 'nobody-holds-office' },
  };
}
