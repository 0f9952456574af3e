import { describe, expect, it } from 'vitest';
import { outcomeOf, withoutName } from '../../src/casework/learning.ts';
import type { Answer } from '../../src/answering/answer.ts';
import type { Person } from '../../src/casework/people.ts';
import type { Topic } from '../../src/protocol/load.ts';

const PERSON: Person = {
  key: 'grace.may@council.example',
  name: 'Cllr Grace May-Jones',
  kind: 'member',
  email: 'grace.may@council.example',
  jobTitle: null,
  offices: [],
  politicalGroup: null,
  lineManager: null,
  slackUserId: 'U0GRACE',
  entraObjectId: null,
};

describe('words without their writer’s name', () => {
  it.each([
    ['I am Cllr Grace May-Jones', 'I am (name)'],
    ['i am cllr grace may-jones.', 'i am (name).'],
    ['Write to GRACE.MAY@council.example', 'Write to (name)'],
    ['Thanks, Grace', 'Thanks, (name)'],
    ['<@U0GRACE> asks', '<@(name)> asks'],
    ['may I ask for a grace period?', 'may I ask for a grace period?'],
    ['Gracefully said to a Cllr', 'Gracefully said to a Cllr'],
    ['my colleague Sam Lee', 'my colleague Sam Lee'],
  ])('%s', (text, expected) => {
    expect(withoutName(text, PERSON)).toBe(expected);
  });

  it('stay as they are where the writer has signs for a name, or none', () => {
    expect(withoutName('what a (question)?', { ...PERSON, name: '(question)?', email: null })).toBe(
      'what a (name)',
    );
    expect(withoutName('who?', { ...PERSON, name: '', key: 'x', email: null })).toBe('who?');
  });
});

describe('what became of a question', () => {
  const topics = new Map(
    (['protocol', 'out-of-scope', 'chat'] as const).map((kind): [string, Topic] => [
      kind,
      { id: kind, title: kind, who: 'any', theme: 't', kind },
    ]),
  );
  it.each([
    ['answer', 'yes', 'protocol', 'yes'],
    ['answer', 'info', null, 'info'],
    ['clarify', null, null, 'clarified'],
    ['out-of-scope', null, null, 'not-understood'],
    ['out-of-scope', null, 'protocol', 'not-covered'],
    ['out-of-scope', null, 'out-of-scope', 'outside'],
    ['out-of-scope', null, 'chat', null],
  ] as const)('%s, %s, %s: %s', (kind, verdict, topic, expected) => {
    expect(outcomeOf({ kind, verdict, topic } as Answer, { topics })).toBe(expected);
  });
});
