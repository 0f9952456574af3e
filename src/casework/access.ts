/** The one check of who may do what with a case. Services take an Authorized, which only `authorize` makes. */
import type { Person } from './people.ts';
import type { CaseRecord } from './register-port.ts';

export type Move = 'read' | 'amend' | 'end';

declare const checked: unique symbol;

/** Proof that `person` may make `move` on `kase`. */
export type Authorized<M extends Move> = {
  readonly [checked]: M;
  readonly kase: CaseRecord;
  readonly person: Person;
};

/**
 * @returns the proof, or null. A null says nothing about whether the case exists: to those who may not see a case there is
 * none.
 */
export function authorize<M extends Move>(
  kase: CaseRecord | null,
  person: Person,
  move: M,
): Authorized<M> | null {
  if (!kase || !mayMove(kase, person, move)) return null;
  return { kase, person } as Authorized<M>;
}

function mayMove(kase: CaseRecord, person: Person, move: Move): boolean {
  const isDiscloser = kase.raisedBy === person.key;
  switch (move) {
    case 'read':
      return isDiscloser || kase.informed.includes(person.key);
    case 'amend':
    case 'end':
      return isDiscloser && kase.type === 'relationship' && kase.stage === 'open';
  }
}
