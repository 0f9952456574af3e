import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMessage, auditView } from '../../../src/channels/slack/audit.ts';
import { renderBlock } from '../../../src/channels/slack/blocks.ts';
import { renderFormView } from '../../../src/channels/slack/form-view.ts';
import { renderMessages } from '../../../src/channels/slack/message.ts';
import { plain, WORD_JOINER } from '../../../src/channels/slack/text.ts';
import { renderOutcome } from '../../../src/channels/slack/views.ts';
import type { Block, Field, Form, Reply } from '../../../src/conversation/vocabulary.ts';
import { readTexts } from '../../support/slack-person.ts';
import { inputsOf, type Json } from '../../support/slack-windows.ts';
import { choiceField, form, reply, textField } from './harness.ts';

const blocksOf = (block: Exclude<Block, { type: 'form' }>): unknown[] =>
  renderBlock(block).map((piece) => piece.block);
const plainText = (text: string): object => ({ type: 'plain_text', text, emoji: false });

describe('a block', () => {
  it('heading', () => {
    expect(blocksOf({ type: 'heading', text: 'Yes, if :smile:' })).toEqual([
      { type: 'header', text: plainText('Yes, if :smile:') },
    ]);
  });

  it('heading longer than Slack has headings', () => {
    const text = 'long '.repeat(40).trim();
    expect(blocksOf({ type: 'heading', text })).toMatchObject([{ type: 'rich_text' }]);
    expect(readTexts(blocksOf({ type: 'heading', text }))).toBe(text);
  });

  it('text, as it was typed', () => {
    const text = '*not bold* <!channel> <@U1> & <b>';
    expect(blocksOf({ type: 'text', text })).toEqual([
      { type: 'section', text: plainText('*not bold* <\u2060!channel> <\u2060@U1> & <b>') },
    ]);
    expect(renderMessages(reply('private', text))[0]?.text).toBe(
      '*not bold* &lt;\u2060!channel&gt; &lt;\u2060@\u2060U1&gt; &amp; &lt;b&gt;',
    );
  });

  it.each([
    ['strong', { type: 'rich_text' }, 'Read this'],
    ['subtle', { type: 'context', elements: [plainText('Read this')] }, 'Read this'],
    ['warning', { type: 'rich_text' }, 'Please note:\n Read this'],
  ] as const)('text in the tone %s', (tone, block, said) => {
    expect(blocksOf({ type: 'text', text: 'Read this', tone })).toMatchObject([block]);
    expect(readTexts(blocksOf({ type: 'text', text: 'Read this', tone }))).toBe(said);
  });

  it.each(['', ' ', '\n', '\u2060'])('text of %j is nothing', (text) => {
    expect(blocksOf({ type: 'text', text })).toEqual([]);
  });

  it('list', () => {
    expect(blocksOf({ type: 'list', items: ['One', '<!here>'] })).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: ['One', '<\u2060!here>'].map((text) => ({
              type: 'rich_text_section',
              elements: [{ type: 'text', text }],
            })),
          },
        ],
      },
    ]);
  });

  it('facts, five rows to a section, the label in bold and the value as it is', () => {
    const rows = Array.from({ length: 6 }, (_, index) => ({
      label: `A & B ${index}`,
      value: '*x* <!channel>',
    }));
    const [first, second] = blocksOf({ type: 'facts', rows }) as { fields: unknown[] }[];
    expect(first?.fields.slice(0, 2)).toEqual([
      { type: 'mrkdwn', text: '*A &amp; B 0*', verbatim: true },
      plainText('*x* <\u2060!channel>'),
    ]);
    expect([first?.fields.length, second?.fields.length]).toEqual([10, 2]);
  });

  it('facts without a value, and with a long one', () => {
    const value = 'word '.repeat(1_000).trim();
    const blocks = blocksOf({
      type: 'facts',
      rows: [
        { label: 'Since', value: '' },
        { label: 'Details', value },
      ],
    });
    expect(readTexts(blocks[0])).toBe('*Since*\nNot given');
    expect(readTexts(blocks.slice(1)).replaceAll('\n', '')).toBe(`Details${value}`);
  });

  it('clauses, each a button that says what it opens', () => {
    const clauses = [{ label: '7.2', heading: 'Group meetings', gist: 'Who decides.' }];
    expect(blocksOf({ type: 'clauses', label: 'This rests on', clauses })).toEqual([
      { type: 'section', text: plainText('This rests on') },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'clause:0',
            text: plainText('7.2'),
            value: '{"l":"7.2","h":"Group meetings","g":"Who decides."}',
            accessibility_label: '7.2, Group meetings: read this clause',
          },
        ],
      },
    ]);
  });

  it('clauses too long for a button, written out', () => {
    const gist = 'word '.repeat(500).trim();
    const blocks = blocksOf({
      type: 'clauses',
      label: 'On',
      clauses: [{ label: '1', heading: 'One', gist, note: 'Draft' }],
    });
    expect(readTexts(blocks)).toBe(`On\n1 One\n${gist}\nPlease note:\n Draft`);
  });

  it('choices', () => {
    const choices = [
      { label: 'Yes', value: 'yes', style: 'primary' as const },
      { label: 'No', value: 'no', style: 'danger' as const },
      { label: 'Maybe', value: 'a<b' },
    ];
    expect(blocksOf({ type: 'choices', choices })).toEqual([
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'choice:0', text: plainText('Yes'), value: 'yes', style: 'primary' },
          { type: 'button', action_id: 'choice:1', text: plainText('No'), value: 'no', style: 'danger' },
          { type: 'button', action_id: 'choice:2', text: plainText('Maybe'), value: '~"a\\u003cb"' },
        ],
      },
    ]);
  });

  it('choices with a long label, which is given in full above', () => {
    const label =
      'Disclose a relationship that began long before either of you was elected or appointed to office';
    const blocks = blocksOf({
      type: 'choices',
      choices: [
        { label, value: 'a' },
        { label: 'No', value: 'b' },
      ],
    });
    expect(readTexts(blocks[0])).toBe(`1. ${label}\n2. No`);
    expect(readTexts(blocks[1]).split('\n')[1]).toBe('2. No');
  });

  it('choices too many for a row', () => {
    const choices = Array.from({ length: 60 }, (_, index) => ({
      label: `Choice ${index}`,
      value: `${index}`,
    }));
    const blocks = blocksOf({ type: 'choices', choices }) as { elements: unknown[] }[];
    expect(blocks.map(({ elements }) => elements.length)).toEqual([25, 25, 10]);
  });
});

