import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, createCalendar, isCalendarDay } from '../../src/casework/working-days.ts';

const SEED = { seed: 20_261_221 };
const england = createCalendar('england-and-wales', []);

/** As gov.uk lists them. */
const BANK_HOLIDAYS = [
  [
    '2024-01-01',
    '2024-03-29',
    '2024-04-01',
    '2024-05-06',
    '2024-05-27',
    '2024-08-26',
    '2024-12-25',
    '2024-12-26',
  ],
  [
    '2025-01-01',
    '2025-04-18',
    '2025-04-21',
    '2025-05-05',
    '2025-05-26',
    '2025-08-25',
    '2025-12-25',
    '2025-12-26',
  ],
  [
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-28',
  ],
  [
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
    '2027-12-27',
    '2027-12-28',
  ],
  [
    '2028-01-03',
    '2028-04-14',
    '2028-04-17',
    '2028-05-01',
    '2028-05-29',
    '2028-08-28',
    '2028-12-25',
    '2028-12-26',
  ],
];

const days = fc
  .integer({ min: 0, max: 5 * 365 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));

describe('the calendar of England and Wales', () => {
  it.each(BANK_HOLIDAYS)('skips the bank holidays of the year of %s, substitutes included', (...expected) => {
    const year = expected[0]?.slice(0, 4) ?? '';
    const found = england.holidaysBetween(`${Number(year) - 1}-12-31`, `${year}-12-31`);
    expect(found.map(({ day }) => day)).toEqual(expected);
    for (const day of expected) expect(england.isWorkingDay(day)).toBe(false);
  });

  it('counts over Christmas and New Year', () => {
    expect(england.addWorkingDays('2026-12-21', 10)).toBe('2027-01-07');
    expect(england.workingDaysBetween('2026-12-21', '2027-01-07')).toBe(10);
    expect(england.workingDaysBetween('2027-01-07', '2026-12-21')).toBe(-10);
    expect(england.addWorkingDays('2027-01-07', -10)).toBe('2026-12-21');
  });

  it('names a bank holiday, and knows that Mother’s Day is none', () => {
    expect(england.holidayName('2026-12-28')).toContain('Boxing Day');
    expect(england.holidayName('2026-12-26')).toContain('Boxing Day');
    expect(england.holidayName('2026-03-15')).toBeNull();
    expect(england.holidayName('2026-12-24')).toBeNull();
  });

  it('rolls a day forward only where it is no working day', () => {
    expect(england.rollForward('2026-12-24')).toBe('2026-12-24');
    expect(england.rollForward('2026-12-25')).toBe('2026-12-29');
    expect(england.nextWorkingDay('2026-12-24')).toBe('2026-12-29');
  });
});

describe('the other parts of the country', () => {
  it('have their own', () => {
    const scotland = createCalendar('scotland', []);
    const north = createCalendar('northern-ireland', []);
    expect(scotland.isWorkingDay('2026-04-06')).toBe(true);
    expect(scotland.isWorkingDay('2026-01-02')).toBe(false);
    expect(scotland.isWorkingDay('2026-11-30')).toBe(false);
    expect(north.isWorkingDay('2026-07-13')).toBe(false);
    expect(north.isWorkingDay('2026-03-17')).toBe(false);
    expect(england.isWorkingDay('2026-03-17')).toBe(true);
  });
});

describe('a council’s own holidays', () => {
  const own = createCalendar('england-and-wales', [{ date: '2026-12-24', name: 'Founder’s day' }]);

  it('count as bank holidays there', () => {
    expect(own.isWorkingDay('2026-12-24')).toBe(false);
    expect(own.holidayName('2026-12-24')).toBe('Founder’s day');
    expect(own.addWorkingDays('2026-12-21', 10)).toBe('2027-01-08');
    expect(england.isWorkingDay('2026-12-24')).toBe(true);
  });

  it('must be calendar days', () => {
    expect(() => createCalendar('scotland', [{ date: '2026-02-30', name: 'No day' }])).toThrow(RangeError);
  });
});

describe('counting', () => {
  it('there and back again leads to the same working day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 400 }), (from, n) => {
        const to = england.addWorkingDays(from, n);
        expect(england.isWorkingDay(to)).toBe(true);
        expect(england.workingDaysBetween(from, to)).toBe(n);
        expect(england.addWorkingDays(to, -n) <= england.rollForward(from)).toBe(true);
      }),
      SEED,
    );
  });

  it('in two steps leads as far as in one', () => {
    fc.assert(
      fc.property(days, fc.nat(40), fc.nat(40), (from, a, b) => {
        const inSteps = england.addWorkingDays(england.addWorkingDays(from, a), b);
        expect(inSteps).toBe(england.addWorkingDays(from, a + b));
      }),
      SEED,
    );
  });

  it('between two days agrees with looking at each day', () => {
    fc.assert(
      fc.property(days, fc.nat(500), (from, length) => {
        const each = Array.from({ length }, (_, n) =>
          new Date(Date.parse(from) + (n + 1) * 86_400_000).toISOString().slice(0, 10),
        );
        const to = each.at(-1) ?? from;
        expect(england.workingDaysBetween(from, to)).toBe(each.filter(england.isWorkingDay).length);
      }),
      { ...SEED, numRuns: 50 },
    );
  });

  it('does not take long where a day is absurd', () => {
    expect(england.workingDaysBetween('1900-01-01', '2999-12-31')).toBeGreaterThan(280_000);
  });

  it.each(['', '7 Jan', '2027-1-7', '2027-02-29', '0001-01-01', '9999-12-31'])(
    'refuses %j as a day',
    (text) => {
      expect(isCalendarDay(text)).toBe(false);
      expect(() => england.isWorkingDay(text)).toThrow(RangeError);
    },
  );
});

describe('months', () => {
  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-21', 6, '2027-06-21'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-10-25', 13, '2027-11-25'],
  ])('from %s, %i on, is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });
});
