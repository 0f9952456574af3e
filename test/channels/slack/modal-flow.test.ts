import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome, Turn } from '../../../src/conversation/vocabulary.ts';
import { readTexts } from '../../support/slack-person.ts';
import { inputsOf } from '../../support/slack-windows.ts';
import type { Harness, Talk } from './harness.ts';
import { ask, choiceField, reply, say, startHarness, textField } from './harness.ts';

/** A small flow: what kind, with whom, done. An answer "nobody" is refused. */
function disclose({ input }: Turn): Outcome {
  if (input.type === 'command') return askKind();
  if (input.type === 'choice') return input.value === 'back:draft-1' ? askKind('family') : say('Stopped.');
  if (input.type !== 'form') return say('What?');
  if (input.form === 'draft-1/kind') {
    return input.values['kind'] === 'friend' ? askKind('friend', 'Friends need no form.') : askName();
  }
  const name = input.values['name'] ?? '';
  if (name === 'nobody') return askName(name, 'Give a full name.');
  return say(
    { type: 'heading', text: 'Recorded' },
    { type: 'facts', rows: [{ label: 'With', value: name }] },
  );
}

function askKind(value?: string, error?: string): Outcome {
  const field = choiceField({
    ...(value === undefined ? {} : { value }),
    ...(error === undefined ? {} : { error }),
  });
  return ask({ id: 'draft-1/kind', title: 'What it is', fields: [field], asking: 'kind', choices: [] });
}

function askName(value?: string, error?: string): Outcome {
  const given = { ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { error }) };
  return ask({ fields: [textField({ ...given, multiline: true, maxLength: 3_000 })] });
}

let harness: Harness;
async function start(talk: Talk, options = {}): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(talk, options);
  return harness.person();
}
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();

