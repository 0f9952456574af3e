/**
 * The desk: `GET /desk`, a page on which somebody sees what waits for them, and does it. In Teams it is a tab, and Teams signs the
 * person in; in local mode it works with the demo people. What it shows is what the conversation says, card by card, so
 * whoever may not see a case in chat does not see it here.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Router } from 'express';
import type { Logger } from 'pino';
import { createAssets } from '../channels/shared/asset-files.ts';
import { createSafeHeaders, refuseOtherSites } from '../channels/shared/page-safety.ts';
import type { Conversation } from '../conversation/vocabulary.ts';
import { createApi } from './api.ts';
import { renderDeskPage, renderOffPage } from './page.ts';
import { createLocalSignIn, createTeamsSignIn, type Directories } from './sign-in.ts';
import { createTokenCheck, type TokenSettings } from './token.ts';
import type { Directory } from '../casework/people.ts';

/** Who may come to the desk, and how they are known. */
export type DeskDoor =
  /** The council's name by its id, the first one chosen when the page opens. */
  | { opens: 'local'; directories: Directories; names: ReadonlyMap<string, string> }
  | { opens: 'teams'; council: string; directory: Directory; token: TokenSettings }
  /** `why`: for whoever opens the page. */
  | { opens: 'never'; why: string };

export type DeskOptions = {
  door: DeskDoor;
  conversation: Conversation;
  logger: Logger;
  now: () => Date;
};

/**
 * Where Teams and its relatives show tabs, as Microsoft lists them for `frame-ancestors` under "Tab requirements"; the last is
 * Teams in the government cloud.
 */
export const TEAMS_HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office365.com',
  'https://*.teams.microsoft.us',
] as const;

const OWN_FILES = {
  folder: path.join(import.meta.dirname, 'assets'),
  names: ['api.js', 'desk.css', 'desk.js', 'local.js', 'teams.js', 'work.js'],
};

/** To be mounted at the root of the server. Starts nothing and asks nobody before somebody comes. */
export function createDesk({ door, conversation, logger, now }: DeskOptions): Router {
  const router = Router();
  const frames = door.opens === 'local' ? {} : { frameAncestors: TEAMS_HOSTS };
  router.use('/desk', createSafeHeaders({ ...frames, caching: 'no-store' }));
  // The library asks Microsoft's CDN for the newest list of hosts; the policy refuses that, and it takes the list it brings along.
  const teamsLibrary = createRequire(import.meta.url).resolve('@microsoft/teams-js');
  // The same for everybody, so that browsers may keep them where they have not changed.
  router.use(
    '/desk/assets',
    createSafeHeaders(frames),
    createAssets(OWN_FILES, { 'teams-library.js': teamsLibrary }),
  );

  if (door.opens === 'never') {
    router.get('/desk', (_request, response) => {
      response.status(404).type('html').send(renderOffPage(door.why));
    });
    return router;
  }
  router.get('/desk', (_request, response) => {
    response.type('html').send(renderDeskPage(door.opens));
  });
  if (door.opens === 'local') {
    router.use('/desk/api', refuseOtherSites);
    router.get('/desk/api/councils', (_request, response) => {
      response.json({ councils: listCouncils(door.directories, door.names) });
    });
  }
  const signIn =
    door.opens === 'local'
      ? createLocalSignIn(door.directories)
      : createTeamsSignIn(createTokenCheck(door.token, now), door, logger);
  router.use('/desk/api', createApi({ conversation, signIn, logger, now }));
  return router;
}

function listCouncils(directories: Directories, names: ReadonlyMap<string, string>): unknown[] {
  return [...names].map(([id, name]) => ({
    id,
    name,
    people: (directories.get(id)?.all ?? []).map((person) => ({
      key: person.key,
      name: person.name,
      kind: person.kind,
      jobTitle: person.jobTitle,
    })),
  }));
}
