/** What Teams sends, read with care, and as a Turn of the conversation. */
import { z } from 'zod';
import type { Input, Speaker, Turn } from '../../conversation/vocabulary.ts';
import { readCardData } from '../shared/card-data.ts';

const id = z.string().min(1).max(1_000);
const account = z.looseObject({
  id,
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});
const conversation = z.looseObject({
  id,
  conversationType: z.string().nullish(),
  isGroup: z.boolean().nullish(),
  tenantId: z.string().nullish(),
});

const activityShape = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  channelId: z.string().max(100).nullish(),
  serviceUrl: z.string().max(2_000).nullish(),
  locale: z.string().max(100).nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  from: account.nullish(),
  recipient: account.nullish(),
  conversation: conversation.nullish(),
  channelData: z.unknown().optional(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(account).nullish(),
});

const tenantData = z.object({ tenant: z.object({ id }) });

export type ReceivedActivity = z.infer<typeof activityShape>;

/** The kinds of activity that Beadle answers; all others are taken and passed over. */
const ANSWERED = new Set(['message', 'conversationUpdate', 'installationUpdate', 'invoke']);

/** The activity in a request's body; null where it is none, or says not who speaks where. */
export function readActivity(body: unknown): ReceivedActivity | null {
  const activity = activityShape.safeParse(body);
  if (!activity.success) return null;
  if (activity.data.conversation == null) return null;
  if (activity.data.type === 'message' && activity.data.from == null) return null;
  return activity.data;
}

/** False for edits, reactions, typing and the like. */
export function isAnswered(activity: ReceivedActivity): boolean {
  return ANSWERED.has(activity.type);
}

/** What is needed to make a Turn, besides the activity. */
export type TurnSetting = {
  councilFor: (tenantId: string) => string;
  /** The opaque reference for writing to this person later. */
  reference: string;
  now: () => Date;
};

/**
 * A message as a Turn: what a card sent, or what was typed without the mention of the bot.
 * Null where a card sent something that no card of Beadle's sends.
 */
export function readMessage(activity: ReceivedActivity, setting: TurnSetting): Turn | null {
  const input = readInput(activity);
  const place = activity.conversation?.id ?? '';
  const eventId = activity.id == null ? null : `${place}|${activity.id}`;
  return input === null ? null : makeTurn(activity, setting, eventId, input);
}

/**
 * The bot's arrival as a Turn; null where somebody else arrived. Teams tells of one arrival in two events of
 * different ids, so both get the same: the conversation and the day.
 */
export function readArrival(activity: ReceivedActivity, setting: TurnSetting): Turn | null {
  const isInstalled = activity.type === 'installationUpdate' && activity.action === 'add';
  const isAdded = activity.membersAdded?.some((member) => member.id === activity.recipient?.id) ?? false;
  if (activity.from == null || !(isInstalled || isAdded)) return null;
  const day = setting.now().toISOString().slice(0, 10);
  return makeTurn(activity, setting, `${activity.conversation?.id ?? ''}|hello|${day}`, { type: 'hello' });
}

/**
 * What a window, a live card or the message extension sent, as a Turn: only whoever sent it sees the answer. Null where
 * the invoke says not who that is. A card drawn anew is no event, and leaves no reference.
 */
export function readInvoke(activity: ReceivedActivity, setting: TurnSetting, input: Input): Turn | null {
  if (activity.from == null) return null;
  const isRefresh = input.type === 'refresh';
  const place = activity.conversation?.id ?? '';
  const eventId = isRefresh || activity.id == null ? null : `${place}|${activity.id}`;
  const { reference, ...turn } = makeTurn(activity, setting, eventId, input);
  // The extension's conversation may be one between people, to which Beadle must never write.
  const isOwnChat = activity.name?.startsWith('composeExtension/') !== true && !isRefresh;
  return { ...turn, scope: 'personal', ...(isOwnChat && reference !== undefined && { reference }) };
}

/** Whether only the speaker sees this conversation. What is not known to be personal is taken for shared. */
export function isPersonal(activity: ReceivedActivity): boolean {
  const type = activity.conversation?.conversationType;
  return type == null ? activity.conversation?.isGroup !== true : type === 'personal';
}

/** The Microsoft tenant that the activity comes from; "local" where none is named, as with an emulator. */
export function readTenant(activity: Pick<ReceivedActivity, 'conversation' | 'channelData'>): string {
  const data = tenantData.safeParse(activity.channelData);
  const named = activity.conversation?.tenantId ?? (data.success ? data.data.tenant.id : null);
  return named === null || named === '' ? 'local' : named;
}

/** Whether an activity names this tenant wherever it names one, and does so at all. */
export function namesOnly(
  activity: Pick<ReceivedActivity, 'conversation' | 'channelData'>,
  tenantId: string,
): boolean {
  const data = tenantData.safeParse(activity.channelData);
  const named = [activity.conversation?.tenantId, data.success ? data.data.tenant.id : null];
  const given = named.filter((id) => id != null && id !== '');
  return given.length > 0 && given.every((id) => id?.toLowerCase() === tenantId.toLowerCase());
}

function makeTurn(
  activity: ReceivedActivity,
  setting: TurnSetting,
  eventId: string | null,
  input: Input,
): Turn {
  const personal = isPersonal(activity);
  return {
    council: setting.councilFor(readTenant(activity)),
    speaker: readSpeaker(activity),
    scope: personal ? 'personal' : 'shared',
    eventId,
    ...(personal ? { reference: setting.reference } : {}),
    input,
  };
}

function readSpeaker(activity: ReceivedActivity): Speaker {
  const entra = activity.from?.aadObjectId;
  const name = activity.from?.name;
  return {
    channel: 'teams',
    tenant: readTenant(activity),
    userId: activity.from?.id ?? '',
    ...(entra == null || entra === '' ? {} : { entraObjectId: entra }),
    ...(name == null || name === '' ? {} : { name }),
  };
}

function readInput(activity: ReceivedActivity): Input | null {
  if (activity.value != null) {
    const sent = readCardData(activity.value);
    if (sent !== null) return sent;
  }
  const text = readText(activity);
  return activity.value != null && text === '' ? null : { type: 'text', text };
}

const mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id }),
});

/** The SDK's own way takes away only the first mention, and fails on entities that are not as it expects. */
function readText(activity: ReceivedActivity): string {
  let text = activity.text ?? '';
  for (const entity of activity.entities ?? []) {
    const found = mention.safeParse(entity);
    if (found.success && found.data.mentioned.id === activity.recipient?.id) {
      text = text.replaceAll(found.data.text, ' ');
    }
  }
  return decodeEntities(text.replaceAll(/<\/?at(?: [^<>]*)?>/g, '')).trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  '#160': ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  '#34': '"',
  '#39': "'",
  apos: "'",
  amp: '&',
};

// In one pass, so that "&amp;lt;" becomes "&lt;" and no more.
export function decodeEntities(text: string): string {
  return text
    .replaceAll(
      /&(nbsp|#160|lt|gt|quot|#34|#39|apos|amp);/g,
      (whole, name: string) => ENTITIES[name] ?? whole,
    )
    .replaceAll('\u00A0', ' ');
}
