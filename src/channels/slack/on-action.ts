/** Buttons, menus and calendars, in messages and in windows. */
import type { Block, ClauseQuote, Input } from '../../conversation/vocabulary.ts';
import { nameClause } from '../shared/plain-text.ts';
import { renderClauseView } from './blocks.ts';
import type { SlackContext } from './context.ts';
import { readFormValues } from './form-values.ts';
import type { ActionsPayload, ViewPayload } from './payloads.ts';
import { actionsPayload } from './payloads.ts';
import { openView, presentOutcome, updateView } from './present.ts';
import type { Place } from './sender.ts';
import { directTo } from './sender.ts';
import type { TurnParts } from './turns.ts';
import { FAILURE_REPLY, speakerOf, tryTurn } from './turns.ts';
import type { ActionKind } from './values.ts';
import {
  decodeAnswer,
  decodeClause,
  decodeFormId,
  decodeValue,
  decodeViewData,
  digest,
  readActionKind,
  readPickActionId,
} from './values.ts';
import { FAILURE_VIEW, isLast, keepUnsent, renderOutcome } from './views.ts';

type Press = ActionsPayload['actions'][number];

/** Takes a press that is acknowledged already. */
export async function handleAction(context: SlackContext, body: unknown): Promise<void> {
  const payload = actionsPayload.safeParse(body);
  const press = payload.success ? payload.data.actions[0] : undefined;
  const kind = press ? readActionKind(press.action_id) : null;
  if (!payload.success || !press || kind === null) return;
  if (isDoubleClick(context, payload.data, press)) return;
  if (kind === 'clause') {
    await showClause(context, payload.data, press);
    return;
  }
  const input = readInput(kind, press);
  if (!input) {
    context.logger.warn({ code: 'slack-unreadable-button', kind });
    return;
  }
  if (payload.data.view?.type === 'home') await handleOnPage(context, payload.data, kind, input);
  else if (payload.data.view) await handleInWindow(context, payload.data, payload.data.view, input);
  else await handleInMessage(context, payload.data, kind, input);
}

function isDoubleClick({ recentPresses, now }: SlackContext, payload: ActionsPayload, press: Press): boolean {
  const { container, view, user } = payload;
  const place = view ? [view.id, view.hash] : [container.channel_id ?? '', container.message_ts ?? ''];
  const chosen = press.value ?? press.selected_option?.value ?? press.selected_date ?? '';
  const seconds = Number(press.action_ts);
  const at = press.action_ts !== '' && seconds > 0 ? new Date(seconds * 1_000) : now();
  return recentPresses.isRepeat(digest(user.id, ...place, press.action_id, chosen), at);
}

async function showClause(context: SlackContext, payload: ActionsPayload, press: Press): Promise<void> {
  const clause = decodeClause(press.value ?? '');
  if (!clause) {
    context.logger.warn({ code: 'slack-unreadable-button', kind: 'clause' });
    return;
  }
  const view = renderClauseView(clause);
  if (payload.view && payload.view.type !== 'home') {
    const result = await context.api.call('views.push', { trigger_id: payload.trigger_id, view });
    if (!result.ok) context.logger.warn({ code: 'slack-view-not-opened', error: result.code });
    return;
  }
  if ((await openView(context, payload.trigger_id, view)) !== null) return;
  await context.sender.send(placeOf(payload), [{ audience: 'private', blocks: spellOut(clause) }]);
}

function spellOut({ gist, note, ...name }: ClauseQuote): Block[] {
  return [
    { type: 'text', text: nameClause(name), tone: 'strong' },
    { type: 'text', text: gist },
    ...(note === undefined ? [] : [{ type: 'text' as const, text: note, tone: 'warning' as const }]),
  ];
}

function readInput(kind: Exclude<ActionKind, 'clause'>, press: Press): Input | null {
  switch (kind) {
    case 'choice':
    case 'move': {
      const value = press.value === undefined ? null : decodeValue(press.value);
      return value === null ? null : { type: 'choice', value };
    }
    case 'answer': {
      const answer = decodeAnswer(press.value ?? '');
      return answer && { type: 'form', form: answer.form, values: { [answer.field]: answer.value } };
    }
    case 'pick': {
      const target = readPickActionId(press.action_id);
      const value = press.selected_date ?? decodeValue(press.selected_option?.value ?? '');
      if (!target || !value) return null;
      return { type: 'form', form: target.form, values: { [target.field]: value } };
    }
    case 'submit': {
      const form = decodeFormId(press.value ?? '');
      return form === null ? null : { type: 'form', form, values: {} };
    }
    case 'open':
      return decodeFormId(press.value ?? '') === null
        ? null
        : { type: 'command', command: 'resume', text: '' };
  }
}

