/** The clocks of a case: which start, stop, stand still or move when it begins and with every move made on it. */
import { meets } from '../answering/rules.ts';
import type { ClockRule, PlanMove } from '../protocol/procedures.ts';
import type { ClockChange, ClockRecord } from './clocks-port.ts';
import { countedDay, pausedFor } from './due-days.ts';
import { firstReminder } from './reminder-times.ts';
import { isCalendarDay, type WorkingCalendar } from './working-days.ts';

export { explainDue, describeClock } from './clock-words.ts';
export { recount } from './due-days.ts';

export type ClockGround = { calendar: WorkingCalendar; newId: () => string };

/** What sets clocks running. */
export type ClockStart = {
  /** `start`, or the id of a move. */
  on: string;
  /** The calendar day it happens: day 0. */
  day: string;
  /** What the case's route turned on. */
  facts: Readonly<Record<string, string>>;
  /** The answers of the dialog, with those of the move over them: conditions and named days are read from here too. */
  values: Readonly<Record<string, string>>;
};

/** A move that is being made, and takes its whole effect: not one of several agreements that are waited for. */
export type MoveMade = {
  move: Pick<PlanMove, 'id'>;
  /** The answers of the dialog, with those of the move over them. */
  values: Readonly<Record<string, string>>;
  fromStage: string;
  toStage: string;
  /** Whether the case ends by it, or leaves the route. */
  ended: boolean;
  /** The calendar day it is made. */
  day: string;
  facts: Readonly<Record<string, string>>;
};

/** A route with all that may be due on it. */
export type TimedRoute = { id: string; clocks: readonly ClockRule[] };

type ClockUpdate = Extract<ClockChange, { is: 'update' }>;
/** What of a clock can change. */
type Moved = Omit<ClockUpdate, 'is'>;

/** The clocks of a route that something sets running. One that should be due on a day nobody named does not start. */
export function startClocks(
  route: TimedRoute,
  { on, day, facts, values }: ClockStart,
  { calendar, newId }: ClockGround,
): ClockChange[] {
  return route.clocks
    .filter(({ from, when }) => from === on && (when === undefined || meets(when, { ...facts, ...values })))
    .flatMap((rule): ClockChange[] => {
      const dueOn = countedDay(rule, day, calendar) ?? namedDay(rule.on, values);
      if (dueOn === null) return [];
      const clock = { state: 'running' as const, dueOn };
      return [
        {
          is: 'new',
          id: newId(),
          route: route.id,
          clock: rule.id,
          ...clock,
          startedOn: day,
          putOffTo: null,
          pauses: [],
          endedOn: null,
          ...toBeReminded(clock, rule, day, calendar),
        },
      ];
    });
}

/**
 * What a move does to a case's clocks: those it meets, puts off, stops or lets stand still, and those it starts.
 * A clock that still runs is not started a second time, nor one for a day that another has just been put off to.
 * @param clocks the case's
 * @param route the one the case was on before the move
 */
export function moveClocks(
  clocks: readonly ClockRecord[],
  route: TimedRoute,
  made: MoveMade,
  ground: ClockGround,
): ClockChange[] {
  const changes: ClockChange[] = [];
  const running = new Set<string>();
  const putOff = new Set<string>();
  for (const clock of clocks) {
    if (clock.state !== 'running' && clock.state !== 'paused') continue;
    const rule = clock.route === route.id ? route.clocks.find(({ id }) => id === clock.clock) : undefined;
    const moved = moveClock(clock, rule, made, ground.calendar);
    if (moved) changes.push({ is: 'update', ...moved });
    if ((moved ?? clock).endedOn !== null) continue;
    running.add(clock.clock);
    const named = rule?.put_off_by[made.move.id];
    if (moved && named !== undefined && moved.putOffTo === namedDay(named, made.values)) putOff.add(named);
  }
  if (made.ended) return changes;
  for (const started of startClocks(route, { ...made, on: made.move.id }, ground)) {
    if (started.is !== 'new' || running.has(started.clock)) continue;
    const rule = route.clocks.find(({ id }) => id === started.clock);
    if (rule?.on !== undefined && putOff.has(rule.on)) continue;
    const pauses = rule?.paused_in.includes(made.toStage) === true;
    changes.push(pauses ? { ...started, ...pause(started, made.day) } : started);
  }
  return changes;
}

