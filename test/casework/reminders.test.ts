import { describe, expect, it } from 'vitest';
import { startClocks } from '../../src/casework/case-clocks.ts';
import type { ClockRecord } from '../../src/casework/clocks-port.ts';
import { nextReminder, planReminder, planSkip, ruleOf } from '../../src/casework/reminders.ts';
import type { CaseRecord, Change } from '../../src/casework/register-port.ts';
import type { Route } from '../../src/protocol/procedures.ts';
import {
  aCase,
  CASE_DATA,
  CASE_PEOPLE,
  groundWith,
  recordOf,
  routeWith,
  ruleIn,
  SECRET,
  TEN_DAYS,
} from './clock-world.ts';

/** Due Thu 7 Jan 2027; reminders on 5, 7, 8 and 14 January. */
const route = routeWith(TEN_DAYS);
const now = { at: '2027-01-05T09:00:00.000Z' };
const ground = groundWith(route, now);
const clockOf = (of: Route = route): ClockRecord =>
  recordOf(
    startClocks(
      of,
      { on: 'start', day: '2026-12-21', facts: {}, values: {} },
      { calendar: ground.calendar, newId: () => 'c1' },
    )[0],
  );
const clock = clockOf();

function remind(
  at: string,
  more: {
    clock?: Partial<ClockRecord>;
    kase?: Partial<CaseRecord>;
    route?: Route;
    absent?: readonly string[];
  } = {},
): Change | null {
  const of = more.route ?? route;
  const kase = aCase(more.kase);
  const here = groundWith(of, { at }, { absent: more.absent ?? [] });
  const record = { ...clockOf(of), ...more.clock };
  return planReminder(record, ruleOf(record, kase, here), kase, here, at);
}

const told = (change: Change | null): string[] => (change?.messages ?? []).map(({ recipient }) => recipient);
const words = (change: Change | null, recipient?: string): string =>
  JSON.stringify(change?.messages.filter((each) => recipient === undefined || each.recipient === recipient));

describe('the next reminder', () => {
  it('comes at nine in the morning, so many working days before, on and after the day', () => {
    const all = [];
    for (let next = nextReminder(clock, ruleIn(route), null, ground.calendar); next;) {
      all.push([next.key, next.at]);
      next = nextReminder(clock, ruleIn(route), next.at, ground.calendar);
    }
    expect(all).toEqual([
      ['before-2', '2027-01-05T09:00:00.000Z'],
      ['on', '2027-01-07T09:00:00.000Z'],
      ['after-1', '2027-01-08T09:00:00.000Z'],
      ['after-5', '2027-01-14T09:00:00.000Z'],
    ]);
  });

  it('comes at nine o’clock in summer too', () => {
    const next = nextReminder(
      { state: 'running', dueOn: '2027-06-21' },
      ruleIn(route),
      null,
      ground.calendar,
    );
    expect(next).toEqual({ at: '2027-06-17T08:00:00.000Z', key: 'before-2' });
  });

  it('never comes for a clock that does not run', () => {
    for (const state of ['paused', 'met', 'stopped'] as const) {
      expect(nextReminder({ ...clock, state }, ruleIn(route), null, ground.calendar)).toBeNull();
    }
  });

  it('of something due on a Sunday comes on Monday', () => {
    const sunday = { state: 'running' as const, dueOn: '2027-01-10' };
    expect(nextReminder(sunday, ruleIn(route), '2027-01-08T09:00:00.000Z', ground.calendar)).toEqual({
      at: '2027-01-11T09:00:00.000Z',
      key: 'on',
    });
  });
});