describe('a window', () => {
  const fields: Field[] = [
    textField({ hint: 'As you know them.', value: 'Ann' }),
    choiceField({ value: 'friend' }),
    { type: 'date', name: 'since', label: 'Since when?', required: false, value: '2026-01-31' },
    {
      type: 'person',
      name: 'who',
      label: 'Who?',
      required: true,
      options: [{ label: 'Bo', value: 'bo' }],
      value: 'Cy',
    },
  ];
  const view = renderFormView({ form: form({ fields }) });

  it('has an input with a label for every field, filled with what was given', () => {
    const inputs = inputsOf(view as unknown as Json);
    expect(inputs.map(({ label, optional, element }) => [label.text, optional, element.type])).toEqual([
      ['Who is it?', false, 'plain_text_input'],
      ['What kind is it?', false, 'radio_buttons'],
      ['Since when?', true, 'datepicker'],
      ['Who?', true, 'static_select'],
      ['Or type a name, where nobody in the list fits', true, 'plain_text_input'],
    ]);
    expect(inputs[0]).toMatchObject({
      hint: plainText('As you know them.'),
      element: { initial_value: 'Ann', max_length: 200 },
    });
    expect(inputs[1]?.element['initial_option']).toEqual({ text: plainText('A friend'), value: 'friend' });
    expect(inputs[2]?.element['initial_date']).toBe('2026-01-31');
    expect(inputs[3]?.element['initial_option']).toBeUndefined();
    expect(inputs[4]?.element['initial_value']).toBe('Cy');
    expect(auditView(view)).toEqual([]);
  });

  const input = (field: Field): ReturnType<typeof inputsOf>[number] | undefined =>
    inputsOf(renderFormView({ form: form({ fields: [field] }) }) as unknown as Json)[0];
  const options = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ label: `Option ${index}`, value: `o${index}` }));

  it.each([
    [10, 'radio_buttons', 'options'],
    [11, 'static_select', 'options'],
    [100, 'static_select', 'options'],
    [101, 'static_select', 'option_groups'],
  ])('shows %i options as %s', (count, type, list) => {
    const element = input(choiceField({ options: options(count) }))?.element;
    expect(element?.type).toBe(type);
    expect(element?.[list]).toBeDefined();
  });

  it('names groups of options by what is in them', () => {
    const groups = input(choiceField({ options: options(150) }))?.element['option_groups'];
    expect(groups).toMatchObject([
      { label: { text: 'Option 0 to Option 99' } },
      { label: { text: 'Option 100 to Option 149' } },
    ]);
  });

  it('gives long options in full above', () => {
    const label = 'x'.repeat(80);
    const shown = renderFormView({
      form: form({ fields: [choiceField({ options: [{ label, value: 'x' }] })] }),
    });
    expect(readTexts(shown.blocks)).toContain(`1. ${label}`);
    expect(auditView(shown)).toEqual([]);
  });

  it('shows what was given where its input cannot', () => {
    const date: Field = {
      type: 'date',
      name: 'd',
      label: 'When?',
      required: true,
      value: 'last May',
      error: 'Give a date.',
    };
    expect(input(date)).toMatchObject({ hint: { text: 'Please check: Give a date. You gave: last May' } });
    expect(input(date)?.element['initial_date']).toBeUndefined();
    expect(input({ ...date, value: '2026-02-31' })?.element['initial_date']).toBeUndefined();
    expect(input(choiceField({ value: 'cousin' }))).toMatchObject({ hint: { text: 'You gave: cousin' } });
  });

  it('keeps a text that is too long to be shown, if it is left alone', () => {
    const long = input(textField({ value: 'x'.repeat(3_001), maxLength: 5_000 }));
    expect(long?.block_id).toMatch(/^r:name:/);
    expect(long?.element['initial_value']).toBeUndefined();
    expect(long).toMatchObject({ optional: true, element: { max_length: 3_000 } });
  });

  it('changes the id of an input with its value, because Slack remembers the old one', () => {
    const ids = [undefined, 'a', 'b', 'a'].map(
      (value) => input(textField(value === undefined ? {} : { value }))?.block_id,
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe(ids[3]);
  });

  it('says at the top what does not fit in its title or button', () => {
    const long = {
      title: 'A title with more than 24 characters',
      submit: 'A button with more than 24 characters',
    };
    const shown = renderFormView({ form: form(long) });
    expect(shown).toMatchObject({ title: plainText('Beadle'), submit: plainText('Send') });
    expect(readTexts(shown.blocks)).toContain(long.title);
    expect(readTexts(shown.blocks)).toContain(`Send: ${long.submit}`);
  });

  it('asks for the name where a list of people is too long for any window', () => {
    const people = Array.from({ length: 4_000 }, (_, index) => ({
      label: `Person with a long name ${index}`,
      value: `person-${index}@council.gov.uk`,
    }));
    const shown = renderFormView({
      form: form({
        fields: [
          {
            type: 'person',
            name: 'who',
            label: 'Who?',
            required: true,
            options: people,
            value: 'person-7@council.gov.uk',
          },
        ],
      }),
    });
    expect(auditView(shown)).toEqual([]);
    expect(inputsOf(shown as unknown as Json)).toMatchObject([
      {
        label: { text: 'Who?' },
        element: { type: 'plain_text_input', initial_value: 'Person with a long name 7' },
      },
    ]);
    expect(readTexts(shown.blocks)).toContain('too long to show here');
  });
});

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
