import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerQuestion, SURE } from '../../src/answering/answer.ts';
import { decidingFactOf, findDecidingFact, settleByWords } from '../../src/answering/deciding-fact.ts';
import { pickRule, spokenVerdict } from '../../src/answering/rules.ts';
import type { Condition, FactDefinition, Rule, Verdict } from '../../src/protocol/schema.ts';
import { loadKnowledge } from '../../src/start/library.ts';

const rule = (verdict: Verdict, when?: Condition): Rule => ({
  ...(when && { when }),
  verdict,
  say: `${verdict} ${JSON.stringify(when ?? {})}`,
  points: [],
  clauses: ['1'],
  offers: [],
});

const fact = (id: string, values: readonly string[], question?: string): FactDefinition => ({
  id,
  title: id,
  ...(question !== undefined && { question }),
  values: values.map((value) => ({ id: value, title: `the ${value}`, words: [value] })),
});

const FACTS = [
  fact('as', ['officer', 'member']),
  fact('ask', ['may', 'must', 'open', 'tell']),
  fact('meeting', ['ward', 'group', 'branch', 'club', 'street', 'pub'], 'Which meeting is it?'),
  fact('agreed', ['yes', 'no'], 'Has it been agreed?'),
  fact('about', ['director'], undefined),
];

describe('the fact that decides', () => {
  const find = (rules: readonly Rule[], facts = {}) => findDecidingFact(rules, facts, FACTS);

  it('is the one unknown fact that another verdict turns on, with each value that leads there', () => {
    const rules = [rule('no', { meeting: ['ward', 'branch'] }), rule('yes')];
    expect(find(rules)).toEqual({
      fact: 'meeting',
      question: 'Which meeting is it?',
      choices: [
        { value: 'ward', title: 'the ward' },
        { value: 'branch', title: 'the branch' },
      ],
    });
  });

  it('is none where it is known, changes nothing, has no question, or is not alone', () => {
    expect(find([rule('no', { meeting: 'ward' }), rule('yes')], { meeting: 'group' })).toBeNull();
    expect(find([rule('yes', { meeting: 'ward' }), rule('yes')])).toBeNull();
    expect(find([rule('no', { about: 'director' }), rule('yes')])).toBeNull();
    expect(find([rule('no', { meeting: 'ward', agreed: 'no' }), rule('yes')])).toBeNull();
    expect(find([rule('yes')])).toBeNull();
  });

  it('counts only for those whom the rule is for', () => {
    const rules = [rule('no', { as: 'member', meeting: 'ward' }), rule('yes')];
    expect(find(rules, { as: 'officer' })).toBeNull();
    expect(find(rules, { as: 'member' })?.fact).toBe('meeting');
  });

  it('is none for who and how, which no verdict answers', () => {
    expect(find([rule('no', { meeting: 'ward' }), rule('yes')], { ask: 'open' })).toBeNull();
  });

  it('is never one of a rule for one form of the question, nor asked for by one', () => {
    expect(find([rule('no', { meeting: 'ward', ask: 'may' }), rule('yes')], { ask: 'may' })).toBeNull();
    expect(
      find([rule('no', { meeting: 'ward' }), rule('yes', { ask: 'must' }), rule('info')], { ask: 'must' }),
    ).toBeNull();
  });

  it('is the one with most rules, then the earliest', () => {
    const agreed = rule('no', { agreed: 'no' });
    const ward = rule('no', { meeting: 'ward' });
    expect(find([agreed, ward, rule('yes')])?.fact).toBe('agreed');
    expect(find([agreed, ward, rule('info', { meeting: 'pub' }), rule('yes')])?.fact).toBe('meeting');
  });

  it('has four choices at most', () => {
    const meeting = ['ward', 'group', 'branch', 'club', 'street'];
    expect(find([rule('no', { meeting }), rule('yes')])?.choices).toHaveLength(4);
  });

  it('always changes the verdict, whatever the rules and what is known', () => {
    const value = (id: string): fc.Arbitrary<string> =>
      fc.constantFrom(...(FACTS.find((each) => each.id === id)?.values.map((each) => each.id) ?? []));
    const facts = fc.record(
      {
        as: value('as'),
        ask: value('ask'),
        meeting: value('meeting'),
        agreed: value('agreed'),
        about: value('about'),
      },
      { requiredKeys: [] },
    );
    const verdict = fc.constantFrom<Verdict>('yes', 'no', 'conditional', 'info');
    const rules = fc.array(fc.tuple(verdict, facts), { maxLength: 6 });
    fc.assert(
      fc.property(rules, verdict, facts, (conditioned, last, given) => {
        const all = [...conditioned.map(([each, when]) => rule(each, when)), rule(last)];
        const before = spokenVerdict(pickRule(all, given), given);
        const found = findDecidingFact(all, given, FACTS);
        for (const choice of found?.choices ?? []) {
          const after = { ...given, [found?.fact ?? '']: choice.value };
          expect(spokenVerdict(pickRule(all, after), after)).not.toBe(before);
          expect(given).not.toHaveProperty(found?.fact ?? '');
        }
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });
});

const QUESTION = 'May I go along to a meeting of the Tories to explain our report?';

describe('at the five councils', () => {
  const { library, understand } = loadKnowledge();
  const sourceOf = (council: string) => {
    const protocol = library.protocols.get(council);
    if (!protocol) throw new Error(`no ${council}`);
    return { protocol, library };
  };
  const answer = (text: string, council: string) =>
    answerQuestion({ text, as: 'officer' }, sourceOf(council).protocol, understand);

  it('what kind of meeting it is decides whether an officer may go', () => {
    const deciding = decidingFactOf(answer(QUESTION, 'swale'), sourceOf('swale'));
    expect(deciding).toMatchObject({ fact: 'meeting', choices: [{ value: 'ward-party' }] });
  });

  it('a question that says it is asked nothing', () => {
    const told = answer('can I attend the ward party meeting to explain our report?', 'swale');
    expect(told.facts['meeting']).toBe('ward-party');
    expect(decidingFactOf(told, sourceOf('swale'))).toBeNull();
  });

  it('nothing is asked where the topic is in doubt, or the person’s record says it', () => {
    const sure = answer(QUESTION, 'swale');
    expect(decidingFactOf({ ...sure, confidence: SURE - 0.01 }, sourceOf('swale'))).toBeNull();
    expect(decidingFactOf(sure, sourceOf('swale'), ['meeting'])?.fact).not.toBe('meeting');
  });

  it('every question has few choices, and words for each that are read back as it', () => {
    const asked = new Set<string>();
    for (const council of library.protocols.keys()) {
      const source = sourceOf(council);
      for (const [topic, entry] of Object.entries(source.protocol.guidance.topics)) {
        if (!Array.isArray(entry)) continue;
        for (const as of ['officer', 'member'] as const) {
          const facts = { ask: 'may' };
          const deciding = findDecidingFact(entry, { as, ...facts }, library.taxonomy.facts);
          if (!deciding) continue;
          asked.add(deciding.fact);
          const before = spokenVerdict(pickRule(entry, { as, ...facts }), { as, ...facts });
          for (const { value, title } of deciding.choices) {
            const settled = settleByWords({ text: title, as }, { topic, facts }, deciding.fact, source);
            expect(settled).toMatchObject({ is: 'value', title });
            if (settled?.is !== 'value') continue;
            expect(settled.answer.facts[deciding.fact]).toBe(value);
            expect(settled.answer.verdict).not.toBe(before);
          }
        }
      }
    }
    expect(asked.size).toBeGreaterThan(5);
  });
});

describe('a reply in a few words', () => {
  const { library } = loadKnowledge();
  const protocol = library.protocols.get('swale');
  const gwynedd = library.protocols.get('gwynedd');
  if (!protocol || !gwynedd) throw new Error('no council');
  const meeting = { topic: 'group-attend', facts: { ask: 'may' } };
  const post = { topic: 'restricted-stand', facts: { ask: 'may' } };
  const settle = (text: string, asked: string | null = 'meeting') =>
    settleByWords({ text, as: 'officer' }, meeting, asked, { protocol, library });

  it.each(['ward party', "it's the ward party", 'Constituency.', 'the local party meeting', '1'])(
    'is the fact: %s',
    (text) => {
      expect(settle(text)).toMatchObject({ is: 'value', answer: { verdict: 'no' } });
    },
  );

  it.each(['none of these', 'no', 'the group meeting', 'not sure'])('leaves the answer: %s', (text) => {
    expect(settle(text)).toEqual({ is: 'none' });
  });

  it.each([
    'thanks',
    'yes',
    'who decides about the ward party?',
    'the ward party sacked my brother',
    'help me complain about a councillor in the ward party meeting',
    '9',
    '',
  ])('is something else: %j', (text) => {
    expect(settle(text)).toBeNull();
  });

  it('is nothing where nothing was asked', () => {
    expect(settle('ward party', null)).toBeNull();
    expect(settleByWords({ text: 'ward', as: null }, null, 'meeting', { protocol, library })).toBeNull();
  });

  it('is yes or no where the question is one for that', () => {
    const ask = (text: string) =>
      settleByWords({ text, as: 'officer' }, post, 'restricted', { protocol: gwynedd, library });
    expect(ask('no')).toMatchObject({ is: 'value', answer: { verdict: 'yes' } });
    expect(ask('yes')).toEqual({ is: 'none' });
  });
});
