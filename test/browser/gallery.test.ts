import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlbum } from '../../scripts/gallery/album.ts';
import { openTown } from '../../scripts/gallery/town.ts';
import { writeCouncil, type Written } from '../../scripts/gallery/write.ts';
import { loadKnowledge } from '../../src/start/library.ts';
import { launchBrowser, noBrowser } from '../support/browser.ts';

describe.skipIf(noBrowser('the gallery'))('the gallery', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-gallery-'));
  let browser: Browser;
  let written: Written;

  beforeAll(async () => {
    const town = openTown('swale', loadKnowledge());
    const album = createAlbum('swale');
    const officer = town.as(town.find('officer').key);
    album.add('an answer', 'with its verdict', await officer.say('Can I attend the Labour group meeting?'));
    album.add('a dialog', 'at its first screen', await officer.say('disclose'));
    album.add('the page', 'with a draft', await officer.does({ type: 'home' }), { place: 'home' });
    await town.close();
    browser = await launchBrowser();
    const looks = { themes: ['dark'], widths: ['narrow'] } as const;
    written = await writeCouncil(browser, album.shots, { folder, protocol: town.protocol, looks });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['slack', 'teams'])('draws what is shown in %s as a page and as pictures', (platform) => {
    const own = readdirSync(folder).filter((name) => name.includes(platform));
    expect(own.filter((name) => name.endsWith('.html'))).toHaveLength(1);
    const pictures = own.filter((name) => name.endsWith('.png'));
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures)
      expect(readFileSync(join(folder, picture)).length).toBeGreaterThan(10_000);
    const page = readFileSync(join(folder, own.find((name) => name.endsWith('.html')) ?? ''), 'utf8');
    for (const words of ['Only if it is agreed beforehand', 'What kind of relationship is it?', 'under way'])
      expect(page).toContain(words);
  });

  it('fits on a phone', () => {
    expect(written.wide).toEqual([]);
  });
});
