import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLibrary, type Protocol } from '../../src/protocol/load.ts';
import type { Clause } from '../../src/protocol/schema.ts';
import { findSharedRuns, listOwnTexts, LONGEST_RUN, wordsOf } from './shared-runs.ts';
import { compareLabels, dropStruck, readLabels } from './source-labels.ts';
import { SHAPES, type SourceShape } from './source-shapes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SOURCES = join(ROOT, '..', 'shared', 'sources');
const areThere = existsSync(SOURCES);
if (!areThere) {
  process.stderr.write(
    `Left out: the packs against their documents (sources.test.ts). ${SOURCES} is not there.\n`,
  );
}

describe.runIf(areThere).each(Object.entries(SHAPES))(
  'the pack of %s against its document',
  (council, shape) => {
    const text = (): string => readFileSync(join(SOURCES, `${council}.txt`), 'utf8');

    it('has an entry for every clause, in order, labelled as printed, and no other', () => {
      expect(compareLabels(packOf(council).clauses.all, text(), shape)).toEqual([]);
    });

    it(`is in our own words: no run of ${LONGEST_RUN} is the document's`, () => {
      expect(findSharedRuns(listOwnTexts(packOf(council)), text())).toEqual([]);
    });

    // The three above must be able to fail: the same pack with one thing wrong each.
    it('would be caught with an entry missing, invented, out of order or misprinted', () => {
      const { all } = packOf(council).clauses;
      const [first, second, ...rest] = all;
      if (!first || !second) throw new Error('too few clauses');
      const check = (clauses: readonly Clause[]): string[] => compareLabels(clauses, text(), shape);
      for (const clause of all) {
        expect(check(all.filter((other) => other !== clause))).toEqual([
          expect.stringContaining(`"${clause.label}" has no entry`),
        ]);
      }
      expect(check([...all, { ...first, label: '99.9' }])).toEqual(['"99.9" is no label in the source']);
      expect(check([second, first, ...rest])[0]).toContain('entry 1 is');
      expect(check([{ ...first, printed: '99.9' }, second, ...rest])[0]).toContain('is printed');
      expect(check([{ ...first, source: 'report' }, second, ...rest])[0]).toContain('not in report');
    });

    it('would be caught with eight words of the document in any of its texts', () => {
      const words = wordsOf(dropStruck(text()));
      const stolen = words.slice(400, 400 + LONGEST_RUN).join(' ');
      const texts = listOwnTexts(packOf(council));
      const spoilt = texts.map(({ where }) => ({ where, text: `It says: ${stolen.toUpperCase()}, zebra.` }));
      expect(findSharedRuns(spoilt, text())).toEqual(texts.map(({ where }) => `${where}: "${stolen}"`));
      const fewer = words.slice(400, 400 + LONGEST_RUN - 1).join(' ');
      expect(findSharedRuns([{ where: 'gist', text: `zebra ${fewer} zebra` }], text())).toEqual([]);
    });

    it('has each of its texts looked at', () => {
      const { council: about, clauses, guidance, procedures } = packOf(council);
      const own = new Set(listOwnTexts(packOf(council)).map((own) => own.text));
      const all = proseIn([about, clauses.all, guidance, procedures]);
      expect(all.length).toBeGreaterThan(100);
      expect(all.filter((prose) => !own.has(prose))).toEqual([]);
    });
  },
);

describe.runIf(areThere)('the documents', () => {
  it('strike Kirklees 13.1 and nothing else that is numbered', () => {
    const text = readFileSync(join(SOURCES, 'kirklees.txt'), 'utf8');
    const shape = shapeOf('kirklees');
    const struck = readLabels(text, shape).filter(({ isLive, label }) => !isLive && /^\d/.test(label));
    expect(struck.map(({ label, hasStruck }) => [label, hasStruck])).toEqual([['13.1', true]]);
    const { clauses } = packOf('kirklees');
    expect(clauses.find('13.1')).toBeUndefined();
    const [first] = clauses.all;
    if (!first) throw new Error('no clauses');
    expect(compareLabels([...clauses.all, { ...first, label: '13.1' }], text, shape)).toEqual([
      '"13.1" is struck in the source',
    ]);
  });
});

