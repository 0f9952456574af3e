/** The questions that answers are scored on: from a file, or examples turned into questions. */
import { readFileSync } from 'node:fs';
import { guidanceFor } from '../../answering/rules.ts';
import type { Example } from '../../protocol/examples.ts';
import type { Library } from '../../protocol/load.ts';
import { questionSchema, type GoldQuestion } from '../score.ts';

/** @throws RangeError naming the first faulty line */
export function readQuestions(file: string): GoldQuestion[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const parsed = questionSchema.safeParse(JSON.parse(line));
      if (parsed.success) return [parsed.data];
      const issue = parsed.error.issues[0];
      throw new RangeError(
        `${file}:${index + 1}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}`,
      );
    });
}

/**
 * An example as a question. Its first clause, the most important, has to be cited; what its council has no rule on has to be
 * refused.
 */
export function toQuestion(
  { topic, council, as, verdict, clauses, text }: Example,
  { protocols }: Library,
): GoldQuestion {
  const protocol = protocols.get(council);
  const isRuled = protocol !== undefined && Array.isArray(guidanceFor(topic, protocol));
  return {
    id: topic,
    council,
    as: as ?? 'officer',
    question: text,
    kind: [isRuled ? 'answer' : 'out-of-scope'],
    verdict: isRuled && verdict !== null ? [verdict] : [],
    clauses: isRuled ? clauses.slice(0, 1).map((label) => [label]) : [],
    flows: [],
    mention: [],
  };
}
