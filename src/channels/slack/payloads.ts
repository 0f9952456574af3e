/** The parts of Slack's payloads that Beadle reads. Whatever else they hold is passed over. */
import { z } from 'zod';

const id = z.string().min(1).max(255);
const optionalId = id.nullish().transform((value) => value ?? undefined);

export const commandPayload = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  channel_id: optionalId,
  trigger_id: z.string(),
  response_url: z.string(),
});
export type CommandPayload = z.infer<typeof commandPayload>;

const stateValue = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
  selected_user: z.string().nullish(),
});
export type StateValue = z.infer<typeof stateValue>;
export const viewState = z.object({
  values: z
    .union([z.record(z.string(), z.record(z.string(), stateValue)), z.array(z.never())])
    // Slack sends an empty list for a view without inputs.
    .transform((values) => (Array.isArray(values) ? {} : values)),
});

const view = z.object({
  id,
  type: z.string().default('modal'),
  hash: z.string().default(''),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  root_view_id: optionalId,
  app_installed_team_id: optionalId,
  title: z.unknown().optional(),
  submit: z.unknown().optional(),
  close: z.unknown().optional(),
  blocks: z.array(z.record(z.string(), z.unknown())).default([]),
  state: viewState.default({ values: {} }),
});
export type ViewPayload = z.infer<typeof view>;

const user = z.object({ id, team_id: optionalId });
const team = z
  .object({ id })
  .nullish()
  .transform((value) => value ?? undefined);

export const submissionPayload = z.object({ type: z.literal('view_submission'), user, team, view });
export type SubmissionPayload = z.infer<typeof submissionPayload>;

export const closedPayload = z.object({ type: z.literal('view_closed'), user, team, view });

export const shortcutPayload = z.object({
  type: z.literal('shortcut'),
  callback_id: z.string(),
  trigger_id: z.string(),
  user,
  team,
});

export const messageShortcutPayload = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  user,
  team,
  message: z.object({
    text: z.string().default(''),
    attachments: z
      .array(z.object({ text: z.string().optional(), fallback: z.string().optional() }))
      .nullish()
      .transform((value) => value ?? []),
  }),
});
export type MessageShortcutPayload = z.infer<typeof messageShortcutPayload>;

export const actionsPayload = z.object({
  type: z.literal('block_actions'),
  user,
  team,
  trigger_id: z.string().default(''),
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  view: view.optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().default(''),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
        selected_date: z.string().nullish(),
      }),
    )
    .min(1),
});
export type ActionsPayload = z.infer<typeof actionsPayload>;

export const messageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  channel: id,
  channel_type: z.string().optional(),
  user: id,
  user_team: optionalId,
  text: z.string().default(''),
  ts: id,
  thread_ts: optionalId,
  subtype: z.string().optional(),
  /** Only whether there are any: what they hold is not read. */
  files: z
    .array(z.unknown())
    .nullish()
    .transform((files) => (files ?? []).length > 0),
  bot_id: z.string().nullish(),
  edited: z.unknown().optional(),
  hidden: z.boolean().optional(),
});
export type MessageEvent = z.infer<typeof messageEvent>;

export const homeEvent = z.object({
  type: z.literal('app_home_opened'),
  tab: z.string(),
  channel: id,
  user: id,
});

const envelopeBase = {
  team_id: optionalId,
  event_id: id,
  authorizations: z
    .array(z.object({ team_id: optionalId, user_id: optionalId, is_bot: z.boolean().optional() }))
    .nullish()
    .transform((value) => value ?? []),
};
export const messageEnvelope = z.object({ ...envelopeBase, event: messageEvent });
export const assistantEnvelope = z.object({
  ...envelopeBase,
  event: z.object({
    type: z.literal('assistant_thread_started'),
    assistant_thread: z.object({ channel_id: id, thread_ts: id }),
  }),
});
export const revokedEnvelope = z.object({
  event: z.object({
    type: z.enum(['tokens_revoked', 'app_uninstalled']),
    tokens: z.object({ bot: z.array(z.string()).default([]) }).default({ bot: [] }),
  }),
});
export const homeEnvelope = z.object({ ...envelopeBase, event: homeEvent });
export type MessageEnvelope = z.infer<typeof messageEnvelope>;
export type HomeEnvelope = z.infer<typeof homeEnvelope>;
