import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewInboxItem, Noted, TaughtExample } from '../../src/casework/learning-port.ts';
import { RegisterOpenError } from '../../src/register/open.ts';
import { readTaughtExamples } from '../../src/register/read-examples.ts';
import { openTestRegister } from '../support/register.ts';

const AT = '2026-11-20T10:00:00.000Z';
const ITEM: NewInboxItem = {
  question: 'may I borrow the mace?',
  picked: false,
  as: 'officer',
  reason: 'wrong',
  topic: 'resources-private',
  verdict: 'no',
  clauses: ['8.2'],
  confidence: 0.61,
  day: '2026-11-20',
};
const NOTED: Noted = {
  day: '2026-11-20',
  counted: { topic: 'resources-private', outcome: 'no', what: 'given' },
  inbox: null,
};
const EXAMPLE: TaughtExample = {
  council: 'wessex',
  topic: 'resources-private',
  as: 'officer',
  clauses: ['8.2'],
  text: 'may I borrow the mace?',
};
const SETTLED = { by: 'filed', topic: 'resources-private', day: '2026-11-21' } as const;

let opened: ReturnType<typeof openTestRegister>;
beforeEach(() => {
  opened = openTestRegister();
});
afterEach(() => opened.close());

let revision = 0;
async function note(noted: Noted, council = 'wessex', durable = false): Promise<boolean> {
  return opened.register.saveState(council, `person-${revision++}`, {
    expectedRevision: 0,
    data: {},
    at: AT,
    durable,
    noted,
  });
}

describe('what is noted with a turn', () => {
  it.each([true, false])('is saved together with the conversation (durable: %s)', async (durable) => {
    expect(await note({ ...NOTED, inbox: ITEM }, 'wessex', durable)).toBe(true);
    expect(await opened.register.openInbox('wessex')).toEqual([
      { ...ITEM, id: 1, council: 'wessex', times: 1, settled: null },
    ]);
    expect(await opened.register.answerCounts('wessex', '2026-11-20')).toMatchObject([{ given: 1 }]);
  });

  it('is not saved where the conversation is not', async () => {
    const save = (expectedRevision: number) =>
      opened.register.saveState('wessex', 'p', {
        expectedRevision,
        data: {},
        at: AT,
        durable: false,
        noted: { ...NOTED, inbox: ITEM },
      });
    expect(await save(7)).toBe(false);
    expect(await opened.register.openInbox('wessex')).toEqual([]);
    expect(await opened.register.answerCounts('wessex', '2026-11-20')).toEqual([]);
  });

  it('has no column that could say who it was', () => {
    for (const table of ['inbox', 'examples', 'answer_counts']) {
      const columns = opened.db
        .all<{ name: string }>(sql.raw(`PRAGMA table_info(${table})`))
        .map(({ name }) => name);
      expect(columns.length).toBeGreaterThan(5);
      expect(columns.join()).not.toMatch(/person|raised|recipient|actor|user|email|name|_at/);
    }
  });
});

describe('the inbox', () => {
  it('counts what waits there already, for the same kind of asker and reason', async () => {
    await note({ ...NOTED, inbox: ITEM });
    await note({ ...NOTED, inbox: { ...ITEM, day: '2026-11-22' } });
    await note({ ...NOTED, inbox: { ...ITEM, as: null } });
    await note({ ...NOTED, inbox: { ...ITEM, as: null } });
    await note({ ...NOTED, inbox: { ...ITEM, reason: 'not-covered' } });
    expect(await opened.register.openInbox('wessex')).toMatchObject([
      { id: 1, as: 'officer', times: 2, day: '2026-11-22' },
      { id: 2, as: null, times: 2 },
      { id: 3, reason: 'not-covered', times: 1 },
    ]);
  });

  it('keeps councils apart', async () => {
    await note({ ...NOTED, inbox: ITEM });
    const { register } = opened;
    expect(await register.openInbox('mercia')).toEqual([]);
    expect(await register.inboxItem('mercia', 1)).toBeNull();
    expect(await register.settleInbox('mercia', 1, SETTLED, EXAMPLE)).toBe(false);
    expect(await register.answerCounts('mercia', '2026-01-01')).toEqual([]);
    expect(await register.openInbox('wessex')).toHaveLength(1);
  });

  it('settles a question once, forgets its words, and keeps the example made of it', async () => {
    const { register } = opened;
    await note({ ...NOTED, inbox: ITEM });
    expect(await register.settleInbox('wessex', 1, SETTLED, EXAMPLE)).toBe(true);
    expect(await register.settleInbox('wessex', 1, SETTLED, EXAMPLE)).toBe(false);
    expect(await register.openInbox('wessex')).toEqual([]);
    expect(await register.inboxItem('wessex', 1)).toMatchObject({ question: '', settled: SETTLED });
    expect(await register.examples('wessex')).toEqual([{ ...EXAMPLE, id: 1, day: '2026-11-21' }]);
  });

  it('takes an example back', async () => {
    const { register } = opened;
    await note({ ...NOTED, inbox: ITEM });
    await register.settleInbox('wessex', 1, SETTLED, EXAMPLE);
    expect(await register.removeExample('mercia', 1)).toBe(false);
    expect(await register.removeExample('wessex', 1)).toBe(true);
    expect(await register.removeExample('wessex', 1)).toBe(false);
    expect(await register.examples('wessex')).toEqual([]);
  });
});

describe('the counts', () => {
  it('add up over days, from a day on', async () => {
    const counted = (
      what: NonNullable<Noted['counted']>['what'],
      day: string,
      topic: string | null = 'a',
    ): Noted => ({
      day,
      counted: { topic, outcome: 'yes', what },
      inbox: null,
    });
    for (const each of [
      counted('given', '2026-11-18'),
      counted('given', '2026-11-19'),
      counted('given', '2026-11-20'),
      counted('right', '2026-11-20'),
      counted('wrong', '2026-11-20'),
      counted('given', '2026-11-20', null),
    ])
      await note(each);
    expect(await opened.register.answerCounts('wessex', '2026-11-19')).toEqual([
      { topic: 'a', outcome: 'yes', given: 2, right: 1, wrong: 1 },
      { topic: null, outcome: 'yes', given: 1, right: 0, wrong: 0 },
    ]);
  });
});

describe('reading what was taught before the register is opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-taught-'));
  const file = join(folder, 'register.db');
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives every council’s examples, also while Beadle runs', async () => {
    const running = openTestRegister(file);
    await running.register.saveState('wessex', 'p', {
      expectedRevision: 0,
      data: {},
      at: AT,
      durable: true,
      noted: { ...NOTED, inbox: ITEM },
    });
    await running.register.settleInbox('wessex', 1, SETTLED, { ...EXAMPLE, as: null });
    expect(readTaughtExamples(file)).toEqual([{ ...EXAMPLE, as: null }]);
    running.close();
    expect(readTaughtExamples(file)).toEqual([{ ...EXAMPLE, as: null }]);
  });

  it('gives none where there is no register yet, and makes none', () => {
    expect(readTaughtExamples(join(folder, 'none.db'))).toEqual([]);
    expect(readTaughtExamples(join(folder, 'none.db'))).toEqual([]);
  });

  it('says which file is no register', () => {
    const other = join(mkdtempSync(join(tmpdir(), 'beadle-')), 'register.db');
    writeFileSync(other, 'this is a text, and no database at all, however long it may be');
    expect(() => readTaughtExamples(other)).toThrow(RegisterOpenError);
  });
});
