/**
 * What somebody reads and can do, whatever platform shows it: from Slack's blocks and windows, and from Teams' cards. What only
 * the look of a platform adds is taken away here, and each such thing says why it may differ.
 */
import { elementsOf } from './slack-person.ts';
import { inputsOf, type FakeInput, type FakeWindow, type Json } from './slack-windows.ts';
import type { ShownMessage } from './fake-slack.ts';

export type SeenField = {
  label: string;
  isRequired: boolean;
  hint: string;
  options: readonly string[];
  /** As a person sees it: the label of what is chosen, a text, a day. */
  value: string;
  error: string;
};

export type Seen = {
  /** All that is said, in order, with the labels and values of facts. */
  words: string;
  /** Labels of clauses, and of all other buttons; that which sends a form comes first. */
  clauses: readonly string[];
  buttons: readonly string[];
  /** The form that is to be filled in; null where there is none. */
  form: { title: string; fields: readonly SeenField[] } | null;
};

/**
 * Stands for words that cannot be compared, before the first that are said all the same: a form in a message of Slack's asks one
 * question at a time where a card shows all, and a window keeps its words when errors are put into it.
 */
export const UNCOMPARED = '\uE001';

/** Before what is wrong with an answer, in both. */
const ERROR = 'Please check:';
/** Marks that are not seen. */
const UNSEEN = /[\u2060\u200B-\u200D]/g;

/** Said of a field by one platform alone, because only it has to: Teams' inputs set no limit, and Slack's menu has a second field. */
const OWN_HINTS = [/At most [\d,]+ characters\.$/, /Choose a name here, or type one below\.$/];

/** What Slack shows in a window. */
export function seenInWindow({ view, values, errors }: FakeWindow): Seen {
  const blocks = view['blocks'] as Json[];
  const inputs = inputsOf(view);
  const submit = view['submit'] === undefined ? [] : [textOf(view['submit'])];
  const body = seenInBlocks(blocks);
  const fields = inputs.flatMap((input, at): SeenField[] => {
    if (input.label.text === TYPED_BELOW) return [];
    const below = inputs[at + 1];
    const typed = below?.label.text === TYPED_BELOW ? below : null;
    return [slackField(input, typed, { values, errors })];
  });
  return {
    ...body,
    buttons: [...submit, ...body.buttons],
    form: fields.length === 0 ? null : { title: textOf(view['title']), fields },
  };
}

const TYPED_BELOW = 'Or type a name, where nobody in the list fits';

function slackField(
  input: FakeInput,
  typed: FakeInput | null,
  { values, errors }: Pick<FakeWindow, 'values' | 'errors'>,
): SeenField {
  const chosen = standsIn(input, values);
  const said = textOf((input as unknown as Json)['hint']);
  const [, shown = ''] = new RegExp(`^${ERROR} (.*?[.?])(?: |$)`, 's').exec(said) ?? [];
  const error =
    errors[input.block_id] ?? (typed === null ? undefined : errors[typed.block_id]) ?? clean(shown);
  return {
    label: clean(input.label.text),
    // One of the two inputs of a person is enough, so neither is required by itself.
    isRequired: typed === null ? input.optional !== true : said.includes('Choose a name here'),
    hint: ownHint(said.replace(shown === '' ? '' : `${ERROR} ${shown}`, '')),
    options: optionLabels(input.element),
    value: chosen === '' && typed !== null ? standsIn(typed, values) : chosen,
    error,
  };
}

function standsIn({ block_id: block, element }: FakeInput, values: FakeWindow['values']): string {
  const state = values[block]?.[element.action_id] ?? {};
  const option = state['selected_option'] as { text: unknown } | null | undefined;
  return option ? textOf(option.text) : textOf(state['value'] ?? state['selected_date'] ?? '');
}

/** The labels of all that can be chosen. */
export function optionLabels(element: Json): string[] {
  const groups = (element['option_groups'] ?? [{ options: element['options'] ?? [] }]) as {
    options: Json[];
  }[];
  return groups.flatMap(({ options }) => options.map((option) => textOf(option['text'])));
}

/** What Slack shows in messages. */
export function seenInMessages(messages: readonly Pick<ShownMessage, 'blocks'>[]): Seen {
  return seenInBlocks(messages.flatMap(({ blocks }) => blocks));
}

