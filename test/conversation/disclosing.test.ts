import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discloseFamily, FAMILY, openTown, outbox, PEOPLE, sayAll, type Chat, type Town } from './chat.ts';

const SUMMARY = 'Please check this';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

const entriesOf = (who: string, council = 'swale') => town.register.casesRaisedBy(council, who);
const without = (...starts: string[]): string =>
  PEOPLE.split('\n')
    .filter((line) => !starts.some((start) => line.startsWith(start)))
    .join('\n');

describe('disclosing in words', () => {
  it('ends with a receipt: the reference, what was recorded, who sees it, what happens next', async () => {
    const receipt = await discloseFamily(olwen);
    for (const said of [
      'Recorded: SWA-2026-0001',
      'Kind of relationship: Family, including a partner',
      'With: Cllr Carol Finch',
      'You, the Monitoring Officer (Helen Marsh), who is being told now. Nobody else can open it here.',
      'What happens next',
    ]) {
      expect(receipt).toContain(said);
    }
    expect(await outbox(town.register)).toEqual([
      { to: 'mo@council.example', words: expect.stringContaining('SWA-2026-0001') as string },
    ]);
  });

  it('records nothing before the summary was confirmed', async () => {
    expect(await sayAll(olwen, ['disclose', ...FAMILY])).toContain(SUMMARY);
    expect(await entriesOf('olwen@council.example')).toEqual([]);
    expect(await outbox(town.register)).toEqual([]);
  });

  it('says what is wrong with an answer, and asks again', async () => {
    await olwen.say('disclose');
    expect(await olwen.say('romance')).toContain('Please choose one: 1. Family');
    expect(await sayAll(olwen, ['1', 'Sam Lee'])).toContain('More than one person has that name');
    expect(await olwen.say('Cllr Sam Lee, Deputy Mayor')).toContain('Did it begin before');
  });

  it('answers a question half-way, and goes on where it was', async () => {
    await sayAll(olwen, ['disclose', 'family']);
    const shown = await olwen.say('can I attend the Labour group meeting?');
    expect(shown).toContain('This rests on');
    expect(shown).toContain('Now back to where we were.');
    expect(shown).toMatch(/With whom\?.*$/);
    expect(await sayAll(olwen, [...FAMILY.slice(1), 'yes'])).toContain('Recorded: SWA-2026-0001');
  });

  it('answers one at the summary too, and even one without a question mark', async () => {
    await sayAll(olwen, ['disclose', 'family']);
    expect(await olwen.say('can i attend the labour group meeting')).toContain('Now back to where we were.');
    await sayAll(olwen, FAMILY.slice(1));
    const shown = await olwen.say('what does 8.3 say?');
    expect(shown).toMatch(/^Clause 8\.3[\s\S]*Please check this/);
    expect(await olwen.say('yes')).toContain('Recorded');
  });

  it.each(['yes', 'Confirm.', 'record it', 'OK'])('is confirmed by a word: %s', async (word) => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    expect(await olwen.say(word)).toContain('Recorded: SWA-2026-0001');
  });
});

describe('disclosing by form', () => {
  it('takes a screen at a time', async () => {
    await olwen.say('disclose');
    await olwen.send({ kind: 'family' });
    const shown = await olwen.send({
      with: 'carol@council.example',
      since: 'before',
      decides: 'unsure',
      details: '',
    });
    expect(shown).toContain(SUMMARY);
    expect(await olwen.press('Record it')).toContain('Recorded: SWA-2026-0001');
  });

  it('keeps what was typed where something is missing', async () => {
    await olwen.say('disclose');
    await olwen.send({ kind: 'family' });
    const shown = await olwen.send({ with: 'Somebody', details: 'x'.repeat(2_001) });
    expect(shown).toContain('This is 2001 characters long. Please shorten it to 2000.');
    const values = Object.fromEntries(olwen.form()?.fields.map(({ name, value }) => [name, value]) ?? []);
    expect(values).toMatchObject({ with: 'Somebody', details: 'x'.repeat(2_001) });
  });

  it('takes a single button pressed beside a question for just that answer', async () => {
    await olwen.say('disclose');
    await olwen.send({ kind: 'family' });
    expect(await olwen.send({ with: 'carol@council.example' })).toContain('Did it begin before');
    expect(await olwen.send({ since: 'after' })).toContain('Does either of you');
  });
});

