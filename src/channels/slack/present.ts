/** Shows an outcome where its turn came from: in a window where it holds a form and Slack lets us open one, else as messages. */
import type { Outcome, Reply } from '../../conversation/vocabulary.ts';
import type { SlackContext } from './context.ts';
import { within } from './context.ts';
import type { SlackView } from './elements.ts';
import type { Place } from './sender.ts';
import { isPrivateReply } from './sender.ts';
import { FAILURE_REPLY } from './turns.ts';
import { MOMENT_VIEW, hasForm, renderOutcome } from './views.ts';

export type Presentation = {
  /** The turn under way; null where Beadle failed. */
  work: Promise<Outcome | null>;
  place: Place;
  /** Slack's permission to open a window, which expires three seconds after it was given. */
  triggerId: string;
  /** Whether a form is likely, so that a window is opened before the answer is there if that takes long. */
  expectsForm: boolean;
  /** Whether an answer without a form is shown in a window, too. */
  inWindow?: boolean;
};

export async function presentOutcome(context: SlackContext, presentation: Presentation): Promise<void> {
  const { work, place, triggerId, expectsForm, inWindow = false } = presentation;
  const early = expectsForm
    ? await within(work, context.wait(context.timing.opening))
    : { value: await work };
  const momentId = early ? null : await openView(context, triggerId, MOMENT_VIEW);
  const outcome = early ? early.value : await work;
  const replies = outcome ? outcome.replies : [FAILURE_REPLY];
  if (momentId !== null) {
    await fillMoment(context, momentId, place, replies);
    return;
  }
  const isOpenable = early !== null && outcome !== null && (inWindow || hasForm(outcome));
  if (!isOpenable || !(await openForm(context, triggerId, place, replies)))
    await context.sender.send(place, replies);
}

/** Puts the answer into the window that said "one moment"; as messages where that window is closed by now. */
async function fillMoment(
  context: SlackContext,
  viewId: string,
  place: Place,
  replies: readonly Reply[],
): Promise<void> {
  const { own, others } = divideReplies(place, replies);
  const shown = renderOutcome(own);
  const isShown = shown?.faults.length === 0 && (await updateView(context, viewId, shown.view));
  await context.sender.send(place, isShown ? others : replies);
}

/** @returns whether a window with the form was opened; if not, nothing was shown yet */
async function openForm(
  context: SlackContext,
  triggerId: string,
  place: Place,
  replies: readonly Reply[],
): Promise<boolean> {
  const { own, others } = divideReplies(place, replies);
  const shown = renderOutcome(own);
  if (!shown) return false;
  if (shown.faults.length > 0) {
    context.logger.error({ code: 'slack-form-too-large', form: shown.form?.id, faults: shown.faults.length });
    return false;
  }
  if ((await openView(context, triggerId, shown.view)) === null) return false;
  await context.sender.send(place, shown.isCut ? replies : others);
  return true;
}

/** What goes into the speaker's own window, and what is meant for all who read the channel. */
function divideReplies(place: Place, replies: readonly Reply[]): { own: Reply[]; others: Reply[] } {
  const isOwn = (reply: Reply): boolean => place.kind !== 'shared' || isPrivateReply(reply);
  return { own: replies.filter(isOwn), others: replies.filter((reply) => !isOwn(reply)) };
}

/** Opens a window. @returns its id; null where Slack did not open it */
export async function openView(
  context: SlackContext,
  triggerId: string,
  view: SlackView,
): Promise<string | null> {
  const result = await context.api.call('views.open', { trigger_id: triggerId, view });
  if (!result.ok) {
    context.logger.warn({ code: 'slack-view-not-opened', error: result.code });
    return null;
  }
  const opened = result.data['view'];
  const id = typeof opened === 'object' && opened !== null && 'id' in opened ? opened.id : undefined;
  return typeof id === 'string' ? id : '';
}

/** @returns whether the window shows it; false where the person closed it meanwhile */
export async function updateView(context: SlackContext, viewId: string, view: SlackView): Promise<boolean> {
  const result = await context.api.call('views.update', { view_id: viewId, view });
  if (!result.ok) context.logger.warn({ code: 'slack-view-not-updated', error: result.code });
  return result.ok;
}
