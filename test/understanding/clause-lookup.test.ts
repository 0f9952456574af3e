import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexClauses } from '../../src/protocol/clause-index.ts';
import { loadLibrary } from '../../src/protocol/load.ts';
import type { Clause } from '../../src/protocol/schema.ts';
import { PROTOCOLS } from '../../src/start/library.ts';
import { findRequestedClause } from '../../src/understanding/clause-lookup.ts';

function clause(label: string, more: Partial<Clause> = {}): Clause {
  return { label, heading: label, gist: label, binds: ['officer'], source: 'protocol', aliases: [], ...more };
}

const clauses = indexClauses([
  ...['1', '5', '5.3', '7', '7.3', '9.3', '10.10', '12.3', '15', '21.9.4'].map((label) => clause(label)),
  clause('8.1', { printed: '68.1' }),
  clause('Minutes', { aliases: ['The minutes'] }),
]);
const find = (text: string): string | null => findRequestedClause(text, clauses)?.label ?? null;

describe('asking for a clause', () => {
  it.each([
    ['7.3', '7.3'],
    ['7.3?', '7.3'],
    [' § 7.3 ', '7.3'],
    ['para 7 point 3', '7.3'],
    ['paragraph 7 dot 3 please', '7.3'],
    ['clause 21.9.4(b)', '21.9.4'],
    ['clause 21.9.4 (b)', '21.9.4'],
    ['21.9.4b', '21.9.4'],
    ['show me 12.3', '12.3'],
    ['can you show me clause 12.3 please', '12.3'],
    ['what does 9.3 say?', '9.3'],
    ['what does 9.3 mean', '9.3'],
    ['does 9.3 mean I have to leave', '9.3'],
    ['Section 5', '5'],
    ['what is in paragraph 15?', '15'],
    ['what does § 5 say', '5'],
    ['clause 68.1', '8.1'],
    ['read me 7.3 a', '7.3'],
    ['minutes', 'Minutes'],
    ['The Minutes.', 'Minutes'],
    ['what does it say at 10.10?', '10.10'],
  ])('%s', (text, label) => {
    expect(find(text)).toBe(label);
  });
});

describe('what is no request for a clause', () => {
  it.each([
    '',
    '?',
    '5.30 on Tuesday',
    'the meeting is at 10.10, what do I say',
    'can I go at 5.3pm',
    'section 151 officer',
    'what does the section 5 officer do',
    'no, it takes 5 working days',
    'tell me about the 5.3 million',
    'it cost £5.3 and they say nothing',
    'what does 99.9 say?',
    'do I have 15 days to say no?',
    'I have 7 points to make about the 15 people who said no',
    'at 12:15 they said no',
    '15% said so',
    'what do the minutes of the last meeting say',
    `${'a long story '.repeat(5)} and then clause 7.3`,
  ])('%s', (text) => {
    expect(find(text)).toBeNull();
  });
});

describe('every clause of every council', () => {
  const { protocols } = loadLibrary(PROTOCOLS);

  it.each([...protocols.keys()])('is found by its label, and by a sentence that names it: %s', (council) => {
    const index = protocols.get(council)?.clauses ?? clauses;
    for (const { label } of index.all) {
      expect(findRequestedClause(label, index)?.label).toBe(label);
      if (!/^\d+(\.\d+)*$/.test(label)) continue;
      expect(findRequestedClause(`what does clause ${label} say?`, index)?.label).toBe(label);
      expect(findRequestedClause(`Paragraph ${label.replaceAll('.', ' point ')}`, index)?.label).toBe(label);
    }
  });
});

it('answers at once, whatever is thrown at it', () => {
  const unit = fc.constantFrom('1', '.', ' ', '?', '!', '§', '(', 'a', '7.3', 'point', 'clause ', '\n');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 300 }), (text) => {
      const found = findRequestedClause(text, clauses);
      if (found) expect(clauses.all).toContain(found);
    }),
    { seed: 5, numRuns: 300 },
  );
  const begun = performance.now();
  for (const text of [
    '?'.repeat(40_000) + 'x',
    '1.'.repeat(20_000),
    ' '.repeat(40_000),
    '7 '.repeat(20_000),
  ]) {
    find(text);
  }
  expect(performance.now() - begun).toBeLessThan(1_500);
});
