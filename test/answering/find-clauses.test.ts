import { describe, expect, it } from 'vitest';
import { findClauses } from '../../src/answering/find-clauses.ts';
import { loadKnowledge } from '../../src/start/library.ts';

const { library } = loadKnowledge();

function find(council: string, text: string): string[] {
  const protocol = library.protocols.get(council);
  if (!protocol) throw new Error(`no council ${council}`);
  return findClauses(text, protocol, library.taxonomy.concepts).map(({ label }) => label);
}

describe.each([...library.protocols.keys()])('the clauses of %s', (council) => {
  const all = library.protocols.get(council)?.clauses.all ?? [];

  it('are each found by their own label', () => {
    for (const { label } of all) expect(find(council, label)[0], label).toBe(label);
  });

  it('are found by words that they hold, at most twelve of them', () => {
    for (const text of ['political group meetings', 'complaint', 'respect', 'press']) {
      const found = find(council, text);
      expect(found.length, text).toBeLessThanOrEqual(12);
    }
    expect(find(council, 'political groups').length).toBeGreaterThan(0);
    expect(find(council, 'xyzzy plugh')).toEqual([]);
    expect(find(council, '')).toEqual([]);
    expect(find(council, 'the of and')).toEqual([]);
  });
});

describe('what is typed into the search', () => {
  it('may begin with "protocol:", whatever its case', () => {
    const [first] = library.protocols.get('swale')?.clauses.all ?? [];
    expect(find('swale', `Protocol: ${first?.label ?? ''}`)[0]).toBe(first?.label);
  });

  it('may be a part’s number alone, which gives all its clauses', () => {
    const found = find('swale', '7');
    expect(found.length).toBeGreaterThan(1);
    expect(found.every((label) => label === '7' || label.startsWith('7.'))).toBe(true);
  });

  it('puts clauses that hold all of the words first', () => {
    const [first] = find('swale', 'officer attends political group meeting');
    const clause = library.protocols.get('swale')?.clauses.get(first ?? '');
    expect(`${clause?.heading ?? ''} ${clause?.gist ?? ''}`).toMatch(/group/i);
  });
});
