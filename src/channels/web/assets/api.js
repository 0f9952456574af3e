/* global fetch, EventSource, setTimeout, clearTimeout, URLSearchParams */
/** What the page says to the server. A failure is an Error whose message is fit to be read. */

const OFFLINE = 'Beadle can’t be reached: nothing was sent. Is it still running?';
const RECONNECT_MS = 5_000;

async function call(path, body) {
  const request =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(`/chat/api/${path}`, request);
  } catch {
    throw new Error(OFFLINE);
  }
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (!response.ok || answer === null) throw new Error(answer?.error ?? 'Beadle could not answer just now.');
  return answer;
}

/** { councils, examples } */
export const fetchCouncils = () => call('councils');

/** One thing the person did; gives the cards that answer it. */
export const sendTurn = async (turn) => (await call('turn', turn)).cards;

/** Tells that a message is on the screen. */
export const confirmShown = (place, message) => call('messages/shown', { ...place, message });

/** Waits for what Beadle says first, and connects again by itself. Gives the function that ends it. */
export function listen(place, onMessage) {
  let source;
  let timer;
  const connect = () => {
    source = new EventSource(`/chat/api/messages?${new URLSearchParams(place)}`);
    source.addEventListener('message', (event) => onMessage(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      // The browser tries again by itself only after a broken connection, not after a refusal.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RECONNECT_MS);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
