import { describe, expect, it } from 'vitest';
import { isQuestion, matchAnswer, readKind } from '../../src/conversation/typed-answers.ts';
import type { FieldDefinition } from '../../src/flows/engine.ts';
import type { Option } from '../../src/conversation/vocabulary.ts';

const field = (more: Partial<FieldDefinition<null>>): FieldDefinition<null> => ({
  name: 'field',
  kind: 'text',
  label: () => 'Field?',
  summaryLabel: 'Field',
  required: true,
  ...more,
});
const options = (...pairs: [label: string, value: string][]): Partial<FieldDefinition<null>> => ({
  options: (): Option[] => pairs.map(([label, value]) => ({ label, value })),
});
const typed = (of: FieldDefinition<null>, text: string): string | null | undefined => {
  const matched = matchAnswer(of, text, {}, null);
  return matched.is === 'answer' ? matched.value : matched.is === 'fault' ? undefined : null;
};
/** Neither an answer nor something else: the question is put again, with what is wrong. */
const FAULT = undefined;
const NO_ANSWER = null;

describe('a choice', () => {
  const kind = field({
    kind: 'choice',
    ...options(
      ['Family, including a partner', 'family'],
      ['A close friendship', 'friendship'],
      ['Business or money', 'business'],
      ['Something else', 'other'],
    ),
  });
  const decides = field({
    kind: 'choice',
    ...options(
      ['Yes, I do', 'me'],
      ['Yes, both of us', 'both'],
      ['No', 'neither'],
      ['I am not sure', 'unsure'],
    ),
  });

  it.each<[string, string | null | undefined]>([
    ['1', 'family'],
    ['2.', 'friendship'],
    [' 4) ', 'other'],
    ['Family, including a partner', 'family'],
    ['FAMILY', 'family'],
    ['family including', 'family'],
    ['friendship', 'friendship'],
    ['a close friendship.', 'friendship'],
    ['money', 'business'],
    ['other', 'other'],
    ['0', FAULT],
    ['5', FAULT],
    ['f', FAULT],
    ['romance', FAULT],
    ['😀', FAULT],
    ['', FAULT],
    ['can I tell my manager first?', NO_ANSWER],
    ['what counts as family?', NO_ANSWER],
    ['my sister works in the planning team', NO_ANSWER],
  ])('%j', (text, answer) => {
    expect(typed(kind, text)).toBe(answer);
  });

  it.each<[string, string | undefined]>([
    ['no', 'neither'],
    ['No.', 'neither'],
    ['yes', FAULT],
    ['both of us', 'both'],
    ['not sure', 'unsure'],
    ['yes, I do', 'me'],
  ])('is not guessed at where several begin alike: %j', (text, answer) => {
    expect(typed(decides, text)).toBe(answer);
  });

  it('that cannot be taken is put again with its numbers', () => {
    expect(matchAnswer(decides, 'perhaps', {}, null)).toEqual({
      is: 'fault',
      say: 'Please choose one: 1. Yes, I do; 2. Yes, both of us; 3. No; 4. I am not sure.',
    });
  });
});

describe('a person', () => {
  const who = field({
    kind: 'person',
    ...options(
      ['Cllr Carol Finch', 'carol@council.example'],
      ['Cllr Sam Lee', 'sam1@council.example'],
      ['Cllr Sam Lee, Deputy Mayor', 'sam2@council.example'],
      ['محمد علي', 'm@council.example'],
      ['Zoë O’Neill, Clerk', 'zoe@council.example'],
    ),
  });

  it.each<[string, string | null | undefined]>([
    ['Cllr Carol Finch', 'carol@council.example'],
    ['carol finch', 'carol@council.example'],
    ['Councillor Carol Finch', 'carol@council.example'],
    ['Carol@Council.example', 'carol@council.example'],
    ['zoe oneill', 'zoe@council.example'],
    ['Zoë O’Neill, Clerk', 'zoe@council.example'],
    ['محمد علي', 'm@council.example'],
    ['李雷', '李雷'],
    ['Carol', 'Carol'],
    ['Will Young', 'Will Young'],
    ['May Day', 'May Day'],
    ['Somebody I met once', 'Somebody I met once'],
    ['Sam Lee', FAULT],
    ['who counts as close?', NO_ANSWER],
    ['can i attend the labour group meeting', NO_ANSWER],
    ['what happens if I stop', NO_ANSWER],
  ])('%j', (text, answer) => {
    expect(typed(who, text)).toBe(answer);
  });

  it('whose name two people have has to be chosen from the list', () => {
    expect(matchAnswer(who, 'Sam Lee', {}, null)).toMatchObject({ is: 'fault', say: /More than one/ });
  });
});

describe('a text', () => {
  const details = field({ required: false, multiline: true });

  it('is what was typed', () => {
    expect(typed(details, '  We met in 2019.\nTwice. ')).toBe('We met in 2019.\nTwice.');
    expect(typed(details, 'Is known to the chair')).toBe('Is known to the chair');
  });

  it.each(['skip', 'no', 'None.', 'n/a', '-'])('is passed over, where it need not be given: %s', (text) => {
    expect(typed(details, text)).toBe('');
    expect(typed(field({}), text)).toBe(text);
  });

  it('is no answer where it is a question', () => {
    expect(typed(details, 'Who will read this?')).toBe(NO_ANSWER);
    expect(isQuestion('Who will read this')).toBe(false);
  });
});

describe('saying who one is', () => {
  const words = { officer: 'employee', member: 'councillor' };

  it.each([
    ['officer', 'officer'],
    ['I am an officer.', 'officer'],
    ["I'm an employee", 'officer'],
    ['a councillor', 'member'],
    ['Cllr', 'member'],
    ['member', 'member'],
    ['I am a councillor and want to complain', null],
    ['an elephant', null],
    ['', null],
    ['officer'.repeat(9_000), null],
  ])('%j is %s', (text, kind) => {
    expect(readKind(text, words)).toBe(kind);
  });
});
