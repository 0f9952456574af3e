import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeAnswer,
  decodeClause,
  decodeFormId,
  decodeValue,
  decodeViewData,
  encodeAnswer,
  encodeClause,
  encodeFormId,
  encodeValue,
  encodeViewData,
  pickActionId,
  readActionKind,
  readPickActionId,
} from '../../../src/channels/slack/values.ts';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 });
const wellFormed = text.filter((value) => value.isWellFormed());

describe('what buttons carry', () => {
  it('comes back unchanged, and never holds what Slack turns into entities', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const encoded = encodeValue(value);
        expect(encoded).not.toMatch(/[&<>]/);
        expect(encoded).not.toBe('');
        expect(decodeValue(encoded)).toBe(value);
      }),
    );
    fc.assert(
      fc.property(text, text, fc.string(), (form, field, value) => {
        const encoded = encodeAnswer({ form, field, value });
        expect(encoded).not.toMatch(/[&<>]/);
        expect(decodeAnswer(encoded)).toEqual({ form, field, value });
        expect(decodeFormId(encodeFormId(form))).toBe(form);
      }),
    );
    fc.assert(
      fc.property(text, text, text, fc.option(text, { nil: undefined }), (label, heading, gist, note) => {
        const clause = { label, heading, gist, ...(note === undefined ? {} : { note }) };
        expect(decodeClause(encodeClause(clause) ?? '')).toEqual(clause);
      }),
    );
  });

  it('is the value itself where that is safe', () => {
    for (const value of ['start:relationship', 'alt/swale/7.2', '{"a":1}', 'Did I ask this?']) {
      expect(encodeValue(value)).toBe(value);
    }
  });

  it('is never a clause that does not fit', () => {
    expect(encodeClause({ label: '1', heading: '', gist: 'x'.repeat(1_970) })).not.toBeNull();
    expect(encodeClause({ label: '1', heading: '', gist: 'x'.repeat(2_000) })).toBeNull();
    expect(encodeClause({ label: '1', heading: '', gist: '<'.repeat(400) })).toBeNull();
  });

  it('is refused where it is none of ours', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (made) => {
        for (const decode of [decodeAnswer, decodeClause, decodeFormId, decodeViewData]) {
          expect(() => decode(made)).not.toThrow();
        }
        expect(decodeAnswer(`{"f":"x","n":"y","v":"z","more":${JSON.stringify(made)}}`)).toBeNull();
      }),
    );
  });

  it('names form and field for menus', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (form, field) => {
        const id = pickActionId(form, field);
        if (id === null) return;
        expect(id.length).toBeLessThanOrEqual(255);
        expect(readActionKind(id)).toBe('pick');
        expect(readPickActionId(id)).toEqual({ form, field });
      }),
    );
    expect(pickActionId('x'.repeat(250), 'field')).toBeNull();
    for (const id of ['pick:a', 'pick::', 'pick:a:b:c', 'pick:%:b', 'other:a:b'])
      expect(readPickActionId(id)).toBeNull();
  });

  it('goes with a window', () => {
    const unsent = { 'draft/who': { name: 'Ann <&> Lee' } };
    expect(decodeViewData(encodeViewData({ form: 'draft/kind', unsent }))).toEqual({
      form: 'draft/kind',
      unsent,
    });
    expect(decodeViewData(encodeViewData({ form: 'draft/kind', unsent: {} }))).toEqual({
      form: 'draft/kind',
      unsent: {},
    });
  });
});
