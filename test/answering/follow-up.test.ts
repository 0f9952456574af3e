import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerQuestion, SURE } from '../../src/answering/answer.ts';
import { answerFollowUp, type Ground, type Last } from '../../src/answering/follow-up.ts';
import { loadExamples } from '../../src/protocol/examples.ts';
import { loadKnowledge, PROTOCOLS } from '../../src/start/library.ts';
import { matterOf } from '../../src/answering/vague.ts';

const { library, understand } = loadKnowledge();

function ground(council = 'swale'): Ground {
  const protocol = library.protocols.get(council);
  if (!protocol) throw new Error(`no ${council}`);
  return { protocol, library, understand };
}

const last = (topic: string, facts: Last['facts'] = { ask: 'may' }): Last => ({ topic, facts });
const follow = (text: string, before: Last | null, council?: string) =>
  answerFollowUp({ text, as: 'officer' }, before, ground(council));

describe('a follow-up', () => {
  it('leans on nothing where there is nothing, or nothing the council knows', () => {
    expect(follow('why?', null)).toBeNull();
    for (const topic of ['made-up', '__proto__', 'oos-weather-sport', 'chat-thanks']) {
      expect(follow('why?', last(topic))).toBeNull();
    }
  });

  it('with a fact that a rule turns on gets that rule, as the last question was put', () => {
    expect(follow("and if it's the ward party?", last('group-attend'))).toMatchObject({
      kind: 'answer',
      verdict: 'no',
      topic: 'group-attend',
      facts: { ask: 'may', as: 'officer', meeting: 'ward-party' },
    });
  });

  it('keeps what was known, and the new wins', () => {
    const before = last('group-attend', { ask: 'may', meeting: 'ward-party', outsiders: 'yes' });
    expect(follow('I meant the Green group', before)?.facts).toMatchObject({
      meeting: 'group',
      outsiders: 'yes',
    });
  });

  it('may ask for the other side', () => {
    expect(follow('and for a councillor?', last('complain-member'))?.facts['as']).toBe('member');
  });

  it('to another topic of the theme speaks no verdict: the question was another', () => {
    expect(follow("no, he's my brother", last('close-friendship'))).toMatchObject({
      verdict: 'info',
      topic: 'family-tie',
    });
  });

  it('that may mean several topics asks which', () => {
    const answer = follow("no, he's just a mate", last('family-tie', { relationship: 'family' }));
    expect(answer?.topic === 'close-friendship' || answer?.kind === 'clarify').toBe(true);
  });

  it('that no rule settles gets no verdict, but the clauses near it and a human', () => {
    const answer = follow('what about his deputy?', last('group-attend'));
    expect(answer).toMatchObject({ kind: 'clarify', verdict: null, clauses: [], topic: 'group-attend' });
    expect(answer?.related.length).toBeGreaterThan(0);
    expect(answer?.next).toContain('Monitoring Officer');
  });

  it('never turns a yes to "may I" into one to "must I"', () => {
    for (const topic of library.taxonomy.topics.values()) {
      if (topic.kind !== 'protocol') continue;
      const answer = follow('but do I have to?', last(topic.id, { ask: 'may' }));
      const asked = answer?.facts['ask'];
      expect([undefined, 'open', 'must']).toContain(asked);
      if (asked === 'open') expect(answer?.headline).not.toMatch(/^(?:Yes|No)\. /);
    }
  });
});

describe('a question of pronouns', () => {
  it.each([
    ['but can I?', 'may'],
    ['is that allowed?', 'may'],
    ['can they do that?', 'open'],
    ['can I go to it on Thursday?', 'open'],
  ])('has the verdict of the last one only where it is the same question: %s', (text, ask) => {
    expect(follow(text, last('resources-party'))?.facts['ask']).toBe(ask);
  });
});

describe('what is asked of the last answer', () => {
  const councils = [...library.protocols.keys()];

  it.each(councils)('is in the rule or its clauses, for every topic: %s', (council) => {
    const { protocol } = ground(council);
    for (const id of Object.keys(protocol.guidance.topics)) {
      for (const text of ['why?', 'who decides?', 'by when?', 'what next?']) {
        const answer = follow(text, last(id), council);
        expect(answer, `${id}: ${text}`).not.toBeNull();
        expect(answer?.points.length).toBeLessThanOrEqual(5);
        expect(answer?.headline).not.toBe('');
        expect((answer?.clauses.length ?? 0) > 0).toBe(answer?.kind === 'answer');
        for (const clause of answer?.clauses ?? []) expect(protocol.clauses.get(clause.label)).toBe(clause);
      }
    }
  });

  it('is owned up to where nothing is said of it', () => {
    expect(follow('by when?', last('ward-party-meeting'))?.headline).toMatch(
      /^What I know of this sets no time\./,
    );
  });
});

describe('a message that is clear by itself', () => {
  const clear = loadExamples(join(PROTOCOLS, 'topics', 'examples')).filter((_, at) => at % 25 === 0);

  it('leans on nothing, whatever came before', () => {
    let tried = 0;
    for (const { text, as, council } of clear) {
      const own = answerQuestion({ text, as }, ground(council).protocol, understand);
      if (own.confidence < SURE || own.topic === null || matterOf(text).length < 4) continue;
      tried += 1;
      for (const topic of ['group-attend', 'complain-officer', 'family-tie']) {
        expect(answerFollowUp({ text, as }, last(topic), ground(council)), text).toBeNull();
      }
    }
    expect(tried).toBeGreaterThan(300);
  });
});
