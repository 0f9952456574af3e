/** The windows that show anything but a form, and how an outcome becomes a window. Pure. */
import type { Form, FormValues, Outcome, Reply } from '../../conversation/vocabulary.ts';
import { auditView } from './audit.ts';
import type { PlainBlock } from './blocks.ts';
import { CLOSE_LABEL, renderBlock } from './blocks.ts';
import type { Piece, SlackBlock, SlackView } from './elements.ts';
import { boldPieces, plainText, textPieces } from './elements.ts';
import { INPUT_ACTION, readInputBlockId } from './form-fields.ts';
import { measureView, renderFormView } from './form-view.ts';
import { fillUnsent } from './form-values.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { StateValue, ViewPayload } from './payloads.ts';
import { FAILURE_TEXT } from './turns.ts';
import type { ViewData } from './values.ts';
import { digest, encodeViewData } from './values.ts';

const TITLE = 'Beadle';
const MOMENT = 'One moment. Your answer is on its way.';
const ALREADY_RECEIVED =
  'Beadle had received this already, so nothing was done twice. Close this window; the word "resume" in a direct message takes you back to where you were.';
const REST_IN_MESSAGES = 'The rest of this is in your direct messages with Beadle.';
const NOT_DONE = 'This was not done. What you gave is still here.';

function textView(text: string): SlackView {
  return plainView(textPieces(text).map((piece) => piece.block));
}

function plainView(blocks: SlackBlock[]): SlackView {
  return { type: 'modal', title: plainText(TITLE), close: plainText(CLOSE_LABEL), blocks };
}

export const MOMENT_VIEW = textView(MOMENT);
export const FAILURE_VIEW = textView(FAILURE_TEXT);
export const ALREADY_RECEIVED_VIEW = textView(ALREADY_RECEIVED);

export type OutcomeView = {
  view: SlackView;
  /** The form in it; null where the window is the last one. */
  form: Form | null;
  /** Why Slack would refuse the view; empty where it will not. */
  faults: readonly string[];
  /** Whether something did not fit, and is to be found in messages. */
  isCut: boolean;
};

/** The window that shows all of these replies; of several forms, the first. Null where there is nothing to show. */
export function renderOutcome(
  replies: readonly Reply[],
  unsent: ViewData['unsent'] = {},
): OutcomeView | null {
  const blocks = replies.flatMap((reply) => reply.blocks);
  const found = blocks.findIndex((block) => block.type === 'form');
  const first = blocks[found];
  if (first?.type !== 'form') {
    const pieces = blocks.filter(isPlainBlock).flatMap(renderBlock);
    if (pieces.length === 0) return null;
    const { view, isCut } = renderReceipt(pieces);
    return { view, form: null, faults: auditView(view), isCut };
  }
  const view = renderFormView({
    form: fillUnsent(first.form, unsent[first.form.id]),
    before: blocks.slice(0, found).filter(isPlainBlock),
    after: blocks.slice(found + 1).filter(isPlainBlock),
    unsent,
  });
  return { view, form: first.form, faults: auditView(view), isCut: false };
}

/** All that these replies say but for forms. */
export function plainBlocksOf(replies: readonly Reply[]): SlackBlock[] {
  return replies
    .flatMap((reply) => reply.blocks)
    .filter(isPlainBlock)
    .flatMap(renderBlock)
    .map((piece) => piece.block);
}

function isPlainBlock(block: Reply['blocks'][number]): block is PlainBlock {
  return block.type !== 'form';
}

/** What is too long for a window is in the direct message that goes with every last one. */
function renderReceipt(pieces: readonly Piece[]): { view: SlackView; isCut: boolean } {
  const blocks = pieces.map((piece) => piece.block);
  const fits = (shown: SlackBlock[]): boolean =>
    shown.length <= SLACK_LIMITS.viewBlocks && measureView(plainView(shown)) <= SLACK_LIMITS.viewBytes;
  if (fits(blocks)) return { view: plainView(blocks), isCut: false };
  const rest = textPieces(REST_IN_MESSAGES).map((piece) => piece.block);
  let shown = blocks.slice(0, SLACK_LIMITS.viewBlocks - rest.length);
  while (!fits([...shown, ...rest])) shown = shown.slice(0, -1);
  return { view: plainView([...shown, ...rest]), isCut: true };
}

