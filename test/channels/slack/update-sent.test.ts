import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, OutgoingMessage, Reply } from '../../../src/conversation/vocabulary.ts';
import type { Misbehaviour } from '../../support/fake-slack.ts';
import { reply, say, startHarness, type Harness } from './harness.ts';

const MESSAGE: OutgoingMessage = {
  id: 'message-1',
  council: 'swale',
  recipient: { name: 'Ann Lee', slackUserId: 'U7', entraObjectId: null, key: 'ann@council' },
  reference: null,
  reply: reply('private', 'Received'),
};
const LONG = reply('private', 'word '.repeat(3_000));

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness(() => say('x'));
});
afterEach(() => harness.close());

async function send(first: Reply): Promise<string> {
  const delivery = await harness.channel.deliverer.deliver({ ...MESSAGE, reply: first });
  return (delivery.result === 'sent' ? delivery.reference : undefined) ?? '';
}
const update = async (reference: string, next: Reply): Promise<Delivery | undefined> =>
  harness.channel.deliverer.update?.({ id: 'update-1', council: 'swale', reference, reply: next });
const shown = (): string[] => harness.slack.messages.map(({ text }) => text);

describe('a message that was sent', () => {
  it('says something else in its old place, and nobody is told anew', async () => {
    const reference = await send(reply('private', 'Received'));
    expect(await update(reference, reply('private', 'Being looked into'))).toEqual({
      result: 'sent',
      reference,
    });
    expect(shown()).toEqual(['Being looked into']);
    expect(harness.slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('that grows goes on in its thread, and is found again there', async () => {
    const reference = await send(reply('private', 'Received'));
    const grown = await update(reference, LONG);
    const parts = harness.slack.messages.length;
    expect(parts).toBeGreaterThan(1);
    expect(harness.slack.messages[1]?.threadTs).toBe(harness.slack.messages[0]?.ts);
    await update(grown?.result === 'sent' ? (grown.reference ?? '') : '', LONG);
    expect(harness.slack.messages).toHaveLength(parts);
  });

  it('that shrinks leaves nothing of the old behind', async () => {
    const reference = await send(LONG);
    expect(harness.slack.messages.length).toBeGreaterThan(1);
    await update(reference, reply('private', 'No longer yours'));
    expect(shown()).toEqual(['No longer yours']);
  });

  it.each<[string, Misbehaviour, Delivery]>([
    ['it was deleted', { error: 'message_not_found' }, { result: 'unreachable' }],
    ['it cannot be changed', { error: 'cant_update_message' }, { result: 'unreachable' }],
    ['its channel is archived', { error: 'is_archived' }, { result: 'unreachable' }],
    ['its channel is gone', { error: 'channel_not_found' }, { result: 'unreachable' }],
    ['the token is revoked', { error: 'token_revoked' }, { result: 'retry', code: 'slack-token_revoked' }],
    [
      'it is too much at once',
      { status: 429, retryAfter: 30 },
      { result: 'retry', code: 'slack-rate_limited', afterMs: 30_000 },
    ],
    ['the line is cut', { cut: true }, { result: 'retry', code: 'slack-network' }],
  ])('where %s', async (_name, misbehaviour, delivery) => {
    const reference = await send(reply('private', 'Received'));
    harness.slack.next('chat.update', misbehaviour);
    expect(await update(reference, reply('private', 'secret words'))).toEqual(delivery);
    expect(harness.log()).not.toContain('secret');
  });

  it.each(['', '{}', 'x', '{"user":"U1","channel":"D1","parts":[]}'])(
    'is not to be found by %j',
    async (reference) => {
      expect(await update(reference, reply('private', 'x'))).toEqual({ result: 'unreachable' });
      expect(harness.slack.calls).toEqual([]);
    },
  );
});

describe('an answer that Slack wants later', () => {
  it('is sent when Slack said, where it said soon', async () => {
    const person = harness.person();
    harness.slack.next('response_url', { status: 429, retryAfter: 0 });
    await person.command('/protocol', 'can I?');
    await harness.channel.settle();
    expect(person.seen('C1').map(({ text }) => text)).toEqual(['x']);
  });

  it('goes into a direct message where that is long', async () => {
    const person = harness.person();
    harness.slack.next('response_url', { status: 429, retryAfter: 600 });
    await person.command('/protocol', 'can I?');
    await harness.channel.settle();
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['x']);
  });
});
