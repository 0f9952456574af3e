import { describe, expect, it } from 'vitest';
import { auditView } from '../../../src/channels/slack/audit.ts';
import { renderFormView } from '../../../src/channels/slack/form-view.ts';
import type { Field } from '../../../src/conversation/vocabulary.ts';
import { readTexts } from '../../support/slack-person.ts';
import { inputsOf, type Json } from '../../support/slack-windows.ts';
import { choiceField, form, textField } from './harness.ts';

const plainText = (text: string): object => ({ type: 'plain_text', text, emoji: false });

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

  it('takes Slack’s own list, or a name, where a list of people is too long for any window', () => {
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
      { label: { text: 'Who?' }, element: { type: 'users_select' }, optional: true },
      {
        label: { text: 'Or type a name, where nobody in the list fits' },
        element: { type: 'plain_text_input', initial_value: 'Person with a long name 7' },
      },
    ]);
    expect(readTexts(shown.blocks)).toContain('too long to show here');
  });
});
