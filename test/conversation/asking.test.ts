import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnknownCouncilError } from '../../src/conversation/conversation.ts';
import { openTown, sharedKnowledge, type Chat, type Town } from './chat.ts';

const GROUP_MEETING = 'can I attend the Labour group meeting?';
/** Answered in other words to officers and to councillors. */
const COMPLAINT = 'how do I complain about a councillor?';
const ASKS_WHO = /The answer depends on who you are[\s\S]*\[An officer\][\s\S]*\[A councillor\]/;

let town: Town;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

describe('a question', () => {
  it('is answered for who asks it, with its authority, and privately', async () => {
    const olwen = town.person('olwen@council.example');
    const shown = await olwen.say(GROUP_MEETING);
    expect(shown).toMatch(/^(Yes, if|Only if)/);
    expect(shown).toContain('This rests on');
    expect(olwen.seen().every(({ audience }) => audience === 'private')).toBe(true);
  });

  it('gets the same answer however the same words are typed', async () => {
    const olwen = town.person('olwen@council.example');
    const shown = await olwen.say(GROUP_MEETING);
    expect(await olwen.say(`  ${GROUP_MEETING.toUpperCase()}\n`)).toBe(shown);
    expect(await olwen.does({ type: 'command', command: 'meeting', text: GROUP_MEETING })).toBe(shown);
  });

  it('is answered by the asker’s own council', async () => {
    const { protocols } = sharedKnowledge().library;
    const answers = await Promise.all(
      [...protocols.keys()].map((council) =>
        town.person('olwen@council.example', council).say(GROUP_MEETING),
      ),
    );
    expect(new Set(answers).size).toBe(protocols.size);
  });

  it('leaves no word of itself behind once the person has done anything else', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('can I attend the Labour group meeting about the zebra?');
    await olwen.say('help');
    const stored = await town.register.loadState('swale', 'olwen@council.example');
    expect(JSON.stringify(stored)).not.toContain('zebra');
    expect(JSON.stringify(town.logged)).not.toContain('zebra');
  });

  it('about a clause shows it', async () => {
    const shown = await town.person('olwen@council.example').say('what does 7.2 say?');
    expect(shown).toMatch(/^Clause 7\.2 \(/);
  });

  it('offers other readings, and picking one answers it', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('can i go to it on thursday');
    const [first] = olwen.choices();
    expect(first).toBeDefined();
    const shown = await olwen.press(first?.label ?? '');
    expect(shown).toMatch(/This rests on|does not cover/);
  });
});

describe('somebody who is not in the people file', () => {
  let stranger: Chat;
  beforeEach(() => {
    stranger = town.person('stranger');
  });

  it('is asked who they are where the answer depends on it, and then gets it', async () => {
    expect(await stranger.say(COMPLAINT)).toMatch(ASKS_WHO);
    const shown = await stranger.press('An officer');
    expect(shown).toBe(await town.person('olwen@council.example').say(COMPLAINT));
  });

  it('is asked once: after that it is remembered, after a restart too', async () => {
    await stranger.say(COMPLAINT);
    const first = await stranger.press('An officer');
    town.restart();
    expect(await stranger.say(COMPLAINT)).toBe(first);
  });

  it.each(['officer', 'I am an officer.', 'An officer'])('may say it in words: %s', async (words) => {
    await stranger.say(COMPLAINT);
    const shown = await stranger.say(words);
    expect(shown).toBe(await town.person('olwen@council.example').say(COMPLAINT));
  });

  it('is asked before a dialog, which then begins', async () => {
    expect(await stranger.say('disclose')).toMatch(ASKS_WHO);
    expect(await stranger.press('A councillor')).toContain('What kind of relationship is it?');
  });

  it('is asked before being told how to complain, since that differs', async () => {
    expect(await stranger.say('complaint')).toMatch(ASKS_WHO);
    const shown = await stranger.say('councillor');
    expect(shown).toBe(await town.person('carol@council.example').say('complaint'));
  });

  it('is asked before an answer to a picked topic that depends on it', async () => {
    const pick = { type: 'choice', value: 'topic:complain-member' } as const;
    expect(await stranger.does(pick)).toMatch(ASKS_WHO);
    const shown = await stranger.press('An officer');
    expect(shown).toBe(await town.person('olwen@council.example').does(pick));
  });

  it('is not asked where it makes no difference', async () => {
    expect(await stranger.say('hello')).not.toMatch(ASKS_WHO);
    expect(await stranger.say('what does 7.2 say?')).toMatch(/^Clause 7\.2/);
    expect(await stranger.say('help')).not.toMatch(ASKS_WHO);
    expect(await stranger.say(GROUP_MEETING)).toMatch(/^(Yes, if|Only if)/);
  });

  it('is known only at the council they said it to', async () => {
    await stranger.say('disclose');
    await stranger.press('An officer');
    expect(await town.person('stranger', 'tdc').say('disclose')).toMatch(
      /^The answer depends on who you are/,
    );
  });
});

describe('who the people file names', () => {
  it('cannot become somebody else by pressing a button', async () => {
    const olwen = town.person('olwen@council.example');
    const before = await olwen.say(COMPLAINT);
    await olwen.does({ type: 'choice', value: 'i-am:member' });
    expect(await olwen.say(COMPLAINT)).toBe(before);
  });
});

describe('commands', () => {
  it('do what they say, for each side', async () => {
    const olwen = town.person('olwen@council.example');
    const carol = town.person('carol@council.example');
    expect(await olwen.say('help')).toContain('Tell me your situation');
    expect(await olwen.say('mine')).toContain('You have nothing in the register.');
    expect(await olwen.say('cancel')).toBe('There was nothing to stop.');
    expect(await olwen.say('back')).toContain('nothing under way');
    expect(await olwen.say('resume')).toContain('nothing under way');
    expect(await olwen.say('complaint')).not.toBe(await carol.say('complaint'));
  });

  it('greet whoever opens the chat', async () => {
    expect(await town.person('stranger').does({ type: 'hello' })).toContain(
      "Swale Borough Council's protocol",
    );
  });

  it('are not swayed by what was asked before', async () => {
    const olwen = town.person('olwen@council.example');
    const fresh = await olwen.say('complaint');
    await olwen.say('cancel');
    await olwen.say('can I complain about the chief executive in the press?');
    expect(await olwen.say('complaint')).toBe(fresh);
  });
});

describe('in a channel', () => {
  it('all but the answer to a general question is private all the same', async () => {
    const olwen = town.person('olwen@council.example');
    for (const input of ['disclose', 'mine', 'help', 'complaint', 'nonsense xyzzy']) {
      await olwen.does({ type: 'text', text: input }, { scope: 'shared' });
      expect(olwen.seen().map(({ audience }) => audience)).not.toContain('here');
      expect(olwen.seen().length).toBeGreaterThan(0);
    }
  });

  it('what is said is never taken for an answer to a private dialog', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('disclose');
    const shown = await olwen.does({ type: 'text', text: 'family' }, { scope: 'shared' });
    expect(shown).not.toContain('With whom');
    expect(await olwen.say('resume')).toContain('What kind of relationship is it?');
  });
});

it('a council that is not served is refused, and nothing is remembered', async () => {
  const lost = town.person('olwen@council.example', 'atlantis');
  await expect(lost.say('hello')).rejects.toThrow(UnknownCouncilError);
});
