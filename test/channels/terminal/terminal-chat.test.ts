import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminalChat } from '../../../src/channels/terminal/terminal-chat.ts';
import type { TerminalChat, TerminalChatOptions } from '../../../src/channels/terminal/terminal-chat.ts';
import type { Block, Form, Outcome, OutgoingMessage, Turn } from '../../../src/conversation/vocabulary.ts';

type Run = { turns: Turn[]; printed: string; errors: string[] };

const say = (...blocks: Block[]): Outcome => ({ replies: [{ audience: 'private', blocks }] });

/** Types the lines, one after the other, and gives what was asked and printed, without the greeting. */
async function chat(
  lines: readonly string[],
  answer: (turn: Turn) => Outcome | Promise<Outcome>,
  options: Partial<TerminalChatOptions> = {},
  before?: (chat: TerminalChat) => void,
): Promise<Run> {
  const turns: Turn[] = [];
  const errors: string[] = [];
  let printed = '';
  const input = new PassThrough();
  const terminal = createTerminalChat({
    conversation: {
      handle: async (turn) => {
        if (turn.input.type === 'hello') return { replies: [] };
        turns.push(turn);
        return answer(turn);
      },
    },
    council: { id: 'swale', name: 'Swale Borough Council' },
    speaker: { userId: 'priya', name: 'Priya Shah' },
    input,
    output: new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        printed += chunk.toString();
        done();
      },
    }),
    width: () => 60,
    colour: false,
    interactive: false,
    onError: (code) => errors.push(code),
    ...options,
  });
  input.end(lines.map((line) => `${line}\n`).join(''));
  const running = terminal.run();
  before?.(terminal);
  await running;
  return { turns, printed: printed.split('\n').slice(2).join('\n'), errors };
}

const inputs = ({ turns }: Run): unknown[] => turns.map(({ input }) => input);

const kinds = [
  { label: 'Family', value: 'family' },
  { label: 'Close friendship', value: 'friendship' },
];

function formAsking(asking: string | null, more: Partial<Form> = {}): Form {
  return {
    id: 'draft-1:kind',
    title: 'Disclose a relationship',
    intro: [{ type: 'text', text: 'Only the Monitoring Officer sees this.' }],
    fields: [
      { type: 'choice', name: 'kind', label: 'What kind is it?', required: true, options: kinds },
      { type: 'text', name: 'details', label: 'Details', required: false, multiline: true, maxLength: 500 },
    ],
    submit: 'Record it',
    choices: [
      { label: 'Back', value: 'back' },
      { label: 'Stop and keep', value: 'stop' },
    ],
    asking,
    ...more,
  };
}

