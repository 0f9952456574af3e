import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REFERENCE_PLACEHOLDER, type Change } from '../../src/casework/register-port.ts';
import { RegisterOpenError } from '../../src/register/open.ts';
import { MIGRATIONS, openTestRegister } from '../support/register.ts';
import { openDatabase } from '../../src/register/open.ts';

const AT = '2026-11-20T10:00:00.000Z';

function newCase(onceKey: string, overrides: Partial<Change> = {}, year = 2026): Change {
  return {
    council: 'wessex',
    at: AT,
    kase: {
      is: 'new',
      id: `case-${onceKey}`,
      type: 'relationship',
      stage: 'open',
      raisedBy: 'a@council.example',
      ended: false,
      route: null,
      people: [{ role: 'handler', person: 'mo@council.example' }],
      data: { answers: { kind: 'family' } },
      onceKey,
      referencePrefix: 'WSX',
      year,
    },
    history: [
      {
        actor: 'a@council.example',
        action: 'disclosed',
        data: { n: 1 },
        versions: { protocol: 'p', flow: '1' },
      },
    ],
    messages: [
      {
        id: `message-${onceKey}`,
        recipient: 'mo@council.example',
        reply: { audience: 'private', blocks: [{ type: 'text', text: `See ${REFERENCE_PLACEHOLDER}.` }] },
      },
    ],
    gaps: [],
    ...overrides,
  };
}

