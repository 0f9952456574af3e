import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Reply } from '../../../src/conversation/vocabulary.ts';
import { createTeamsChannel } from '../../../src/channels/teams/teams-channel.ts';
import { cardsOf, startTeamsService } from '../../support/teams-client.ts';
import type { TeamsService } from '../../support/teams-client.ts';

let service: TeamsService;

beforeEach(async () => {
  service = await startTeamsService();
});

afterEach(async () => {
  await service.close();
});

const ENTRA = '11111111-1111-4111-8111-111111111111';

function reference(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    bot: { id: '28:beadle', name: 'Beadle' },
    user: { id: '29:ann', name: 'Ann', aadObjectId: ENTRA },
    conversation: { id: 'a:personal-ann', conversationType: 'personal', tenantId: 'tenant-1' },
    channelId: 'msteams',
    serviceUrl: service.url,
    ...changes,
  });
}

function message(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id: 'message-1',
    council: 'swale',
    recipient: { name: 'Ann', slackUserId: null, entraObjectId: ENTRA, key: 'ann' },
    reference: reference(),
    reply: { audience: 'private', blocks: [{ type: 'heading', text: 'A case for you: SWA-2026-0001' }] },
    ...changes,
  };
}

function createDeliverer(log: string[] = []) {
  return createTeamsChannel({
    appId: null,
    appPassword: null,
    appType: null,
    tenantId: null,
    openIdMetadata: null,
    councilFor: (tenant) => (tenant === 'tenant-1' ? 'swale' : 'kirklees'),
    conversation: { handle: () => Promise.resolve({ replies: [] }), findClauses: () => [] },
    logger: pino({}, { write: (line: string) => log.push(line) }),
    now: () => new Date('2026-03-02T09:00:00Z'),
    onShown: () => Promise.resolve(),
  }).deliverer;
}

describe('writing first', () => {
  it('puts a card into the personal chat', async () => {
    expect(await createDeliverer().deliver(message())).toMatchObject({ result: 'sent' });
    expect(service.sent).toHaveLength(1);
    expect(service.sent[0]).toMatchObject({
      type: 'message',
      summary: 'Beadle has written to you.',
      conversation: { id: 'a:personal-ann' },
      recipient: { id: '29:ann' },
    });
    expect(cardsOf(service.sent)[0]?.fallbackText).toBe('A case for you: SWA-2026-0001');
  });

  it('knows no way to somebody who never wrote here', async () => {
    expect(await createDeliverer().deliver(message({ reference: null }))).toEqual({ result: 'unreachable' });
  });

  it.each([
    ['no JSON', (): string => '{'],
    ['no address', (): string => '{}'],
    ['another person’s chat', (): string => reference({ user: { id: '29:bob', aadObjectId: 'other' } })],
    [
      'another council’s tenant',
      (): string => reference({ conversation: { id: 'a:x', tenantId: 'tenant-2' } }),
    ],
  ])('does not use %s', async (_name, make) => {
    const log: string[] = [];
    expect(await createDeliverer(log).deliver(message({ reference: make() }))).toEqual({
      result: 'unreachable',
    });
    expect(service.sent).toEqual([]);
    expect(log.join()).toContain('unusable_reference');
  });

  it.each([
    [
      { status: 429, retryAfter: '30' },
      { result: 'retry', code: 'http_429', afterMs: 30_000 },
    ],
    [
      { status: 503, retryAfter: 'Mon, 02 Mar 2026 09:02:00 GMT' },
      { result: 'retry', code: 'http_503', afterMs: 120_000 },
    ],
    [{ status: 500 }, { result: 'retry', code: 'http_500' }],
    [{ status: 502 }, { result: 'retry', code: 'http_502' }],
    [{ status: 401 }, { result: 'retry', code: 'http_401' }],
    [{ status: 403 }, { result: 'unreachable' }],
    [{ status: 404 }, { result: 'unreachable' }],
    [{ status: 413 }, { result: 'unreachable' }],
  ])('makes of the answer %j %j, at once', async (refusal, delivery) => {
    const log: string[] = [];
    service.refuseWith(refusal);
    const began = performance.now();
    expect(await createDeliverer(log).deliver(message())).toEqual(delivery);
    expect(performance.now() - began).toBeLessThan(900);
    expect(log.join()).toContain(`http_${refusal.status}`);
    expect(log.join()).not.toMatch(/Ann|SWA-2026/);
  });

  it('tries again later where the service cannot be reached', async () => {
    const dead = reference({ serviceUrl: 'http://127.0.0.1:9/' });
    expect(await createDeliverer().deliver(message({ reference: dead }))).toMatchObject({
      result: 'retry',
      code: expect.stringMatching(/^[A-Za-z_0-9]+$/) as string,
    });
  });
});

