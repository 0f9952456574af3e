import { describe, expect, it } from 'vitest';
import { answerSeveral, splitQuestions, type Several } from '../../src/answering/several.ts';
import { loadKnowledge } from '../../src/start/library.ts';

const { library, understand } = loadKnowledge();

function several(text: string): Several | null {
  const protocol = library.protocols.get('swale');
  if (!protocol) throw new Error('no protocol');
  return answerSeveral({ text, as: 'officer' }, null, { protocol, library, understand });
}

const topics = (found: Several | null): (string | null)[] | undefined =>
  found?.answers.map(({ topic }) => topic);

describe('a message in pieces', () => {
  it('has a piece for each question, with what is told before it', () => {
    expect(splitQuestions('My sister is an officer. Must I say so? And may she stay? Thanks')).toEqual([
      'My sister is an officer. Must I say so?',
      'And may she stay? Thanks',
    ]);
    expect(splitQuestions('may I go\nwho decides')).toEqual(['may I go\nwho decides']);
    expect(splitQuestions('')).toEqual(['']);
    expect(splitQuestions('???')).toEqual(['???']);
  });
});

describe('several questions', () => {
  it('are answered each', () => {
    const found = several(
      'Can I attend the Labour group meeting? How long may a reply to a councillor take?',
    );
    expect(topics(found)).toEqual(['group-attend', 'reply-time']);
    expect(found?.left).toBe(0);
  });

  it('may lean on each other', () => {
    const found = several('Can I attend the Labour group meeting? And who decides?');
    expect(topics(found)).toEqual(['group-attend', 'group-attend']);
    expect(found?.answers[1]?.headline).toContain('Chief Executive decides');
  });

  it('are at most three, and it is known how many are left', () => {
    const found = several(
      'Can I attend the Labour group meeting? What counts as bullying? How long may a reply to a councillor take? Must I tell anyone that a councillor is my sister?',
    );
    expect(found?.answers).toHaveLength(3);
    expect(found?.left).toBe(1);
  });

  it.each([
    'Can I attend the Labour group meeting?',
    'Can I attend the Labour group meeting? Is that right?',
    'Hello? Can I attend the Labour group meeting?',
    'Can I share a paper that is marked confidential? My husband?',
    'A councillor has had a word with me. Would that be wrong? What would you do?',
    'can I attend the group meeting? '.repeat(1_300),
    '',
  ])('are one where they ask one thing, or are not each clear: %s', (text) => {
    expect(several(text)).toBeNull();
  });
});
