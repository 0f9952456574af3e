/** Sends what the register holds in its outbox: with growing pauses, after restarts too, and each message by one sender only. */
import type { Deliverer, Delivery, OutgoingMessage } from '../conversation/vocabulary.ts';
import type { Clock } from './clock.ts';
import type { Directory, Person } from './people.ts';
import { UNREACHABLE, type OutboxMessage, type Register } from './register-port.ts';

/** How long to wait after each failed try; the last one for all that follow. */
const PAUSES_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000] as const;
const LEASE_MS = 60_000;
const BATCH = 50;

export type OutboxSender = {
  /** Sends everything due now; safe to call at any time, runs never overlap. @returns how many were sent */
  sendDue: () => Promise<number>;
};

export type OutboxLog = {
  info: (fields: Record<string, unknown>, message: string) => void;
  warn: (fields: Record<string, unknown>, message: string) => void;
};

export function createOutboxSender(needs: {
  register: Register;
  directoryOf: (council: string) => Directory | undefined;
  deliverers: readonly Deliverer[];
  clock: Clock;
  log: OutboxLog;
  /** Called with a message's id each time that no channel could deliver it. */
  onUnreached?: (messageId: string) => Promise<void>;
}): OutboxSender {
  const { register, clock, log } = needs;
  let running: Promise<number> | null = null;

  const run = async (): Promise<number> => {
    let sent = 0;
    for (;;) {
      const messages = await register.claimMessages(clock.now().toISOString(), BATCH, LEASE_MS);
      if (messages.length === 0) return sent;
      for (const message of messages) if (await sendOne(message)) sent += 1;
    }
  };

  const sendOne = async (message: OutboxMessage): Promise<boolean> => {
    const { update } = message;
    const { delivery, channel } = update
      ? { delivery: await tryUpdate(needs, message, update), channel: update.channel }
      : await tryChannels(needs, message);
    const at = clock.now();
    if (delivery.result === 'sent' && channel !== null) {
      const { reference } = delivery;
      await register.recordDelivery(message.id, {
        result: 'sent',
        channel,
        at: at.toISOString(),
        ...(reference !== undefined && { reference }),
      });
      return true;
    }
    if (update && delivery.result === 'unreachable') {
      // The message is gone, or its channel changes none: nothing is left to be put right.
      await register.recordDelivery(message.id, { result: 'dropped', at: at.toISOString() });
      return false;
    }
    const code = delivery.result === 'retry' ? delivery.code : UNREACHABLE;
    const asked = delivery.result === 'retry' ? (delivery.afterMs ?? 0) : 0;
    const pause = Math.max(asked, pauseAfter(message.attempts));
    const nextAt = new Date(at.getTime() + pause).toISOString();
    await register.recordDelivery(message.id, { result: 'retry', code, nextAt, at: at.toISOString() });
    log.warn({ message: message.id, attempts: message.attempts, code, nextAt }, 'message not delivered yet');
    if (!update && delivery.result === 'unreachable') await tellOfUnreached(message.id);
    return false;
  };

  /** What fails here is done at the message's next try. */
  const tellOfUnreached = async (id: string): Promise<void> => {
    try {
      await needs.onUnreached?.(id);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      log.warn({ message: id, code }, 'nobody was told yet that a message was not delivered');
    }
  };

  return {
    sendDue: () => {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** The pause after a number of tries, in milliseconds. */
export function pauseAfter(attempts: number): number {
  const index = Math.min(Math.max(attempts, 1), PAUSES_MS.length) - 1;
  return PAUSES_MS[index] ?? PAUSES_MS[PAUSES_MS.length - 1] ?? 0;
}

async function tryUpdate(
  { deliverers }: { deliverers: readonly Deliverer[] },
  { id, council, reply }: OutboxMessage,
  { channel, reference }: NonNullable<OutboxMessage['update']>,
): Promise<Delivery> {
  const deliverer = deliverers.find((each) => each.channel === channel);
  // A channel that is not connected just now may be again.
  if (!deliverer) return { result: 'retry', code: 'not-connected' };
  return (await deliverer.update?.({ id, council, reference, reply })) ?? { result: 'unreachable' };
}

async function tryChannels(
  needs: {
    register: Register;
    directoryOf: (council: string) => Directory | undefined;
    deliverers: readonly Deliverer[];
  },
  message: OutboxMessage,
): Promise<{ delivery: Delivery; channel: Deliverer['channel'] | null }> {
  const references = await needs.register.references(message.council, message.recipient);
  const person = needs.directoryOf(message.council)?.byKey(message.recipient);
  const order = [...needs.deliverers].sort(
    (a, b) =>
      rank(
        a,
        references.map((each) => each.channel),
      ) -
      rank(
        b,
        references.map((each) => each.channel),
      ),
  );
  let last: Delivery = { result: 'unreachable' };
  for (const deliverer of order) {
    const outgoing: OutgoingMessage = {
      id: message.id,
      council: message.council,
      recipient: addressOf(message.recipient, person),
      reference: references.find((each) => each.channel === deliverer.channel)?.reference ?? null,
      reply: message.reply,
    };
    const delivery = await deliverer.deliver(outgoing);
    if (delivery.result === 'sent') return { delivery, channel: deliverer.channel };
    // A channel that may yet get through says more than one that never can.
    if (last.result === 'unreachable') last = delivery;
  }
  return { delivery: last, channel: null };
}

/** Channels the person used last come first. */
function rank(deliverer: Deliverer, recent: readonly string[]): number {
  const index = recent.indexOf(deliverer.channel);
  return index === -1 ? recent.length : index;
}

/** How the platforms know somebody. @param person of this key; undefined where the people file has none */
export function addressOf(key: string, person: Person | undefined): OutgoingMessage['recipient'] {
  return {
    key,
    name: person?.name ?? key,
    slackUserId: person?.slackUserId ?? slackIdIn(key),
    entraObjectId: person?.entraObjectId ?? null,
  };
}

/** People who are not in the people file are known by their platform id. */
function slackIdIn(key: string): string | null {
  const [channel, , userId] = key.split(':');
  return channel === 'slack' ? (userId ?? null) : null;
}
