/** Teams' way of writing first: into the personal chat of somebody who wrote to Beadle there before. */
import type { CloudAdapter, ConversationReference } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Deliverer, Delivery, OutgoingMessage } from '../../conversation/vocabulary.ts';
import { codeOf, judgeFailure } from './connector-errors.ts';
import { chatLook } from './native-card.ts';
import { readTenant } from './read-activity.ts';
import { renderReplies } from './reply-activities.ts';

const referenceShape = z.looseObject({
  serviceUrl: z.url(),
  channelId: z.string().min(1),
  bot: z.looseObject({ id: z.string().min(1) }),
  user: z.looseObject({ id: z.string().min(1), aadObjectId: z.string().nullish() }),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string().nullish() }),
});

type StoredReference = z.infer<typeof referenceShape>;

type DelivererOptions = {
  adapter: CloudAdapter;
  appId: string;
  councilFor: (tenantId: string) => string;
  logger: Logger;
};

/** A deliverer that never rejects: failures are told as `retry` or `unreachable` and logged by code. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  return { channel: 'teams', deliver: (message) => deliver(message, options) };
}

async function deliver(message: OutgoingMessage, options: DelivererOptions): Promise<Delivery> {
  if (message.reference === null) return { result: 'unreachable' };
  try {
    const reference = readReference(message.reference);
    if (reference === null || !isAddressee(reference, message, options)) {
      options.logger.error({ message: message.id, code: 'unusable_reference' }, 'cannot write to a person');
      return { result: 'unreachable' };
    }
    const activities = renderReplies([message.reply], chatLook(reference.user.id));
    await options.adapter.continueConversationAsync(
      options.appId,
      reference as unknown as Partial<ConversationReference>,
      async (context) => {
        await context.sendActivities(activities);
      },
    );
    return { result: 'sent' };
  } catch (error) {
    const delivery = judgeFailure(error);
    options.logger.warn(
      { message: message.id, code: codeOf(error), result: delivery.result },
      'a message was not delivered',
    );
    return delivery;
  }
}

function readReference(json: string): StoredReference | null {
  try {
    const reference = referenceShape.safeParse(JSON.parse(json));
    return reference.success ? reference.data : null;
  } catch {
    return null;
  }
}

/** A second look at an address that comes from storage: nothing may go to another person or another council. */
function isAddressee(
  reference: StoredReference,
  message: OutgoingMessage,
  options: DelivererOptions,
): boolean {
  const entra = reference.user.aadObjectId ?? null;
  const known = message.recipient.entraObjectId;
  if (entra !== null && known !== null && entra.toLowerCase() !== known.toLowerCase()) return false;
  const tenant = readTenant({ conversation: reference.conversation, channelData: null });
  return options.councilFor(tenant) === message.council;
}
