/** Writes a council's pages and pictures, of both platforms, themes and widths. */
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Protocol } from '../../src/protocol/load.ts';
import type { Shot } from './album.ts';
import { drawInSlack, drawSlackWindows } from './draw-slack.ts';
import { drawInTeams, drawTeamsExtension, teamsScript, teamsStyle } from './draw-teams.ts';
import { slackStyle, THEMES, writeSheets, type Sheets, type Width } from './pages.ts';

/** More than this make a page slow to open. */
const MOST_IN_A_PAGE = 100;

export type Written = { files: string[]; wide: string[] };

type Council = { council: string; folder: string; protocol: Protocol | undefined };

export async function writeCouncil(
  browser: Browser,
  shots: readonly Shot[],
  { council, folder, protocol }: Council,
): Promise<Written> {
  const files: string[] = [];
  const wide: string[] = [];
  for (const theme of THEMES) {
    for (const width of ['usual', 'narrow'] satisfies Width[]) {
      const look = { theme, width };
      const both: Sheets[] = [
        {
          ...look,
          pictures: [
            ...shots.flatMap((shot) => drawInSlack(shot, theme)),
            ...(protocol ? drawSlackWindows(protocol, theme) : []),
          ],
          style: slackStyle(theme),
          file: path.join(folder, `${council}-slack-${theme}-${width}`),
        },
        {
          ...look,
          pictures: [...shots.flatMap(drawInTeams), ...(protocol ? drawTeamsExtension(protocol) : [])],
          style: teamsStyle(theme),
          script: teamsScript(theme),
          file: path.join(folder, `${council}-teams-${theme}-${width}`),
        },
      ];
      for (const sheets of both) {
        for (let from = 0; from < sheets.pictures.length; from += MOST_IN_A_PAGE) {
          const pictures = sheets.pictures.slice(from, from + MOST_IN_A_PAGE);
          const file = `${sheets.file}-${from / MOST_IN_A_PAGE + 1}`;
          const written = await writeSheets(browser, { ...sheets, pictures, file });
          files.push(...written.files);
          wide.push(...written.wide.map((title) => `${path.basename(file)}: ${title}`));
        }
      }
    }
  }
  return { files, wide };
}
