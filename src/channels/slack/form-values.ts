/** What a person filled into a modal, and what to answer where it needs another look. Pure. */
import type { Field, Form, FormValues } from '../../conversation/vocabulary.ts';
import type { SlackPerson } from './directory.ts';
import { INPUT_ACTION, readInputBlockId } from './form-fields.ts';
import type { StateValue, ViewPayload } from './payloads.ts';
import { plain } from './text.ts';
import { decodeValue, readMention, writeMention } from './values.ts';

export type ReadForm = {
  values: FormValues;
  /** Faults that only the modal itself can have, by block; the form is not sent while there are any. */
  errors: Readonly<Record<string, string>>;
};

const BOTH_GIVEN = 'A name is chosen in the list above and another is typed here. Clear one of the two.';

/**
 * The values of a modal by field. A field whose input Slack did not report is left out, so that what was given before
 * is kept; an input that was cleared gives an empty text.
 */
export function readFormValues(view: Pick<ViewPayload, 'state'>): ReadForm {
  const chosen = new Map<string, string>();
  const typed = new Map<string, { value: string; block: string }>();
  for (const [block, actions] of Object.entries(view.state.values)) {
    const input = readInputBlockId(block);
    const state = actions[INPUT_ACTION];
    if (!input || !state) continue;
    const value = readState(state);
    if (value === null || (input.role === 'rewrite' && value === '')) continue;
    if (input.role === 'typed') typed.set(input.field, { value, block });
    else chosen.set(input.field, value);
  }
  const values = new Map(chosen);
  const errors: Record<string, string> = {};
  for (const [field, { value, block }] of typed) {
    const isTyped = value.trim() !== '';
    if (isTyped && (chosen.get(field) ?? '') !== '') errors[block] = BOTH_GIVEN;
    if (isTyped || !chosen.has(field)) values.set(field, value);
  }
  return { values: Object.fromEntries(values), errors };
}

/** The values with those who were picked from Slack's own list as Slack knows them, as far as it says so in time. */
export async function identifyPicked(
  values: FormValues,
  find: (userId: string) => Promise<SlackPerson>,
): Promise<FormValues> {
  const read = await Promise.all(
    Object.entries(values).map(async ([field, value]): Promise<[string, string]> => {
      const id = readMention(value);
      return [field, id === null ? value : writeMention(id, await find(id))];
    }),
  );
  return Object.fromEntries(read);
}

function readState(state: StateValue): string | null {
  if (state.type === 'plain_text_input') return state.value ?? '';
  if (state.type === 'datepicker') return state.selected_date ?? '';
  if (state.type === 'users_select') return state.selected_user ? writeMention(state.selected_user) : '';
  return decodeValue(state.selected_option?.value ?? '');
}

/**
 * The errors of `form` for the inputs of the modal that was sent, by block; null where the modal must be drawn anew
 * to show them: for other fields, or other values, than it has.
 */
export function mapErrors(form: Form, view: Pick<ViewPayload, 'state'>): Record<string, string> | null {
  const { values } = readFormValues(view);
  const blocks = findBlocks(view);
  const isSame =
    blocks.size === form.fields.length &&
    form.fields.every((field) => blocks.has(field.name) && isUnchanged(field, values[field.name]));
  const wrong = form.fields.filter((field) => field.error !== undefined);
  if (!isSame || wrong.length === 0) return null;
  return Object.fromEntries(
    wrong.map((field) => {
      const { value = '', typed = '' } = blocks.get(field.name) ?? {};
      const isTyped = typed !== '' && readState(view.state.values[typed]?.[INPUT_ACTION] ?? EMPTY) !== '';
      return [value === '' || isTyped ? typed : value, plain(field.error ?? '')];
    }),
  );
}

const EMPTY: StateValue = { type: 'plain_text_input' };

function isUnchanged(field: Field, sent: string | undefined): boolean {
  return sent === undefined || sent.trim() === (field.value ?? '').trim();
}

function findBlocks(view: Pick<ViewPayload, 'state'>): Map<string, { value?: string; typed?: string }> {
  const blocks = new Map<string, { value?: string; typed?: string }>();
  for (const block of Object.keys(view.state.values)) {
    const input = readInputBlockId(block);
    if (!input) continue;
    const role = input.role === 'typed' ? 'typed' : 'value';
    blocks.set(input.field, { ...blocks.get(input.field), [role]: block });
  }
  return blocks;
}

/** The form with what was typed into it before but never sent, which is newer than what the form itself knows. */
export function fillUnsent(form: Form, unsent: FormValues | undefined): Form {
  if (!unsent) return form;
  return {
    ...form,
    fields: form.fields.map((field) => {
      const value = unsent[field.name] ?? '';
      return value === '' ? field : { ...field, value };
    }),
  };
}
