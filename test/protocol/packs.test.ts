import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadExamples } from '../../src/protocol/examples.ts';
import { loadLibrary, type Protocol } from '../../src/protocol/load.ts';
import type { Council, RelationshipKind } from '../../src/protocol/schema.ts';
import { listOwnTexts, wordsOf } from './shared-runs.ts';

const PROTOCOLS = join(import.meta.dirname, '..', '..', 'protocols');
const COUNCILS = ['gwynedd', 'kirklees', 'south-somerset', 'swale', 'tdc'] as const;
type CouncilId = (typeof COUNCILS)[number];

const { taxonomy, protocols } = loadLibrary(PROTOCOLS);

/** Whole tables and long lists that are cited as one clause: their gists may take up to 75 words, all others 60. */
const LONG_CLAUSES: Partial<Record<CouncilId, readonly string[]>> = {
  kirklees: [
    'Introduction',
    'Quick Guide to the Distinct Roles',
    'Key Officer Roles',
    'What Councillors can expect from Officers',
    'What Officers can expect from Councillors',
  ],
  tdc: ['2.4', '3.4'],
};

function packOf(council: CouncilId): Protocol {
  const pack = protocols.get(council);
  if (!pack) throw new Error(`no pack of ${council}`);
  return pack;
}

/** The notes a reader of all these clauses must know of. */
function quirksOf(council: CouncilId, ...labels: string[]): string[] {
  const { quirks } = packOf(council).council;
  return quirks
    .filter(({ clauses }) => labels.every((label) => clauses.includes(label)))
    .map(({ note }) => note);
}

function officeOf(council: CouncilId, id: string): string | undefined {
  return packOf(council).council.offices.find((office) => office.id === id)?.title;
}

describe('the five packs', () => {
  it('load together, each with a prefix of its own', () => {
    expect([...protocols.keys()]).toEqual(expect.arrayContaining([...COUNCILS]));
    expect(COUNCILS.map((council) => packOf(council).council.reference_prefix)).toEqual([
      'GWY',
      'KIR',
      'SSD',
      'SWA',
      'TDC',
    ]);
  });
});

describe.each(COUNCILS)('the pack of %s', (council) => {
  const { clauses, guidance, council: about } = packOf(council);

  it('says every clause in at most 60 words, or 75 for a whole table, as sentences', () => {
    const limit = (label: string): number => (LONG_CLAUSES[council]?.includes(label) ? 75 : 60);
    const long = clauses.all.filter(({ gist, label }) => wordsOf(gist).length > limit(label));
    expect(long.map(({ label }) => label)).toEqual([]);
    expect(clauses.all.filter(({ gist }) => !/[.)]$/.test(gist)).map(({ label }) => label)).toEqual([]);
  });

  it('rules on every topic or says expressly that it is not covered, never both', () => {
    const listed = new Set(guidance.not_covered);
    const wanted = [...taxonomy.topics.values()].filter(({ kind }) => kind === 'protocol');
    expect(wanted.length).toBeGreaterThanOrEqual(150);
    expect(wanted.length).toBeLessThanOrEqual(250);
    for (const { id } of wanted) {
      expect([id, Number(id in guidance.topics) + Number(listed.has(id))]).toEqual([id, 1]);
    }
  });

  it('always has an answer: the last rule of a topic asks for nothing', () => {
    const conditioned = Object.entries(guidance.topics).filter(
      ([, entry]) => Array.isArray(entry) && entry.at(-1)?.when !== undefined,
    );
    expect(conditioned).toEqual([]);
  });

  it('cites for every rule one clause to four that it has', () => {
    const cited = Object.values(guidance.topics).flatMap((entry) =>
      Array.isArray(entry) ? entry.map((rule) => rule.clauses) : [],
    );
    for (const labels of cited) {
      expect(labels.length).toBeGreaterThan(0);
      expect(labels.length).toBeLessThanOrEqual(4);
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(clauses.get(label)?.label).toBe(label);
    }
  });

  it('finds each clause by the label it has and the one that is printed', () => {
    for (const clause of clauses.all) {
      expect(clauses.find(clause.label)).toBe(clause);
      if (clause.printed !== undefined) expect(clauses.find(clause.printed)).toBe(clause);
    }
  });

  it('has no alias that another clause has for a label or an alias', () => {
    const names = clauses.all.flatMap(({ aliases, label }) =>
      aliases.map((alias) => [alias, label] as const),
    );
    for (const [alias, label] of names) expect([alias, clauses.find(alias)?.label]).toEqual([alias, label]);
  });

  it('has the two offices that every flow needs', () => {
    expect(about.offices.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['monitoring-officer', 'chief-executive']),
    );
  });

  it('is written plainly: no exclamation marks, no emoji', () => {
    const loud = listOwnTexts(packOf(council)).filter(({ text }) =>
      /!|\p{Extended_Pictographic}/u.test(text),
    );
    expect(loud).toEqual([]);
  });
});

