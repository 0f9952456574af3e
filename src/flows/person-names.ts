/** Finds the person a typed name means. */
import type { Option } from '../conversation/vocabulary.ts';
import { isFullName } from './name-matching.ts';
import { normalise } from '../understanding/text.ts';

/** Longer lists are not offered for choosing: platforms refuse them, and nobody reads them. A typed name finds everybody. */
export const MAX_LISTED_PEOPLE = 100;

export const SEVERAL_PEOPLE =
  'More than one person has that name. Please choose from the list, or type the name with the job title, as in "Name, Job title".';

const TITLES = /^((cllr|councillor|dr|mr|mrs|ms|miss|sir|dame) )+/;

/**
 * @param options people, labelled "Name" or "Name, Job title"
 * @param text a value of one of them, or what somebody typed
 */
export function findPeople(options: readonly Option[], text: string): readonly Option[] {
  const chosen = options.find(({ value }) => value === text.toLowerCase());
  if (chosen) return [chosen];
  const wanted = comparable(text);
  // A name with its job title means one person; a bare name means all who have it.
  const titled = options.filter(({ label }) => label.includes(',') && comparable(label) === wanted);
  if (titled.length > 0) return titled;
  return options.filter(({ label }) => isFullName(text, label.split(',')[0] ?? ''));
}

/** A name as it is compared: without a title, and in any script. */
function comparable(text: string): string {
  const plain = normalise(text).replace(TITLES, '');
  return plain === '' ? text.trim().toLowerCase() : plain;
}
