import { describe, expect, it } from 'vitest';
import { renderBlock } from '../../../src/channels/slack/blocks.ts';
import { renderMessages } from '../../../src/channels/slack/message.ts';
import type { Block } from '../../../src/conversation/vocabulary.ts';
import { readTexts } from '../../support/slack-person.ts';
import { reply } from './harness.ts';

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
    expect(readTexts(blocks.slice(1)).replaceAll('\n', '')).toBe(`Details: ${value}`);
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
