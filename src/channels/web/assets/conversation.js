/* global document, crypto */
/** The conversation on the screen and in the tab's memory: what was said, the cards that answered, and what becomes of sent forms. */
import { drawCard } from './cards.js';
import { fillIn, findFirstError, findFormId, toRecord } from './forms.js';
import { loadEntries, saveEntries } from './history.js';

const SENT = 'You sent';
const LEFT = 'You left this step';
const PASSED = 'An earlier step';

/**
 * `log` is the element to fill; `onPress(press)` gets { entryId, data, label, values }; `onNotKept()` is called when the browser
 * has no room to keep the conversation over a reload.
 */
export function createConversation({ log, onPress, onNotKept }) {
  let place = null;
  let entries = [];
  /** By entry id: { article, card } with the drawn card, or null for what the person said. */
  const views = new Map();

  const keep = () => {
    if (place !== null && !saveEntries(place, entries)) onNotKept();
  };
  const findEntry = (id) => entries.find((entry) => entry.id === id);

  const draw = (entry) => {
    const article = document.createElement('article');
    const who = document.createElement('span');
    who.className = 'unseen';
    let card = null;
    if (entry.card === undefined) {
      article.className = 'entry mine';
      who.textContent = 'You: ';
      const text = document.createElement('p');
      text.textContent = entry.said;
      article.append(who, text);
    } else {
      article.className = entry.record ? 'entry record' : 'entry beadle';
      article.tabIndex = -1;
      who.textContent = entry.record ? '' : 'Beadle: ';
      card = drawCard(entry.card, (data, label) =>
        onPress({ entryId: entry.id, data, label, values: card.readValues() }),
      );
      article.append(who, card.element);
    }
    views.set(entry.id, { article, card });
    return article;
  };
  const append = (entry) => {
    entries.push(entry);
    const article = draw(entry);
    log.append(article);
    return article;
  };
  const remove = (id) => {
    entries = entries.filter((entry) => entry.id !== id);
    views.get(id)?.article.remove();
    views.delete(id);
  };
  /** Draws an entry anew where it stands. */
  const change = (id, changes) => {
    const entry = findEntry(id);
    Object.assign(entry, changes);
    const before = views.get(id).article;
    const after = draw(entry);
    before.replaceWith(after);
    return after;
  };
  const close = (id, caption) => {
    const values = views.get(id).card.readValues();
    change(id, { card: toRecord(findEntry(id).card, values, caption), record: true });
  };
  const openForms = () => entries.filter(({ card }) => card !== undefined && findFormId(card) !== null);
  /** There is one copy of a form: what was typed into the older goes into the newer, unless that was just sent. */
  const takeOver = (card, sentEntryId) => {
    const form = findFormId(card);
    let newer = card;
    for (const older of openForms().filter((entry) => findFormId(entry.card) === form)) {
      if (older.id !== sentEntryId) newer = fillIn(newer, views.get(older.id).card.readValues(), true);
      remove(older.id);
    }
    return newer;
  };

  return {
    /** Shows the conversation of a person, as this tab remembers it. */
    open: (newPlace) => {
      place = newPlace;
      entries = loadEntries(place);
      views.clear();
      // Old messages are not news.
      log.setAttribute('aria-live', 'off');
      log.replaceChildren(...entries.map(draw));
      log.setAttribute('aria-live', 'polite');
    },
    isEmpty: () => entries.length === 0,
    hasSpoken: () => entries.some(({ said }) => said !== undefined),
    clear: () => {
      entries = [];
      views.clear();
      log.replaceChildren();
      keep();
    },
    /** Shows what the person said; gives the article, and the function that takes it back. */
    say: (text) => {
      const entry = { id: crypto.randomUUID(), said: text };
      const article = append(entry);
      keep();
      return {
        article,
        takeBack: () => {
          remove(entry.id);
          keep();
        },
      };
    },
    /** Shows what answers a turn. Gives the first new article, and `look()`, which moves the focus there and says what to bring into view. */
    answer: (cards, press) => {
      const pressedForm = press === null ? null : findFormId(findEntry(press.entryId)?.card);
      const sent = press?.data.input === 'form';
      const comesBack = cards.some((card) => pressedForm !== null && findFormId(card) === pressedForm);
      if (comesBack && sent && cards.length === 1) {
        const article = change(press.entryId, { card: cards[0] });
        keep();
        return { article, look: () => lookAtError(views.get(press.entryId).card, cards[0], article) };
      }
      if (pressedForm !== null && !comesBack && cards.length > 0) close(press.entryId, sent ? SENT : LEFT);
      if (press === null) closeAnswered(cards);
      const articles = cards.map((card) => {
        const newer = takeOver(card, sent ? press.entryId : null);
        return append({ id: crypto.randomUUID(), card: newer });
      });
      keep();
      return { article: articles[0] ?? null, look: () => lookAt(articles[0] ?? null) };
    },
    /** Shows what Beadle says first, once; gives the first new article, or null where it is there already. */
    addFirst: (id, cards) => {
      if (entries.some(({ first }) => first === id)) return null;
      const articles = cards.map((card) =>
        append({ id: crypto.randomUUID(), card: takeOver(card, null), first: id }),
      );
      keep();
      return articles[0] ?? null;
    },
    /** Keeps what is typed into open forms but not sent. */
    keepTyped: () => {
      for (const entry of openForms()) entry.card = fillIn(entry.card, views.get(entry.id).card.readValues());
      keep();
    },
  };

  /** A form answered in words, up to its end: the next step has come, so it is not to be sent again. */
  function closeAnswered(cards) {
    const lastCard = entries.findLast(({ card }) => card !== undefined);
    const form = lastCard === undefined ? null : findFormId(lastCard.card);
    const forms = cards.map(findFormId).filter((id) => id !== null);
    if (form !== null && forms.length > 0 && !forms.includes(form)) close(lastCard.id, PASSED);
  }
}

function lookAt(article) {
  article?.focus({ preventScroll: true });
  return article;
}

/** To the first wrong answer, where one is marked: that is what has to be done next. */
function lookAtError(drawn, card, article) {
  const wrong = findFirstError(card);
  if (wrong === null) return lookAt(article);
  return drawn.focusInput(wrong);
}
