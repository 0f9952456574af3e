/** Whether an answer can be taken, and what is left of a text when what nobody types on purpose is gone. */
import type { FormValues } from '../conversation/vocabulary.ts';
import type { FieldDefinition } from './engine.ts';
import { findPeople, SEVERAL_PEOPLE } from './person-names.ts';

/** Texts longer than this are refused with a clear word, never cut. Slack's inputs hold no more. */
export const MAX_TEXT = 3000;

export const NOT_AN_OPTION = 'Choose one of the answers.';

/** @returns what is wrong with an answer and what to do, or null */
export function faultOf<Context>(
  field: FieldDefinition<Context>,
  value: string,
  answers: FormValues,
  context: Context,
): string | null {
  if (value === '') return field.required ? 'This one needs an answer.' : null;
  const limit = field.maxLength ?? MAX_TEXT;
  if (value.length > limit) {
    return `This is ${value.length} characters long. Please shorten it to ${limit}.`;
  }
  if (!isOption(field, { ...answers, [field.name]: value }, context)) return NOT_AN_OPTION;
  if (field.kind === 'date' && !isDate(value)) return 'Give a date as year-month-day, such as 2026-03-31.';
  if (field.kind === 'person' && findPeople(field.options?.(answers, context) ?? [], value).length > 1) {
    return SEVERAL_PEOPLE;
  }
  return field.check?.(value, answers, context) ?? null;
}

/** False only for a choice that was answered with something it does not offer. */
export function isOption<Context>(
  field: FieldDefinition<Context>,
  answers: FormValues,
  context: Context,
): boolean {
  const value = answers[field.name] ?? '';
  if (field.kind !== 'choice' || value === '') return true;
  return field.options?.(answers, context).some((option) => option.value === value) ?? false;
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/**
 * A text without the characters that no person types on purpose: control characters, the private-use ones Beadle itself
 * uses, and those that turn the direction of what stands around them; and with plain spaces, since some clients type others. Nothing visible left counts as nothing.
 */
export function tidy<Context>(field: FieldDefinition<Context>, value: string): string {
  const clean = value
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00A0', ' ')
    .replace(/[[\p{Cc}\p{Co}\u202a-\u202e\u2066-\u2069]--[\n\t]]/gv, '');
  if (/^[\s\p{Cf}]*$/u.test(clean)) return '';
  return (field.multiline === true ? clean : clean.replace(/\s+/g, ' ')).trim();
}

/** What is kept of what was given: tidied, and, where it names one of the people offered, that person. */
export function readAnswer<Context>(
  field: FieldDefinition<Context>,
  given: string,
  answers: FormValues,
  context: Context,
): string {
  const tidied = tidy(field, given);
  if (field.kind !== 'person' || tidied === '') return tidied;
  const [person, ...others] = findPeople(field.options?.(answers, context) ?? [], tidied);
  return person && others.length === 0 ? person.value : tidied;
}
