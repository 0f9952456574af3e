/**
 * What stands in the windows that are open. Slack reports it while it is filled in, and says nothing of it when a window is
 * closed: so the newest report is remembered, in memory alone, until its window is sent or closed.
 */
import type { SlackContext } from './context.ts';
import { INPUT_ACTION } from './form-fields.ts';
import { readFormValues } from './form-values.ts';
import type { ViewPayload } from './payloads.ts';
import { actionsPayload, closedPayload } from './payloads.ts';
import { dropOldest } from './recent.ts';
import { speakerOf, tryTurn } from './turns.ts';
import type { ViewData } from './values.ts';
import { decodeViewData } from './values.ts';

export type HalfFilled = {
  note: (view: ViewPayload) => void;
  /** What was not sent from a window, by form; it is forgotten with this. */
  take: (view: Pick<ViewPayload, 'id' | 'private_metadata'>) => ViewData['unsent'];
};

export function createHalfFilled(limit: number): HalfFilled {
  const windows = new Map<string, ViewData['unsent']>();
  return {
    note: (view) => {
      const data = decodeViewData(view.private_metadata);
      if (!data) return;
      windows.delete(view.id);
      windows.set(view.id, { [data.form]: readFormValues(view).values });
      dropOldest(windows, limit);
    },
    take: ({ id, private_metadata: metadata }) => {
      const typed = windows.get(id) ?? {};
      windows.delete(id);
      return { ...decodeViewData(metadata)?.unsent, ...typed };
    },
  };
}

/** Takes the report of an input that was filled in. @returns false for anything else, which is somebody's press */
export function noteFilling({ halfFilled }: SlackContext, body: unknown): boolean {
  const payload = actionsPayload.safeParse(body);
  if (!payload.success || payload.data.actions.some(({ action_id: id }) => id !== INPUT_ACTION)) return false;
  if (payload.data.view) halfFilled.note(payload.data.view);
  return true;
}

/** A window was closed before it was sent: what stood in it is kept with its dialog, and the person's page says so. */
export async function handleClosed(context: SlackContext, body: unknown): Promise<void> {
  const payload = closedPayload.safeParse(body);
  if (!payload.success) return;
  const { view } = payload.data;
  for (const [form, values] of Object.entries(context.halfFilled.take(view))) {
    const eventId = `closed:${view.id}:${view.hash}:${form}`;
    const input = { type: 'form' as const, form, values, kept: true as const };
    await tryTurn(context, { speaker: speakerOf(payload.data), scope: 'personal', eventId, input });
  }
  context.homes.refresh(payload.data.user.id);
}