/**
 * Slack cuts a label that is too long for a button, numbers it, and says it in full above. Blocks as they were before that: with
 * the full labels, and nothing above them.
 */
function withFullLabels(blocks: readonly Json[]): Json[] {
  const shown = [...blocks];
  for (const [at, block] of blocks.entries()) {
    const elements = block['type'] === 'actions' ? (block['elements'] as Json[]) : [];
    const full = at === 0 ? [] : slackWords(blocks[at - 1] ?? {}).split('\n');
    const isNumbered = (text: string, place: number): boolean => text.startsWith(`${place + 1}. `);
    if (elements.length === 0 || full.length !== elements.length) continue;
    if (!full.every(isNumbered) || !elements.every(({ text }, place) => isNumbered(textOf(text), place)))
      continue;
    const labels = full.map((text) => text.replace(/^\d+\. /, ''));
    shown[at] = { ...block, elements: elements.map((each, place) => ({ ...each, text: labels[place] })) };
    shown[at - 1] = {};
  }
  return shown;
}

function seenInBlocks(given: readonly Json[]): Seen {
  const blocks = withFullLabels(given);
  const elements = elementsOf(blocks).filter(({ type }) => type === 'button');
  const isClause = ({ action_id: id }: { action_id: string }): boolean => id.startsWith('clause');
  const labels = (of: typeof elements): string[] => of.map(({ text }) => textOf(text));
  return {
    words: wordsOf(blocks.filter((_block, at) => !isSummed(blocks[at - 1])).map(slackWords)),
    clauses: labels(elements.filter(isClause)),
    buttons: labels(elements.filter((element) => !isClause(element))),
    form: null,
  };
}

/** What comes after this is the list of what is wrong, which the fields say. */
function isSummed(before: Json | undefined): boolean {
  return before !== undefined && clean(slackWords(before)) === ERROR;
}

function slackWords(block: Json): string {
  switch (block['type']) {
    case 'header':
      return textOf(block['text']);
    case 'section':
      return ((block['fields'] ?? [block['text']]) as Json[]).map(markedText).join('\n');
    case 'context':
      return (block['elements'] as Json[]).map(markedText).join('\n');
    case 'rich_text':
      return (block['elements'] as Json[]).map(richText).join('\n');
    default:
      return '';
  }
}

