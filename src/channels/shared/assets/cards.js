/* global AdaptiveCards, document, HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement */
/** Draws one card with the Adaptive Cards library, and mends what it leaves undone for people who do not see or do not use a mouse. */
import { createHostConfig } from './host-config.js';

// A card root that can be reached by Tab, but does nothing, only costs a key press.
AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
// The cards hold plain text: what looks like markdown in them was typed by somebody and stays as it is.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

const hostConfig = createHostConfig();

/**
 * Draws a card into a form element of its own. `onPress(data, label)` gets what a button sends and its label.
 * Gives the element, `readValues()` (all inputs by id, empty ones too) and `focusInput(id)`, which gives the input with its label.
 */
export function drawCard(json, onPress) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.parse(json);
  const readValues = () =>
    Object.fromEntries(
      card.getAllInputs().map((input) => [input.id, input.value === undefined ? '' : String(input.value)]),
    );
  const press = (action) => {
    const data = { ...action.data };
    // The library leaves empty inputs out; but an answer taken back is one too.
    if (data.input === 'form') Object.assign(data, readValues());
    onPress(data, action.title ?? '');
  };
  card.onExecuteAction = press;
  card.onInlineCardExpanded = (action, isOpen) => {
    if (isOpen) action.card.renderedElement?.scrollIntoView({ block: 'nearest' });
  };

  // Radio buttons of the same name form one group in a whole page, unless each card is a form.
  const element = document.createElement('form');
  element.className = 'card';
  element.noValidate = true;
  element.addEventListener('submit', (event) => event.preventDefault());
  element.append(card.render());
  card.getAllInputs().forEach(mendInput);
  for (const text of element.querySelectorAll('.ac-textBlock, .ac-richTextBlock')) {
    text.classList.toggle('bullet', text.textContent.startsWith('• '));
  }
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing && isLineInput(event.target)) {
      event.preventDefault();
      sendingButton(card)?.execute();
    }
  });
  return {
    element,
    readValues,
    focusInput: (id) => {
      const input = card.getAllInputs().find((candidate) => candidate.id === id);
      input.focus();
      return input.renderedElement;
    },
  };
}

const isLineInput = (element) =>
  element instanceof HTMLInputElement && element.type !== 'radio' && element.type !== 'checkbox';

const sendingButton = (card) => card.getAllActions().find((action) => action.data?.input === 'form');

/** Ties label, hint and error to the element that is really typed into. */
function mendInput(input) {
  const outer = input.renderedInputControlElement;
  const labelId = input.renderedElement?.querySelector('label')?.id;
  const beside = describe(input);
  const radios = [...outer.querySelectorAll('input[type=radio]')];
  if (radios.length > 0) {
    outer.setAttribute('role', 'radiogroup');
    if (labelId) outer.setAttribute('aria-labelledby', labelId);
    radios.forEach((radio) => radio.removeAttribute('aria-labelledby'));
  }
  const isField = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].some(
    (kind) => outer instanceof kind,
  );
  const field = isField || radios.length > 0 ? outer : outer.querySelector('input');
  if (field !== outer && labelId) {
    // A list that can be searched: the library names the box around the input instead of the input.
    field.id = `${outer.id}-input`;
    field.setAttribute('aria-labelledby', labelId);
    input.renderedElement.querySelector('label').htmlFor = field.id;
    outer.removeAttribute('aria-labelledby');
  }
  if (input.isRequired) field.setAttribute('aria-required', 'true');
  if (beside.ids.length > 0) field.setAttribute('aria-describedby', beside.ids.join(' '));
  if (beside.isWrong) field.setAttribute('aria-invalid', 'true');
}

/** The texts that stand under an input in its own container: an error, a hint. */
function describe(input) {
  const container = input.parent;
  const ids = [];
  let isWrong = false;
  const count = container?.getJsonTypeName() === 'Container' ? container.getItemCount() : 0;
  for (let index = 0; index < count; index++) {
    const item = container.getItemAt(index);
    const text = item.renderedElement;
    if (!['TextBlock', 'RichTextBlock'].includes(item.getJsonTypeName()) || !text) continue;
    text.id ||= `${input.renderedInputControlElement.id}-${index}`;
    ids.push(text.id);
    const color = item.color ?? item.getInlineAt?.(0).color;
    isWrong ||= color === AdaptiveCards.TextColor.Attention;
  }
  return { ids, isWrong };
}
