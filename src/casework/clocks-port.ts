/** The clocks of cases, as they are kept in the register. Days are calendar days at the council's place: "2027-01-07". */

export const CLOCK_STATES = ['running', 'paused', 'met', 'stopped'] as const;
/** `met`: done in time or late. `stopped`: no longer needed, as when the case was withdrawn. */
export type ClockState = (typeof CLOCK_STATES)[number];

export type ClockRecord = {
  id: string;
  council: string;
  caseId: string;
  /** The case's reference. */
  reference: string;
  /** The route and the clock of it, as in the council's procedure. */
  route: string;
  clock: string;
  state: ClockState;
  /** Day 0: when what it counts from happened. */
  startedOn: string;
  dueOn: string;
  /** Put off to this day by somebody; then nothing is counted. */
  putOffTo: string | null;
  /** Closed stretches in which it stood still, and an open one last, if any: `until` null. */
  pauses: readonly { from: string; until: string | null }[];
  /** When it was met or stopped. */
  endedOn: string | null;
  /** When somebody is to be reminded next (ISO instant); null where nobody is. */
  remindAt: string | null;
  /** Which reminder that is: "before-2", "on", "after-1". */
  reminder: string | null;
};

/** What a change of the register does to clocks; `new` ones belong to the case of the change. */
export type ClockChange =
  | ({ is: 'new' } & Omit<ClockRecord, 'council' | 'caseId' | 'reference'>)
  | ({ is: 'update' } & Pick<
      ClockRecord,
      'id' | 'state' | 'dueOn' | 'putOffTo' | 'pauses' | 'endedOn' | 'remindAt' | 'reminder'
    >);

export type ClockRegister = {
  /** A case's clocks, the one due first first. */
  clocksOf: (council: string, caseId: string) => Promise<readonly ClockRecord[]>;
  /** The running and paused clocks of several cases at once, for lists. */
  clocksOfCases: (council: string, caseIds: readonly string[]) => Promise<readonly ClockRecord[]>;
  /** Claims clocks whose reminder is due, for `leaseMs`: two copies of Beadle never remind twice. */
  claimReminders: (at: string, limit: number, leaseMs: number) => Promise<readonly ClockRecord[]>;
  /** Every clock that still runs or stands still: for recounting when a holiday is added. */
  openClocks: (council: string) => Promise<readonly ClockRecord[]>;
};
