/** What comes back from a card: read strictly, because a client may send anything. */
import { z } from 'zod';
import type { FormValues, Input } from '../../conversation/vocabulary.ts';

/** Before the name of a form's field in the data of a card. */
export const FIELD_PREFIX = 'field.';
/** After the name of a person field, where a name is typed in. */
export const TYPED_SUFFIX = '.other';
/** The option of a person field that says: the name is typed in. Nobody's key has a space in it. */
export const SOMEONE_ELSE = 'someone else';

export const MAX_ID = 2_000;
// Longer than any field allows, so that a too long answer meets the form's own message, not a refusal.
const MAX_VALUE = 50_000;
export const MAX_FIELDS = 60;

const FIELD_NAME = '[A-Za-z][A-Za-z0-9_-]{0,79}';
const FIELD_KEY = new RegExp(`^field\\.(${FIELD_NAME})(\\.other)?$`);

const choiceData = z.object({
  beadle: z.literal(1),
  input: z.literal('choice'),
  value: z.string().max(MAX_ID),
});
const formData = z.object({
  beadle: z.literal(1),
  input: z.literal('form'),
  form: z.string().min(1).max(MAX_ID),
  /** The names of the fields on the card. */
  fields: z
    .array(z.string().regex(new RegExp(`^${FIELD_NAME}$`)))
    .max(MAX_FIELDS)
    .optional(),
});
const refreshData = z.object({
  beadle: z.literal(1),
  input: z.literal('refresh'),
  value: z.string().max(MAX_ID),
});
const cardData = z.discriminatedUnion('input', [choiceData, formData, refreshData]);
const fieldValue = z.string().max(MAX_VALUE);

/**
 * The input that a card sent, or null where the data is none of Beadle's, or made up.
 * Unknown keys are passed over, since hosts add their own; a field that is not a text makes the whole invalid.
 */
export function readCardData(data: unknown): Input | null {
  const head = cardData.safeParse(data);
  if (!head.success) return null;
  if (head.data.input === 'refresh') return { type: 'refresh', value: head.data.value };
  if (head.data.input === 'choice') return { type: 'choice', value: head.data.value };

  const chosen = new Map<string, string>();
  const typed = new Map<string, string>();
  for (const [key, value] of Object.entries(data as Record<string, unknown>)) {
    if (!key.startsWith(FIELD_PREFIX)) continue;
    const name = FIELD_KEY.exec(key);
    const text = fieldValue.safeParse(value);
    if (name?.[1] === undefined || !text.success || chosen.size + typed.size >= MAX_FIELDS) return null;
    (name[2] === undefined ? chosen : typed).set(name[1], text.data);
  }
  // Microsoft's clients send nothing at all for what was left empty, or emptied.
  const empty = Object.fromEntries((head.data.fields ?? []).map((name) => [name, '']));
  const { values, ...beside } = mergeTyped(chosen, typed);
  return { type: 'form', form: head.data.form, values: { ...empty, ...values }, ...beside };
}

/** Whom a person picked from the list counts; the typed name where nobody, or "someone else", was picked. Where both are given, both are told. */
function mergeTyped(
  chosen: ReadonlyMap<string, string>,
  typed: ReadonlyMap<string, string>,
): { values: FormValues; typedBeside?: FormValues } {
  const values = new Map(chosen);
  const beside = new Map<string, string>();
  for (const [name, text] of typed) {
    const picked = values.get(name) ?? '';
    if (picked === '' || picked === SOMEONE_ELSE) values.set(name, text);
    else if (text.trim() !== '') beside.set(name, text);
  }
  for (const [name, value] of values) {
    if (value === SOMEONE_ELSE && !typed.has(name)) values.set(name, '');
  }
  return {
    values: Object.fromEntries(values),
    ...(beside.size > 0 && { typedBeside: Object.fromEntries(beside) }),
  };
}
