/** What is known while a move is planned, and what it does to the case. */
import type { Route } from '../protocol/procedures.ts';
import type { AuthorizedMove } from './access.ts';
import { rowsOf, type CaseData, type MoveAnswers } from './case-data.ts';
import { routingGround, type CaseGround } from './case-ground.ts';
import { rolesOf } from './cases.ts';
import type { ClockChange, ClockRecord } from './clocks-port.ts';
import type { Person } from './people.ts';
import type { CasePerson, NewGap, NewMessage } from './register-port.ts';
import type { RoutingGround } from './routing.ts';

/** A move being planned: the proof that it may be made, and all it is planned with. */
export type Step = AuthorizedMove & {
  raiser: Person;
  answers: MoveAnswers;
  clocks: readonly ClockRecord[];
  ground: CaseGround;
  before: CaseData;
  day: string;
};

/** What a move does to a case, before it is put together into a change. */
export type Effect = {
  stage: string;
  route: Route | undefined;
  people: readonly CasePerson[];
  data: CaseData;
  messages: readonly NewMessage[];
  gaps: readonly NewGap[];
  clocks: readonly ClockChange[];
  /** What the plan's and the route's own notices say is due only once the move has had its whole effect. */
  isComplete: boolean;
};

/** What routing needs of the case with these people in it. */
export function groundOf(
  { raiser, before, ground }: Step,
  people: readonly CasePerson[],
  barred: readonly string[],
): RoutingGround {
  const { subject = [], officer = [], handler = [], decider = [] } = rolesOf(raiser, people);
  return routingGround(
    {
      raiser,
      subjects: subject,
      officers: officer,
      group: before.group,
      barred,
      handlers: handler,
      deciders: decider,
    },
    ground,
  );
}

/** Those of a move's answers that somebody may read, with people by their names. */
export function rowsFor(
  { answers, ground }: Step,
  names: readonly string[],
): { label: string; value: string }[] {
  return rowsOf(answers.shown, names).map(({ label, value }) => ({
    label,
    value: ground.directory.byKey(value)?.name ?? value,
  }));
}