/** @returns null where the move leaves the clock as it is */
function moveClock(
  clock: ClockRecord,
  rule: ClockRule | undefined,
  made: MoveMade,
  calendar: WorkingCalendar,
): Moved | null {
  const { move, values, fromStage, toStage, day } = made;
  if (rule?.met_by.includes(move.id) === true) return end(clock, 'met', day, calendar);
  if (made.ended || rule?.stopped_by?.includes(move.id) === true) return end(clock, 'stopped', day, calendar);
  if (!rule) return null;
  const putOffTo = namedDay(rule.put_off_by[move.id], values);
  if (putOffTo !== null) {
    // What was promised replaces the counting, so it runs to that day even in a stage where the counting would stand still.
    const moved = { ...pick(clock), state: 'running' as const, dueOn: putOffTo, putOffTo, pauses: [] };
    return { ...moved, ...toBeReminded(moved, rule, day, calendar) };
  }
  const isPausing = rule.paused_in.includes(toStage) && !rule.paused_in.includes(fromStage);
  if (isPausing && clock.state === 'running') return { ...pick(clock), ...pause(clock, day) };
  if (clock.state === 'paused' && !rule.paused_in.includes(toStage)) {
    const moved = { ...pick(clock), ...resume(clock, day, calendar), state: 'running' as const };
    return { ...moved, ...toBeReminded(moved, rule, day, calendar) };
  }
  return null;
}

function pause({ pauses }: Pick<ClockRecord, 'pauses'>, day: string) {
  return {
    state: 'paused' as const,
    pauses: [...pauses, { from: day, until: null }],
    remindAt: null,
    reminder: null,
  };
}

/** Closes an open stretch, and moves the due day on by as many working days. */
function resume(
  { pauses, dueOn }: Pick<ClockRecord, 'pauses' | 'dueOn'>,
  day: string,
  calendar: WorkingCalendar,
): Pick<ClockRecord, 'pauses' | 'dueOn'> {
  const open = pauses.find(({ until }) => until === null);
  if (!open) return { pauses, dueOn };
  return {
    pauses: pauses.map((each) => (each === open ? { from: open.from, until: day } : each)),
    dueOn: calendar.addWorkingDays(dueOn, pausedFor(open.from, day, calendar)),
  };
}

function end(clock: ClockRecord, state: 'met' | 'stopped', day: string, calendar: WorkingCalendar): Moved {
  return {
    ...pick(clock),
    ...resume(clock, day, calendar),
    state,
    endedOn: day,
    remindAt: null,
    reminder: null,
  };
}

/** What stops a clock quietly: its case has ended, or its rule is no longer there. */
export function stopClock(clock: ClockRecord, day: string, calendar: WorkingCalendar): ClockChange {
  return { is: 'update', ...end(clock, 'stopped', day, calendar) };
}

/** What moves a clock to another day. @param today nobody is reminded of anything on this day or before */
export function setDueDay(
  clock: ClockRecord,
  rule: ClockRule,
  dueOn: string,
  today: string,
  calendar: WorkingCalendar,
): ClockChange {
  const moved = { ...pick(clock), dueOn };
  return { is: 'update', ...moved, ...toBeReminded(moved, rule, today, calendar) };
}

function pick({ id, state, dueOn, putOffTo, pauses, endedOn, remindAt, reminder }: ClockRecord): Moved {
  return { id, state, dueOn, putOffTo, pauses, endedOn, remindAt, reminder };
}

function toBeReminded(
  clock: Pick<ClockRecord, 'state' | 'dueOn'>,
  rule: ClockRule,
  day: string,
  calendar: WorkingCalendar,
): Pick<ClockRecord, 'remindAt' | 'reminder'> {
  const first = firstReminder(clock, rule, day, calendar);
  return { remindAt: first?.at ?? null, reminder: first?.key ?? null };
}

/** The day that an answer names; null where there is no such answer, or it is no day. */
function namedDay(name: string | undefined, values: Readonly<Record<string, string>>): string | null {
  const day = name === undefined ? undefined : values[name];
  return day !== undefined && isCalendarDay(day) ? day : null;
}