describe('changing one’s mind', () => {
  it('back shows the step before with its answer, and going on keeps it', async () => {
    await sayAll(olwen, ['disclose', 'family', 'Carol Finch']);
    expect(await olwen.say('back')).toContain('[Continue]');
    expect(olwen.form()?.fields[0]).toMatchObject({ name: 'kind', value: 'family' });
    expect(await olwen.say('continue')).toContain('Did it begin before');
    expect(olwen.form()?.fields.find(({ name }) => name === 'with')?.value).toBe('carol@council.example');
  });

  it('after back, asking to see the form shows it, and does not go on', async () => {
    const shown = await sayAll(olwen, ['disclose', 'family', 'back']);
    expect(await olwen.does({ type: 'command', command: 'resume', text: '' })).toBe(shown);
    expect(await olwen.say('resume')).toBe(shown);
  });

  it('after back, another choice can simply be typed', async () => {
    await sayAll(olwen, ['disclose', 'family', 'back', 'friendship', ...FAMILY.slice(1)]);
    expect(await olwen.press('Record it')).toContain('Kind of relationship: A close friendship');
  });

  it('an answer can be changed from the summary, in words, and nothing else is asked again', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    expect(await olwen.press('Since')).toContain('Did it begin before');
    const shown = await olwen.say('1');
    expect(shown).toContain(SUMMARY);
    expect(shown).toContain('Since: Before the election or appointment');
    expect(shown).toContain('With: Cllr Carol Finch');
  });

  it('a change can be left without making it', async () => {
    const before = await sayAll(olwen, ['disclose', ...FAMILY]);
    await olwen.press('With');
    expect(await olwen.press('Back')).toBe(before);
  });

  it('stop ends it, records nothing, and forgets the answers', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    expect(await olwen.press('Stop')).toBe('Stopped. Nothing was recorded and nobody was told.');
    expect(await entriesOf('olwen@council.example')).toEqual([]);
    const stored = await town.register.loadState('swale', 'olwen@council.example');
    expect(JSON.stringify(stored)).not.toContain('carol');
    expect(await olwen.say('disclose')).toContain('What kind of relationship is it?');
    expect(olwen.form()?.fields[0]?.value).toBeUndefined();
  });

  it('where the protocol leaves it to the person, "no" stops it at once', async () => {
    const atTdc = town.person('olwen@council.example', 'tdc');
    await sayAll(atTdc, ['disclose', 'social media']);
    expect(atTdc.form()?.fields.map(({ name }) => name)).toEqual(['proceed', 'tell']);
    expect(await atTdc.say('no')).toContain('Stopped. Nothing was recorded');
    expect(await entriesOf('olwen@council.example', 'tdc')).toEqual([]);
  });

  it('beginning again shows what is under way', async () => {
    await sayAll(olwen, ['disclose', 'family']);
    expect(await olwen.say('disclose')).toMatch(/You have already begun this[\s\S]*With whom/);
  });
});

describe('coming back to it', () => {
  it.each(['resume', 'continue', 'Carry on.'])(
    'shows where it was, and answers nothing: %s',
    async (word) => {
      for (const answers of [[], ['family'], ['family', 'Carol Finch'], FAMILY.slice(0, 4), FAMILY]) {
        const before = await sayAll(olwen, ['cancel', 'disclose', ...answers]);
        expect(await olwen.say(word)).toBe(before);
      }
    },
  );
});

