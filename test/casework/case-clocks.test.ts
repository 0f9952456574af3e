import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeClock,
  explainDue,
  moveClocks,
  recount,
  startClocks,
} from '../../src/casework/case-clocks.ts';
import type { ClockRecord } from '../../src/casework/clocks-port.ts';
import { addMonths, createCalendar } from '../../src/casework/working-days.ts';
import type { Route } from '../../src/protocol/procedures.ts';
import { changed, recordOf, routeWith, ruleIn, TEN_DAYS } from './clock-world.ts';

const SEED = { seed: 20_261_222 };
const calendar = createCalendar('england-and-wales', []);
let ids = 0;
const ground = { calendar, newId: () => `clock-${ids++}` };

const days = fc
  .integer({ min: 0, max: 4 * 365 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));

function start(route: Route, day: string, values: Record<string, string> = {}): ClockRecord {
  return recordOf(startClocks(route, { on: 'start', day, facts: {}, values }, ground)[0]);
}

function move(
  clocks: readonly ClockRecord[],
  route: Route,
  made: {
    id: string;
    day: string;
    from?: string;
    to?: string;
    ended?: boolean;
    values?: Record<string, string>;
  },
) {
  const { id, day, from = 'received', to = from, ended = false, values = {} } = made;
  const step = { move: { id }, values, fromStage: from, toStage: to, ended, day, facts: {} };
  return moveClocks(clocks, route, step, ground);
}

describe('a clock that starts', () => {
  it('is due so many working days after the day of receipt, which is day 0', () => {
    const clock = start(routeWith(TEN_DAYS), '2026-12-21');
    expect(clock).toMatchObject({ state: 'running', startedOn: '2026-12-21', dueOn: '2027-01-07' });
    expect(clock).toMatchObject({ remindAt: '2027-01-05T09:00:00.000Z', reminder: 'before-2' });
  });

  it('is due months later, or on the next working day', () => {
    expect(start(routeWith({ months: 6 }), '2026-12-21').dueOn).toBe('2027-06-21');
    expect(start(routeWith({ months: 6 }), '2026-06-25').dueOn).toBe('2026-12-29');
  });

  it('is due on the day that an answer names, whatever day that is', () => {
    const route = routeWith({ on: 'date', remind: { before: [], after: [1, 5] } });
    const clock = start(route, '2026-12-01', { date: '2026-12-05' });
    expect(clock).toMatchObject({
      dueOn: '2026-12-05',
      remindAt: '2026-12-07T09:00:00.000Z',
      reminder: 'after-1',
    });
  });

  it('does not start where the day it needs was not named', () => {
    const begin = { on: 'start', day: '2026-12-01', facts: {} };
    const route = routeWith({ on: 'date' });
    expect(startClocks(route, { ...begin, values: {} }, ground)).toEqual([]);
    expect(startClocks(route, { ...begin, values: { date: 'soon' } }, ground)).toEqual([]);
  });

  it('starts only where its facts or the answers of the move hold', () => {
    const route = routeWith({
      months: 6,
      from: 'outcome',
      met_by: ['checked'],
      when: { changes: 'yes', formal: 'yes' },
    });
    const on = (values: Record<string, string>, facts: Record<string, string>) =>
      startClocks(route, { on: 'outcome', day: '2026-12-01', facts, values }, ground).length;
    expect(on({ changes: 'yes' }, { formal: 'yes' })).toBe(1);
    expect(on({ changes: 'no' }, { formal: 'yes' })).toBe(0);
    expect(on({ changes: 'yes' }, {})).toBe(0);
    expect(startClocks(route, { on: 'start', day: '2026-12-01', facts: {}, values: {} }, ground)).toEqual([]);
  });

  it('that is overdue from the start is brought up the next working day', () => {
    const route = routeWith({ on: 'date', remind: { before: [], after: [1, 5] } });
    const clock = start(route, '2026-12-18', { date: '2026-11-02' });
    expect(clock).toMatchObject({ remindAt: '2026-12-21T09:00:00.000Z', reminder: 'late-2026-12-21' });
  });
});

