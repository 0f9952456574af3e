/**
 * `npm run screenshots`: starts Beadle on a port of its own with an empty register, talks to it in headless Chromium, and writes
 * docs/images/chat.png, disclosure.png and phone.png, so that the pictures in the README are of this version.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { findChromium, launchBrowser, openPage } from '../test/support/browser.ts';

const ROOT = path.join(import.meta.dirname, '..');
const IMAGES = path.join(ROOT, 'docs', 'images');
const QUESTION = 'can I attend the Labour group meeting?';
const START_WITHIN_MS = 180_000;
const MAX_SCREENS = 12;

/** Where the pictures are drawn: a desktop window and a phone. */
const WIDE = { viewport: { width: 1120, height: 1040 }, deviceScaleFactor: 1.5 };
const PHONE = { viewport: { width: 390, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const WORDS = 'She is my sister. I handle planning applications in her ward.';

if (findChromium() === null) {
  console.error('There is no Chromium; install it, or give its path in CHROMIUM.');
  process.exitCode = 1;
} else {
  await takeScreenshots();
}

async function takeScreenshots(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'beadle-screenshots-'));
  const port = await findFreePort();
  const server = startBeadle(port, dataDir);
  let browser: Browser | null = null;
  try {
    await waitUntilHealthy(server, port);
    browser = await launchBrowser();
    const address = `http://127.0.0.1:${port}/chat`;
    await drawChat(browser, address);
    await drawDisclosure(browser, address);
    await drawPhone(browser, address);
  } finally {
    await browser?.close();
    await stop(server);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A question and its answer, with the first clause opened. */
async function drawChat(browser: Browser, address: string): Promise<void> {
  const page = await enter(browser, address, WIDE);
  await askAndOpenClause(page);
  await page.evaluate("document.querySelector('#scroller').scrollTo({ top: 1e6 })");
  await save(page, 'chat.png');
  await page.context().close();
}

async function drawPhone(browser: Browser, address: string): Promise<void> {
  const page = await enter(browser, address, PHONE);
  await askAndOpenClause(page);
  await save(page, 'phone.png');
  await page.context().close();
}

/** The dialog of a disclosure, filled in screen by screen up to its receipt; the picture is of the summary to be confirmed. */
async function drawDisclosure(browser: Browser, address: string): Promise<void> {
  const page = await enter(browser, address, WIDE);
  await say(page, 'disclose');
  for (let screen = 1; screen <= MAX_SCREENS; screen++) {
    const card = page.locator('.entry.beadle').last();
    const submit = card.locator('.ac-pushButton.primary').first();
    if ((await submit.count()) === 0) break;
    await fillIn(card);
    if ((await card.locator('input, textarea, select').count()) === 0) await save(page, 'disclosure.png');
    await settle(page, () => submit.click());
    await page.mouse.move(0, 0);
  }
  const receipt = await page.locator('.entry.beadle').last().innerText();
  if (!/\b[A-Z]{3}-\d{4}-\d{4,}\b/.test(receipt)) throw new Error('The dialog did not end with a reference.');
  await page.context().close();
}

async function enter(
  browser: Browser,
  address: string,
  options: Parameters<typeof openPage>[1],
): Promise<Page> {
  const { page } = await openPage(browser, options);
  await page.goto(address);
  await page.locator('.entry.beadle').first().waitFor();
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your question or message').fill(text);
  await settle(page, () => page.getByRole('button', { name: 'Send' }).click());
}

async function askAndOpenClause(page: Page): Promise<void> {
  await say(page, QUESTION);
  await page.locator('.entry.beadle').last().locator('.expandable').first().click();
  await page.mouse.move(0, 0);
}

/** Does something, and waits until the page has the answer to it. */
async function settle(page: Page, act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/chat/api/turn'));
  await act();
  const response = await answered;
  if (!response.ok()) throw new Error(`Beadle answered with ${response.status()}.`);
  await page.locator('body:not(.busy)').waitFor();
}

/** The first of all options, and words wherever some are wanted. */
async function fillIn(form: Locator): Promise<void> {
  for (const group of await form.getByRole('radiogroup').all()) {
    if ((await group.locator(':checked').count()) === 0) await group.getByRole('radio').first().check();
  }
  for (const list of await form.locator('input[list]').all()) {
    const option = await form.locator('datalist option').first().getAttribute('value');
    await list.fill(option ?? '');
  }
  for (const box of await form.locator('textarea, input[type=text][aria-required]:not([list])').all()) {
    await box.fill(WORDS);
  }
  for (const date of await form.locator('input[type=date]').all()) await date.fill('2026-05-07');
}

async function save(page: Page, name: string): Promise<void> {
  const file = path.join(IMAGES, name);
  await page.screenshot({ path: file });
  console.log(path.relative(ROOT, file));
}

function startBeadle(port: number, dataDir: string): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  // Nothing of the caller's settings: a Slack token there would switch the chat page off.
  const env = { PATH, HOME, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  return spawn(process.execPath, ['beadle.js'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function waitUntilHealthy(server: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + START_WITHIN_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null)
      throw new Error(`Beadle ended with ${server.exitCode} before it was ready.`);
    const isHealthy = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Beadle was not ready in time.');
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
