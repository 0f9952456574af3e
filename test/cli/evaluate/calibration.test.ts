import { describe, expect, it } from 'vitest';
import { confidenceFrom } from '../../../src/answering/confidence.ts';
import {
  binsOf,
  calibrationError,
  claimOf,
  fitScale,
  rescale,
  type Claim,
} from '../../../src/cli/evaluate/calibration.ts';
import { NOTHING_ELSE, type Answer } from '../../../src/answering/answer.ts';
import type { GoldQuestion } from '../../../src/cli/score.ts';

/** `count` claims of this confidence, of which a share is right. */
const claims = (count: number, confidence: number, right: number): Claim[] =>
  Array.from({ length: count }, (_, at) => ({ confidence, isRight: at < count * right }));

describe('confidence', () => {
  it('grows with what speaks for an answer, and stays a probability', () => {
    const stated = Array.from({ length: 101 }, (_, at) => confidenceFrom(at / 100));
    expect(stated.every((value) => value > 0 && value < 1)).toBe(true);
    expect(stated).toEqual([...stated].sort((a, b) => a - b));
  });
});

describe('the calibration error', () => {
  it('is nothing where claims come true as often as they say', () => {
    expect(calibrationError([...claims(100, 0.9, 0.9), ...claims(100, 0.5, 0.5)])).toBeCloseTo(0, 6);
    expect(calibrationError([])).toBe(0);
  });

  it('is how far claim and truth are apart, by how many claims there are', () => {
    expect(calibrationError([...claims(300, 0.9, 0.7), ...claims(100, 0.5, 0.5)])).toBeCloseTo(0.15, 6);
  });

  it('counts certainty in the last of ten bins', () => {
    const bins = binsOf(claims(3, 1, 1));
    expect(bins).toHaveLength(10);
    expect(bins[9]).toMatchObject({ count: 3, claimed: 1, right: 1 });
  });
});

describe('the fitted scale', () => {
  const boastful = [...claims(1000, 0.95, 0.8), ...claims(1000, 0.7, 0.5), ...claims(1000, 0.5, 0.35)];

  it('makes boastful claims honest, and leaves honest ones alone', () => {
    expect(calibrationError(rescale(boastful, fitScale(boastful)))).toBeLessThan(0.02);
    const honest = [...claims(1000, 0.9, 0.9), ...claims(1000, 0.6, 0.6)];
    const { slope, offset } = fitScale(honest);
    expect(slope).toBeCloseTo(1, 1);
    expect(offset).toBeCloseTo(0, 1);
  });

  it('keeps the order of claims and does not depend on theirs', () => {
    expect(fitScale([...boastful].reverse()).slope).toBeCloseTo(fitScale(boastful).slope, 9);
    expect(fitScale(boastful).slope).toBeGreaterThan(0);
  });

  it('stands few and one-sided claims', () => {
    for (const few of [[], claims(2, 1, 1), claims(1, 0, 1)]) {
      const { slope, offset } = fitScale(few);
      expect(Number.isFinite(slope) && Number.isFinite(offset)).toBe(true);
    }
  });
});

describe('what an answer claims', () => {
  const gold: GoldQuestion = {
    id: 'q',
    council: 'wessex',
    as: 'officer',
    question: 'may I',
    kind: ['answer'],
    verdict: [],
    clauses: [['1.1', '1.2']],
    flows: [],
    mention: [],
  };
  const clause = (label: string): Answer['clauses'][number] => ({
    label,
    heading: 'Groups',
    gist: 'Ask.',
    binds: ['officer'],
    source: 'protocol',
    aliases: [],
  });
  const answer: Answer = {
    ...NOTHING_ELSE,
    kind: 'answer',
    headline: 'Ask.',
    clauses: [clause('1.2')],
    confidence: 0.8,
    topic: 'group-attend',
  };
  const topics = new Set(['group-attend']);

  it('is right where its own clauses are, not those it adds in doubt', () => {
    expect(claimOf(answer, gold, topics)).toEqual({ confidence: 0.8, isRight: true });
    const doubtful = { ...answer, clauses: [clause('3')], also: [clause('1.1')] };
    expect(claimOf(doubtful, gold, topics)?.isRight).toBe(false);
  });

  it('is wrong where it should have refused, and none where nothing was understood', () => {
    expect(claimOf(answer, { ...gold, kind: ['out-of-scope'], clauses: [] }, topics)?.isRight).toBe(false);
    expect(claimOf({ ...answer, topic: null }, gold, topics)).toBeNull();
    expect(claimOf({ ...answer, topic: 'chat-thanks' }, gold, topics)).toBeNull();
  });
});