describe('the register', () => {
  let opened: ReturnType<typeof openTestRegister>;
  beforeEach(() => {
    opened = openTestRegister();
  });
  afterEach(() => opened.close());

  it('numbers cases by council and year, from 0001', async () => {
    const { register } = opened;
    const references = [];
    for (const change of [newCase('one'), newCase('two'), newCase('three', {}, 2027)]) {
      references.push((await register.commit(change)).kase.reference);
    }
    expect(references).toEqual(['WSX-2026-0001', 'WSX-2026-0002', 'WSX-2027-0001']);
  });

  it('puts the reference into the messages of the change', async () => {
    await opened.register.commit(newCase('one'));
    const [message] = await opened.register.claimMessages(AT, 10, 1000);
    expect(message?.reply.blocks).toEqual([{ type: 'text', text: 'See WSX-2026-0001.' }]);
  });

  it('makes one case of two commits with the same key', async () => {
    const { register } = opened;
    const first = await register.commit(newCase('same'));
    const again = await register.commit(newCase('same'));
    expect([first.fresh, again.fresh]).toEqual([true, false]);
    expect(again.kase).toEqual(first.kase);
    expect(await register.casesRaisedBy('wessex', 'a@council.example')).toHaveLength(1);
    expect(await register.claimMessages(AT, 10, 1000)).toHaveLength(1);
  });

  it('commits nothing of a change that fails half-way', async () => {
    const { register } = opened;
    await register.commit(newCase('one'));
    const clash = newCase('two', { messages: newCase('one').messages });
    await expect(register.commit(clash)).rejects.toThrow();
    expect(await register.casesRaisedBy('wessex', 'a@council.example')).toHaveLength(1);
    expect(await register.verifyChain('wessex')).toEqual({ intact: true, entries: 1 });
    expect((await register.commit(newCase('three'))).kase.reference).toBe('WSX-2026-0002');
  });

  it('never shows one council the cases of another', async () => {
    const { register } = opened;
    const { kase } = await register.commit(newCase('one'));
    expect(await register.caseByReference('mercia', kase.reference)).toBeNull();
    expect(await register.casesRaisedBy('mercia', 'a@council.example')).toEqual([]);
    expect(await register.historyOf('mercia', kase.id)).toEqual([]);
    const update: Change = {
      ...newCase('x'),
      council: 'mercia',
      kase: {
        is: 'update',
        id: kase.id,
        revision: kase.revision,
        stage: 'ended',
        ended: true,
        route: null,
        people: [],
        data: {},
        onceKey: 'steal',
      },
    };
    await expect(register.commit(update)).rejects.toMatchObject({ code: 'CASE_UNKNOWN' });
  });

  it('takes an event once, and again after its turn failed', async () => {
    const { register } = opened;
    const event = { council: 'wessex', channel: 'slack', id: 'Ev1' } as const;
    expect(await register.claimEvent({ ...event, at: AT })).toBe(true);
    expect(await register.claimEvent({ ...event, at: AT })).toBe(false);
    await register.releaseEvent(event);
    expect(await register.claimEvent({ ...event, at: AT })).toBe(true);
    await register.pruneEvents('2026-11-21T00:00:00.000Z');
    expect(await register.claimEvent({ ...event, at: AT })).toBe(true);
  });

  it('remembers what is for the next turn only until it is saved over, or too old', async () => {
    const { register } = opened;
    const save = (person: string, expectedRevision: number, passing: string | null, at: string) =>
      register.saveState('wessex', person, { expectedRevision, data: {}, passing, at, durable: false });
    const passing = async (person: string) => (await register.loadState('wessex', person))?.passing;
    await save('p', 0, 'words', AT);
    expect(await passing('p')).toBe('words');
    await save('p', 1, null, AT);
    expect(await passing('p')).toBeNull();
    await save('old', 0, 'words', '2026-11-18T10:00:00.000Z');
    await save('new', 0, 'words', AT);
    await register.forgetPassing('2026-11-19T10:00:00.000Z');
    expect([await passing('old'), await passing('new')]).toEqual([null, 'words']);
    expect((await register.loadState('wessex', 'old'))?.revision).toBe(1);
  });

  it('saves a conversation only over the revision it was read at', async () => {
    const { register } = opened;
    const save = (expectedRevision: number, data: number): Promise<boolean> =>
      register.saveState('wessex', 'p', { expectedRevision, data, at: AT, durable: true });
    expect(await save(0, 1)).toBe(true);
    expect(await save(0, 2)).toBe(false);
    expect(await save(1, 3)).toBe(true);
    expect(await register.loadState('wessex', 'p')).toEqual({ revision: 2, data: 3, passing: null });
  });

  it('gives a due message to one sender only, until its lease runs out', async () => {
    const { register } = opened;
    await register.commit(newCase('one'));
    const claim = (at: string): Promise<readonly { attempts: number }[]> =>
      register.claimMessages(at, 10, 60_000);
    expect(await claim(AT)).toHaveLength(1);
    expect(await claim('2026-11-20T10:00:59.000Z')).toHaveLength(0);
    expect(await claim('2026-11-20T10:01:00.000Z')).toMatchObject([{ attempts: 2 }]);
    await register.recordDelivery('message-one', { result: 'sent', channel: 'slack', at: AT });
    expect(await claim('2027-01-01T00:00:00.000Z')).toHaveLength(0);
  });

  it('wakes messages that wait, not those under way', async () => {
    const { register } = opened;
    await register.commit(newCase('one'));
    await register.claimMessages(AT, 10, 60_000);
    await register.wakeMessages('wessex', 'mo@council.example', AT);
    expect(await register.claimMessages(AT, 10, 60_000)).toHaveLength(0);
    const nextAt = '2026-11-21T00:00:00.000Z';
    await register.recordDelivery('message-one', { result: 'retry', code: 'x', nextAt, at: AT });
    expect(await register.claimMessages(AT, 10, 60_000)).toHaveLength(0);
    await register.wakeMessages('wessex', 'mo@council.example', AT);
    expect(await register.claimMessages(AT, 10, 60_000)).toHaveLength(1);
  });

  it('lists gaps and messages that stick', async () => {
    const { register } = opened;
    const gap = { office: 'chief-executive', reason: 'nobody-holds-office' } as const;
    await register.commit(newCase('one', { gaps: [gap] }));
    expect(await register.openGaps()).toEqual([
      { id: 1, council: 'wessex', reference: 'WSX-2026-0001', ...gap, at: AT },
    ]);
    const told = { ...newCase('told', { messages: [] }), closes: [1] };
    await register.commit(told);
    expect(await register.openGaps()).toEqual([]);
    await register.claimMessages(AT, 10, 1000);
    await register.recordDelivery('message-one', {
      result: 'retry',
      code: 'token_revoked',
      nextAt: AT,
      at: AT,
    });
    expect(await register.stuckMessages(1)).toMatchObject([{ code: 'token_revoked', attempts: 1 }]);
    expect(await register.stuckMessages(2)).toEqual([]);
  });

  it('says so when it cannot be written', async () => {
    opened.db.run(sql`PRAGMA query_only = ON`);
    await expect(opened.register.checkWritable(AT)).rejects.toThrow();
    opened.db.run(sql`PRAGMA query_only = OFF`);
    await expect(opened.register.checkWritable(AT)).resolves.toBeUndefined();
  });
});

