import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeSocket, type FakeSocket } from '../../support/fake-socket.ts';
import type { Json } from '../../support/slack-windows.ts';
import type { Harness } from './harness.ts';
import { ask, say, startHarness } from './harness.ts';

describe('Socket Mode', () => {
  let harness: Harness;
  let socket: FakeSocket;
  let waits: number[];
  let gate: Promise<void>;
  let go: () => void;
  beforeEach(async () => {
    waits = [];
    gate = new Promise((resolve) => {
      go = resolve;
    });
    socket = await startFakeSocket();
    harness = await startHarness(({ input }) => (input.type === 'command' ? ask() : say('An answer')), {
      appToken: 'xapp-test',
      signingSecret: undefined,
      wait: async (ms) => {
        // Others than those before a new try are over at once, but for those that an answer is given before.
        if (ms < 1_000 || ms === 1_001) return new Promise(() => undefined);
        waits.push(ms);
        if (waits.length > 1) await gate;
      },
    });
  });
  afterEach(async () => {
    await harness.channel.stop();
    await socket.close();
    await harness.close();
  });

  const command = (text: string): { type: string; payload: Json } => ({
    type: 'slash_commands',
    payload: {
      command: '/protocol',
      text,
      team_id: 'T1',
      user_id: 'U1',
      channel_id: 'C1',
      trigger_id: harness.slack.windows.grantTrigger('U1'),
      response_url: harness.slack.responseUrl('C1', 'U1'),
    },
  });

  it('takes commands, events and forms as HTTP does, and no HTTP where there is no signing secret', async () => {
    harness.slack.offerSocket(socket.url);
    await harness.channel.start();
    expect(harness.slack.calls).toMatchObject([{ method: 'apps.connections.open', token: 'xapp-test' }]);

    await socket.send(command('can I?'));
    const event = {
      type: 'message',
      channel: 'D1',
      channel_type: 'im',
      user: 'U1',
      text: 'hello',
      ts: '1.1',
    };
    await socket.send({
      type: 'events_api',
      payload: { type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event },
    });
    await expect
      .poll(() =>
        harness
          .person()
          .seen()
          .map(({ text, channel }) => [channel, text]),
      )
      .toEqual([
        ['C1', 'An answer'],
        ['D1', 'An answer'],
      ]);

    await socket.send({ ...command('help') });
    await expect.poll(() => harness.person().hasWindow).toBe(true);
    const { id, hash, view, values } = harness.person().window;
    const answer = await socket.send({
      type: 'interactive',
      payload: {
        type: 'view_submission',
        user: { id: 'U1', team_id: 'T1' },
        team: { id: 'T1' },
        view: { ...view, id, hash, state: { values } },
      },
    });
    expect(answer['payload']).toMatchObject({ response_action: 'update' });
    expect((await harness.person().command('/protocol', 'x')).status).toBe(404);
  });

  it.each(['refresh', 'cut'] as const)('goes on with a new line after Slack’s %s', async (end) => {
    harness.slack.offerSocket(socket.url);
    await harness.channel.start();
    socket[end]();
    await expect.poll(socket.connections).toBe(2);
    await expect.poll(() => harness.log()).toContain('slack-socket-connected');
    await socket.send(command('can I?'));
    await expect
      .poll(() =>
        harness
          .person()
          .seen()
          .map(({ text }) => text),
      )
      .toEqual(['An answer']);
  });

  it('keeps trying where Slack takes it back no more, waits longer each time, and says why in the log', async () => {
    harness.slack.offerSocket(socket.url);
    await harness.channel.start();
    harness.slack.always('apps.connections.open', { error: 'account_inactive' });
    socket.cut();
    await expect.poll(() => waits.length).toBe(2);
    expect(harness.log()).toContain('account_inactive');
    expect(waits.slice(0, 2)).toEqual([1_000, 5_000]);
    harness.slack.always('apps.connections.open', null);
    go();
    await expect.poll(socket.connections).toBe(2);
  });

  it('does not connect again once it is stopped', async () => {
    harness.slack.offerSocket(socket.url);
    await harness.channel.start();
    await harness.channel.stop();
    await harness.channel.settle();
    expect(socket.connections()).toBe(1);
    expect(harness.slack.callsOf('apps.connections.open')).toHaveLength(1);
  });

  it('answers once what Slack sends again over a new line', async () => {
    harness.slack.offerSocket(socket.url);
    await harness.channel.start();
    const again = command('can I?');
    await socket.send(again);
    socket.cut();
    await expect.poll(socket.connections).toBe(2);
    await expect.poll(() => harness.log()).toContain('slack-socket-connected');
    await socket.send(again);
    await harness.channel.settle();
    const ids = harness.turns.map(({ eventId }) => eventId);
    // Both are the same event, of which the conversation takes the first.
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('says that it cannot start where Slack refuses the token, and logs no more than why', async () => {
    await expect(harness.channel.start()).rejects.toThrow();
    expect(harness.log()).toContain('invalid_auth');
    expect(harness.log()).not.toContain('xapp-test');
  });
});
