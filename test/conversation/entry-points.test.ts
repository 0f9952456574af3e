import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAMILY, openTown, type Chat, type Town } from './chat.ts';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

const inChannel = (chat: Chat, text: string): Promise<string> =>
  chat.does({ type: 'text', text }, { scope: 'shared' });
const audiences = (chat: Chat): string[] => chat.seen().map(({ audience }) => audience);

describe('a question in a channel', () => {
  it.each([
    'Can officers attend a Labour group meeting?',
    'may an officer refuse to come to a party group meeting?',
    'how long should a reply to a councillor take?',
    '@channel how long should a reply to a councillor take?',
  ])('that tells nothing of anybody is answered for all, shortly: %s', async (text) => {
    const words = await inChannel(olwen, text);
    expect(audiences(olwen)).toEqual(['here']);
    expect(words).toContain('private chat');
    expect(words).not.toMatch(/That helped|Keep this/);
    expect(olwen.choices()).toEqual([]);
  });

  it.each([
    'Cllr Hughes shouted at me in front of my team',
    'cllr hughes keeps shouting at the officers',
    'What can be done about Councillor Hughes?',
    'In the meeting Hughes was rude and bullied an officer',
    'yesterday finch was rude to an officer',
    '@hughes was rude to me, can I complain?',
    'is it ok that the Monitoring Officer is married to a councillor?',
  ])(
    'that looks like a complaint about somebody is answered to them alone, with a word of warning: %s',
    async (text) => {
      const words = await inChannel(olwen, text);
      expect(audiences(olwen)).toEqual(['private']);
      expect(words).toContain('Others can read what you wrote to me');
    },
  );

  it.each([
    'a councillor was rude to me, can I complain?',
    'councillor hughes keeps shouting at the officers',
  ])('of somebody’s own, without a name that I can tell, is answered to them alone: %s', async (text) => {
    await inChannel(olwen, text);
    expect(audiences(olwen)).toEqual(['private']);
  });

  it('that leans on what was asked in private is answered to them alone', async () => {
    await olwen.say('A councillor wants my report changed. Do I have to?');
    await inChannel(olwen, 'what if they insist?');
    expect(audiences(olwen)).toEqual(['private']);
  });

  it.each(['mine', 'cases', 'disclose', 'complaint', 'asdf qwer'])('%s: to them alone', async (text) => {
    await inChannel(olwen, text);
    expect(audiences(olwen)).toEqual(['private']);
  });
});

describe('a dialog asked for in a channel', () => {
  it.each(['disclose', 'complaint', 'meeting', 'report pressure'])(
    'is begun in private only: %s',
    async (text) => {
      const words = await inChannel(olwen, text);
      expect(audiences(olwen)).toEqual(['private']);
      expect(words).toContain('in private only');
      expect(olwen.form()).toBeNull();
      expect(olwen.choices()).toMatchObject([{ opens: 'form' }]);
      expect(await olwen.press(olwen.choices()[0]?.label ?? '')).not.toContain('in private only');
      expect(olwen.form()).not.toBeNull();
    },
  );

  it('that is under way goes on in private only', async () => {
    await olwen.say('disclose');
    const words = await inChannel(olwen, 'resume');
    expect(words).toContain('in private only');
    expect(olwen.form()).toBeNull();
    await olwen.press('Go on');
    expect(olwen.form()).not.toBeNull();
  });
});

describe('a message that somebody else wrote', () => {
  const TEXT =
    'I want that paragraph out of your report by tonight or I will have a word with your director.';

  it('is taken along by a dialog begun from its answer, and goes to no inbox', async () => {
    const words = await olwen.does({ type: 'message', text: TEXT });
    expect(words).toContain('About the message you chose. Only you see this.');
    const offer = olwen.choices().find(({ value }) => value.startsWith('start:'));
    expect(offer).toBeDefined();
    await olwen.press(offer?.label ?? '');
    expect(await stateOf('olwen@council.example')).toContain(TEXT);
  });

  it('is no answer to a dialog under way', async () => {
    await olwen.say('disclose');
    await olwen.does({ type: 'message', text: TEXT });
    expect(await olwen.say('resume')).toContain('What kind of relationship is it?');
  });

  it('goes to no inbox where it waits for who it is that asks', async () => {
    const stranger = town.person('nobody@elsewhere.example');
    await stranger.does({ type: 'message', text: 'how do I complain about a councillor?' });
    expect(await stateOf('web:local:nobody@elsewhere.example')).toContain('"place":"anothers"');
    await stranger.say('member');
    expect(stranger.choices().length).toBeGreaterThan(0);
  });
});