describe('the state and faults of each document', () => {
  it.each<[CouncilId, Council['protocol']['status'], string | null]>([
    ['gwynedd', 'draft', '2018-07-09'],
    ['kirklees', 'proposed', null],
    ['south-somerset', 'adopted', null],
    ['swale', 'proposed', '2024-04-03'],
    ['tdc', 'draft', null],
  ])('%s is %s, dated %s', (council, status, dated) => {
    expect(packOf(council).council.protocol).toMatchObject({ status, dated });
  });

  it.each(['gwynedd', 'swale', 'tdc'] as const)('the note on %s says that it is a draft', (council) => {
    expect(packOf(council).council.protocol.note).toMatch(/\bdraft\b/i);
  });

  it('TDC 4.6 points to paragraph 15 where breaches are in 16', () => {
    expect(quirksOf('tdc', '4.6')).toEqual([expect.stringMatching(/paragraph 15.*elections.*16/s)]);
    expect(packOf('tdc').clauses.get('4.6')?.gist).toBeDefined();
  });

  it('Swale 7.2 and 7.3 name two approvers', () => {
    expect(quirksOf('swale', '7.2', '7.3')).toEqual([expect.stringMatching(/Chief Executive.*Director/s)]);
  });

  it('South Somerset has no route where the Chief Executive is the subject, and no deadlines in 17', () => {
    expect(quirksOf('south-somerset', '16.2', '16.4')).toEqual([
      expect.stringMatching(/names nobody.*about the Chief Executive/s),
    ]);
    expect(quirksOf('south-somerset', '17.1', '17.9')).toEqual([expect.stringMatching(/no deadlines/)]);
  });

  it('Swale, too, names nobody where the Chief Executive is the subject', () => {
    expect(quirksOf('swale', '10.13')).toEqual(
      expect.arrayContaining([expect.stringMatching(/names nobody.*Chief Executive/s)]),
    );
  });

  it('TDC has no route of its own about the Monitoring Officer', () => {
    expect(quirksOf('tdc', '16.3')).toEqual(
      expect.arrayContaining([expect.stringMatching(/no route.*Monitoring Officer/s)]),
    );
  });

  it('Gwynedd has no route about a Director or the Chief Executive, and no deadline', () => {
    expect(quirksOf('gwynedd', '21.15')).toEqual(
      expect.arrayContaining([expect.stringMatching(/names no one.*Chief Executive.*no deadline/s)]),
    );
  });

  it('Kirklees is a text with tracked changes, its old and new numbers run together', () => {
    expect(packOf('kirklees').council.protocol.note).toMatch(/changes.*marked.*struck/is);
    const numbered = packOf('kirklees').clauses.all.filter(({ label }) =>
      /^(?:[6-9]|1[0-2])\.\d+$/.test(label),
    );
    expect(numbered).toHaveLength(39);
    for (const { label, printed } of numbered) {
      expect(printed?.endsWith(label) ?? false).toBe(true);
      expect(printed).not.toBe(label);
    }
    for (const label of ['6.1', '7.1', '8.1', '9.1', '11.1', '12.1']) {
      expect(quirksOf('kirklees', label)).toEqual(
        expect.arrayContaining([expect.stringMatching(/old and new digits/)]),
      );
    }
  });

  it('Kirklees: whoever types a printed number is shown the effective clause', () => {
    const { clauses } = packOf('kirklees');
    const pairs = {
      '68.1': '8.1',
      '79.5': '9.5',
      '§10.3': '10.3',
      '810.8': '10.8',
      '4012.2': '12.2',
      '41.3': '13.3',
    };
    for (const [printed, label] of Object.entries(pairs)) expect(clauses.find(printed)?.label).toBe(label);
  });

  it("Gwynedd's minutes are a second source and one clause", () => {
    const { council, clauses } = packOf('gwynedd');
    expect(council.protocol.sources.map(({ id }) => id)).toEqual(['minutes']);
    expect(clauses.all.filter(({ source }) => source !== 'protocol').map(({ label }) => label)).toEqual([
      'Minutes',
    ]);
    expect(quirksOf('gwynedd', 'Minutes').length).toBeGreaterThan(0);
  });
});

