import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/conversation/vocabulary.ts';
import type { Harness, Talk } from './harness.ts';
import { ask, reply, say, startHarness } from './harness.ts';

const INVITATION =
  'Only you see this. To go on, write to me in a direct message: nobody else reads what you write there.';

let harness: Harness;
async function start(talk: Talk, options = {}): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(talk, options);
  return harness.person();
}
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();
const lastInput = (): unknown => harness.inputs().at(-1);

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
      { channel: 'C1', onlyFor: 'U1', text: `Your case\n${INVITATION}` },
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
      expect(harness.slack.messages).toMatchObject([{ channel: 'D1', text: `Your case\n${INVITATION}` }]);
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
