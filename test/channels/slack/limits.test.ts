import { describe, expect, it } from 'vitest';
import { checkSlackLimits } from '../../../src/channels/slack/check-limits.ts';
import type { Block, Form } from '../../../src/conversation/vocabulary.ts';
import { choiceField, form, reply, textField } from './harness.ts';

const check = (...blocks: (string | Block)[]): string[] => checkSlackLimits(reply('private', ...blocks));
const checkForm = (parts: Partial<Form>): string[] => check({ type: 'form', form: form(parts) });
const long = (length: number): string => 'x'.repeat(length);

describe('what Slack can show', () => {
  it('passes no limit, however long its texts are', () => {
    expect(
      check(
        long(90_000),
        { type: 'list', items: Array.from({ length: 200 }, () => long(300)) },
        { type: 'facts', rows: [{ label: 'Details', value: long(9_000) }] },
        { type: 'clauses', label: 'On', clauses: [{ label: '7.2', heading: 'Meetings', gist: long(600) }] },
        { type: 'choices', choices: [{ label: 'Yes', value: 'yes' }] },
      ),
    ).toEqual([]);
    expect(checkForm({ fields: [textField(), choiceField()] })).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['header', check({ type: 'heading', text: long(151) })],
    ['buttonText', check({ type: 'choices', choices: [{ label: long(76), value: 'a' }] })],
    ['buttonValue', check({ type: 'choices', choices: [{ label: 'Yes', value: long(2_001) }] })],
    [
      'buttonValue',
      check({ type: 'clauses', label: 'On', clauses: [{ label: '1', heading: '', gist: long(2_000) }] }),
    ],
    [
      'buttonText',
      check({ type: 'clauses', label: 'On', clauses: [{ label: long(76), heading: '', gist: 'x' }] }),
    ],
    ['title', checkForm({ title: long(25) })],
    ['viewButton', checkForm({ submit: long(25) })],
    ['privateMetadata', checkForm({ id: long(3_001) })],
    [
      'viewBlocks',
      checkForm({ fields: Array.from({ length: 101 }, (_, index) => textField({ name: `f${index}` })) }),
    ],
    [
      'viewBytes',
      checkForm({
        fields: Array.from({ length: 90 }, (_, index) =>
          textField({ name: `f${index}`, value: long(3_000) }),
        ),
      }),
    ],
    ['inputText', checkForm({ fields: [textField({ maxLength: 3_001 })] })],
    ['inputLabel', checkForm({ fields: [textField({ label: long(2_001) })] })],
    ['inputHint', checkForm({ fields: [textField({ hint: long(2_001) })] })],
    ['id', checkForm({ fields: [textField({ name: long(250) })] })],
    ['optionText', checkForm({ fields: [choiceField({ options: [{ label: long(76), value: 'a' }] })] })],
    ['optionValue', checkForm({ fields: [choiceField({ options: [{ label: 'A', value: long(151) }] })] })],
    [
      'selectOptions',
      checkForm({
        fields: [
          choiceField({
            options: Array.from({ length: 10_001 }, (_, index) => ({ label: `${index}`, value: `${index}` })),
          }),
        ],
      }),
    ],
  ])('names %s where it is passed', (limit, problems) => {
    expect(problems.some((problem) => problem.includes(`(${limit}`))).toBe(true);
  });

  it.each<[string, string[]]>([
    ['nothing to choose from', checkForm({ fields: [choiceField({ options: [] })] })],
    ['have the same name', checkForm({ fields: [textField(), textField()] })],
    ['no text for the title of the form', checkForm({ title: '' })],
    ['no text for the button', check({ type: 'choices', choices: [{ label: ' ', value: 'a' }] })],
    ['has no id', checkForm({ id: '' })],
    ['cannot stand in the intro', checkForm({ intro: [{ type: 'form', form: form() }] })],
  ])('names what is missing: %s', (words, problems) => {
    expect(problems.join('\n')).toContain(words);
  });

  it('says which text it is, and how long it may be', () => {
    expect(check({ type: 'heading', text: `The ${long(150)}` })).toEqual([
      `The heading is too long for Slack: 154 characters, at most 150 (header): "The ${long(56)}…"`,
    ]);
  });
});
