/* global sessionStorage */
/**
 * Conversations over a reload: in this tab only, and gone when it is closed. An entry is { id, said: TEXT } or { id, card: JSON },
 * with `first: ID` where Beadle spoke first.
 */

const keyOf = (place) => `beadle-chat ${JSON.stringify([place.council, place.person])}`;
const draftKeyOf = (place) => `beadle-draft ${JSON.stringify([place.council, place.person])}`;

/** The entries of a person's conversation, oldest first. */
export function loadEntries(place) {
  try {
    const entries = JSON.parse(sessionStorage.getItem(keyOf(place)) ?? '[]');
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}

/** Keeps the entries; false where the browser has no room or keeps nothing. */
export function saveEntries(place, entries) {
  return save(keyOf(place), JSON.stringify(entries));
}

/** What was typed in the message box but not sent. */
export function loadDraft(place) {
  try {
    return sessionStorage.getItem(draftKeyOf(place)) ?? '';
  } catch {
    return '';
  }
}

export function saveDraft(place, text) {
  save(draftKeyOf(place), text);
}

function save(key, value) {
  try {
    sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
