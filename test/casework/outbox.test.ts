import { describe, expect, it } from 'vitest';
import { createOutboxSender, pauseAfter } from '../../src/casework/outbox.ts';
import { createDirectory } from '../../src/casework/people.ts';
import type { Deliverer, Delivery, OutgoingMessage } from '../../src/conversation/vocabulary.ts';
import { openTestRegister } from '../support/register.ts';

const START = Date.parse('2026-11-20T10:00:00.000Z');

function setUp(answers: Delivery[], channel: Deliverer['channel'] = 'slack') {
  const opened = openTestRegister();
  let time = START;
  const delivered: OutgoingMessage[] = [];
  const warnings: Record<string, unknown>[] = [];
  const deliverer: Deliverer = {
    channel,
    deliver: (message) => {
      delivered.push(message);
      return Promise.resolve(answers.shift() ?? { result: 'sent' });
    },
  };
  const sender = (deliverers: Deliverer[] = [deliverer]) =>
    createOutboxSender({
      register: opened.register,
      directoryOf: () => createDirectory([]),
      deliverers,
      clock: { now: () => new Date(time) },
      log: { info: () => undefined, warn: (fields) => warnings.push(fields) },
    });
  const queue = (id: string): Promise<unknown> =>
    opened.register.commit({
      council: 'wessex',
      at: new Date(time).toISOString(),
      kase: {
        is: 'new',
        id,
        type: 'relationship',
        stage: 'open',
        raisedBy: 'a',
        ended: false,
        route: null,
        people: [],
        data: {},
        onceKey: id,
        referencePrefix: 'WSX',
        year: 2026,
      },
      history: [],
      messages: [
        {
          id: `message-${id}`,
          recipient: 'slack:T1:U7',
          reply: { audience: 'private', blocks: [{ type: 'text', text: 'secret words' }] },
        },
      ],
      gaps: [],
    });
  return { ...opened, sender, queue, delivered, warnings, deliverer, wait: (ms: number) => (time += ms) };
}

describe('the outbox', () => {
  it('sends a message once', async () => {
    const { sender, queue, delivered, close } = setUp([]);
    await queue('one');
    expect(await sender().sendDue()).toBe(1);
    expect(await sender().sendDue()).toBe(0);
    expect(delivered).toHaveLength(1);
    expect(delivered[0]?.recipient.slackUserId).toBe('U7');
    close();
  });

  it('tries again with growing pauses, and after a restart', async () => {
    const failure: Delivery = { result: 'retry', code: 'internal_error' };
    const { sender, queue, delivered, wait, close } = setUp([failure, failure, failure]);
    await queue('one');
    await sender().sendDue();
    for (const pause of [5_000, 30_000, 120_000]) {
      const before = delivered.length;
      wait(pause - 1);
      await sender().sendDue();
      expect(delivered).toHaveLength(before);
      wait(1);
      // A new sender each time stands for a restart: nothing is kept in memory.
      await sender().sendDue();
      expect(delivered).toHaveLength(before + 1);
    }
    close();
  });

  it('waits as long as the platform asks', async () => {
    const { sender, queue, delivered, wait, close } = setUp([
      { result: 'retry', code: 'ratelimited', afterMs: 90_000 },
    ]);
    await queue('one');
    await sender().sendDue();
    wait(89_999);
    await sender().sendDue();
    expect(delivered).toHaveLength(1);
    wait(1);
    await sender().sendDue();
    expect(delivered).toHaveLength(2);
    close();
  });

  it('tries the channel the person used last first, and the others after it', async () => {
    const { register, sender, queue, close } = setUp([]);
    const tried: string[] = [];
    const make = (channel: Deliverer['channel'], delivery: Delivery): Deliverer => ({
      channel,
      deliver: () => {
        tried.push(channel);
        return Promise.resolve(delivery);
      },
    });
    await register.saveReference('wessex', 'slack:T1:U7', {
      channel: 'teams',
      reference: '{}',
      at: '2026-11-20T09:00:00Z',
    });
    await queue('one');
    await sender([make('slack', { result: 'sent' }), make('teams', { result: 'unreachable' })]).sendDue();
    expect(tried).toEqual(['teams', 'slack']);
    close();
  });

  it('keeps a message nobody can deliver, and logs no word of it', async () => {
    const { register, sender, queue, warnings, close } = setUp([{ result: 'unreachable' }]);
    await queue('one');
    expect(await sender().sendDue()).toBe(0);
    expect(await register.stuckMessages(1)).toMatchObject([{ code: 'unreachable' }]);
    expect(JSON.stringify(warnings)).not.toContain('secret');
    expect(warnings).toHaveLength(1);
    close();
  });

  it('never pauses shorter for more tries', () => {
    const pauses = Array.from({ length: 12 }, (_, tries) => pauseAfter(tries + 1));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.at(-1)).toBe(21_600_000);
  });
});
