import { readReference } from '../../../src/conversation/commands.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Field, Form, Reply } from '../../../src/conversation/vocabulary.ts';
import { readCardData, renderCard } from '../../../src/channels/shared/adaptive-card.ts';
import { faultsOf, markdownTexts, nodesOf, press, shownTexts } from './card-reader.ts';

function reply(...blocks: Block[]): Reply {
  return { audience: 'private', blocks };
}

function formWith(...fields: Field[]): Form {
  return {
    id: 'draft-1:kind',
    title: 'A relationship',
    intro: [{ type: 'text', text: 'Only those named at the end will see this.' }],
    fields,
    submit: 'Continue',
    choices: [
      { label: 'Back', value: 'back:draft-1' },
      { label: 'Stop', value: 'stop:draft-1', style: 'danger' },
    ],
    asking: null,
  };
}

const kinds = ['Family', 'Close friendship', 'Business'].map((label, index) => ({
  label,
  value: `k${index}`,
}));
const people = Array.from({ length: 30 }, (_, index) => ({
  label: `Person ${index}, Planning`,
  value: `p${index}`,
}));

const FIELDS = {
  text: { type: 'text', name: 'title', label: 'Title', required: true, multiline: false, maxLength: 80 },
  long: {
    type: 'text',
    name: 'details',
    label: 'Details',
    hint: 'In your own words.',
    required: false,
    multiline: true,
    maxLength: 4000,
  },
  choice: { type: 'choice', name: 'kind', label: 'Kind', required: true, options: kinds },
  list: { type: 'choice', name: 'area', label: 'Area', required: true, options: people },
  date: { type: 'date', name: 'since', label: 'Since when', required: false },
  person: { type: 'person', name: 'who', label: 'With whom', required: true, options: people },
} satisfies Record<string, Field>;

const EVERY_BLOCK: Block[] = [
  { type: 'heading', text: 'Yes, if the Chief Executive agrees' },
  { type: 'text', text: 'It depends.\nTwo lines.\n\nAnd another paragraph.' },
  { type: 'text', text: 'Strong words.', tone: 'strong' },
  { type: 'text', text: 'An aside.', tone: 'subtle' },
  { type: 'text', text: 'This is a draft.', tone: 'warning' },
  { type: 'list', items: ['Ask in writing.', 'Leave before the political discussion.'] },
  { type: 'facts', rows: [{ label: 'Reference', value: 'SWA-2026-0042' }] },
  {
    type: 'clauses',
    label: 'Rests on',
    clauses: Array.from({ length: 8 }, (_, index) => ({
      label: `7.${index}`,
      heading: 'Attendance',
      gist: `What 7.${index} says.`,
      ...(index === 3 ? { note: 'Names another approver.' } : {}),
    })),
  },
  {
    type: 'choices',
    label: 'What next?',
    choices: Array.from({ length: 9 }, (_, index) => ({ label: `Do ${index}`, value: `do:${index}` })),
  },
  { type: 'form', form: formWith(...Object.values(FIELDS)) },
];

