import { describe, expect, it } from 'vitest';
import type { CaseGround } from '../../src/casework/case-ground.ts';
import { createOutboxSender } from '../../src/casework/outbox.ts';
import type { CasePerson, CaseRecord, Change, HistoryEntry } from '../../src/casework/register-port.ts';
import { createUnreachedKeeper, planUnreached } from '../../src/casework/unreached.ts';
import type { Delivery } from '../../src/conversation/vocabulary.ts';
import { openTestRegister } from '../support/register.ts';
import { aCase, beginning, CASE_DATA, groundWith, routeWith, SECRET, TEN_DAYS } from './clock-world.ts';

const AT = '2026-12-21T10:00:00.000Z';
const RAISER = 'raiser@wsx.example';
const MO = 'mo@wsx.example';
const CHIEF = 'chief@wsx.example';
const SUBJECT = 'subject@wsx.example';
const MANAGER = 'manager@wsx.example';

const route = routeWith(TEN_DAYS);
const ground = (): CaseGround => groundWith(route, { at: AT });

const people = (...more: CasePerson[]): CasePerson[] => [
  { role: 'subject', person: SUBJECT },
  { role: 'handler', person: MO },
  ...more,
];

function entry(actor: string, action: string, data: HistoryEntry['data']): HistoryEntry {
  const versions = { protocol: 'v1', flow: 'f' };
  return {
    sequence: 1,
    council: 'wessex',
    caseId: 'case-1',
    at: AT,
    actor,
    action,
    data,
    versions,
    previousHash: '',
    hash: '',
  };
}

type Given = {
  kase?: Partial<CaseRecord>;
  recipient?: string;
  causedBy?: string;
  history?: HistoryEntry[];
  unreached?: string[];
  in?: CaseGround;
};

function plan({ kase, recipient = MO, causedBy = RAISER, history = [], unreached = [], ...given }: Given) {
  const message = { kase: aCase({ people: people(), ...kase }), recipient, causedBy };
  return planUnreached(
    message,
    { history, clocks: [], unreached: new Set([recipient, ...unreached]) },
    given.in ?? ground(),
  );
}

const told = (change: Change | null): string[] => (change?.messages ?? []).map(({ recipient }) => recipient);
const textTo = (change: Change | null, person: string): string =>
  JSON.stringify(change?.messages.find(({ recipient }) => recipient === person)?.reply);

describe('a message that reached nobody', () => {
  it('is said to whoever caused it, and what there is to do goes to whoever stands in', () => {
    const change = plan({});
    expect(told(change)).toEqual([CHIEF, RAISER]);
    expect(textTo(change, RAISER)).toMatch(/could not reach Helen Marsh.*passing it to Ruth Adeyemi as well/);
    expect(textTo(change, RAISER)).not.toContain(SECRET);
    expect(textTo(change, CHIEF)).toMatch(/my suggestion, not the protocol’s/);
    expect(change?.kase.people).toContainEqual({ role: 'handler', person: CHIEF });
    expect(change?.history[0]).toMatchObject({
      actor: 'beadle',
      action: 'unreached',
      data: { person: MO, standIns: [CHIEF], said: [RAISER] },
    });
    expect(change?.messages.map(({ live }) => live)).toEqual([true, undefined]);
  });

  it('is said once, and passed on once', () => {
    const said = entry('beadle', 'unreached', { person: MO, standIns: [CHIEF], said: [RAISER] });
    const after = people({ role: 'handler', person: CHIEF });
    expect(plan({ kase: { people: after }, history: [said] })).toBeNull();
    // But to somebody else who does something later.
    const other = entry(CHIEF, 'hold', { told: [MO] });
    const change = plan({ kase: { people: after }, history: [said, other], causedBy: CHIEF });
    expect(told(change)).toEqual([CHIEF]);
    expect(textTo(change, CHIEF)).toMatch(/If it cannot wait, please tell them yourself/);
  });

  it('of a case that is over is passed on to nobody', () => {
    expect(told(plan({ kase: { ended: true } }))).toEqual([RAISER]);
  });

  it('of a reminder is said to whoever raised it, if they know of that person', () => {
    expect(told(plan({ causedBy: 'beadle' }))).toContain(RAISER);
    expect(plan({ causedBy: 'beadle', recipient: MANAGER })).toBeNull();
  });

  it('to whoever was told by somebody is named to that one alone', () => {
    const kase = { people: people({ role: 'informed', person: MANAGER }) };
    const inform = entry(MO, 'inform', { told: [MANAGER] });
    // The handler let them know of it; whoever raised it has not heard so.
    expect(plan({ kase, recipient: MANAGER, causedBy: RAISER, history: [inform] })).toBeNull();
    const change = plan({ kase, recipient: MANAGER, causedBy: MO, history: [inform] });
    expect(told(change)).toEqual([MO]);
    expect(change?.kase.people).toEqual(kase.people);
  });

  it('to whoever raised it is said to the handler who wrote it', () => {
    const change = plan({
      recipient: RAISER,
      causedBy: MO,
      history: [entry(MO, 'hold', { told: [RAISER] })],
    });
    expect(told(change)).toEqual([MO]);
    expect(textTo(change, MO)).toMatch(/could not reach Cllr Ray Zur/);
    const left = 'gone@wsx.example';
    const gone = plan({
      kase: { raisedBy: left },
      recipient: left,
      causedBy: MO,
      history: [entry(MO, 'hold', { told: [left] })],
    });
    expect(textTo(gone, MO)).toMatch(/could not reach the person who raised it/);
  });

  it('is never said to whom the case is about, nor passed on to them or to those tied to them', () => {
    const about = {
      people: [
        { role: 'subject' as const, person: CHIEF },
        { role: 'handler' as const, person: MO },
      ],
    };
    expect(told(plan({ kase: about }))).toEqual([RAISER]);
    expect(told(plan({ kase: { data: { ...CASE_DATA, barred: [CHIEF] } } }))).toEqual([RAISER]);
    expect(told(plan({ in: { ...ground(), tiedTo: () => [CHIEF] } }))).toEqual([RAISER]);
    expect(told(plan({ kase: { raisedBy: CHIEF }, causedBy: 'beadle' }))).toEqual([CHIEF]);
    expect(plan({ causedBy: SUBJECT, kase: { ended: true } })).toBeNull();
  });

  it('is passed on past those who cannot be reached either', () => {
    expect(told(plan({ unreached: [CHIEF] }))).toEqual([RAISER]);
  });

  it('to one of two who handle it is passed on to nobody else', () => {
    const directory = ground().directory;
    const two = {
      ...directory,
      holdersOf: (office: string) =>
        office === 'monitoring-officer'
          ? [MO, MANAGER].flatMap((key) => directory.byKey(key) ?? [])
          : directory.holdersOf(office),
    };
    const change = plan({
      kase: { people: people({ role: 'handler', person: MANAGER }) },
      in: { ...ground(), directory: two },
    });
    expect(told(change)).toEqual([RAISER]);
  });

  it('to somebody it was handed over to is passed on to nobody: a person chose them', () => {
    const handed = entry(MO, 'hand-over', { told: [MANAGER] });
    const kase = {
      people: [
        { role: 'subject' as const, person: SUBJECT },
        { role: 'handler' as const, person: MANAGER },
        { role: 'informed' as const, person: MO },
      ],
    };
    expect(told(plan({ kase, recipient: MANAGER, causedBy: MO, history: [handed] }))).toEqual([MO]);
  });

  it('to a handler who has left is passed on to whoever has the office now', () => {
    const kase = {
      people: people().map((each) => (each.person === MO ? { ...each, person: 'old@wsx.example' } : each)),
    };
    const change = plan({ kase, recipient: 'old@wsx.example' });
    expect(told(change)).toEqual([MO, RAISER]);
    expect(textTo(change, MO)).not.toMatch(/suggestion/);
  });
});

