/** TDC at work: the demo people, and those in posts that its protocol has besides. */
import { startTeamsTown, type TeamsTown } from '../support/teams-town.ts';

export function withMorePosts(file: string): string {
  return `${file.trim()}
nora.bell@council.example,Nora Bell,officer,Planning Manager,senior-manager,,daniel.reed@council.example,,
kit.lane@council.example,Kit Lane,officer,Planning Assistant,,,nora.bell@council.example,,
peter.vance@council.example,Peter Vance,officer,Head of Housing,senior-leadership-team-officer,,ruth.adeyemi@council.example,,
ella.stone@council.example,Ella Stone,officer,Housing Assistant,,,peter.vance@council.example,,
rhona.day@council.example,Cllr Rhona Day,member,,executive-member,Labour,,,
`;
}

export const startTdc = (at: string): Promise<TeamsTown> => startTeamsTown('tdc', at, withMorePosts);

/** What a person is chosen by on a card. */
export const key = (name: string): string => `${name}@council.example`;

/** The first start of a file loads the understanding, on a machine that may be busy. */
export const PATIENCE_MS = 60_000;
