/** Which cases stand in somebody's lists, and in which order. */
import type { ClockRecord } from '../casework/clocks-port.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import type { TurnContext } from './turn-context.ts';

/** The open cases in which somebody has something to do. */
export function casesWaiting({ services, protocol, person }: TurnContext): Promise<readonly CaseRecord[]> {
  const roles = ['handler', 'decider', 'officer'] as const;
  return services.register.casesOf(protocol.council.id, person.key, roles, true);
}

/** What is due first comes first, what has no day last. @param clocks in the order in which they are due */
export function dueFirst(cases: readonly CaseRecord[], clocks: readonly ClockRecord[]): CaseRecord[] {
  const dueOf = (id: string): string => clocks.find(({ caseId }) => caseId === id)?.dueOn ?? '9999';
  return [...cases].sort((a, b) => dueOf(a.id).localeCompare(dueOf(b.id)));
}