/** Mrkdwn is used for nothing but the label of a fact, in bold. */
function markedText(text: Json): string {
  const said = textOf(text);
  if (text['type'] !== 'mrkdwn') return said;
  return said
    .replace(/^\*(.*)\*$/s, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** A fact with a long value has its label before it, in bold and with a colon, as in a card. */
function richText({ type, elements }: Json): string {
  const parts = elements as Json[];
  if (type === 'rich_text_list') return parts.map(richText).join('\n');
  const [first] = parts;
  const label = textOf(first);
  const isBold = (first?.['style'] as Json | undefined)?.['bold'] === true;
  const isFact = isBold && parts.length > 1 && /:\s*$/.test(label) && !label.startsWith('Please ');
  return [isFact ? `${label.replace(/:\s*$/, '')}\n` : label, ...parts.slice(1).map(textOf)].join('');
}

function textOf(node: unknown): string {
  if (typeof node === 'string') return node;
  const { text } = (node ?? {}) as Json;
  return text === undefined ? '' : textOf(text);
}

/** What a card of Teams shows; of several, all of it. */
export function seenInCards(cards: readonly unknown[]): Seen {
  const found = cards.map(seenInCard);
  return {
    words: wordsOf(found.map(({ words }) => words)),
    clauses: found.flatMap(({ clauses }) => clauses),
    buttons: found.flatMap(({ buttons }) => buttons),
    form: found.find(({ form }) => form !== null)?.form ?? null,
  };
}

/** The label of what sends a form, which stands below its fields. */
const SEND = (action: Json): boolean => (action['data'] as Json | undefined)?.['input'] === 'form';

function seenInCard(card: unknown): Seen {
  const body = (card as { body: Json[] }).body;
  const firstField = body.findIndex(isField);
  const form = firstField === -1 ? null : { title: '', fields: body.filter(isField).map(cardField) };
  // A window has its title in its frame, a card above its words.
  const titleAt = form === null ? -1 : findTitle(body.slice(0, firstField));
  if (form !== null) form.title = titleAt === -1 ? '' : textOf(body[titleAt]?.['text']);
  const actions = body.flatMap((element) =>
    element['type'] === 'ActionSet' ? (element['actions'] as Json[]) : boxed(element),
  );
  const isClause = ({ type }: Json): boolean => type === 'Action.ShowCard';
  const own = actions.filter((action) => !isClause(action));
  return {
    words: wordsOf(body.filter((element, at) => at !== titleAt && isSaid(element)).map(cardWords)),
    clauses: actions.filter(isClause).map(({ title }) => String(title)),
    buttons: [...own.filter(SEND), ...own.filter((action) => !SEND(action))].map(({ title }) =>
      String(title),
    ),
    form,
  };
}

/** A button whose label is too long for one: a box that is pressed. */
function boxed({ selectAction }: Json): Json[] {
  return selectAction === undefined ? [] : [selectAction as Json];
}

/** Not the fields, nor the labels of buttons, nor the summary of what is wrong, which the fields say. */
function isSaid(element: Json): boolean {
  const [first] = (element['inlines'] ?? [element]) as Json[];
  return !isField(element) && boxed(element).length === 0 && first?.['color'] !== 'attention';
}

function findTitle(before: readonly Json[]): number {
  return before.findLastIndex(({ type, style }) => type === 'TextBlock' && style === 'heading');
}

function isField(element: Json): boolean {
  const items = (element['items'] ?? []) as Json[];
  return items.some(({ type }) => String(type).startsWith('Input.'));
}

function cardField(container: Json): SeenField {
  const items = container['items'] as Json[];
  const [main = {}, typed] = items.filter(({ type }) => String(type).startsWith('Input.'));
  const said = items.filter(({ type }) => !String(type).startsWith('Input.')).map(cardWords);
  const error = said.filter((line) => line.startsWith(ERROR)).map((line) => line.slice(ERROR.length).trim());
  const label = String(main['label']);
  const choices = (main['choices'] ?? []) as { title: string; value: string }[];
  const listed = choices.filter(({ value }) => value !== 'someone else');
  const value = textOf(main['value'] ?? '');
  const chosen = choices.length === 0 ? value : (listed.find((each) => each.value === value)?.title ?? '');
  return {
    label: clean(label.replace(/ \(optional\)$/, '')),
    isRequired: !label.endsWith(' (optional)'),
    hint: ownHint(said.filter((line) => !line.startsWith(ERROR)).join(' ')),
    options: listed.map(({ title }) => clean(title)),
    value: chosen === '' && typed !== undefined ? textOf(typed['value'] ?? '') : chosen,
    error: error.map(clean).join(' '),
  };
}

/** The words of an element, one line for each label and value of facts. */
export function cardWords(element: Json): string {
  switch (element['type']) {
    case 'TextBlock':
      return textOf(element);
    case 'RichTextBlock': {
      const [first, ...rest] = element['inlines'] as Json[];
      const label = textOf(first);
      const isFact = rest.length > 0 && first?.['weight'] === 'bolder' && label.endsWith(': ');
      return [isFact ? `${label.slice(0, -2)}\n` : label, ...rest.map(textOf)].join('');
    }
    case 'FactSet':
      return (element['facts'] as Json[])
        .map(({ title, value }) => `${String(title)}\n${String(value)}`)
        .join('\n');
    case 'Container':
      return ((element['items'] ?? []) as Json[]).map(cardWords).join('\n');
    default:
      return '';
  }
}

/**
 * The words of texts one after the other. Where lines end is the platform's: Slack divides long texts, Teams shows no blank
 * lines. The summary of what is wrong is left out: Slack has it only in a window that is drawn anew, and the fields say it.
 */
function wordsOf(texts: readonly string[]): string {
  return texts
    .flatMap((text) => text.split('\n'))
    .map((line) => clean(line).replace(/^• /, ''))
    .filter((line) => line !== '' && !line.startsWith(ERROR))
    .join('\n')
    .replace(/\s+/g, ' ');
}

function clean(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

function ownHint(said: string): string {
  return OWN_HINTS.reduce((hint, own) => hint.replace(own, '').trim(), clean(said));
}
