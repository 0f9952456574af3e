import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMessage, auditView } from '../../../src/channels/slack/audit.ts';
import { renderFormView } from '../../../src/channels/slack/form-view.ts';
import { renderMessages } from '../../../src/channels/slack/message.ts';
import { plain, WORD_JOINER } from '../../../src/channels/slack/text.ts';
import { renderOutcome } from '../../../src/channels/slack/views.ts';
import type { Block, Field, Form, Reply } from '../../../src/conversation/vocabulary.ts';
import { readTexts } from '../../support/slack-person.ts';

describe('a long reply', () => {
  const word = fc.constantFrom('word', '<!channel>', '&', '\n', '"', 'é', '🙂', 'x'.repeat(400), '@here');
  const text = fc.array(word, { maxLength: 120 }).map((words) => words.join(' '));
  const short = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  const field: fc.Arbitrary<Field> = fc.oneof(
    fc.record({
      type: fc.constant('text' as const),
      name: fc.constant('t'),
      label: text,
      hint: text,
      error: text,
      value: text,
      required: fc.boolean(),
      multiline: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 9_000 }),
    }),
    fc.record({
      type: fc.constant('date' as const),
      name: fc.constant('d'),
      label: text,
      value: text,
      required: fc.boolean(),
    }),
    fc.record({
      type: fc.constantFrom('choice' as const, 'person' as const),
      name: fc.constant('o'),
      label: text,
      value: fc.constantFrom('v1', 'other'),
      required: fc.boolean(),
      options: fc
        .array(text, { minLength: 1, maxLength: 130 })
        .map((labels) => labels.map((label, index) => ({ label, value: `v${index}` }))),
    }),
  );
  const plainBlock: fc.Arbitrary<Exclude<Block, { type: 'form' }>> = fc.oneof(
    fc.record({ type: fc.constant('heading' as const), text }),
    fc.record({
      type: fc.constant('text' as const),
      text,
      tone: fc.constantFrom('normal' as const, 'strong' as const, 'subtle' as const, 'warning' as const),
    }),
    fc.record({ type: fc.constant('list' as const), items: fc.array(text, { maxLength: 70 }) }),
    fc.record({
      type: fc.constant('facts' as const),
      rows: fc.array(fc.record({ label: text, value: text }), { maxLength: 15 }),
    }),
    fc.record({
      type: fc.constant('clauses' as const),
      label: text,
      clauses: fc.array(fc.record({ label: text, heading: short, gist: text }), { maxLength: 6 }),
    }),
    fc.record({
      type: fc.constant('choices' as const),
      choices: fc.array(fc.record({ label: text, value: fc.string({ maxLength: 900 }) }), { maxLength: 40 }),
    }),
  );
  const anyForm: fc.Arbitrary<Form> = fc.record({
    id: fc.string({ minLength: 1, maxLength: 40 }),
    title: text,
    intro: fc.array(plainBlock, { maxLength: 2 }),
    fields: field.map((one) => [one]),
    submit: text,
    choices: fc.array(fc.record({ label: text, value: fc.string({ maxLength: 40 }) }), { maxLength: 4 }),
    asking: fc.constantFrom('t', 'd', 'o', null),
  });
  const anyReply: fc.Arbitrary<Reply> = fc.record({
    audience: fc.constant('private' as const),
    blocks: fc.array(
      fc.oneof(
        { arbitrary: plainBlock, weight: 4 },
        fc.record({ type: fc.constant('form' as const), form: anyForm }),
      ),
      { maxLength: 8 },
    ),
  });
  /** Words alone, because texts are divided and numbered. */
  const letters = (shown: string): string => shown.replaceAll(WORD_JOINER, '').replace(/\s/g, '');

  it('always becomes messages that Slack takes', () => {
    fc.assert(
      fc.property(anyReply, (made) => {
        for (const message of renderMessages(made)) {
          expect(auditMessage(message)).toEqual([]);
          expect(message.text).not.toMatch(/[<>]/);
          expect(JSON.stringify(message)).not.toMatch(/<[!@#]/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('loses no text, in what is shown and in what is read out', () => {
    fc.assert(
      fc.property(
        fc.array(
          plainBlock.filter((block) => block.type !== 'clauses'),
          { maxLength: 6 },
        ),
        (blocks) => {
          const messages = renderMessages({ audience: 'private', blocks });
          const shown = letters(readTexts(messages.map((message) => message.blocks)));
          const read = letters(messages.map((message) => message.text).join(''));
          for (const said of blocks.flatMap(textsOf)) {
            const wanted = letters(plain(said));
            expect(shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toContain(
              wanted,
            );
            expect(read.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toContain(
              wanted,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('becomes a window that Slack takes, or one that is known not to fit', () => {
    fc.assert(
      fc.property(anyForm, (made) => {
        const view = renderFormView({ form: made });
        const faults = auditView(view).filter((fault) => !/viewBlocks|viewBytes/.test(fault));
        expect(faults).toEqual([]);
        expect(
          JSON.stringify(view, (key, value: unknown) => (key === 'initial_value' ? '' : value)),
        ).not.toMatch(/<[!@#]/);
      }),
      { numRuns: 60 },
    );
  });

  it('as a receipt always fits in a window', () => {
    fc.assert(
      fc.property(fc.array(plainBlock, { minLength: 1, maxLength: 12 }), (blocks) => {
        expect(renderOutcome([{ audience: 'private', blocks }])?.faults ?? []).toEqual([]);
      }),
      { numRuns: 40 },
    );
    const blocks: Block[] = Array.from({ length: 130 }, (_, index) => ({
      type: 'text',
      text: `Line ${index}`,
    }));
    const receipt = renderOutcome([{ audience: 'private', blocks }]);
    expect(receipt?.faults).toEqual([]);
    expect(readTexts(receipt?.view.blocks.at(-1))).toBe(
      'The rest of this is in your direct messages with Beadle.',
    );
  });

  function textsOf(block: Exclude<Block, { type: 'form' }>): string[] {
    switch (block.type) {
      case 'heading':
      case 'text':
        return [block.text];
      case 'list':
        return [...block.items];
      case 'facts':
        return block.rows.flatMap((row) => [row.label, row.value]);
      case 'clauses':
        return [block.label, ...block.clauses.map((clause) => clause.label)];
      case 'choices':
        return block.choices.map((choice) => choice.label);
    }
  }
});
