/** How senior somebody is, by the council's own levels. */
import type { Procedures } from '../protocol/schema.ts';
import type { Person } from './people.ts';

/** @returns the id of the most senior level whose offices they hold; else `officer` or `member` */
export function levelOf({ offices, kind }: Pick<Person, 'offices' | 'kind'>, { levels }: Procedures): string {
  const level = levels.find((each) => each.offices.some((office) => offices.includes(office)));
  return level?.id ?? kind ?? 'officer';
}
