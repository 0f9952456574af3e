import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutboxSender } from '../../src/casework/outbox.ts';
import { createDirectory } from '../../src/casework/people.ts';
import type { CardUpdate, Change } from '../../src/casework/register-port.ts';
import type { Deliverer, Delivery, MessageUpdate, Reply } from '../../src/conversation/vocabulary.ts';
import { openTestRegister } from '../support/register.ts';

const AT = '2026-11-20T10:00:00.000Z';
const COUNCIL = 'wessex';
const reply = (text: string): Reply => ({ audience: 'private', blocks: [{ type: 'text', text }] });

let town: ReturnType<typeof setUp>;
beforeEach(() => {
  town = setUp();
});
afterEach(() => town.close());

function setUp() {
  const opened = openTestRegister();
  const updated: MessageUpdate[] = [];
  const answers: Delivery[] = [];
  let time = Date.parse(AT);
  const slack: Deliverer = {
    channel: 'slack',
    deliver: ({ id }) => Promise.resolve({ result: 'sent', reference: `place of ${id}` }),
    update: (message) => {
      updated.push(message);
      return Promise.resolve(answers.shift() ?? { result: 'sent' });
    },
  };
  const send = (deliverers: Deliverer[] = [slack]): Promise<number> =>
    createOutboxSender({
      register: opened.register,
      directoryOf: () => createDirectory([]),
      deliverers,
      clock: { now: () => new Date(time) },
      log: { info: () => undefined, warn: () => undefined },
    }).sendDue();
  return { ...opened, slack, send, updated, answers, wait: (ms: number) => (time += ms) };
}

const CASE = { stage: 'new', ended: false, route: null, people: [], data: {} };

async function raise(live = true): Promise<void> {
  const change: Change = {
    council: COUNCIL,
    at: AT,
    kase: {
      is: 'new',
      id: 'case-1',
      type: 'complaint',
      raisedBy: 'a',
      onceKey: 'once-1',
      referencePrefix: 'WSX',
      year: 2026,
      ...CASE,
    },
    history: [],
    messages: [{ id: 'm1', recipient: 'h', reply: reply('as it was'), live }],
    gaps: [],
  };
  await town.register.commit(change);
}

async function move(revision: number): Promise<void> {
  const { fresh } = await town.register.commit({
    council: COUNCIL,
    at: AT,
    kase: { is: 'update', id: 'case-1', revision, onceKey: `move-${revision}`, ...CASE },
    history: [],
    messages: [],
    gaps: [],
  });
  expect(fresh).toBe(true);
}

const stale = async (): Promise<string[]> =>
  (await town.register.staleCards(COUNCIL, 10)).map(({ id, kase }) => `${id} at ${kase.revision}`);
const queue = (revision: number, more: Partial<CardUpdate> = {}): Promise<void> =>
  town.register.queueUpdates(
    [{ card: 'm1', revision, reply: reply(`as of ${revision}`), last: false, ...more }],
    AT,
  );
const shown = (): string[] => town.updated.map(({ reply: { blocks } }) => JSON.stringify(blocks[0]));

describe('a card that was sent', () => {
  it('is left behind when its case moves on, and brought up to date once', async () => {
    await raise();
    await town.send();
    expect(await stale()).toEqual([]);
    await move(1);
    expect(await stale()).toEqual(['m1 at 2']);
    await queue(2);
    expect(await stale()).toEqual([]);
    await town.send();
    await town.send();
    expect(town.updated).toMatchObject([{ council: COUNCIL, reference: 'place of m1' }]);
    expect(shown()[0]).toContain('as of 2');
  });

  it('that is only a notice stays as it is', async () => {
    await raise(false);
    await town.send();
    await move(1);
    expect(await stale()).toEqual([]);
  });

  it('of a channel that gave nothing to find it by stays as it is', async () => {
    await raise();
    await town.send([{ channel: 'web', deliver: () => Promise.resolve({ result: 'sent' }) }]);
    await move(1);
    expect(await stale()).toEqual([]);
  });

  it('is left behind from the start where it was sent late', async () => {
    await raise();
    await move(1);
    await town.send();
    expect(await stale()).toEqual(['m1 at 2']);
  });

  it('is still left behind where its case moved on while the update was planned', async () => {
    await raise();
    await town.send();
    await move(1);
    await move(2);
    await queue(2);
    expect(await stale()).toEqual(['m1 at 3']);
  });

  it('gets the newest update alone where an earlier one could not be sent', async () => {
    await raise();
    await town.send();
    await move(1);
    await queue(2);
    town.answers.push({ result: 'retry', code: 'slack-rate_limited', afterMs: 90_000 });
    await town.send();
    await move(2);
    await queue(3);
    town.wait(100_000);
    await town.send();
    expect(shown().map((text) => /as of \d/.exec(text)?.[0])).toEqual(['as of 2', 'as of 3']);
    expect(await town.register.stuckMessages(1)).toEqual([]);
  });

  it('that is gone is left alone for good', async () => {
    await raise();
    await town.send();
    await move(1);
    await queue(2);
    town.answers.push({ result: 'unreachable' });
    await town.send();
    await move(2);
    town.wait(86_400_000);
    expect(await town.register.wakeMessages(COUNCIL, 'h', AT)).toBe(0);
    await town.send();
    expect(town.updated).toHaveLength(1);
    expect(await stale()).toEqual([]);
  });

  it('on a channel that changes none is left alone for good', async () => {
    await raise();
    await town.send();
    await move(1);
    await queue(2);
    await town.send([{ channel: 'slack', deliver: town.slack.deliver }]);
    await move(2);
    expect(await stale()).toEqual([]);
  });

  it('waits where its channel is not connected', async () => {
    await raise();
    await town.send();
    await move(1);
    await queue(2);
    await town.send([{ channel: 'web', deliver: () => Promise.resolve({ result: 'sent' }) }]);
    town.wait(60_000);
    await town.send();
    expect(town.updated).toHaveLength(1);
  });

  it('that has said its last says no more', async () => {
    await raise();
    await town.send();
    await move(1);
    await queue(2, { last: true });
    await move(2);
    await queue(3);
    await town.send();
    expect(await stale()).toEqual([]);
    expect(shown()).toHaveLength(1);
  });
});

describe('a card that a channel showed by itself', () => {
  const note = (revision: number, more: { caseId?: string; council?: string } = {}): Promise<void> =>
    town.register.noteCard({
      id: 's1',
      council: COUNCIL,
      caseId: 'case-1',
      recipient: 'h',
      revision,
      channel: 'slack',
      reference: 'place of s1',
      ...more,
    });

  it('is left behind when its case moves on, and brought up to date', async () => {
    await raise(false);
    await note(1);
    expect(await stale()).toEqual([]);
    await move(1);
    expect(await stale()).toEqual(['s1 at 2']);
    await town.register.queueUpdates([{ card: 's1', revision: 2, reply: reply('as of 2'), last: false }], AT);
    await town.send();
    expect(town.updated).toMatchObject([{ reference: 'place of s1' }]);
  });

  it('is left behind at once where the case had moved on before it was noted', async () => {
    await raise(false);
    await move(1);
    await note(1);
    expect(await stale()).toEqual(['s1 at 2']);
  });

  it('of no case, or of another council’s, is not kept', async () => {
    await raise(false);
    await note(1, { caseId: 'case-9' });
    await note(1, { council: 'mercia' });
    await move(1);
    expect(await stale()).toEqual([]);
  });
});