describe('after a restart', () => {
  it('the dialog goes on where it was, and with what was given', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY.slice(0, 3)]);
    town.restart();
    expect(await olwen.say('resume')).toContain('Does either of you take decisions');
    expect(await sayAll(olwen, ['no', 'skip', 'yes'])).toContain('With: Cllr Carol Finch');
  });

  it('what was learnt in the meantime has to be checked before it is recorded', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    town.restart({ protocolVersion: 'a newer protocol' });
    expect(await olwen.say('yes')).toMatch(/has changed since you began[\s\S]*Please check this/);
    expect(await entriesOf('olwen@council.example')).toEqual([]);
    expect(await olwen.say('yes')).toContain('Recorded');
    const [entry] = await entriesOf('olwen@council.example');
    const history = await town.register.historyOf('swale', entry?.id ?? '');
    expect(history[0]?.versions.protocol).toBe('a newer protocol');
  });

  it('the receipt is still known by its button', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const confirm = olwen.choices().find(({ label }) => label === 'Record it')?.value ?? '';
    await olwen.press('Record it');
    town.restart();
    expect(await olwen.does({ type: 'choice', value: confirm })).toContain(
      'already recorded as SWA-2026-0001',
    );
  });
});

describe('whom it is told', () => {
  it('the person may choose, where the protocol names nobody', async () => {
    const atTdc = town.person('carol@council.example', 'tdc');
    const told = ['disclose', 'friendship', 'yes', 'yes', 'Somebody', 'after it', 'no', 'skip', 'yes'];
    expect(await sayAll(atTdc, told)).toContain('the Monitoring Officer (Helen Marsh)');
    const untold = told.map((text, at) => (at === 3 ? 'no' : text));
    expect(await sayAll(atTdc, untold)).toContain('Nobody was sent a message.');
    expect((await outbox(town.register)).map(({ to }) => to)).toEqual(['mo@council.example']);
  });

  it('the holder of the office discloses to their deputy', async () => {
    const mo = town.person('mo@council.example');
    const receipt = await discloseFamily(mo);
    expect(receipt).toContain('You, Tom Bright, in place of the Monitoring Officer, who is being told now');
    expect((await outbox(town.register)).map(({ to }) => to)).toEqual(['deputy@council.example']);
  });

  it('nobody hears of a tie to themselves', async () => {
    const carol = town.person('carol@council.example');
    await sayAll(carol, ['disclose', 'family', 'Helen Marsh', ...FAMILY.slice(2), 'yes']);
    expect((await outbox(town.register)).map(({ to }) => to)).toEqual(['deputy@council.example']);
  });

  it('where nobody holds the office, the entry is safe, the person is told, the gap is noted', async () => {
    town.restart({ people: without('mo@', 'deputy@') });
    const receipt = await discloseFamily(olwen);
    expect(receipt).toContain('Recorded: SWA-2026-0001');
    expect(receipt).toContain(
      'I could not find anybody who is Monitoring Officer, so nobody has been told yet',
    );
    expect(receipt).not.toContain('who is being told now');
    expect(await town.register.openGaps()).toMatchObject([
      { reference: 'SWA-2026-0001', office: 'monitoring-officer', reason: 'nobody-holds-office' },
    ]);
    expect(town.logged).toEqual([
      { council: 'swale', reference: 'SWA-2026-0001', office: 'monitoring-officer' },
    ]);
  });

  it('where the only holder is the discloser, likewise', async () => {
    town.restart({ people: without('deputy@') });
    const receipt = await discloseFamily(town.person('mo@council.example'));
    expect(receipt).toContain('The Monitoring Officer is party to this, and there is no deputy');
    expect(await town.register.openGaps()).toMatchObject([{ reason: 'conflict-of-interest' }]);
    expect(await outbox(town.register)).toEqual([]);
  });
});