describe('a form in a window', () => {
  it('opens on a command, asks again where an answer is wrong, moves on, and ends with a receipt that is also sent', async () => {
    const person = await start(disclose);
    await person.command('/disclose', 'my sister');
    await settle();
    expect(harness.inputs()).toEqual([{ type: 'command', command: 'disclose', text: 'my sister' }]);
    expect(person.window.view).toMatchObject({
      title: { text: 'What it is' },
      submit: { text: 'Next' },
      close: { text: 'Close' },
      notify_on_close: true,
    });

    const refused = await person.fill('What kind is it?', 'A friend').submit();
    const block = inputsOf(person.window.view)[0]?.block_id ?? '';
    expect(refused.json).toEqual({ response_action: 'errors', errors: { [block]: 'Friends need no form.' } });
    expect(person.window.errors).toEqual({ [block]: 'Friends need no form.' });

    await person.fill('What kind is it?', 'Family').submit();
    expect(person.window.view['title']).toMatchObject({ text: 'With whom' });

    await person.fill('Who is it?', 'Ann <b> & Sons').submit();
    await settle();
    expect(harness.inputs().slice(1)).toEqual([
      { type: 'form', form: 'draft-1/kind', values: { kind: 'friend' } },
      { type: 'form', form: 'draft-1/kind', values: { kind: 'family' } },
      { type: 'form', form: 'draft-1/who', values: { name: 'Ann <b> & Sons' } },
    ]);
    const last = person.window.view;
    expect(last).toMatchObject({ close: { text: 'Close' } });
    expect(last['submit']).toBeUndefined();
    expect(readTexts(last['blocks'])).toContain('Recorded\n*With*\nAnn <b> & Sons');
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['Recorded\nWith: Ann &lt;b&gt; &amp; Sons']);
    expect(harness.slack.windows.depth('U1')).toBe(1);
  });

  it('leads to a summary in the window alone, and to a receipt that is kept', async () => {
    const summary = say('Please check this.', {
      type: 'choices',
      choices: [{ label: 'Record it', value: 'confirm:draft-1', style: 'primary' }],
    });
    const person = await start(({ input }) =>
      input.type === 'command' ? ask() : input.type === 'form' ? summary : say('Recorded: SWA-2026-0001'),
    );
    await person.command('/disclose');
    await settle();
    await person.fill('Who is it?', 'Ann').submit();
    await settle();
    expect(readTexts(person.window.view['blocks'])).toContain('Please check this.');
    expect(person.seen()).toEqual([]);
    await person.press('Record it');
    await settle();
    expect(harness.inputs().at(-1)).toEqual({ type: 'choice', value: 'confirm:draft-1' });
    expect(readTexts(person.window.view['blocks'])).toBe('Recorded: SWA-2026-0001');
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['Recorded: SWA-2026-0001']);
  });

  it('is private to the speaker, with an id for each thing done', async () => {
    const person = await start(disclose);
    await person.command('/disclose');
    await settle();
    await person.fill('What kind is it?', 'Family').submit();
    expect(
      harness.turns.map(({ scope, council, speaker, reference }) => ({ scope, council, speaker, reference })),
    ).toEqual(
      Array(2).fill({
        scope: 'personal',
        council: 'council-of-T1',
        speaker: { channel: 'slack', tenant: 'T1', userId: 'U1' },
        reference: '{"team":"T1","user":"U1"}',
      }),
    );
    const ids = harness.turns.map((turn) => turn.eventId);
    expect(ids).toEqual([expect.stringMatching(/^command:/), expect.stringMatching(/^view:/)]);
  });

  it('shows the answer again, and what is wrong with it, where the window has to change', async () => {
    const person = await start(({ input }) =>
      input.type === 'form'
        ? ask({
            fields: [textField({ value: input.values['name'] ?? '', error: 'Too short.' }), choiceField()],
          })
        : ask(),
    );
    await person.command('/disclose');
    await settle();
    const answer = await person.fill('Who is it?', 'A').submit();
    expect(answer.json).toMatchObject({ response_action: 'update' });
    expect(Object.values(person.window.values)[0]).toEqual({
      input: { type: 'plain_text_input', value: 'A' },
    });
    expect(inputsOf(person.window.view)[0]).toMatchObject({ hint: { text: 'Please check: Too short.' } });
    expect(readTexts(person.window.view['blocks'])).toContain('Please check:\n Who is it?');
  });

  it('shows what the conversation knows instead of what Slack remembers', async () => {
    const person = await start(({ input }) =>
      input.type === 'form' ? ask({ fields: [textField({ value: 'Ann Lee' }), choiceField()] }) : ask(),
    );
    await person.command('/disclose');
    await settle();
    await person.fill('Who is it?', ' Ann   Lee ').submit();
    expect(Object.values(person.window.values)[0]).toEqual({
      input: { type: 'plain_text_input', value: 'Ann Lee' },
    });
  });

  it('keeps what was typed through going back and forth again', async () => {
    const person = await start(disclose);
    await person.command('/disclose');
    await settle();
    await person.fill('What kind is it?', 'Family').submit();
    await person.fill('Who is it?', 'Somebody with a long story').press('Back');
    await settle();
    expect(harness.inputs().at(-1)).toEqual({ type: 'choice', value: 'back:draft-1' });
    expect(person.window.view['title']).toMatchObject({ text: 'What it is' });
    await person.submit();
    expect(inputsOf(person.window.view)[0]?.element['initial_value']).toBe('Somebody with a long story');
  });

  it('hands back what was typed where it is too long to be carried along', async () => {
    const person = await start(disclose);
    await person.command('/disclose');
    await settle();
    await person.fill('What kind is it?', 'Family').submit();
    const story = 'word '.repeat(590).trim();
    await person.fill('Who is it?', story).press('Back');
    await settle();
    expect(readTexts(person.seen('D1')[0]?.blocks)).toContain(story);
  });

  it('ends where a button beside it ends the dialog', async () => {
    const person = await start(({ input }) =>
      input.type === 'choice'
        ? say('Stopped. Nothing was recorded.')
        : ask({ choices: [{ label: 'Stop', value: 'stop' }] }),
    );
    await person.command('/disclose');
    await settle();
    await person.press('Stop');
    await settle();
    expect(readTexts(person.window.view['blocks'])).toBe('Stopped. Nothing was recorded.');
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['Stopped. Nothing was recorded.']);
  });

  it('says so and loses nothing where Beadle fails', async () => {
    let isBroken = true;
    const person = await start(({ input }) => {
      if (input.type !== 'form') return ask();
      if (isBroken) throw new Error('disk full: Ann');
      return say('Recorded.');
    });
    await person.command('/disclose');
    await settle();
    await person.fill('Who is it?', 'Ann').submit();
    expect(readTexts(person.window.view['blocks'])).toContain('Something went wrong');
    expect(harness.log()).toContain('"code":"slack-turn-failed"');
    expect(harness.log()).not.toContain('Ann');
    isBroken = false;
    harness.slack.windows.close('U1');
    await person.submit();
    expect(readTexts(person.window.view['blocks'])).toBe('Recorded.');
  });

  it('closed half-way needs no word', async () => {
    const person = await start(disclose);
    await person.command('/disclose');
    await settle();
    expect(await person.close()).toMatchObject({ status: 200, text: '' });
    await settle();
    expect(harness.turns).toHaveLength(1);
    expect(harness.slack.messages).toEqual([]);
  });

  it('carries other replies of the same turn above itself', async () => {
    const person = await start(() => ({
      replies: [reply('private', 'You began this on Monday.'), ...ask().replies],
    }));
    await person.command('/disclose');
    await settle();
    expect(readTexts(person.window.view['blocks'])).toMatch(/^You began this on Monday\.\nNobody is told/);
    expect(person.seen()).toEqual([]);
  });
});

