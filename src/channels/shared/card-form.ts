/** A form as the elements of an Adaptive Card: every input with its label, hint and what is wrong with it. */
import type { Choice, Field, Form, Option } from '../../conversation/vocabulary.ts';
import { FIELD_PREFIX, SOMEONE_ELSE, TYPED_SUFFIX } from './card-data.ts';
import type { CardElement, ChoiceSetInput, SubmitAction } from './card-elements.ts';
import { actionRows, isQuietText, showText } from './card-elements.ts';
import { ERROR_WORDS } from './plain-text.ts';

/** Up to this many options are shown at once; more are a list to open. */
const MAX_SHOWN_OPTIONS = 7;

const ANSWER_NEEDED = `${ERROR_WORDS} an answer is needed here.`;
const NOT_IN_LIST = `${ERROR_WORDS} choose from the list, or leave this empty.`;

/** The fields and buttons of a form; its title and intro are drawn by the card. */
export function renderFields(form: Form): CardElement[] {
  return [
    ...renderErrorSummary(form.fields),
    ...form.fields.map((field): CardElement => ({
      type: 'Container',
      spacing: 'medium',
      items: [
        ...renderInputs(field),
        ...(field.error === undefined
          ? []
          : showText(`${ERROR_WORDS} ${field.error}`, {
              color: 'attention',
              weight: 'bolder',
              spacing: 'small',
            })),
        ...showText(hintOf(field), { isSubtle: true, spacing: 'small' }),
      ],
    })),
    ...actionRows([
      {
        type: 'Action.Submit',
        title: form.submit,
        style: 'positive',
        data: { beadle: 1, input: 'form', form: form.id, fields: form.fields.map(({ name }) => name) },
      },
      ...form.choices.map(renderChoice),
    ]),
  ];
}

/** A button. It sends no fields, so that it also works beside a form that is not filled in. */
export function renderChoice(choice: Choice): SubmitAction {
  return {
    type: 'Action.Submit',
    title: choice.label,
    associatedInputs: 'none',
    ...(choice.style === 'primary' ? { style: 'positive' as const } : {}),
    ...(choice.style === 'danger' ? { style: 'destructive' as const } : {}),
    data: { beadle: 1, input: 'choice', value: choice.value },
  };
}

/** Said before the fields too, since a screen reader starts there. */
function renderErrorSummary(fields: readonly Field[]): CardElement[] {
  const wrong = fields.filter((field) => field.error !== undefined).map((field) => field.label);
  const [only] = wrong;
  if (only === undefined) return [];
  const style = { color: 'attention', weight: 'bolder' } as const;
  if (wrong.length === 1) return showText(`${ERROR_WORDS} ${only}`, style);
  return [
    ...showText(ERROR_WORDS, style),
    ...wrong.flatMap((label) => showText(`• ${label}`, { ...style, spacing: 'small' })),
  ];
}

// A maximum is said, not enforced by the input: hosts would cut a pasted text short without a word.
function hintOf(field: Field): string {
  const limit =
    field.type === 'text' && field.multiline
      ? `At most ${field.maxLength.toLocaleString('en-GB')} characters.`
      : '';
  return [field.hint ?? '', limit].filter((part) => part !== '').join(' ');
}

function renderInputs(field: Field): CardElement[] {
  const base = {
    id: FIELD_PREFIX + field.name,
    label: field.required ? field.label : `${field.label} (optional)`,
    ...(field.required ? { isRequired: true, errorMessage: ANSWER_NEEDED } : {}),
  };
  const value = field.value === undefined || field.value === '' ? {} : { value: field.value };
  switch (field.type) {
    case 'text':
      return [{ type: 'Input.Text', ...base, ...value, isMultiline: field.multiline }];
    case 'date':
      return [{ type: 'Input.Date', ...base, ...value }];
    case 'choice':
      return [{ ...base, ...renderOptions(field.options, field.value) }];
    case 'person':
      return renderPerson(field);
  }
}

function renderPerson(field: Extract<Field, { type: 'person' }>): CardElement[] {
  const id = FIELD_PREFIX + field.name;
  const label = field.required ? field.label : `${field.label} (optional)`;
  const given = field.value ?? '';
  const listed = field.options.some((option) => option.value === given);
  const typed = listed || given === '' ? {} : { value: given };
  if (field.options.length === 0) {
    const required = field.required ? { isRequired: true, errorMessage: ANSWER_NEEDED } : {};
    return [{ type: 'Input.Text', id: id + TYPED_SUFFIX, label, ...required, ...typed }];
  }
  const options: Option[] = [
    ...field.options,
    { label: 'Someone else: type the name below', value: SOMEONE_ELSE },
  ];
  const picked = listed ? given : given === '' ? undefined : SOMEONE_ELSE;
  return [
    // Not required by the card: one of the two inputs is enough, which only the form's own check can say.
    { id, label, ...renderOptions(options, picked) },
    {
      type: 'Input.Text',
      id: id + TYPED_SUFFIX,
      label: 'Name, where nobody in the list fits',
      spacing: 'small',
      ...typed,
    },
  ];
}

/**
 * Radio buttons for a few options, else a list; with a search where nothing is chosen yet, because the web's
 * renderer shows the key instead of the label of what was chosen there. Radio labels are read as markdown by
 * Teams, entries of a list are not.
 */
function renderOptions(
  options: readonly Option[],
  value: string | undefined,
): Pick<ChoiceSetInput, 'type' | 'style' | 'choices' | 'value' | 'wrap' | 'placeholder' | 'errorMessage'> {
  const choices = options.map((option) => ({ title: option.label, value: option.value }));
  const chosen = options.some((option) => option.value === value) && value !== undefined ? { value } : {};
  if (options.length <= MAX_SHOWN_OPTIONS && options.every((option) => isQuietText(option.label))) {
    return { type: 'Input.ChoiceSet', style: 'expanded', choices, wrap: true, ...chosen };
  }
  if (options.length <= MAX_SHOWN_OPTIONS || 'value' in chosen) {
    return { type: 'Input.ChoiceSet', style: 'compact', choices, placeholder: 'Choose', ...chosen };
  }
  return {
    type: 'Input.ChoiceSet',
    style: 'filtered',
    choices,
    placeholder: 'Type to search, then choose',
    errorMessage: NOT_IN_LIST,
  };
}