describe('a move', () => {
  const route = routeWith(TEN_DAYS, { id: 'check', months: 6, from: 'outcome', met_by: ['checked'] });
  const clock = start(route, '2026-12-21');

  it('meets a clock, and starts another', () => {
    const changes = move([clock], route, { id: 'outcome', day: '2027-01-06' });
    expect(changed(clock, changes)).toMatchObject({ state: 'met', endedOn: '2027-01-06', remindAt: null });
    expect(recordOf(changes[1])).toMatchObject({
      clock: 'check',
      startedOn: '2027-01-06',
      dueOn: '2027-07-06',
    });
  });

  it('does not start a clock twice while it runs', () => {
    const check = recordOf(move([clock], route, { id: 'outcome', day: '2027-01-06' })[1]);
    expect(move([check], route, { id: 'outcome', day: '2027-01-08' })).toEqual([]);
  });

  it('puts a clock off to the day it names, reminders too', () => {
    const changes = move([clock], route, {
      id: 'hold',
      day: '2026-12-22',
      values: { expected: '2027-02-01' },
    });
    expect(changed(clock, changes)).toMatchObject({
      state: 'running',
      dueOn: '2027-02-01',
      putOffTo: '2027-02-01',
      reminder: 'before-2',
      remindAt: '2027-01-28T09:00:00.000Z',
    });
  });

  it('leaves a clock alone where the day it should name is none', () => {
    expect(move([clock], route, { id: 'hold', day: '2026-12-22', values: { expected: '' } })).toEqual([]);
  });

  it('lets it stand still and run again', () => {
    const paused = changed(clock, move([clock], route, { id: 'wait', day: '2026-12-22', to: 'waiting' }));
    expect(paused).toMatchObject({ state: 'paused', remindAt: null, dueOn: '2027-01-07' });
    expect(move([paused], route, { id: 'hand-over', day: '2026-12-23', from: 'waiting' })).toEqual([]);
    const changes = move([paused], route, {
      id: 'resume',
      day: '2026-12-24',
      from: 'waiting',
      to: 'received',
    });
    expect(changed(paused, changes)).toMatchObject({
      state: 'running',
      dueOn: '2027-01-11',
      reminder: 'before-2',
    });
  });

  it('that ends the case stops the rest and starts nothing', () => {
    const changes = move([clock], route, { id: 'withdraw', day: '2026-12-23', to: 'withdrawn', ended: true });
    expect(changed(clock, changes)).toMatchObject({
      state: 'stopped',
      endedOn: '2026-12-23',
      remindAt: null,
    });
    const last = move([clock], route, { id: 'outcome', day: '2026-12-23', ended: true });
    expect(last).toHaveLength(1);
    expect(changed(clock, last).state).toBe('met');
  });

  it('leaves alone what is over, and what no rule is known of', () => {
    const met = { ...clock, state: 'met' as const, endedOn: '2026-12-23' };
    const strange = { ...clock, clock: 'unheard-of' };
    expect(move([met, strange], route, { id: 'wait', day: '2026-12-24', to: 'waiting' })).toEqual([]);
  });
});

describe('the laws of clocks', () => {
  const lengths = fc.oneof(
    fc.integer({ min: 1, max: 60 }).map((working_days) => ({ working_days })),
    fc.integer({ min: 1, max: 18 }).map((months) => ({ months })),
  );

  it('a due day is a working day', () => {
    fc.assert(
      fc.property(days, lengths, (day, length) => {
        const { dueOn } = start(routeWith(length), day);
        expect(calendar.isWorkingDay(dueOn)).toBe(true);
        expect(dueOn > day).toBe(true);
      }),
      SEED,
    );
  });

  it('a holiday that is added never makes it earlier, and leaves it on a working day', () => {
    fc.assert(
      fc.property(days, lengths, fc.array(fc.nat(90), { maxLength: 8 }), (day, length, offsets) => {
        const route = routeWith(length);
        const clock = start(route, day);
        const added = offsets.map((n) => ({
          date: new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10),
          name: 'One-off holiday',
        }));
        const later = createCalendar('england-and-wales', added);
        const dueOn = recount(clock, ruleIn(route), later);
        expect(dueOn >= clock.dueOn).toBe(true);
        expect(later.isWorkingDay(dueOn)).toBe(true);
        // Taken away again, people keep the day they were told.
        expect(recount({ ...clock, dueOn }, ruleIn(route), calendar)).toBe(dueOn);
      }),
      SEED,
    );
  });

  it('pausing it for n working days moves it by n, however often', () => {
    fc.assert(
      fc.property(
        days,
        lengths,
        fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 3 }),
        (day, length, stretches) => {
          const route = routeWith({ ...TEN_DAYS, working_days: undefined, ...length });
          let clock = start(route, day);
          const first = clock.dueOn;
          let today = day;
          let total = 0;
          for (const [wait, n] of stretches) {
            today = calendar.addWorkingDays(today, wait);
            clock = changed(clock, move([clock], route, { id: 'wait', day: today, to: 'waiting' }));
            today = calendar.addWorkingDays(today, n);
            total += n;
            clock = changed(
              clock,
              move([clock], route, { id: 'resume', day: today, from: 'waiting', to: 'received' }),
            );
          }
          expect(clock.dueOn).toBe(calendar.addWorkingDays(first, total));
          expect(recount(clock, ruleIn(route), calendar)).toBe(clock.dueOn);
        },
      ),
      SEED,
    );
  });

  it('clocks are changed at neither summer time nor New Year: a length is the same wherever it begins', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const { dueOn, remindAt } = start(
          routeWith({ working_days: n, remind: { before: [], after: [0] } }),
          day,
        );
        expect(calendar.workingDaysBetween(day, dueOn)).toBe(n);
        const at = new Date(remindAt ?? '').toLocaleString('sv-SE', { timeZone: 'Europe/London' });
        expect(at).toBe(`${dueOn} 09:00:00`);
      }),
      SEED,
    );
  });

  it('the arithmetic mentions every bank holiday on the way', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (day, working_days) => {
        const route = routeWith({ working_days });
        const clock = start(route, day);
        const words = explainDue(clock, ruleIn(route), calendar);
        const holidays = calendar.holidaysBetween(day, clock.dueOn);
        const list = /; ([^;]*) (?:is a|are) bank holidays?;/.exec(words)?.[1] ?? '';
        expect(list.match(/\d+(?= |,)/g) ?? []).toEqual(
          holidays.map((each) => String(Number(each.day.slice(8)))),
        );
        expect(words.startsWith('received ')).toBe(true);
      }),
      SEED,
    );
  });

  it('months end on their day or roll forward by no more than a long weekend', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), (day, months) => {
        const { dueOn } = start(routeWith({ months }), day);
        expect(calendar.workingDaysBetween(addMonths(day, months), dueOn)).toBeLessThanOrEqual(1);
      }),
      SEED,
    );
  });
});

