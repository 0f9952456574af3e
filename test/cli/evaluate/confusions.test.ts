import { describe, expect, it } from 'vitest';
import { NOTHING_ELSE } from '../../../src/answering/answer.ts';
import { countConfusions, describeConfusions } from '../../../src/cli/evaluate/confusions.ts';
import { tableByCouncil, tableOf, type Scored } from '../../../src/cli/evaluate/figures.ts';
import { toQuestion } from '../../../src/cli/evaluate/questions.ts';
import { afterAll } from 'vitest';
import { loadLibrary } from '../../../src/protocol/load.ts';
import type { Example } from '../../../src/protocol/examples.ts';
import { removeLibraries, writeLibrary } from '../../protocol/small-library.ts';

afterAll(removeLibraries);
const library = loadLibrary(writeLibrary());

const example: Example = {
  topic: 'group-attend',
  council: 'wessex',
  as: null,
  set: 'a',
  verdict: 'conditional',
  clauses: ['1.1', '1.2'],
  text: 'may I go',
};

function scored(meant: string, read: string | null, isRight: boolean, council = 'wessex'): Scored {
  return {
    gold: toQuestion({ ...example, topic: meant, council }, library),
    answer: { ...NOTHING_ELSE, kind: 'answer', headline: '', confidence: 1, topic: read },
    score: {
      kind: true,
      clause: isRight,
      first: isRight,
      verdict: null,
      flow: null,
      mention: null,
      refused: null,
      all: isRight,
      harm: false,
    },
  };
}

describe('an example as a question', () => {
  it('wants its first clause and its verdict where the council rules on it', () => {
    expect(toQuestion(example, library)).toMatchObject({
      as: 'officer',
      kind: ['answer'],
      verdict: ['conditional'],
      clauses: [['1.1']],
    });
  });

  it.each(['group-minutes', 'family-tie', 'oos-weather'])('wants to be refused on %s', (topic) => {
    const question = toQuestion({ ...example, topic }, library);
    expect(question).toMatchObject({ kind: ['out-of-scope'], verdict: [], clauses: [] });
  });
});

describe('confusions', () => {
  it('are counted by what was meant and what was read, the most frequent first', () => {
    const all = [
      scored('family-tie', 'group-attend', false),
      scored('group-attend', 'group-minutes', true),
      scored('group-attend', 'group-minutes', false),
      scored('group-attend', null, false),
      scored('group-attend', 'group-attend', true),
    ];
    const confusions = countConfusions(all);
    expect(confusions[0]).toEqual({
      meant: 'group-attend',
      read: 'group-minutes',
      count: 2,
      of: 4,
      harmless: 1,
    });
    expect(confusions).toHaveLength(3);
    expect(describeConfusions(confusions)).toContain('(not understood)');
  });
});

describe('the table of figures', () => {
  it('has a line for each council and one for all, and no column that applies to nothing', () => {
    const table = tableByCouncil([
      scored('group-attend', null, true),
      scored('group-attend', null, false, 'mercia'),
    ]);
    expect(table.split('\n').map((line) => line.split(/\s+/)[0])).toEqual([
      'council',
      'mercia',
      'wessex',
      'total',
    ]);
    expect(table).toContain('50.0 %');
    expect(table).not.toContain('refused');
    expect(tableOf('examples', [['10', []]])).toContain('10');
  });
});
