/** `npm run evaluate`: how well questions are understood. `docs/understanding.md` says what each way of measuring shows. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SCALE } from '../answering/confidence.ts';
import { loadExamples, type Example } from '../protocol/examples.ts';
import { loadLibrary, type Library } from '../protocol/load.ts';
import { loadKnowledge, PROTOCOLS } from '../start/library.ts';
import { createAsker, type Asker } from './ask.ts';
import {
  calibrationError,
  claimOf,
  type Claim,
  describeBins,
  fitScale,
  rescale,
} from './evaluate/calibration.ts';
import { countConfusions, describeConfusions } from './evaluate/confusions.ts';
import { askAndScore, describeMiss, tableByCouncil, tableOf, type Scored } from './evaluate/figures.ts';
import { createBar, learnFrom, scoreFolds } from './evaluate/learn.ts';
import { CURVE, isLeftOut, readLeftOut, sampleOf } from './evaluate/parts.ts';
import { readQuestions, toQuestion } from './evaluate/questions.ts';
import { CHANGES, describeSteadiness, measureSteadiness } from './evaluate/robust.ts';

const USAGE = `Usage: npm run evaluate -- FILE.jsonl [--wrong]           a question set, by council
       npm run evaluate -- --folds [--confusions]       every example, by a model learnt without it
       npm run evaluate -- --leave-out council=ID FILE  its questions, without any example of that council
       npm run evaluate -- --leave-out set=ID           one pass of writing, by a model learnt from the others
       npm run evaluate -- --learning-curve FILE        learnt from an eighth, a quarter, a half, all
       npm run evaluate -- --robust                     every example, changed in ways that change nothing`;

const OPTIONS = {
  wrong: { type: 'boolean', default: false },
  folds: { type: 'boolean', default: false },
  confusions: { type: 'boolean', default: false },
  robust: { type: 'boolean', default: false },
  'learning-curve': { type: 'boolean', default: false },
  'leave-out': { type: 'string' },
} as const;

const CONFUSIONS_SHOWN = 60;

function main(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [file] = positionals;
  if (values.folds || values.confusions) showFolds(values.confusions);
  else if (values.robust) showSteadiness();
  else if (values['leave-out'] !== undefined) showLeftOut(values['leave-out'], file, values.wrong);
  else if (file === undefined) throw new RangeError(USAGE);
  else if (values['learning-curve']) showLearningCurve(file);
  else showQuestions(file, values.wrong);
}

function showQuestions(file: string, showMisses: boolean): void {
  const questions = readQuestions(file);
  const { library, ask } = learnFromAll();
  show(answerAll(questions, ask), library, showMisses);
}

function showFolds(showConfusions: boolean): void {
  const { library, examples } = loadAll();
  const scored = scoreFolds(examples, library);
  show(scored, library, false);
  const claims = claimsOf(scored, library);
  const fit = fitScale(claims);
  const slope = SCALE.slope * fit.slope;
  const offset = SCALE.offset * fit.slope + fit.offset;
  console.log(
    `A scale of slope ${slope.toFixed(3)}, offset ${offset.toFixed(3)} (src/answering/confidence.ts) would make that ${(100 * calibrationError(rescale(claims, fit))).toFixed(1)} points.`,
  );
  if (showConfusions) {
    console.log(`\n${describeConfusions(countConfusions(scored).slice(0, CONFUSIONS_SHOWN))}`);
  }
}

function showLeftOut(value: string, file: string | undefined, showMisses: boolean): void {
  const { library, examples } = loadAll();
  const leftOut = readLeftOut(value, examples);
  if (leftOut.of === 'council' && file === undefined) throw new RangeError(USAGE);
  const questions =
    file === undefined
      ? examples.filter((each) => isLeftOut(each, leftOut)).map((each) => toQuestion(each, library))
      : readQuestions(file).filter(({ council }) => leftOut.of === 'set' || council === leftOut.name);
  const learnt = examples.filter((each) => !isLeftOut(each, leftOut));
  show(answerAll(questions, learnFrom(learnt, library, `without ${value}`)), library, showMisses);
}

function showLearningCurve(file: string): void {
  const questions = readQuestions(file);
  const { library, examples } = loadAll();
  const groups = CURVE.map((share) => {
    const sample = sampleOf(examples, share);
    const ask = learnFrom(sample, library, `from ${sample.length} examples`);
    return [String(sample.length), answerAll(questions, ask)] as const;
  });
  console.log(tableOf('examples', groups));
}

function showSteadiness(): void {
  const { ask } = learnFromAll();
  const { examples } = loadAll();
  const bar = createBar('{bar} {value}/{total} examples');
  bar.start(examples.length, 0);
  const tally = measureSteadiness(examples, ask, CHANGES, () => bar.increment());
  bar.stop();
  console.log(describeSteadiness(tally));
}

function show(scored: readonly Scored[], library: Library, showMisses: boolean): void {
  console.log(tableByCouncil(scored));
  console.log(`\n${describeBins(claimsOf(scored, library))}`);
  if (showMisses) for (const each of scored) if (each.score.all === false) console.log(describeMiss(each));
}

function claimsOf(scored: readonly Scored[], { taxonomy }: Library): Claim[] {
  const inProtocol = new Set(
    [...taxonomy.topics.values()].filter(({ kind }) => kind === 'protocol').map(({ id }) => id),
  );
  return scored.flatMap(({ answer, gold }) => claimOf(answer, gold, inProtocol) ?? []);
}

function answerAll(questions: Parameters<typeof askAndScore>[0], ask: Asker): Scored[] {
  const bar = createBar('{bar} {value}/{total} questions');
  bar.start(questions.length, 0);
  const scored = askAndScore(questions, ask, () => bar.increment());
  bar.stop();
  return scored;
}

function learnFromAll(): { library: Library; ask: Asker } {
  const { library, understand } = loadKnowledge({
    onStart: (examples) => console.error(`Learning from ${examples} examples. This happens once.`),
  });
  return { library, ask: createAsker(library, understand) };
}

function loadAll(): { library: Library; examples: Example[] } {
  return {
    library: loadLibrary(PROTOCOLS),
    examples: loadExamples(join(PROTOCOLS, 'topics', 'examples')),
  };
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
