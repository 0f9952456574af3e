/** What dialogs are made of: screens, fields, and the draft a person fills in. */
import type { Block, FormValues, Option } from '../conversation/vocabulary.ts';
import type { Protocol } from '../protocol/load.ts';
import type { FlowId, PersonKind } from '../protocol/schema.ts';

/** A person's dialog under way: plain data, kept in the register between turns. */
export type Draft = {
  /** Unique; recording is done once for each draft, however often it is confirmed. */
  id: string;
  flow: FlowId;
  /** The flow and protocol as they were when it was begun. */
  flowVersion: string;
  protocolVersion: string;
  /** Where the person is: a screen's id, or `summary`. */
  at: string;
  answers: FormValues;
  /** The field that is being changed from the summary, which its answer leads straight back to; else null. */
  changing: string | null;
  /** The case that this draft amends, or makes a move in, if it does. */
  amends: string | null;
  /** The move it makes in that case, if it does. */
  move?: string | null;
  /** Since when that case stood as it did when the move was begun; null where that is not known. */
  since?: string | null;
  startedAt: string;
  /** ISO instant of the last thing the person did in it. */
  touchedAt: string;
};

export const SUMMARY = 'summary';

export type FieldDefinition<Context> = {
  name: string;
  kind: 'text' | 'choice' | 'date' | 'person';
  label: (answers: FormValues, context: Context) => string;
  hint?: (answers: FormValues, context: Context) => string;
  /** Its name in the summary. */
  summaryLabel: string;
  options?: (answers: FormValues, context: Context) => readonly Option[];
  required: boolean;
  multiline?: boolean;
  maxLength?: number;
  applies?: (answers: FormValues, context: Context) => boolean;
  /** For a choice: the field whose answer it puts in place of what was typed there, unless what is chosen is none of its people. */
  settles?: string;
  /** The answer that facts read from a sentence amount to ("he's my brother": family), or null. */
  fromFacts?: (facts: Readonly<Record<string, string>>) => string | null;
  /** @returns what is wrong and what to do, or null */
  check?: (value: string, answers: FormValues, context: Context) => string | null;
};

export type Screen<Context> = {
  id: string;
  title: string;
  intro: (answers: FormValues, context: Context) => readonly Block[];
  fields: readonly FieldDefinition<Context>[];
  applies?: (answers: FormValues, context: Context) => boolean;
};

export type Flow<Context> = {
  id: FlowId;
  /** Grows whenever questions or their meaning change. */
  version: string;
  /** At most 24 characters. */
  title: string;
  /** What a person reads on the button that starts it. */
  offer: string;
  /** Why it is not for people of this side, and what they can do; null where it is. For both sides where left out. */
  unfit?: (kind: PersonKind, protocol: Protocol) => string | null;
  screens: readonly Screen<Context>[];
  /** An answer that ends the dialog without recording anything, such as "stop here". */
  stops: (answers: FormValues, context: Context) => boolean;
  /** What is shown where it stops, instead of a word that it did. */
  stopped?: (answers: FormValues, context: Context) => readonly Block[];
  /** Answers it begins with, for the person to keep or change. */
  prefill?: (context: Context) => FormValues;
  summaryIntro: (answers: FormValues, context: Context) => readonly Block[];
  /** Label of the button that records. */
  confirm: string;
  /** `at-once`: what the last screen sends is recorded without a summary. After a summary where this is left out. */
  records?: 'after-summary' | 'at-once';
};

export type FieldErrors = Readonly<Record<string, string>>;
export type Filled = { draft: Draft; errors: FieldErrors };
