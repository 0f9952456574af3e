import { afterEach, describe, expect, it } from 'vitest';
import { readTexts } from '../../support/slack-person.ts';
import { ask, createGate, say, startHarness, type Harness, type Talk } from './harness.ts';

let harness: Harness;
async function start(talk: Talk): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(talk);
  return harness.person();
}
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();
const LABEL = 'What would you like to know?';

describe('the shortcut “Ask the protocol”', () => {
  it('opens a window with one question, and answers in it', async () => {
    const person = await start(() => say('Yes, if invited.'));
    await person.shortcut('ask-protocol');
    await settle();
    expect(harness.turns).toEqual([]);
    await person.fill(LABEL, 'can I attend?').submit();
    await settle();
    expect(harness.turns).toMatchObject([
      { scope: 'personal', input: { type: 'text', text: 'can I attend?', asks: true } },
    ]);
    expect(readTexts(person.window.view)).toContain('Yes, if invited.');
    expect(harness.slack.messages).toEqual([]);
  });

  it('says that it takes a moment where it does', async () => {
    const gate = createGate();
    const person = await start(async () => {
      await gate.opened;
      return say('At last');
    });
    await person.shortcut('ask-protocol');
    await settle();
    harness.elapse('submission');
    await person.fill(LABEL, 'can I?').submit();
    expect(readTexts(person.window.view)).toContain('One moment');
    gate.open();
    await settle();
    expect(readTexts(person.window.view)).toContain('At last');
  });

  it('shows a form that the question leads to', async () => {
    const person = await start(() => ask());
    await person.shortcut('ask-protocol');
    await settle();
    await person.fill(LABEL, 'disclose').submit();
    await settle();
    expect(readTexts(person.window.view)).toContain('Who is it?');
  });

  it('keeps the question where Beadle fails, and takes it again', async () => {
    let fails = true;
    const person = await start(() => {
      if (fails) throw new Error('broken');
      return say('Yes');
    });
    await person.shortcut('ask-protocol');
    await settle();
    await person.fill(LABEL, 'can I?').submit();
    await settle();
    expect(readTexts(person.window.view)).toContain('Something went wrong');
    fails = false;
    await person.close();
    await person.submit();
    await settle();
    expect(readTexts(person.window.view)).toContain('Yes');
  });

  it('asks for a question where only blanks were typed', async () => {
    const person = await start(() => say('Yes'));
    await person.shortcut('ask-protocol');
    await settle();
    await person.fill(LABEL, '   ').submit();
    expect(Object.values(person.window.errors)).toEqual(['Please type a question.']);
    expect(harness.turns).toEqual([]);
  });

  it('asks for a direct message where Slack opens no window', async () => {
    const person = await start(() => say('Yes'));
    harness.slack.next('views.open', { error: 'expired_trigger_id' });
    await person.shortcut('ask-protocol');
    await settle();
    expect(person.seen('D1')).toHaveLength(1);
  });
});

describe('the shortcut of a message, “Is it a protocol matter?”', () => {
  it('is answered to whoever asked alone, about its words', async () => {
    const person = await start(() => say('You need not.'));
    await person.messageShortcut('is-protocol-matter', { text: 'Change it &amp; send it to <@U7|ann>' });
    await settle();
    expect(harness.turns).toMatchObject([
      { scope: 'personal', input: { type: 'message', text: 'Change it & send it to @ann' } },
    ]);
    expect(harness.slack.messages).toMatchObject([{ onlyFor: 'U1', text: 'You need not.' }]);
  });

  it('is answered in a direct message where Slack takes no answer there', async () => {
    const person = await start(() => say('You need not.'));
    harness.slack.next('response_url', { status: 404 });
    await person.messageShortcut('is-protocol-matter', { text: 'Change it.' });
    await settle();
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['You need not.']);
  });

  it('reads what an app wrote below its message', async () => {
    const person = await start(() => say('You need not.'));
    await person.messageShortcut('is-protocol-matter', { attachments: [{ fallback: 'Change it.' }] });
    await settle();
    expect(harness.inputs()).toEqual([{ type: 'message', text: 'Change it.' }]);
  });

  it('says so where there are no words', async () => {
    const person = await start(() => say('x'));
    await person.messageShortcut('is-protocol-matter', { text: '' });
    await settle();
    expect(harness.turns).toEqual([]);
    expect(harness.slack.messages).toMatchObject([
      { onlyFor: 'U1', text: 'There are no words in that message that I can read.' },
    ]);
  });

  it('of another app is passed over', async () => {
    const person = await start(() => say('x'));
    await person.messageShortcut('else', { text: 'y' });
    await person.shortcut('else');
    await settle();
    expect(harness.turns).toEqual([]);
    expect(harness.slack.messages).toEqual([]);
  });
});

describe('Slack’s assistant pane', () => {
  it('offers something to begin with', async () => {
    const person = await start(() => say('x'));
    const thread = { user_id: 'U1', channel_id: 'D1', thread_ts: '17.1' };
    await person.event({ type: 'assistant_thread_started', assistant_thread: thread });
    await settle();
    const [call] = harness.slack.callsOf('assistant.threads.setSuggestedPrompts');
    expect(call?.args).toMatchObject({ channel_id: 'D1', thread_ts: '17.1' });
    expect(call?.args['prompts']).toHaveLength(4);
  });

  it('is answered in its thread', async () => {
    const person = await start(() => say('Yes'));
    await person.say('can I?', { thread_ts: '17.1' });
    await settle();
    expect(harness.slack.messages).toMatchObject([{ channel: 'D1', threadTs: '17.1' }]);
  });
});
