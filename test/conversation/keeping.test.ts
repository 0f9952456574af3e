import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAdvice } from '../../src/casework/advice.ts';
import { discloseFamily, openTown, type Chat, type Town } from './chat.ts';

const QUESTION = 'can I attend the Labour group meeting?';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

const entries = () => town.register.casesRaisedBy('swale', 'olwen@council.example');
const stored = () => town.register.loadState('swale', 'olwen@council.example');

describe('keeping an answer', () => {
  it('gives a receipt with the question, the verdict, the conditions, the clauses, the version and the day', async () => {
    const answer = await olwen.say(QUESTION);
    const receipt = await olwen.press('Keep this');
    expect(receipt).toMatch(/^Kept: SWA-2026-0001/);
    expect(receipt).toContain(`Asked: ${QUESTION}`);
    expect(receipt).toContain('Verdict: It depends on conditions');
    expect(receipt).toContain('Given: Fri 20 Nov 2026');
    expect(receipt).toMatch(/version of protocol and guidance: [0-9a-f]{12}\./);
    for (const line of answer.split('\n').filter((each) => each !== '' && !each.startsWith('['))) {
      expect(receipt).toContain(line);
    }
    expect(olwen.seen().map(({ audience }) => audience)).toEqual(['private']);
  });

  it('pressed twice makes one receipt, and shows the same', async () => {
    await olwen.say(QUESTION);
    const value = olwen.choices().find(({ label }) => label === 'Keep this')?.value ?? '';
    const first = await olwen.does({ type: 'choice', value });
    expect(await olwen.does({ type: 'choice', value })).toBe(first);
    expect(await entries()).toHaveLength(1);
  });

  it('is shown again to whom it belongs when the reference is typed, and to nobody else', async () => {
    await olwen.say(QUESTION);
    const receipt = await olwen.press('Keep this');
    expect(await olwen.say('swa-2026-0001')).toBe(receipt);
    const none = await town.person('mo@council.example').say('SWA-2026-0001');
    expect(none).toBe('I have no case SWA-2026-0001 to show you.');
    expect(await olwen.say('SWA-2026-0002.')).toBe('I have no case SWA-2026-0002 to show you.');
  });

  it('is recorded in the history, with what it rests on, and tells nobody', async () => {
    await olwen.say(QUESTION);
    await olwen.press('Keep this');
    const [kase] = await entries();
    expect(kase).toMatchObject({ type: 'advice', stage: 'kept', people: [] });
    const history = await town.register.historyOf('swale', kase?.id ?? '');
    expect(history).toMatchObject([
      { actor: 'olwen@council.example', action: 'kept', data: kase?.data, versions: { flow: 'advice-1' } },
    ]);
    expect(history[0]?.versions.protocol).toMatch(/^[0-9a-f]{64}$/);
    expect(await town.register.claimMessages('2027-01-01T00:00:00.000Z', 9, 1)).toEqual([]);
    expect(await town.register.verifyChain('swale')).toMatchObject({ intact: true });
  });

  it('is listed among one’s own entries, and shown again in full from there', async () => {
    await olwen.say(QUESTION);
    const receipt = await olwen.press('Keep this');
    await discloseFamily(olwen);
    const mine = await olwen.say('mine');
    expect(mine).toContain('What: Advice you kept');
    expect(mine).toContain('What: Family');
    expect(await olwen.press('Show SWA-2026-0001')).toBe(receipt);
  });

  it('is not altered by later guidance', async () => {
    await olwen.say(QUESTION);
    const receipt = await olwen.press('Keep this');
    town.restart({ protocolVersion: 'f'.repeat(64) });
    await olwen.say('mine');
    expect(await olwen.press('Show SWA-2026-0001')).toBe(receipt);
  });

  it('keeps what was shown, where the guidance changes before the press', async () => {
    await olwen.say(QUESTION);
    town.restart({ protocolVersion: 'f'.repeat(64) });
    await olwen.press('Keep this');
    const [kase] = await entries();
    expect(kase && readAdvice({ kase })?.version).not.toBe('f'.repeat(64));
  });

  it('works for a topic picked from a list, under its title', async () => {
    await olwen.does({ type: 'choice', value: 'topic:group-attend' });
    expect(await olwen.press('Keep this')).toContain('Asked about: ');
  });

  it('works where the protocol does not cover the matter', async () => {
    const other = town.person('olwen@council.example', 'south-somerset');
    await other.say(QUESTION);
    const receipt = await other.press('Keep this');
    expect(receipt).toContain('Kept: SSD-2026-0001');
    expect(receipt).toContain('Verdict: Not covered');
  });

  it.each(['hello', 'will it rain tomorrow?', 'xyzzy plugh frobnicate'])(
    'is not offered where nothing was advised: %s',
    async (text) => {
      await olwen.say(text);
      expect(olwen.choices().map(({ label }) => label)).not.toContain('Keep this');
    },
  );
});

describe('an answer that is no longer the last', () => {
  it('cannot be kept, and it says so', async () => {
    await olwen.say(QUESTION);
    const value = olwen.choices().find(({ label }) => label === 'Keep this')?.value ?? '';
    await olwen.say('who decides?');
    expect(await olwen.does({ type: 'choice', value })).toMatch(/no longer have that answer/);
    expect(await entries()).toEqual([]);
  });

  it('is forgotten with every word by whatever is done next', async () => {
    const next: (() => Promise<string>)[] = [
      () => olwen.say('help'),
      () => olwen.say('disclose'),
      () => olwen.does({ type: 'hello' }),
      () => olwen.does({ type: 'choice', value: 'mine' }),
      () => olwen.does({ type: 'choice', value: 'keep:made-up' }),
      () => olwen.does({ type: 'form', form: 'x/y', values: {} }),
    ];
    for (const act of next) {
      await olwen.say('can I attend the Labour group meeting about the zebra?');
      expect(JSON.stringify(await stored())).toContain('zebra');
      await act();
      expect(JSON.stringify(await stored())).not.toContain('zebra');
    }
  });

  it('is remembered over a restart, as long as nothing else was done', async () => {
    await olwen.say(QUESTION);
    town.restart();
    expect(await olwen.press('Keep this')).toContain('Kept: SWA-2026-0001');
  });
});

describe('a receipt', () => {
  it.each(['carol@council.example', 'mo@council.example', 'stranger'])(
    'is not there for anybody else: %s',
    async (other) => {
      await olwen.say(QUESTION);
      await olwen.press('Keep this');
      for (const act of ['receipt', 'amend', 'end', 'end-confirmed']) {
        const shown = await town.person(other).does({ type: 'choice', value: `${act}:SWA-2026-0001` });
        expect(shown).not.toContain('Labour');
        expect(shown).toMatch(/You have (kept no advice under|no open entry) SWA-2026-0001/);
      }
    },
  );

  it('is no disclosure, and no disclosure is a receipt', async () => {
    await olwen.say(QUESTION);
    await olwen.press('Keep this');
    await discloseFamily(olwen);
    expect(await olwen.does({ type: 'choice', value: 'amend:SWA-2026-0001' })).toContain('no open entry');
    expect(await olwen.does({ type: 'choice', value: 'end-confirmed:SWA-2026-0001' })).toContain('no open');
    expect(await olwen.does({ type: 'choice', value: 'receipt:SWA-2026-0002' })).toContain('no advice under');
    expect(await entries()).toMatchObject([{ stage: 'open' }, { stage: 'kept' }]);
  });
});
