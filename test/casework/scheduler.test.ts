import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveClocks, startClocks } from '../../src/casework/case-clocks.ts';
import type { CaseGround } from '../../src/casework/case-ground.ts';
import { calendarDay } from '../../src/casework/clock.ts';
import { createScheduler, type SchedulerNeeds } from '../../src/casework/scheduler.ts';
import { createCalendar } from '../../src/casework/working-days.ts';
import { openTestRegister } from '../support/register.ts';
import { beginning, groundWith, routeWith, TEN_DAYS } from './clock-world.ts';

const HOUR_MS = 3_600_000;
const route = routeWith(TEN_DAYS, {
  id: 'check',
  title: 'Check of the changes',
  months: 6,
  from: 'outcome',
  met_by: ['checked'],
  when: { changes: 'yes' },
});

let folder: string;
let opened: ReturnType<typeof openTestRegister>;
const now = { at: '' };
let ground: CaseGround;
let warnings: Record<string, unknown>[];
let woken: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beadle-clocks-'));
  opened = openTestRegister(join(folder, 'register.db'));
  now.at = '2026-12-21T10:00:00.000Z';
  ground = groundWith(route, now);
  warnings = [];
  woken = 0;
});
afterEach(() => {
  opened.close();
  rmSync(folder, { recursive: true });
});

function scheduler(more: Partial<SchedulerNeeds> = {}) {
  return createScheduler({
    register: opened.register,
    groundOf: (council) => (council === 'wessex' ? ground : undefined),
    clock: { now: () => new Date(now.at) },
    log: { warn: (fields) => warnings.push(fields) },
    onChanged: () => (woken += 1),
    ...more,
  });
}

async function begin(id = 'case-1'): Promise<void> {
  const day = calendarDay(new Date(now.at));
  const clocks = startClocks(route, { on: 'start', day, facts: {}, values: {} }, ground);
  await opened.register.commit(beginning(id, now.at, clocks));
}

async function giveOutcome(): Promise<void> {
  const kase = await opened.register.caseByReference('wessex', 'WSX-2026-0001');
  if (!kase) throw new Error('no case');
  const day = calendarDay(new Date(now.at));
  const clocks = await opened.register.clocksOf('wessex', kase.id);
  const made = {
    move: { id: 'outcome' },
    values: { changes: 'yes' },
    fromStage: 'received',
    toStage: 'decided',
  };
  await opened.register.commit({
    council: 'wessex',
    at: now.at,
    kase: { ...kase, is: 'update', stage: 'decided', onceKey: `move:${kase.id}:${kase.revision}:outcome` },
    history: [],
    messages: [],
    gaps: [],
    clocks: moveClocks(clocks, route, { ...made, ended: false, day, facts: {} }, ground),
  });
}

/** Lives through time, hour by hour. */
async function liveUntil(end: string, run: () => Promise<unknown>): Promise<void> {
  for (let at = Date.parse(now.at) + HOUR_MS; at <= Date.parse(end); at += HOUR_MS) {
    now.at = new Date(at).toISOString();
    await run();
  }
}

async function reminders(caseId = 'case-1'): Promise<string[]> {
  const history = await opened.register.historyOf('wessex', caseId);
  return history
    .filter(({ action }) => action === 'reminded')
    .map(({ at, data }) => `${at.slice(0, 16)} ${data['clock'] as string} ${data['reminder'] as string}`);
}

const messages = async (): Promise<number> =>
  (await opened.register.claimMessages('2099-01-01T00:00:00.000Z', 1_000, 1)).length;

describe('eight months of a case', () => {
  it('are lived through with every reminder in its time, the six-month check too', async () => {
    const { runDue } = scheduler();
    await begin();
    await liveUntil('2027-01-11T15:00:00.000Z', runDue);
    await giveOutcome();
    await liveUntil('2027-08-21T10:00:00.000Z', runDue);
    expect(await reminders()).toEqual([
      '2027-01-05T09:00 outcome before-2',
      '2027-01-07T09:00 outcome on',
      '2027-01-08T09:00 outcome after-1',
      '2027-07-08T08:00 check before-2',
      '2027-07-12T08:00 check on',
      '2027-07-13T08:00 check after-1',
      '2027-07-19T08:00 check after-5',
    ]);
    expect(await messages()).toBe(7);
    expect(woken).toBe(7);
    expect(warnings).toEqual([]);
    expect(await opened.register.verifyChain('wessex')).toMatchObject({ intact: true });
  });

  it('with a restart in the middle are no different, and what was missed is made up for once', async () => {
    await begin();
    await liveUntil('2027-01-05T12:00:00.000Z', scheduler().runDue);
    opened.close();
    opened = openTestRegister(join(folder, 'register.db'));
    // Beadle was away until the Saturday after it was due.
    now.at = '2027-01-09T11:00:00.000Z';
    await liveUntil('2027-02-01T00:00:00.000Z', scheduler().runDue);
    expect(await reminders()).toEqual([
      '2027-01-05T09:00 outcome before-2',
      '2027-01-09T12:00 outcome after-1',
      '2027-01-14T09:00 outcome after-5',
    ]);
  });
});

