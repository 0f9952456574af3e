import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Block, Conversation, Form, Reply } from '../../src/conversation/vocabulary.ts';
import { launchBrowser, noBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { openTab, type TeamsOptions, type TeamsTab } from '../support/teams-host.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';
import { LOCAL, signIn, startDesk, teamsDoor, TENANT, type DeskServer } from '../desk/desk-server.ts';
import { findFaintTexts, findNameless, measureOverflow } from './page-checks.ts';

const LONG_WORD = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(3);

let waiting = 0;
let stage = '';
const reply = (...blocks: Block[]): Reply => ({ audience: 'private', blocks });

const holdForm = (error?: string): Form => ({
  id: 'hold:1',
  title: 'Hold, with a date',
  intro: [],
  fields: [
    {
      type: 'date',
      name: 'until',
      label: 'When do you expect an outcome?',
      required: true,
      ...(error !== undefined && { error, value: '2020-01-01' }),
    },
    {
      type: 'text',
      name: 'why',
      label: 'Why does it take longer?',
      required: false,
      multiline: true,
      maxLength: 3000,
    },
  ],
  submit: 'Hold it',
  choices: [{ label: 'Stop', value: 'cancel:1' }],
  asking: null,
});

/** A desk with one case on it, which can be put on hold. */
const answer: Conversation['handle'] = ({ speaker, input }) => {
  const say = (...replies: Reply[]) => Promise.resolve({ replies });
  const card = (line?: string): Reply => ({
    ...reply(
      ...(line === undefined ? [] : [{ type: 'text' as const, text: line }]),
      { type: 'heading', text: 'SWA-2026-0001: A concern' },
      { type: 'facts', rows: [{ label: 'Stands', value: stage }] },
      { type: 'text', text: LONG_WORD },
      { type: 'text', tone: 'warning', text: 'Past its day.' },
      {
        type: 'clauses',
        label: 'This rests on',
        clauses: [{ label: '7.2', heading: 'Respect', gist: 'Be polite.' }],
      },
      {
        type: 'choices',
        choices: [
          { label: 'Hold, with a date', value: 'move:hold', style: 'primary', opens: 'form' },
          { label: 'Close the case', value: 'move:close', style: 'danger' },
        ],
      },
    ),
    live: 'case:SWA-2026-0001',
  });
  switch (input.type) {
    case 'home':
      return say(
        reply(
          { type: 'heading', text: 'Beadle' },
          { type: 'facts', rows: [{ label: 'You are', value: speaker.name ?? '' }] },
          { type: 'text', tone: 'strong', text: `Cases that wait for you: ${waiting}` },
          { type: 'choices', choices: [{ label: 'Open SWA-2026-0001', value: 'case:SWA-2026-0001' }] },
          { type: 'text', tone: 'subtle', text: 'What is kept about you.' },
        ),
      );
    case 'refresh':
      return say(card());
    case 'choice':
      if (input.value === 'move:hold') return say(reply({ type: 'form', form: holdForm() }));
      if (input.value === 'cancel:1') return say(reply({ type: 'text', text: 'Nothing was changed.' }));
      return say(card());
    case 'form':
      if ((input.values['until'] ?? '') < '2026') {
        return say(reply({ type: 'form', form: holdForm('That day is past. Choose a later one.') }));
      }
      stage = 'On hold';
      waiting = 0;
      return say(card('Done: Hold, with a date.'));
    case 'text':
      return say(reply({ type: 'text', text: `You asked: ${input.text}` }));
    default:
      return say();
  }
};

type Place = Page | FrameLocator;
const heading = (on: Place, name: string | RegExp): Locator => on.getByRole('heading', { name });
const button = (on: Place, name: string): Locator => on.getByRole('button', { name, exact: true });
const openCase = async (on: Place): Promise<void> => {
  await button(on, 'Open SWA-2026-0001').click();
  await heading(on, 'SWA-2026-0001: A concern').waitFor();
};

describe.skipIf(noBrowser('the desk'))('the desk', { timeout: 30_000 }, () => {
  let browser: Browser;
  let desk: DeskServer;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser.close());
  beforeEach(() => {
    waiting = 1;
    stage = 'Received';
  });
  afterEach(async () => {
    // The page may be drawing itself anew: what it then still asks for has nobody to hear it.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
    await desk.close();
    expect(watched.refused, 'requests to elsewhere').toEqual([]);
  });

  const show = async (options: BrowserContextOptions = {}): Promise<void> => {
    watched = await openPage(browser, options);
    page = watched.page;
  };
  const inputs = (): unknown[] => desk.turns.map(({ input }) => input).filter(({ type }) => type !== 'home');

  describe('in local mode', () => {
    const open = async (options: BrowserContextOptions = {}): Promise<void> => {
      desk = await startDesk(LOCAL, { answer });
      await show(options);
      await page.goto(`${desk.url}/desk`);
      await page.getByText('Cases that wait for you: 1').waitFor();
    };

    it('shows what waits, opens a case beside it, and is up to date after a move', async () => {
      await open();
      await openCase(page);
      await button(page, 'Hold, with a date').click();
      await page.getByLabel('When do you expect an outcome?').fill('2026-12-04');
      await page.getByLabel('Why does it take longer?').fill('Leave.');
      await button(page, 'Hold it').click();
      await page.getByText('Done: Hold, with a date.').waitFor();
      await page.getByText('Cases that wait for you: 0').waitFor();
      expect(inputs()).toEqual([
        { type: 'choice', value: 'case:SWA-2026-0001' },
        { type: 'choice', value: 'move:hold' },
        { type: 'form', form: 'hold:1', values: { until: '2026-12-04', why: 'Leave.' } },
      ]);
      expect(watched.complaints).toEqual([]);
    });

    it('puts the focus on what was opened, and on the wrong answer of a form', async () => {
      await open();
      await openCase(page);
      expect(await page.locator('#cards article:focus').count()).toBe(1);
      await button(page, 'Hold, with a date').click();
      await page.getByLabel('When do you expect an outcome?').fill('2020-01-01');
      await page.getByLabel('Why does it take longer?').fill('Leave.');
      await button(page, 'Hold it').click();
      await page.getByText('That day is past. Choose a later one.').waitFor();
      const date = page.getByLabel('When do you expect an outcome?');
      expect(await date.and(page.locator(':focus')).count()).toBe(1);
      expect(await date.getAttribute('aria-invalid')).toBe('true');
    });

    it('keeps what was typed into a form while something else is asked', async () => {
      await open();
      await openCase(page);
      await button(page, 'Hold, with a date').click();
      await page.getByLabel('Why does it take longer?').fill('Leave.');
      await page.getByLabel('Ask, or type').fill('can I?');
      await page.getByLabel('Ask, or type').press('Enter');
      await page.getByText('You asked: can I?').waitFor();
      await openCase(page);
      await button(page, 'Hold, with a date').click();
      expect(await page.getByLabel('Why does it take longer?').inputValue()).toBe('Leave.');
    });

    it('is brought up to date when asked, with the case that is open', async () => {
      await open();
      await openCase(page);
      stage = 'Being looked into';
      waiting = 7;
      await button(page, 'Bring up to date').click();
      await page.getByText('Being looked into').waitFor();
      await page.getByText('Cases that wait for you: 7').waitFor();
      expect(await page.getByRole('status').innerText()).toBe('Your desk is up to date.');
    });

    it('does a double click once', async () => {
      await open();
      await button(page, 'Open SWA-2026-0001').dblclick();
      await heading(page, 'SWA-2026-0001: A concern').waitFor();
      await page.getByLabel('Ask, or type').fill('later');
      await page.getByLabel('Ask, or type').press('Enter');
      await page.getByText('You asked: later').waitFor();
      expect(inputs()).toHaveLength(2);
    });

    it('says that nothing was sent where Beadle is away, and keeps the question', async () => {
      await open();
      await page.route('**/desk/api/turn', (route) => route.abort());
      await page.getByLabel('Ask, or type').fill('can I?');
      await page.getByLabel('Ask, or type').press('Enter');
      await page.getByText('nothing was sent').waitFor();
      expect(await page.getByLabel('Ask, or type').inputValue()).toBe('can I?');
    });

    it('is somebody else’s when they are chosen, with nothing left of who sat here before', async () => {
      await open();
      await openCase(page);
      await page.getByLabel('Desk of').selectOption('asha@council.example');
      await page.locator('#home').getByText('Cllr Asha <b>Patel</b>').waitFor();
      expect(await heading(page, 'SWA-2026-0001: A concern').count()).toBe(0);
      expect(desk.turns.at(-1)?.speaker.userId).toBe('asha@council.example');
    });

    it.each(['light', 'dark'] as const)(
      'can be read and used by all, in %s, wide and narrow',
      async (colorScheme) => {
        await open({ colorScheme });
        for (const width of [1200, 320]) {
          await page.setViewportSize({ width, height: 700 });
          const check = async (): Promise<void> => {
            expect(await measureOverflow(page)).toBe(0);
            expect((await findNameless(page)).nameless).toEqual([]);
            expect((await findFaintTexts(page)).faint).toEqual([]);
          };
          await check();
          await openCase(page);
          await check();
          expect(await button(page, 'Open SWA-2026-0001').isVisible()).toBe(width > 960);
          await button(page, 'Hold, with a date').click();
          await page.getByLabel('When do you expect an outcome?').waitFor();
          await check();
          await button(page, 'Back to your desk').click();
          expect(await button(page, 'Open SWA-2026-0001').isVisible()).toBe(true);
        }
      },
    );

    it('can be used with the keyboard alone', async () => {
      await open();
      await button(page, 'Open SWA-2026-0001').press('Enter');
      await heading(page, 'SWA-2026-0001: A concern').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Be polite.').waitFor();
      await page.keyboard.press('Shift+Tab');
      expect(await button(page, 'Back to your desk').and(page.locator(':focus')).count()).toBe(1);
      await page.keyboard.press('Enter');
      expect(await page.locator('#home:focus').count()).toBe(1);
    });
  });

  describe('as a tab in Teams', () => {
    let microsoft: TokenIssuer;
    let teams: TeamsTab;
    beforeAll(async () => {
      microsoft = await startTokenIssuer();
    });
    afterAll(() => microsoft.close());

    const open = async (
      options: Partial<TeamsOptions> = {},
      context: BrowserContextOptions = {},
    ): Promise<FrameLocator> => {
      desk = await startDesk(teamsDoor(microsoft), { answer });
      await show(context);
      teams = await openTab(page, {
        url: desk.url,
        getToken: () => ({ token: signIn(microsoft) }),
        ...options,
      });
      return teams.tab;
    };
    const problem = (): Locator => teams.tab.getByRole('alert');

    it('knows whom Teams has signed in, and asks for a token each time', async () => {
      let count = 0;
      const tab = await open({
        getToken: () => {
          count++;
          return { token: signIn(microsoft) };
        },
      });
      await tab.getByText('Olwen Parry').waitFor();
      await openCase(tab);
      await tab.getByText('Cases that wait for you: 1').waitFor();
      expect(desk.turns.map(({ speaker }) => speaker.userId)).toEqual(Array(3).fill('olwen@council.example'));
      expect(count).toBe(3);
      expect(await teams.asked()).toContain('appInitialization.success');
      // Its list of hosts, which Microsoft's library would fetch from elsewhere, it has with it as well.
      expect(watched.complaints.filter((line) => !line.includes('validDomains.json'))).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
    });

    it('has the colours of Teams, not of the machine, and follows when they change', async () => {
      const tab = await open({ theme: 'dark' }, { colorScheme: 'light' });
      await tab.getByText('Olwen Parry').waitFor();
      await openCase(tab);
      const frame = page.frame({ url: /\/desk/ });
      if (!frame) throw new Error('there is no tab');
      const look = async (back: string): Promise<void> => {
        expect(await frame.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(back);
        expect((await findFaintTexts(frame)).faint).toEqual([]);
      };
      await look('rgb(18, 24, 26)');
      await teams.setTheme('contrast');
      await tab.locator(':root[data-theme="contrast"]').waitFor();
      await look('rgb(0, 0, 0)');
      await page.emulateMedia({ colorScheme: 'dark' });
      await teams.setTheme('default');
      await tab.locator(':root[data-theme="default"]').waitFor();
      await look('rgb(244, 243, 239)');
    });

    it('says what to do where Teams refuses, and can be tried again', async () => {
      const refusals: [string, RegExp][] = [
        [
          'Error: invalid_grant: AADSTS65001 consent_required',
          /has not yet allowed Beadle to know who you are/,
        ],
        ['CancelledByUser', /closed before it was finished/],
        ['FailedToOpenWindow', /pop-ups/],
        ['App resource defined in manifest and iframe origin do not match', /Application ID URI/],
        ['resourceDisabled', /Application ID URI/],
        ['<b>something new</b>', /Teams could not sign you in/],
      ];
      let at = 0;
      const tab = await open({
        getToken: () => {
          const [refusal] = refusals[at] ?? [];
          return refusal === undefined ? { token: signIn(microsoft) } : { refusal };
        },
      });
      for (const [, sentence] of refusals) {
        await problem().getByText(sentence).waitFor();
        expect(await tab.getByLabel('Ask, or type').isVisible()).toBe(false);
        at++;
        await button(tab, 'Try again').click();
      }
      await tab.getByText('Olwen Parry').waitFor();
      expect(await problem().isVisible()).toBe(false);
      expect(desk.turns).toHaveLength(1);
    });

    it('says the server’s sentence to somebody who is not in the people file', async () => {
      await open({ getToken: () => ({ token: signIn(microsoft, { oid: TENANT }) }) });
      await problem().waitFor();
      expect(await problem().innerText()).toContain('You are not in Beadle’s list of people.');
    });

    it('keeps what was typed where the sign-in has run out in between', async () => {
      let claims = {};
      const tab = await open({ getToken: () => ({ token: signIn(microsoft, claims) }) });
      await tab.getByText('Olwen Parry').waitFor();
      await openCase(tab);
      await button(tab, 'Hold, with a date').click();
      await tab.getByLabel('When do you expect an outcome?').fill('2026-12-04');
      claims = { nbf: 0, exp: 1 };
      await button(tab, 'Hold it').click();
      await tab.getByText('Your sign-in has run out.').waitFor();
      expect(await tab.getByLabel('When do you expect an outcome?').inputValue()).toBe('2026-12-04');
      claims = {};
      await button(tab, 'Hold it').click();
      await tab.getByText('Done: Hold, with a date.').waitFor();
    });

    it('is shown in no other site’s frame', async () => {
      await open({ address: 'https://evil.example/' });
      await expect.poll(() => watched.complaints.join(' ')).toMatch(/frame-ancestors/);
      expect(desk.turns).toEqual([]);
    });

    it('says where to open it when it is opened by itself', async () => {
      desk = await startDesk(teamsDoor(microsoft), { answer });
      await show();
      await page.goto(`${desk.url}/desk`);
      await page.getByText('This page works inside Microsoft Teams.').waitFor();
      expect(desk.turns).toEqual([]);
    });
  });
});
