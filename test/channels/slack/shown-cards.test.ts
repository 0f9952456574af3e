import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome, ShownCase } from '../../../src/conversation/vocabulary.ts';
import { reply, startHarness, type Harness } from './harness.ts';

const SHOWS: ShownCase = { council: 'swale', kase: 'case-1', person: 'ann@council', revision: 3 };
const card = (text = 'Stands: Received'): Outcome => ({
  replies: [{ ...reply('private', text), shows: SHOWS }],
});

let harness: Harness;
let noted: { shown: ShownCase; reference: string }[];
async function start(outcome = card(), fails = false): Promise<ReturnType<Harness['person']>> {
  noted = [];
  harness = await startHarness(() => outcome, {
    onShown: (shown, reference) => {
      noted.push({ shown, reference });
      return fails ? Promise.reject(new Error('broken')) : Promise.resolve();
    },
  });
  return harness.person();
}
afterEach(() => harness.close());

describe('a card shown in answer', () => {
  it('is noted with where it is, and can be changed there', async () => {
    const person = await start();
    await person.say('SWA-2026-0001');
    await harness.channel.settle();
    expect(noted.map(({ shown }) => shown)).toEqual([SHOWS]);
    const changed = await harness.channel.deliverer.update?.({
      id: 'update-1',
      council: 'swale',
      reference: noted[0]?.reference ?? '',
      reply: reply('private', 'Stands: Closed'),
    });
    expect(changed?.result).toBe('sent');
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['Stands: Closed']);
    expect(JSON.stringify(harness.slack.calls)).not.toContain('ann@council');
  });

  it('in several messages is noted with all of them', async () => {
    const person = await start(card('word '.repeat(3_000)));
    await person.say('SWA-2026-0001');
    await harness.channel.settle();
    const { parts } = JSON.parse(noted[0]?.reference ?? '{}') as { parts: string[] };
    expect(parts).toHaveLength(harness.slack.messages.length);
    expect(parts.length).toBeGreaterThan(1);
  });

  it('that only they see in a channel cannot be changed, and is not noted', async () => {
    const person = await start();
    await person.command('/protocol', 'SWA-2026-0001');
    await person.mention('SWA-2026-0001');
    await harness.channel.settle();
    expect(noted).toEqual([]);
  });

  it('that Slack did not take is not noted, and is said to be lost', async () => {
    const person = await start();
    harness.slack.next('chat.postMessage', { error: 'restricted_action' });
    await person.say('SWA-2026-0001');
    await harness.channel.settle();
    expect(noted).toEqual([]);
    expect(harness.log()).toContain('slack-reply-lost');
  });

  it('is shown even where it could not be noted', async () => {
    const person = await start(card(), true);
    await person.say('SWA-2026-0001');
    await harness.channel.settle();
    expect(person.seen('D1')).toHaveLength(1);
    expect(harness.log()).toContain('slack-shown-not-noted');
  });
});
