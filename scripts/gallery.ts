/**
 * `npm run gallery [FOLDER] [COUNCIL ...]`: draws every kind of card, window and page that Beadle shows in Slack and in Teams,
 * from real conversations with the real protocols, light and dark, on a computer and on a phone, as HTML pages and sheets of
 * pictures, so that people can look at them. Without a folder they go into a new one among the system's temporary files;
 * without a council, all councils are drawn. `--quick` goes through each dialog once.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadKnowledge } from '../src/start/library.ts';
import { findChromium, launchBrowser } from '../test/support/browser.ts';
import { takeAll } from './gallery/take.ts';
import { writeCouncil } from './gallery/write.ts';

const [, , ...given] = process.argv;
const isQuick = given.includes('--quick');
const [folder = mkdtempSync(path.join(tmpdir(), 'beadle-gallery-')), ...wanted] = given.filter(
  (word) => word !== '--quick',
);

if (findChromium() === null) {
  console.error('There is no Chromium; install it, or give its path in CHROMIUM.');
  process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true });
  const knowledge = loadKnowledge();
  const councils = wanted.length > 0 ? wanted : [...knowledge.library.protocols.keys()];
  const browser = await launchBrowser();
  try {
    for (const council of councils) {
      const shots = await takeAll(council, knowledge, isQuick ? 1 : undefined);
      const { files, wide } = await writeCouncil(browser, shots, {
        council,
        folder: path.resolve(folder),
        protocol: knowledge.library.protocols.get(council),
      });
      console.log(`${council}: ${shots.length} things shown, ${files.length} files.`);
      for (const each of wide) console.log(`  too wide: ${each}`);
    }
    console.log(`The pages and pictures are in ${path.resolve(folder)}.`);
  } finally {
    await browser.close();
  }
}
