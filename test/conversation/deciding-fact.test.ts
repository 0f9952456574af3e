import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, type Chat, type Town } from './chat.ts';

let town: Town;
beforeAll(() => {
  town = openTown();
});
afterAll(() => town.close());

const QUESTION = 'May I go along to a meeting of the Tories to explain our report?';
const WARD = 'A ward, branch or constituency party meeting';
const ASKED = 'Which kind of meeting is it?';
const TAKEN = 'Taken into account: a ward, branch or constituency party meeting.';
const olwen = (): Chat => town.person('olwen@council.example');

describe('a question whose answer turns on one fact', () => {
  it('is answered in general, with one question back', async () => {
    const shown = await olwen().say(QUESTION);
    expect(shown).toMatch(/^Only if it is agreed beforehand/);
    expect(shown).toContain(`The answer may turn on this. ${ASKED}`);
    expect(shown).toContain(`[${WARD}]`);
  });

  it('is answered again by a button, which says what it was taken for, and asks no more', async () => {
    const chat = olwen();
    await chat.say(QUESTION);
    const shown = await chat.press(WARD);
    expect(shown).toMatch(/^Following on from[^\n]*Taken into account[^\n]*\nNo\. A ward, branch/);
    expect(shown).toContain(TAKEN);
    expect(shown).not.toContain(ASKED);
    expect(await chat.say('why?')).toContain('Because of what these clauses say');
  });

  it('is answered again by words, after a restart too', async () => {
    const chat = olwen();
    await chat.say(QUESTION);
    town.restart();
    expect(await chat.say('ward party')).toContain(TAKEN);
  });

  it('keeps the form of the question, and forgets its words', async () => {
    const chat = olwen();
    await chat.say(QUESTION);
    await chat.press(WARD);
    const stored = await town.register.loadState('swale', 'olwen@council.example');
    expect(stored?.data).toMatchObject({ lastFacts: { ask: 'may', meeting: 'ward-party' }, lastAsked: null });
    expect(JSON.stringify(stored)).not.toContain('Tories');
  });

  it('stands as it is where nothing offered is so', async () => {
    const chat = olwen();
    await chat.say(QUESTION);
    expect(await chat.say('no')).toBe('Then what I said stands.');
    expect(await chat.say('ward party')).toContain(TAKEN);
  });

  it('can be kept as it was answered', async () => {
    const chat = olwen();
    await chat.say(QUESTION);
    await chat.press(WARD);
    expect(await chat.press('Keep this')).toContain('(a ward, branch or constituency party meeting)');
  });
});

describe('a button of an earlier answer', () => {
  it('answers the topic it was for, with its fact', async () => {
    const chat = olwen();
    await chat.say(QUESTION);
    const old = chat.choices().find(({ label }) => label === WARD)?.value ?? '';
    await chat.say('what counts as bullying?');
    expect(await chat.does({ type: 'choice', value: old })).toContain(TAKEN);
  });

  it.each([
    'fact:group-attend:meeting:made-up',
    'fact:group-attend:as:member',
    'fact:group-attend:about:manager',
    'fact:made-up:meeting:group',
    'fact:__proto__:__proto__:__proto__',
    'fact:group-attend:meeting',
  ])('that was made up does nothing: %s', async (value) => {
    const shown = await olwen().does({ type: 'choice', value });
    expect(shown).toMatch(/Ask the Member\/Officer Protocol|I do not know that button/);
  });
});