describe('reading labels', () => {
  const shape: SourceShape = {
    parts: [
      { from: /^THE PROTOCOL$/, source: 'protocol' },
      { from: /^Appendix 2$/, source: 'minutes', whole: { label: 'Minutes', printed: 'Appendix 2' } },
    ],
    number: /^(?:1|24)\.\d(?=\s|$)/,
    renumber: [[/^24\./, '4.']],
    runOn: ['Informally'],
    pointers: /^\(See /,
  };
  const text = [
    'Report\n\n1.1 A covering report.\n\nTHE PROTOCOL\n',
    '- 1.1 Be kind, 1.2\nand fair.\n\nInformally\n\n1.2 Talk first.\n',
    '~~A struck heading~~\n\n~~With struck text.~~\n',
    '3. Together\n\n~~Old words.~~ New words.\n\nMedia\n\n(See the media rules.)\n',
    '24.1 Meet.\n\n~~1~~4.2 is text.\n\n24.3 ~~Never mind.~~\n\n24.4 Another title\n\n- 24.5 **Tell** <u>us</u>.\n',
    'Appendix 2\n\n1.1 Somebody spoke.',
  ].join('\n');
  const labels = readLabels(text, shape);

  it('takes numbers and headings that have live text, and no others', () => {
    expect(labels.filter(({ isLive }) => isLive).map(({ label }) => label)).toEqual([
      '1.1',
      '1.2',
      'Together',
      '4.1',
      '4.5',
      'Minutes',
    ]);
  });

  it('keeps what is printed, the part it stands in and the line', () => {
    expect(labels.find(({ label }) => label === 'Together')).toMatchObject({ printed: '3. Together' });
    expect(labels.find(({ label }) => label === '4.1')).toMatchObject({
      printed: '24.1',
      source: 'protocol',
    });
    expect(labels.find(({ label }) => label === '1.1')).toMatchObject({ line: 7 });
    expect(labels.at(-1)).toMatchObject({ label: 'Minutes', printed: 'Appendix 2', source: 'minutes' });
  });

  it('tells a clause that is struck from a title without text', () => {
    const empty = labels.filter(({ isLive }) => !isLive);
    expect(empty.map(({ label, hasStruck }) => [label, hasStruck])).toEqual([
      ['THE PROTOCOL', false],
      ['Media', false],
      ['4.3', true],
      ['4.4', false],
    ]);
  });
});

describe('shared runs', () => {
  const source =
    "- 7.2 The **Member's** officer ~~must not~~ <u>may</u>, on request,\n\n attend: a need-to-know\nmeeting.";
  const runs = (text: string): string[] => findSharedRuns([{ where: 'gist', text }], source);

  it('are seen through case, punctuation, markup, line ends and page breaks', () => {
    expect(runs('So the members officer may on request attend it')).toEqual([]);
    expect(runs('So: “The Member’s Officer may, on request, ATTEND a need”?')).toEqual([
      'gist: "the members officer may on request attend a need"',
    ]);
    expect(runs('on request attend a need to know meeting')).toHaveLength(1);
  });

  it('count struck words as the document too', () => {
    expect(runs('the members officer must not may on request')).toHaveLength(1);
  });

  it('are reported one by one, each whole', () => {
    const first = 'the members officer may on request attend a';
    const second = 'request attend a need to know meeting';
    expect(runs(`${first} zebra 7 2 ${first}`)).toEqual([`gist: "${first}"`, `gist: "7 2 ${first}"`]);
    expect(runs(second)).toEqual([]);
  });

  it('do not reach from one text into the next', () => {
    const texts = ['the members officer may on', 'request attend a need'].map((text) => ({
      where: 'x',
      text,
    }));
    expect(findSharedRuns(texts, source)).toEqual([]);
  });
});

const packs = new Map<string, Protocol>();

/** The council's own pack, loaded once. */
function packOf(council: string): Protocol {
  const pack = packs.get(council) ?? loadLibrary(join(ROOT, 'protocols'), council).protocols.get(council);
  if (!pack) throw new Error(`no pack of ${council}`);
  packs.set(council, pack);
  return pack;
}

/** Every text under a key that holds prose, however deep, found without knowing the schema. */
function proseIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /^(?:gist|note|say|points|next|lead)$/.test(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => proseIn(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, item]) => proseIn(item, inner));
}

function shapeOf(council: string): SourceShape {
  const shape = SHAPES[council];
  if (!shape) throw new Error(`no shape of ${council}`);
  return shape;
}
