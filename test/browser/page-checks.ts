/** Small checks of what a page is to people who see little, or see nothing, or have a narrow screen. */
import type { Frame, Page } from 'playwright-core';

const NAMED_ROLES = new Set([
  'button',
  'checkbox',
  'combobox',
  'Date',
  'DisclosureTriangle',
  'link',
  'listbox',
  'radio',
  'radiogroup',
  'searchbox',
  'textbox',
]);

type AxValue = { value?: string | number | boolean };
type AxNode = { ignored: boolean; role?: AxValue; name?: AxValue };

/** The roles of the inputs and buttons that have no accessible name, as Chromium itself computes it. */
export async function findNameless(page: Page): Promise<{ checked: number; nameless: string[] }> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  await session.detach();
  const named = nodes.filter((node) => !node.ignored && NAMED_ROLES.has(String(node.role?.value)));
  const nameless = named.filter((node) => String(node.name?.value ?? '').trim() === '');
  return { checked: named.length, nameless: nameless.map((node) => String(node.role?.value)) };
}

/** Texts on the page with less than 4.5:1 between their colour and what is behind them. */
export function findFaintTexts(page: Page | Frame): Promise<{ checked: number; faint: string[] }> {
  return page.evaluate<{ checked: number; faint: string[] }>(CONTRAST);
}

/** How many pixels the page is wider than its window. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

// Text, because this project's types have no browser in them.
const CONTRAST = `(() => {
  const parse = (colour) => {
    const [r = 0, g = 0, b = 0, a = 1] = (colour.match(/[\\d.]+/g) ?? []).map(Number);
    return { rgb: [r, g, b], a };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, a } = parse(getComputedStyle(at).backgroundColor);
      if (a === 1) return rgb;
      if (a > 0) throw new Error('a translucent background: ' + at.className);
    }
    return [255, 255, 255];
  };
  const faint = [];
  let checked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('.unseen, .skip, noscript')) continue;
    const front = luminance(parse(getComputedStyle(element).color).rgb);
    const back = luminance(backgroundOf(element));
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    checked++;
    if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + walker.currentNode.data.trim());
  }
  return { checked, faint };
})()`;
