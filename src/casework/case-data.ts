/** What a case holds besides its people: the answers it began with, the facts its route turned on, and what was done since. */
import { z } from 'zod';
import type { FormValues } from '../conversation/vocabulary.ts';
import type { CaseRecord, Json } from './register-port.ts';

const valuesSchema = z.record(z.string(), z.string());

const caseDataSchema = z.object({
  /** The answers of the dialog, by the names of its questions. */
  answers: valuesSchema,
  /** The same as people read them. */
  shown: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
  /** Facts that routes and moves turn on; a move's choices join them. */
  facts: valuesSchema,
  /** Keys of those who neither handle it nor hear of it, besides whom it is about. */
  barred: z.array(z.string()),
  /** Who has agreed so far, of those who must. */
  agreed: z.array(z.string()),
  /** The answers of each move that was made, the last time it was. */
  moves: z.record(z.string(), valuesSchema),
  /** The political group it is about, or null. */
  group: z.string().nullable(),
  /** True where Beadle's last resort was taken because the council's own route had nobody. */
  lastResort: z.boolean(),
});

export type CaseData = z.infer<typeof caseDataSchema>;

/** @returns null for cases that no procedure runs: kept advice, and disclosures of before there were procedures */
export function readCaseData({ data }: Pick<CaseRecord, 'data'>): CaseData | null {
  const parsed = caseDataSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}

export function toCaseJson(data: CaseData): CaseRecord['data'] {
  return JSON.parse(JSON.stringify(data)) as Record<string, Json>;
}

/** What people read of some answers, in their order: those of these names only. */
export function rowsOf(
  shown: CaseData['shown'],
  names: readonly string[],
): { label: string; value: string }[] {
  return shown.filter(({ name }) => names.includes(name)).map(({ label, value }) => ({ label, value }));
}

/** The answers that a move's fields got, as people read them. */
export type ShownAnswers = readonly { name: string; label: string; value: string }[];

export type MoveAnswers = { values: FormValues; shown: ShownAnswers };
