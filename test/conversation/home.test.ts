import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseRecord, Change } from '../../src/casework/register-port.ts';
import { renderHome } from '../../src/channels/slack/home.ts';
import { auditView } from '../../src/channels/slack/audit.ts';
import { openTown, type Chat, type Town } from './chat.ts';

const AT = '2026-11-02T10:00:00.000Z';
let town: Town;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

const home = (chat: Chat): Promise<string> => chat.does({ type: 'home' });

/** An enquiry by Carol Finch that Olwen Parry is to answer by a day. */
async function enquire(id: string, dueOn: string, more: Partial<CaseRecord> = {}): Promise<void> {
  const change: Change = {
    council: 'swale',
    at: AT,
    kase: {
      is: 'new',
      id,
      type: 'enquiry',
      stage: 'received',
      ended: false,
      route: 'enquiry',
      raisedBy: 'carol@council.example',
      people: [{ role: 'handler', person: 'olwen@council.example' }],
      data: {},
      onceKey: id,
      referencePrefix: 'SWA',
      year: 2026,
      ...more,
    },
    history: [],
    messages: [],
    gaps: [],
    clocks: [
      {
        is: 'new',
        id: `clock-${id}`,
        route: 'enquiry',
        clock: 'reply',
        state: 'running',
        startedOn: '2026-11-02',
        dueOn,
        putOffTo: null,
        pauses: [],
        endedOn: null,
        remindAt: null,
        reminder: null,
      },
    ],
  };
  await town.register.commit(change);
}

describe('one’s own page', () => {
  it('says who one is, what one can begin, and what is kept for how long', async () => {
    const shown = await home(town.person('mo@council.example'));
    expect(shown).toContain('Helen Marsh, officer');
    expect(shown).toContain('Swale Borough Council');
    expect(shown).toContain('Monitoring Officer');
    expect(shown).toMatch(/Disclose a relationship|Raise a complaint/);
    expect(shown).toContain('for as long as Swale Borough Council keeps its register');
    expect(shown).toContain('for a day at most');
  });

  it('has a button for every dialog that is for them', async () => {
    const carol = town.person('carol@council.example');
    await carol.say('help');
    const offered = carol.choices().filter(({ value }) => value.startsWith('start:'));
    await home(carol);
    expect(carol.choices()).toEqual(expect.arrayContaining([...offered]));
  });

  it('asks nothing of a stranger before it matters', async () => {
    const shown = await home(town.person('nobody@elsewhere.example'));
    expect(shown).toContain('I do not know yet who you are to the council');
    expect(shown).toContain('ask you once which you are: officer or');
  });

  it('says what is under way, since when, and that it is kept', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('disclose');
    const shown = await home(olwen);
    expect(shown).toMatch(/You have something under way\.\W+.+, begun Fri 20 Nov 2026\./);
    expect(shown).toContain('What you have filled in is kept until you send it or stop it.');
    expect(olwen.choices().map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Go on with it', 'Stop it']),
    );
  });

  it('shows what is open and what waits, due first, with dates; the rest is counted', async () => {
    for (let each = 0; each < 10; each += 1) await enquire(`case-${each}`, `2026-12-${20 - each}`);
    const [carol, olwen] = [town.person('carol@council.example'), town.person('olwen@council.example')];
    const raised = await home(carol);
    expect(raised).toContain('What you raised: 10 open');
    expect(raised).toContain('And 2 more, due later or not at all: press My entries.');
    expect(raised).toMatch(/11 Dec/);
    expect(raised.indexOf('SWA-2026-0010')).toBeLessThan(raised.indexOf('SWA-2026-0009'));
    expect(raised).not.toContain('SWA-2026-0001');
    expect(raised).not.toContain('Cases that wait for you');
    const waits = await home(olwen);
    expect(waits).toContain('Cases that wait for you: 10');
    expect(waits).toContain('press My cases');
  });

  it('counts for the Monitoring Officer what is open and what is late, but for what is about them', async () => {
    await enquire('late', '2026-11-16');
    await enquire('in-time', '2026-12-16');
    await enquire('own', '2026-11-16', { people: [{ role: 'subject', person: 'mo@council.example' }] });
    const shown = await home(town.person('mo@council.example'));
    expect(shown).toMatch(/2 open, 1 past a date/);
    expect(await home(town.person('olwen@council.example'))).not.toContain('The register');
  });

  it('says to the Monitoring Officer where they stand', async () => {
    await enquire('one', '2026-12-16', { stage: 'asked' });
    await enquire('two', '2026-12-17', { stage: 'asked' });
    await enquire('three', '2026-12-18', { stage: 'on-hold' });
    const shown = await home(town.person('mo@council.example'));
    expect(shown).toContain('3 open. Waiting for a reply: 2; Acknowledged, reply to come: 1');
    expect(shown).toMatch(/0 open$/m);
  });

  it('shows what waits before what one could begin', async () => {
    await enquire('one', '2026-12-16');
    const shown = await home(town.person('olwen@council.example'));
    expect(shown.indexOf('Cases that wait for you')).toBeGreaterThan(-1);
    expect(shown.indexOf('Cases that wait for you')).toBeLessThan(shown.indexOf('Disclose a relationship'));
  });

  it('fits into Slack’s page with as much on it as there can be', async () => {
    const olwen = town.person('olwen@council.example');
    for (let each = 0; each < 12; each += 1) await enquire(`case-${each}`, `2026-12-${20 - each}`);
    for (let each = 0; each < 12; each += 1) {
      await enquire(`own-${each}`, `2026-12-${20 - each}`, { raisedBy: 'olwen@council.example' });
    }
    await olwen.say('disclose');
    await home(olwen);
    const page = renderHome({ replies: olwen.seen() });
    expect(auditView(page)).toEqual([]);
    expect(JSON.stringify(page)).not.toContain('more than fits here');
  });
});
