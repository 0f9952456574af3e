import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/protocol/load.ts';
import { PROTOCOLS } from '../../src/start/library.ts';
import { asksOfWrong, readAskForm, type AskForm } from '../../src/understanding/ask-form.ts';
import { createFactReader, type Facts } from '../../src/understanding/facts.ts';

describe('how a question is put', () => {
  it.each<[AskForm, string]>([
    ['may', 'can I attend the Labour group meeting?'],
    ['may', 'can i go'],
    ['may', 'Am I allowed to date a councillor'],
    ['may', 'is it ok to have a drink with a member'],
    ['may', 'Would it be wrong to leak it?'],
    ['may', 'what if i say no, can i refuse?'],
    ['may', 'it says i can go. is that true?'],
    ['may', "Can he do that? He's the chair. Honestly."],
    ['may', 'My friend is a councillor. He wants the file. Is that all right?'],
    ['must', 'Do I have to copy the email to the leader?'],
    ['must', 'should I tell anyone my sister works in Planning?'],
    ['must', "Must I answer a councillor's email today?"],
    ['must', 'are we supposed to leave before the vote'],
    ['must', 'have I got to declare it'],
    ['must', 'need i register this'],
    ['must', 'Hi, do we need to minute it?'],
    ['must', 'ok so quick question do i have to tell my manager'],
    ['must', 'Should backbenchers be told as well?'],
    ['must', 'Must press releases go through Communications?'],
    ['must', 'Is the induction compulsory for new members?'],
    ['must', 'Do councillors have a duty to keep up to date?'],
    ['may', 'Is it my job to chase them?'],
    ['may', 'Can you tell me if I may go?'],
    ['may', 'Can I tell him the list of names?'],
    ['open', 'Could you tell me what officers owe members?'],
    ['open', 'Please set out the steps for a formal complaint.'],
    ['open', 'Is delivering it down to members or staff?'],
    ['may', 'Can members or officers see it?'],
    ['open', 'who do I complain to'],
    ['open', 'how long have they got to reply?'],
    ['open', 'what can i do about a bully'],
    ['open', 'why cant i see the papers'],
    ['open', 'Cllr Smith rang. What now?'],
    ['tell', 'a councillor shouted at me in committee'],
    ['tell', 'I was told to change my report.'],
    ['tell', "I don't know what to do"],
    ['tell', ''],
  ])('%s: %s', (form, text) => {
    expect(readAskForm(text)).toBe(form);
  });
});

describe('whether it is asked if something is wrong', () => {
  it.each([
    'She told the Greens. Is that a breach?',
    'Was she wrong to leave early?',
    'I only swore once. Is it bullying?',
    'Would it be improper to brief one group?',
    'We share a caravan. Any problem?',
    'Is there anything wrong with that?',
    'he copied me in, does that count as harassment?',
  ])('it is: %s', (text) => {
    expect(asksOfWrong(text)).toBe(true);
    expect(createFactReader([])(text, null)).toMatchObject({ wrong: 'yes' });
  });

  it.each([
    'Is that right?',
    'Was I right to refuse?',
    'Can I complain about a breach?',
    'Is bullying covered?',
    'It was wrong of him. Can I complain?',
    'Is it all right to ring him with a problem?',
    'Was that a breach? Who do I tell?',
    'Right or wrong?',
    'That is a breach.',
  ])('it is not: %s', (text) => {
    expect(createFactReader([])(text, null)).not.toHaveProperty('wrong');
  });
});

describe('the facts of a message', () => {
  const { taxonomy } = loadLibrary(PROTOCOLS);
  const read = createFactReader(taxonomy.facts);

  it.each<[string, Facts]>([
    ['Can I attend the Labour group meeting?', { meeting: 'group' }],
    ['can i go to the ward party meeting', { meeting: 'ward-party' }],
    ['There will be party members and activists in the room', { outsiders: 'yes' }],
    ['my manager has not approved, nobody approved it', { approved: 'no' }],
    ['the Chief Exec has agreed', { approved: 'yes', about: 'chief-executive' }],
    ['the MD shouted at me', { about: 'chief-executive' }],
    ['a complaint about the s151 officer', { about: 'statutory-officer' }],
    ['he posted it on Facebook', { place: 'public', medium: 'social-media' }],
    ["I'm dating a councillor", { relationship: 'romance' }],
    ['my sister-in-law works in Planning', { relationship: 'family' }],
    ['we lend each other money', { relationship: 'business' }],
    [
      'an old school friend, we went to school together',
      { relationship: 'friend', timing: 'before-election' },
    ],
    ['can I skip telling the opposition, just the leader', { less: 'yes' }],
    ['First I heard of it was in the Examiner. Good enough?', { less: 'yes' }],
    ['must I keep my politics out of it', { refrain: 'yes' }],
    ['my post is not politically restricted', { restricted: 'no' }],
    ['my post is politically restricted', { restricted: 'yes' }],
  ])('%s', (text, facts) => {
    expect(read(text, null)).toMatchObject(facts);
  });

  it('are whole words: "adrift" is no "gift", "ceiling" no "ceo"', () => {
    expect(read('the ceiling of the chambermaid', null)).toEqual({ ask: 'tell' });
  });

  it('are none where the words show none', () => {
    expect(read('hello', null)).toEqual({ ask: 'tell' });
    expect(read('', 'member')).toEqual({ ask: 'tell', as: 'member' });
  });

  it('name who asks only where that is known, and never take it from the words', () => {
    expect(read('I am a councillor', null)).not.toHaveProperty('as');
    expect(read('I am a councillor', 'officer')).toHaveProperty('as', 'officer');
  });
});

describe('a fact’s words', () => {
  const read = createFactReader([
    {
      id: 'drink',
      title: 'What is drunk',
      values: [
        { id: 'none', title: 'nothing', words: ['no * at all', "don't drink"] },
        { id: 'tea', title: 'tea', words: ['tea', 'cuppa*'] },
        { id: 'ale', title: 'ale', words: ['ale', 'tea'] },
        { id: 'water', title: 'water', words: [] },
      ],
    },
  ]);
  const drinkIn = (text: string): string | undefined => read(text, null)['drink'];

  it('match whole words, in any case and with any punctuation between', () => {
    expect(drinkIn('TEA!')).toBe('tea');
    expect(drinkIn('steam')).toBeUndefined();
  });

  it('with a star match any ending, and a star alone any one word', () => {
    expect(drinkIn('cuppas')).toBe('tea');
    expect(drinkIn('no brandy at all')).toBe('none');
    expect(drinkIn('no good brandy at all')).toBeUndefined();
  });

  it('count for the first value that has them', () => {
    expect(drinkIn('ale or tea')).toBe('tea');
    expect(drinkIn('I don’t drink tea')).toBe('none');
  });

  it('cannot be patterns', () => {
    const odd = createFactReader([
      { id: 'x', title: 'X', values: [{ id: 'y', title: 'Y', words: ['a.c', '(('] }] },
    ]);
    expect(odd('abc', null)).not.toHaveProperty('x');
    expect(odd('a.c', null)).toHaveProperty('x', 'y');
  });
});
