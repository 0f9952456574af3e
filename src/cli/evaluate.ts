/** `npm run evaluate -- FILE.jsonl`: the figures of a question set, by council and in total. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { loadKnowledge } from '../start/library.ts';
import { createAsker, toAskResult, type AskResult } from './ask.ts';
import { FIGURES, questionSchema, scoreAnswer, type GoldQuestion, type Score } from './score.ts';

type Scored = { gold: GoldQuestion; result: AskResult; score: Score };

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { wrong: { type: 'boolean', default: false } },
  });
  const file = positionals[0];
  if (file === undefined) throw new RangeError('Usage: npm run evaluate -- FILE.jsonl [--wrong]');
  const questions = readQuestions(file);
  const bar = new SingleBar({
    format: '{bar} {value}/{total} questions',
    stream: process.stderr,
    clearOnComplete: true,
    noTTYOutput: false,
  });
  const { library, understand } = loadKnowledge({
    onStart: (examples) => console.error(`Learning from ${examples} examples. This happens once.`),
  });
  const ask = createAsker(library, understand);
  bar.start(questions.length, 0);
  const scored = questions.map((gold): Scored => {
    const result = toAskResult(ask(gold.council, gold.as, gold.question));
    bar.increment();
    return { gold, result, score: scoreAnswer(gold, result) };
  });
  bar.stop();
  console.log(table(scored));
  if (values.wrong) for (const each of scored) if (each.score.all === false) console.log(describeMiss(each));
}

function readQuestions(file: string): GoldQuestion[] {
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

function table(scored: readonly Scored[]): string {
  const councils = [...new Set(scored.map(({ gold }) => gold.council))].sort();
  const rows = [
    ...councils.map((council) => [council, scored.filter(({ gold }) => gold.council === council)] as const),
    ['total', scored] as const,
  ];
  const header = ['council'.padEnd(16), 'n'.padStart(5), ...FIGURES.map((figure) => figure.padStart(9))].join(
    '',
  );
  const lines = rows.map(([name, group]) =>
    [
      name.padEnd(16),
      String(group.length).padStart(5),
      ...FIGURES.map((figure) => share(group.map(({ score }) => score[figure])).padStart(9)),
    ].join(''),
  );
  return [header, ...lines].join('\n');
}

function share(values: readonly (boolean | null)[]): string {
  const applying = values.filter((value) => value !== null);
  if (applying.length === 0) return '-';
  return `${((100 * applying.filter(Boolean).length) / applying.length).toFixed(1)} %`;
}

function describeMiss({ gold, result, score }: Scored): string {
  const wrong = FIGURES.filter((figure) => (figure === 'harm' ? score.harm : score[figure] === false));
  return [
    `\n${gold.id} (${gold.as}) ${gold.question}`,
    `  wrong: ${wrong.join(', ')}`,
    `  wanted: ${gold.kind.join('/')} ${gold.verdict.join('/')} ${JSON.stringify(gold.clauses)} ${gold.flows.join('/')} ${JSON.stringify(gold.mention)}`,
    `  got:    ${result.kind} ${String(result.verdict)} ${JSON.stringify(result.clauses)} ${result.offers.join('/')} (${result.confidence})`,
    `  ${result.text.split('\n')[0] ?? ''}`,
  ].join('\n');
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
