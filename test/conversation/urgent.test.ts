/** Distress and danger, through the whole conversation: where to turn, and nothing kept. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTown, type Town } from './chat.ts';

const COUNCILS = ['gwynedd', 'kirklees', 'south-somerset', 'swale', 'tdc'];

let town: Town;
beforeEach(() => {
  town = openTown();
});
afterEach(() => {
  town.close();
});

const inbox = (council: string): Promise<readonly unknown[]> => town.register.openInbox(council);

describe.each(COUNCILS)('at %s', (council) => {
  it.each(['I feel suicidal', 'I am being stalked by a councillor', 'I want to die'])(
    'answers "%s" with where to turn, and nothing else',
    async (words) => {
      for (const who of ['olwen@council.example', 'carol@council.example']) {
        const said = await town.person(who, council).say(words);
        expect(said).toContain('999');
        expect(said).toContain('116 123');
        expect(said).toContain('I have sent this to nobody, and I keep none of your words.');
        expect(said).not.toMatch(/disciplin|I only know|This rests on/);
      }
      expect(await inbox(council)).toEqual([]);
    },
  );
});

describe('words of distress', () => {
  it('offer the ways on where somebody’s conduct is the cause', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('Cllr Hughes makes me feel suicidal');
    expect(olwen.choices().map(({ label }) => label)).toEqual([
      'Raise a complaint or concern',
      'Ask the Monitoring Officer',
    ]);
    await olwen.say('I feel suicidal');
    expect(olwen.choices()).toEqual([]);
  });

  it('come before commands, dialogs and who somebody is', async () => {
    const stranger = town.person('nobody@council.example');
    expect(await stranger.say('I want to end my life')).toContain('116 123');
    expect(await stranger.say('cancel, I want to die')).toContain('116 123');
  });

  it('leave no trace: neither words nor question are held', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('I feel suicidal');
    const state = await town.register.loadState('swale', 'olwen@council.example');
    expect(JSON.stringify(state)).not.toContain('suicidal');
    expect(JSON.stringify(town.logged)).not.toContain('suicidal');
  });

  it('are answered to nobody else in a channel, and their writer is told that others may read them', async () => {
    const olwen = town.person('olwen@council.example');
    const said = await olwen.does({ type: 'text', text: 'I feel suicidal' }, { scope: 'shared' });
    expect(olwen.seen().map(({ audience }) => audience)).toEqual(['private']);
    expect(said).toContain('Others may be able to read');
  });

  it('are no name: a dialog that asks for one stays as it was', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('complaint');
    const said = await olwen.say('I feel suicidal');
    expect(said).toContain('116 123');
    expect(said).toContain('Nothing was changed in what you were filling in.');
    expect(olwen.form()?.fields[0]?.value ?? '').toBe('');
  });

  it('are kept where a dialog asks what happened, with where to turn above it', async () => {
    const olwen = town.person('olwen@council.example');
    const begun = await olwen.does({
      type: 'command',
      command: 'complaint',
      text: 'He threatened to kill me after the meeting',
    });
    expect(begun).toContain('999');
    expect(begun).toContain('Your words stand in what you are filling in');
  });

  it('of somebody else are spoken of as somebody else’s', async () => {
    const olwen = town.person('olwen@council.example');
    const said = await olwen.does({ type: 'message', text: 'I cannot go on, I want to die' });
    expect(said).toContain('Whoever wrote them matters');
    expect(said).toContain('999');
  });
});

describe('a message in another language', () => {
  it('is told in Welsh and English at a council that speaks both, with the ways on', async () => {
    const olwen = town.person('olwen@council.example', 'gwynedd');
    const said = await olwen.say('Mae cynghorydd wedi bod yn bwlio fi');
    expect(said).toContain('dim ond Saesneg');
    expect(said).toContain('I can only read English so far');
    expect(olwen.choices().map(({ label }) => label)).toEqual([
      'Disclose a relationship',
      'Raise a complaint or concern',
      'Ask the Monitoring Officer',
    ]);
    expect(await inbox('gwynedd')).toEqual([]);
  });

  it('is told in English elsewhere', async () => {
    const said = await town.person('olwen@council.example').say('Mae cynghorydd wedi bod yn bwlio fi');
    expect(said).toContain('I can only read English so far');
    expect(said).not.toContain('dim ond Saesneg');
  });
});
