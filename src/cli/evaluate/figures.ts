/** Answers scored, and their figures as tables. */
import type { Answer } from '../../answering/answer.ts';
import { toAskResult, type Asker } from '../ask.ts';
import { FIGURES, scoreAnswer, type Figure, type GoldQuestion, type Score } from '../score.ts';

export type Scored = { gold: GoldQuestion; answer: Answer; score: Score };

export function askAndScore(
  questions: readonly GoldQuestion[],
  ask: Asker,
  onAnswer: () => void = () => undefined,
): Scored[] {
  return questions.map((gold) => {
    const answer = ask(gold.council, gold.as, gold.question);
    onAnswer();
    return { gold, answer, score: scoreAnswer(gold, toAskResult(answer)) };
  });
}

/** One line a council and one for all, with every figure in per cent. */
export function tableByCouncil(scored: readonly Scored[]): string {
  const byCouncil = [...Map.groupBy(scored, ({ gold }) => gold.council)].sort(([a], [b]) => (a < b ? -1 : 1));
  return tableOf('council', [...byCouncil, ['total', scored]]);
}

/** One line a group. Figures that apply to nothing are left out. */
export function tableOf(
  heading: string,
  groups: readonly (readonly [name: string, scored: readonly Scored[]])[],
): string {
  const figures = FIGURES.filter((figure) =>
    groups.some(([, scored]) => scored.some(({ score }) => score[figure] !== null)),
  );
  const header = [heading.padEnd(16), 'n'.padStart(6), ...figures.map((figure) => figure.padStart(9))];
  const lines = groups.map(([name, scored]) => [
    name.padEnd(16),
    String(scored.length).padStart(6),
    ...figures.map((figure) => percentOf(scored, figure).padStart(9)),
  ]);
  return [header, ...lines].map((cells) => cells.join('')).join('\n');
}

function percentOf(scored: readonly Scored[], figure: Figure): string {
  const applying = scored.flatMap(({ score }) => score[figure] ?? []);
  if (applying.length === 0) return '-';
  return `${((100 * applying.filter(Boolean).length) / applying.length).toFixed(1)} %`;
}

/** What was wanted and what came, for a question whose answer was wrong. */
export function describeMiss({ gold, answer, score }: Scored): string {
  const wrong = FIGURES.filter((figure) => (figure === 'harm' ? score.harm : score[figure] === false));
  const result = toAskResult(answer);
  return [
    `\n${gold.id} (${gold.as}) ${gold.question}`,
    `  wrong: ${wrong.join(', ')}`,
    `  wanted: ${gold.kind.join('/')} ${gold.verdict.join('/')} ${JSON.stringify(gold.clauses)} ${gold.flows.join('/')} ${JSON.stringify(gold.mention)}`,
    `  got:    ${result.kind} ${String(result.verdict)} ${JSON.stringify(result.clauses)} ${result.offers.join('/')} (${result.confidence})`,
    `  ${result.text.split('\n')[0] ?? ''}`,
  ].join('\n');
}