describe('a person in a window', () => {
  const people = [
    { label: 'Ann Lee, councillor', value: 'ann@council' },
    { label: 'Bo Ray, councillor', value: 'bo@council' },
  ];
  const withPerson = (value?: string): Outcome =>
    ask({
      fields: [
        {
          type: 'person',
          name: 'who',
          label: 'With whom?',
          required: true,
          options: people,
          ...(value === undefined ? {} : { value }),
        },
      ],
    });
  const TYPED = 'Or type a name, where nobody in the list fits';

  it.each([
    ['chosen', 'Ann Lee, councillor', '', { who: 'ann@council' }],
    ['typed', '', 'Cy <Doe>', { who: 'Cy <Doe>' }],
    ['not given', '', '', { who: '' }],
  ])('is %s', async (_name, chosen, typed, values) => {
    const person = await start(({ input }) => (input.type === 'form' ? say('Done') : withPerson()));
    await person.command('/disclose');
    await settle();
    if (chosen !== '') person.fill('With whom?', chosen);
    if (typed !== '') person.fill(TYPED, typed);
    await person.submit();
    expect(harness.inputs().at(-1)).toEqual({ type: 'form', form: 'draft-1/who', values });
  });

  it('is never guessed where one is chosen and another typed', async () => {
    const person = await start(({ input }) =>
      input.type === 'form' ? say('Done') : withPerson('ann@council'),
    );
    await person.command('/disclose');
    await settle();
    const posted = await person.fill(TYPED, 'Cy Doe').submit();
    expect(posted.json).toMatchObject({ response_action: 'errors' });
    expect(Object.values(person.window.errors)).toEqual([
      'A name is chosen in the list above and another is typed here. Clear one of the two.',
    ]);
    expect(harness.turns).toHaveLength(1);
    await person.fill('With whom?', '').submit();
    expect(harness.inputs().at(-1)).toEqual({ type: 'form', form: 'draft-1/who', values: { who: 'Cy Doe' } });
  });
});
