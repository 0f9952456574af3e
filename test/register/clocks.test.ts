import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClockChange, ClockRecord } from '../../src/casework/clocks-port.ts';
import type { CaseRecord } from '../../src/casework/register-port.ts';
import { beginning } from '../casework/clock-world.ts';
import { openTestRegister } from '../support/register.ts';

const AT = '2026-12-21T10:00:00.000Z';
let opened: ReturnType<typeof openTestRegister>;
beforeEach(() => {
  opened = openTestRegister();
});
afterEach(() => opened.close());

function clock(id: string, more: Partial<ClockRecord> = {}): ClockChange {
  return {
    is: 'new',
    id,
    route: 'formal',
    clock: 'outcome',
    state: 'running',
    startedOn: '2026-12-21',
    dueOn: '2027-01-07',
    putOffTo: null,
    pauses: [],
    endedOn: null,
    remindAt: '2027-01-05T09:00:00.000Z',
    reminder: 'before-2',
    ...more,
  };
}

async function begin(id: string, clocks: readonly ClockChange[], council = 'wessex'): Promise<CaseRecord> {
  return (await opened.register.commit({ ...beginning(id, AT, clocks), council })).kase;
}

const ids = (clocks: readonly ClockRecord[]): string[] => clocks.map(({ id }) => id);

describe('a case’s clocks', () => {
  it('are kept as they were given, with the reference, the one due first first', async () => {
    const pauses = [
      { from: '2026-12-22', until: '2026-12-23' },
      { from: '2026-12-24', until: null },
    ];
    await begin('a', [
      clock('late'),
      clock('soon', { dueOn: '2026-12-30', state: 'paused', pauses, remindAt: null }),
    ]);
    const clocks = await opened.register.clocksOf('wessex', 'a');
    expect(ids(clocks)).toEqual(['soon', 'late']);
    expect(clocks[0]).toMatchObject({ pauses, caseId: 'a', council: 'wessex', reference: 'WSX-2026-0001' });
    expect(await opened.register.clocksOf('mercia', 'a')).toEqual([]);
  });

  it('change with the case, and with no other', async () => {
    const a = await begin('a', [clock('one')]);
    const b = await begin('b', [clock('two')]);
    const end = (id: string): ClockChange => ({
      ...(clock(id, {
        state: 'met',
        endedOn: '2026-12-23',
        remindAt: null,
        reminder: null,
      }) as ClockRecord & { is: 'new' }),
      is: 'update',
    });
    const update = (kase: CaseRecord, key: string) => ({
      ...beginning(kase.id, AT, [end('one')]),
      kase: { ...kase, is: 'update' as const, onceKey: key },
    });
    await opened.register.commit(update(b, 'wrong case'));
    expect(await opened.register.clocksOf('wessex', 'a')).toMatchObject([{ state: 'running' }]);
    expect((await opened.register.commit(update({ ...a, revision: 7 }, 'stale'))).stale).toBe(true);
    expect(await opened.register.clocksOf('wessex', 'a')).toMatchObject([{ state: 'running' }]);
    await opened.register.commit(update(a, 'right'));
    expect(await opened.register.clocksOf('wessex', 'a')).toMatchObject([
      { state: 'met', endedOn: '2026-12-23', remindAt: null, dueOn: '2027-01-07' },
    ]);
  });

  it('that are open are found for several cases at once, and for a whole council', async () => {
    await begin('a', [clock('a1'), clock('a2', { state: 'met', remindAt: null })]);
    await begin('b', [clock('b1', { state: 'paused', dueOn: '2027-01-01' })]);
    await begin('c', [clock('c1', { dueOn: '2027-02-01' })]);
    await begin('m', [clock('m1')], 'mercia');
    const of = (...cases: string[]) => opened.register.clocksOfCases('wessex', cases).then(ids);
    expect(await of('a', 'b')).toEqual(['b1', 'a1']);
    expect(await of('m')).toEqual([]);
    expect(await of()).toEqual([]);
    expect(await of(...Array.from({ length: 40_000 }, (_, n) => `x${n}`), 'c')).toEqual(['c1']);
    expect(ids(await opened.register.openClocks('wessex'))).toEqual(['b1', 'a1', 'c1']);
  });
});

describe('reminders that are due', () => {
  const claim = (at: string, limit = 10) => opened.register.claimReminders(at, limit, 60_000);

  it('are claimed oldest first, each by one only, until the lease ends', async () => {
    await begin('a', [
      clock('second', { remindAt: '2027-01-05T09:00:00.000Z' }),
      clock('first', { remindAt: '2027-01-04T09:00:00.000Z' }),
      clock('later', { remindAt: '2027-01-06T09:00:00.000Z' }),
      clock('never', { remindAt: null, reminder: null }),
    ]);
    expect(ids(await claim('2027-01-05T09:00:00.000Z', 1))).toEqual(['first']);
    const [next, ...rest] = await claim('2027-01-05T09:00:00.000Z');
    expect(next).toMatchObject({
      id: 'second',
      remindAt: '2027-01-05T09:00:00.000Z',
      reference: 'WSX-2026-0001',
    });
    expect(rest).toEqual([]);
    expect(await claim('2027-01-05T09:00:59.999Z')).toEqual([]);
    expect(ids(await claim('2027-01-05T09:01:00.000Z')).sort()).toEqual(['first', 'second']);
  });

  it('are those of every council', async () => {
    await begin('a', [clock('w')]);
    await begin('m', [clock('m')], 'mercia');
    const due = await claim('2027-01-05T09:00:00.000Z');
    expect(due.map(({ council, id }) => [council, id]).sort()).toEqual([
      ['mercia', 'm'],
      ['wessex', 'w'],
    ]);
  });
});
