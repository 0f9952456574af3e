import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Register } from '../../src/casework/register-port.ts';
import { FAMILY, openTown, outbox, sayAll, type Chat, type Town } from './chat.ts';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

const entries = () => town.register.casesRaisedBy('swale', 'olwen@council.example');
const stored = () => town.register.loadState('swale', 'olwen@council.example');

/** The register, of which one part fails as long as `isBroken` says so. */
function breaking(part: 'commit' | 'saveState' | 'loadState', isBroken: () => boolean): Register {
  const works = town.register;
  const fails = (): Promise<never> => Promise.reject(new Error('disk full'));
  return {
    ...works,
    commit: (change) => (part === 'commit' && isBroken() ? fails() : works.commit(change)),
    saveState: (...given) => (part === 'saveState' && isBroken() ? fails() : works.saveState(...given)),
    loadState: (...given) => (part === 'loadState' && isBroken() ? fails() : works.loadState(...given)),
  };
}

describe('when the register fails', () => {
  let broken: boolean;
  const confirm = () => olwen.choices().find(({ label }) => label === 'Record it')?.value ?? '';

  beforeEach(async () => {
    broken = false;
    await sayAll(olwen, ['disclose', ...FAMILY]);
  });

  it.each(['commit', 'saveState', 'loadState'] as const)(
    'at %s, nobody is told that it was recorded, and trying again records it once',
    async (part) => {
      town.restart({ register: breaking(part, () => broken) });
      const before = await stored();
      const value = confirm();
      broken = true;
      await expect(olwen.does({ type: 'choice', value }, { eventId: 'press-1' })).rejects.toThrow(
        'disk full',
      );
      expect(await stored()).toEqual(before);
      broken = false;
      // The platform sends the very same event again.
      const shown = await olwen.does({ type: 'choice', value }, { eventId: 'press-1' });
      expect(shown).toContain('Recorded: SWA-2026-0001');
      expect(await entries()).toHaveLength(1);
      expect(await outbox(town.register)).toHaveLength(1);
      expect(await olwen.say('resume')).toContain('nothing under way');
    },
  );

  it('before the commit, nothing at all is in it', async () => {
    town.restart({ register: breaking('commit', () => true) });
    await expect(olwen.press('Record it')).rejects.toThrow('disk full');
    expect(await entries()).toEqual([]);
    expect(await outbox(town.register)).toEqual([]);
    expect(await town.register.openGaps()).toEqual([]);
    expect(JSON.stringify(town.logged)).not.toContain('Carol');
  });

  it('the next turn of the same person is served', async () => {
    town.restart({ register: breaking('commit', () => true) });
    await expect(olwen.press('Record it')).rejects.toThrow('disk full');
    expect(await olwen.say('resume')).toContain('Please check this');
  });
});

describe('the same thing twice', () => {
  it('an event that comes again does nothing and says nothing', async () => {
    await olwen.does({ type: 'text', text: 'disclose' }, { eventId: 'e1' });
    await olwen.does({ type: 'text', text: 'family' }, { eventId: 'e2' });
    const before = await stored();
    expect(await olwen.does({ type: 'text', text: 'family' }, { eventId: 'e2' })).toBe('');
    expect(olwen.seen()).toEqual([]);
    expect(await stored()).toEqual(before);
  });

  it('two presses at once make one entry, and both are told its reference', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const value = olwen.choices().find(({ label }) => label === 'Record it')?.value ?? '';
    const presses = ['p1', 'p2', 'p3'].map((eventId) => olwen.does({ type: 'choice', value }, { eventId }));
    for (const shown of await Promise.all(presses)) expect(shown).toContain('SWA-2026-0001');
    expect(await entries()).toHaveLength(1);
    expect(await outbox(town.register)).toHaveLength(1);
  });

  it('two copies of Beadle make one entry too', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const value = olwen.choices().find(({ label }) => label === 'Record it')?.value ?? '';
    const first = olwen.does({ type: 'choice', value }, { eventId: 'p1' });
    // A second process, with a queue of its own, on the same register.
    town.restart();
    const second = olwen.does({ type: 'choice', value }, { eventId: 'p2' });
    for (const shown of await Promise.all([first, second])) expect(shown).toContain('SWA-2026-0001');
    expect(await entries()).toHaveLength(1);
    expect(await outbox(town.register)).toHaveLength(1);
  });

  it('answers that cross each other are taken one after the other', async () => {
    await olwen.say('disclose');
    await Promise.all(FAMILY.map((text) => olwen.say(text)));
    expect(await olwen.say('resume')).toContain('Please check this');
  });

  it('turns of two copies that cross each other lose no answer', async () => {
    await olwen.say('disclose');
    const first = olwen.say('family');
    town.restart();
    const second = olwen.say('Carol Finch');
    await Promise.all([first, second]);
    // Whichever came first, the dialog is whole, and what could not be taken was asked for again.
    await olwen.say('resume');
    expect(olwen.form()?.fields.every(({ error }) => error === undefined)).toBe(true);
  });
});

describe('a place to write to', () => {
  it('is remembered for the person, and wakes what waits for them', async () => {
    await olwen.does({ type: 'hello' }, { reference: '{"chat":1}' });
    expect(await town.register.references('swale', 'olwen@council.example')).toMatchObject([
      { channel: 'web', reference: '{"chat":1}' },
    ]);
  });
});
