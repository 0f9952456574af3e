/** What a case holds besides its people: the answers it began with, the facts its route turned on, and what was done since. */
import { z } from 'zod';
import type { FormValues } from '../conversation/vocabulary.ts';
import type { CaseRecord, Json } from './register-port.ts';

const valuesSchema = z.record(z.string(), z.string());

// Loose, and with defaults: disclosures of before there were procedures hold less, and some hold more.
const caseDataSchema = z.looseObject({
  /** The answers of the dialog, by the names of its questions. */
  answers: valuesSchema.default({}),
  /** The same as people read them. */
  shown: z
    .array(z.object({ name: z.string().default(''), label: z.string(), value: z.string() }))
    .default([]),
  /** Facts that routes and moves turn on; a move's choices join them. */
  facts: valuesSchema.default({}),
  /** Keys of those who neither handle it nor hear of it, besides whom it is about. */
  barred: z.array(z.string()).default([]),
  /** How many moves were made: a button drawn before the last one is out of date. */
  step: z.number().default(0),
  /** The instant it came to its stage; null where that was not kept. */
  since: z.string().nullable().default(null),
  /** Who has agreed so far, of those who must. */
  agreed: z.array(z.string()).default([]),
  /** Who must agree: one of the people of each. */
  deciders: z.array(z.object({ title: z.string(), people: z.array(z.string()) })).default([]),
  /** The answers of each move that was made, the last time it was. */
  moves: z.record(z.string(), valuesSchema).default({}),
  /** The political group it is about, or null. */
  group: z.string().nullable().default(null),
  /** Keys of those who handled it and do no more. */
  former: z.array(z.string()).default([]),
  /** True where Beadle's last resort was taken because the council's own route had nobody. */
  lastResort: z.boolean().default(false),
});

export type CaseData = z.infer<typeof caseDataSchema>;

/** @returns null for kept advice, which is no case */
export function readCaseData({ type, data }: Pick<CaseRecord, 'type' | 'data'>): CaseData | null {
  if (type === 'advice') return null;
  const parsed = caseDataSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}

/** The instant a case came to its stage. A reminder changes the case, and leaves it where it stands. */
export function stageSince({ createdAt, updatedAt }: CaseRecord, data: CaseData | null): string {
  return data?.since ?? (data?.step === 0 ? createdAt : updatedAt);
}

/** What was raised informally reads, and counts, as formal from now on. */
export function madeFormal(data: CaseData): CaseData {
  if (data.facts['formality'] !== 'informal') return data;
  return {
    ...data,
    answers: { ...data.answers, formality: 'formal' },
    facts: { ...data.facts, formality: 'formal' },
    shown: data.shown.map((row) =>
      row.name === 'formality' ? { ...row, value: 'Formally, after it was raised informally' } : row,
    ),
  };
}

export function toCaseJson(data: CaseData): CaseRecord['data'] {
  return JSON.parse(JSON.stringify(data)) as Record<string, Json>;
}

/** What people read of some answers, in their order: those of these names only. */
export function rowsOf(shown: ShownAnswers, names: readonly string[]): { label: string; value: string }[] {
  return shown.filter(({ name }) => names.includes(name)).map(({ label, value }) => ({ label, value }));
}

/** The answers that a move's fields got, as people read them. */
export type ShownAnswers = readonly { name: string; label: string; value: string }[];

export type MoveAnswers = { values: FormValues; shown: ShownAnswers };