describe('changing a card sent before', () => {
  const LIVE = 'case:SWA-2026-0001';
  const LONG = 'Something that was said at length. '.repeat(700);

  async function send(text: string): Promise<string> {
    const reply: Reply = { audience: 'private', live: LIVE, blocks: [{ type: 'text', text }] };
    const delivery = await createDeliverer().deliver(message({ reply }));
    if (delivery.result !== 'sent' || delivery.reference === undefined) throw new Error('not sent');
    return delivery.reference;
  }
  function change(reference: string, text: string, live?: string, log: string[] = []) {
    const reply: Reply = {
      audience: 'private',
      blocks: [{ type: 'text', text }],
      ...(live !== undefined && { live }),
    };
    return createDeliverer(log).update?.({ id: 'message-1:2', council: 'swale', reference, reply });
  }

  it('shows the new one in the old one’s place, which its reader’s client can still draw anew', async () => {
    const reference = await send('Received');
    expect(await change(reference, 'Being looked into', LIVE)).toEqual({ result: 'sent', reference });
    expect(service.sent).toHaveLength(1);
    expect(service.changed).toMatchObject([
      { id: 'sent-1', conversation: { id: 'a:personal-ann' }, recipient: { id: '29:ann' } },
    ]);
    const [card] = cardsOf(service.changed);
    expect(card?.fallbackText).toBe('Being looked into');
    expect(card).toMatchObject({ refresh: { userIds: ['29:ann'] } });
    expect(cardsOf(service.sent)[0]).toMatchObject({ refresh: { userIds: ['29:ann'] } });
  });

  it('that says its last is drawn anew no more', async () => {
    await change(await send('Received'), 'This case is no longer yours.');
    expect(JSON.stringify(cardsOf(service.changed))).not.toMatch(/refresh|Action/);
  });

  it('adds what there is more of, and takes away what there is less of', async () => {
    const longer = await change(await send('Received'), LONG);
    expect(service.changed).toHaveLength(1);
    expect(service.sent.length).toBeGreaterThan(1);
    if (longer?.result !== 'sent' || longer.reference === undefined) throw new Error('not changed');
    const added = service.sent.length - 1;
    expect(await change(longer.reference, 'Closed')).toMatchObject({ result: 'sent' });
    expect(service.changed.at(-1)?.id).toBe('sent-1');
    expect(service.deleted).toHaveLength(added);
  });

  it('does not mind that what it would take away is gone already', async () => {
    const longer = await change(await send('Received'), LONG);
    if (longer?.result !== 'sent' || longer.reference === undefined) throw new Error('not changed');
    service.refuseWith({ status: 404, method: 'DELETE' });
    expect(await change(longer.reference, 'Closed')).toMatchObject({ result: 'sent' });
  });

  it.each([
    // The message or the whole chat is gone; or Teams will never take it.
    [{ status: 404 }, { result: 'unreachable' }],
    [{ status: 410 }, { result: 'unreachable' }],
    [{ status: 405 }, { result: 'unreachable' }],
    [{ status: 413 }, { result: 'unreachable' }],
    // Blocked or uninstalled: it is still there when they come back.
    [{ status: 403 }, { result: 'retry', code: 'http_403' }],
    [
      { status: 429, retryAfter: '7' },
      { result: 'retry', code: 'http_429', afterMs: 7_000 },
    ],
    [{ status: 500 }, { result: 'retry', code: 'http_500' }],
    [{ status: 412 }, { result: 'retry', code: 'http_412' }],
    [{ status: 401 }, { result: 'retry', code: 'http_401' }],
  ])('makes of the answer %j %j, and logs the code alone', async (refusal, delivery) => {
    const reference = await send('Received');
    const log: string[] = [];
    service.refuseWith({ ...refusal, method: 'PUT' });
    expect(await change(reference, 'Being looked into', LIVE, log)).toEqual(delivery);
    expect(log.join()).toContain(`http_${refusal.status}`);
    expect(log.join()).not.toMatch(/Ann|Being looked|SWA-2026/);
  });

  it.each(['{', '{}', '{"chat":{},"parts":["1"]}'])('leaves alone what %s was to lead to', async (stored) => {
    const log: string[] = [];
    expect(await change(stored, 'x', LIVE, log)).toEqual({ result: 'unreachable' });
    expect(log.join()).toContain('unusable_reference');
    expect(service.changed).toEqual([]);
  });

  it('changes nothing in another council’s tenant', async () => {
    const elsewhere = (await send('Received')).replace('tenant-1', 'tenant-2');
    expect(await change(elsewhere, 'x')).toEqual({ result: 'unreachable' });
    expect(service.changed).toEqual([]);
  });
});
