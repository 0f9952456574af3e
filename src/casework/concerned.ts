/** Whose pages may show something else after a change of a case. */
import { OVERSEER } from './access.ts';
import type { Directory } from './people.ts';
import type { CaseRecord, Register } from './register-port.ts';

/** The keys of all who have a part in a case, and of those who oversee them all. What each may see of it is not decided here. */
export function concernedBy(
  { raisedBy, people }: Pick<CaseRecord, 'raisedBy' | 'people'>,
  directory: Directory,
): string[] {
  const overseers = directory.holdersOf(OVERSEER).map(({ key }) => key);
  return [...new Set([raisedBy, ...people.map(({ person }) => person), ...overseers])];
}

/** The same register, which tells of each case that was changed. */
export function withNews(register: Register, onChanged: (kase: CaseRecord) => void): Register {
  return {
    ...register,
    commit: async (change) => {
      const committed = await register.commit(change);
      if (committed.fresh) onChanged(committed.kase);
      return committed;
    },
  };
}
