/**
 * Chromium for browser tests and screenshots. Where there is none, tests are left out and a line says so:
 *
 *     describe.skipIf(noBrowser('the chat page'))('the chat page', () => { ... });
 */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const USUAL_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const USUAL_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

// No sandbox: tests run as root in containers, where Chromium has none. The rest keeps it from calling home.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium: that in the environment variable CHROMIUM, or one in the usual places; null where there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const given = environment['CHROMIUM'];
  if (given !== undefined && given !== '') return isExecutable(given) ? given : null;
  const folders = [...(environment['PATH'] ?? '').split(path.delimiter), ...USUAL_PLACES];
  const names = [...USUAL_NAMES, 'Chromium', 'Google Chrome'];
  const candidates = folders
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

/** True where there is no Chromium; says then which tests are left out, and what to do. */
export function noBrowser(tests: string): boolean {
  if (findChromium() !== null) return false;
  process.stderr.write(
    `Left out: browser tests of ${tests}. There is no Chromium; install it, or give its path in CHROMIUM.\n`,
  );
  return true;
}

/** Starts Chromium without a window. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('There is no Chromium; install it, or give its path in CHROMIUM.');
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

export type WatchedPage = {
  page: Page;
  /** What the page tried to load from elsewhere than 127.0.0.1; each was refused. */
  refused: string[];
  /** What it wrote to the console as an error or warning, and exceptions that nobody caught. */
  complaints: string[];
};

/** Opens an empty page in a context of its own, which reaches nothing but 127.0.0.1. Close it with `page.context().close()`. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const refused: string[] = [];
  await context.route(
    (url) => url.hostname !== '127.0.0.1' && url.protocol !== 'data:',
    (route, request) => {
      refused.push(request.url());
      return route.abort('blockedbyclient');
    },
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, refused, complaints };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