describe('what is typed after a command', () => {
  it('begins the complaint', async () => {
    await olwen.does({ type: 'command', command: 'complaint', text: 'He shouted at my team.' });
    expect(await stateOf('olwen@council.example')).toContain('He shouted at my team.');
  });

  it('is handed back where another dialog is under way', async () => {
    await olwen.say('disclose');
    const words = await olwen.does({ type: 'command', command: 'complaint', text: 'He shouted at my team.' });
    expect(words).toContain('not in it: “He shouted at my team.”');
  });

  it('waits for who it is that complains', async () => {
    const stranger = town.person('nobody@elsewhere.example');
    await stranger.does({ type: 'command', command: 'complaint', text: 'He shouted at my team.' });
    await stranger.say('officer');
    expect(await stateOf('web:local:nobody@elsewhere.example')).toContain('He shouted at my team.');
  });
});

describe('a question asked where people ask', () => {
  it('is no answer to a dialog under way', async () => {
    await olwen.say('disclose');
    const words = await olwen.does({ type: 'text', text: 'how long should a reply take?', asks: true });
    expect(words).not.toContain('back to where we were');
    expect(words).toMatch(/working days/i);
    expect(await olwen.say('resume')).toContain('What kind of relationship');
  });
});

describe('its own page', () => {
  it('leaves an answer its buttons', async () => {
    await olwen.say('Can I attend the Labour group meeting?');
    const [keep] = olwen.choices().filter(({ label }) => label === 'Keep this');
    expect(keep).toBeDefined();
    expect(await olwen.does({ type: 'home' })).toContain('Olwen Parry');
    expect(await olwen.does({ type: 'choice', value: keep?.value ?? '' })).toContain('Kept');
  });

  it('says that something is under way', async () => {
    await olwen.say('disclose');
    expect(await olwen.does({ type: 'home' })).toContain('You have something under way.');
  });
});

describe('a form closed before it was sent', () => {
  const close = (values: Record<string, string>, form = olwen.form()?.id ?? '') =>
    olwen.does({ type: 'form', form, values, kept: true });
  const valueOf = (name: string): string | undefined =>
    olwen.form()?.fields.find((field) => field.name === name)?.value;

  it('is found again as it was, checked by nobody, and nothing is said', async () => {
    await olwen.say('complaint');
    expect(await close({ about: 'Carol Finch' })).toBe('');
    await olwen.say('resume');
    expect(valueOf('about')).toBe('carol@council.example');
  });

  it('leads nowhere, and is recorded by no word typed then', async () => {
    await olwen.say('disclose');
    const first = olwen.form()?.id;
    await close({ kind: 'family' });
    await olwen.say('resume');
    expect(olwen.form()?.id).toBe(first);
    expect(valueOf('kind')).toBe('family');
  });

  it('keeps no choice that was never offered, and empties nothing', async () => {
    await olwen.say('disclose');
    await close({ kind: 'family' });
    await olwen.say('resume');
    await close({ kind: 'made-up' });
    await olwen.say('resume');
    await close({ kind: '' });
    await olwen.say('resume');
    expect(valueOf('kind')).toBe('family');
  });

  it('of a dialog that was stopped, or of none, changes nothing', async () => {
    await olwen.say('disclose');
    const gone = olwen.form()?.id ?? '';
    await olwen.say('cancel');
    await close({ kind: 'family' }, gone);
    await close({ kind: 'family' }, '');
    await olwen.say('disclose');
    expect(valueOf('kind')).toBeUndefined();
  });

  it('leaves an answer as it was that was only being changed', async () => {
    await olwen.say('disclose');
    for (const text of FAMILY) await olwen.say(text);
    await olwen.press('Kind of relationship');
    await close({ kind: 'friend' });
    expect(await olwen.say('back')).toMatch(/family/i);
  });

  it('leaves an answer its buttons', async () => {
    await olwen.say('disclose');
    const open = olwen.form()?.id ?? '';
    await olwen.does({ type: 'text', text: 'Can I attend the Labour group meeting?', asks: true });
    const [keep] = olwen.choices().filter(({ label }) => label === 'Keep this');
    await close({ kind: 'family' }, open);
    expect(await olwen.does({ type: 'choice', value: keep?.value ?? '' })).toContain('Kept');
  });
});

async function stateOf(person: string): Promise<string> {
  return JSON.stringify((await town.register.loadState('swale', person))?.data);
}