describe('a reminder', () => {
  it('goes to those whose turn it is, with what is due, the arithmetic, the clauses and a way in', () => {
    const change = remind(now.at);
    expect(told(change)).toEqual(['handler@wsx.example']);
    expect(change?.messages[0]?.reply.audience).toBe('private');
    const text = words(change);
    for (const part of [
      'Reminder: WSX-2026-0001',
      'Outcome to the councillor: due Thu 7 Jan (2 working days left).',
      'received Mon 21 Dec; 25 and 28 Dec and 1 Jan are bank holidays; due Thu 7 Jan',
      'Give the outcome, or say when it will come.',
      'case:WSX-2026-0001',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says nothing of what the case is about', () => {
    expect(words(remind('2027-01-08T09:00:00.000Z'))).not.toContain(SECRET);
  });

  it('is recorded once, with whom it went to and when the next one is', () => {
    const change = remind(now.at);
    expect(change?.kase).toMatchObject({
      is: 'update',
      revision: 1,
      onceKey: 'remind:c1:before-2:2027-01-07',
    });
    expect(change?.history).toMatchObject([
      { actor: 'beadle', action: 'reminded', data: { reminder: 'before-2', told: ['handler@wsx.example'] } },
    ]);
    expect(change?.clocks).toMatchObject([
      { is: 'update', remindAt: '2027-01-07T09:00:00.000Z', reminder: 'on' },
    ]);
  });

  it('is not planned before its time', () => {
    expect(remind('2027-01-05T08:59:59.999Z')).toBeNull();
  });

  it('after a week without Beadle is only the newest', () => {
    const change = remind('2027-01-10T12:00:00.000Z');
    expect(change?.kase.onceKey).toBe('remind:c1:after-1:2027-01-07');
    expect(change?.clocks).toMatchObject([{ reminder: 'after-5', remindAt: '2027-01-14T09:00:00.000Z' }]);
    // A claim that failed has moved the instant on, past others.
    const failed = remind('2027-01-08T09:30:00.000Z', { clock: { remindAt: '2027-01-08T09:20:00.000Z' } });
    expect(failed?.kase.onceKey).toBe('remind:c1:after-1:2027-01-07');
  });

  it('is the last one after the last', () => {
    const change = remind('2027-03-01T09:00:00.000Z');
    expect(change?.kase.onceKey).toBe('remind:c1:after-5:2027-01-07');
    expect(change?.clocks).toMatchObject([{ remindAt: null, reminder: null }]);
  });

  it('of a case that has ended, or of a rule that is gone, stops the clock and tells nobody', () => {
    for (const change of [
      remind(now.at, { kase: { ended: true } }),
      remind(now.at, { kase: { route: 'informal' } }),
      remind(now.at, { clock: { clock: 'unheard-of' } }),
    ]) {
      expect(told(change)).toEqual([]);
      expect(change?.clocks).toMatchObject([{ state: 'stopped', endedOn: '2027-01-05', remindAt: null }]);
    }
  });

  it('of a clock that is over is none', () => {
    expect(remind(now.at, { clock: { state: 'met', remindAt: null } })).toBeNull();
    expect(remind(now.at, { clock: { state: 'stopped', remindAt: null }, kase: { ended: true } })).toBeNull();
  });

  it('that was sent already is stepped over', () => {
    const change = planSkip(clock, ruleIn(route), aCase(), ground, now.at);
    expect(told(change)).toEqual([]);
    expect(change?.clocks).toMatchObject([{ reminder: 'on' }]);
  });
});

describe('whom it goes to', () => {
  const ladder = routeWith({ ...TEN_DAYS, then: [{ line_manager_of: 'subject' }, { office: 'director' }] });
  const after = '2027-01-08T09:00:00.000Z';

  it('once overdue, those above too, who get the notice and not the file', () => {
    expect(told(remind(now.at, { route: ladder }))).toEqual(['handler@wsx.example']);
    const up = routeWith({ ...TEN_DAYS, then: [{ office: 'chief-executive' }] });
    const change = remind(after, { route: up });
    expect(told(change)).toEqual(['handler@wsx.example', 'chief@wsx.example']);
    expect(words(change, 'chief@wsx.example')).toContain('Overdue: WSX-2026-0001');
    expect(words(change, 'chief@wsx.example')).not.toContain('case:WSX');
    expect(words(change, 'handler@wsx.example')).toContain('case:WSX');
  });

  it('never those it is about, nor those tied to them', () => {
    const directors = routeWith({ ...TEN_DAYS, then: [{ office: 'director' }] });
    expect(told(remind(after, { route: directors }))).toEqual(['handler@wsx.example', 'manager@wsx.example']);
    const people = [...CASE_PEOPLE, { role: 'handler' as const, person: 'tied@wsx.example' }];
    expect(told(remind(after, { kase: { people } }))).toEqual(['handler@wsx.example']);
    const all = routeWith({ ...TEN_DAYS, then: [{ role: 'subject' }] });
    expect(told(remind(after, { route: all }))).toEqual(['handler@wsx.example']);
  });

  it('of those who must agree, only those who have not', () => {
    const deciding = routeWith({ ...TEN_DAYS, owner: 'decider' });
    const people = ['chief', 'manager', 'mo'].map((name) => ({
      role: 'decider' as const,
      person: `${name}@wsx.example`,
    }));
    const data = {
      ...CASE_DATA,
      agreed: ['manager@wsx.example'],
      deciders: [
        { title: 'Chief Executive', people: ['chief@wsx.example'] },
        { title: 'Director', people: ['manager@wsx.example', 'mo@wsx.example'] },
      ],
    };
    expect(told(remind(now.at, { route: deciding, kase: { people, data } }))).toEqual(['chief@wsx.example']);
  });

  it('whoever raised it, where it is their turn, though they are in no people file', () => {
    const raisers = routeWith({ ...TEN_DAYS, owner: 'raiser' });
    const change = remind(now.at, { route: raisers, kase: { raisedBy: 'slack:T1:U1' } });
    expect(told(change)).toEqual(['slack:T1:U1']);
  });

  it('the last resort where nobody is left whose turn it is, and nobody with the gap said where there is none', () => {
    expect(told(remind(now.at, { kase: { people: [] } }))).toEqual(['chief@wsx.example']);
    const nobody = remind(now.at, {
      kase: { people: [{ role: 'subject', person: 'chief@wsx.example' }] },
    });
    expect(told(nobody)).toEqual([]);
    expect(nobody?.gaps).toMatchObject([{ reason: 'conflict-of-interest' }]);
  });

  it('those above at once, where all whose turn it is are away', () => {
    const up = routeWith({ ...TEN_DAYS, then: [{ office: 'chief-executive' }] });
    expect(told(remind(now.at, { route: up, absent: ['handler@wsx.example'] }))).toEqual([
      'handler@wsx.example',
      'chief@wsx.example',
    ]);
  });
});
