import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/protocol/load.ts';
import { ProtocolError } from '../../src/protocol/problems.ts';
import {
  CLAUSES,
  CONTRADICTORY,
  COUNCIL,
  GUIDANCE,
  MISSHAPEN,
  PROCEDURES,
  UNREADABLE,
} from './loader-faults.ts';
import { lineOf, MERCIA, problemsIn, removeLibraries, writeLibrary, type Spoil } from './small-library.ts';

afterAll(removeLibraries);

describe('a faultless library', () => {
  it('gives the council, its clauses, rules, procedures and the shared taxonomy', () => {
    const { taxonomy, protocols } = loadLibrary(writeLibrary());
    expect([...taxonomy.topics.keys()]).toEqual([
      'group-attend',
      'group-minutes',
      'oos-weather',
      'family-tie',
    ]);
    expect(taxonomy.topics.get('oos-weather')).toMatchObject({ theme: 'outside', kind: 'out-of-scope' });
    expect(taxonomy.topics.get('family-tie')).toMatchObject({ theme: 'ties', kind: 'protocol', who: 'any' });
    expect(taxonomy.facts.map((fact) => fact.id)).toEqual(['as']);
    const wessex = protocols.get('wessex');
    expect(wessex?.council.offices.map((office) => office.title)).toEqual([
      'Monitoring Officer',
      'Managing Director',
    ]);
    expect(wessex?.clauses.all.map((clause) => clause.label)).toEqual(['1.1', '1.2', '2.1', 'Minutes']);
    expect(wessex?.clauses.get('Minutes')?.source).toBe('minutes');
    expect(wessex?.clauses.get('1.1')).toMatchObject({ source: 'protocol', aliases: [], printed: '41.1' });
    expect(wessex?.guidance.topics['group-attend']).toHaveLength(2);
    expect(wessex?.guidance.topics['family-tie']).toMatchObject({ not_covered: { offers: ['escalate'] } });
    expect(wessex?.procedures.relationship.kinds.family.tell).toBe('chief-executive');
  });

  it('holds every council, or only the one asked for', () => {
    const root = writeLibrary(MERCIA);
    expect([...loadLibrary(root).protocols.keys()]).toEqual(['mercia', 'wessex']);
    expect([...loadLibrary(root, 'wessex').protocols.keys()]).toEqual(['wessex']);
  });

  it('leaves the faults of other councils aside when one is asked for', () => {
    const root = writeLibrary({ ...MERCIA, 'mercia/clauses.yaml': 'clauses: [' });
    expect(problemsIn(root)).not.toEqual([]);
    expect(problemsIn(root, 'wessex')).toEqual([]);
  });

  it('has a version that changes with any of its files and with nothing else', () => {
    const versionOf = (spoil?: Spoil): string | undefined =>
      loadLibrary(writeLibrary(spoil)).protocols.get('wessex')?.version;
    const version = versionOf();
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    expect(versionOf()).toBe(version);
    expect(versionOf(MERCIA)).toBe(version);
    expect(versionOf({ 'wessex/clauses.yaml': [['What was said.', 'What they said.']] })).not.toBe(version);
    expect(versionOf({ 'topics/ties.yaml': [['title: Ties', 'title: Bonds']] })).not.toBe(version);
  });

  it('accepts Windows line ends', () => {
    const council = MERCIA['mercia/council.yaml'] ?? '';
    expect(
      problemsIn(writeLibrary({ ...MERCIA, 'mercia/council.yaml': council.replaceAll('\n', '\r\n') })),
    ).toEqual([]);
  });
});

describe.each([
  ['a file that cannot be read', UNREADABLE],
  ['a file of the wrong shape', MISSHAPEN],
  ['files that disagree', CONTRADICTORY],
])('%s is reported with file, line and reason', (_, faults) => {
  it.each(faults)('$name', ({ spoil, file, at, says }) => {
    const root = writeLibrary(spoil);
    const found = problemsIn(root).filter((problem) =>
      typeof says === 'string' ? problem.message.includes(says) : says.test(problem.message),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ file });
    expect(found[0]?.line).toBe(typeof at === 'number' ? at : lineOf(root, file, at));
  });
});

describe('one fault', () => {
  it('in a theme is not drowned by complaints about its topics', () => {
    const root = writeLibrary({ ...MERCIA, 'topics/groups.yaml': 'theme: groups\n' });
    expect(new Set(problemsIn(root).map((problem) => problem.file))).toEqual(new Set(['topics/groups.yaml']));
  });

  it('in clauses.yaml is not drowned by complaints about every clause cited', () => {
    const root = writeLibrary({ [CLAUSES]: 'clauses: {}\n' });
    expect(problemsIn(root).map((problem) => problem.file)).toEqual([CLAUSES]);
  });
});

