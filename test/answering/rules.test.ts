import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meets, pickRule, spokenVerdict } from '../../src/answering/rules.ts';
import { isTooVague } from '../../src/answering/vague.ts';
import type { Condition, Rule, Verdict } from '../../src/protocol/schema.ts';

const rule = (say: string, when?: Condition, verdict: Verdict = 'yes'): Rule => ({
  ...(when && { when }),
  verdict,
  say,
  points: [],
  clauses: ['1'],
  offers: [],
});

describe('the rule that applies', () => {
  const rules = [
    rule('ward', { meeting: 'ward-party' }),
    rule('outsiders', { meeting: 'group', outsiders: 'yes' }),
    rule('either', { as: ['member', 'cabinet'] }),
    rule('general'),
    rule('never reached'),
  ];

  it.each([
    ['ward', { meeting: 'ward-party', as: 'member' }],
    ['outsiders', { meeting: 'group', outsiders: 'yes' }],
    ['either', { meeting: 'group', as: 'member' }],
    ['general', { meeting: 'group', as: 'officer' }],
    ['general', {}],
  ])('is the first whose facts all hold: %s', (said, facts) => {
    expect(pickRule(rules, facts).say).toBe(said);
  });

  it('is the last where none fits', () => {
    expect(pickRule([rule('one', { a: 'b' }), rule('two', { c: 'd' })], {}).say).toBe('two');
  });

  it('is never one with a fact that was not given', () => {
    const facts = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'));
    fc.assert(
      fc.property(facts, facts, (wanted, given) => {
        const fits = Object.entries(wanted).every(([fact, value]) => given[fact] === value);
        expect(meets(wanted, given)).toBe(fits);
        expect(meets(Object.fromEntries(Object.entries(wanted).map(([k, v]) => [k, [v, 'z']])), given)).toBe(
          fits,
        );
      }),
      { seed: 1 },
    );
  });
});

describe('the verdict that is spoken', () => {
  const strict = rule('No orders.', undefined, 'no');

  it('is the rule’s, where yes or no was asked for, or something was told', () => {
    for (const ask of ['may', 'must', 'tell']) expect(spokenVerdict(strict, { ask })).toBe('no');
    expect(spokenVerdict(strict, {})).toBe('no');
  });

  it('is none for a who, what, when or how', () => {
    expect(spokenVerdict(strict, { ask: 'open' })).toBe('info');
  });

  it('is the rule’s all the same, where it was written for that form of question', () => {
    expect(spokenVerdict(rule('No.', { ask: ['open', 'may'] }, 'no'), { ask: 'open' })).toBe('no');
  });
});

describe('a message that says too little', () => {
  it.each([
    'can i go to it on thursday',
    'can I?',
    'yes',
    'what should we do about it',
    '7',
    '',
    '😀',
    'مرحبا',
    'cabinet',
    'x x x',
  ])('is found out: %j', (text) => {
    expect(isTooVague(text)).toBe(true);
  });

  it.each([
    'can I go to the group meeting',
    'lend him money',
    'who approves attendance',
    'bullying complaint',
  ])('is not every short one: %s', (text) => {
    expect(isTooVague(text)).toBe(false);
  });
});
