import { afterEach, describe, expect, it } from 'vitest';
import type { ClauseQuote } from '../../../src/conversation/vocabulary.ts';
import { encodeJson } from '../../../src/channels/slack/values.ts';
import { elementsOf, readTexts } from '../../support/slack-person.ts';
import type { Harness, Talk } from './harness.ts';
import { ask, say, startHarness } from './harness.ts';

let harness: Harness;
async function start(talk: Talk, options = {}): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(talk, options);
  return harness.person();
}
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();
const lastInput = (): unknown => harness.inputs().at(-1);

describe('a button', () => {
  const offer = say({
    type: 'choices',
    label: 'Did you mean',
    choices: [{ label: 'A & B', value: 'ask:a & <b>' }],
  });

  it('gives back what it carried, unchanged', async () => {
    const person = await start(() => offer);
    await person.say('x');
    await settle();
    await person.press('A & B');
    await settle();
    expect(lastInput()).toEqual({ type: 'choice', value: 'ask:a & <b>' });
    expect(JSON.stringify(elementsOf(person.seen('D1')[0]?.blocks ?? []))).toContain('"Did you mean: A & B"');
  });

  it('pressed twice at once is one turn', async () => {
    const person = await start(() => offer);
    await person.say('x');
    await settle();
    const time = (seconds: string) => ({ actions: [{ ...press, action_ts: seconds }] });
    const [element] = elementsOf(person.seen('D1')[0]?.blocks ?? []);
    const press = { action_id: element?.action_id, type: 'button', value: element?.['value'] };
    await person.press('A & B', time('1700.100000'));
    await person.press('A & B', time('1700.900000'));
    await settle();
    expect(harness.turns).toHaveLength(2);
    await person.press('A & B', time('1705.000000'));
    await settle();
    expect(harness.turns).toHaveLength(3);
  });

  it.each(['~', '~{"a":1}', '~[]'])('with the made-up value %j does nothing', async (value) => {
    const person = await start(() => offer);
    const container = { type: 'message', channel_id: 'D1', message_ts: '1.1' };
    const actions = [{ action_id: 'choice:0', type: 'button', value }];
    const posted = await person.interact({ type: 'block_actions', trigger_id: 't', container, actions });
    await settle();
    expect(posted.status).toBe(200);
    expect(harness.turns).toEqual([]);
  });
});

describe('a clause', () => {
  const clause: ClauseQuote = {
    label: '7.2',
    heading: 'Group meetings',
    gist: 'The Chief Executive decides <who> & when.',
    note: 'The text names two approvers.',
  };
  const answer = say({ type: 'clauses', label: 'This rests on', clauses: [clause] });

  it('opens its gist by a tap, without a turn', async () => {
    const person = await start(() => answer);
    await person.command('/protocol', 'x');
    await settle();
    await person.press('7.2');
    await settle();
    expect(person.window.view).toMatchObject({ title: { text: 'Clause 7.2' }, close: { text: 'Close' } });
    expect(readTexts(person.window.view['blocks'])).toBe(
      '7.2 Group meetings\nThe Chief Executive decides <who> & when.\nPlease note:\n The text names two approvers.',
    );
    expect(harness.turns).toHaveLength(1);
  });

  it('opens on top of a form, which stays as it was filled in', async () => {
    const person = await start(() => ask({ intro: answer.replies[0]?.blocks ?? [] }));
    await person.command('/disclose');
    await settle();
    await person.fill('Who is it?', 'Ann').press('7.2');
    await settle();
    expect(harness.slack.windows.depth('U1')).toBe(2);
    harness.slack.windows.close('U1');
    expect(Object.values(person.window.values)).toEqual([
      { input: { type: 'plain_text_input', value: 'Ann' } },
    ]);
  });

  it('is written out where Slack opens no window', async () => {
    const person = await start(() => answer);
    await person.command('/protocol', 'x');
    await settle();
    harness.slack.next('views.open', { error: 'expired_trigger_id' });
    await person.press('7.2');
    await settle();
    expect(person.seen().at(-1)).toMatchObject({
      onlyFor: 'U1',
      text: '7.2 Group meetings\nThe Chief Executive decides &lt;who&gt; &amp; when.\nPlease note: The text names two approvers.',
    });
  });

  const made = (value: string) => ({
    type: 'block_actions',
    trigger_id: harness.slack.windows.grantTrigger('U1'),
    container: { type: 'message', channel_id: 'D1', message_ts: '1.1' },
    actions: [{ action_id: 'clause:0', type: 'button', value }],
  });

  it('made up by a client shows nothing that is not escaped', async () => {
    const person = await start(() => answer);
    await person.interact(
      made(encodeJson({ l: '<!channel>', h: '<@U1>', g: '*<https://evil.example|Click>*' })),
    );
    await settle();
    const sent = JSON.stringify(person.window.view);
    expect(sent).not.toContain('<!channel>');
    expect(sent).not.toContain('<@U1>');
    expect(sent).not.toContain('mrkdwn');
  });

  it.each([
    '',
    'x',
    '{}',
    '[]',
    'null',
    '{"l":1,"h":"","g":"x"}',
    '{"l":"a","h":"b","g":"c","z":1}',
    `{"l":"a","h":"b","g":"${'x'.repeat(2001)}"}`,
  ])('made up as %.30s opens nothing', async (value) => {
    const person = await start(() => answer);
    await person.interact(made(value));
    await settle();
    expect(person.hasWindow).toBe(false);
  });
});
