/** Whom the words of a name may mean: more than one reader would take them for, rather than one too few. */
import { isOneSlip } from '../understanding/spelling.ts';
import { normalise } from '../understanding/text.ts';

/** Somebody of the people file, as others speak of them. */
export type KnownName = {
  key: string;
  name: string;
  /** Name and job, as a menu shows them. */
  label: string;
  jobTitle: string | null;
  /** What the offices they hold are called. */
  offices: readonly string[];
};

const TITLES = new Set(
  'cllr cllrs councillor councillors dr mr mrs ms miss mx sir dame lord lady prof professor rev'.split(' '),
);
/** Words beside a name that are no part of it: where they stand, each of the others may be a name. */
const FILLERS = new Set(
  'a an the my our your his her their this that one who whom which is was from in of at for with to by on called named known as maybe probably think someone somebody something person people lady woman man guy team i it she he they and or not sure'.split(
    ' ',
  ),
);
/** What people say for the first or last words of an office. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  ceo: 'chief executive',
  ce: 'chief executive',
  cex: 'chief executive',
  cx: 'chief executive',
  chex: 'chief executive',
  mo: 'monitoring officer',
  s151: 'section 151',
  cfo: 'chief finance officer',
  md: 'managing director',
  hops: 'head of paid service',
};
/** Fewer letters are shared by names that have nothing to do with each other. */
const SHORTEST_SLIP = 4;
const SHORTEST_PREFIX = 3;
const BETWEEN_NAMES = /\s*(?:[,;/&+\n]|\band\b|\bor\b)\s*/i;

/** Everybody whose whole name this is, titles aside. */
export function findByFullName(known: readonly KnownName[], text: string): KnownName[] {
  return known.filter(({ name }) => isFullName(text, name));
}

/** Whether a text is somebody's whole name, titles, accents and hyphens aside. */
export function isFullName(text: string, name: string): boolean {
  const wanted = namePartsOf(text).join('');
  return wanted !== '' && namePartsOf(name).join('') === wanted;
}

/**
 * Everybody whom a typed name may mean: by first name or surname, initials, job or office, other forms and one slip of
 * spelling.
 */
export function findPossible(known: readonly KnownName[], text: string): KnownName[] {
  const said = wordsOf(text);
  if (said.length === 0) return [];
  return known.filter((person) => mayBeNamed(person, said) || mayBeOffice(person, said));
}

/** Everybody whom a text that names several may mean; null where it names one, or nobody we know. */
export function findSeveral(known: readonly KnownName[], text: string): KnownName[] | null {
  const parts = text.split(BETWEEN_NAMES).filter((part) => part.trim() !== '');
  const named = parts.map((part) => findPossible(known, part)).filter((people) => people.length > 0);
  // "Marsh, Helen" is one name, and "Helen Marsh, Monitoring Officer" one person.
  const isOne =
    named.length < 2 || named.every((people) => people.length === 1 && people[0] === named[0]?.[0]);
  return isOne ? null : known.filter((person) => named.some((people) => people.includes(person)));
}

function wordsOf(text: string): string[] {
  const plain = normalise(text);
  return (plain === '' ? text.trim().toLowerCase() : plain).split(/\s+/).filter((word) => word !== '');
}

/** A name in its parts, without titles. */
export function namePartsOf(text: string): string[] {
  return wordsOf(text).filter((word) => !TITLES.has(word));
}

function mayBeNamed({ name }: KnownName, said: readonly string[]): boolean {
  const own = namePartsOf(name);
  const untitled = said.filter((word) => !TITLES.has(word));
  // "DR" by itself is somebody's initials.
  const parts = untitled.length > 0 ? untitled : said;
  const names = parts.filter((word) => !FILLERS.has(word));
  const [first = '', last = first] = [own[0], own.at(-1)];
  if (names.length === 0) return false;
  if (names.join('') === own.join('')) return true;
  if (isInitials(names, own)) return true;
  const isOneName = names.length === 1 || names.length < parts.length || names.length > 3;
  // "Helen from planning", "the Marsh woman": any word may be the name.
  if (isOneName) return names.some((word) => isLike(word, first) || own.some((part) => isSame(word, part)));
  const ends: [string, string][] = [
    [names[0] ?? '', names.at(-1) ?? ''],
    [names.at(-1) ?? '', names[0] ?? ''],
  ];
  // Two people may share a first name and nothing else; whoever has the surname may go by another first name.
  return ends.some(
    ([one, other]) =>
      other === last || ((isLike(one, first) || isStartOf(one, first)) && isStartOf(other, last)),
  );
}

/** "HM", "H M". */
function isInitials(said: readonly string[], own: readonly string[]): boolean {
  if (own.length < 2) return false;
  const isSpaced = said.every((word) => word.length === 1);
  if (!isSpaced && (said.length > 1 || (said[0]?.length ?? 0) > 3)) return false;
  return said.join('') === own.map((part) => part.charAt(0)).join('');
}

function isSame(word: string, part: string): boolean {
  if (word === part) return true;
  return Math.min(word.length, part.length) >= SHORTEST_SLIP && isOneSlip(word, part);
}

/** The same first name, or a short form of it: "Dan" and "Daniel". */
function isLike(word: string, part: string): boolean {
  if (isSame(word, part)) return true;
  const shorter = Math.min(word.length, part.length);
  return shorter >= SHORTEST_PREFIX && (part.startsWith(word) || word.startsWith(part));
}

function isStartOf(word: string, part: string): boolean {
  return isSame(word, part) || part.startsWith(word);
}

function mayBeOffice({ jobTitle, offices }: KnownName, said: readonly string[]): boolean {
  const words = said.flatMap((word) => SHORT_FORMS[word]?.split(' ') ?? [word]);
  return [...offices, ...(jobTitle === null ? [] : [jobTitle])]
    .flatMap((title) => [title, ...title.split(/[(),]/)])
    .map((title) => wordsOf(title))
    .some((title) => title.length > 0 && isOfficeIn(title, words));
}

/** An office of one word only where nothing else is said: directors are many, and so are departments. */
function isOfficeIn(title: readonly string[], said: readonly string[]): boolean {
  const plain = said.filter((word) => !FILLERS.has(word) || title.includes(word));
  if (title.length === 1) return plain.length === 1 && isSame(plain[0] ?? '', title[0] ?? '');
  return plain.some((_, from) =>
    title.every((part, at) => {
      const word = plain[from + at] ?? '';
      return isSame(word, part) || (word.length >= SHORTEST_SLIP && part.startsWith(word));
    }),
  );
}
