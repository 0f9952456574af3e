/** `npm run --silent ask -- --council ID --as officer|member [--json] "question"`, or `--jsonl` with one question a line. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { answerQuestion, type Answer } from '../answering/answer.ts';
import { decidingFactOf, type DecidingFact } from '../answering/deciding-fact.ts';
import { answerText } from '../answering/text.ts';
import { readConfig } from '../config.ts';
import { PERSON_KINDS, type PersonKind } from '../protocol/schema.ts';
import type { Library } from '../protocol/load.ts';
import { loadKnowledge, loadTaught } from '../start/library.ts';
import type { Understand } from '../understanding/understand.ts';

const USAGE =
  'Usage: npm run --silent ask -- --council ID --as officer|member [--json] "question"\n' +
  '       npm run --silent ask -- --jsonl < questions.jsonl   (lines of {"id","council","as","question"})';

/** The JSON contract of `ask`. */
export type AskResult = {
  kind: Answer['kind'];
  verdict: Answer['verdict'];
  clauses: string[];
  offers: string[];
  text: string;
  confidence: number;
  alternatives: { title: string; clauses: readonly string[] }[];
};

export function toAskResult(answer: Answer, deciding: DecidingFact | null = null): AskResult {
  return {
    kind: answer.kind,
    verdict: answer.verdict,
    clauses: [...answer.clauses, ...answer.also].map(({ label }) => label),
    offers: [...answer.offers],
    text: answerText(answer, deciding),
    confidence: Math.round(answer.confidence * 1000) / 1000,
    alternatives: answer.alternatives.map(({ title, clauses }) => ({ title, clauses })),
  };
}

export type Asker = (council: string, as: PersonKind, question: string) => Answer;

/** @returns a function that answers; it throws RangeError for a council that is not there */
export function createAsker(library: Library, understand: Understand): Asker {
  return (council, as, text) => {
    const protocol = library.protocols.get(council);
    if (!protocol) {
      const known = [...library.protocols.keys()].join(', ');
      throw new RangeError(`There is no council "${council}". Known councils: ${known}.`);
    }
    return answerQuestion({ text, as }, protocol, understand);
  };
}

function readKind(value: unknown): PersonKind {
  const kind = PERSON_KINDS.find((candidate) => candidate === value);
  if (!kind) throw new RangeError(`"as" must be officer or member, not "${String(value)}".`);
  return kind;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      council: { type: 'string' },
      as: { type: 'string', default: 'officer' },
      json: { type: 'boolean', default: false },
      jsonl: { type: 'boolean', default: false },
    },
  });
  const question = positionals.join(' ');
  if (!values.jsonl && question === '') throw new RangeError(USAGE);
  const onStart = (examples: number): void =>
    console.error(`Learning from ${examples} examples. This happens once.`);
  const { library, understand } = loadKnowledge({ onStart }, loadTaught(readConfig()));
  const ask = createAsker(library, understand);
  if (!values.jsonl) {
    const council = values.council ?? readConfig().council;
    const answer = ask(council, readKind(values.as), question);
    const deciding = decidingIn(library, council, answer);
    console.log(values.json ? JSON.stringify(toAskResult(answer, deciding)) : answerText(answer, deciding));
    return;
  }
  let lineNumber = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    console.log(JSON.stringify(answerLine(line, lineNumber, ask, library)));
  }
}

function decidingIn(library: Library, council: string, answer: Answer): DecidingFact | null {
  const protocol = library.protocols.get(council);
  return protocol ? decidingFactOf(answer, { protocol, library }) : null;
}

function answerLine(line: string, number: number, ask: Asker, library: Library): { id: unknown } & AskResult {
  let asked: Record<string, unknown>;
  try {
    asked = JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new RangeError(`Line ${number} is not JSON.`);
  }
  const council = String(asked['council']);
  const question = typeof asked['question'] === 'string' ? asked['question'] : '';
  const answer = ask(council, readKind(asked['as']), question);
  return { id: asked['id'] ?? null, ...toAskResult(answer, decidingIn(library, council, answer)) };
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
