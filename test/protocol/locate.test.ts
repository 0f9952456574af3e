import { describe, expect, it } from 'vitest';
import { createLocator } from '../../src/protocol/locate.ts';

const FILE = `complaint:
  routes:
    - id: first
      title: A complaint about an officer of the council
      say: A complaint about an officer of the council, and what is done about it.
    - id: second
      title: A complaint about a councillor
`;

describe('where a text stands in a file', () => {
  it.each([
    [
      'the line of the text that was shown',
      4,
      ['complaint'],
      'For you: "A complaint about an officer of the coun…"',
    ],
    [
      'that of the longest that fits',
      5,
      ['complaint'],
      'A complaint about an officer of the council, and what is done about it.',
    ],
    ['only within the part that was shown', 7, ['complaint', 'routes', 1], 'A complaint about a councillor'],
    [
      'the part itself where no text fits',
      6,
      ['complaint', 'routes', 1],
      'A card of 40000 characters is too large.',
    ],
    ['the nearest part that there is', 1, ['complaint', 'nothing'], 'Nothing of it'],
    ['the first line of a file that is not about it at all', 1, [], 'Nothing of it'],
  ] as const)('is %s', (_name, line, path, shown) => {
    expect(createLocator(FILE)(path, shown).line).toBe(line);
  });
});
