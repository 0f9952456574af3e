/** Reads the example messages of the topics: the training data of the understanding. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProtocolError, type Problem } from './problems.ts';
import { PERSON_KINDS, VERDICTS, type PersonKind, type Verdict } from './schema.ts';

/** A message as somebody might type it, with what is right for it at the council it was written for. */
export type Example = {
  topic: string;
  council: string;
  /** Null where it does not matter who asks. */
  as: PersonKind | null;
  /** Which independent pass of writing it comes from: leaving one out is an honest test. */
  set: string;
  /** Null where no protocol covers it. */
  verdict: Verdict | null;
  clauses: readonly string[];
  text: string;
};

const HEADER = 'council\tas\tset\tverdict\tclauses\ttext';

/**
 * @param folder `protocols/topics/examples`: one file a topic, named after it, tab-separated with a header
 * @throws ProtocolError listing every faulty line
 */
export function loadExamples(folder: string): Example[] {
  const problems: Problem[] = [];
  const examples: Example[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.tsv')) continue;
    const file = join(folder, name);
    const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
    if (header !== HEADER) {
      problems.push({ file, line: 1, message: `the header must be: ${HEADER.replaceAll('\t', ' <tab> ')}` });
      continue;
    }
    const topic = name.slice(0, -'.tsv'.length);
    lines.forEach((line, index) => {
      const example = readLine(topic, line);
      if (typeof example === 'string') problems.push({ file, line: index + 2, message: example });
      else examples.push(example);
    });
  }
  if (problems.length > 0) throw new ProtocolError(problems);
  return examples;
}

/** @returns the example, or what is wrong with the line */
function readLine(topic: string, line: string): Example | string {
  const cells = line.split('\t');
  const [council, as, set, verdict, clauses, text] = cells;
  if (cells.length !== 6 || !council || !set || !clauses || !text) {
    return 'a line needs six cells, separated by tabs, none of them empty';
  }
  const kind = PERSON_KINDS.find((candidate) => candidate === as) ?? null;
  if (kind === null && as !== 'any') return `"as" must be officer, member or any, not "${as ?? ''}"`;
  const known = VERDICTS.find((candidate) => candidate === verdict) ?? null;
  if (known === null && verdict !== '-') return `"verdict" must be ${VERDICTS.join(', ')} or -`;
  return {
    topic,
    council,
    as: kind,
    set,
    verdict: known,
    clauses: clauses === '-' ? [] : clauses.split(','),
    text,
  };
}
