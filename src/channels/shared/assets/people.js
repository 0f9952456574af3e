/* global document, location, history, URLSearchParams, URL */
/** The two lists in the header: which council, and who speaks. The choice is kept in the address, so each tab can be someone else. */

const KINDS = [
  { kind: 'officer', title: 'Officers' },
  { kind: 'member', title: 'Members' },
];

/**
 * Fills the lists and calls `onChoose({ council, person })`, both as the server described them, now and at each change.
 */
export function startPeople({ councilList, personList, councils, onChoose }) {
  const wanted = new URLSearchParams(location.search);
  councilList.replaceChildren(...councils.map(({ id, name }) => option(id, name)));
  pick(councilList, wanted.get('council'));
  const council = () => councils.find(({ id }) => id === councilList.value);

  const fillPeople = (key) => {
    const people = council()?.people ?? [];
    personList.replaceChildren(
      ...KINDS.map(({ kind, title }) =>
        group(
          title,
          people.filter((person) => person.kind === kind),
        ),
      ).filter(({ children }) => children.length > 0),
    );
    pick(personList, key);
  };
  const choose = () => {
    const person = council()?.people.find(({ key }) => key === personList.value);
    if (person === undefined) return;
    const address = new URL(location.href);
    address.searchParams.set('council', councilList.value);
    address.searchParams.set('person', person.key);
    history.replaceState(null, '', address);
    onChoose({ council: council(), person });
  };

  councilList.addEventListener('change', () => {
    fillPeople(null);
    choose();
  });
  personList.addEventListener('change', choose);
  fillPeople(wanted.get('person'));
  choose();
}

/** "Priya Shah, Planning Officer" */
export const namePerson = ({ name, jobTitle }) => (jobTitle ? `${name}, ${jobTitle}` : name);

function group(title, people) {
  const element = document.createElement('optgroup');
  element.label = title;
  element.append(...people.map((person) => option(person.key, namePerson(person))));
  return element;
}

function option(value, text) {
  const element = document.createElement('option');
  element.value = value;
  element.textContent = text;
  return element;
}

function pick(list, value) {
  if ([...list.options].some((entry) => entry.value === value)) list.value = value;
}