describe('what people read of a clock', () => {
  const route = routeWith(TEN_DAYS);
  const rule = ruleIn(route);
  const clock = start(route, '2026-12-21');
  const say = (record: ClockRecord, today: string): string => describeClock(record, rule, today, calendar);

  it('is the arithmetic', () => {
    expect(explainDue(clock, rule, calendar)).toBe(
      'received Mon 21 Dec; 25 and 28 Dec and 1 Jan are bank holidays; due Thu 7 Jan',
    );
  });

  it('is the arithmetic of pauses and of a day named by somebody', () => {
    const paused = changed(clock, move([clock], route, { id: 'wait', day: '2026-12-22', to: 'waiting' }));
    expect(explainDue(paused, rule, calendar)).toMatch(
      /; standing still since Tue 22 Dec; due no earlier than Thu 7 Jan$/,
    );
    const again = changed(
      paused,
      move([paused], route, { id: 'resume', day: '2026-12-24', from: 'waiting', to: 'received' }),
    );
    expect(explainDue(again, rule, calendar)).toMatch(
      /; stood still from Tue 22 Dec to Thu 24 Dec, for 2 working days; due Mon 11 Jan$/,
    );
    const putOff = move([clock], route, {
      id: 'hold',
      day: '2026-12-22',
      values: { expected: '2027-02-01' },
    });
    expect(explainDue(changed(clock, putOff), rule, calendar)).toBe(
      'received Mon 21 Dec; put off to Mon 1 Feb',
    );
  });

  it('is the arithmetic of months, and of a move that it counts from', () => {
    const months = routeWith({ months: 6 });
    const check = start(months, '2026-06-25');
    expect(explainDue(check, ruleIn(months), calendar)).toBe(
      'received Thu 25 Jun; 6 months from then is Fri 25 Dec 2026, a bank holiday; 28 Dec 2026 is a bank holiday; due Tue 29 Dec 2026',
    );
    const later = routeWith({ working_days: 1, from: 'hold' });
    expect(explainDue({ ...check, dueOn: '2026-06-26' }, ruleIn(later), calendar)).toBe(
      'counted from Thu 25 Jun; due Fri 26 Jun',
    );
    const named = routeWith({ on: 'date' });
    expect(explainDue({ ...check, dueOn: '2026-06-26' }, ruleIn(named), calendar)).toBe(
      'due on the day that was given, Fri 26 Jun',
    );
  });

  it('says so where a later day than the arithmetic gives still holds', () => {
    expect(explainDue({ ...clock, dueOn: '2027-01-08' }, rule, calendar)).toContain(
      'the later day given before still holds; due Fri 8 Jan',
    );
  });

  it('is one line for a card', () => {
    expect(say(clock, '2027-01-04')).toBe('Outcome to the councillor: due Thu 7 Jan (3 working days left)');
    expect(say(clock, '2027-01-06')).toBe('Outcome to the councillor: due Thu 7 Jan (1 working day left)');
    expect(say(clock, '2027-01-07')).toBe('Outcome to the councillor: due today, Thu 7 Jan');
    expect(say(clock, '2027-01-11')).toBe(
      'Outcome to the councillor: overdue since Thu 7 Jan by 2 working days',
    );
    const paused = changed(clock, move([clock], route, { id: 'wait', day: '2026-12-22', to: 'waiting' }));
    expect(say(paused, '2026-12-24')).toBe('Outcome to the councillor: on hold since Tue 22 Dec');
    const met = (day: string) => changed(clock, move([clock], route, { id: 'outcome', day }));
    expect(say(met('2027-01-06'), '2027-01-11')).toBe('Outcome to the councillor: done on Wed 6 Jan');
    expect(say(met('2027-01-08'), '2027-01-11')).toBe(
      'Outcome to the councillor: done on Fri 8 Jan, 1 working day late',
    );
  });
});
