/** Teams' way of writing first: into the personal chat of somebody who wrote to Beadle there before. */
import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Deliverer, Delivery, MessageUpdate, OutgoingMessage } from '../../conversation/vocabulary.ts';
import { codeOf, isGone, judgeFailure, judgeUpdateFailure } from './connector-errors.ts';
import { chatLook } from './native-card.ts';
import { renderReplies } from './reply-activities.ts';
import { asReference, readChat, readSent, tenantOf, writeSent } from './stored-chat.ts';
import type { SentMessage, StoredChat } from './stored-chat.ts';

type DelivererOptions = {
  adapter: CloudAdapter;
  appId: string;
  councilFor: (tenantId: string) => string;
  logger: Logger;
};

/** A deliverer that never rejects: failures are told as `retry` or `unreachable` and logged by code. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  return {
    channel: 'teams',
    deliver: (message) => deliver(message, options),
    update: (message) => update(message, options),
  };
}

async function deliver(message: OutgoingMessage, options: DelivererOptions): Promise<Delivery> {
  if (message.reference === null) return { result: 'unreachable' };
  try {
    const chat = readChat(message.reference);
    if (chat === null || !isAddressee(chat, message, options)) {
      options.logger.error({ message: message.id, code: 'unusable_reference' }, 'cannot write to a person');
      return { result: 'unreachable' };
    }
    const parts: string[] = [];
    await enter(chat, options, async (context) => {
      for (const { id } of await context.sendActivities(activitiesOf(message, chat))) parts.push(id);
    });
    // What came without an id cannot be found again.
    return parts.length > 0 && !parts.includes('')
      ? { result: 'sent', reference: writeSent({ chat, parts }) }
      : { result: 'sent' };
  } catch (error) {
    const delivery = judgeFailure(error);
    options.logger.warn(
      { message: message.id, code: codeOf(error), result: delivery.result },
      'a message was not delivered',
    );
    return delivery;
  }
}

/** Changes a message in its place. What it has more of now comes after it; what it has less of is taken away. */
async function update(message: MessageUpdate, options: DelivererOptions): Promise<Delivery> {
  try {
    const sent = readSent(message.reference);
    if (sent === null || options.councilFor(tenantOf(sent.chat)) !== message.council) {
      options.logger.error({ message: message.id, code: 'unusable_reference' }, 'cannot change a message');
      return { result: 'unreachable' };
    }
    const parts: string[] = [];
    await enter(sent.chat, options, async (context) => {
      parts.push(...(await replaceParts(context, message, sent)));
    });
    return { result: 'sent', reference: writeSent({ chat: sent.chat, parts }) };
  } catch (error) {
    const delivery = judgeUpdateFailure(error);
    options.logger.warn(
      { message: message.id, code: codeOf(error), result: delivery.result },
      'a message was not changed',
    );
    return delivery;
  }
}

async function replaceParts(
  context: TurnContext,
  message: MessageUpdate,
  { chat, parts }: SentMessage,
): Promise<string[]> {
  const shown: string[] = [];
  const activities = activitiesOf(message, chat);
  for (const [index, activity] of activities.entries()) {
    const id = parts[index];
    if (id === undefined) {
      const response = await context.sendActivity(activity);
      if (response !== undefined && response.id !== '') shown.push(response.id);
    } else {
      await context.updateActivity({ ...activity, id });
      shown.push(id);
    }
  }
  for (const id of parts.slice(activities.length)) {
    try {
      await context.deleteActivity(id);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return shown;
}

function activitiesOf({ reply }: Pick<MessageUpdate, 'reply'>, chat: StoredChat) {
  return renderReplies([reply], chatLook(chat.user.id));
}

function enter(
  chat: StoredChat,
  { adapter, appId }: DelivererOptions,
  work: (context: TurnContext) => Promise<void>,
): Promise<void> {
  return adapter.continueConversationAsync(appId, asReference(chat), work);
}

/** A second look at an address that comes from storage: nothing may go to another person or another council. */
function isAddressee(
  chat: StoredChat,
  { recipient, council }: OutgoingMessage,
  { councilFor }: DelivererOptions,
): boolean {
  const entra = chat.user.aadObjectId ?? null;
  const known = recipient.entraObjectId;
  if (entra !== null && known !== null && entra.toLowerCase() !== known.toLowerCase()) return false;
  return councilFor(tenantOf(chat)) === council;
}
