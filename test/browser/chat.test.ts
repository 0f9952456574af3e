import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../src/conversation/vocabulary.ts';
import { launchBrowser, noBrowser, openPage } from '../support/browser.ts';
import type { WatchedPage } from '../support/browser.ts';
import { startChatServer } from './chat-server.ts';
import type { ChatServer } from './chat-server.ts';
import { findFaintTexts, findNameless, measureOverflow } from './page-checks.ts';

const QUESTION = 'Can I attend the Labour group meeting?';
const LONG_WORD = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(4);

describe.skipIf(noBrowser('the chat page'))('the chat page', { timeout: 30_000 }, () => {
  let browser: Browser;
  let server: ChatServer;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await startChatServer();
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
    expect(watched.refused, 'requests to elsewhere').toEqual([]);
  });

  const open = async (options: BrowserContextOptions = {}, query = ''): Promise<void> => {
    watched = await openPage(browser, options);
    page = watched.page;
    await page.goto(`${server.url}/chat${query}`);
    await heading(/^Hello/).waitFor();
  };
  const heading = (name: string | RegExp): Locator => page.getByRole('heading', { name });
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const box = (): Locator => page.getByLabel('Your question or message');
  const status = (): Locator => page.getByRole('status');
  const ask = async (text: string): Promise<void> => {
    await box().fill(text);
    await box().press('Enter');
  };
  const openForm = async (): Promise<void> => {
    await ask('disclose');
    await heading('Disclose a relationship').waitFor();
  };
  const isFocused = async (locator: Locator): Promise<boolean> =>
    (await locator.and(page.locator(':focus')).count()) === 1;
  const inputs = (): unknown[] => server.conversation.turns.map(({ input }) => input);

  it('answers a typed question with a card, and leaves the focus in the box', async () => {
    await open();
    await ask(QUESTION);
    await heading('Yes, if the Chief Executive agrees').waitFor();

    expect(await box().inputValue()).toBe('');
    expect(await isFocused(box())).toBe(true);
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('polite');
    expect(await page.getByRole('log').innerText()).toContain(QUESTION);
    const [, turn] = server.conversation.turns;
    expect(turn).toMatchObject({
      council: 'swale',
      scope: 'personal',
      speaker: { channel: 'web', tenant: 'local', userId: 'priya', name: 'Priya Shah' },
      input: { type: 'text', text: QUESTION },
    });
    expect(watched.complaints).toEqual([]);
  });

  it('opens a clause to its gist, and says so to a screen reader', async () => {
    await open();
    await ask(QUESTION);
    const clause = button('7.3');
    expect(await clause.getAttribute('aria-expanded')).toBe('false');
    await clause.click();
    await page.getByText('The officer’s Director agrees beforehand').waitFor();
    expect(await clause.getAttribute('aria-expanded')).toBe('true');
  });

  it('offers examples until something was asked', async () => {
    await open();
    await button(QUESTION).click();
    await heading('Yes, if the Chief Executive agrees').waitFor();
    expect(await heading('Examples to try').isVisible()).toBe(false);
    await button('Clear this conversation').click();
    await heading('Examples to try').waitFor();
  });

  it('presses a choice, says what was pressed, and moves the focus to the answer', async () => {
    await open();
    await ask(QUESTION);
    await button('Briefing a group leader').click();
    const answer = page.getByText('You chose topic:briefing.');
    await answer.waitFor();
    expect(inputs().at(-1)).toEqual({ type: 'choice', value: 'topic:briefing' });
    expect(await page.locator('.mine').last().innerText()).toContain('Briefing a group leader');
    expect(await isFocused(page.locator('.entry').last())).toBe(true);
  });

  it('makes one turn of a double click', async () => {
    await open();
    await ask(QUESTION);
    await button('Briefing a group leader').dblclick();
    await page.getByText('You chose topic:briefing.').waitFor();
    await ask('a later question');
    await page.getByText('You asked: a later question').waitFor();
    expect(inputs().filter((input) => (input as { type: string }).type === 'choice')).toHaveLength(1);
  });

  it('says at once which answer is missing, without asking the server', async () => {
    await open();
    await openForm();
    await button('Continue').click();
    await page.getByText('Please check: an answer is needed here.').waitFor();
    expect(await isFocused(page.getByRole('radio', { name: 'Family' }))).toBe(true);
    expect(inputs()).toHaveLength(2);
  });

  it('shows an error beside its field in the same card, with everything typed still there', async () => {
    await open();
    await openForm();
    await page.getByRole('radio', { name: 'Family' }).check();
    await page.getByLabel('Since when?').fill('2024-05-02');
    await page.getByLabel('Anything that matters').fill('First line\nSecond line');
    await button('Continue').click();
    await page.getByText('Please check: Say who it is.').waitFor();

    expect(await heading('Disclose a relationship').count()).toBe(1);
    expect(await page.getByRole('radio', { name: 'Family' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Since when?').inputValue()).toBe('2024-05-02');
    expect(await page.getByLabel('Anything that matters').inputValue()).toBe('First line\nSecond line');
    const wrong = page.getByRole('radio', { name: 'Asha Patel, Councillor' });
    expect(await isFocused(wrong)).toBe(true);
    const group = page.getByRole('radiogroup', { name: 'With whom?' });
    expect(await group.getAttribute('aria-invalid')).toBe('true');
    const described = (await group.getAttribute('aria-describedby')) ?? '';
    const texts = await Promise.all(
      described.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()),
    );
    expect(texts.join(' ')).toBe('Please check: Say who it is. A councillor or an officer of this council.');
  });

  it('sends a form, leaves a record of it, and goes on to the end', async () => {
    await open();
    await openForm();
    await page.getByRole('radio', { name: 'Family' }).check();
    await page.getByRole('radio', { name: 'Asha Patel, Councillor' }).check();
    await page.getByLabel('Since when?').fill('2024-05-02');
    await button('Continue').click();
    await heading('Check your answers').waitFor();
    expect(inputs().at(-1)).toEqual({
      type: 'form',
      form: 'draft-1:kind',
      values: { kind: 'family', who: 'asha', since: '2024-05-02', details: '' },
    });
    const record = page.locator('.record');
    expect((await record.innerText()).split(/\n+/).map((line) => line.trim())).toEqual([
      'You sent',
      'Disclose a relationship',
      'What kind of relationship is it? Family',
      'With whom? Asha Patel, Councillor',
      'Since when? 2 May 2024',
    ]);
    expect(await record.getByRole('button').count()).toBe(0);
    await button('Record it').click();
    await page.getByText('SWA-2026-0001').waitFor();
  });

  it('takes a typed name where nobody in the list fits', async () => {
    await open();
    await openForm();
    await page.getByRole('radio', { name: 'Family' }).check();
    const other = page.getByLabel('Name, where nobody in the list fits');
    await other.fill('Zoë O’Neill');
    await other.press('Enter');
    await heading('Check your answers').waitFor();
    expect(inputs().at(-1)).toMatchObject({ values: { kind: 'family', who: 'Zoë O’Neill' } });
    expect(await page.locator('.record').innerText()).toContain('With whom? Zoë O’Neill');
  });

  it('searches a long list by its label', async () => {
    await open();
    await ask('colleagues');
    const list = page.getByRole('combobox', { name: 'Which colleague?' });
    await list.fill('nobody');
    await button('Choose').click();
    await page.getByText('Please check: choose from the list').waitFor();
    await list.fill('Femi of Planning');
    await list.press('Enter');
    await page.getByText('Recorded').waitFor();
    expect(inputs().at(-1)).toMatchObject({ values: { colleague: 'femi' } });
    expect(await page.locator('.record').innerText()).toContain('Which colleague? Femi of Planning');
  });

  it('closes a form that was left', async () => {
    await open();
    await openForm();
    await button('Stop').click();
    await page.getByText('Stopped.').waitFor();
    expect(await page.locator('.record').innerText()).toContain('You left this step');
    expect(await button('Continue').count()).toBe(0);
  });

  it('moves a half-filled form down after a question asked in between', async () => {
    await open();
    await openForm();
    await page.getByRole('radio', { name: 'Close friendship' }).check();
    await ask('a question half-way');
    await page.getByText('An answer in between.').waitFor();
    expect(await heading('Disclose a relationship').count()).toBe(1);
    expect(await page.getByRole('radio', { name: 'Close friendship' }).isChecked()).toBe(true);
  });

  it('is used from the first key to the last without a mouse', async () => {
    await open();
    await page.keyboard.press('Tab');
    expect(await isFocused(page.getByRole('link', { name: 'Skip to the message box' }))).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.type('disclose');
    await page.keyboard.press('Enter');
    await heading('Disclose a relationship').waitFor();
    await page.keyboard.press('Shift+Tab');
    expect(await isFocused(button('Stop'))).toBe(true);
    // From the buttons up to the first question.
    for (let presses = 0; presses < 20; presses++) {
      if (await isFocused(page.getByRole('radio', { name: 'Business or financial' }))) break;
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: 'Family' }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading('Check your answers').waitFor();
    await page.keyboard.press('Tab');
    expect(await isFocused(button('Record it'))).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.getByText('SWA-2026-0001').waitFor();
  });

  it('starts a new line with Shift and Enter', async () => {
    await open();
    await box().focus();
    await page.keyboard.type('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    await page.keyboard.press('Enter');
    await page.getByText('Your protocol does not cover this.').waitFor();
    expect(inputs().at(-1)).toEqual({ type: 'text', text: 'one\ntwo' });
  });

  it.each([360, 320])('never scrolls sideways at %d pixels', async (width) => {
    await open({ viewport: { width, height: 720 }, hasTouch: true, isMobile: true });
    await ask(QUESTION);
    await button('7.2').click();
    await ask(LONG_WORD);
    await page.getByText(`You asked: ${LONG_WORD}`).waitFor();
    await openForm();
    await button('Continue').click();
    await page.getByText('Please check: an answer is needed here.').waitFor();
    expect(await measureOverflow(page)).toBe(0);
    expect(await box().isVisible()).toBe(true);
  });

  it('keeps conversation, half-filled form and unsent text over a reload, for each person apart', async () => {
    await open();
    await ask(QUESTION);
    await openForm();
    await page.getByRole('radio', { name: 'Business or financial' }).check();
    await page.getByLabel('Anything that matters').fill('half a sent');
    await box().fill('half a quest');
    await page.reload();

    await heading('Yes, if the Chief Executive agrees').waitFor();
    expect(await page.getByRole('radio', { name: 'Business or financial' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Anything that matters').inputValue()).toBe('half a sent');
    expect(await box().inputValue()).toBe('half a quest');
    expect(inputs().filter((input) => (input as { type: string }).type === 'hello')).toHaveLength(1);

    await page.getByLabel('Speaking as').selectOption('moira');
    await heading('Hello, Moira Okafor').waitFor();
    expect(await page.getByRole('log').innerText()).not.toContain(QUESTION);
    await page.reload();
    await heading('Hello, Moira Okafor').waitFor();
    await page.getByLabel('Speaking as').selectOption('priya');
    await heading('Yes, if the Chief Executive agrees').waitFor();
  });

  it('changes council and person, and shows their names as they are', async () => {
    await open();
    await page.getByLabel('Council', { exact: true }).selectOption('gwynedd');
    await page.getByText('Hello, Siân <b>Rees</b>').waitFor();
    expect(await page.getByText('You speak as').innerText()).toBe(
      'You speak as Siân <b>Rees</b> (officer), Cyngor Gwynedd.',
    );
    expect(await page.locator('b').count()).toBe(0);
    expect(server.conversation.turns.at(-1)).toMatchObject({
      council: 'gwynedd',
      speaker: { userId: 'sian' },
    });
  });

  it('shows what was typed as text, whatever it looks like', async () => {
    await open();
    const nasty =
      '<img src=x onerror="document.title=\'taken\'"> **bold** [a](javascript:1) {{DATE(2026-01-01T00:00:00Z)}}';
    await ask(nasty);
    await page.getByText(`You asked: ${nasty}`).waitFor();
    expect(await page.locator('.mine').last().innerText()).toContain(nasty);
    expect(await page.locator('main img, main a, main strong').count()).toBe(0);
    expect(await page.title()).toBe('Beadle');
    expect(watched.complaints).toEqual([]);
  });

  it('shows what Beadle says first, once, and only to whom it is for', async () => {
    await open();
    const other = await openPage(browser);
    await other.page.goto(`${server.url}/chat?council=swale&person=moira`);
    await other.page.getByRole('heading', { name: /^Hello/ }).waitFor();

    await expect(server.chat.deliverer.deliver(outgoing('asha'))).resolves.toMatchObject({ result: 'retry' });
    await expect(server.chat.deliverer.deliver(outgoing('priya'))).resolves.toEqual({ result: 'sent' });
    await expect(server.chat.deliverer.deliver(outgoing('priya'))).resolves.toEqual({ result: 'sent' });
    await page.getByText('A reminder for priya').waitFor();
    expect(await page.getByText('A reminder for priya').count()).toBe(1);
    expect(await other.page.getByText('A reminder').count()).toBe(0);
    await page.reload();
    await page.getByText('A reminder for priya').waitFor();
    await other.page.context().close();
  });

  it('keeps what was typed where Beadle is not reached, and sends it once when it is', async () => {
    await open();
    await page.route('**/chat/api/turn', (route) => route.abort('connectionfailed'));
    await ask(QUESTION);
    await status().getByText('Beadle can’t be reached').waitFor();
    expect(await box().inputValue()).toBe(QUESTION);
    expect(await page.locator('.mine').count()).toBe(0);

    await page.unroute('**/chat/api/turn');
    await box().press('Enter');
    await heading('Yes, if the Chief Executive agrees').waitFor();
    expect(await status().innerText()).toBe('');
  });

  it('says so where Beadle itself fails, and lets a button be pressed again', async () => {
    await open();
    await ask(QUESTION);
    await heading('Yes, if the Chief Executive agrees').waitFor();
    server.conversation.fail = true;
    await button('Briefing a group leader').click();
    await status().getByText('Beadle could not answer just now.').waitFor();
    server.conversation.fail = false;
    await button('Briefing a group leader').click();
    await page.getByText('You chose topic:briefing.').waitFor();
    expect(await page.locator('.mine').count()).toBe(2);
  });

  it.each(['light', 'dark'] as const)(
    'has names for all inputs and readable colours, %s',
    async (colorScheme) => {
      await open({ colorScheme });
      await ask(QUESTION);
      await button('7.2').click();
      await openForm();
      await page.getByRole('radio', { name: 'Family' }).check();
      await button('Continue').click();
      await page.getByText('Please check: Say who it is.').waitFor();

      const names = await findNameless(page);
      expect(names.nameless).toEqual([]);
      expect(names.checked).toBeGreaterThan(20);
      const colours = await findFaintTexts(page);
      expect(colours.faint).toEqual([]);
      expect(colours.checked).toBeGreaterThan(40);
    },
  );
});

function outgoing(key: string): OutgoingMessage {
  return {
    id: `message-for-${key}`,
    council: 'swale',
    recipient: { name: key, slackUserId: null, entraObjectId: null, key },
    reference: null,
    reply: { audience: 'private', blocks: [{ type: 'text', text: `A reminder for ${key}` }] },
  };
}
