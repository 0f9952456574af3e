import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCardData } from '../../../src/channels/shared/adaptive-card.ts';

const form = { beadle: 1, input: 'form', form: 'draft-1' };

describe('data from a card', () => {
  it.each([
    [
      { beadle: 1, input: 'choice', value: 'x' },
      { type: 'choice', value: 'x' },
    ],
    [
      { beadle: 1, input: 'choice', value: 'x', 'field.a': 'left over' },
      { type: 'choice', value: 'x' },
    ],
    [form, { type: 'form', form: 'draft-1', values: {} }],
    [
      { ...form, 'field.a': '', 'field.b': 'B', msteams: { type: 'x' } },
      { type: 'form', form: 'draft-1', values: { a: '', b: 'B' } },
    ],
    [
      // Microsoft's clients send nothing for an empty field.
      { ...form, fields: ['to', 'reason', 'who'], 'field.to': 'A', 'field.who.other': 'B' },
      { type: 'form', form: 'draft-1', values: { to: 'A', reason: '', who: 'B' } },
    ],
    [
      { ...form, 'field.a': '👍'.repeat(10_000) },
      { type: 'form', form: 'draft-1', values: { a: '👍'.repeat(10_000) } },
    ],
    // Whoever is chosen counts, and a name typed beside it is told, not dropped.
    [
      { ...form, 'field.a': 'ann', 'field.a.other': ' Jo ' },
      { type: 'form', form: 'draft-1', values: { a: 'ann' }, typedBeside: { a: ' Jo ' } },
    ],
    [
      { ...form, 'field.a': 'ann', 'field.a.other': ' ' },
      { type: 'form', form: 'draft-1', values: { a: 'ann' } },
    ],
    [
      { ...form, 'field.a': 'someone else', 'field.a.other': 'Jo' },
      { type: 'form', form: 'draft-1', values: { a: 'Jo' } },
    ],
  ])('%# is read', (data, input) => {
    expect(readCardData(data)).toEqual(input);
  });

  it.each([
    null,
    undefined,
    'text',
    7,
    [],
    {},
    { beadle: 1 },
    { beadle: '1', input: 'choice', value: 'x' },
    { beadle: 1, input: 'other', value: 'x' },
    { beadle: 1, input: 'choice' },
    { beadle: 1, input: 'choice', value: ['x'] },
    { beadle: 1, input: 'choice', value: 'x'.repeat(3_000) },
    { beadle: 1, input: 'form' },
    { beadle: 1, input: 'form', form: '' },
    { beadle: 1, input: 'form', form: 3 },
    { ...form, fields: 'a' },
    { ...form, fields: ['__proto__'] },
    { ...form, fields: [7] },
    { ...form, fields: Array.from({ length: 100 }, (_, i) => `f${i}`) },
    { ...form, 'field.a': 1 },
    { ...form, 'field.a': { b: 'c' } },
    { ...form, 'field.a': null },
    { ...form, 'field.': 'x' },
    { ...form, 'field.__proto__': 'x' },
    { ...form, 'field.a.b': 'x' },
    { ...form, 'field.a b': 'x' },
    { ...form, 'field.a': 'x'.repeat(60_000) },
    { ...form, ...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`field.f${i}`, 'x'])) },
  ])('%# is refused', (data) => {
    expect(readCardData(data)).toBeNull();
  });

  it('is never more than texts under plain names, whatever is made up', () => {
    const made = fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true }),
      fc
        .dictionary(
          fc.oneof(
            fc.constantFrom('value', 'form', 'field.a', 'field.__proto__', 'constructor'),
            fc.string(),
          ),
          fc.oneof(fc.string(), fc.anything()),
        )
        .chain((rest) =>
          fc
            .constantFrom('choice', 'form')
            .map((input) => ({ form: 'f', value: 'v', ...rest, beadle: 1, input })),
        ),
    );
    fc.assert(
      fc.property(made, (data) => {
        const input = readCardData(data);
        if (input === null) return;
        expect(['choice', 'form']).toContain(input.type);
        if (input.type === 'choice') expect(typeof input.value).toBe('string');
        if (input.type === 'form') {
          expect(Object.getPrototypeOf(input.values)).toBe(Object.prototype);
          for (const [name, value] of Object.entries(input.values)) {
            expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
            expect(typeof value).toBe('string');
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
