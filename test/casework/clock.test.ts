import { describe, expect, it } from 'vitest';
import { calendarYear, createClock, formatDay } from '../../src/casework/clock.ts';

describe('the clock', () => {
  it('is the machine’s own unless it is set', () => {
    const before = Date.now();
    const now = createClock(null, () => 0)
      .now()
      .getTime();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('runs on from where it was set', () => {
    let elapsed = 5_000;
    const clock = createClock(new Date('2026-12-21T09:00:00Z'), () => elapsed);
    expect(clock.now().toISOString()).toBe('2026-12-21T09:00:00.000Z');
    elapsed += 90_000;
    expect(clock.now().toISOString()).toBe('2026-12-21T09:01:30.000Z');
  });
});

describe('days and years', () => {
  it.each([
    ['2027-01-07T10:00:00Z', 'Thu 7 Jan 2027'],
    ['2026-06-30T23:30:00Z', 'Wed 1 Jul 2026'],
    ['2026-12-31T23:30:00Z', 'Thu 31 Dec 2026'],
    ['2024-04-03', 'Wed 3 Apr 2024'],
  ])('are those of the council’s place: %s is %s', (instant, day) => {
    expect(formatDay(instant)).toBe(day);
  });

  it('change at midnight in London', () => {
    expect(calendarYear(new Date('2026-12-31T23:59:59Z'))).toBe(2026);
    expect(calendarYear(new Date('2027-01-01T00:00:00Z'))).toBe(2027);
  });
});