describe('in the register', () => {
  function setUp() {
    const opened = openTestRegister();
    const { register } = opened;
    let time = Date.parse(AT);
    const reaches = new Set<string>();
    const delivered: string[] = [];
    const keeper = createUnreachedKeeper({ register, groundOf: () => Promise.resolve(ground()) });
    const deliver = (recipient: string): Delivery => {
      if (!reaches.has(recipient)) return { result: 'unreachable' };
      delivered.push(recipient);
      return { result: 'sent' };
    };
    const warnings: Record<string, unknown>[] = [];
    const send = (onUnreached = keeper): Promise<number> =>
      createOutboxSender({
        register,
        directoryOf: () => ground().directory,
        deliverers: [
          { channel: 'teams', deliver: ({ recipient: { key } }) => Promise.resolve(deliver(key)) },
        ],
        clock: { now: () => new Date(time) },
        log: { info: () => undefined, warn: (fields) => warnings.push(fields) },
        onUnreached,
      }).sendDue();
    const raise = async (): Promise<void> => {
      const change = beginning('case-1', AT, []);
      await register.commit({
        ...change,
        kase: { ...change.kase, people: people() },
        messages: [
          {
            id: 'm1',
            recipient: MO,
            reply: { audience: 'private', blocks: [{ type: 'text', text: SECRET }] },
            live: true,
          },
        ],
      });
    };
    return { ...opened, send, raise, reaches, delivered, warnings, wait: (ms: number) => (time += ms) };
  }

  it('waits, is told of once through any number of tries and restarts, and arrives in the end', async () => {
    const town = setUp();
    [RAISER, CHIEF].forEach((key) => town.reaches.add(key));
    await town.raise();
    await town.send();
    for (let day = 0; day < 5; day += 1) {
      town.wait(86_400_000);
      await town.send();
    }
    expect([...town.delivered].sort()).toEqual([CHIEF, RAISER]);
    expect(await town.register.unreachedPeople('wessex')).toEqual([MO]);
    expect(await town.register.unreachedPeople('mercia')).toEqual([]);
    town.reaches.add(MO);
    town.wait(86_400_000);
    await town.send();
    expect(town.delivered).toEqual(expect.arrayContaining([MO]));
    expect(town.delivered).toHaveLength(3);
    expect(await town.register.unreachedPeople('wessex')).toEqual([]);
    const history = await town.register.historyOf('wessex', 'case-1');
    expect(history.map(({ action }) => action)).toEqual(['raised', 'unreached']);
    expect(await town.register.verifyChain('wessex')).toMatchObject({ intact: true });
    town.close();
  });

  it('comes to an end where nobody at all can be reached', async () => {
    const town = setUp();
    await town.raise();
    await town.send();
    town.wait(86_400_000);
    await town.send();
    const unreached = [...(await town.register.unreachedPeople('wessex'))].sort();
    expect(unreached).toEqual([CHIEF, MO, RAISER]);
    town.close();
  });

  it('is told of at the next try where that failed at first, and nothing of it is logged', async () => {
    const town = setUp();
    town.reaches.add(RAISER);
    await town.raise();
    await town.send(() => Promise.reject(new Error(SECRET)));
    expect(town.delivered).toEqual([]);
    expect(JSON.stringify(town.warnings)).not.toContain(SECRET);
    town.wait(86_400_000);
    await town.send();
    expect(town.delivered).toEqual([RAISER]);
    town.close();
  });
});
