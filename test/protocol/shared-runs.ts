/** Finds where our own words are not our own: runs of words shared with a council's document. */
import type { Protocol } from '../../src/protocol/load.ts';
import { dropStruck, stripMarkup } from './source-labels.ts';

/** A run of this many words is no longer in our own words. */
export const LONGEST_RUN = 8;

/** A text somebody wrote for a pack, and where it stands. */
export type OwnText = { where: string; text: string };

/** Lower case, no markup, no punctuation, apostrophes closed up. */
export function wordsOf(text: string): string[] {
  const plain = stripMarkup(text).normalize('NFKC').toLowerCase().replace(/['’‘]/g, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** All texts of a pack that are ours: everything but labels, headings and titles. */
export function listOwnTexts({ council, clauses, guidance, procedures }: Protocol): OwnText[] {
  const texts: { where: string; text: string | undefined }[] = [
    { where: 'council.yaml note', text: council.protocol.note },
    ...council.quirks.map((quirk) => ({ where: `quirk of ${quirk.clauses.join(', ')}`, text: quirk.note })),
  ];
  for (const { label, gist, note } of clauses.all) {
    texts.push({ where: `gist of ${label}`, text: gist }, { where: `note of ${label}`, text: note });
  }
  for (const [topic, entry] of Object.entries(guidance.topics)) {
    if (!Array.isArray(entry)) {
      texts.push({ where: `${topic}, not covered`, text: entry.not_covered.say });
      continue;
    }
    entry.forEach(({ lead, say, points, next }, index) => {
      const where = `${topic}, rule ${index + 1}`;
      texts.push(...[lead, say, ...points, next].map((text) => ({ where, text })));
    });
  }
  texts.push(...procedureTexts(procedures));
  return texts.flatMap(({ where, text }) => (text === undefined ? [] : [{ where, text }]));
}

/** Every sentence of the routes and cards, wherever it stands. */
function procedureTexts(procedures: unknown): OwnText[] {
  const texts: OwnText[] = [];
  const walk = (value: unknown, where: string): void => {
    if (typeof value === 'string') {
      if (value.includes(' ')) texts.push({ where, text: value });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) if (key !== 'clauses') walk(inner, `${where} ${key}`);
    }
  };
  walk(procedures, 'procedures');
  return texts;
}

/** @returns one sentence for every longest run of eight or more words that a text shares with the source, struck text or not */
export function findSharedRuns(texts: readonly OwnText[], source: string): string[] {
  const known = new Set([source, dropStruck(source)].flatMap((version) => runsOf(wordsOf(version))));
  return texts.flatMap(({ where, text }) => {
    const words = wordsOf(text);
    const isShared = runsOf(words).map((run) => known.has(run));
    const found: string[] = [];
    for (let start = 0; start < isShared.length; start++) {
      if (!isShared[start]) continue;
      let end = start;
      while (isShared[end + 1]) end++;
      found.push(`${where}: "${words.slice(start, end + LONGEST_RUN).join(' ')}"`);
      start = end;
    }
    return found;
  });
}

function runsOf(words: readonly string[]): string[] {
  const count = Math.max(0, words.length - LONGEST_RUN + 1);
  return Array.from({ length: count }, (_, index) => words.slice(index, index + LONGEST_RUN).join(' '));
}
