import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Form, Option, Reply } from '../../../src/conversation/vocabulary.ts';
import { renderCard } from '../../../src/channels/shared/adaptive-card.ts';
import {
  CARD_LIMITS,
  checkCardLimits,
  renderCards,
  splitReply,
} from '../../../src/channels/shared/card-limits.ts';

function reply(...blocks: Block[]): Reply {
  return { audience: 'here', blocks };
}

function sizeOf(part: Reply): number {
  return JSON.stringify(renderCard(part)).length;
}

function formOf(changes: Partial<Form> = {}): Form {
  return {
    id: 'f',
    title: 'Form',
    intro: [],
    fields: [],
    submit: 'Send',
    choices: [],
    asking: null,
    ...changes,
  };
}

function people(count: number): Option[] {
  return Array.from({ length: count }, (_, index) => ({
    label: `Somebody Withalongname ${index}, Director of Place`,
    value: `somebody.withalongname.${index}`,
  }));
}

/** Long texts as what they are made of, so that a counterexample can be read. */
type Recipe = { kind: Exclude<Block['type'], 'heading' | 'form'>; phrase: string; lengths: number[] };

const recipe: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constantFrom('text', 'list', 'facts', 'clauses', 'choices'),
  phrase: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  lengths: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }),
});

function cook({ kind, phrase, lengths }: Recipe): Block {
  const texts = lengths.map((length) => Array<string>(length).fill(phrase).join(' '));
  switch (kind) {
    case 'text':
      return { type: 'text', text: texts.join('\n') };
    case 'list':
      return { type: 'list', items: texts };
    case 'facts':
      return { type: 'facts', rows: texts.map((value) => ({ label: 'Label', value })) };
    case 'clauses': {
      const notes = texts.toReversed();
      const clauses = texts.map((gist, index) => ({
        label: '7.2',
        heading: 'H',
        gist,
        note: notes[index] ?? '',
      }));
      return { type: 'clauses', label: 'Rests on', clauses };
    }
    case 'choices': {
      const values = Array.from({ length: lengths[0] ?? 1 }, (_, index) => `${phrase} ${index}`);
      return { type: 'choices', choices: values.map((value) => ({ label: value, value })) };
    }
  }
}

/** The words of each kind that a reply carries, run together: the same before and after a division. */
function contentOf(replies: readonly Reply[]): Record<string, string> {
  const content: Record<string, string> = {};
  const add = (kind: string, text: string): void => {
    content[kind] = (content[kind] ?? '') + text;
  };
  for (const part of replies.flatMap((each) => each.blocks)) {
    if (part.type === 'text') add('text', part.text);
    if (part.type === 'list') for (const item of part.items) add('list', item);
    if (part.type === 'facts') for (const row of part.rows) add('facts', row.value);
    if (part.type === 'choices')
      for (const choice of part.choices) add('choices', `${choice.label}\n${choice.value}\n`);
    if (part.type === 'clauses') {
      for (const clause of part.clauses) {
        add('gists', clause.gist);
        add('notes', clause.note ?? '');
      }
    }
  }
  return content;
}