async function handleInMessage(
  context: SlackContext,
  payload: ActionsPayload,
  kind: ActionKind,
  input: Input,
): Promise<void> {
  const place = placeOf(payload);
  const work = tryTurn(context, turnParts(payload, input, place.kind === 'shared' ? 'shared' : 'personal'));
  // Who answers by buttons in messages is not thrown into a window.
  if (kind === 'choice' || kind === 'open') {
    const expectsForm = kind === 'open';
    await presentOutcome(context, { work, place, triggerId: payload.trigger_id, expectsForm });
    return;
  }
  const outcome = await work;
  await context.sender.send(place, outcome ? outcome.replies : [FAILURE_REPLY]);
}

/** A button of Beadle's own page: its answer comes in a window, since no conversation is in sight there. */
async function handleOnPage(
  context: SlackContext,
  payload: ActionsPayload,
  kind: ActionKind,
  input: Input,
): Promise<void> {
  const work = tryTurn(context, turnParts(payload, input, 'personal'));
  await presentOutcome(context, {
    work,
    place: directTo(payload.user.id),
    triggerId: payload.trigger_id,
    expectsForm: kind === 'choice',
    inWindow: true,
  });
}

/** A button beside a form: the window moves on, and keeps what was typed in it but not sent. */
async function handleInWindow(
  context: SlackContext,
  payload: ActionsPayload,
  view: ViewPayload,
  input: Input,
): Promise<void> {
  const outcome = await tryTurn(context, turnParts(payload, input, 'personal'));
  if (!outcome) {
    await context.api.call('views.push', { trigger_id: payload.trigger_id, view: FAILURE_VIEW });
    return;
  }
  const data = decodeViewData(view.private_metadata);
  const kept = data ? keepUnsent(data, readFormValues(view).values) : { unsent: {}, lost: [] };
  const shown = renderOutcome(outcome.replies, kept.unsent);
  if (!shown) return;
  const isShown = shown.faults.length === 0 && (await updateView(context, view.id, shown.view));
  const direct = directTo(payload.user.id);
  if (!isShown || isLast(outcome.replies)) await context.sender.send(direct, outcome.replies);
  if (shown.form && shown.form.id !== data?.form) await returnLost(context, direct, kept.lost);
}

/** Hands back what was typed and could not be carried along, so that it can be pasted in again. */
async function returnLost(context: SlackContext, place: Place, lost: readonly string[]): Promise<void> {
  if (lost.length === 0) return;
  const intro =
    'You left a window before sending what you had typed in it. Here it is, so that you can use it again:';
  await context.sender.send(place, [
    { audience: 'private', blocks: [intro, ...lost].map((text) => ({ type: 'text', text })) },
  ]);
}

function turnParts(payload: ActionsPayload, input: Input, scope: TurnParts['scope']): TurnParts {
  const press = payload.actions[0];
  const eventId =
    payload.trigger_id === ''
      ? `action:${press?.action_id}:${press?.action_ts}`
      : `action:${payload.trigger_id}`;
  return { speaker: speakerOf(payload), scope, eventId, input };
}

function placeOf({ container, response_url: responseUrl, user }: ActionsPayload): Place {
  const { channel_id: channel, message_ts: ts, thread_ts: threadTs, is_ephemeral: isHidden } = container;
  if (isHidden === true && responseUrl !== undefined) return { kind: 'hidden', responseUrl, userId: user.id };
  if (channel === undefined || ts === undefined || isHidden === true) return directTo(user.id);
  if (channel.startsWith('D')) return { kind: 'direct', channel, userId: user.id, threadTs };
  return {
    kind: 'shared',
    channel,
    userId: user.id,
    threadTs: threadTs ?? ts,
    isInThread: threadTs !== undefined,
    responseUrl,
  };
}
