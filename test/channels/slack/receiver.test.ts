import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postSigned } from '../../support/slack-person.ts';
import type { Harness } from './harness.ts';
import { NOW, SECRET, createGate, say, startHarness } from './harness.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const COMMAND = 'command=%2Fprotocol&text=help&team_id=T1&user_id=U1&trigger_id=1.2&response_url=x';

describe('a request from Slack', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await startHarness(() => say('Hello'));
  });
  afterEach(() => harness.close());

  const post = (
    contentType: string,
    body: string,
    change: { now?: Date; headers?: Record<string, string> } = {},
  ) =>
    postSigned({ endpoint: harness.endpoint, signingSecret: SECRET, now: NOW, contentType, body, ...change });
  const seconds = (count: number): Date => new Date(NOW.getTime() + count * 1_000);

  it.each([
    ['a wrong signature', { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } }],
    ['an empty signature', { headers: { 'x-slack-signature': '' } }],
    ['a wrong time', { headers: { 'x-slack-request-timestamp': '1' } }],
    ['a time more than five minutes ago', { now: seconds(-301) }],
    ['a time more than five minutes ahead', { now: seconds(301) }],
  ])('is refused with 401 for %s', async (_name, change) => {
    expect((await post(FORM, COMMAND, change)).status).toBe(401);
    expect(harness.turns).toEqual([]);
  });

  it('is refused with 401 without a signature', async () => {
    const response = await fetch(harness.endpoint, {
      method: 'POST',
      headers: { 'content-type': FORM },
      body: COMMAND,
    });
    expect(response.status).toBe(401);
  });

  it.each([
    ['no body', JSON_TYPE, ''],
    ['broken JSON', JSON_TYPE, '{"type":'],
    ['JSON that is no object', JSON_TYPE, '[1]'],
    ['JSON that is null', JSON_TYPE, 'null'],
    ['a payload that is broken', FORM, 'payload=%7B'],
    ['a payload that is a list', FORM, 'payload=%5B%5D'],
    ['a form that is none of Slack’s', FORM, 'hello=world'],
    ['another type', 'text/plain', COMMAND],
    ['an event that is none', JSON_TYPE, '{"type":"event_callback","event":null}'],
    ['an event that is a text', JSON_TYPE, '{"type":"event_callback","event":"message"}'],
  ])('is refused with 400 for %s', async (_name, contentType, body) => {
    expect((await post(contentType, body)).status).toBe(400);
    expect(harness.turns).toEqual([]);
  });

  it('is refused with 400 where it is not UTF-8', async () => {
    const body = Uint8Array.from([0x7b, 0xff, 0x7d]);
    const { signRequest } = await import('../../../src/channels/slack/signature.ts');
    const time = String(NOW.getTime() / 1_000);
    const response = await fetch(harness.endpoint, {
      method: 'POST',
      headers: {
        'content-type': JSON_TYPE,
        'x-slack-request-timestamp': time,
        'x-slack-signature': signRequest(SECRET, time, body),
      },
      body,
    });
    expect(response.status).toBe(400);
  });

  it('is refused with 413 where it is larger than any that Slack sends', async () => {
    expect((await post(FORM, `${COMMAND}&text=${'a'.repeat(1_100_000)}`)).status).toBe(413);
  });

  it('to verify the address is answered with the challenge', async () => {
    const answer = await post(
      JSON_TYPE,
      JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' }),
    );
    expect(answer).toMatchObject({ status: 200, json: { challenge: 'abc' } });
  });

  it('to verify the address is refused like any other without a good signature', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect((await post(JSON_TYPE, body, { now: seconds(600) })).status).toBe(401);
  });

  it.each([
    [
      'an event of a kind not known',
      JSON_TYPE,
      { type: 'event_callback', event_id: 'E', event: { type: 'star_added' } },
    ],
    [
      'an event without its parts',
      JSON_TYPE,
      { type: 'event_callback', event_id: 'E', event: { type: 'message' } },
    ],
    ['something of a kind not known', JSON_TYPE, { type: 'never_heard_of' }],
  ])('is acknowledged for %s', async (_name, contentType, body) => {
    expect((await post(contentType, JSON.stringify(body))).status).toBe(200);
    expect(harness.turns).toEqual([]);
  });

  it.each([
    ['a command not known', 'command=%2Fother&text=x&team_id=T1&user_id=U1&trigger_id=1&response_url=x'],
    ['a check of the certificate', 'ssl_check=1&token=x'],
    [
      'a shortcut',
      `payload=${encodeURIComponent('{"type":"shortcut","callback_id":"x","user":{"id":"U1"},"team":null}')}`,
    ],
    [
      'a window that is not ours',
      `payload=${encodeURIComponent('{"type":"view_submission","user":{"id":"U1"},"team":{"id":"T1"},"view":{"id":"V1","callback_id":"other","state":{"values":[]}}}')}`,
    ],
    [
      'a button that is not ours',
      `payload=${encodeURIComponent('{"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"container":{"type":"message"},"actions":[{"action_id":"other","type":"button"}]}')}`,
    ],
  ])('is acknowledged for %s', async (_name, body) => {
    expect(await post(FORM, body)).toMatchObject({ status: 200, text: '' });
    expect(harness.turns).toEqual([]);
  });

  it('takes a charset after the type', async () => {
    expect((await post(`${FORM}; charset=utf-8`, COMMAND)).status).toBe(200);
    await harness.channel.settle();
    expect(harness.turns).toHaveLength(1);
  });

  it('logs why it was refused, and nothing that was in it', async () => {
    await post(FORM, COMMAND.replace('help', 'my+secret+question'), { now: seconds(301) });
    expect(harness.log()).toContain('"code":"slack-signature-refused","fault":"future"');
    expect(harness.log()).not.toContain('secret');
  });
});

describe('an acknowledgement', () => {
  it('does not wait for the conversation', async () => {
    const gate = createGate();
    const harness = await startHarness(async () => {
      await gate.opened;
      return say('At last');
    });
    const person = harness.person();
    const posted = [
      await person.command('/protocol', 'can I?'),
      await person.say('hello'),
      await person.mention('hello'),
    ];
    expect(posted.map(({ status, text }) => [status, text])).toEqual([
      [200, ''],
      [200, ''],
      [200, ''],
    ]);
    expect(Math.max(...posted.map(({ ms }) => ms))).toBeLessThan(1_000);
    expect(harness.slack.messages).toEqual([]);
    gate.open();
    await harness.channel.settle();
    expect(person.seen().map(({ text }) => text.split('\n')[0])).toEqual(['At last', 'At last', 'At last']);
    await harness.close();
  });

  it('does not wait for Slack’s own API', async () => {
    const harness = await startHarness(() => say('Hello'), { resolveEmail: 'users.info' });
    const gate = createGate();
    for (const method of ['users.info', 'auth.test', 'chat.postMessage']) {
      harness.slack.always(method, { after: gate.opened });
    }
    harness.elapse('lookup');
    expect((await harness.person().say('hello')).ms).toBeLessThan(1_000);
    gate.open();
    await harness.channel.settle();
    expect(harness.person().seen()).toHaveLength(1);
    await harness.close();
  });
});
