/* global CSS */
/** The message box: grows with its text, sends with Enter. */

/** `onSend(text)` gets what was typed; the box empties itself. Gives `restore(text)` for a message that did not get through. */
export function startComposer({ form, box, onSend }) {
  const fit = () => {
    // Browsers that size a box by its text need no help.
    if (CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const send = () => {
    const text = box.value;
    if (text.trim() === '' || !onSend(text)) return;
    box.value = '';
    fit();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
    box.focus();
  });
  box.addEventListener('keydown', (event) => {
    // Enter that ends the writing of a character belongs to the keyboard, not to the page.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  box.addEventListener('input', fit);
  return {
    restore: (text) => {
      box.value = box.value === '' ? text : `${text}\n${box.value}`;
      fit();
    },
    replace: (text) => {
      box.value = text;
      fit();
    },
  };
}
