import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, OutgoingMessage } from '../../../src/conversation/vocabulary.ts';
import type { Misbehaviour } from '../../support/fake-slack.ts';
import type { Harness } from './harness.ts';
import { reply, say, startHarness } from './harness.ts';

const MESSAGE: OutgoingMessage = {
  id: 'message-1',
  council: 'swale',
  recipient: { name: 'Ann Lee', slackUserId: 'U7', entraObjectId: null, key: 'ann@council' },
  reference: null,
  reply: reply('private', 'A case <awaits> you.', {
    type: 'choices',
    choices: [{ label: 'Open', value: 'case:1' }],
  }),
};

describe('a message that Beadle sends first', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startHarness(() => say('x'));
  });
  afterEach(() => harness.close());
  const deliver = (change: Partial<OutgoingMessage> = {}): Promise<Delivery> =>
    harness.channel.deliverer.deliver({ ...MESSAGE, ...change });

  it('is a direct message to that person', async () => {
    const [reference, ...rest] = [await deliver()].map((each) =>
      each.result === 'sent' ? each.reference : '',
    );
    expect(rest).toEqual([]);
    expect(JSON.parse(reference ?? '')).toEqual({
      user: 'U7',
      channel: 'D7',
      parts: [harness.slack.messages[0]?.ts],
    });
    expect(harness.slack.messages).toMatchObject([
      { channel: 'D7', text: 'A case &lt;awaits&gt; you.\n[Open]' },
    ]);
    expect(harness.slack.calls[0]?.token).toBe('xoxb-test');
    expect(harness.channel.deliverer.channel).toBe('slack');
  });

  it('goes where they last spoke from, where the people file does not know them', async () => {
    const recipient = { ...MESSAGE.recipient, slackUserId: null };
    expect(await deliver({ recipient, reference: '{"team":"T1","user":"U8"}' })).toMatchObject({
      result: 'sent',
    });
    expect(harness.slack.messages).toMatchObject([{ channel: 'D8' }]);
  });

  it.each([null, '', 'x', '{}', '{"user":1}', 'null'])(
    'is unreachable without either (reference %j)',
    async (reference) => {
      const recipient = { ...MESSAGE.recipient, slackUserId: null };
      expect(await deliver({ recipient, reference })).toEqual({ result: 'unreachable' });
      expect(harness.slack.calls).toEqual([]);
    },
  );

  it.each<[string, Misbehaviour, Delivery]>([
    ['nobody has that id', { error: 'user_not_found' }, { result: 'unreachable' }],
    ['the person has left', { error: 'user_disabled' }, { result: 'unreachable' }],
    ['there is no such conversation', { error: 'channel_not_found' }, { result: 'unreachable' }],
    ['the token is revoked', { error: 'token_revoked' }, { result: 'retry', code: 'slack-token_revoked' }],
    [
      'the app’s account is gone',
      { error: 'account_inactive' },
      { result: 'retry', code: 'slack-account_inactive' },
    ],
    ['the token is wrong', { error: 'invalid_auth' }, { result: 'retry', code: 'slack-invalid_auth' }],
    ['a scope is missing', { error: 'missing_scope' }, { result: 'retry', code: 'slack-missing_scope' }],
    ['Slack fails', { error: 'internal_error' }, { result: 'retry', code: 'slack-internal_error' }],
    ['Slack is down', { status: 503 }, { result: 'retry', code: 'slack-http_503' }],
    ['the line is cut', { cut: true }, { result: 'retry', code: 'slack-network' }],
    [
      'it is too much at once',
      { status: 429, retryAfter: 30 },
      { result: 'retry', code: 'slack-rate_limited', afterMs: 30_000 },
    ],
    ['it is too much, and no word of how long', { status: 429 }, { result: 'retry', code: 'slack-Error' }],
  ])('where %s', async (_name, misbehaviour, delivery) => {
    harness.slack.next('chat.postMessage', misbehaviour);
    expect(await deliver()).toEqual(delivery);
    expect(harness.slack.callsOf('chat.postMessage')).toHaveLength(1);
    expect(harness.log()).not.toContain('awaits');
  });

  it('has the same key when it is sent again, and another for each part', async () => {
    const long = { ...MESSAGE, reply: reply('private', 'word '.repeat(3_000)) };
    await deliver(long);
    await deliver(long);
    await deliver({ ...long, id: 'message-2' });
    const keys = harness.slack.calls.map((call) => call.args['client_msg_id']);
    expect(keys).toHaveLength(6);
    expect(keys.slice(0, 2)).toEqual(keys.slice(2, 4));
    expect(new Set(keys).size).toBe(4);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is sent without its key where Slack cannot find what it took before', async () => {
    harness.slack.next('chat.postMessage', { error: 'duplicate_message_not_found' });
    expect(await deliver()).toMatchObject({ result: 'sent' });
    expect(harness.slack.calls.map((call) => 'client_msg_id' in call.args)).toEqual([true, false]);
  });

  it('is sent as text alone where Slack refuses its blocks', async () => {
    harness.slack.next('chat.postMessage', { error: 'invalid_blocks' });
    expect(await deliver()).toMatchObject({ result: 'sent' });
    expect(harness.slack.messages).toMatchObject([
      { text: 'A case &lt;awaits&gt; you.\n[Open]', blocks: [] },
    ]);
  });

  it('is retried where Slack cannot be reached at all', async () => {
    await harness.slack.close();
    expect(await deliver()).toEqual({ result: 'retry', code: 'slack-network' });
  });
});