describe('one’s own entries', () => {
  beforeEach(async () => {
    await discloseFamily(olwen);
    await outbox(town.register);
  });

  it('are listed for their discloser, and for nobody else', async () => {
    const shown = await olwen.say('mine');
    expect(shown).toContain('SWA-2026-0001');
    expect(shown).toContain('With: Cllr Carol Finch');
    expect(shown).toContain('Told: Monitoring Officer');
    for (const other of ['carol@council.example', 'mo@council.example', 'stranger']) {
      expect(await town.person(other).say('mine')).toMatch(
        /^You have nothing in the register\.\n\n\[Disclose a relationship\]/,
      );
    }
  });

  it('can be amended: the history keeps both, and whoever was told is told again', async () => {
    await olwen.say('mine');
    expect(await olwen.press('Amend SWA-2026-0001')).toContain('Please check your changes to SWA-2026-0001');
    await olwen.press('With');
    await olwen.say('Cllr Sam Lee, Deputy Mayor');
    const receipt = await olwen.press('Record it');
    expect(receipt).toContain('Amended: SWA-2026-0001');
    expect(receipt).toContain('With: Cllr Sam Lee, Deputy Mayor');
    const [entry, ...others] = await entriesOf('olwen@council.example');
    expect(others).toEqual([]);
    const history = await town.register.historyOf('swale', entry?.id ?? '');
    expect(history.map(({ action }) => action)).toEqual(['disclosed', 'amended']);
    expect(JSON.stringify(history[0]?.data)).toContain('Carol Finch');
    const told = (await outbox(town.register)).filter(({ words }) => words.includes('amended'));
    expect(told.map(({ to }) => to)).toEqual(['mo@council.example']);
    expect((await town.register.verifyChain('swale')).intact).toBe(true);
  });

  it('stay as they were where an amendment is stopped', async () => {
    await olwen.say('mine');
    await olwen.press('Amend SWA-2026-0001');
    expect(await olwen.press('Stop')).toBe('Stopped. SWA-2026-0001 stays as it was.');
  });

  it('can be ended, after a question, once; the recipient hears of it', async () => {
    await olwen.say('mine');
    expect(await olwen.press('End SWA-2026-0001')).toContain('Has the relationship in SWA-2026-0001 ended?');
    expect((await entriesOf('olwen@council.example'))[0]?.stage).toBe('open');
    const yes = olwen.choices().find(({ label }) => label.startsWith('Yes'))?.value ?? '';
    expect(await olwen.does({ type: 'choice', value: yes })).toContain('is marked as ended');
    expect(await olwen.does({ type: 'choice', value: yes })).toContain(
      'has already ended. Nothing was changed.',
    );
    const [entry] = await entriesOf('olwen@council.example');
    expect(entry?.stage).toBe('ended');
    const history = await town.register.historyOf('swale', entry?.id ?? '');
    expect(history.map(({ action }) => action)).toEqual(['disclosed', 'ended']);
    const told = (await outbox(town.register)).filter(({ words }) => words.includes('has ended'));
    expect(told.map(({ to }) => to)).toEqual(['mo@council.example']);
    expect(await olwen.say('mine')).not.toContain('[Amend');
  });

  it.each(['amend', 'end', 'end-confirmed'])('cannot be touched by anybody else: %s', async (act) => {
    for (const other of ['carol@council.example', 'mo@council.example']) {
      const shown = await town.person(other).does({ type: 'choice', value: `${act}:SWA-2026-0001` });
      // The same words as for a reference that does not exist.
      expect(shown).toBe('You have no open entry SWA-2026-0001. Nothing was changed.');
    }
    expect((await entriesOf('olwen@council.example'))[0]?.stage).toBe('open');
  });

  it('are out of reach of another council, even for the same person', async () => {
    const atTdc = town.person('olwen@council.example', 'tdc');
    expect(await atTdc.say('mine')).toContain('You have nothing in the register.');
    expect(await atTdc.does({ type: 'choice', value: 'end-confirmed:SWA-2026-0001' })).toContain(
      'You have no open entry',
    );
    await discloseFamily(atTdc);
    expect(await atTdc.say('mine')).toContain('TDC-2026-0001');
    expect(await olwen.say('mine')).not.toContain('TDC');
    expect((await outbox(town.register)).map(({ to }) => to)).toEqual(['chief@council.example']);
  });

  it('a dialog at one council is none at another', async () => {
    await olwen.say('disclose');
    expect(await town.person('olwen@council.example', 'tdc').say('resume')).toContain('nothing under way');
  });
});
