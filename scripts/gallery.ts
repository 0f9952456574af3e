/**
 * `npm run gallery -- [FOLDER] [COUNCIL ...] [slack|teams] [light|dark] [usual|narrow] [--quick]`: draws every kind of card,
 * window and page that Beadle shows in Slack and in Teams, from real conversations with the real protocols, light and dark, on
 * a computer and on a phone, as HTML pages and sheets of pictures, so that people can look at them. Without a folder they go
 * into a new one among the system's temporary files; without a council, all councils are drawn, which takes many minutes.
 * `--quick` goes through each dialog one way instead of several.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadKnowledge } from '../src/start/library.ts';
import { findChromium, launchBrowser } from '../test/support/browser.ts';
import { THEMES, WIDTH_NAMES } from './gallery/pages.ts';
import { takeAll } from './gallery/take.ts';
import { PLATFORMS, writeCouncil } from './gallery/write.ts';

if (findChromium() === null) {
  console.error('There is no Chromium; install it, or give its path in CHROMIUM.');
  process.exitCode = 1;
} else {
  await drawGallery(process.argv.slice(2));
}

async function drawGallery(given: readonly string[]): Promise<void> {
  const knowledge = loadKnowledge();
  const { protocols } = knowledge.library;
  const chosen = [...protocols].filter(([id]) => given.includes(id));
  const known: readonly string[] = [...PLATFORMS, ...THEMES, ...WIDTH_NAMES, ...protocols.keys(), '--quick'];
  const folder =
    given.find((word) => !known.includes(word)) ?? mkdtempSync(path.join(tmpdir(), 'beadle-gallery-'));
  mkdirSync(folder, { recursive: true });
  const looks = {
    platforms: someOf(PLATFORMS, given),
    themes: someOf(THEMES, given),
    widths: someOf(WIDTH_NAMES, given),
  };
  const browser = await launchBrowser();
  try {
    for (const [council, protocol] of chosen.length > 0 ? chosen : protocols) {
      const shots = await takeAll(council, knowledge, given.includes('--quick') ? 1 : undefined);
      const { files, wide } = await writeCouncil(browser, shots, { folder, protocol, looks });
      console.log(`${council}: ${shots.length} things shown, ${files.length} files.`);
      for (const each of wide) console.log(`  wider than its place: ${each}`);
    }
    console.log(`The pages and pictures are in ${path.resolve(folder)}.`);
  } finally {
    await browser.close();
  }
}

/** Those that were asked for; undefined, for all, where none was. */
function someOf<T extends string>(all: readonly T[], given: readonly string[]): readonly T[] | undefined {
  const some = all.filter((each) => given.includes(each));
  return some.length > 0 ? some : undefined;
}