/**
 * Whether these replies end something, so that the person should find them again later: a receipt, not a form, and not
 * a summary whose buttons still wait for a decision.
 */
export function isLast(replies: readonly Reply[]): boolean {
  return !replies.some((reply) =>
    reply.blocks.some(
      (block) =>
        block.type === 'form' ||
        (block.type === 'choices' && block.choices.some((choice) => choice.style !== undefined)),
    ),
  );
}

/** Whether an outcome has a form in it. */
export function hasForm({ replies }: Outcome): boolean {
  return replies.some((reply) => reply.blocks.some((block) => block.type === 'form'));
}

/** The window as the person left it, with what they gave in it, to be shown again after a failure. */
export function restoreView(view: ViewPayload): SlackView {
  const notice = [...boldPieces(NOT_DONE), ...textPieces(FAILURE_TEXT)].map((piece) => piece.block);
  return {
    type: 'modal',
    callback_id: view.callback_id,
    private_metadata: view.private_metadata,
    notify_on_close: true,
    title: view.title as SlackView['title'],
    ...(view.submit ? { submit: view.submit as NonNullable<SlackView['submit']> } : {}),
    close: plainText(CLOSE_LABEL),
    blocks: [
      ...notice,
      // Slack sent these blocks as it was given them, so they are blocks.
      ...view.blocks
        .slice(0, SLACK_LIMITS.viewBlocks - notice.length)
        .map((block) => restoreBlock(block, view)),
    ] as SlackBlock[],
  };
}

function restoreBlock(block: Readonly<Record<string, unknown>>, view: ViewPayload): Record<string, unknown> {
  const id = typeof block['block_id'] === 'string' ? block['block_id'] : '';
  const input = readInputBlockId(id);
  const state = view.state.values[id]?.[INPUT_ACTION];
  if (block['type'] !== 'input' || !input || !state) return { ...block };
  const { initial_value, initial_option, initial_date, initial_user, ...element } = block[
    'element'
  ] as Record<string, unknown>;
  const initial = readInitial(state, element);
  const before = { initial_value, initial_option, initial_date, initial_user };
  return {
    ...block,
    // A new id, because Slack shows the old state of an old one.
    block_id: `${id.slice(0, id.lastIndexOf(':'))}:${digest(id, JSON.stringify([before, initial]))}`,
    element: { ...element, ...initial },
  };
}

function readInitial(state: StateValue, element: Record<string, unknown>): Record<string, unknown> {
  if (state.value) return { initial_value: state.value };
  if (state.selected_user) return { initial_user: state.selected_user };
  if (state.selected_date) return { initial_date: state.selected_date };
  const chosen = state.selected_option?.value;
  const option = listOptions(element).find((candidate) => candidate['value'] === chosen);
  return chosen === undefined || !option ? {} : { initial_option: option };
}

function listOptions(element: Record<string, unknown>): Record<string, unknown>[] {
  const groups = element['option_groups'];
  if (Array.isArray(groups)) return groups.flatMap((group: Record<string, unknown>) => listOptions(group));
  return Array.isArray(element['options']) ? (element['options'] as Record<string, unknown>[]) : [];
}

/**
 * What was typed on this screen and not sent, added to what other screens left; `lost` is what a window cannot carry.
 */
export function keepUnsent(
  data: ViewData,
  values: FormValues,
): { unsent: ViewData['unsent']; lost: readonly string[] } {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  const others = dropUnsent(data.unsent, data.form);
  if (Object.keys(given).length === 0) return { unsent: others, lost: [] };
  const unsent = { ...others, [data.form]: given };
  // The next form's id may be longer than this one's.
  const size = encodeViewData({ form: data.form, unsent }).length + 300;
  return size <= SLACK_LIMITS.privateMetadata
    ? { unsent, lost: [] }
    : { unsent: others, lost: Object.values(given) };
}

export function dropUnsent(unsent: ViewData['unsent'], form: string): ViewData['unsent'] {
  return Object.fromEntries(Object.entries(unsent).filter(([id]) => id !== form));
}
