import { describe, expect, it } from 'vitest';
import { readCorrection, readLeaning } from '../../src/answering/leaning.ts';

describe('a message that asks for a part of the last answer', () => {
  it.each([
    ['why?', 'why'],
    ['Why not?', 'why'],
    ['ok, but why is that?', 'why'],
    ['says who?', 'why'],
    ['which clause says that?', 'why'],
    ['on what grounds', 'why'],
    ['can you explain that please', 'why'],
    ['who decides?', 'who'],
    ['and who decides that?', 'who'],
    ['who do I tell?', 'who'],
    ['Who has to agree then?', 'who'],
    ['to whom?', 'who'],
    ['whose decision is it?', 'who'],
    ['by when?', 'when'],
    ['how long do I have?', 'when'],
    ['and how soon?', 'when'],
    ['is there a deadline', 'when'],
    ['so what do I do now?', 'next'],
    ['what next', 'next'],
    ['how?', 'next'],
  ])('%s', (text, part) => {
    expect(readLeaning(text)).toEqual({ type: 'part', part });
  });
});

describe('a message that adds something', () => {
  it.each([
    ["and if it's the ward party?", 'opening', ['ward', 'party']],
    ['what about his deputy?', 'opening', ['deputy']],
    ['How about the Greens?', 'opening', ['greens']],
    ['even if the chair agrees?', 'opening', ['chair', 'agrees']],
    ['and for a councillor?', 'opening', ['councillor']],
    ['does that apply to staff too?', 'opening', ['staff']],
    ["no, he's my brother", 'correction', ['brother']],
    ['I meant the Green group', 'correction', ['green', 'group']],
    ['sorry, I meant the ward party', 'correction', ['ward', 'party']],
    ['can they do that?', 'pronoun', []],
  ])('%s', (text, by, matter) => {
    expect(readLeaning(text)).toMatchObject({ type: 'change', by, matter });
  });

  it.each([
    ["what if I don't?", true],
    ["and if he hasn't been asked?", true],
    ['and if he has been asked?', false],
    ["no, he's my brother", false],
  ])('tells whether it turns things round: %s', (text, isNegated) => {
    expect(readLeaning(text)).toMatchObject({ isNegated });
  });

  it.each([
    ['what about bullying?', false],
    ['what about his deputy?', true],
    ["even if it's approved?", true],
    ['what if the press come?', true],
  ])('tells whether it means anything alone: %s', (text, isBound) => {
    expect(readLeaning(text)).toMatchObject({ isBound });
  });
});

describe('a message that leans on nothing', () => {
  it.each([
    'can I attend the Labour group meeting?',
    'who hears a complaint about a director?',
    'why must officers be neutral?',
    'how long do officers have to reply to a councillor?',
    'my sister works in Planning, must I tell anyone',
    'when does the scrutiny committee get the papers',
    'if I complain about a director, who hears it?',
    'what happens if I break the protocol?',
    'no',
    'and',
    'hello',
    '',
    '?!',
    '😀',
    `and if ${'the ward party '.repeat(3_000)}`,
  ])('%s', (text) => {
    expect(readLeaning(text)).toBeNull();
  });
});

describe('a correction', () => {
  it.each([
    ["no, he's my brother", 'hes my brother'],
    ['Sorry, I meant Carol Finch.', 'carol finch'],
    ['Actually it began before the election', 'it began before the election'],
    ['no', null],
    ['what about his deputy?', null],
    ['before the election', null],
  ])('%s', (text, meant) => {
    expect(readCorrection(text)).toBe(meant);
  });
});
