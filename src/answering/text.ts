/** An answer as plain text, for the command line and for tests. */
import type { Answer } from './answer.ts';
import type { DecidingFact } from './deciding-fact.ts';

/** First line the verdict, then conditions, clauses with their gists, the next step, what it may turn on, and other readings. */
export function answerText(answer: Answer, deciding: DecidingFact | null = null): string {
  const lines = [answer.headline];
  for (const point of answer.points) lines.push(`- ${point}`);
  if (answer.clauses.length > 0) {
    lines.push(`It rests on: ${answer.clauses.map(({ label }) => label).join(', ')}`);
  }
  if (answer.also.length > 0) {
    lines.push(`See also: ${answer.also.map(({ label }) => label).join(', ')}`);
  }
  if (answer.related.length > 0) {
    lines.push(`Related, but no authority for this: ${answer.related.map(({ label }) => label).join(', ')}`);
  }
  for (const note of answer.notes) lines.push(`Note: ${note}`);
  if (answer.next !== null) lines.push(answer.next);
  if (deciding !== null) {
    const values = deciding.choices.map(({ title }) => title).join('; ');
    lines.push(`It may turn on this. ${deciding.question} It would be another answer for: ${values}.`);
  }
  if (answer.alternatives.length > 0) {
    lines.push(`Did you mean: ${answer.alternatives.map(({ title }) => title).join('; ')}`);
  }
  return lines.join('\n');
}
