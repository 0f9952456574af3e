import { afterEach, describe, expect, it } from 'vitest';
import { readTexts } from '../../support/slack-person.ts';
import type { Harness, Talk } from './harness.ts';
import { reply, say, startHarness } from './harness.ts';

let harness: Harness;
async function start(talk: Talk, options = {}): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(talk, options);
  return harness.person();
}
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();
const lastInput = (): unknown => harness.inputs().at(-1);

describe('/protocol', () => {
  it.each([
    ['', { type: 'command', command: 'help', text: '' }],
    ['  ', { type: 'command', command: 'help', text: '' }],
    ['help', { type: 'command', command: 'help', text: '' }],
    ['Help', { type: 'command', command: 'help', text: '' }],
    ['meeting', { type: 'command', command: 'meeting', text: '' }],
    [' mine ', { type: 'command', command: 'mine', text: '' }],
    ['cases', { type: 'command', command: 'cases', text: '' }],
    ['help me please', { type: 'text', text: 'help me please', asks: true }],
    [
      'can I attend the Labour group meeting?',
      { type: 'text', text: 'can I attend the Labour group meeting?', asks: true },
    ],
    ['may A &amp; B &lt;meet&gt;?', { type: 'text', text: 'may A & B <meet>?', asks: true }],
  ])('%j', async (typed, input) => {
    const person = await start(() => say('An answer'));
    await person.command('/protocol', typed);
    await settle();
    expect(harness.inputs()).toEqual([input]);
  });

  it('is answered privately, in a channel that Beadle need not be in', async () => {
    const person = await start(() => ({ replies: [reply('here', 'For all'), reply('private', 'For you')] }));
    await person.command('/protocol', 'can I?', 'C9');
    await settle();
    expect(harness.turns[0]?.scope).toBe('personal');
    expect(person.seen('C9').map(({ text, onlyFor }) => [text, onlyFor])).toEqual([
      ['For all', 'U1'],
      ['For you', 'U1'],
    ]);
    expect(harness.person('U2').seen()).toEqual([]);
  });

  it('is answered in a direct message where Slack takes no more answers', async () => {
    const person = await start(() => say('An answer'));
    harness.slack.next('response_url', { status: 404 });
    await person.command('/protocol', 'can I?');
    await settle();
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['An answer']);
  });

  it('does not open a window for an answer without a form', async () => {
    const person = await start(() => say('You are not in the list of people.'));
    await person.command('/complaint', 'about the chair');
    await settle();
    expect(lastInput()).toEqual({ type: 'command', command: 'complaint', text: 'about the chair' });
    expect(person.hasWindow).toBe(false);
    expect(person.seen('C1').map(({ text }) => text)).toEqual(['You are not in the list of people.']);
  });

  it('takes 40,000 characters, and gives them all back', async () => {
    const question = `${'é'.repeat(39_990)} <!channel>`;
    const typed = question.replace('<', '&lt;').replace('>', '&gt;');
    const person = await start(({ input }) => say(input.type === 'text' ? input.text : ''));
    await person.command('/protocol', typed);
    await settle();
    const shown = person.seen().flatMap(({ blocks }) => blocks.map((block) => readTexts(block)));
    expect(shown.join('').replaceAll('\u2060', '')).toBe(question);
    expect(person.seen().length).toBeGreaterThan(3);
    expect(JSON.stringify(harness.slack.calls)).not.toContain('<!channel>');
  });

  it('sends addresses nowhere but to Slack', async () => {
    const person = await start(() => say('Private'));
    const fields = { command: '/protocol', text: 'x', team_id: 'T1', user_id: 'U1', trigger_id: '1.1' };
    const body = new URLSearchParams({
      ...fields,
      response_url: 'https://evil.example/slack.com',
    }).toString();
    const { postSigned } = await import('../../support/slack-person.ts');
    const { SECRET, NOW } = await import('./harness.ts');
    const contentType = 'application/x-www-form-urlencoded';
    await postSigned({ endpoint: harness.endpoint, signingSecret: SECRET, now: NOW, contentType, body });
    await settle();
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['Private']);
    expect(harness.log()).toContain('foreign_response_url');
  });
});
