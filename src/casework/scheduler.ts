/** Keeps the clocks of cases: reminds when it is time, catches up after a rest, and never reminds twice. */
import { routeById } from '../flows/routes.ts';
import { ROUTED_FLOWS } from '../protocol/procedures.ts';
import { recount } from './case-clocks.ts';
import type { CaseGround } from './case-ground.ts';
import type { Clock } from './clock.ts';
import type { ClockRecord } from './clocks-port.ts';
import type { CaseRecord, Change, Register } from './register-port.ts';
import { planRecount, planReminder, planSkip, ruleOf } from './reminders.ts';

/** How long a claimed clock is left to whoever claimed it; a failed one is tried again after that. */
const LEASE_MS = 300_000;
const BATCH = 50;
/** A case that moves on while a change is planned is looked at again, so many times at most. */
const TRIES = 3;

export type Scheduler = {
  /** Does everything due now; safe to call at any time, runs never overlap. @returns how many reminders were recorded */
  runDue: () => Promise<number>;
  /** Moves open clocks to the days that the calendar gives them now. For the start, when the holidays may be others. */
  recountAll: (council: string) => Promise<number>;
};

/** Null or undefined for a council that is not served here. */
type Ground = CaseGround | null | undefined;

export type SchedulerNeeds = {
  register: Pick<Register, 'claimReminders' | 'clocksOf' | 'caseByReference' | 'commit' | 'openClocks'>;
  /** Undefined for a council that is not served here: its clocks wait. */
  groundOf: (council: string) => Ground | Promise<Ground>;
  clock: Clock;
  log: { warn: (fields: Record<string, unknown>, message: string) => void };
  /** Called after there is something new to send. */
  onChanged: () => void;
};

/** What is to be done with a clock as it stands; null where nothing is. */
type Planner = (clock: ClockRecord, kase: CaseRecord) => Change | null;

export function createScheduler({ register, groundOf, clock, log, onChanged }: SchedulerNeeds): Scheduler {
  let running: Promise<number> | null = null;
  const now = (): string => clock.now().toISOString();

  /**
   * A case and one of its clocks as they stand. The case is read first: whoever changes the clock after that changes the
   * case too, so that what is planned on the two is refused.
   */
  const readAgain = async (known: ClockRecord): Promise<{ kase: CaseRecord; at: ClockRecord } | null> => {
    const kase = await register.caseByReference(known.council, known.reference);
    const at = (await register.clocksOf(known.council, known.caseId)).find(({ id }) => id === known.id);
    if (!kase || !at) return null;
    const isSame = at.reminder === known.reminder && at.dueOn === known.dueOn && at.state === known.state;
    // The claim has moved its time on.
    return { kase, at: isSame ? { ...at, remindAt: known.remindAt } : at };
  };

  /** @returns the change that was made; null where there was none to make. `repeated`: it had been made before */
  const change = async (
    known: ClockRecord,
    plan: Planner,
  ): Promise<{ change: Change; repeated: boolean } | null> => {
    for (let left = TRIES; left > 0; left -= 1) {
      const current = await readAgain(known);
      const planned = current && plan(current.at, current.kase);
      if (!planned) return null;
      const { fresh, stale } = await register.commit(planned);
      if (!stale) return { change: planned, repeated: !fresh };
    }
    throw new CaseBusyError();
  };

  const remind = async (claimed: ClockRecord, ground: CaseGround): Promise<number> => {
    const at = now();
    const made = await change(claimed, (each, kase) =>
      planReminder(each, ruleOf(each, kase, ground), kase, ground, at),
    );
    if (!made) return 0;
    if (!made.repeated) return made.change.messages.length > 0 ? 1 : 0;
    // Another copy of Beadle was first, and has moved it on; or somebody moved it back to a day it had been reminded of.
    await change(claimed, (each, kase) => {
      const rule = ruleOf(each, kase, ground);
      return rule ? planSkip(each, rule, kase, ground, at) : null;
    });
    return 0;
  };

  const run = async (): Promise<number> => {
    let reminded = 0;
    for (;;) {
      const due = await register.claimReminders(now(), BATCH, LEASE_MS);
      if (due.length === 0) break;
      for (const each of due) {
        const ground = await groundOf(each.council);
        if (!ground) continue;
        try {
          reminded += await remind(each, ground);
        } catch (error) {
          log.warn({ council: each.council, clock: each.id, code: codeOf(error) }, 'clock not kept yet');
        }
      }
    }
    if (reminded > 0) onChanged();
    return reminded;
  };

  return {
    runDue: () => {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },

    recountAll: async (council) => {
      const ground = await groundOf(council);
      if (!ground) return 0;
      let moved = 0;
      for (const each of await register.openClocks(council)) {
        if (!mayMove(each, ground)) continue;
        try {
          const made = await change(each, (record, kase) => {
            const rule = ruleOf(record, kase, ground);
            const dueOn = rule && recount(record, rule, ground.calendar);
            if (!rule || dueOn === undefined || dueOn === record.dueOn) return null;
            return planRecount(record, rule, dueOn, kase, ground, now());
          });
          if (made && !made.repeated) moved += 1;
        } catch (error) {
          log.warn({ council, clock: each.id, code: codeOf(error) }, 'clock not recounted');
        }
      }
      return moved;
    },
  };
}

/** Whether any rule that may be a clock's gives it another day now: its case is read only then. */
function mayMove(clock: ClockRecord, { protocol, calendar }: CaseGround): boolean {
  return ROUTED_FLOWS.flatMap((flow) => routeById(flow, clock.route, protocol)?.clocks ?? []).some(
    (rule) => rule.id === clock.clock && recount(clock, rule, calendar) !== clock.dueOn,
  );
}

/** A case was changed by others each time a clock of it was to be changed. */
class CaseBusyError extends Error {
  readonly code = 'CASE_BUSY';
}

/** Codes and kinds only: a message may hold what nobody is to read in a log. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
