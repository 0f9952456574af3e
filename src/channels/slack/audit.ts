/** Reads what is about to be sent as Slack would, and names every limit it passes. Pure. */
import { SLACK_LIMITS } from './limits.ts';
import type { SlackMessage } from './message.ts';

type Json = Readonly<Record<string, unknown>>;
type Rule = { path: string; limit: keyof typeof SLACK_LIMITS; what: string };

/** Which limit holds where, by the type of the thing and the path below it. */
const LENGTHS: Readonly<Record<string, readonly Rule[]>> = {
  modal: [
    { path: 'title.text', limit: 'title', what: 'the title of a window' },
    { path: 'submit.text', limit: 'viewButton', what: 'the button that sends a form' },
    { path: 'close.text', limit: 'viewButton', what: 'the button that closes a window' },
    { path: 'private_metadata', limit: 'privateMetadata', what: 'what a window carries' },
    { path: 'callback_id', limit: 'id', what: 'the id of a window' },
    { path: 'blocks', limit: 'viewBlocks', what: 'the blocks of a window' },
  ],
  home: [{ path: 'blocks', limit: 'viewBlocks', what: 'the blocks of a page' }],
  header: [{ path: 'text.text', limit: 'header', what: 'a heading' }],
  section: [
    { path: 'text.text', limit: 'sectionText', what: 'a text' },
    { path: 'fields', limit: 'fields', what: 'the fields of a section' },
    { path: 'fields.text', limit: 'fieldText', what: 'a fact' },
  ],
  context: [
    { path: 'elements', limit: 'contextElements', what: 'the parts of a small text' },
    { path: 'elements.text', limit: 'contextText', what: 'a small text' },
  ],
  actions: [{ path: 'elements', limit: 'actionElements', what: 'the buttons of a row' }],
  input: [
    { path: 'label.text', limit: 'inputLabel', what: 'the label of a field' },
    { path: 'hint.text', limit: 'inputHint', what: 'the hint of a field' },
    { path: 'block_id', limit: 'id', what: 'the id of a field' },
  ],
  button: [
    { path: 'text.text', limit: 'buttonText', what: 'the label of a button' },
    { path: 'value', limit: 'buttonValue', what: 'the value of a button' },
    { path: 'accessibility_label', limit: 'accessibilityLabel', what: 'the spoken label of a button' },
    { path: 'action_id', limit: 'id', what: 'the id of a button' },
  ],
  plain_text_input: [
    { path: 'initial_value', limit: 'inputText', what: 'the text given in a field' },
    { path: 'action_id', limit: 'id', what: 'the id of an input' },
  ],
  datepicker: [
    { path: 'action_id', limit: 'id', what: 'the id of a calendar' },
    { path: 'placeholder.text', limit: 'placeholder', what: 'the placeholder of a calendar' },
  ],
  users_select: [
    { path: 'placeholder.text', limit: 'placeholder', what: 'the placeholder of a menu' },
    { path: 'action_id', limit: 'id', what: 'the id of a menu' },
  ],
  radio_buttons: [
    { path: 'options', limit: 'radioOptions', what: 'the options to choose from' },
    { path: 'options.text.text', limit: 'optionText', what: 'the label of an option' },
    { path: 'options.value', limit: 'optionValue', what: 'the value of an option' },
    { path: 'action_id', limit: 'id', what: 'the id of an input' },
  ],
  static_select: [
    { path: 'options', limit: 'selectOptions', what: 'the options of a menu' },
    { path: 'options.text.text', limit: 'optionText', what: 'the label of an option' },
    { path: 'options.value', limit: 'optionValue', what: 'the value of an option' },
    { path: 'option_groups', limit: 'optionGroups', what: 'the groups of a menu' },
    { path: 'option_groups.label.text', limit: 'groupLabel', what: 'the label of a group' },
    { path: 'option_groups.options', limit: 'selectOptions', what: 'the options of a group' },
    { path: 'option_groups.options.text.text', limit: 'optionText', what: 'the label of an option' },
    { path: 'option_groups.options.value', limit: 'optionValue', what: 'the value of an option' },
    { path: 'placeholder.text', limit: 'placeholder', what: 'the placeholder of a menu' },
    { path: 'action_id', limit: 'id', what: 'the id of a menu' },
  ],
};

/** Every limit that this message passes, one sentence each; none where Slack will take it. */
export function auditMessage({ text, blocks }: SlackMessage): string[] {
  return [
    ...compare(text.length, 'messageText', 'a message'),
    ...compare(blocks.length, 'messageBlocks', 'the blocks of a message'),
    ...compare(JSON.stringify(blocks).length, 'messageJson', 'a message with its buttons'),
    ...auditTree(blocks),
  ];
}

/** Every limit that this modal or page passes, one sentence each; none where Slack will take it. */
export function auditView(view: object): string[] {
  return [
    ...compare(Buffer.byteLength(JSON.stringify(view)), 'viewBytes', 'a window'),
    ...auditTree(view),
    ...auditUnique(view),
  ];
}

function auditTree(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(auditTree);
  if (!isJson(node)) return [];
  const rules = LENGTHS[String(node['type'])] ?? [];
  return [
    ...rules.flatMap(({ path, limit, what }) =>
      collect(node, path.split('.')).flatMap((value) => auditValue(value, limit, what)),
    ),
    ...auditActionIds(node),
    ...Object.values(node).flatMap(auditTree),
  ];
}

function auditValue(value: unknown, limit: Rule['limit'], what: string): string[] {
  if (typeof value !== 'string' && !Array.isArray(value)) return [];
  if (value.length === 0) return [`Slack shows nothing for ${what} that is empty.`];
  return compare(value.length, limit, what);
}

function compare(size: number, limit: Rule['limit'], what: string): string[] {
  const most = SLACK_LIMITS[limit];
  return size <= most ? [] : [`Slack allows ${most} for ${what} (${limit}); this has ${size}.`];
}

function auditActionIds(node: Json): string[] {
  if (node['type'] !== 'actions') return [];
  const ids = collect(node, ['elements', 'action_id']);
  return new Set(ids).size === ids.length ? [] : ['Two buttons of one row have the same action_id.'];
}

function auditUnique(view: object): string[] {
  const ids = collect(view, ['blocks', 'block_id']);
  return new Set(ids).size === ids.length ? [] : ['Two blocks of one window have the same block_id.'];
}

/** The values at a path; a list on the way stands for each of its items. */
function collect(node: unknown, path: readonly string[]): unknown[] {
  const [step, ...rest] = path;
  if (step === undefined) return node === undefined ? [] : [node];
  if (Array.isArray(node)) return node.flatMap((item) => collect(item, path));
  return isJson(node) ? collect(node[step], rest) : [];
}

function isJson(node: unknown): node is Json {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
