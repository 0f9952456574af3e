/** Screens, summaries and receipts of a dialog as replies. */
import { createHash } from 'node:crypto';
import type { FlowContext } from '../flows/context.ts';
import {
  describeAnswers,
  openFields,
  openScreens,
  renderScreen,
  type Draft,
  type FieldErrors,
  type Flow,
} from '../flows/engine.ts';
import { writeChoice } from './choices.ts';
import type { Block, Choice, Reply } from './vocabulary.ts';

/** The screen a draft is at. */
export function formReply(
  flow: Flow<FlowContext>,
  context: FlowContext,
  draft: Draft,
  errors: FieldErrors,
): Reply {
  const isFirst = openScreens(flow, context, draft.answers)[0]?.id === draft.at;
  const choices: Choice[] = [
    ...(isFirst && draft.changing === null
      ? []
      : [{ label: 'Back', value: writeChoice({ act: 'back', draft: draft.id }) }]),
    { label: 'Stop', value: writeChoice({ act: 'cancel', draft: draft.id }) },
  ];
  const form = renderScreen(flow, context, draft, errors, choices);
  return { audience: 'private', blocks: form ? [{ type: 'form', form }] : [] };
}

/** Everything given, before anything is recorded. */
export function summaryReply(flow: Flow<FlowContext>, context: FlowContext, draft: Draft): Reply {
  const rows = describeAnswers(flow, context, draft.answers);
  const heading =
    draft.amends === null ? 'Please check this' : `Please check your changes to ${draft.amends}`;
  return {
    audience: 'private',
    blocks: [
      { type: 'heading', text: heading },
      { type: 'facts', rows: rows.map(({ label, value }) => ({ label, value })) },
      ...flow.summaryIntro(draft.answers, context),
      {
        type: 'choices',
        choices: [
          {
            label: flow.confirm,
            value: writeChoice({ act: 'confirm', draft: draft.id, seen: answersSeen(draft) }),
            style: 'primary',
          },
          { label: 'Back', value: writeChoice({ act: 'back', draft: draft.id }) },
          { label: 'Stop', value: writeChoice({ act: 'cancel', draft: draft.id }) },
        ],
      },
      {
        type: 'choices',
        label: 'Change an answer',
        choices: changeableFields(flow, context, draft).map(({ name, label }) => ({
          label,
          value: writeChoice({ act: 'change', draft: draft.id, field: name }),
        })),
      },
    ],
  };
}

/** Tells one set of answers from another, and nothing of what they are. */
export function answersSeen({ id, answers }: Pick<Draft, 'id' | 'answers'>): string {
  const given = Object.entries(answers)
    .filter(([, value]) => value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([id, given]))
    .digest('hex')
    .slice(0, 16);
}

/** Every field that applies: those answered by their name, those left blank as something to add. */
function changeableFields(
  flow: Flow<FlowContext>,
  context: FlowContext,
  { answers }: Draft,
): { name: string; label: string }[] {
  return openScreens(flow, context, answers).flatMap((screen) =>
    openFields(screen, context, answers).map(({ name, summaryLabel }) => ({
      name,
      label: (answers[name] ?? '') === '' ? `Add: ${summaryLabel}` : summaryLabel,
    })),
  );
}

export function stoppedBlocks(amends: string | null): Block[] {
  const text =
    amends === null
      ? 'Stopped. Nothing was recorded and nobody was told.'
      : `Stopped. ${amends} stays as it was.`;
  return [{ type: 'text', text }];
}
