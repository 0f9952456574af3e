/** The desk on a port of its own, over a made-up conversation. */
import { Writable } from 'node:stream';
import express from 'express';
import { pino } from 'pino';
import { createDirectory, parsePeople } from '../../src/casework/people.ts';
import type { Conversation, Turn } from '../../src/conversation/vocabulary.ts';
import { createDesk, type DeskDoor } from '../../src/desk/desk.ts';
import { tokenSettings } from '../../src/start/desk.ts';
import { listen } from '../support/teams-client.ts';
import { signInIssuer, type TokenIssuer } from '../support/token-issuer.ts';

export const APP = '0a0a0a0a-0000-4000-8000-000000000001';
export const TENANT = '0b0b0b0b-0000-4000-8000-000000000002';
export const OLWEN = '0c0c0c0c-0000-4000-8000-000000000003';
export const TWINS = '0c0c0c0c-0000-4000-8000-000000000004';

export const DIRECTORY = createDirectory(
  parsePeople(
    `email,name,kind,job_title,offices,political_group,line_manager,slack_user_id,entra_object_id
olwen@council.example,Olwen Parry,officer,Planning Officer,,,,,${OLWEN.toUpperCase()}
asha@council.example,Cllr Asha <b>Patel</b>,member,,,,,,
ann@council.example,Ann Twin,officer,,,,,,${TWINS}
ben@council.example,Ben Twin,officer,,,,,,`,
    'people.csv',
    // The file is refused where two lines have one account; the desk does not rely on that.
  ).map((person) => (person.name === 'Ben Twin' ? { ...person, entraObjectId: TWINS } : person)),
);

export const LOCAL: DeskDoor = {
  opens: 'local',
  directories: new Map([['swale', DIRECTORY]]),
  names: new Map([['swale', 'Swale Borough Council']]),
};

export const teamsDoor = (microsoft: TokenIssuer): DeskDoor => ({
  opens: 'teams',
  council: 'swale',
  directory: DIRECTORY,
  token: tokenSettings(APP, TENANT, microsoft.url),
});

/** A token of Teams' single sign-on; Olwen's where the claims name nobody else. */
export const signIn = (
  microsoft: TokenIssuer,
  claims: Record<string, unknown> = {},
  other?: Parameters<TokenIssuer['sign']>[1],
): string =>
  microsoft.sign(
    { iss: signInIssuer(TENANT), aud: APP, tid: TENANT, oid: OLWEN, scp: 'access_as_user', ...claims },
    other,
  );

export type DeskServer = {
  url: string;
  turns: Turn[];
  logged: string[];
  close: () => Promise<void>;
};

export async function startDesk(
  door: DeskDoor,
  {
    answer = ({ input }) =>
      Promise.resolve({
        replies: [{ audience: 'private', blocks: [{ type: 'text', text: JSON.stringify(input) }] }],
      }),
    now = () => new Date(),
  }: { answer?: Conversation['handle']; now?: () => Date } = {},
): Promise<DeskServer> {
  const turns: Turn[] = [];
  const logged: string[] = [];
  const logger = pino(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        logged.push(chunk.toString());
        done();
      },
    }),
  );
  const conversation: Conversation = {
    handle: (turn) => {
      turns.push(turn);
      return answer(turn);
    },
  };
  const server = await listen(express().use(createDesk({ door, conversation, logger, now })));
  return { ...server, turns, logged };
}
