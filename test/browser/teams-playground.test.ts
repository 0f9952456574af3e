import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser, openPage } from '../support/browser.ts';
import { noPlayground, startPlayground } from '../support/playground.ts';
import { startTeamsWorld, type TeamsWorld } from '../support/world.ts';

const WHAT = "Teams in Microsoft's own client";
/** Where to put pictures of every step, to be looked at; none are taken without it. */
const PICTURES = process.env['BEADLE_PICTURES'];

/**
 * The Playground has no windows yet, and its buttons that would open one do nothing: dialogs are begun by their words, and go
 * on in the chat. Windows are tested with the invokes that Teams sends, in test/journeys/teams-windows.test.ts.
 */
describe.skipIf(noBrowser(WHAT) || noPlayground(WHAT))(WHAT, { timeout: 120_000 }, () => {
  let world: TeamsWorld;
  let playground: Awaited<ReturnType<typeof startPlayground>>;
  let browser: Browser;
  let page: Page;
  let cards: Locator;
  let steps = 0;

  beforeAll(async () => {
    world = await startTeamsWorld('swale');
    [playground, browser] = await Promise.all([startPlayground(world.url()), launchBrowser()]);
    // Its fonts are elsewhere, and are not fetched.
    ({ page } = await openPage(browser, { viewport: { width: 1280, height: 1000 } }));
    page.setDefaultTimeout(30_000);
    await page.goto(playground.url);
    // A clause that is open is a card within a card.
    cards = page.locator('.ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await playground.close();
    await world.close();
  });

  /** Does something, waits for the card that it leads to, and reads that. */
  const step = async (act: () => Promise<void>): Promise<string> => {
    const before = await cards.count();
    await act();
    await cards.nth(before).waitFor();
    steps += 1;
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.waitForTimeout(500);
      await page.screenshot({ path: path.join(PICTURES, `teams-${String(steps).padStart(2, '0')}.png`) });
    }
    return cards.last().innerText();
  };
  const say = (text: string): Promise<string> =>
    step(async () => {
      await page.getByRole('textbox').last().click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    });
  const click = (label: string): Promise<void> =>
    cards.last().getByRole('button', { name: label, exact: true }).last().click();
  const press = (label: string): Promise<string> => step(() => click(label));
  const pick = (label: string): Promise<void> =>
    cards.last().getByRole('radio', { name: label, exact: true }).check({ force: true });
  const fill = (label: RegExp, text: string): Promise<void> => cards.last().getByLabel(label).fill(text);

  it('is welcomed on one screen', async () => {
    await cards.first().waitFor();
    const card = cards.first();
    expect(await card.innerText()).toMatch(/^I am Beadle[^]*This chat is private/);
    expect((await card.boundingBox())?.height).toBeLessThan(600);
  });

  it('asks, and opens a clause', async () => {
    expect(await say('Can I attend the Labour group meeting?')).toMatch(/^Only if it is agreed beforehand/);
    await click('7.3');
    await cards
      .last()
      .getByText(/approves|beforehand|Director/)
      .last()
      .waitFor();
  });

  it('discloses a relationship: presses, is told what is missing, fills the card in, and has it recorded', async () => {
    expect(await say('disclose')).toMatch(/The answer depends on who you are/);
    expect(await press('An officer')).toMatch(/What kind of relationship is it/);
    await pick('Family, including a partner');
    expect(await press('Continue')).toMatch(/With whom/);
    await click('Continue');
    await cards.last().getByText('Please check: an answer is needed here.').first().waitFor();
    await fill(/^Name, where nobody/, 'Cllr Jo Bloggs');
    await pick('After it');
    await pick('No');
    expect(await press('Continue')).toMatch(/Please check this[^]*Cllr Jo Bloggs/);
    expect(await press('Record it')).toMatch(/Recorded: SWA-2026-0001/);
  });

  it('raises a complaint to its end', async () => {
    let shown = await say('complaint');
    expect(shown).toMatch(/About whom/);
    await fill(/^Name, where nobody/, 'Cllr Sam Example');
    for (let screen = 0; /(?:^|\n)Continue(?:\n|$)/.test(shown) && screen < 6; screen++) {
      await answerAll(cards.last());
      shown = await press('Continue');
    }
    expect(shown).toMatch(/Please check this[^]*Cllr Sam Example/);
    expect(await press('Send it')).toMatch(/SWA-2026-0002/);
    await world.withRegister(async (register) => {
      const kase = await register.caseByReference('swale', 'SWA-2026-0002');
      expect(kase).toMatchObject({ type: 'complaint', ended: false });
      expect(await register.verifyChain('swale')).toMatchObject({ intact: true });
    });
  });
});

/** The first of every choice, and a line in every empty field. */
async function answerAll(card: Locator): Promise<void> {
  const groups = card.getByRole('radiogroup');
  for (let at = 0; at < (await groups.count()); at++) {
    await groups.nth(at).getByRole('radio').first().check({ force: true });
  }
  const fields = card.locator('textarea, input[type=text]:not([role=combobox])');
  for (let at = 0; at < (await fields.count()); at++) {
    if ((await fields.nth(at).inputValue()) === '') await fields.nth(at).fill('An example.');
  }
}
