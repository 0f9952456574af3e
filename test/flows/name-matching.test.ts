import { describe, expect, it } from 'vitest';
import { findPossible, findSeveral, isFullName } from '../../src/flows/name-matching.ts';

const KNOWN = (
  [
    ['Helen Marsh', 'Head of Law', ['monitoring-officer', 'Monitoring Officer (Head of Legal)']],
    ['Daniel Reed', 'Director of Place', ['director', 'relevant Director']],
    ['Samuel Okafor', 'Housing Officer', []],
    ['Ruth Adeyemi', null, ['chief-executive', 'Chief Executive']],
    ['Cllr Martin Lowe', null, ['group-leader']],
    ['Zoë O’Brien-Jones', 'Planner', []],
    ['Ольга Петрова', null, []],
  ] as const
).map(([name, jobTitle, offices]) => ({ key: name, name, label: name, jobTitle, offices }));

const namesOf = (people: readonly { name: string }[] | null): string[] | null =>
  people?.map(({ name }) => name) ?? null;

describe('a typed name may mean', () => {
  it.each([
    ['dan', ['Daniel Reed']],
    ['Daniel R.', ['Daniel Reed']],
    ['D. Reed', ['Daniel Reed']],
    ['Danny Reed', ['Daniel Reed']],
    ['Danial Reed', ['Daniel Reed']],
    ['Reed, Daniel', ['Daniel Reed']],
    ['DR', ['Daniel Reed']],
    ['Sam', ['Samuel Okafor']],
    ['Sam Okafor', ['Samuel Okafor']],
    ['S O', ['Samuel Okafor']],
    ['HM', ['Helen Marsh']],
    ['MO', ['Helen Marsh']],
    ['head of law', ['Helen Marsh']],
    ['the head of legal', ['Helen Marsh']],
    ['my director', ['Daniel Reed']],
    ['the chief exec', ['Ruth Adeyemi']],
    ['CEO', ['Ruth Adeyemi']],
    ['Ruth in the chief executive’s office', ['Ruth Adeyemi']],
    ['Miss Adeyami', ['Ruth Adeyemi']],
    ['Zoe', ['Zoë O’Brien-Jones']],
    ['Zoe OBrien Jones', ['Zoë O’Brien-Jones']],
    ['Ms Jones', ['Zoë O’Brien-Jones']],
    ['Ольга', ['Ольга Петрова']],
  ])('"%s": %j', (text, names) => {
    expect(namesOf(findPossible(KNOWN, text))).toEqual(names);
  });

  it.each([
    'Zebedee Quill',
    'Helen Jones-Smythe',
    'Brian Reid',
    'Ruth Bell',
    'Nora Bell',
    'low',
    'somebody',
    'the planning team',
    'Cllr',
    '',
    '???',
  ])('nobody: "%s"', (text) => {
    expect(namesOf(findPossible(KNOWN, text))).toEqual([]);
  });
});

describe('several typed names', () => {
  it.each([
    ['Helen Marsh and Daniel Reed', ['Helen Marsh', 'Daniel Reed']],
    ['Dan, Sam & the chief executive', ['Daniel Reed', 'Samuel Okafor', 'Ruth Adeyemi']],
    ['Helen Marsh', null],
    ['Marsh, Helen', null],
    ['Helen Marsh, Head of Law', null],
    ['Bob and Jim', null],
  ])('"%s": %j', (text, names) => {
    expect(namesOf(findSeveral(KNOWN, text))).toEqual(names);
  });
});

it.each([
  ['Mrs HELEN  marsh', 'Helen Marsh', true],
  ['Martin Lowe', 'Cllr Martin Lowe', true],
  ['zoe o’brien jones', 'Zoë O’Brien-Jones', true],
  ['Helen', 'Helen Marsh', false],
  ['', 'Helen Marsh', false],
  ['Ольга Петрова', 'Ольга Петрова', true],
])('"%s" is the whole name of %s: %s', (text, name, is) => {
  expect(isFullName(text, name)).toBe(is);
});