describe('a reply too long for a card', () => {
  it('is divided without a word lost, each part small enough', () => {
    fc.assert(
      fc.property(fc.array(recipe, { maxLength: 5 }), (recipes) => {
        const whole = reply(...recipes.map(cook));
        const parts = splitReply(whole);
        // Not toEqual, which would print the texts.
        expect(JSON.stringify(contentOf(parts)) === JSON.stringify(contentOf([whole]))).toBe(true);
        for (const part of parts) {
          expect(part.audience).toBe('here');
          expect(sizeOf(part)).toBeLessThanOrEqual(CARD_LIMITS.split);
        }
        expect(parts.length === 1).toBe(sizeOf(whole) <= CARD_LIMITS.split);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the order of its blocks', () => {
    const blocks = Array.from({ length: 40 }, (_, index): Block => ({
      type: 'text',
      text: `${index} ${'word '.repeat(200)}`,
    }));
    const parts = splitReply(reply(...blocks));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flatMap((part) => part.blocks)).toEqual(blocks);
    expect(renderCards(reply(...blocks))).toEqual(parts.map(renderCard));
  });

  it('cuts a text between words, and never a character in two', () => {
    const text = 'councillor '.repeat(3_000);
    const parts = splitReply(reply({ type: 'text', text }));
    const texts = parts.flatMap((part) => part.blocks.map((each) => (each.type === 'text' ? each.text : '')));
    expect(texts.join('')).toBe(text);
    expect(texts.every((each) => /^(?:councillor )+$/.test(each))).toBe(true);
    const faces = splitReply(reply({ type: 'text', text: '👩'.repeat(20_001) }));
    for (const part of faces.flatMap((each) => each.blocks)) {
      expect(part.type === 'text' && part.text.isWellFormed()).toBe(true);
    }
  });
});

describe('forms', () => {
  it('get a card each', () => {
    const first: Block = { type: 'form', form: formOf({ id: 'a' }) };
    const second: Block = { type: 'form', form: formOf({ id: 'b' }) };
    expect(splitReply(reply(first, second)).map((part) => part.blocks)).toEqual([[first], [second]]);
  });

  it('send a long introduction ahead', () => {
    const intro: Block[] = [{ type: 'text', text: 'word '.repeat(5_000) }];
    const parts = splitReply(reply({ type: 'form', form: formOf({ intro }) }));
    expect(contentOf(parts)['text']).toBe('word '.repeat(5_000));
    const last = parts.at(-1)?.blocks.at(-1);
    expect(last).toMatchObject({ type: 'form', form: { id: 'f', intro: [] } });
  });

  it('offer some hundred people in a list, and ask for the name of one in thousands', () => {
    const form = (count: number): Reply =>
      reply({
        type: 'form',
        form: formOf({
          fields: [
            {
              type: 'person',
              name: 'who',
              label: 'With whom',
              required: true,
              options: people(count),
              value: 'somebody.withalongname.7',
            },
          ],
        }),
      });
    expect(JSON.stringify(renderCards(form(250)))).toContain('somebody.withalongname.249');
    expect(checkCardLimits(form(250))).toEqual([]);

    const many = JSON.stringify(renderCards(form(3_000)));
    expect(many).toContain('The list of people is too long to show here: type the full name.');
    expect(many).toContain('Somebody Withalongname 7, Director of Place');
    expect(many).not.toContain('somebody.withalongname.2999');
    expect(checkCardLimits(form(3_000))).toEqual([]);
  });
});

describe('what no card can show or send back', () => {
  it.each<[string, Block, RegExp]>([
    ['a button without a label', { type: 'choices', choices: [{ label: ' ', value: 'x' }] }, /no label/],
    [
      'a value too long',
      { type: 'choices', choices: [{ label: 'X', value: 'x'.repeat(2_001) }] },
      /longer than/,
    ],
    ['a form without an id', { type: 'form', form: formOf({ id: '' }) }, /1 to 2000 characters/],
    ['a form without a button', { type: 'form', form: formOf({ submit: '' }) }, /no label for its button/],
    [
      'two fields of one name',
      {
        type: 'form',
        form: formOf({
          fields: [
            { type: 'date', name: 'd', label: 'D', required: true },
            { type: 'date', name: 'd', label: 'E', required: true },
          ],
        }),
      },
      /same name/,
    ],
    [
      'an impossible name',
      { type: 'form', form: formOf({ fields: [{ type: 'date', name: 'a.b', label: 'D', required: true }] }) },
      /cannot name/,
    ],
    [
      'a field without a label',
      { type: 'form', form: formOf({ fields: [{ type: 'date', name: 'a', label: '', required: true }] }) },
      /has no label/,
    ],
    [
      'nothing to choose',
      {
        type: 'form',
        form: formOf({ fields: [{ type: 'choice', name: 'a', label: 'A', required: true, options: [] }] }),
      },
      /nothing to choose/,
    ],
    [
      'two options that look the same',
      {
        type: 'form',
        form: formOf({
          fields: [
            {
              type: 'person',
              name: 'a',
              label: 'A',
              required: true,
              options: [
                { label: 'J', value: '1' },
                { label: 'J', value: '2' },
              ],
            },
          ],
        }),
      },
      /same label/,
    ],
    [
      'an option without a value',
      {
        type: 'form',
        form: formOf({
          fields: [
            { type: 'choice', name: 'a', label: 'A', required: true, options: [{ label: 'J', value: '' }] },
          ],
        }),
      },
      /no usable value/,
    ],
    [
      'a list that is too long',
      {
        type: 'form',
        form: formOf({
          fields: [{ type: 'choice', name: 'a', label: 'A', required: true, options: people(3_000) }],
        }),
      },
      /too large/,
    ],
  ])('%s is reported', (_name, wrong, problem) => {
    expect(checkCardLimits(reply(wrong)).join('\n')).toMatch(problem);
  });
});
