/** Finds where in a YAML file a text stands that turned out wrong later, when something was made of it. */
import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { findLine, type YamlPath } from './yaml-file.ts';

/** The beginning of a text must be found: what is made of it may go on otherwise, or be cut. */
const BEGINNING = 30;
/** Shorter texts stand in too many places to say anything. */
const SHORTEST = 8;

export type Located = {
  /** 1-based: the line of the text, or of the path where there is none. */
  line: number;
  isText: boolean;
};

/** Finds the text at or below `path` of which `shown`, what people would have read, holds the most. */
export type LocateText = (path: YamlPath, shown: string) => Located;

/** @param text a whole file, read once for all that is looked for in it */
export function createLocator(text: string): LocateText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, merge: true });
  const texts: { value: string; offset: number }[] = [];
  visit(document, {
    Scalar: (key, node) => {
      const offset = node.range?.[0];
      if (key === 'key' || offset === undefined || !isScalar(node)) return;
      if (typeof node.value === 'string' && node.value.length >= SHORTEST) {
        texts.push({ value: node.value, offset });
      }
    },
  });
  return (path, shown) => {
    const range = rangeOf(document, path);
    const [best] = texts
      .filter(({ offset }) => range === null || (offset >= range.from && offset < range.to))
      .map(({ value, offset }) => ({ offset, length: value.length, shared: sharedWith(value, shown) }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared || a.length - b.length);
    return best === undefined
      ? { line: findLine(document, counter, path), isText: false }
      : { line: counter.linePos(best.offset).line, isText: true };
  };
}

/** How many characters of a text's beginning are shown. */
function sharedWith(text: string, shown: string): number {
  const from = shown.indexOf(text.slice(0, BEGINNING));
  if (from === -1) return 0;
  let count = 0;
  while (count < text.length && text[count] === shown[from + count]) count++;
  return count;
}

function rangeOf(document: Document, path: YamlPath): { from: number; to: number } | null {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) ? { from: Number(range[0]), to: Number(range[1]) } : null;
}
