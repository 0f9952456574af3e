/** What people read of a clock: one line for a card, and the arithmetic behind its day. */
import { DateTime } from 'luxon';
import type { ClockRule } from '../protocol/procedures.ts';
import type { ClockRecord } from './clocks-port.ts';
import { computedDay, pausedFor } from './due-days.ts';
import { addMonths, type WorkingCalendar } from './working-days.ts';

/** What of a clock its words turn on. */
export type ShownClock = Pick<
  ClockRecord,
  'state' | 'startedOn' | 'dueOn' | 'putOffTo' | 'pauses' | 'endedOn'
>;

/** Apart by more than this, days are given with their year. */
const MANY_DAYS = 120;

/** One line for a card, such as "Outcome to the councillor: due Thu 7 Jan (3 working days left)". */
export function describeClock(
  clock: ShownClock,
  rule: ClockRule,
  today: string,
  calendar: WorkingCalendar,
): string {
  if (rule.lapses === true && clock.state === 'running' && clock.dueOn < today) {
    return `${rule.title}: the day for this, ${showDay(clock.dueOn, today)}, has passed`;
  }
  return `${rule.title}: ${describeState(clock, today, calendar)}`;
}

/**
 * The arithmetic of a due day, such as "received Mon 21 Dec; 25 and 28 Dec and 1 Jan are bank holidays; due Thu 7 Jan".
 * The day it begins with is day 0.
 */
export function explainDue(clock: ClockRecord, rule: ClockRule, calendar: WorkingCalendar): string {
  const { startedOn, dueOn, putOffTo, pauses } = clock;
  const show = (day: string): string => showDay(day, startedOn);
  if (rule.on !== undefined && putOffTo === null && pauses.length === 0) {
    return `due on the day that was given, ${show(dueOn)}`;
  }
  const parts = [`${rule.from === 'start' ? 'received' : 'counted from'} ${show(startedOn)}`];
  if (putOffTo !== null) parts.push(`put off to ${show(putOffTo)}`);
  else if (rule.working_days !== undefined)
    parts.push(...holidayParts(startedOn, dueOn, startedOn, calendar));
  else if (rule.months !== undefined) parts.push(...monthParts(startedOn, rule.months, calendar));
  for (const { from, until } of pauses) {
    if (until === null) {
      parts.push(`standing still since ${show(from)}`);
      continue;
    }
    const days = pausedFor(from, until, calendar);
    if (days > 0) parts.push(`stood still from ${show(from)} to ${show(until)}, for ${workingDays(days)}`);
  }
  const computed = computedDay(clock, rule, calendar);
  if (computed !== null && computed < dueOn) parts.push('the later day given before still holds');
  const due = clock.state === 'paused' ? 'due no earlier than' : 'due';
  if (putOffTo !== dueOn || clock.state === 'paused') parts.push(`${due} ${show(dueOn)}`);
  return parts.join('; ');
}

/** "Thu 7 Jan", with the year where the day is far from `beside`. */
export function showDay(day: string, beside: string): string {
  const at = DateTime.fromISO(day, { zone: 'utc' });
  const apart = Math.abs(at.diff(DateTime.fromISO(beside, { zone: 'utc' }), 'days').days);
  return at.toFormat(apart > MANY_DAYS ? 'ccc d LLL yyyy' : 'ccc d LLL', { locale: 'en-GB' });
}

function describeState(clock: ShownClock, today: string, calendar: WorkingCalendar): string {
  const { state, dueOn, endedOn, pauses } = clock;
  const show = (day: string): string => showDay(day, today);
  switch (state) {
    case 'met': {
      const done = endedOn ?? today;
      const late = done > dueOn ? calendar.workingDaysBetween(dueOn, done) : 0;
      return `done on ${show(done)}${late > 0 ? `, ${workingDays(late)} late` : ''}`;
    }
    case 'stopped':
      return 'no longer needed';
    case 'paused': {
      const since = pauses.at(-1)?.from;
      return since === undefined ? 'on hold' : `on hold since ${show(since)}`;
    }
    case 'running':
      break;
  }
  if (dueOn === today) return `due today, ${show(dueOn)}`;
  const days = Math.abs(calendar.workingDaysBetween(today, dueOn));
  if (dueOn < today) return `overdue since ${show(dueOn)}${days > 0 ? ` by ${workingDays(days)}` : ''}`;
  return `due ${show(dueOn)}${days > 0 ? ` (${workingDays(days)} left)` : ''}`;
}

/** The bank holidays skipped on the way: "25 and 28 Dec and 1 Jan are bank holidays"; nothing where there are none. */
function holidayParts(from: string, to: string, beside: string, calendar: WorkingCalendar): string[] {
  const holidays = calendar.holidaysBetween(from, to);
  if (holidays.length === 0) return [];
  const months = new Map<string, string[]>();
  for (const { day } of holidays) {
    const [, month = day, year] = /^\S+ \d+ (\S+)(?: (\d+))?$/.exec(showDay(day, beside)) ?? [];
    const name = year === undefined ? month : `${month} ${year}`;
    months.set(name, [...(months.get(name) ?? []), String(Number(day.slice(8)))]);
  }
  const list = joinWords([...months].map(([month, days]) => `${joinWords(days)} ${month}`));
  return [`${list} ${holidays.length === 1 ? 'is a bank holiday' : 'are bank holidays'}`];
}

function monthParts(startedOn: string, months: number, calendar: WorkingCalendar): string[] {
  const end = addMonths(startedOn, months);
  const length = months === 1 ? '1 month' : `${months} months`;
  if (calendar.isWorkingDay(end)) return [`${length} from then`];
  const why = calendar.holidayName(end) === null ? 'not a working day' : 'a bank holiday';
  const moved = calendar.rollForward(end);
  return [
    `${length} from then is ${showDay(end, startedOn)}, ${why}`,
    ...holidayParts(end, moved, startedOn, calendar),
  ];
}

function workingDays(days: number): string {
  return days === 1 ? '1 working day' : `${days} working days`;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