describe('the terminal chat', () => {
  it('shows a reply as wrapped text, with its choices numbered', async () => {
    const { printed, turns } = await chat(['can I attend?'], () =>
      say(
        { type: 'heading', text: 'Yes, if the Chief Executive agrees' },
        { type: 'text', text: 'An officer may go to a meeting of a political group under these conditions.' },
        {
          type: 'list',
          items: ['The Chief Executive decides whether an officer attends at all.', 'Others are told.'],
        },
        { type: 'facts', rows: [{ label: 'Reference', value: 'SWA-2026-0001' }] },
        {
          type: 'clauses',
          label: 'This rests on',
          clauses: [
            { label: '7.2', heading: 'Group meetings', gist: 'Only with approval.', note: 'A draft.' },
          ],
        },
        { type: 'text', tone: 'warning', text: 'Leave early.' },
        {
          type: 'choices',
          label: 'You can',
          choices: [
            { label: 'Ask for it', value: 'a' },
            { label: 'Disclose', value: 'b' },
          ],
        },
      ),
    );
    expect(printed).toBe(
      `> can I attend?

Yes, if the Chief Executive agrees

An officer may go to a meeting of a political group under
these conditions.

  - The Chief Executive decides whether an officer attends
    at all.
  - Others are told.

  Reference: SWA-2026-0001

This rests on
  7.2 Group meetings
    Only with approval.
    Please note: A draft.

Please note: Leave early.

You can
   1. Ask for it
   2. Disclose

`,
    );
    expect(turns).toEqual([
      {
        council: 'swale',
        speaker: { channel: 'terminal', tenant: 'local', userId: 'priya', name: 'Priya Shah' },
        scope: 'personal',
        eventId: null,
        input: { type: 'text', text: 'can I attend?' },
      },
    ]);
  });

  it('presses a choice by number or label, across replies, as long as it is on the screen', async () => {
    const menu: Outcome = {
      replies: [
        { audience: 'private', blocks: [{ type: 'choices', choices: [{ label: 'One', value: '1st' }] }] },
        { audience: 'here', blocks: [{ type: 'choices', choices: [{ label: 'Two words', value: '2nd' }] }] },
      ],
    };
    const run = await chat(['menu', '2', '2', 'menu', 'two  WORDS', 'menu', '7'], ({ input }) =>
      input.type === 'text' && input.text === 'menu' ? menu : say({ type: 'text', text: 'Done.' }),
    );
    expect(inputs(run)).toEqual([
      { type: 'text', text: 'menu' },
      { type: 'choice', value: '2nd' },
      { type: 'text', text: '2' },
      { type: 'text', text: 'menu' },
      { type: 'choice', value: '2nd' },
      { type: 'text', text: 'menu' },
      { type: 'text', text: '7' },
    ]);
  });

  it('asks one field at a time, and answers it by number or label', async () => {
    const run = await chat(['disclose', '2', 'disclose', 'family', 'disclose', 'BACK'], () =>
      say({ type: 'form', form: formAsking('kind') }),
    );
    expect(inputs(run)).toEqual([
      { type: 'text', text: 'disclose' },
      { type: 'form', form: 'draft-1:kind', values: { kind: 'friendship' } },
      { type: 'text', text: 'disclose' },
      { type: 'form', form: 'draft-1:kind', values: { kind: 'family' } },
      { type: 'text', text: 'disclose' },
      { type: 'choice', value: 'back' },
    ]);
    expect(run.printed).toContain(`Disclose a relationship

Only the Monitoring Officer sees this.

What kind is it?
   1. Family
   2. Close friendship

Or type: Back / Stop and keep
`);
    expect(run.printed.match(/Only the Monitoring Officer/g)).toHaveLength(1);
  });

  it('takes a number as an answer where a text is asked for', async () => {
    const run = await chat(['disclose', '2', 'a question of its own'], () =>
      say({ type: 'form', form: formAsking('details') }),
    );
    expect(inputs(run).slice(1)).toEqual([
      { type: 'text', text: '2' },
      { type: 'text', text: 'a question of its own' },
    ]);
    expect(run.printed).toContain('Details (optional: type skip to leave it out)');
  });

  it('says what is wrong with an answer, and keeps on asking', async () => {
    const field = {
      type: 'date' as const,
      name: 'since',
      label: 'Since when?',
      required: true,
      error: 'This is no date.',
    };
    const run = await chat(['x'], () =>
      say({ type: 'form', form: formAsking('since', { fields: [field] }) }),
    );
    expect(run.printed).toContain('Please check: This is no date.\n\nSince when?\n');
  });

  it('shows the answers before a form is sent, and sends them all', async () => {
    const ready = formAsking(null, {
      fields: [
        { type: 'choice', name: 'kind', label: 'Kind', required: true, options: kinds, value: 'family' },
        { type: 'text', name: 'details', label: 'Details', required: false, multiline: true, maxLength: 500 },
      ],
    });
    const run = await chat(['x', '1', 'x', '3'], () => say({ type: 'form', form: ready }));
    expect(run.printed).toContain('  Kind: Family\n\n   1. Record it\n   2. Back\n   3. Stop and keep\n');
    expect(inputs(run)).toEqual([
      { type: 'text', text: 'x' },
      { type: 'form', form: 'draft-1:kind', values: { kind: 'family' } },
      { type: 'text', text: 'x' },
      { type: 'choice', value: 'stop' },
    ]);
  });

  it('strips what would steer the terminal, from others and from the line typed', async () => {
    const nasty = 'a\u001b[31mred\u001b]0;title\u0007b\u0008\u009b2J\u202ec\td';
    const run = await chat([nasty], () =>
      say({ type: 'text', text: nasty }, { type: 'heading', text: 'x\r\nforged' }),
    );
    // eslint-disable-next-line no-control-regex -- control characters are what it is about
    expect(run.printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(run.printed).toContain('redb');
    expect(run.printed).toContain('x\nforged');
  });

  it('uses colour only where asked to, and never for text that people wrote', async () => {
    const answer = (): Outcome => say({ type: 'heading', text: 'Title' }, { type: 'text', text: 'plain' });
    expect((await chat(['x'], answer, { colour: true })).printed).toContain(
      '\u001b[1mTitle\u001b[0m\n\nplain\n',
    );
  });

  it('goes on after Beadle fails, and says so', async () => {
    let failed = false;
    const run = await chat(['first', 'second'], () => {
      if (failed) return say({ type: 'text', text: 'Fine.' });
      failed = true;
      return Promise.reject(new RangeError('typed words'));
    });
    expect(run.printed).toContain('Beadle could not answer just now. Please try again.');
    expect(run.printed).not.toContain('typed words');
    expect(run.printed).toContain('Fine.');
    expect(run.errors).toEqual(['RangeError']);
  });

  it('answers in order, leaves out empty lines, and stops at /quit', async () => {
    const run = await chat(['one', '', '   ', 'two', '/quit', 'three'], async ({ input }) => {
      await Promise.resolve();
      return say({ type: 'text', text: `echo ${input.type === 'text' ? input.text : ''}` });
    });
    expect(inputs(run)).toEqual([
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ]);
    expect(run.printed).toBe('> one\n\necho one\n\n> \n>    \n> two\n\necho two\n\n> /quit\n');
  });

  it('prints what Beadle says first to this person, and to nobody else', async () => {
    const message: OutgoingMessage = {
      id: 'm',
      council: 'swale',
      recipient: { name: 'Priya Shah', slackUserId: null, entraObjectId: null, key: 'priya' },
      reference: null,
      reply: { audience: 'private', blocks: [{ type: 'text', text: 'A reminder.' }] },
    };
    const deliveries: unknown[] = [];
    const run = await chat(
      ['x'],
      () => say({ type: 'text', text: 'Fine.' }),
      {},
      ({ deliverer }) => {
        void deliverer.deliver(message).then((delivery) => deliveries.push(delivery));
        const other = { ...message, recipient: { ...message.recipient, key: 'moira' } };
        void deliverer.deliver(other).then((delivery) => deliveries.push(delivery));
      },
    );
    expect(deliveries).toEqual([{ result: 'sent' }, { result: 'unreachable' }]);
    expect(run.printed).toContain('A reminder.');
  });
});
