import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../src/conversation/vocabulary.ts';
import { discloseFamily, FAMILY, openTown, outbox, sayAll, type Chat, type Town } from './chat.ts';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

const entries = () => town.register.casesRaisedBy('swale', 'olwen@council.example');

const ODD_TEXTS: readonly [what: string, text: string][] = [
  ['a 40,000-character question', 'may I go to the group meeting? '.repeat(1_290).slice(0, 40_000)],
  ['40,000 exclamation marks', '!'.repeat(40_000)],
  ['40,000 question marks and a word', `${'?'.repeat(40_000)}x`],
  ['40,000 spaces', ' '.repeat(40_000)],
  ['one endless word', 'a'.repeat(40_000)],
  ['nothing', ''],
  ['emoji', '😀👩‍👩‍👧🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
  ['right-to-left text', 'هل يمكنني حضور اجتماع المجموعة؟'],
  ['turned directions', '\u202egnihtemos ksa\u2069'],
  ['a channel call', '<!channel> <@U123> <!here>'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['markdown', '**x** [link](http://evil.example) `code`'],
  ['half a surrogate', '\ud83d'],
  ['control characters', '\u0000\u0007\u001b[31m'],
  ['Beadle’s own placeholder', '\ue000reference\ue000'],
  ['SQL', "'; DROP TABLE cases; --"],
  ['a prototype', '__proto__'],
];

describe.each(ODD_TEXTS)('typed: %s', (_what, text) => {
  it('gets a reply, in good time, and begins nothing', async () => {
    const begun = performance.now();
    await olwen.say(text);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(olwen.seen().flatMap(({ blocks }) => blocks).length).toBeGreaterThan(0);
    expect(olwen.seen().every(({ audience }) => audience === 'private')).toBe(true);
    expect(olwen.form()).toBeNull();
    expect(await entries()).toEqual([]);
  });

  it('leaves a dialog where it was, or moves it one step', async () => {
    await sayAll(olwen, ['disclose', 'family', 'Carol Finch']);
    await olwen.say(text);
    await olwen.say('resume');
    expect(olwen.form()?.asking).toBe('since');
    expect(await entries()).toEqual([]);
  });

  it('as a name or as details is recorded as it is, or refused with a word', async () => {
    await sayAll(olwen, ['disclose', 'family']);
    await olwen.send({ with: text, since: 'after', decides: 'neither', details: text });
    const form = olwen.form();
    if (form) {
      const faults = form.fields.flatMap(({ error }) => error ?? []);
      expect(faults.length).toBeGreaterThan(0);
      for (const fault of faults)
        expect(fault).toMatch(/^(This one needs an answer|This is \d+ characters long)/);
      expect(await entries()).toEqual([]);
      return;
    }
    await olwen.press('Record it');
    const [entry] = await entries();
    const kept = (entry?.data['answers'] as Record<string, string>)['with'] ?? '';
    expect(text).toContain(kept.slice(0, 5));
    expect(kept).not.toContain('\ue000');
  });
});

describe('a button that Beadle never made', () => {
  it.each([
    'made-up',
    '',
    'start:complaint',
    'start:dance',
    'confirm:id-0',
    'confirm:id-999',
    'cancel:id-999',
    'back:id-999',
    'change:id-0:secret',
    'change:id-0:constructor',
    'topic:made-up',
    'topic:constructor',
    'amend:SWA-2026-0001',
    'end-confirmed:SWA-2026-0001',
    'end-confirmed:TDC-2026-0001',
    'i-am:mayor',
    'show:nothing',
    'x'.repeat(40_000),
  ])('changes nothing: %j', async (value) => {
    await sayAll(olwen, ['disclose', 'family']);
    const before = await stateOfDraft();
    await olwen.does({ type: 'choice', value });
    expect(olwen.seen().length).toBeGreaterThan(0);
    expect(await stateOfDraft()).toEqual(before);
    expect(await entries()).toEqual([]);
    expect(await outbox(town.register)).toEqual([]);
  });
});

describe('a form that Beadle never made', () => {
  it.each<[string, Extract<Input, { type: 'form' }>]>([
    ['of another draft', { type: 'form', form: 'id-999/who', values: { with: 'X' } }],
    ['of another screen', { type: 'form', form: 'id-0/kind', values: { kind: 'other' } }],
    ['of a screen that does not apply', { type: 'form', form: 'id-0/whether', values: { proceed: 'no' } }],
    ['of no screen', { type: 'form', form: 'id-0', values: { kind: 'other' } }],
    ['of nothing', { type: 'form', form: '', values: {} }],
    [
      'with fields of its own',
      { type: 'form', form: 'id-0/who', values: { office: 'chief-executive', amends: 'x' } },
    ],
    ['with a made-up choice', { type: 'form', form: 'id-0/who', values: { since: 'yesterday' } }],
    [
      'with made-up choices',
      { type: 'form', form: 'id-0/who', values: { since: 'yesterday', decides: 'god' } },
    ],
  ])('changes nothing: %s', async (_what, input) => {
    await sayAll(olwen, ['disclose', 'family']);
    const before = await stateOfDraft();
    await olwen.does(input);
    expect(await stateOfDraft()).toEqual(before);
    expect(await entries()).toEqual([]);
  });
});

describe('an old card', () => {
  it('of an earlier step says so, and shows where one is', async () => {
    await olwen.say('disclose');
    const old = olwen.form();
    await olwen.send({ kind: 'family' });
    const shown = await olwen.does({ type: 'form', form: old?.id ?? '', values: { kind: 'other' } });
    expect(shown).toMatch(/from an earlier step and changed nothing[\s\S]*With whom/);
  });

  it('of a dialog that was stopped says so', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const confirm = olwen.choices().find(({ label }) => label === 'Record it')?.value ?? '';
    await olwen.press('Stop');
    const shown = await olwen.does({ type: 'choice', value: confirm });
    expect(shown).toContain('no longer open. Nothing was changed. Type help to begin again.');
    expect(await entries()).toEqual([]);
  });

  it('of a dialog that was recorded says under which reference, whatever is pressed on it', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const pressed = olwen.choices().map(({ value }) => value);
    await olwen.press('Record it');
    for (const value of pressed) {
      const shown = await olwen.does({ type: 'choice', value });
      expect(shown).toContain('already recorded as SWA-2026-0001. Nothing was recorded twice.');
    }
    expect(await entries()).toHaveLength(1);
  });

  it('of somebody else does nothing for oneself', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const confirm = olwen.choices().find(({ label }) => label === 'Record it')?.value ?? '';
    const carol = town.person('carol@council.example');
    expect(await carol.does({ type: 'choice', value: confirm })).toContain('no longer open');
    expect(await entries()).toEqual([]);
  });

  it('of an older summary records nothing, and shows what would be recorded now', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const old = olwen.choices().find(({ label }) => label === 'Record it')?.value ?? '';
    const changed = olwen.choices().find(({ value }) => value.endsWith(':with'))?.value ?? '';
    await olwen.does({ type: 'choice', value: changed });
    expect(await olwen.say('Sam Jones')).toContain('Sam Jones');
    const shown = await olwen.does({ type: 'choice', value: old });
    expect(shown).toContain('This has changed since');
    expect(shown).toContain('Sam Jones');
    expect(await entries()).toEqual([]);
    await olwen.press('Record it');
    expect(await entries()).toHaveLength(1);
  });

  it('of a summary drawn by an older Beadle shows it anew first', async () => {
    await sayAll(olwen, ['disclose', ...FAMILY]);
    const [act = '', id = ''] = olwen.choices()[0]?.value.split(':') ?? [];
    expect(act).toBe('confirm');
    expect(await olwen.does({ type: 'choice', value: `confirm:${id}` })).toContain('This has changed since');
    expect(await entries()).toEqual([]);
    await olwen.press('Record it');
    expect(await entries()).toHaveLength(1);
  });

  it('cannot record before the summary', async () => {
    await sayAll(olwen, ['disclose', 'family']);
    const id = olwen.form()?.id.split('/')[0] ?? '';
    const shown = await olwen.does({ type: 'choice', value: `confirm:${id}` });
    expect(shown).toContain('Something is still to be answered before this can be recorded.');
    expect(await entries()).toEqual([]);
  });
});

it('nothing that was typed or is known of a person is logged', async () => {
  await discloseFamily(olwen);
  await sayAll(olwen, ['what about the zebra?', 'mine']);
  expect(JSON.stringify(town.logged)).not.toMatch(/olwen|carol|zebra|family/i);
});

/** The dialog as it is kept, but for the time of the last turn. */
async function stateOfDraft(): Promise<unknown> {
  const stored = await town.register.loadState('swale', 'olwen@council.example');
  const { draft } = stored?.data as { draft: Record<string, unknown> };
  return { ...draft, touchedAt: null };
}
