/* global document */
/** A part of the page that shows the cards of one answer, and forgets nothing that was typed into a form but not sent. */
import { drawCard } from './cards.js';
import { fillIn, findFirstError, findFormId } from './forms.js';

/** `onPress({ data, label, source })` is called when something in the cards is pressed. */
export function createWork(element, onPress) {
  let shown = [];
  /** What was typed, by the id of the form. */
  const typed = new Map();

  const keepTyped = () => {
    for (const { form, drawn } of shown) if (form !== null) typed.set(form, drawn.readValues());
  };
  const add = (json) => {
    const form = findFormId(json);
    const values = form === null ? undefined : typed.get(form);
    const card = values === undefined ? json : fillIn(json, values, true);
    const article = document.createElement('article');
    article.className = 'entry beadle';
    article.tabIndex = -1;
    const drawn = drawCard(card, (data, label) => onPress({ data, label }));
    article.append(drawn.element);
    return { article, form, json: card, drawn };
  };

  return {
    /** Shows these cards in place of those before. `sent` is the form that was just sent: what it held is on its way. */
    show: (cards, sent = null) => {
      keepTyped();
      if (sent !== null) typed.delete(sent);
      shown = cards.map(add);
      element.replaceChildren(...shown.map(({ article }) => article));
    },
    clear: () => {
      keepTyped();
      shown = [];
      element.replaceChildren();
    },
    /** Somebody else sits down. */
    forget: () => {
      typed.clear();
      shown = [];
      element.replaceChildren();
    },
    isEmpty: () => shown.length === 0,
    holdsForm: () => shown.some(({ form }) => form !== null),
    /** Moves the focus to where the cards begin, or to the first wrong answer in them, which it gives. */
    look: () => {
      for (const { json, drawn } of shown) {
        const wrong = findFirstError(json);
        if (wrong !== null) return drawn.focusInput(wrong);
      }
      shown[0]?.article.focus({ preventScroll: true });
      return null;
    },
  };
}
