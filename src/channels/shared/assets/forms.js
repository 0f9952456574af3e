/* global structuredClone */
/**
 * Cards as data: what form a card holds, what was typed into it, and what is left of it when it has been sent. Pure.
 * Field ids are "field.NAME", and "field.NAME.other" for a name typed in beside a list of people.
 */

const OTHER = '.other';
const SOMEONE_ELSE = 'someone else';

/** Every object in a card, outermost first. */
function* walk(node) {
  if (Array.isArray(node)) {
    for (const item of node) yield* walk(item);
  } else if (typeof node === 'object' && node !== null) {
    yield node;
    for (const value of Object.values(node)) yield* walk(value);
  }
}

const isInput = (node) =>
  typeof node.type === 'string' && node.type.startsWith('Input.') && typeof node.id === 'string';

/** The id of the form in a card, or null. */
export function findFormId(card) {
  for (const node of walk(card)) {
    if (node.type === 'Action.Submit' && node.data?.input === 'form') return node.data.form;
  }
  return null;
}

/** The inputs of a card, as they stand in it. */
export function listInputs(card) {
  return [...walk(card)].filter(isInput);
}

/** The id of the first input with an error said beside it, or null. */
export function findFirstError(card) {
  for (const node of walk(card)) {
    if (node.type !== 'Container' || !Array.isArray(node.items)) continue;
    const input = node.items.find(isInput);
    if (input !== undefined && node.items.some(saysError)) return input.id;
  }
  return null;
}

const saysError = (node) => [...walk(node)].some(({ color }) => color === 'attention');

/** The card with these values in its inputs; `onlyEmpty` leaves alone those that have one. */
export function fillIn(card, values, onlyEmpty = false) {
  const filled = structuredClone(card);
  for (const input of listInputs(filled)) {
    const value = values[input.id];
    if (typeof value !== 'string' || (onlyEmpty && input.value !== undefined)) continue;
    if (value === '') delete input.value;
    else input.value = value;
    // The library shows the value, not the title, in a list that can be searched.
    if (input.style === 'filtered' && value !== '') input.style = 'compact';
  }
  return filled;
}

/** What stays of a form in the conversation: its title and what was answered, or all of it but the buttons if nothing was asked. */
export function toRecord(card, values, caption) {
  const answers = readAnswers(card, values);
  const asked = listInputs(card).length > 0;
  const kept = asked
    ? card.body.filter((element) => element.style === 'heading').slice(0, 1)
    : stripButtons(card.body);
  const said = { type: 'TextBlock', text: caption, wrap: true, size: 'small', isSubtle: true };
  const body = [said, ...kept.map((element) => ({ ...element, spacing: element.spacing ?? 'small' }))];
  if (answers.length > 0) body.push(...answers.flatMap(toLines));
  return { type: 'AdaptiveCard', version: '1.5', lang: 'en-GB', body };
}

function readAnswers(card, values) {
  return listInputs(card).flatMap((input) => {
    const value = values[input.id] ?? '';
    if (input.id.endsWith(OTHER)) {
      const list = input.id.slice(0, -OTHER.length);
      const picked = values[list] ?? '';
      const counts = value !== '' && (picked === '' || picked === SOMEONE_ELSE);
      const owner = listInputs(card).find(({ id }) => id === list) ?? input;
      return counts ? [{ label: plainLabel(owner), value }] : [];
    }
    if (value === '' || value === SOMEONE_ELSE) return [];
    return [{ label: plainLabel(input), value: showValue(input, value) }];
  });
}

const plainLabel = (input) => (input.label ?? '').replace(/ \(optional\)$/, '');

function showValue(input, value) {
  if (input.type === 'Input.ChoiceSet')
    return input.choices.find((choice) => choice.value === value)?.title ?? value;
  return input.type === 'Input.Date' ? showDate(value) : value;
}

function showDate(value) {
  const date = new Date(`${value}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return value;
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** Text runs, not facts: what people typed may look like the library's own signs. */
function toLines({ label, value }) {
  return value.split(/\r\n|\n|\r/).map((line, index) => ({
    type: 'RichTextBlock',
    spacing: index === 0 ? 'small' : 'none',
    inlines: [
      ...(index === 0
        ? [{ type: 'TextRun', text: /[?:.]$/.test(label) ? `${label} ` : `${label}: `, weight: 'bolder' }]
        : []),
      ...line.split(/(?<=\{)(?=\{)/).map((text) => ({ type: 'TextRun', text })),
    ],
  }));
}

function stripButtons(body) {
  return body.flatMap((element) => {
    if (element.type === 'ActionSet') {
      const actions = element.actions.filter((action) => action.type !== 'Action.Submit');
      return actions.length === 0 ? [] : [{ ...element, actions }];
    }
    return Array.isArray(element.items) ? [{ ...element, items: stripButtons(element.items) }] : [element];
  });
}
