/**
 * What Beadle's buttons and menus carry, and what comes back from them. A client may send anything, so all of it is
 * read strictly. Slack may hand back `&`, `<` and `>` as entities, so none of them is ever sent.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ClauseQuote, FormValues } from '../../conversation/vocabulary.ts';
import type { SlackPerson } from './directory.ts';
import { SLACK_LIMITS } from './limits.ts';

const QUOTED = '~';

/** Somebody picked from Slack's own list of people, as a form's value: by their id, and as far as Slack told how to know them. */
export function writeMention(userId: string, { email = '', name = '' }: SlackPerson = {}): string {
  const parts = [userId, email, name].map((part) => part.replace(/[<>|]/g, ''));
  return `<@${parts.join('|').replace(/\|+$/, '')}>`;
}

/** The id in such a value; null for anything else. */
export function readMention(value: string): string | null {
  return /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/.exec(value)?.[1] ?? null;
}

/** A choice's or option's value, unchanged where that is safe, else as quoted JSON. */
export function encodeValue(value: string): string {
  const isSafe = value !== '' && !value.startsWith(QUOTED) && !/[&<>\p{Cc}\p{Cs}]/u.test(value);
  return isSafe ? value : QUOTED + encodeJson(value);
}

/** The value that `encodeValue` was given; null where this is none of ours. */
export function decodeValue(encoded: string): string | null {
  if (!encoded.startsWith(QUOTED)) return encoded;
  const value = z.string().safeParse(decodeJson(encoded.slice(QUOTED.length)));
  return value.success ? value.data : null;
}

export function encodeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[&<>]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

function decodeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const text = z.string().max(SLACK_LIMITS.buttonValue);
const clauseValue = z.strictObject({ l: text.min(1), h: text, g: text.min(1), n: text.optional() });
const answerValue = z.strictObject({ f: text.min(1), n: text.min(1), v: text });
const formValue = z.strictObject({ f: text.min(1) });

/** A clause for its button, or null where it is too long to travel in one. */
export function encodeClause(clause: ClauseQuote): string | null {
  const { label: l, heading: h, gist: g, note: n } = clause;
  if (l === '' || g === '') return null;
  const encoded = encodeJson(n === undefined ? { l, h, g } : { l, h, g, n });
  return encoded.length <= SLACK_LIMITS.buttonValue ? encoded : null;
}

export function decodeClause(encoded: string): ClauseQuote | null {
  const value = clauseValue.safeParse(decodeJson(encoded));
  if (!value.success) return null;
  const { l: label, h: heading, g: gist, n: note } = value.data;
  return note === undefined ? { label, heading, gist } : { label, heading, gist, note };
}

/** An answer to one field of a form, given by a button in a message. */
export type Answer = { form: string; field: string; value: string };

export function encodeAnswer({ form, field, value }: Answer): string {
  return encodeJson({ f: form, n: field, v: value });
}

export function decodeAnswer(encoded: string): Answer | null {
  const answer = answerValue.safeParse(decodeJson(encoded));
  return answer.success ? { form: answer.data.f, field: answer.data.n, value: answer.data.v } : null;
}

export function encodeFormId(form: string): string {
  return encodeJson({ f: form });
}

export function decodeFormId(encoded: string): string | null {
  const value = formValue.safeParse(decodeJson(encoded));
  return value.success ? value.data.f : null;
}

/** Kinds of things to press; the first part of every `action_id`. */
export const ACTION_KINDS = [
  /** A button that leads anywhere. */
  'choice',
  /** A button that belongs to a form in a message: what follows stays in messages. */
  'move',
  'clause',
  'answer',
  /** A menu or calendar whose `action_id` names form and field. */
  'pick',
  'submit',
  'open',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export function actionId(kind: ActionKind, detail: string | number): string {
  return `${kind}:${detail}`;
}

export function readActionKind(id: string): ActionKind | null {
  const name = id.split(':', 1)[0];
  return ACTION_KINDS.find((kind) => kind === name) ?? null;
}

/** Form and field in an `action_id`, for menus, whose options are too short to carry them; null where too long. */
export function pickActionId(form: string, field: string): string | null {
  const id = actionId('pick', `${encodeURIComponent(form)}:${encodeURIComponent(field)}`);
  return id.length <= SLACK_LIMITS.id ? id : null;
}

export function readPickActionId(id: string): Omit<Answer, 'value'> | null {
  const [kind, form, field, ...rest] = id.split(':');
  if (kind !== 'pick' || !form || !field || rest.length > 0) return null;
  try {
    return { form: decodeURIComponent(form), field: decodeURIComponent(field) };
  } catch {
    return null;
  }
}

const viewData = z.strictObject({
  form: z.string().min(1),
  unsent: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});

/** What a modal carries: its form, and what was typed but not sent on other screens, by form. */
export type ViewData = { form: string; unsent: Readonly<Record<string, FormValues>> };

export function encodeViewData({ form, unsent }: ViewData): string {
  return encodeJson(Object.keys(unsent).length === 0 ? { form } : { form, unsent });
}

export function decodeViewData(encoded: string): ViewData | null {
  const value = viewData.safeParse(decodeJson(encoded));
  return value.success ? { form: value.data.form, unsent: value.data.unsent ?? {} } : null;
}

/** A short, stable name for these texts. */
export function digest(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 16);
}
