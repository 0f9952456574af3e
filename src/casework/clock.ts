/** Time, passed in wherever it is needed. */
import { DateTime } from 'luxon';

export type Clock = { now: () => Date };

/** The councils' own time. */
export const ZONE = 'Europe/London';

/**
 * A clock that runs on from a given instant, or the machine's own.
 * @param start where time begins; null for now
 * @param elapsed milliseconds since some fixed point, never going back
 */
export function createClock(start: Date | null, elapsed: () => number): Clock {
  if (start === null) return { now: () => new Date() };
  const begun = elapsed();
  return { now: () => new Date(start.getTime() + (elapsed() - begun)) };
}

/** The calendar year at the council's place. */
export function calendarYear(at: Date): number {
  return DateTime.fromJSDate(at, { zone: ZONE }).year;
}

/** "2027-01-07": the calendar day at the council's place. */
export function calendarDay(at: Date): string {
  return DateTime.fromJSDate(at, { zone: ZONE }).toFormat('yyyy-MM-dd');
}

/** "Thu 7 Jan 2027", at the council's place. */
export function formatDay(isoInstant: string): string {
  return DateTime.fromISO(isoInstant, { zone: ZONE }).toFormat('ccc d LLL yyyy', { locale: 'en-GB' });
}
