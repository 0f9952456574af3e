import { describe, expect, it } from 'vitest';
import { indexClauses, normaliseLabel } from '../../src/protocol/clause-index.ts';
import type { Clause } from '../../src/protocol/schema.ts';

function clause(label: string, more: Partial<Clause> = {}): Clause {
  return {
    label,
    heading: 'Part',
    gist: 'Gist.',
    binds: ['officer'],
    source: 'protocol',
    aliases: [],
    ...more,
  };
}

const clauses = [
  clause('Bullying', { aliases: ['Harassment'] }),
  clause('Different COUNCILLOR AND OFFICER ROLES', { aliases: ['3', 'Roles'] }),
  clause('6.1', { printed: '46.1' }),
  clause('10.1', { printed: '§10.1' }),
  clause('10.10', { aliases: ['10.10A'] }),
  clause('13.3', { aliases: ['41.3', '6.1'] }),
  clause('41.3'),
];
const index = indexClauses(clauses);

describe('the clauses of a protocol', () => {
  it('stay in the order of the document', () => {
    expect(index.all).toEqual(clauses);
  });

  it('are got by their effective label and nothing else', () => {
    expect(index.get('6.1')?.label).toBe('6.1');
    expect(index.get('46.1')).toBeUndefined();
    expect(index.get('Harassment')).toBeUndefined();
    expect(index.get('bullying')).toBeUndefined();
  });

  it.each([
    ['an effective label', '6.1', '6.1'],
    ['a printed label', '46.1', '6.1'],
    ['a paragraph sign, printed or typed', '§ 10.1', '10.1'],
    ['a final dot', '10.1.', '10.1'],
    ['the word clause', 'Clause 46.1', '6.1'],
    ['an alias', '10.10a', '10.10'],
    ['a heading in any case', '  bullying ', 'Bullying'],
    ['another heading', 'HARASSMENT', 'Bullying'],
    ['a bare number that stands for a heading', '3', 'Different COUNCILLOR AND OFFICER ROLES'],
    [
      'spaces and line ends between words',
      'different  councillor\nand officer roles',
      'Different COUNCILLOR AND OFFICER ROLES',
    ],
  ])('are found by %s', (_, typed, label) => {
    expect(index.find(typed)?.label).toBe(label);
  });

  it.each(['', '6', '6.10', '0.1', '6.1 and 10.1', 'clause', 'constructor', '__proto__'])(
    'are not found by %j',
    (typed) => {
      expect(index.find(typed)).toBeUndefined();
    },
  );

  it('keep their own label where another clause has it for an alias', () => {
    expect(index.find('6.1')?.label).toBe('6.1');
    expect(index.find('41.3')?.label).toBe('41.3');
  });

  it('let the first in the document have a name that two claim', () => {
    const twins = indexClauses([
      clause('1.1', { aliases: ['Media'] }),
      clause('1.2', { aliases: ['media'] }),
    ]);
    expect(twins.find('Media')?.label).toBe('1.1');
  });
});

describe('a normalised label', () => {
  it.each([
    ['**16.** Complaints', '16. complaints'],
    ['§10.8', '10.8'],
    ['clause 7.2.', '7.2'],
    ['The Kirklees  Context', 'the kirklees context'],
  ])('of %j is %j', (label, normal) => {
    expect(normaliseLabel(label)).toBe(normal);
  });

  it('stays the same when normalised again', () => {
    for (const label of ['§ 10.8.', 'Clause 7.2', '*Note*']) {
      expect(normaliseLabel(normaliseLabel(label))).toBe(normaliseLabel(label));
    }
  });
});
