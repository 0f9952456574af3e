/** Forms sent from a window. The answer goes into the acknowledgement where it is there in time. */
import type { FormValues, Outcome } from '../../conversation/vocabulary.ts';
import { ASK_BLOCK, ASK_CALLBACK, readQuestion } from './ask-view.ts';
import type { SlackContext } from './context.ts';
import { within } from './context.ts';
import type { SlackView } from './elements.ts';
import { FORM_CALLBACK } from './form-view.ts';
import { identifyPicked, mapErrors, readFormValues } from './form-values.ts';
import type { SubmissionPayload } from './payloads.ts';
import { submissionPayload } from './payloads.ts';
import { updateView } from './present.ts';
import { directTo } from './sender.ts';
import { logFailedTurn, runTurn, speakerOf } from './turns.ts';
import type { ViewData } from './values.ts';
import { decodeViewData, digest } from './values.ts';
import {
  ALREADY_RECEIVED_VIEW,
  FAILURE_VIEW,
  MOMENT_VIEW,
  dropUnsent,
  isLast,
  renderOutcome,
  restoreView,
} from './views.ts';

export type SubmissionAnswer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update' | 'push'; view: SlackView };

/** Acknowledges a form in time, whatever its turn takes. */
export async function handleSubmission(
  context: SlackContext,
  body: unknown,
  ack: (answer?: SubmissionAnswer) => Promise<void>,
): Promise<void> {
  const payload = submissionPayload.safeParse(body);
  if (payload.success && payload.data.view.callback_id === ASK_CALLBACK) {
    await handleAsked(context, payload.data, ack);
    return;
  }
  const data = payload.success ? decodeViewData(payload.data.view.private_metadata) : null;
  if (!payload.success || !data || payload.data.view.callback_id !== FORM_CALLBACK) {
    await ack();
    return;
  }
  const { view } = payload.data;
  const { values, errors } = readFormValues(view);
  if (Object.keys(errors).length > 0) {
    await ack({ response_action: 'errors', errors: { ...errors } });
    return;
  }
  // The same window, not redrawn since, with the same answers, is the same form sent again.
  const eventId = `view:${view.id}:${view.hash}:${digest(JSON.stringify(Object.entries(values).sort()))}`;
  let isFirst = false;
  const work = context.recentForms
    .once(eventId, () => {
      isFirst = true;
      return takeForm(context, payload.data, { form: data.form, values, eventId });
    })
    .catch((error: unknown) => {
      if (isFirst) logFailedTurn(context, eventId, error);
      return null;
    });
  const early = await within(work, context.wait(context.timing.submission));
  const submitted = { payload: payload.data, data };
  if (early) await answerEarly(context, submitted, early.value, isFirst, ack);
  else await answerLate(context, submitted, work, isFirst, ack);
}

/** A question asked in the window of the shortcut: answered in it, and in messages as far as it does not fit. */
async function handleAsked(context: SlackContext, payload: SubmissionPayload, ack: Ack): Promise<void> {
  const { view } = payload;
  const text = readQuestion(view);
  if (text === '') {
    await ack({ response_action: 'errors', errors: { [ASK_BLOCK]: 'Please type a question.' } });
    return;
  }
  const eventId = `view:${view.id}:${view.hash}:${digest(text)}`;
  const work = context.recentForms
    .once(eventId, () =>
      runTurn(context, {
        speaker: speakerOf(payload),
        scope: 'personal',
        eventId,
        input: { type: 'text', text, asks: true },
      }),
    )
    .catch((error: unknown) => {
      logFailedTurn(context, eventId, error);
      return null;
    });
  const early = await within(work, context.wait(context.timing.submission));
  if (early && !early.value) {
    // On top of the question, which keeps what was typed.
    await ack({ response_action: 'push', view: FAILURE_VIEW });
    return;
  }
  const shownEarly = early?.value ? renderOutcome(early.value.replies) : null;
  const isFit = shownEarly?.faults.length === 0;
  await ack({ response_action: 'update', view: isFit ? shownEarly.view : MOMENT_VIEW });
  if (isFit && !shownEarly.isCut) return;
  const [outcome] = await Promise.all([work, early ? null : context.wait(context.timing.settling)]);
  const shown = outcome ? renderOutcome(outcome.replies) : null;
  const isShown = isFit || (shown?.faults.length === 0 && (await updateView(context, view.id, shown.view)));
  if (!outcome) await updateView(context, view.id, FAILURE_VIEW);
  else if (!isShown || shown?.isCut === true) await sendDirect(context, payload, outcome);
}

async function takeForm(
  context: SlackContext,
  payload: SubmissionPayload,
  { form, values, eventId }: { form: string; values: FormValues; eventId: string },
): Promise<Outcome> {
  const named = await identifyPicked(values, async (id) => {
    const found = await within(context.directory.find(id), context.wait(context.timing.lookup));
    return found?.value ?? {};
  });
  const input = { type: 'form' as const, form, values: named };
  return runTurn(context, { speaker: speakerOf(payload), scope: 'personal', eventId, input });
}

type Submitted = { payload: SubmissionPayload; data: ViewData };
type Ack = (answer?: SubmissionAnswer) => Promise<void>;

async function answerEarly(
  context: SlackContext,
  { payload, data }: Submitted,
  outcome: Outcome | null,
  isFirst: boolean,
  ack: Ack,
): Promise<void> {
  if (!outcome) {
    // On top of the form, which keeps what was typed.
    await ack({ response_action: 'push', view: FAILURE_VIEW });
    return;
  }
  context.halfFilled.take(payload.view);
  const shown = renderOutcome(outcome.replies, dropUnsent(data.unsent, data.form));
  if (!shown) {
    await ack({ response_action: 'update', view: ALREADY_RECEIVED_VIEW });
    return;
  }
  const errors = shown.form?.id === data.form ? mapErrors(shown.form, payload.view) : null;
  if (errors) {
    await ack({ response_action: 'errors', errors });
    return;
  }
  if (shown.faults.length > 0) {
    context.logger.error({ code: 'slack-form-too-large', form: shown.form?.id, faults: shown.faults.length });
    // An empty answer closes the window; the form goes on in messages.
    await ack();
  } else {
    await ack({ response_action: 'update', view: shown.view });
  }
  if (isFirst && (isLast(outcome.replies) || shown.faults.length > 0))
    await sendDirect(context, payload, outcome);
}

async function answerLate(
  context: SlackContext,
  { payload, data }: Submitted,
  work: Promise<Outcome | null>,
  isFirst: boolean,
  ack: Ack,
): Promise<void> {
  await ack({ response_action: 'update', view: MOMENT_VIEW });
  const [outcome] = await Promise.all([work, context.wait(context.timing.settling)]);
  if (!outcome) {
    await updateView(context, payload.view.id, restoreView(payload.view));
    return;
  }
  context.halfFilled.take(payload.view);
  const shown = renderOutcome(outcome.replies, dropUnsent(data.unsent, data.form));
  const view = shown ? shown.view : ALREADY_RECEIVED_VIEW;
  const isShown = (shown?.faults.length ?? 0) === 0 && (await updateView(context, payload.view.id, view));
  if (isFirst && shown && (isLast(outcome.replies) || !isShown)) await sendDirect(context, payload, outcome);
}

/** What a form led to is kept where the person finds it again. */
function sendDirect(context: SlackContext, { user }: SubmissionPayload, { replies }: Outcome): Promise<void> {
  return context.sender.send(directTo(user.id), replies);
}
