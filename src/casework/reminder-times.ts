/** When somebody is to be reminded of a clock: at nine in the morning, so many working days before and after it is due. */
import { DateTime } from 'luxon';
import type { ClockRule } from '../protocol/procedures.ts';
import type { ClockRecord } from './clocks-port.ts';
import { ZONE } from './clock.ts';
import type { WorkingCalendar } from './working-days.ts';

/** When (ISO instant), and which one it is: "before-2", "on", "after-1", or "late-2027-01-07". */
export type Reminder = { at: string; key: string };

const HOUR = 9;

/** Nine o'clock at the council's place. */
function morningOf(day: string): string {
  const at = DateTime.fromISO(day, { zone: ZONE }).set({ hour: HOUR });
  return at.toUTC().toJSDate().toISOString();
}

/** All reminders of a clock as it is due now, in order. */
export function remindersOf(
  { dueOn }: Pick<ClockRecord, 'dueOn'>,
  { remind }: ClockRule,
  calendar: WorkingCalendar,
): readonly Reminder[] {
  const before = remind.before.map((days) => ({
    at: morningOf(calendar.addWorkingDays(dueOn, -days)),
    key: `before-${days}`,
  }));
  // Nobody is reminded on a Sunday: of something due then, they are on Monday.
  const after = remind.after.map((days) =>
    days === 0
      ? { at: morningOf(calendar.rollForward(dueOn)), key: 'on' }
      : { at: morningOf(calendar.addWorkingDays(dueOn, days)), key: `after-${days}` },
  );
  return [...before, ...after].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/**
 * The next reminder of a clock that runs.
 * @param after an ISO instant: those at or before it are over; null for the very first
 * @returns null where nobody is to be reminded any more, or the clock does not run
 */
export function nextReminder(
  clock: Pick<ClockRecord, 'state' | 'dueOn'>,
  rule: ClockRule,
  after: string | null,
  calendar: WorkingCalendar,
): Reminder | null {
  if (clock.state !== 'running') return null;
  return remindersOf(clock, rule, calendar).find(({ at }) => after === null || at > after) ?? null;
}

/**
 * The next reminder of a clock that was set, moved or set running again on a day. Those of that day and before are left
 * out: people have just been told. Where it is overdue already and all its reminders would be over, there is one the next
 * working day.
 */
export function firstReminder(
  clock: Pick<ClockRecord, 'state' | 'dueOn'>,
  rule: ClockRule,
  day: string,
  calendar: WorkingCalendar,
): Reminder | null {
  const next = nextReminder(clock, rule, morningOf(day), calendar);
  if (next || clock.state !== 'running' || rule.remind.after.length === 0) return next;
  const late = calendar.nextWorkingDay(day);
  return { at: morningOf(late), key: `late-${late}` };
}

/**
 * Which reminder to send now, where one or more have come due meanwhile: only the newest.
 * @param now an ISO instant
 * @returns null where none has come due
 */
export function dueReminder(
  clock: ClockRecord,
  rule: ClockRule,
  now: string,
  calendar: WorkingCalendar,
): Reminder | null {
  const { state, remindAt, reminder } = clock;
  if (state !== 'running' || remindAt === null || reminder === null || remindAt > now) return null;
  const all = remindersOf(clock, rule, calendar);
  // By its place, not its instant: a claim moves that on. One that is not among them comes after all of them.
  const place = all.findIndex(({ key }) => key === reminder);
  const later = place === -1 ? [] : all.slice(place + 1).filter(({ at }) => at <= now);
  return later.at(-1) ?? { at: remindAt, key: reminder };
}
