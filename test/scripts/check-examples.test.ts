import { afterAll, describe, expect, it } from 'vitest';
import { FEWEST_PER_TOPIC } from '../../scripts/examples/bounds.ts';
import { checkExamples, type ExampleReport } from '../../scripts/examples/checks.ts';
import { findSimilar, shinglesOf } from '../../scripts/examples/similar.ts';
import type { Example } from '../../src/protocol/examples.ts';
import { loadLibrary } from '../../src/protocol/load.ts';
import { removeLibraries, writeLibrary } from '../protocol/small-library.ts';

afterAll(removeLibraries);

/** Rules on `group-attend` (members no, others conditional; 1.1 and 1.2), nothing on `family-tie` and `group-minutes`. */
const library = loadLibrary(writeLibrary());

const example = (changes: Partial<Example>): Example => ({
  topic: 'group-attend',
  council: 'wessex',
  as: 'officer',
  set: 'a',
  verdict: 'info',
  clauses: ['1.1'],
  text: 'who may go along to a group meeting of theirs',
  ...changes,
});
const check = (...examples: Example[]): ExampleReport => checkExamples(examples, library);
const errorsAbout = (report: ExampleReport, words: string): string[] =>
  report.errors.filter((error) => error.includes(words));

describe('the check of the examples', () => {
  it('finds nothing wrong with an example that its rule answers', () => {
    const report = check(
      example({}),
      example({ text: 'may I attend when they meet', verdict: 'conditional' }),
    );
    expect(errorsAbout(report, 'group-attend at wessex')).toEqual([]);
    expect(report.disagreement).toEqual([{ council: 'wessex', examples: 2, verdict: 0, clause: 0 }]);
  });

  it('refuses topics, councils and clauses that are not there', () => {
    const wrong = [
      example({ topic: 'gone' }),
      example({ council: 'mercia' }),
      example({ clauses: ['1.1', '9'] }),
    ];
    const report = check(...wrong);
    expect(errorsAbout(report, 'no such topic')).toHaveLength(1);
    expect(errorsAbout(report, 'no such council')).toHaveLength(1);
    expect(errorsAbout(report, 'no clause 9')).toHaveLength(1);
  });

  it('refuses the same words twice, and under two topics, but not from two kinds of people', () => {
    const text = 'Who may go along, to a group meeting of theirs?';
    expect(errorsAbout(check(example({}), example({ text })), 'twice the same')).toHaveLength(1);
    expect(
      errorsAbout(check(example({}), example({ text, topic: 'family-tie' })), 'two topics'),
    ).toHaveLength(1);
    expect(errorsAbout(check(example({}), example({ text, as: 'member' })), 'twice the same')).toEqual([]);
  });

  it('counts what is nearly the same', () => {
    const text = 'and who may go along to a group meeting of theirs';
    const { figures } = check(
      example({}),
      example({ text }),
      example({ text: `${text} now`, topic: 'family-tie' }),
    );
    expect(figures.nearDuplicates.value).toBe(1);
    expect(figures.nearConflicts.value).toBe(2);
  });

  it('refuses a topic with next to no examples, and counts thin ones', () => {
    const report = check(example({}));
    expect(errorsAbout(report, `fewer than ${FEWEST_PER_TOPIC}`)).toHaveLength(4);
    expect(report.figures.thinTopics.value).toBe(3);
    expect(report.figures.thinPairs.cases).toEqual(['group-attend at wessex: 1 examples']);
    expect(check(example({ topic: 'family-tie' })).figures.emptyPairs.value).toBe(1);
  });

  it('counts where an example and the rule of its topic say different things', () => {
    const { figures } = check(
      example({}),
      example({ text: 'could one of us go', verdict: 'yes' }),
      example({ text: 'where does it say so', clauses: ['2.1'] }),
      example({ text: 'how about officers', clauses: [], verdict: 'no' }),
      example({ text: 'my sister is standing for election', topic: 'family-tie' }),
    );
    expect(figures.verdictDisagreement.value).toBe(33.3);
    expect(figures.clauseDisagreement.value).toBe(33.3);
    expect(figures.noClausesWhereRuled.value).toBe(1);
    expect(figures.clausesWhereNotCovered.value).toBe(1);
  });
});

describe('finding similar messages', () => {
  it('finds those that share enough words and neighbours, however they are written', () => {
    const texts = ['May I brief the other group?', 'may i brief the other groups', 'will it rain', ''];
    expect(findSimilar(texts, 0.9)).toEqual([{ first: 0, second: 1, likeness: 1 }]);
  });

  it('misses no pair that comparing each with each would find', () => {
    const words = ['group', 'meeting', 'brief', 'officer', 'press', 'leak'];
    const texts = Array.from({ length: 120 }, (_, at) =>
      Array.from({ length: 5 }, (__, place) => words[(at * (place + 2) + (at >> place)) % words.length]).join(
        ' ',
      ),
    );
    const found = findSimilar(texts, 0.6).map(({ first, second }) => `${first} ${second}`);
    const sets = texts.map(shinglesOf);
    const all = sets.flatMap((one, second) =>
      sets.slice(0, second).flatMap((other, first) => {
        const shared = [...one].filter((each) => other.has(each)).length;
        return shared / new Set([...one, ...other]).size >= 0.6 ? [`${first} ${second}`] : [];
      }),
    );
    expect(found.sort()).toEqual(all.sort());
    expect(found.length).toBeGreaterThan(20);
  });
});
