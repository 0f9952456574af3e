/* global document, crypto, setTimeout, clearTimeout, addEventListener, performance */
/** The desk: brings its parts together. */
import { createApi } from './api.js';
import { startComposer } from './composer.js';
import { startLocal } from './local.js';
import { startTeams } from './teams.js';
import { createWork } from './work.js';

/** A second press of the same button within this time is the end of a double click. */
const DOUBLE_CLICK_MS = 700;
/** A short wait needs no word. */
const WAITING_MS = 400;
/** What was looked at this long ago is looked at again when the person comes back to the page. */
const OLD_MS = 60_000;

const get = (id) => document.getElementById(id);
const desk = get('desk');

let api = null;
let busy = false;
let lastPress = { key: '', at: 0 };
/** The last turn that did not get through: sent again unchanged, it keeps its id, so that it is done once. */
let failed = { key: '', id: '' };
/** By what the cards at work are drawn anew; null where they are of nothing that changes. */
let live = null;
let lookedAt = 0;
/** How often somebody has sat down: what was asked for by whoever sat here before is not shown. */
let sitting = 0;

const home = createWork(get('home'), press);
const work = createWork(get('cards'), press);
const composer = startComposer({ form: get('composer'), box: get('text'), onSend: ask });

function say(text) {
  get('status').textContent = text;
}

function setBusy(value) {
  busy = value;
  document.body.classList.toggle('busy', value);
  // So that nobody else's desk gets the answer.
  for (const list of document.querySelectorAll('.who select')) list.disabled = value;
}

/** Sends what the person did; gives what is to be shown, or null where it did not get through, which is said. */
async function send(content) {
  const key = JSON.stringify(content);
  const id = failed.key === key ? failed.id : crypto.randomUUID();
  const waiting = setTimeout(() => say('One moment…'), WAITING_MS);
  setBusy(true);
  try {
    const answer = await api.sendTurn({ id, ...content });
    say(answer.cards.length === 0 ? 'Beadle has already done that.' : '');
    failed = { key: '', id: '' };
    return answer;
  } catch (error) {
    failed = { key, id };
    say(error.message);
    return null;
  } finally {
    clearTimeout(waiting);
    setBusy(false);
  }
}

function ask(text) {
  if (api === null) return false;
  if (busy) {
    say('One moment: Beadle is still answering.');
    return false;
  }
  void (async () => {
    if (!(await act({ text }, null))) composer.restore(text);
  })();
  return true;
}

async function press({ data }) {
  const key = JSON.stringify(data);
  const now = performance.now();
  const isDouble = key === lastPress.key && now - lastPress.at < DOUBLE_CLICK_MS;
  if (busy || isDouble) return;
  lastPress = { key, at: now };
  // What failed may be pressed again at once.
  if (!(await act({ data }, data.input === 'form' ? data.form : null))) lastPress = { key: '', at: 0 };
}

/** True where it got through. */
async function act(content, sentForm) {
  const answer = await send(content);
  if (answer === null) return false;
  if (answer.cards.length > 0) {
    live = answer.live;
    work.show(answer.cards, sentForm);
    arrange();
    // A new answer from its beginning on, with the way back above it; or the answer in a form that is wrong.
    get('back').scrollIntoView({ block: 'start' });
    work.look()?.scrollIntoView({ block: 'nearest' });
  }
  await lookAgain();
  return true;
}

/** Narrow pages show one thing at a time: the desk, or what was opened. */
function arrange() {
  const isEmpty = work.isEmpty();
  desk.classList.toggle('at-work', !isEmpty);
  get('nothing').hidden = !isEmpty;
  get('back').hidden = isEmpty;
}

/** Draws the desk as it is now. Gives what went wrong, or null. */
async function lookAgain() {
  const asked = sitting;
  lookedAt = Date.now();
  try {
    const { cards } = await api.sendTurn({ home: true });
    if (asked === sitting) home.show(cards);
    return null;
  } catch (error) {
    return error;
  }
}

/** Draws anew what is open, too, unless somebody is writing in it. */
async function bringUpToDate() {
  const fault = await lookAgain();
  if (fault === null && live !== null && !work.holdsForm()) {
    const asked = live;
    const answer = await api.sendTurn({ refresh: asked }).catch(() => null);
    if (answer !== null && answer.cards.length > 0 && asked === live) work.show(answer.cards);
  }
  return fault;
}

async function sit() {
  sitting++;
  work.forget();
  home.forget();
  live = null;
  arrange();
  say('');
  show(await lookAgain());
}

/** Shows what keeps the desk from being opened, or that nothing does. */
function show(fault) {
  get('problem').hidden = fault === null;
  get('problem-text').textContent = fault === null ? '' : fault.message;
  desk.classList.toggle('closed', fault !== null);
  get('bottom').hidden = fault !== null;
  get('refresh').hidden = fault !== null;
  if (fault !== null) get('problem').focus();
}

async function open() {
  try {
    if (desk.dataset.mode === 'teams') {
      const { authorize } = await startTeams();
      api = createApi(authorize);
      await sit();
    } else {
      const { authorize, start } = await startLocal(() => void sit());
      api = createApi(authorize);
      start();
    }
  } catch (error) {
    show(error);
  }
}

get('again').addEventListener('click', () => {
  if (api === null) document.location.reload();
  else void sit();
});

get('refresh').addEventListener('click', () => {
  if (busy || api === null) return;
  void (async () => {
    const fault = await bringUpToDate();
    say(fault === null ? 'Your desk is up to date.' : fault.message);
  })();
});

get('back').addEventListener('click', () => {
  live = null;
  work.clear();
  arrange();
  say('');
  get('home').focus();
});

document.addEventListener('visibilitychange', () => {
  const isOld = Date.now() - lookedAt > OLD_MS;
  // Whoever is on the desk's own buttons would lose their place.
  const isThere = get('home').contains(document.activeElement) && document.activeElement !== get('home');
  if (document.visibilityState === 'visible' && api !== null && !busy && isOld && !isThere) {
    void bringUpToDate();
  }
});
// A page taken out of the browser's memory by "back" may be somebody else's, or old.
addEventListener('pageshow', (event) => {
  if (event.persisted) document.location.reload();
});

await open();
