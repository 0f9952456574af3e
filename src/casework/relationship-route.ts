/** A disclosure as a case: the route that stands for the council's rule on its kind of relationship, and its one clock. */
import type { Protocol } from '../protocol/load.ts';
import type { ClockRule, Route } from '../protocol/procedures.ts';
import { RELATIONSHIP_KINDS } from '../protocol/schema.ts';

/** @param kind of relationship; unknown where a later procedure has no such kind */
export function relationshipRoute(kind: string | null, { procedures }: Protocol): Route | undefined {
  const { kinds, tells, confirm_after_months: months, offer } = procedures.relationship;
  const id = RELATIONSHIP_KINDS.find((candidate) => candidate === kind);
  if (!id) return undefined;
  const { clauses, say, next, tell } = kinds[id];
  return {
    id: 'relationship',
    title: 'A disclosed relationship',
    clauses,
    say,
    points: [],
    stops: false,
    ...(tell === null ? { offer } : { receive: [{ office: tell }] }),
    decide: [],
    tells,
    plan: 'relationship',
    outcomes: [],
    clocks: [confirmation('start', months), confirmation('confirm', months)],
    leads: {},
    conditions: [],
    urgent: false,
    next,
  };
}

/** Whether it is still right is asked now and then: Beadle's own habit, which no protocol asks for. */
function confirmation(from: string, months: number): ClockRule {
  return {
    id: 'still-right',
    title: 'Whether the disclosure is still right',
    months,
    from,
    met_by: ['confirm', 'end'],
    put_off_by: {},
    paused_in: [],
    owner: 'raiser',
    remind: { before: [], after: [0, 20] },
    say: 'Please look at your disclosure and say whether it is still right: confirm it, amend it, or end it.',
    clauses: [],
  };
}
