/* global document, crypto, setTimeout, clearTimeout, addEventListener, performance */
/** The chat page: brings its parts together. */
import { confirmShown, fetchCouncils, listen, sendTurn } from './api.js';
import { startComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { loadDraft, saveDraft } from './history.js';
import { namePerson, startPeople } from './people.js';
import { createView } from './view.js';

/** A second press of the same button within this time is the end of a double click. */
const DOUBLE_CLICK_MS = 700;
/** A short wait needs no word. */
const WAITING_MS = 400;

const get = (id) => document.getElementById(id);
const box = get('text');
const examples = get('examples');

let place = null;
let busy = false;
let stopListening = null;
let lastPress = { key: '', at: 0 };
/** The last turn that did not get through: sent again unchanged, it keeps its id, so that it is done once. */
let failed = { key: '', id: '' };

const conversation = createConversation({ log: get('log'), onPress: press, onNotKept: () => say(NOT_KEPT) });
const view = createView({ scroller: get('scroller'), log: get('log'), footer: get('bottom') });
const composer = startComposer({ form: get('composer'), box, onSend: (text) => sendText(text) });
const NOT_KEPT = 'This browser has no more room: the newest messages will be gone after a reload.';

function say(text) {
  get('status').textContent = text;
}

/** Sends one thing; gives its cards, or null where it did not get through, which is said. */
async function turn(content) {
  const sentFrom = place;
  const key = JSON.stringify({ ...sentFrom, ...content });
  const id = failed.key === key ? failed.id : crypto.randomUUID();
  const waiting = setTimeout(() => say('Beadle is looking it up…'), WAITING_MS);
  setBusy(true);
  try {
    const cards = await sendTurn({ ...sentFrom, id, ...content });
    say(cards.length === 0 ? 'Beadle has already answered that.' : '');
    failed = { key: '', id: '' };
    return cards;
  } catch (error) {
    failed = { key, id };
    say(error.message);
    return null;
  } finally {
    clearTimeout(waiting);
    setBusy(false);
  }
}

function setBusy(value) {
  busy = value;
  document.body.classList.toggle('busy', value);
  // So that nobody else's conversation gets the answer.
  get('council').disabled = value;
  get('person').disabled = value;
}

/** True where the text is on its way, so that the box may be emptied. */
function sendText(text) {
  if (place === null) return false;
  if (busy) {
    say('One moment: Beadle is still answering.');
    return false;
  }
  void (async () => {
    const said = conversation.say(text);
    showExamples();
    view.reveal(said.article);
    const cards = await turn({ text });
    if (cards === null) {
      said.takeBack();
      composer.restore(text);
    } else {
      view.reveal(conversation.answer(cards, null).article ?? said.article);
    }
    showExamples();
  })();
  return true;
}

async function press({ entryId, data, label, values }) {
  const key = JSON.stringify([entryId, data]);
  const now = performance.now();
  const isDouble = key === lastPress.key && now - lastPress.at < DOUBLE_CLICK_MS;
  if (busy || isDouble) return;
  lastPress = { key, at: now };
  const said = data.input === 'form' ? null : conversation.say(label);
  if (said !== null) view.reveal(said.article);
  const cards = await turn({ data });
  // What failed may be pressed again at once.
  if (cards === null) lastPress = { key: '', at: 0 };
  if (cards === null || cards.length === 0) {
    said?.takeBack();
    return;
  }
  const answered = conversation.answer(cards, { entryId, data, values });
  view.reveal(answered.look());
  showExamples();
}

function showExamples() {
  examples.hidden = conversation.hasSpoken();
}

function fillExamples(questions) {
  examples.querySelector('ul').replaceChildren(
    ...questions.map((question) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = question;
      button.addEventListener('click', () => {
        if (sendText(question)) box.focus();
      });
      const item = document.createElement('li');
      item.append(button);
      return item;
    }),
  );
}

async function greet() {
  const cards = await turn({ hello: true });
  if (cards !== null) conversation.answer(cards, null);
  showExamples();
}

async function receive({ id, cards }, from) {
  if (from !== place) return;
  const article = conversation.addFirst(id, cards);
  if (article !== null) view.reveal(article);
  // Not confirmed, it comes again; it is shown once all the same.
  await confirmShown(from, id).catch(() => null);
}

function enter({ council, person }, allExamples) {
  if (place !== null) leave();
  const entered = { council: council.id, person: person.key };
  place = entered;
  const kind = person.kind === 'member' ? 'member' : 'officer';
  get('place').textContent = `You speak as ${namePerson(person)} (${kind}), ${council.name}.`;
  fillExamples(allExamples[kind]);
  say('');
  conversation.open(place);
  composer.replace(loadDraft(place));
  showExamples();
  if (!conversation.isEmpty()) view.showEnd();
  stopListening = listen(place, (message) => void receive(message, entered));
  if (conversation.isEmpty()) void greet();
}

function leave() {
  stopListening?.();
  conversation.keepTyped();
  saveDraft(place, box.value);
}

get('clear').addEventListener('click', () => {
  if (place === null || busy) return;
  conversation.clear();
  say('The conversation is cleared. What Beadle has recorded stays recorded.');
  box.focus();
  void greet();
});

addEventListener('pagehide', () => {
  if (place !== null) leave();
});
// A page taken out of the browser's memory by "back" has ended its connection.
addEventListener('pageshow', (event) => {
  if (event.persisted) document.location.reload();
});

try {
  const { councils, examples: allExamples } = await fetchCouncils();
  startPeople({
    councilList: get('council'),
    personList: get('person'),
    councils,
    onChoose: (chosen) => enter(chosen, allExamples),
  });
  if (place === null) say('There is nobody to speak as here: the council has no demo people.');
} catch (error) {
  say(error.message);
}
