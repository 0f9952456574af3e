/** Reads a YAML file into a validated value, keeping for every path in it the line it was written on. */
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problems.ts';

export type YamlPath = readonly (string | number)[];

/** A parsed file: its value (undefined where it is invalid), and where each part of it stands. */
export type YamlFile<T> = {
  file: string;
  value: T | undefined;
  /** The 1-based line of a path, or of the nearest part of it that exists. */
  lineOf: (path: YamlPath) => number;
};

/**
 * Parses and validates `text`.
 * @param file the path to name in problems
 * @param problems receives every syntax and schema fault
 */
export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: Problem[],
): YamlFile<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, merge: true });
  const lineOf = (path: YamlPath): number => findLine(document, counter, path);
  for (const error of document.errors) {
    const firstLine = error.message.split('\n')[0] ?? error.message;
    const message = firstLine.replace(/ at line \d+, column \d+:$/, '');
    problems.push({ file, line: error.linePos?.[0].line ?? 0, message });
  }
  const strayAliases = document.errors.length > 0 ? [] : findStrayAliases(document);
  for (const { name, offset } of strayAliases) {
    const message = `*${name} refers to an anchor &${name} that is nowhere above: quote the text if it is not meant as one`;
    problems.push({ file, line: counter.linePos(offset).line, message });
  }
  if (document.errors.length > 0 || strayAliases.length > 0) return { file, value: undefined, lineOf };

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { file, value: parsed.data, lineOf };
  for (const { path, message } of parsed.error.issues.flatMap((issue) => listFaults(issue, []))) {
    const where = path.length > 0 ? `${path.join('.')}: ` : '';
    problems.push({ file, line: lineOf(path), message: `${where}${message}` });
  }
  return { file, value: undefined, lineOf };
}

type Fault = { path: YamlPath; message: string };

/** Takes an issue of zod's apart into what an author has to mend, each with its own path. */
function listFaults(issue: z.core.$ZodIssue, base: YamlPath): Fault[] {
  const path = [...base, ...issue.path.filter((part) => typeof part !== 'symbol')];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: 'there is no such key here: remove it or check its spelling',
      }));
    case 'invalid_key':
      return [{ path, message: issue.issues.map((inner) => inner.message).join('; ') }];
    case 'invalid_union': {
      const branches = issue.errors.map((errors) => errors.flatMap((error) => listFaults(error, path)));
      // A branch that fails at its root is another shape altogether; the author meant the one that got further.
      const meant = branches.filter((faults) => faults.every((fault) => fault.path.length > path.length));
      const [only] = meant;
      if (only && meant.length === 1) return only;
      return [{ path, message: [...new Set(branches.flat().map((fault) => fault.message))].join('; or: ') }];
    }
    default:
      return [{ path, message: issue.message }];
  }
}

/** Aliases (`*name`) without their anchor: `yaml` throws on them only when the value is made. */
function findStrayAliases(document: Document): { name: string; offset: number }[] {
  const stray: { name: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, node) => {
      if (!node.resolve(document)) stray.push({ name: node.source, offset: node.range?.[0] ?? 0 });
    },
  });
  return stray;
}

/** The line of a path in a parsed document, or of the nearest part of it that exists. */
export function findLine(document: Document, counter: LineCounter, path: YamlPath): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const offset = offsetOf(document, path.slice(0, depth));
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

/** Where a path's key stands (for a map's entry) or its value (for a list's item). */
function offsetOf(document: Document, path: YamlPath): number | undefined {
  const parent: unknown = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const key = path[path.length - 1];
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (pair && isNode(pair.key)) return pair.key.range?.[0];
  }
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
