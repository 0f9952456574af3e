/** Messages to the bot, and mentions of it. */
import type { Reply, Turn } from '../../conversation/vocabulary.ts';
import type { SlackContext } from './context.ts';
import { within } from './context.ts';
import { findMentions, readEventText, stripMention } from './incoming-text.ts';
import type { HomeEnvelope, MessageEnvelope, MessageEvent } from './payloads.ts';
import { assistantEnvelope, homeEnvelope, messageEnvelope, revokedEnvelope } from './payloads.ts';
import type { Place } from './sender.ts';
import { isPrivateReply } from './sender.ts';
import { FAILURE_REPLY, tryTurn } from './turns.ts';

/** Takes a message or mention that is acknowledged already. */
export async function handleMessage(context: SlackContext, body: unknown): Promise<void> {
  const envelope = messageEnvelope.safeParse(body);
  const scope = envelope.success ? scopeOf(envelope.data.event) : null;
  if (!envelope.success || scope === null) return;
  const { event, event_id: eventId } = envelope.data;
  const { text, thread_ts: threadTs, ts, channel, user: userId } = event;
  const place: Place =
    scope === 'personal'
      ? { kind: 'direct', channel, userId, threadTs }
      : { kind: 'shared', channel, userId, threadTs: threadTs ?? ts, isInThread: threadTs !== undefined };
  const besides = event.files || event.subtype === FILE_SHARE ? [FILES_UNREAD] : [];
  const typed = await readText(context, envelope.data, text);
  if (besides.length > 0 && typed.trim() === '') {
    await context.sender.send(place, invite(place, besides));
    return;
  }
  const outcome = await tryTurn(context, {
    speaker: { userId, teamId: installedTeam(envelope.data), userTeam: event.user_team },
    scope,
    eventId,
    input: { type: 'text', text: typed },
  });
  const replies = outcome ? outcome.replies : [FAILURE_REPLY];
  // A repeat of what was answered already gets nothing, nor does its file.
  if (replies.length > 0) await context.sender.send(place, invite(place, [...replies, ...besides]));
}

const FILE_SHARE = 'file_share';
/** What people say with something added to it; other subtypes are Slack's own notices. */
const SAID: ReadonlySet<string> = new Set([FILE_SHARE, 'thread_broadcast']);

const FILES_UNREAD: Reply = {
  audience: 'private',
  blocks: [
    {
      type: 'text',
      text: 'I read words only. I have not opened the file you added, and I keep nothing of it. Please tell me in words what matters in it.',
    },
  ],
};

const INVITATION =
  'Only you see this. To go on, write to me in a direct message: nobody else reads what you write there.';

/** What only the speaker sees in a channel ends by saying where to go on, since their next words there are seen by all. */
function invite(place: Place, replies: readonly Reply[]): readonly Reply[] {
  const last = place.kind === 'shared' ? replies.findLast(isPrivateReply) : undefined;
  const line = { type: 'text' as const, tone: 'subtle' as const, text: INVITATION };
  return replies.map((reply) => (reply === last ? { ...reply, blocks: [...reply.blocks, line] } : reply));
}

/** What the assistant pane offers to begin with. Fit for officers and members of any council. */
export const PROMPTS = [
  { title: 'What can you do?', message: 'help' },
  { title: 'Group meetings', message: 'May an officer attend a meeting of a political group?' },
  { title: 'Time to reply', message: 'How soon should officers and councillors answer each other?' },
  { title: 'What I have had recorded', message: 'mine' },
];

/**
 * Slack has taken Beadle's token back, or the app away. Nothing can be sent until it is installed anew; what waits in the
 * outbox is kept, and said where an administrator looks.
 */
export function handleRevoked({ logger }: SlackContext, body: unknown): void {
  const envelope = revokedEnvelope.safeParse(body);
  if (!envelope.success) return;
  const { type, tokens } = envelope.data.event;
  // A person's own token, of which Beadle has none.
  if (type === 'tokens_revoked' && tokens.bot.length === 0) return;
  logger.error({ code: type === 'tokens_revoked' ? 'slack-token-revoked' : 'slack-app-uninstalled' });
}

/** Offers something to begin with in an app made for Slack's older assistant pane. The newer one reads it in the manifest. */
export async function handleAssistantStarted(context: SlackContext, body: unknown): Promise<void> {
  const envelope = assistantEnvelope.safeParse(body);
  if (!envelope.success) return;
  const { channel_id: channel, thread_ts: threadTs } = envelope.data.event.assistant_thread;
  const result = await context.api.call('assistant.threads.setSuggestedPrompts', {
    channel_id: channel,
    thread_ts: threadTs,
    prompts: PROMPTS,
  });
  if (!result.ok) context.logger.warn({ code: 'slack-prompts-not-set', error: result.code });
}

/** Where a message was said, if a person said it to Beadle: not a bot, an edit, a notice, or talk among others. */
function scopeOf(event: MessageEvent): Turn['scope'] | null {
  if (event.subtype !== undefined && !SAID.has(event.subtype)) return null;
  if (event.bot_id || event.edited || event.hidden) return null;
  const isDirect = event.channel_type === 'im' || event.channel.startsWith('D');
  if (event.type === 'message') return isDirect ? 'personal' : null;
  // A mention in a direct message comes as a message as well.
  return isDirect ? null : 'shared';
}

function installedTeam({ authorizations, team_id: teamId }: MessageEnvelope | HomeEnvelope): string {
  return authorizations[0]?.team_id ?? teamId ?? '';
}

function readText(context: SlackContext, envelope: MessageEnvelope, text: string): Promise<string> {
  const bot = envelope.authorizations.find((authorization) => authorization.user_id !== undefined)?.user_id;
  return readTyped(context, envelope.event.type === 'app_mention' ? stripMention(text, bot) : text);
}

/** What was typed, with the people mentioned in it by name where a name is known. */
export async function readTyped(context: SlackContext, own: string): Promise<string> {
  const names = new Map<string, string>();
  const asked = Promise.all(
    [...new Set(findMentions(own))].slice(0, 5).map(async (id) => {
      const { name } = await context.directory.find(id);
      if (name !== undefined) names.set(id, name);
    }),
  );
  if (findMentions(own).length > 0) await within(asked, context.wait(context.timing.lookup));
  return readEventText(own, (id) => names.get(id));
}

/** Draws the page of a person who opens it; greets one who opens their conversation with the bot for the first time. */
export async function handleHomeOpened(context: SlackContext, body: unknown): Promise<void> {
  const envelope = homeEnvelope.safeParse(body);
  if (!envelope.success) return;
  const { channel, user: userId, tab } = envelope.data.event;
  if (tab === 'home') await context.homes.open({ userId, teamId: installedTeam(envelope.data) });
  if (tab !== 'messages') return;
  const history = await context.api.call('conversations.history', { channel, limit: 1 });
  const messages = history.ok ? history.data['messages'] : undefined;
  if (!Array.isArray(messages) || messages.length > 0) return;
  const teamId = installedTeam(envelope.data);
  const outcome = await tryTurn(context, {
    speaker: { userId, teamId },
    scope: 'personal',
    // The same for every opening, so that two at once make one greeting.
    eventId: `hello:${teamId}:${userId}`,
    input: { type: 'hello' },
  });
  // A greeting that failed is not worth a word about it.
  if (outcome) await context.sender.send({ kind: 'direct', channel, userId }, outcome.replies);
}
