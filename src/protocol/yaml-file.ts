/** Reads a YAML file into a validated value, keeping for every path in it the line it was written on. */
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
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
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true });
  const lineOf = (path: YamlPath): number => findLine(document, counter, path);
  for (const error of document.errors) {
    const firstLine = error.message.split('\n')[0] ?? error.message;
    problems.push({ file, line: error.linePos?.[0].line ?? 0, message: firstLine });
  }
  if (document.errors.length > 0) return { file, value: undefined, lineOf };

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { file, value: parsed.data, lineOf };
  for (const issue of parsed.error.issues) {
    const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
    const where = path.length > 0 ? `${path.join('.')}: ` : '';
    problems.push({ file, line: lineOf(path), message: `${where}${issue.message}` });
  }
  return { file, value: undefined, lineOf };
}

function findLine(document: Document, counter: LineCounter, path: YamlPath): number {
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