describe('a card', () => {
  it('shows every block, and the library finds nothing wrong with it', () => {
    const card = renderCard(reply(...EVERY_BLOCK));
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(faultsOf(card)).toEqual([]);
    const shown = shownTexts(card);
    for (const text of [
      'Yes, if the Chief Executive agrees',
      'Two lines.',
      'And another paragraph.',
      'Strong words.',
      'An aside.',
      'Please note: This is a draft.',
      '• Ask in writing.',
      'SWA-2026-0042',
      'What 7.7 says.',
      'Please note: Names another approver.',
      'Do 8',
      'A relationship',
      'Only those named at the end will see this.',
      'Stop',
    ]) {
      expect(shown).toContain(text);
    }
  });

  it('can be drawn for every block alone', () => {
    for (const block of EVERY_BLOCK) expect(faultsOf(renderCard(reply(block)))).toEqual([]);
    expect(renderCard(reply()).body).toEqual([]);
  });

  it('says everything in its fallback text too', () => {
    const { fallbackText } = renderCard(reply(...EVERY_BLOCK));
    for (const text of ['Two lines.', 'What 7.7 says.', '[Do 8]', 'With whom', '[Continue]']) {
      expect(fallbackText).toContain(text);
    }
  });

  it('makes headings headings, and wraps every text', () => {
    const blocks = nodesOf(renderCard(reply(...EVERY_BLOCK)).body).filter(
      (node) => node.type === 'TextBlock',
    );
    expect(blocks.every((node) => node['wrap'] === true)).toBe(true);
    expect(blocks.filter((node) => node['style'] === 'heading').map((node) => node['text'])).toEqual([
      'Yes, if the Chief Executive agrees',
      'A relationship',
    ]);
  });

  it('has at most five buttons in a row, every input labelled, and no id twice', () => {
    const nodes = nodesOf(renderCard(reply(...EVERY_BLOCK)).body);
    for (const row of nodes.filter((node) => node.type === 'ActionSet')) {
      expect((row['actions'] as unknown[]).length).toBeLessThanOrEqual(5);
    }
    const inputs = nodes.filter((node) => node.type.startsWith('Input.'));
    expect(inputs.length).toBeGreaterThan(6);
    expect(inputs.every((node) => typeof node['label'] === 'string' && node['label'] !== '')).toBe(true);
    const ids = nodes.flatMap((node) => (node['id'] === undefined ? [] : [node['id']]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves no more buttons in a row than a phone has room for', () => {
    const choices = ['That helped', 'That is not right', 'Keep this'].map((label) => ({
      label,
      value: label,
    }));
    const rows = nodesOf(renderCard(reply({ type: 'choices', choices })).body)
      .filter((node) => node.type === 'ActionSet')
      .map((row) => (row['actions'] as { title: string }[]).map((action) => action.title));
    expect(rows).toEqual([['That helped', 'That is not right'], ['Keep this']]);
  });

  it('leaves the labels of clauses room on a phone', () => {
    const labels = ['17.1', '17.2', '17.3', '17.6', '17.7', '17.9'];
    const choices = labels.map((label) => ({ label, value: label }));
    const rows = nodesOf(renderCard(reply({ type: 'choices', choices })).body)
      .filter((node) => node.type === 'ActionSet')
      .map((row) => (row['actions'] as unknown[]).length);
    expect(rows).toEqual([4, 2]);
  });

  it('keeps a reference in one line, and leaves other labels as they are', () => {
    const [facts] = renderCard(
      reply({
        type: 'facts',
        rows: [
          { label: 'SWA-2026-0042', value: 'An enquiry' },
          { label: 'Since-when', value: 'Today' },
        ],
      }),
    ).body;
    const titles = (facts as { facts?: { title: string }[] }).facts?.map(({ title }) => title);
    expect(titles).toEqual(['SWA\u2060-\u20602026\u2060-\u20600042', 'Since-when']);
    expect(readReference(titles?.[0] ?? '', 'SWA')).toBe('SWA-2026-0042');
  });

  it('shows facts in two columns, and a long one with its label before it', () => {
    const short = { label: 'Reference', value: 'SWA-2026-0042' };
    const long = {
      label: 'What happened',
      value: 'It was said twice, in front of others. '.repeat(4).trim(),
    };
    const typesOf = (...rows: (typeof short)[]): string[] =>
      renderCard(reply({ type: 'facts', rows })).body.map(({ type }) => type);
    expect(typesOf(short, short)).toEqual(['FactSet']);
    expect(typesOf(short, short, long, short)).toEqual(['FactSet', 'RichTextBlock', 'FactSet']);
  });

  it('gives a long button a row of its own', () => {
    const long = 'Ask the Monitoring Officer to look at this question';
    const choices = ['Yes', 'No', long, 'Help'].map((label) => ({ label, value: label }));
    const rows = nodesOf(renderCard(reply({ type: 'choices', choices })).body)
      .filter((node) => node.type === 'ActionSet')
      .map((row) => (row['actions'] as { title: string }[]).map((action) => action.title));
    expect(rows).toEqual([['Yes', 'No'], [long], ['Help']]);
  });
});

describe('what people wrote', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      '**bold** _it_ [a link](https://evil.example) ![i](x)',
      '1. a list',
      '- a list',
      '# heading',
      '> quote',
      '`code` ~~struck~~ | table',
      '&amp; &#42; <b>x</b> <at>Ann</at>',
      '{{DATE(2026-02-14T06:00:00Z, SHORT)}} {{{TIME(2026-02-14T06:00:00Z)}}}',
      '\\*escaped\\*',
      'line\n- item\r\n\r\n1) more',
      '---',
      '⁦rtl⁩ عربي 👩‍👩‍👧 ﷺ',
      '   indented code',
    ),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...Array.from('*_[]()#-1.{}\n \\<&;a')), maxLength: 40 }),
  );
  const everywhere = (text: string): Reply =>
    reply(
      { type: 'heading', text },
      { type: 'text', text },
      { type: 'text', text, tone: 'warning' },
      { type: 'list', items: [text] },
      { type: 'facts', rows: [{ label: text, value: text }] },
      { type: 'clauses', label: text, clauses: [{ label: 'c', heading: text, gist: text, note: text }] },
      {
        type: 'form',
        form: {
          ...formWith({
            type: 'choice',
            name: 'x',
            label: 'Label',
            hint: text,
            error: text,
            required: true,
            options: [{ label: `${text}?`, value: 'x' }],
          }),
          title: text,
        },
      },
    );

  it('is never in a place that is read as markdown, unless it means the same there', () => {
    fc.assert(
      fc.property(odd, (text) => {
        for (const shown of markdownTexts(renderCard(everywhere(text)))) {
          expect(shown).not.toMatch(/[\\*_[\]<>`#~|{}&\n\r]|^\s|^(?:[-+]|\d+[.)])(?:\s|$)|^[-=]+$/);
        }
      }),
    );
  });

  it('is shown letter by letter, line by line', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const shown = shownTexts(renderCard(reply({ type: 'text', text })));
        expect(shown).toEqual(text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== ''));
      }),
    );
  });

  it('is never taken for a date to be formatted', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const runs = nodesOf(renderCard(everywhere(text)).body).filter((node) => node.type === 'TextRun');
        expect(runs.filter((run) => String(run['text']).includes('{{'))).toEqual([]);
      }),
    );
  });

  it('makes a sound card whatever it is', () => {
    fc.assert(
      fc.property(odd, (text) => {
        expect(faultsOf(renderCard(everywhere(text)))).toEqual([]);
      }),
    );
  });
});

describe('a form in a card', () => {
  const inputs = (field: Field): Record<string, unknown>[] =>
    nodesOf(renderCard(reply({ type: 'form', form: formWith(field) })).body).filter((node) =>
      node.type.startsWith('Input.'),
    );

  it('has an input for each kind of field', () => {
    expect(inputs(FIELDS.text)).toMatchObject([
      { type: 'Input.Text', id: 'field.title', label: 'Title', isRequired: true, isMultiline: false },
    ]);
    expect(inputs(FIELDS.long)).toMatchObject([
      { type: 'Input.Text', label: 'Details (optional)', isMultiline: true },
    ]);
    expect(inputs(FIELDS.choice)).toMatchObject([
      { type: 'Input.ChoiceSet', style: 'expanded', isRequired: true },
    ]);
    expect(inputs(FIELDS.list)).toMatchObject([{ type: 'Input.ChoiceSet', style: 'filtered' }]);
    expect(inputs(FIELDS.date)).toMatchObject([{ type: 'Input.Date', id: 'field.since' }]);
    expect(inputs(FIELDS.person)).toMatchObject([
      { type: 'Input.ChoiceSet', id: 'field.who' },
      { type: 'Input.Text', id: 'field.who.other' },
    ]);
  });

  it('says the longest answer instead of cutting it', () => {
    const card = renderCard(reply({ type: 'form', form: formWith(FIELDS.long) }));
    expect(shownTexts(card)).toContain('In your own words. At most 4,000 characters.');
    expect(JSON.stringify(card)).not.toContain('maxLength');
  });

  it('keeps what was given, and says in words what is wrong with it', () => {
    const field: Field = { ...FIELDS.long, value: 'my *own* words', error: 'too short.' };
    const card = renderCard(reply({ type: 'form', form: formWith(field) }));
    expect(shownTexts(card)).toContain('my *own* words');
    expect(shownTexts(card)).toContain('Please check: too short.');
    expect(shownTexts(card)).toContain('Please check: Details');
  });

  it('lists the fields that are wrong, where there are several, before all of them', () => {
    const wrong = [
      { ...FIELDS.long, error: 'too short.' },
      { ...FIELDS.long, name: 'more', label: 'With whom? Choose one.', error: 'too short.' },
    ];
    const shown = shownTexts(
      renderCard(reply({ type: 'form', form: { ...formWith(FIELDS.long), fields: wrong } })),
    );
    const at = shown.indexOf('Please check:');
    expect(shown.slice(at, at + 3)).toEqual(['Please check:', '• Details', '• With whom? Choose one.']);
  });

  it('shows a person who was chosen, and one who was typed in', () => {
    const person: Field = FIELDS.person;
    expect(inputs({ ...person, value: 'p3' })).toMatchObject([{ style: 'compact', value: 'p3' }, {}]);
    expect(inputs({ ...person, value: 'Aunt Maud' })).toMatchObject([
      { value: 'someone else' },
      { value: 'Aunt Maud' },
    ]);
    expect(inputs({ ...FIELDS.person, options: [] })).toMatchObject([
      { type: 'Input.Text', id: 'field.who.other', isRequired: true },
    ]);
  });

  it('drops a value that is no option any more', () => {
    const [input] = inputs({ ...FIELDS.choice, value: 'gone' });
    expect(input).not.toHaveProperty('value');
  });
});

describe('the way back', () => {
  const card = renderCard(reply(...EVERY_BLOCK));

  it('brings a choice as it was', () => {
    expect(readCardData(press(card, 'Do 3', { 'field.title': 'x' }))).toEqual({
      type: 'choice',
      value: 'do:3',
    });
    expect(readCardData(press(card, 'Stop'))).toEqual({ type: 'choice', value: 'stop:draft-1' });
  });

  it('brings a form with its answers', () => {
    const filled = { 'field.title': 'T', 'field.details': 'D\nd', 'field.kind': 'k1', 'field.who': 'p2' };
    expect(readCardData(press(card, 'Continue', filled))).toEqual({
      type: 'form',
      form: 'draft-1:kind',
      values: { title: 'T', details: 'D\nd', kind: 'k1', area: '', since: '', who: 'p2' },
    });
  });

  it('brings the typed name where nobody in the list fits', () => {
    const who = (filled: Record<string, string>): unknown => readCardData(press(card, 'Continue', filled));
    expect(who({ 'field.who.other': 'Aunt Maud' })).toMatchObject({ values: { who: 'Aunt Maud' } });
    expect(who({ 'field.who': 'someone else', 'field.who.other': 'Aunt Maud' })).toMatchObject({
      values: { who: 'Aunt Maud' },
    });
    expect(who({ 'field.who': 'someone else' })).toMatchObject({ values: { who: '' } });
    expect(who({ 'field.who': 'p2', 'field.who.other': 'Aunt Maud' })).toMatchObject({
      values: { who: 'p2' },
    });
  });
});
