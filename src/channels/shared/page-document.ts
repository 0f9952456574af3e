/** The frame of every page of Beadle: what browsers are told before they read it. */
import { html } from './html.ts';
import type { Html } from './html.ts';

export type PageParts = {
  title: string;
  /** Where the page's files are, such as `/chat/assets`. */
  assets: string;
  head: Html;
  body: Html;
};

/** A whole page in Beadle's look. */
export function renderDocument(page: PageParts): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="icon" href="${page.assets}/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${page.assets}/page.css" />
        ${page.head}
      </head>
      <body>
        ${page.body}
      </body>
    </html> `.source;
}
