/* global document */
/** Local mode: whose desk it is, is chosen in two lists. */
import { fetchCouncils } from './api.js';
import { startPeople } from './people.js';

/** Calls `onSit()` whenever somebody was chosen. Gives what proves who they are. */
export async function startLocal(onSit) {
  const councils = await fetchCouncils();
  let place = null;
  const start = () =>
    startPeople({
      councilList: document.getElementById('council'),
      personList: document.getElementById('person'),
      councils,
      onChoose: ({ council, person }) => {
        place = [council.id, person.key];
        onSit();
      },
    });
  return {
    start,
    authorize: () => Promise.resolve(`Demo ${place.map(encodeURIComponent).join(' ')}`),
  };
}
