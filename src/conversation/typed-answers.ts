/** Reads a typed text as the answer to the question a dialog is asking. */
import type { FieldDefinition } from '../flows/engine.ts';
import { findPeople, SEVERAL_PEOPLE } from '../flows/person-names.ts';
import { PERSON_KINDS, type PersonKind } from '../protocol/schema.ts';
import { readAskForm } from '../understanding/ask-form.ts';
import { normalise } from '../understanding/text.ts';
import type { FormValues, Option } from './vocabulary.ts';

export type MatchedAnswer =
  | { is: 'answer'; value: string }
  /** The text was meant as an answer, but cannot be taken as one. */
  | { is: 'fault'; say: string }
  /** The text is something else, such as a question of the person's own. */
  | { is: 'no-answer' };

/** How questions begin that people type without a question mark, and names do not. */
const QUESTION_OPENING =
  /^(can|could|should|must|may|am|is|are|do|does|did|what|whats|what's|who|whos|who's|when|where|how|why|which)\s+(i|we|he|she|they|you|it|my|our|the|an?|is|are|do|does|did|should|can|could|must|may|there|if|about|happens|counts|many|much|long)\b/i;
const KINDS: Readonly<Record<PersonKind, readonly string[]>> = {
  officer: ['officer', 'council officer', 'employee', 'member of staff', 'staff'],
  member: ['member', 'councillor', 'cllr', 'elected member'],
};
const YES = /^(yes|y|yeah|yep|correct|that is (him|her|them))[.!]?$/i;
const NO = /^(no|n|nope|neither|none( of (them|these))?)[.!]?$/i;
const SKIP = /^(skip|none|nothing|no|n\/a|-)[.!]?$/i;

export function matchAnswer<Context>(
  field: FieldDefinition<Context>,
  text: string,
  answers: FormValues,
  context: Context,
): MatchedAnswer {
  const trimmed = text.trim();
  if (field.kind === 'choice')
    return matchChoice(field.options?.(answers, context) ?? [], trimmed, field.settles !== undefined);
  if (isQuestion(trimmed)) return { is: 'no-answer' };
  if (field.kind === 'person' && QUESTION_OPENING.test(trimmed)) return { is: 'no-answer' };
  if (!field.required && SKIP.test(trimmed)) return { is: 'answer', value: '' };
  if (field.kind !== 'person') return { is: 'answer', value: trimmed };
  const [person, ...others] = findPeople(field.options?.(answers, context) ?? [], trimmed);
  if (others.length > 0) return { is: 'fault', say: SEVERAL_PEOPLE };
  return { is: 'answer', value: person?.value ?? trimmed };
}

/** A text that ends in a question mark and is put as a question. */
export function isQuestion(text: string): boolean {
  return text.trim().endsWith('?') && readAskForm(text) !== 'tell';
}

function matchChoice(options: readonly Option[], text: string, isMeant: boolean): MatchedAnswer {
  const [first, last] = [options[0], options.at(-1)];
  // "Do you mean Helen Marsh?"
  if (isMeant && options.length === 2 && first && YES.test(text)) return { is: 'answer', value: first.value };
  if (isMeant && last && NO.test(text)) return { is: 'answer', value: last.value };
  const number = /^(\d{1,2})[.)]?$/.exec(text)?.[1];
  const numbered = number === undefined ? undefined : options[Number(number) - 1];
  if (numbered) return { is: 'answer', value: numbered.value };
  const wanted = normalise(text);
  const labels = options.map((option) => ({ option, label: normalise(option.label) }));
  const exact = labels.filter(({ option, label }) => label === wanted || option.value === wanted);
  const starting = labels.filter(({ label }) => wanted.length > 1 && label.startsWith(wanted));
  const holding = labels.filter(({ label }) => wanted.length > 3 && ` ${label} `.includes(` ${wanted} `));
  for (const found of [exact, starting, holding]) {
    const [first, ...others] = found;
    if (first && others.length === 0) return { is: 'answer', value: first.option.value };
  }
  if (isQuestion(text) || wanted.split(' ').length > 4) return { is: 'no-answer' };
  return {
    is: 'fault',
    say: `Please choose one: ${options.map(({ label }, at) => `${at + 1}. ${label}`).join('; ')}.`,
  };
}

/** "I am an officer", in the council's own words too; null where a text says anything else. */
export function readKind(text: string, words: { officer: string; member: string }): PersonKind | null {
  if (text.length > 60) return null;
  const said = normalise(text)
    .replace(/^(i am|im|i m|as) /, '')
    .replace(/^(an?|the) /, '');
  return PERSON_KINDS.find((kind) => KINDS[kind].includes(said) || normalise(words[kind]) === said) ?? null;
}