describe("each council's own words", () => {
  it('are those of its document', () => {
    expect(officeOf('tdc', 'chief-executive')).toBe('Managing Director');
    expect(officeOf('swale', 'chief-executive')).toBe('Chief Executive');
    expect(packOf('gwynedd').council.words).toMatchObject({ officers: 'employees', ward: 'division' });
    expect(packOf('tdc').council.words).toMatchObject({ member: 'member', political_group: 'party group' });
    expect(packOf('south-somerset').council.words).toMatchObject({
      member: 'councillor',
      officer: 'officer',
    });
  });

  it('do not call TDC’s head of paid service a Chief Executive anywhere', () => {
    const wrong = listOwnTexts(packOf('tdc')).filter(({ text }) => /chief executive/i.test(text));
    expect(wrong).toEqual([]);
  });
});

describe('where a relationship is told', () => {
  const toldTo = (council: CouncilId, kind: RelationshipKind): string | null =>
    packOf(council).procedures.relationship.kinds[kind].tell;
  const KINDS = ['family', 'friendship', 'business', 'social-media', 'other'] as const;

  it('TDC: family to the Managing Director, who decides how far it is shared', () => {
    const { family } = packOf('tdc').procedures.relationship.kinds;
    expect(family).toMatchObject({ duty: 'must', tell: 'chief-executive' });
    expect(family.clauses[0]).toBe('5.1');
    expect(family.next).toMatch(/Managing Director.*decides/);
  });

  it('TDC: social media is guidance to consider, with nobody to be told', () => {
    const social = packOf('tdc').procedures.relationship.kinds['social-media'];
    expect(social).toMatchObject({ duty: 'consider', tell: null, clauses: ['5.4'] });
    expect(social.say).toMatch(/not a duty/);
  });

  it.each(KINDS)('Swale: %s to the Monitoring Officer', (kind) => {
    expect(toldTo('swale', kind)).toBe('monitoring-officer');
    expect(packOf('swale').procedures.relationship.kinds[kind].clauses).toContain('8.3');
  });

  it.each(KINDS)(
    'Kirklees and South Somerset prescribe nobody for %s, and offer the Monitoring Officer',
    (kind) => {
      for (const council of ['kirklees', 'south-somerset'] as const) {
        expect(toldTo(council, kind)).toBeNull();
        expect(packOf(council).procedures.relationship.offer).toBe('monitoring-officer');
      }
    },
  );

  it('Gwynedd: ties from before the election rest on the minutes, and online friends differ', () => {
    const { before_election, kinds } = packOf('gwynedd').procedures.relationship;
    expect(before_election?.clauses).toEqual(['Minutes']);
    expect(before_election?.say).toMatch(/declared like any other personal interest/);
    expect(kinds['social-media'].clauses).toEqual(expect.arrayContaining(['Minutes', '21.9.4']));
  });
});

describe('the example messages', () => {
  const examples = loadExamples(join(PROTOCOLS, 'topics', 'examples'));

  it('stand under topics there are, for councils there are', () => {
    const topics = new Set(examples.map(({ topic }) => topic));
    expect([...topics].filter((topic) => !taxonomy.topics.has(topic))).toEqual([]);
    const councils = new Set(examples.map(({ council }) => council));
    expect([...councils].filter((council) => !protocols.has(council))).toEqual([]);
  });

  it('name clauses their council has', () => {
    const unknown = examples.flatMap(({ council, clauses, topic }) =>
      clauses
        .filter((label) => !protocols.get(council)?.clauses.find(label))
        .map((label) => `${council}: ${label} (${topic})`),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });
});
