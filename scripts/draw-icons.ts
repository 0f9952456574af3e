/**
 * `npm run icons`: draws the icons of the Slack and Teams apps from their SVG sources, in headless Chromium. Needed only
 * after a change of a source: the pictures are kept beside them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { findChromium, launchBrowser } from '../test/support/browser.ts';

const MANIFESTS = path.join(import.meta.dirname, '..', 'manifests');

const ICONS = [
  { source: 'teams/color.svg', target: 'teams/color.png', size: 192 },
  { source: 'teams/outline.svg', target: 'teams/outline.png', size: 32 },
  // Slack takes 512 to 2,000 pixels, uploaded by hand: its manifest has no place for an icon.
  { source: 'teams/color.svg', target: 'slack/icon.png', size: 512 },
] as const;

if (findChromium() === null) {
  console.error('There is no Chromium; install it, or give its path in CHROMIUM.');
  process.exitCode = 1;
} else {
  const browser = await launchBrowser();
  try {
    for (const icon of ICONS) {
      const picture = await draw(browser, path.join(MANIFESTS, icon.source), icon.size);
      writeFileSync(path.join(MANIFESTS, icon.target), picture);
      console.log(`manifests/${icon.target}`);
    }
  } finally {
    await browser.close();
  }
}

async function draw(browser: Browser, source: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = Buffer.from(readFileSync(source)).toString('base64');
  await page.setContent(
    `<body style="margin:0"><img src="data:image/svg+xml;base64,${svg}" width="${size}" height="${size}" style="display:block">`,
  );
  await page.locator('img').evaluate('(image) => image.decode()');
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}
