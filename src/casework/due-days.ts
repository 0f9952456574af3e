/** When a clock is due, by the rule it goes by. */
import type { ClockRule } from '../protocol/procedures.ts';
import type { ClockRecord } from './clocks-port.ts';
import { addMonths, type WorkingCalendar } from './working-days.ts';

/**
 * The day a rule's length ends, counted from day 0: for months, the same day so many months on, or the next working day.
 * @returns null where the rule counts nothing but names a day
 */
export function countedDay(rule: ClockRule, startedOn: string, calendar: WorkingCalendar): string | null {
  if (rule.working_days !== undefined) return calendar.addWorkingDays(startedOn, rule.working_days);
  if (rule.months !== undefined) return calendar.rollForward(addMonths(startedOn, rule.months));
  return null;
}

/** How many working days a clock stood still in a stretch. */
export function pausedFor(from: string, until: string, calendar: WorkingCalendar): number {
  return Math.max(0, calendar.workingDaysBetween(from, until));
}

/**
 * The due day as today's calendar gives it: a holiday that has been added moves it on. Never earlier than what people were
 * told; a day that somebody named stays.
 */
export function recount(clock: ClockRecord, rule: ClockRule, calendar: WorkingCalendar): string {
  const counted = computedDay(clock, rule, calendar);
  return counted === null || counted < clock.dueOn ? clock.dueOn : counted;
}

/** What the arithmetic gives, closed pauses included; null where a day was named, so that there is nothing to count. */
export function computedDay(clock: ClockRecord, rule: ClockRule, calendar: WorkingCalendar): string | null {
  const counted = clock.putOffTo === null ? countedDay(rule, clock.startedOn, calendar) : null;
  if (counted === null) return null;
  const paused = clock.pauses.map(({ from, until }) =>
    until === null ? 0 : pausedFor(from, until, calendar),
  );
  return calendar.addWorkingDays(
    counted,
    paused.reduce((total, days) => total + days, 0),
  );
}
