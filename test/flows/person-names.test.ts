import { describe, expect, it } from 'vitest';
import { findPeople } from '../../src/flows/person-names.ts';

const PEOPLE = [
  { label: 'Cllr Carol Finch', value: 'carol@council.example' },
  { label: 'Sam Smith, Planning Officer', value: 'sam.p@council.example' },
  { label: 'Sam Smith, Housing Officer', value: 'sam.h@council.example' },
  { label: 'Ольга Петрова', value: 'olga@council.example' },
];

describe('a typed name', () => {
  it.each([
    ['carol finch', ['carol@council.example']],
    ['Councillor Carol Finch', ['carol@council.example']],
    ['carol@council.example', ['carol@council.example']],
    ['Sam Smith', ['sam.p@council.example', 'sam.h@council.example']],
    ['sam smith, housing officer', ['sam.h@council.example']],
    ['Ольга Петрова', ['olga@council.example']],
    ['Carol', []],
    ['Jo Bloggs', []],
  ])('"%s" means %j', (text, values) => {
    expect(findPeople(PEOPLE, text).map(({ value }) => value)).toEqual(values);
  });
});