describe('the history', () => {
  it('cannot be changed or deleted through the database', async () => {
    const { db, register, close } = openTestRegister();
    await register.commit(newCase('one'));
    expect(() => db.run(sql`UPDATE history SET action = 'nothing'`)).toThrow();
    expect(() => db.run(sql`DELETE FROM history`)).toThrow();
    close();
  });

  it('shows any tampering by somebody who breaks the lock', async () => {
    const tamperings = [
      sql`UPDATE history SET data = '{"n":2}' WHERE sequence = 2`,
      sql`UPDATE history SET actor = 'someone-else' WHERE sequence = 1`,
      sql`UPDATE history SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 3`,
      sql`DELETE FROM history WHERE sequence = 2`,
      sql`DELETE FROM history WHERE sequence = 1`,
      sql`UPDATE history SET protocol_version = 'other' WHERE sequence = 2`,
    ];
    for (const tampering of tamperings) {
      const { db, register, close } = openTestRegister();
      for (const key of ['one', 'two', 'three']) await register.commit(newCase(key));
      expect(await register.verifyChain('wessex')).toEqual({ intact: true, entries: 3 });
      db.run(sql`DROP TRIGGER history_no_update`);
      db.run(sql`DROP TRIGGER history_no_delete`);
      db.run(tampering);
      expect(await register.verifyChain('wessex')).toMatchObject({ intact: false });
      close();
    }
  });

  it('chains any history, each council on its own', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            council: fc.constantFrom('wessex', 'mercia'),
            data: fc.dictionary(fc.string(), fc.string()),
          }),
          {
            maxLength: 12,
          },
        ),
        async (steps) => {
          const { register, close } = openTestRegister();
          for (const [index, { council, data }] of steps.entries()) {
            const change = newCase(`${index}`, { council });
            await register.commit({
              ...change,
              history: change.history.map((entry) => ({ ...entry, data })),
            });
          }
          for (const council of ['wessex', 'mercia']) {
            const entries = steps.filter((step) => step.council === council).length;
            expect(await register.verifyChain(council)).toEqual({ intact: true, entries });
          }
          close();
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('opening the register', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-register-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('finds everything again after a restart', async () => {
    const file = join(folder, 'register.db');
    const first = openTestRegister(file);
    const { kase } = await first.register.commit(newCase('one'));
    first.close();
    const second = openTestRegister(file);
    expect(await second.register.caseByReference('wessex', kase.reference)).toEqual(kase);
    expect(await second.register.claimMessages(AT, 10, 1000)).toHaveLength(1);
    second.close();
  });

  it('lets nobody else on the machine read it', () => {
    const file = join(folder, 'private', 'register.db');
    openTestRegister(file).close();
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('waits for the disk and keeps references whole', () => {
    const { db, close } = openTestRegister(join(folder, 'other', 'register.db'));
    const pragma = (name: string): unknown => Object.values(db.get<object>(sql.raw(`PRAGMA ${name}`)))[0];
    expect([pragma('synchronous'), pragma('foreign_keys'), pragma('journal_mode')]).toEqual([2, 1, 'wal']);
    close();
  });

  it('says which file is no register, and what to do', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'beadle-')), 'register.db');
    writeFileSync(file, 'this is a text, and no database at all, however long it may be');
    expect(() => openDatabase(file, MIGRATIONS)).toThrow(RegisterOpenError);
    expect(() => openDatabase(file, MIGRATIONS)).toThrow(/DATA_DIR/);
  });
});
