import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome, Turn } from '../../../src/conversation/vocabulary.ts';
import { readTexts } from '../../support/slack-person.ts';
import { inputsOf } from '../../support/slack-windows.ts';
import type { Harness, Talk } from './harness.ts';
import { ask, choiceField, createGate, say, startHarness, textField } from './harness.ts';

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

describe('a form sent twice', () => {
  it('is one turn, answered twice alike, with one receipt', async () => {
    const person = await start(({ input }) =>
      input.type === 'form' ? say('Recorded as SWA-2026-0001.') : ask(),
    );
    await person.command('/disclose');
    await settle();
    person.fill('Who is it?', 'Ann');
    const window = structuredClone(person.window);
    const view = { ...window.view, id: window.id, hash: window.hash, state: { values: window.values } };
    const both = await Promise.all([1, 2].map(() => person.interact({ type: 'view_submission', view })));
    await settle();
    expect(harness.turns).toHaveLength(2);
    expect(both[0]?.json).toEqual(both[1]?.json);
    expect(readTexts(both[0]?.json)).toContain('Recorded as SWA-2026-0001.');
    expect(person.seen('D1')).toHaveLength(1);
  });

  it('is a new turn where an answer was changed after an error', async () => {
    const person = await start(disclose);
    await person.command('/disclose');
    await settle();
    await person.fill('What kind is it?', 'A friend').submit();
    await person.fill('What kind is it?', 'Family').submit();
    const [first, second] = harness.turns.slice(1).map((turn) => turn.eventId);
    expect(first).not.toBe(second);
  });

  it('says that it was received before where the conversation has nothing more to say', async () => {
    const person = await start(({ input }) => (input.type === 'form' ? { replies: [] } : ask()));
    await person.command('/disclose');
    await settle();
    await person.fill('Who is it?', 'Ann').submit();
    expect(readTexts(person.window.view['blocks'])).toContain('had received this already');
    expect(person.seen('D1')).toEqual([]);
  });
});

describe('a form whose answer takes long', () => {
  async function sendSlowly(
    end: () => Outcome,
  ): Promise<ReturnType<typeof harness.person> & { gate?: never }> {
    const gate = createGate();
    const person = await start(async ({ input }) => {
      if (input.type !== 'form') return ask();
      await gate.opened;
      return end();
    });
    await person.command('/disclose');
    await settle();
    harness.elapse('submission');
    const posted = await person.fill('Who is it?', 'Ann').submit();
    expect(posted.json).toMatchObject({ response_action: 'update' });
    expect(posted.ms).toBeLessThan(1_000);
    expect(readTexts(person.window.view['blocks'])).toContain('One moment');
    gate.open();
    await settle();
    return person;
  }

  it('says "one moment", and then shows and sends the receipt', async () => {
    const person = await sendSlowly(() => say('Recorded.'));
    expect(readTexts(person.window.view['blocks'])).toBe('Recorded.');
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['Recorded.']);
  });

  it('shows the next form, with its errors', async () => {
    const person = await sendSlowly(() =>
      ask({ fields: [textField({ value: 'Ann', error: 'Full name.' })] }),
    );
    expect(inputsOf(person.window.view)[0]).toMatchObject({
      hint: { text: 'Please check: Full name.' },
      element: { initial_value: 'Ann' },
    });
    expect(person.seen('D1')).toEqual([]);
  });

  it('gives back the form as it was filled in where Beadle fails', async () => {
    const person = await sendSlowly(() => {
      throw new Error('no');
    });
    expect(readTexts(person.window.view['blocks'])).toContain(
      'This was not done. What you gave is still here.',
    );
    expect(Object.values(person.window.values)).toEqual([
      { input: { type: 'plain_text_input', value: 'Ann' } },
    ]);
    expect(person.window.view['submit']).toMatchObject({ text: 'Next' });
  });

  it('goes on in messages where the window was closed meanwhile', async () => {
    const gate = createGate();
    const person = await start(async ({ input }) => {
      if (input.type !== 'form') return ask();
      await gate.opened;
      return ask({
        id: 'draft-1/when',
        fields: [textField({ name: 'when', label: 'Since when?' })],
        asking: 'when',
      });
    });
    await person.command('/disclose');
    await settle();
    harness.elapse('submission');
    await person.fill('Who is it?', 'Ann').submit();
    harness.slack.windows.closeAll('U1');
    gate.open();
    await settle();
    expect(person.seen('D1')[0]?.text).toContain('Since when?');
  });
});

describe('opening a window', () => {
  it('says "one moment" where the form takes long, and fills it in then', async () => {
    const gate = createGate();
    const person = await start(async () => {
      await gate.opened;
      return ask();
    });
    harness.elapse('opening');
    await person.command('/complaint');
    await expect.poll(() => person.hasWindow).toBe(true);
    expect(readTexts(person.window.view['blocks'])).toContain('One moment');
    gate.open();
    await settle();
    expect(person.window.view['title']).toMatchObject({ text: 'With whom' });
    expect(person.seen()).toEqual([]);
  });

  it('falls back to a private message where Slack does not open it', async () => {
    const person = await start(() => ask());
    harness.slack.next('views.open', { error: 'expired_trigger_id' });
    await person.command('/disclose');
    await settle();
    expect(person.seen('C1')).toMatchObject([
      { onlyFor: 'U1', text: expect.stringContaining('Who is it?') as string },
    ]);
    await person.press('Fill in a form');
    await settle();
    expect(harness.inputs().at(-1)).toEqual({ type: 'command', command: 'resume', text: '' });
    expect(person.window.view['title']).toMatchObject({ text: 'With whom' });
  });

  it('falls back to a private message where the form is too large for a window', async () => {
    const person = await start(() => ask({ id: 'x'.repeat(3_100), choices: [] }));
    await person.command('/disclose');
    await settle();
    expect(harness.slack.callsOf('views.open')).toEqual([]);
    expect(harness.log()).toContain('"code":"slack-form-too-large"');
  });

  it('also happens on a button of an answer', async () => {
    const offer = say({
      type: 'choices',
      choices: [{ label: 'Disclose a relationship', value: 'start:relationship' }],
    });
    const person = await start(({ input }) => (input.type === 'choice' ? ask() : offer));
    await person.command('/protocol', 'can I?');
    await settle();
    await person.press('Disclose a relationship');
    await settle();
    expect(harness.inputs().at(-1)).toEqual({ type: 'choice', value: 'start:relationship' });
    expect(person.hasWindow).toBe(true);
  });
});
