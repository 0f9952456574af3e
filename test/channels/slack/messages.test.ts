import { afterEach, describe, expect, it } from 'vitest';
import type { ClauseQuote, Outcome } from '../../../src/conversation/vocabulary.ts';
import { encodeJson } from '../../../src/channels/slack/values.ts';
import { elementsOf, readTexts } from '../../support/slack-person.ts';
import type { Harness, Talk } from './harness.ts';
import { BACK, ask, choiceField, reply, say, startHarness, textField } from './harness.ts';

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
    ['help me please', { type: 'text', text: 'help me please' }],
    [
      'can I attend the Labour group meeting?',
      { type: 'text', text: 'can I attend the Labour group meeting?' },
    ],
    ['may A &amp; B &lt;meet&gt;?', { type: 'text', text: 'may A & B <meet>?' }],
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

describe('a direct message', () => {
  it('is a turn of its own, answered there', async () => {
    const person = await start(() => say('An answer'));
    await person.say('can I?', {}, { event_id: 'Ev123' });
    await settle();
    expect(harness.turns).toEqual([
      {
        council: 'council-of-T1',
        speaker: { channel: 'slack', tenant: 'T1', userId: 'U1' },
        scope: 'personal',
        eventId: 'Ev123',
        reference: '{"team":"T1","user":"U1"}',
        input: { type: 'text', text: 'can I?' },
      },
    ]);
    expect(person.seen('D1')).toMatchObject([{ text: 'An answer' }]);
  });

  it('in a thread is answered in the thread', async () => {
    const person = await start(() => say('An answer'));
    await person.say('and if not?', { thread_ts: '1699.1' });
    await settle();
    expect(person.seen('D1')).toMatchObject([{ threadTs: '1699.1' }]);
  });

  it.each([
    ['a bot', { bot_id: 'B1' }],
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted', hidden: true }],
    ['an edited message', { edited: { user: 'U1', ts: '1' } }],
    ['a notice', { subtype: 'channel_join' }],
    ['a group of people', { channel: 'G1', channel_type: 'mpim' }],
    ['a channel', { channel: 'C1', channel_type: 'channel' }],
  ])('from %s is passed over', async (_name, extra) => {
    const person = await start(() => say('An answer'));
    expect((await person.say('hello', extra)).status).toBe(200);
    await settle();
    expect(harness.turns).toEqual([]);
  });

  it('repeated by Slack has the same id', async () => {
    const seen = new Set<string | null>();
    const person = await start(({ eventId }) => {
      if (seen.has(eventId)) return { replies: [] };
      seen.add(eventId);
      return say('Once');
    });
    const event = { type: 'message', channel: 'D1', channel_type: 'im', text: 'hello', ts: '1.1' };
    await person.event(event, { event_id: 'Ev7' });
    await person.event(
      event,
      { event_id: 'Ev7' },
      { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    );
    await settle();
    expect(harness.turns.map((turn) => turn.eventId)).toEqual(['Ev7', 'Ev7']);
    expect(person.seen('D1')).toHaveLength(1);
  });

  it('is read as the person saw it', async () => {
    const person = await start(() => say('Yes'), { resolveEmail: 'users.info' });
    harness.slack.users.set('U7', { realName: 'Ann Lee' });
    await person.say(
      'is <@U7> at <https://x.uk/a?b=1&amp;c=2|x.uk> or <mailto:a@b.uk|a@b.uk>, &lt;b&gt; &amp;amp; <#C1|general> <!here> <!subteam^S1|@team>?',
    );
    await settle();
    expect(lastInput()).toEqual({
      type: 'text',
      text: 'is @Ann Lee at x.uk or a@b.uk, <b> &amp; #general @here @team?',
    });
  });

  it.each(['', '🙂', 'مرحبا بالعالم', '<!channel>', '<script>alert(1)</script>', '\u0000'])(
    'of %j gets an answer',
    async (text) => {
      const person = await start(({ input }) => say(`You said: ${input.type === 'text' ? input.text : ''}`));
      await person.say(text);
      await settle();
      expect(person.seen('D1')).toHaveLength(1);
      expect(JSON.stringify(harness.slack.callsOf('chat.postMessage'))).not.toContain('<!');
    },
  );

  it('is told where Beadle fails, and the log says no more than a code', async () => {
    const person = await start(() => {
      throw new TypeError('cannot read the secret of Ann');
    });
    await person.say('my secret');
    await settle();
    expect(person.seen('D1')[0]?.text).toContain('Something went wrong in Beadle');
    expect(harness.log()).toContain('"error":"TypeError"');
    expect(harness.log()).not.toContain('secret');
  });
});

describe('a question asked in messages', () => {
  const kinds = ask({ id: 'draft-1/kind', fields: [choiceField({ hint: 'Choose one.' })], asking: 'kind' });

  it('has its answers as buttons, and a way to the form', async () => {
    const person = await start(() => kinds);
    await person.say('disclose');
    await settle();
    const [message] = person.seen('D1');
    expect(message?.text).toBe(
      [
        'Nobody is told before you confirm.',
        'What kind is it?',
        'Choose one.',
        '[Family] [A friend]',
        '[Fill in a form]',
        '[Back]',
      ].join('\n'),
    );
  });

  it('is answered by a button, and goes on in messages', async () => {
    const person = await start(({ input }) => (input.type === 'form' ? ask() : kinds));
    await person.say('disclose');
    await settle();
    await person.press('Family');
    await settle();
    expect(lastInput()).toEqual({ type: 'form', form: 'draft-1/kind', values: { kind: 'family' } });
    expect(person.hasWindow).toBe(false);
    expect(person.seen('D1').at(-1)?.text).toContain('Who is it?');
  });

  it('can be left for the form', async () => {
    const person = await start(() => kinds);
    await person.say('disclose');
    await settle();
    await person.press('Fill in a form');
    await settle();
    expect(lastInput()).toEqual({ type: 'command', command: 'resume', text: '' });
    expect(person.window.view['title']).toMatchObject({ text: 'With whom' });
  });

  it('goes back in messages', async () => {
    const person = await start(() => kinds);
    await person.say('disclose');
    await settle();
    await person.press(BACK.label);
    await settle();
    expect(lastInput()).toEqual({ type: 'choice', value: BACK.value });
    expect(person.hasWindow).toBe(false);
    expect(person.seen('D1')).toHaveLength(2);
  });

  it('can be skipped where it need not be answered', async () => {
    const person = await start(() => ask({ fields: [textField({ required: false })] }));
    await person.say('disclose');
    await settle();
    expect(person.seen('D1')[0]?.text).toContain('Who is it? (optional)');
    await person.press('Skip this');
    await settle();
    expect(lastInput()).toEqual({ type: 'form', form: 'draft-1/who', values: { name: '' } });
  });

  it('shows what was given and what is wrong with it', async () => {
    const person = await start(() =>
      ask({ fields: [textField({ value: 'A', error: 'Give a full name.' })] }),
    );
    await person.say('A');
    await settle();
    expect(person.seen('D1')[0]?.text).toContain(
      'Please check: Give a full name.\nWho is it?\nYour answer so far: A\nType your answer as a message.',
    );
  });

  it('for a date has a calendar', async () => {
    const person = await start(() =>
      ask({
        fields: [{ type: 'date', name: 'since', label: 'Since when?', required: true }],
        asking: 'since',
      }),
    );
    await person.say('disclose');
    await settle();
    await person.pick('2026-01-31');
    await settle();
    expect(lastInput()).toEqual({ type: 'form', form: 'draft-1/who', values: { since: '2026-01-31' } });
  });

  it('with many answers has a menu', async () => {
    const options = Array.from({ length: 40 }, (_, index) => ({
      label: `Person ${index}`,
      value: `p${index}&co`,
    }));
    const person = await start(() =>
      ask({
        fields: [{ type: 'person', name: 'who', label: 'Who?', required: true, options }],
        asking: 'who',
      }),
    );
    await person.say('disclose');
    await settle();
    await person.pick('Person 33');
    await settle();
    expect(lastInput()).toEqual({ type: 'form', form: 'draft-1/who', values: { who: 'p33&co' } });
  });

  it('that are all answered has the button that sends them', async () => {
    const person = await start(() => ask({ submit: 'Record it', asking: null }));
    await person.say('done');
    await settle();
    await person.press('Record it');
    await settle();
    expect(lastInput()).toEqual({ type: 'form', form: 'draft-1/who', values: {} });
  });
});

describe('a mention in a channel', () => {
  it('is answered in its thread with what is fit for all, and to the speaker alone with the rest', async () => {
    const person = await start(() => ({
      replies: [reply('here', 'The rule'), reply('private', 'Your case')],
    }));
    await person.mention('can I?', { ts: '17.1' });
    await settle();
    expect(harness.turns[0]).toMatchObject({ scope: 'shared', input: { type: 'text', text: 'can I?' } });
    expect(harness.slack.messages).toMatchObject([
      { channel: 'C1', threadTs: '17.1', text: 'The rule' },
      { channel: 'C1', onlyFor: 'U1', text: 'Your case' },
    ]);
    expect(harness.slack.messages[1]?.threadTs).toBeUndefined();
    expect(
      harness
        .person('U2')
        .seen()
        .map(({ text }) => text),
    ).toEqual(['The rule']);
  });

  it('in a thread is answered there, privately too', async () => {
    const person = await start(() => say('Your case'));
    await person.mention('can I?', { thread_ts: '16.1' });
    await settle();
    expect(harness.slack.messages).toMatchObject([{ onlyFor: 'U1', threadTs: '16.1' }]);
  });

  it.each(['user_not_in_channel', 'not_in_channel', 'channel_not_found'])(
    'is answered in a direct message where Slack says %s',
    async (error) => {
      const person = await start(() => say('Your case'));
      harness.slack.next('chat.postEphemeral', { error });
      await person.mention('can I?');
      await settle();
      expect(harness.slack.messages).toMatchObject([{ channel: 'D1', text: 'Your case' }]);
    },
  );

  it('never shows a form to others, whatever it is marked', async () => {
    const person = await start(() => ({
      replies: [{ ...ask().replies[0], audience: 'here' } as Outcome['replies'][0]],
    }));
    await person.mention('disclose');
    await settle();
    expect(harness.slack.messages).toMatchObject([{ onlyFor: 'U1' }]);
    expect(harness.person('U2').seen()).toEqual([]);
  });

  it('keeps other mentions, and takes the bot’s out wherever it stands', async () => {
    const person = await start(() => say('Yes'));
    await person.event({ type: 'app_mention', channel: 'C1', text: 'may <@U7|ann> ask <@UBOT>?' });
    await settle();
    expect(lastInput()).toEqual({ type: 'text', text: 'may @ann ask  ?' });
  });

  it('by a bot is passed over', async () => {
    const person = await start(() => say('Yes'));
    await person.mention('hello', { bot_id: 'B2' });
    await settle();
    expect(harness.turns).toEqual([]);
  });

  it('from another organisation is of that organisation, and of our council', async () => {
    const person = await start(() => say('Yes'));
    await person.mention('hello', { user_team: 'T9' });
    await settle();
    expect(harness.turns[0]).toMatchObject({ council: 'council-of-T1', speaker: { tenant: 'T9' } });
  });

  it('has buttons whose answers stay private to whoever presses them', async () => {
    const offer = {
      replies: [reply('here', { type: 'choices', choices: [{ label: 'My cases', value: 'mine' }] })],
    };
    const person = await start(({ input }) => (input.type === 'choice' ? say('Yours') : offer));
    await person.mention('hello', { ts: '17.1' });
    await settle();
    const other = harness.person('U2');
    await other.press('My cases');
    await settle();
    expect(harness.turns[1]).toMatchObject({ scope: 'shared', speaker: { userId: 'U2' } });
    expect(harness.slack.messages.at(-1)).toMatchObject({ channel: 'C1', onlyFor: 'U2', text: 'Yours' });
  });
});

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

describe('who speaks', () => {
  it('is named with the address that the caller finds', async () => {
    const person = await start(() => say('Yes'), {
      resolveEmail: (id: string) => Promise.resolve(`${id}@council.uk`),
    });
    await person.say('x');
    await settle();
    expect(harness.turns[0]?.speaker).toMatchObject({ userId: 'U1', email: 'U1@council.uk' });
  });

  it('is asked of Slack once', async () => {
    const person = await start(() => say('Yes'), { resolveEmail: 'users.info' });
    harness.slack.users.set('U1', { email: 'a@council.uk', realName: 'Ann Lee' });
    await person.say('x');
    await settle();
    await person.say('y');
    await settle();
    expect(harness.turns[1]?.speaker).toMatchObject({ email: 'a@council.uk', name: 'Ann Lee' });
    expect(harness.slack.callsOf('users.info')).toHaveLength(1);
  });

  it('is not waited for where that fails or takes long', async () => {
    const person = await start(() => say('Yes'), { resolveEmail: () => Promise.reject(new Error('no')) });
    await person.say('x');
    await settle();
    expect(harness.turns[0]?.speaker).toEqual({ channel: 'slack', tenant: 'T1', userId: 'U1' });
  });
});

describe('opening the conversation with Beadle', () => {
  const open = { type: 'app_home_opened', channel: 'D1', tab: 'messages' };

  it('is greeted the first time', async () => {
    const person = await start(() => say('Hello'));
    await person.event(open);
    await settle();
    expect(harness.turns).toMatchObject([
      { input: { type: 'hello' }, scope: 'personal', eventId: 'hello:T1:U1' },
    ]);
    await person.event(open);
    await settle();
    expect(harness.turns).toHaveLength(1);
    expect(person.seen('D1')).toHaveLength(1);
  });

  it('is not greeted on other tabs', async () => {
    const person = await start(() => say('Hello'));
    await person.event({ ...open, tab: 'home' });
    await settle();
    expect(harness.turns).toEqual([]);
  });
});
