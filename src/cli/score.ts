/** Scores answers against a question set, as `questions/SPEC.md` defines the figures. */
import { z } from 'zod';
import { FLOW_IDS, PERSON_KINDS, VERDICTS } from '../protocol/schema.ts';
import type { AskResult } from './ask.ts';

export const questionSchema = z.object({
  id: z.string(),
  council: z.string(),
  as: z.enum(PERSON_KINDS),
  question: z.string(),
  kind: z.array(z.enum(['answer', 'clarify', 'out-of-scope'])).min(1),
  verdict: z.array(z.enum(VERDICTS)),
  clauses: z.array(z.array(z.string())),
  flows: z.array(z.enum(FLOW_IDS)),
  mention: z.array(z.array(z.string())),
});
export type GoldQuestion = z.infer<typeof questionSchema>;

export const FIGURES = [
  'kind',
  'clause',
  'first',
  'verdict',
  'flow',
  'mention',
  'refused',
  'all',
  'harm',
] as const;
export type Figure = (typeof FIGURES)[number];

/** For each figure: true or false, or null where it does not apply to the question. */
export type Score = Readonly<Record<Figure, boolean | null>>;

/** Scores one answer. `harm` is true where it would mislead: everything else is true where it is right. */
export function scoreAnswer(gold: GoldQuestion, result: AskResult): Score {
  const isOutside = gold.kind.length === 1 && gold.kind[0] === 'out-of-scope';
  const cited = result.clauses.slice(0, 4);
  const text = result.text.toLowerCase();
  const kind = gold.kind.includes(result.kind);
  // Asking back, where that is right, is no wrong citation and no wrong verdict.
  const askedBack = result.kind === 'clarify' && kind;
  const clause =
    gold.clauses.length === 0 || askedBack
      ? null
      : gold.clauses.every((set) => set.some((label) => cited.includes(label)));
  const first =
    gold.clauses.length === 0 || askedBack
      ? null
      : gold.clauses.some((set) => cited[0] !== undefined && set.includes(cited[0]));
  const verdict =
    gold.verdict.length === 0 || askedBack
      ? null
      : result.verdict !== null && gold.verdict.includes(result.verdict);
  const flow = gold.flows.length === 0 ? null : gold.flows.some((id) => result.offers.includes(id));
  const mention =
    gold.mention.length === 0
      ? null
      : gold.mention.every((words) => words.some((word) => text.includes(word.toLowerCase())));
  const refused = isOutside ? result.kind === 'out-of-scope' : null;
  const harm = isOutside
    ? result.kind === 'answer'
    : result.kind === 'answer' && verdict === false && clause === false;
  const parts = [kind, clause, verdict, flow, mention, refused];
  return { kind, clause, first, verdict, flow, mention, refused, all: !parts.includes(false), harm };
}
