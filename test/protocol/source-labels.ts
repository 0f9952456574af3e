/** Reads the labels of a council's own document, to hold its `clauses.yaml` against. */
import type { Clause } from '../../src/protocol/schema.ts';
import type { Part, SourceShape } from './source-shapes.ts';

/** A place of the document that a clause may be cited by. */
export type SourceLabel = {
  label: string;
  printed: string;
  source: string;
  /** 1-based line of the source. */
  line: number;
  /** Whether any text stands there that is not struck. */
  isLive: boolean;
  /** Whether struck text stands there. */
  hasStruck: boolean;
};

/** Text that a tracked change has taken out. */
const STRUCK = /~~.*?~~/g;
const MARKUP = /<\/?[a-z]+>|~~|\*\*/g;

/** Removes struck text; `stripMarkup` then leaves what the document says. */
export function dropStruck(text: string): string {
  return text.replace(STRUCK, '');
}

/** Removes the marks themselves and keeps every word, struck or not. */
export function stripMarkup(text: string): string {
  return text.replace(MARKUP, '');
}

/** Every label of the document in its order, those without live text too. */
export function readLabels(text: string, shape: SourceShape): SourceLabel[] {
  const lines = text.split(/\r?\n/);
  const labels: SourceLabel[] = [];
  for (const { part, start, end } of findParts(lines, shape.parts)) {
    if (part.whole) {
      labels.push({ ...part.whole, source: part.source, line: start + 1, isLive: true, hasStruck: false });
      continue;
    }
    readPart(lines, start, end, part.source, shape, labels);
  }
  return labels;
}

function findParts(
  lines: readonly string[],
  parts: readonly Part[],
): { part: Part; start: number; end: number }[] {
  const starts: number[] = [];
  for (const { from } of parts) {
    const after = starts.at(-1) ?? -1;
    const start = lines.findIndex((line, index) => index > after && from.test(line.trim()));
    if (start < 0) throw new Error(`no line of the source begins a part: ${String(from)}`);
    starts.push(start);
  }
  return parts.map((part, index) => ({
    part,
    start: starts[index] ?? 0,
    end: starts[index + 1] ?? lines.length,
  }));
}

function readPart(
  lines: readonly string[],
  start: number,
  end: number,
  source: string,
  shape: SourceShape,
  labels: SourceLabel[],
): void {
  for (let index = start; index < end; index++) {
    const raw = (lines[index] ?? '').trim().replace(/^- /, '').trim();
    const live = stripMarkup(dropStruck(raw)).trim();
    const hasStruck = live !== stripMarkup(raw).trim();
    if ((live === '' && !hasStruck) || shape.runOn?.includes(live)) continue;
    const found = live === '' ? undefined : findLabel(lines, index, live, stripMarkup(raw).trim(), shape);
    const last = labels.at(-1);
    if (found && found.label !== last?.label) {
      const { label, printed, hasText } = found;
      labels.push({ label, printed, source, line: index + 1, isLive: hasText, hasStruck });
    } else if (last?.source === source) {
      if (!(shape.pointers?.test(live) ?? false) && live !== '') last.isLive ||= found?.hasText ?? true;
      last.hasStruck ||= hasStruck;
    }
  }
}

type Found = { label: string; printed: string; hasText: boolean };

function findLabel(
  lines: readonly string[],
  index: number,
  live: string,
  printed: string,
  shape: SourceShape,
): Found | undefined {
  for (const [pattern, label] of shape.named ?? []) {
    if (pattern.test(live)) return { label, printed: label, hasText: true };
  }
  const number = shape.number.exec(live)?.[0];
  if (number !== undefined) {
    const [from, to] = shape.renumber?.find(([pattern]) => pattern.test(number)) ?? [];
    return {
      label: from === undefined || to === undefined ? number : number.replace(from, to),
      printed: /^[§\d.]*\d/.exec(printed)?.[0] ?? number,
      hasText: !isTitle(live.slice(number.length).replace(/^[.\s]+/, '')),
    };
  }
  const standsAlone = isBlank(lines[index - 1]) && isBlank(lines[index + 1]);
  const isListed = /^\s*(?:[-•|<]|\*(?!\*))/.test(lines[index] ?? '');
  const heading = live.replace(/^\d+(?:\.\d+)*\.?\s+/, '').replace(/^[—–-]\s*/, '');
  if (!standsAlone || isListed || !isTitle(heading) || !/^[A-Z]/.test(heading)) return undefined;
  return { label: heading, printed, hasText: false };
}

/** Short, and not ended like a sentence or a list's opening. An empty text is one too. */
function isTitle(text: string): boolean {
  return !/[.:;,]$/.test(text) && text.split(/\s+/).length <= 14;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/**
 * Holds a council's clauses against its document.
 * @returns a sentence for every disagreement; none where each live label has its entry, in order, as printed
 */
export function compareLabels(clauses: readonly Clause[], text: string, shape: SourceShape): string[] {
  const labels = readLabels(text, shape);
  const live = labels.filter((place) => place.isLive);
  const problems: string[] = [];
  const entries = new Map(clauses.map((clause) => [clause.label, clause]));
  const places = new Map<string, SourceLabel>();
  for (const place of live) {
    const { label, line, printed, source } = place;
    const earlier = places.get(label);
    if (earlier) problems.push(`line ${line} has the label "${label}" again (first on line ${earlier.line})`);
    places.set(label, place);
    const entry = entries.get(label);
    if (!entry) {
      problems.push(`line ${line}: "${label}" has no entry`);
      continue;
    }
    if ((entry.printed ?? entry.label) !== printed) {
      problems.push(
        `line ${line}: "${label}" is printed "${printed}", not "${entry.printed ?? entry.label}"`,
      );
    }
    if (entry.source !== source) problems.push(`"${label}" stands in ${source}, not in ${entry.source}`);
  }
  for (const { label } of clauses) {
    if (places.has(label)) continue;
    const isStruck = labels.some((place) => place.label === label && place.hasStruck);
    problems.push(`"${label}" ${isStruck ? 'is struck' : 'is no label'} in the source`);
  }
  if (problems.length > 0) return problems;
  clauses.forEach(({ label }, index) => {
    const expected = live[index]?.label;
    if (expected !== label)
      problems.push(`entry ${index + 1} is "${label}" where the source has "${expected ?? ''}"`);
  });
  return problems;
}