describe('many faults', () => {
  const many: Spoil = {
    ...MERCIA,
    'mercia/procedures.yaml': null,
    'topics/ties.yaml': [['topics:', 'topics:\n  - { id: group-attend, title: Again }']],
    [COUNCIL]: [
      ['id: wessex', 'id: wessx'],
      ['reference_prefix: WSX', 'reference_prefix: MER'],
      ['clauses: ["1.2"]', 'clauses: ["9.1"]'],
    ],
    [CLAUSES]: [['label: "2.1"', 'label: "1.2" # again']],
    [GUIDANCE]: [
      ['when: { as: member }', 'when: { as: mayor, moon: full }'],
      ['clauses: ["1.1", "1.2"]', 'clauses: ["9.2", "9.3"]'],
      ['  - group-minutes', '  - group-attend\n  - biscuits'],
    ],
    [PROCEDURES]: [
      ['tell: chief-executive', 'tell: chief-constable'],
      ['offer: monitoring-officer', 'offer: town-crier'],
      ['business: { duty: none', 'business: { dooty: none'],
    ],
  };

  it('are all reported at once', () => {
    const root = writeLibrary(many);
    const found = problemsIn(root).map(({ file, line, message }) => `${file}:${line}: ${message}`);
    const at = (path: string, text: string): string => `${path}:${lineOf(root, path, text)}: `;
    const wanted = [
      [at('topics/ties.yaml', 'Again'), 'defined twice'],
      ['mercia/procedures.yaml:0: ', 'this file is missing'],
      [at(COUNCIL, 'wessx'), 'make them the same'],
      [at(COUNCIL, 'prefix: MER'), 'also that of mercia'],
      [at(COUNCIL, '"9.1"'), 'no clause "9.1"'],
      [at(CLAUSES, '# again'), '"1.2" is listed twice'],
      [at(GUIDANCE, 'mayor'), 'no value "mayor"'],
      [at(GUIDANCE, 'moon'), 'no fact "moon"'],
      [at(GUIDANCE, '"9.2"'), 'no clause "9.2"'],
      [at(GUIDANCE, '"9.3"'), 'no clause "9.3"'],
      [at(GUIDANCE, '"2.1"'), 'no clause "2.1"'],
      [at(GUIDANCE, 'group-attend:'), 'choose one'],
      [at(GUIDANCE, 'biscuits'), 'no topic "biscuits"'],
      [at(GUIDANCE, 'topics:'), 'no rule for the topic "group-minutes"'],
      [at(PROCEDURES, 'dooty'), 'no such key'],
      [at(PROCEDURES, 'business'), 'relationship.kinds.business.duty'],
    ] as const;
    for (const [place, reason] of wanted) {
      expect(found.filter((line) => line.startsWith(place) && line.includes(reason))).toHaveLength(1);
    }
    // The office's clause "2.1" is gone too, on its own line; that is all.
    expect(found).toHaveLength(wanted.length + 1);
  });

  it('stand in one message, a line each, as file:line: reason', () => {
    const root = writeLibrary({
      [GUIDANCE]: [['clauses: ["1.1", "1.2"]', 'clauses: ["9.2", "9.3"]']],
    });
    const line = lineOf(root, GUIDANCE, '"9.2"');
    const file = join(root, GUIDANCE);
    expect(() => loadLibrary(root)).toThrow(
      new ProtocolError([
        { file, line, message: 'clauses.yaml has no clause "9.2"' },
        { file, line, message: 'clauses.yaml has no clause "9.3"' },
      ]),
    );
    expect(() => loadLibrary(root)).toThrow(
      `The protocol files have 2 problems:\n${file}:${line}: clauses.yaml has no clause "9.2"\n${file}:${line}: `,
    );
  });
});

describe('a library that is not there', () => {
  it('is a problem, not a crash: the whole folder', () => {
    const root = writeLibrary();
    rmSync(root, { recursive: true });
    expect(problemsIn(root)).toEqual([{ file: '.', line: 0, message: 'there is no such folder' }]);
  });

  it('is a problem: no council, or not the one asked for', () => {
    const none = writeLibrary({ [COUNCIL]: null, [CLAUSES]: null, [GUIDANCE]: null, [PROCEDURES]: null });
    expect(problemsIn(none)).toEqual([
      { file: '.', line: 0, message: 'there is no folder for a council here' },
    ]);
    expect(problemsIn(writeLibrary(), 'camelot')).toEqual([
      { file: '.', line: 0, message: 'there is no folder for the council "camelot" here' },
    ]);
  });
});
