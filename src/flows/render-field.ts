/** One field of a dialog as everybody's forms know it. */
import type { Field, FormValues, Option } from '../conversation/vocabulary.ts';
import { MAX_TEXT } from './check-answer.ts';
import type { FieldDefinition } from './definition.ts';
import { MAX_LISTED_PEOPLE } from './person-names.ts';

/** Somebody on a list too long to be shown, by the name that finds them there. */
function unlisted(options: readonly Option[], value: string | undefined): { value?: string } {
  const name = options.find((option) => option.value === value)?.label;
  return name === undefined ? {} : { value: name };
}

/** A field as part of a form, with what was given so far and what is wrong with it. */
export function renderField<Context>(
  field: FieldDefinition<Context>,
  answers: FormValues,
  context: Context,
  error: string | undefined,
): Field {
  const value = answers[field.name];
  const hint = field.hint?.(answers, context);
  const base = {
    name: field.name,
    label: field.label(answers, context),
    required: field.required,
    ...(hint !== undefined && hint !== '' && { hint }),
    ...(value !== undefined && { value }),
    ...(error !== undefined && { error }),
  };
  const options = field.options?.(answers, context) ?? [];
  switch (field.kind) {
    case 'choice':
      return { ...base, type: 'choice', options };
    case 'person':
      return options.length > MAX_LISTED_PEOPLE
        ? { ...base, ...unlisted(options, value), type: 'person', options: [] }
        : { ...base, type: 'person', options };
    case 'date':
      return { ...base, type: 'date' };
    case 'text':
      return {
        ...base,
        type: 'text',
        multiline: field.multiline ?? false,
        maxLength: field.maxLength ?? MAX_TEXT,
      };
  }
}
