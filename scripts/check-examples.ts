/**
 * `node scripts/check-examples.ts`: faults of the example messages, and figures against the bounds of `examples/bounds.ts`.
 * With `--list FIGURE` it prints the cases behind a figure instead, one a line.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadExamples } from '../src/protocol/examples.ts';
import { loadLibrary } from '../src/protocol/load.ts';
import { ProtocolError } from '../src/protocol/problems.ts';
import { FIGURE_BOUNDS, type FigureName } from './examples/bounds.ts';
import { checkExamples, type ExampleReport } from './examples/checks.ts';

const MEANINGS: Record<FigureName, string> = {
  nearDuplicates: 'pairs of examples nearly the same under one topic of a council',
  nearConflicts: 'pairs of examples nearly the same under two topics of a council',
  thinTopics: 'protocol topics with too few examples',
  broadTopics: 'protocol topics with too many examples',
  emptyPairs: 'topics a council rules on without an example of its own',
  thinPairs: 'topics a council rules on with too few examples of its own',
  clausesWhereNotCovered: 'examples with a clause, of topics their council does not cover',
  noClausesWhereRuled: 'examples without a clause, of topics their council rules on',
  verdictDisagreement: 'in a hundred ruled examples, another verdict than the rule',
  clauseDisagreement: 'in a hundred ruled examples, a first clause that the rule does not cite',
};
const ERRORS_SHOWN = 40;

function main(): void {
  const { values } = parseArgs({ options: { list: { type: 'string' } } });
  const protocols = join(import.meta.dirname, '..', 'protocols');
  const examples = loadExamples(join(protocols, 'topics', 'examples'));
  const report = checkExamples(examples, loadLibrary(protocols));
  if (values.list !== undefined) {
    console.log(casesOf(values.list, report).join('\n'));
    return;
  }
  console.log(`${examples.length} examples`);
  for (const { council, examples: count, verdict, clause } of report.disagreement) {
    console.log(
      `${council}: of ${count} ruled examples ${verdict} % another verdict, ${clause} % another clause`,
    );
  }
  const worse = namesOfFigures().filter((name) => report.figures[name].value > FIGURE_BOUNDS[name]);
  for (const name of namesOfFigures()) {
    const { value } = report.figures[name];
    const line = `${String(value).padStart(6)} (at most ${FIGURE_BOUNDS[name]}) ${MEANINGS[name]} [${name}]`;
    if (worse.includes(name)) console.error(`${line}: WORSE`);
    else console.log(line);
  }
  for (const error of report.errors.slice(0, ERRORS_SHOWN)) console.error(error);
  const more = report.errors.length - ERRORS_SHOWN;
  if (more > 0) console.error(`and ${more} more: see them with --list errors`);
  if (report.errors.length > 0 || worse.length > 0) process.exitCode = 1;
}

function casesOf(name: string, { errors, figures }: ExampleReport): readonly string[] {
  if (name === 'errors') return errors;
  const figure = namesOfFigures().find((each) => each === name);
  if (figure === undefined)
    throw new RangeError(`--list takes errors or one of ${namesOfFigures().join(', ')}`);
  return figures[figure].cases;
}

function namesOfFigures(): FigureName[] {
  return Object.keys(FIGURE_BOUNDS) as FigureName[];
}

try {
  main();
} catch (error) {
  if (!(error instanceof ProtocolError) && !(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