describe('two schedulers on one register', () => {
  it('never remind twice', async () => {
    for (let n = 1; n <= 60; n++) await begin(`case-${n}`);
    const [one, two] = [scheduler(), scheduler()];
    now.at = '2027-01-05T09:00:00.000Z';
    const done = await Promise.all([one.runDue(), two.runDue(), one.runDue()]);
    expect(done[0] + done[1]).toBe(60);
    expect(await messages()).toBe(60);
  });

  it('not even where one is so slow that its claim runs out', async () => {
    await begin();
    const slow = scheduler({
      register: {
        ...opened.register,
        claimReminders: async (at, limit, leaseMs) => {
          const claimed = await opened.register.claimReminders(at, limit, leaseMs);
          if (claimed.length === 0) return claimed;
          now.at = '2027-01-05T09:10:00.000Z';
          await scheduler().runDue();
          return claimed;
        },
      },
    });
    now.at = '2027-01-05T09:00:00.000Z';
    expect(await slow.runDue()).toBe(0);
    expect(await reminders()).toEqual(['2027-01-05T09:10 outcome before-2']);
    expect(await messages()).toBe(1);
  });
});

describe('a case that moves on while a reminder is planned', () => {
  it('is looked at again: nobody is reminded of what was just done', async () => {
    await begin();
    now.at = '2027-01-05T09:00:00.000Z';
    let wasDone = false;
    const { runDue } = scheduler({
      register: {
        ...opened.register,
        commit: async (change) => {
          if (!wasDone) {
            wasDone = true;
            await giveOutcome();
          }
          return opened.register.commit(change);
        },
      },
    });
    expect(await runDue()).toBe(0);
    expect(await messages()).toBe(0);
    expect(await opened.register.clocksOf('wessex', 'case-1')).toMatchObject([
      { clock: 'outcome', state: 'met' },
      { clock: 'check', state: 'running' },
    ]);
  });
});

describe('a fault in one clock', () => {
  it('does not stop the others, is logged by its code alone, and tried again after the lease', async () => {
    await begin('case-1');
    await begin('case-2');
    let isBroken = true;
    const { runDue } = scheduler({
      register: {
        ...opened.register,
        commit: (change) => {
          const { kase } = change;
          if (isBroken && kase.id === 'case-1') {
            return Promise.reject(Object.assign(new Error('He shouted'), { code: 'DISK_FULL' }));
          }
          return opened.register.commit(change);
        },
      },
    });
    now.at = '2027-01-05T09:00:00.000Z';
    expect(await runDue()).toBe(1);
    const [broken] = await opened.register.clocksOf('wessex', 'case-1');
    expect(warnings).toEqual([{ council: 'wessex', clock: broken?.id, code: 'DISK_FULL' }]);
    isBroken = false;
    now.at = '2027-01-05T09:01:00.000Z';
    expect(await runDue()).toBe(0);
    now.at = '2027-01-05T09:06:00.000Z';
    expect(await runDue()).toBe(1);
    expect(await reminders('case-1')).toEqual(['2027-01-05T09:06 outcome before-2']);
  });
});

describe('a council that is not served here', () => {
  it('keeps its clocks for later', async () => {
    await begin();
    now.at = '2027-01-05T09:00:00.000Z';
    expect(await scheduler({ groundOf: () => undefined }).runDue()).toBe(0);
    expect(await scheduler({ groundOf: () => undefined }).recountAll('wessex')).toBe(0);
    now.at = '2027-01-05T09:06:00.000Z';
    expect(await scheduler().runDue()).toBe(1);
  });
});

describe('a clock that is put off, and back to a day it had been reminded of', () => {
  it('is not reminded again, and goes on to the next one', async () => {
    await begin();
    now.at = '2027-01-05T09:00:00.000Z';
    await scheduler().runDue();
    const kase = await opened.register.caseByReference('wessex', 'WSX-2026-0001');
    const [clock] = await opened.register.clocksOf('wessex', 'case-1');
    if (!kase || !clock) throw new Error('no case');
    await opened.register.commit({
      ...beginning('case-1', now.at, [{ ...clock, is: 'update', remindAt: now.at, reminder: 'before-2' }]),
      kase: { ...kase, is: 'update', onceKey: 'back' },
      history: [],
    });
    expect(await scheduler().runDue()).toBe(0);
    expect(await opened.register.clocksOf('wessex', 'case-1')).toMatchObject([{ reminder: 'on' }]);
    expect(await messages()).toBe(1);
  });
});

describe('a holiday that is added to the data', () => {
  it('moves running clocks and their reminders, is recorded, and that once', async () => {
    await begin();
    ground = groundWith(route, now, {
      calendar: createCalendar('england-and-wales', [{ date: '2027-01-05', name: 'A day of mourning' }]),
    });
    const [one, two] = await Promise.all([
      scheduler().recountAll('wessex'),
      scheduler().recountAll('wessex'),
    ]);
    expect(one + two).toBe(1);
    expect(await scheduler().recountAll('wessex')).toBe(0);
    expect(await opened.register.clocksOf('wessex', 'case-1')).toMatchObject([
      { dueOn: '2027-01-08', remindAt: '2027-01-06T09:00:00.000Z', reminder: 'before-2' },
    ]);
    const history = await opened.register.historyOf('wessex', 'case-1');
    expect(history.at(-1)).toMatchObject({
      actor: 'beadle',
      action: 'recounted',
      data: { clock: 'outcome', from: '2027-01-07', dueOn: '2027-01-08' },
    });
    expect(await messages()).toBe(0);
  });
});
