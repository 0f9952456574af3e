import { afterEach, describe, expect, it } from 'vitest';
import type { Harness, Talk } from './harness.ts';
import { BACK, ask, choiceField, say, startHarness, textField } from './harness.ts';

let harness: Harness;
async function start(talk: Talk, options = {}): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(talk, options);
  return harness.person();
}
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();
const lastInput = (): unknown => harness.inputs().at(-1);

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

  it('with a file is answered by its words, and says that the file was not read', async () => {
    const person = await start(() => say('An answer'));
    const file = { subtype: 'file_share', files: [{ id: 'F1', name: 'secret.pdf' }] };
    await person.say('can I?', file);
    await settle();
    expect(lastInput()).toEqual({ type: 'text', text: 'can I?' });
    const shown = JSON.stringify(person.seen('D1'));
    expect(shown).toContain('An answer');
    expect(shown).toContain('I have not opened the file you added, and I keep nothing of it.');
    expect(JSON.stringify(harness.turns)).not.toContain('secret');
  });

  it('with a file and no words says that it reads words only', async () => {
    const person = await start(() => say('An answer'));
    await person.say('', { subtype: 'file_share', files: [{ id: 'F1' }] });
    await settle();
    expect(harness.turns).toEqual([]);
    expect(JSON.stringify(person.seen('D1'))).toContain('I read words only.');
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
    expect(person.seen('D1')[0]?.text).toContain('Who is it? (optional: type skip to leave it out)');
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

  it('is asked of Slack only where the people file does not know them, and is named in what others write all the same', async () => {
    const person = await start(() => say('Yes'), {
      resolveEmail: 'users.info',
      isListed: (id: string) => id === 'U1',
    });
    for (const id of ['U1', 'U2']) harness.slack.users.set(id, { realName: `Name of ${id}` });
    await person.say('x');
    await settle();
    expect(harness.slack.callsOf('users.info')).toEqual([]);
    await harness.person('U2').say('<@U1> shouted');
    await settle();
    expect(harness.turns.map(({ speaker }) => speaker.name)).toEqual([undefined, 'Name of U2']);
    expect(lastInput()).toEqual({ type: 'text', text: '@Name of U1 shouted' });
  });

  it('is not asked again where Beadle may not ask', async () => {
    const person = await start(() => say('Yes'), { resolveEmail: 'users.info' });
    harness.slack.always('users.info', { error: 'missing_scope' });
    await person.say('x');
    await settle();
    await person.say('y');
    await settle();
    expect(harness.slack.callsOf('users.info')).toHaveLength(1);
    expect(harness.turns).toHaveLength(2);
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
    expect(harness.inputs()).toEqual([{ type: 'home' }]);
    expect(harness.slack.messages).toEqual([]);
  });
});
