/** Counting in working days: Monday to Friday, without the bank holidays of the council's part of the country. */
import Holidays from 'date-holidays';
import type { Council } from '../protocol/schema.ts';

export type Holiday = { day: string; name: string };

/** Days are calendar days, "2027-01-07": no hours and no time zones. Each function throws RangeError on anything else. */
export type WorkingCalendar = {
  isWorkingDay: (day: string) => boolean;
  /** The bank holiday on this day; null where there is none. */
  holidayName: (day: string) => string | null;
  /** Bank holidays that would have been working days, after `from`, up to and including `to`. */
  holidaysBetween: (from: string, to: string) => readonly Holiday[];
  /**
   * The n-th working day after a day, which is day 0; before it where n is negative. Nought gives the day itself, working
   * day or not.
   */
  addWorkingDays: (day: string, n: number) => string;
  /** The first working day after a day. */
  nextWorkingDay: (day: string) => string;
  /** The day itself where it is a working day, else the next one. */
  rollForward: (day: string) => string;
  /** Working days after `from`, up to and including `to`; negative where `to` comes first. */
  workingDaysBetween: (from: string, to: string) => number;
};

export type Division = Council['division'];

/** England and Wales have the same bank holidays. */
const STATES: Readonly<Record<Division, string>> = {
  'england-and-wales': 'ENG',
  scotland: 'SCT',
  'northern-ireland': 'NIR',
};

const DAY_MS = 86_400_000;
/** Beyond these years nobody knows the bank holidays; there, only weekends are skipped. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;

/**
 * @param extraHolidays days that count as bank holidays at this council only, or once only
 * @throws RangeError where one of them is no calendar day
 */
export function createCalendar(
  division: Division,
  extraHolidays: readonly { date: string; name: string }[],
): WorkingCalendar {
  const rules = new Holidays('GB', STATES[division], { types: ['public', 'bank'] });
  const extra = new Map(extraHolidays.map(({ date, name }) => [numberOf(date), name]));
  const years = new Map<number, ReadonlyMap<number, string>>();

  /** By day number, in order; those at weekends too. */
  const holidaysIn = (year: number): ReadonlyMap<number, string> => {
    const known = years.get(year);
    if (known) return known;
    const found = new Map([...extra].filter(([day]) => yearOf(day) === year));
    if (year >= FIRST_YEAR && year <= LAST_YEAR) {
      for (const { date, name } of rules.getHolidays(year)) found.set(numberOf(date.slice(0, 10)), name);
    }
    const inOrder = new Map([...found].sort(([a], [b]) => a - b));
    years.set(year, inOrder);
    return inOrder;
  };
  const isWorking = (day: number): boolean => isWeekday(day) && !holidaysIn(yearOf(day)).has(day);

  /** Those on weekdays after `from`, up to and including `to`. */
  const holidaysAfter = (from: number, to: number): [number, string][] => {
    const found: [number, string][] = [];
    const outer = [...extra.keys()].map(yearOf);
    const first = Math.max(yearOf(from), Math.min(FIRST_YEAR, ...outer));
    const last = Math.min(yearOf(to), Math.max(LAST_YEAR, ...outer));
    for (let year = first; year <= last; year++) {
      for (const entry of holidaysIn(year)) {
        if (entry[0] > from && entry[0] <= to && isWeekday(entry[0])) found.push(entry);
      }
    }
    return found;
  };
  const step = (day: number, n: number): number => {
    let at = day;
    for (let left = Math.abs(n); left > 0;) {
      at += Math.sign(n);
      if (isWorking(at)) left -= 1;
    }
    return at;
  };
  const count = (from: number, to: number): number =>
    from <= to ? weekdaysAfter(from, to) - holidaysAfter(from, to).length : -count(to, from);

  return {
    isWorkingDay: (day) => isWorking(numberOf(day)),
    holidayName: (day) => {
      const number = numberOf(day);
      return holidaysIn(yearOf(number)).get(number) ?? null;
    },
    holidaysBetween: (from, to) =>
      holidaysAfter(numberOf(from), numberOf(to)).map(([day, name]) => ({ day: dayOf(day), name })),
    addWorkingDays: (day, n) => dayOf(step(numberOf(day), n)),
    nextWorkingDay: (day) => dayOf(step(numberOf(day), 1)),
    rollForward: (day) => {
      const number = numberOf(day);
      return dayOf(isWorking(number) ? number : step(number, 1));
    },
    workingDaysBetween: (from, to) => count(numberOf(from), numberOf(to)),
  };
}

/** Whether a text is a calendar day as the calendar takes it: of the years 1900 to 2999. */
export function isCalendarDay(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && dayOf(at / DAY_MS) === text;
}

/** The same day of the month so many months on; the month's last where it has no such day. */
export function addMonths(day: string, months: number): string {
  const from = new Date(numberOf(day) * DAY_MS);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(from.getUTCDate(), lastOfMonth)) / DAY_MS);
}

/** Days since 1970. */
function numberOf(day: string): number {
  if (!isCalendarDay(day)) throw new RangeError('A calendar day is written as in 2027-01-07.');
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

function yearOf(number: number): number {
  return new Date(number * DAY_MS).getUTCFullYear();
}

/** 1 January 1970 was a Thursday. */
function isWeekday(number: number): boolean {
  return (((number + 3) % 7) + 7) % 7 < 5;
}

/** Mondays to Fridays after `from`, up to and including `to`. */
function weekdaysAfter(from: number, to: number): number {
  const weeks = Math.floor((to - from) / 7);
  let weekdays = weeks * 5;
  for (let day = from + weeks * 7 + 1; day <= to; day++) if (isWeekday(day)) weekdays += 1;
  return weekdays;
}
