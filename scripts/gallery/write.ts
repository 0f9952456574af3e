/** Writes a council's pages and pictures, of both platforms, themes and widths. */
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Protocol } from '../../src/protocol/load.ts';
import type { Shot } from './album.ts';
import { drawInSlack, drawSlackWindows } from './draw-slack.ts';
import { drawInTeams, drawTeamsExtension, teamsScript, teamsStyle } from './draw-teams.ts';
import {
  slackStyle,
  THEMES,
  WIDTH_NAMES,
  writeSheets,
  type Sheets,
  type Theme,
  type Width,
} from './pages.ts';

/** More than this make a page slow to open. */
const MOST_IN_A_PAGE = 100;

export type Written = { files: string[]; wide: string[] };

/** What is drawn: each in every way where it is left out. */
export type Looks = {
  platforms?: readonly Platform[] | undefined;
  themes?: readonly Theme[] | undefined;
  widths?: readonly Width[] | undefined;
};

export const PLATFORMS = ['slack', 'teams'] as const;
export type Platform = (typeof PLATFORMS)[number];

type Council = { folder: string; protocol: Protocol; looks?: Looks };

export async function writeCouncil(
  browser: Browser,
  shots: readonly Shot[],
  { folder, protocol, looks = {} }: Council,
): Promise<Written> {
  const files: string[] = [];
  const wide: string[] = [];
  const { platforms = PLATFORMS, themes = THEMES, widths = WIDTH_NAMES } = looks;
  for (const platform of platforms) {
    for (const theme of themes) {
      const { pictures, ...style } = draw(platform, shots, protocol, theme);
      for (const width of widths) {
        for (let from = 0; from < pictures.length; from += MOST_IN_A_PAGE) {
          const name = [protocol.council.id, platform, theme, width, from / MOST_IN_A_PAGE + 1].join('-');
          const written = await writeSheets(browser, {
            ...style,
            pictures: pictures.slice(from, from + MOST_IN_A_PAGE),
            theme,
            width,
            file: path.join(folder, name),
          });
          files.push(...written.files);
          wide.push(...written.wide.map((title) => `${name}: ${title}`));
        }
      }
    }
  }
  return { files, wide };
}

function draw(
  platform: Platform,
  shots: readonly Shot[],
  protocol: Protocol,
  theme: Theme,
): Pick<Sheets, 'pictures' | 'style' | 'script'> {
  if (platform === 'slack') {
    const pictures = [
      ...shots.flatMap((shot) => drawInSlack(shot, theme)),
      ...drawSlackWindows(protocol, theme),
    ];
    return { pictures, style: slackStyle(theme) };
  }
  const pictures = [...shots.flatMap(drawInTeams), ...drawTeamsExtension(protocol)];
  return { pictures, style: teamsStyle(theme), script: teamsScript(theme) };
}
