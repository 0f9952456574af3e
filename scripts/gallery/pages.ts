/** Pictures as pages: HTML to be opened in a browser, and sheets of several pictures each to be looked at. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openPage } from '../../test/support/browser.ts';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The widths of a card or message: on a computer, and on a phone. */
export const WIDTHS = { usual: 560, narrow: 320 } as const;
export type Width = keyof typeof WIDTHS;
export const WIDTH_NAMES: readonly Width[] = ['usual', 'narrow'];

/** One thing somebody is shown. */
export type Picture = { title: string; html: string };

export type Sheets = {
  pictures: readonly Picture[];
  theme: Theme;
  width: Width;
  style: string;
  /** Runs in the page once it is there. */
  script?: string;
  /** The file to write, without its ending: NAME.html, NAME-1.png and so on. */
  file: string;
};

const COLUMNS: Readonly<Record<Width, number>> = { usual: 3, narrow: 5 };
const MOST_HEIGHT = 1_700;

/** @returns the files written, the page first, and the pictures wider than their place */
export async function writeSheets(
  browser: Browser,
  sheets: Sheets,
): Promise<{ files: string[]; wide: string[] }> {
  const html = pageOf(sheets);
  const page = `${sheets.file}.html`;
  writeFileSync(page, html);
  const width = COLUMNS[sheets.width] * (WIDTHS[sheets.width] + 24) + 24;
  const { page: tab } = await openPage(browser, { viewport: { width, height: 900 } });
  await tab.setContent(html, { waitUntil: 'load' });
  const wide = await tab.evaluate<string[]>(FIND_WIDE);
  await tab.evaluate(`(${LAY_OUT})(${COLUMNS[sheets.width]}, ${MOST_HEIGHT})`);
  const files = [page];
  for (const [at, sheet] of (await tab.locator('.sheet').all()).entries()) {
    const file = `${sheets.file}-${at + 1}.png`;
    await sheet.screenshot({ path: file });
    files.push(path.resolve(file));
  }
  await tab.context().close();
  return { files, wide };
}

function pageOf({ pictures, theme, width, style, script = '' }: Sheets): string {
  const isDark = theme === 'dark';
  const shown = pictures
    .map(({ title, html }) => `<figure><figcaption>${escapeHtml(title)}</figcaption>${html}</figure>`)
    .join('\n');
  return `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Beadle's cards</title><style>
body { margin: 0; background: ${isDark ? '#141414' : '#EDEBE9'}; font: 15px 'Segoe UI', 'DejaVu Sans', sans-serif; }
figure { width: ${WIDTHS[width]}px; margin: 12px; }
figcaption { font: 12px monospace; color: ${isDark ? '#9CDCFE' : '#0B5394'}; margin-bottom: 4px; overflow-wrap: anywhere; }
.sheet { display: flex; align-items: flex-start; width: max-content; background: inherit; }
${style}</style><body>${shown}<script>${script}</script></body></html>`;
}

/** In the page: the titles of pictures that are wider than their place. */
const FIND_WIDE = `[...document.querySelectorAll('figure')].filter((figure) =>
  [...figure.querySelectorAll('*')].some((part) => part.getBoundingClientRect().right > figure.getBoundingClientRect().right + 1)
).map((figure) => figure.querySelector('figcaption').textContent)`;

/** In the page: the figures in columns of sheets, in their order. */
const LAY_OUT = `(columns, most) => {
  let sheet = null, column = null, height = 0;
  for (const figure of [...document.querySelectorAll('figure')]) {
    const own = figure.getBoundingClientRect().height + 24;
    if (column === null || (height > 0 && height + own > most)) {
      if (sheet === null || sheet.children.length === columns) {
        sheet = document.createElement('div');
        sheet.className = 'sheet';
        document.body.append(sheet);
      }
      column = document.createElement('div');
      sheet.append(column);
      height = 0;
    }
    column.append(figure);
    height += own;
  }
}`;

/** The style of Slack's blocks, and of the frames around them. */
export function slackStyle(theme: Theme): string {
  const style = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
  const isDark = theme === 'dark';
  const line = isDark ? '#565856' : '#DDDDDD';
  return `${readFileSync(style, 'utf8')}
.slack { background: ${isDark ? '#1A1D21' : '#FFFFFF'}; color: ${isDark ? '#D1D2D3' : '#1D1C1D'}; padding: 8px 12px; margin-bottom: 8px; }
.slack.window { border: 1px solid ${line}; border-radius: 8px; padding: 0; }
.slack.window .in { padding: 0 16px 8px; }
.slack.window header { font-weight: 700; font-size: 18px; padding: 12px 16px; border-bottom: 1px solid ${line}; }
.slack.window footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-top: 1px solid ${line}; }
.slack.window footer > * { border: 1px solid ${line}; border-radius: 4px; padding: 4px 12px; font-weight: 700; }
.slack.window footer b { background: #007A5A; color: #FFFFFF; }
.slack.home { border: 2px dashed ${line}; }
#slack_blocks_to_jsx { max-width: none !important; }
`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
