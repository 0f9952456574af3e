/** Reads a typed text as the answer to the question a dialog is asking. */
import type { FieldDefinition } from '../flows/engine.ts';
import { readAskForm } from '../understanding/facts.ts';
import { normalise } from '../understanding/text.ts';
import type { FormValues, Option } from './vocabulary.ts';

export type MatchedAnswer =
  | { is: 'answer'; value: string }
  /** The text was meant as an answer, but cannot be taken as one. */
  | { is: 'fault'; say: string }
  /** The text is something else, such as a question of the person's own. */
  | { is: 'no-answer' };

const SKIP = /^(skip|none|nothing|no|n\/a|-)[.!]?$/i;

export function matchAnswer<Context>(
  field: FieldDefinition<Context>,
  text: string,
  answers: FormValues,
  context: Context,
): MatchedAnswer {
  const trimmed = text.trim();
  const options = field.options?.(answers, context) ?? [];
  if (field.kind === 'choice') return matchChoice(options, trimmed);
  if (isQuestion(trimmed)) return { is: 'no-answer' };
  if (!field.required && SKIP.test(trimmed)) return { is: 'answer', value: '' };
  return field.kind === 'person' ? matchPerson(options, trimmed) : { is: 'answer', value: trimmed };
}

/** A text that ends in a question mark and is put as a question. */
export function isQuestion(text: string): boolean {
  return text.trim().endsWith('?') && readAskForm(text) !== 'tell';
}

function matchChoice(options: readonly Option[], text: string): MatchedAnswer {
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

function matchPerson(options: readonly Option[], text: string): MatchedAnswer {
  const wanted = normalise(text);
  const found = options.filter(({ label, value }) => {
    const name = normalise(label.split(',')[0] ?? label);
    return name === wanted || normalise(label) === wanted || value === text.toLowerCase();
  });
  const [first, ...others] = found;
  if (first && others.length === 0) return { is: 'answer', value: first.value };
  if (first) return { is: 'fault', say: 'More than one person has that name. Please choose from the list.' };
  return { is: 'answer', value: text };
}
