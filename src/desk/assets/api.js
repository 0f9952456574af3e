/* global fetch */
/** What the page says to the server. A failure is an Error whose message is fit to be read. */

const OFFLINE = 'Beadle can’t be reached: nothing was sent. Please try again.';
const FAILED = 'Beadle could not answer just now. Please try again in a moment.';

/** `authorize()` gives the Authorization header of a request; it is asked for each, so that no old sign-in is kept. */
export function createApi(authorize) {
  return {
    /** One thing the person did; gives { cards, live }. */
    sendTurn: async (turn) => {
      const authorization = await authorize();
      return call('/desk/api/turn', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: authorization },
        body: JSON.stringify(turn),
      });
    },
  };
}

/** Local mode: the councils and their demo people. */
export const fetchCouncils = async () => (await call('/desk/api/councils', {})).councils;

async function call(address, request) {
  let response;
  try {
    response = await fetch(address, { ...request, cache: 'no-store', credentials: 'omit' });
  } catch {
    throw new Error(OFFLINE);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok || answer === null) throw new Error(answer?.error ?? FAILED);
  return answer;
}
