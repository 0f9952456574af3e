/** Who sits at the desk: in Teams whom Microsoft's token names, in local mode whom the page says. Nobody else gets in. */
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { Directory, Person } from '../casework/people.ts';
import { Refusal } from '../channels/shared/refusals.ts';
import type { CheckToken, TokenFault } from './token.ts';

/** A person of a council's people file. */
export type Seat = { council: string; person: Person };

/** @throws Refusal with a sentence that says what to do */
export type SignIn = (request: Request) => Promise<Seat>;

/** The councils' directories by id, as they are served. */
export type Directories = ReadonlyMap<string, Directory>;

const LOOK_AFTER = 'the people who look after Beadle';

const SENTENCES: Record<TokenFault | 'missing', string> = {
  missing: 'You are not signed in. Please open the desk in Microsoft Teams.',
  expired:
    'Your sign-in has run out. Please try again; if this comes back, close the desk and open it again.',
  early: `Your sign-in is not valid yet, so a clock is wrong. Please tell ${LOOK_AFTER}.`,
  malformed: 'Your sign-in could not be read. Please close the desk and open it again in Microsoft Teams.',
  signature: 'Your sign-in could not be checked. Please close the desk and open it again in Microsoft Teams.',
  issuer: `Your sign-in is not from your council’s Microsoft Teams. Please tell ${LOOK_AFTER}.`,
  tenant: 'You are signed in to another organisation. Please switch to your council in Microsoft Teams.',
  audience: `Your sign-in is for another app. Please tell ${LOOK_AFTER}: the Application ID URI has to be looked at.`,
  scope: `Your sign-in lacks a permission. Please tell ${LOOK_AFTER}: the scope access_as_user has to be looked at.`,
  nobody: `Your sign-in does not say who you are. Please tell ${LOOK_AFTER}.`,
  unavailable:
    'Your sign-in could not be checked just now, because Microsoft did not answer. Please try again in a moment.',
};

/** Teams' single sign-on: a token with every request, and somebody in the people file whom it names. */
export function createTeamsSignIn(
  check: CheckToken,
  { council, directory }: { council: string; directory: Directory },
  logger: Logger,
): SignIn {
  const refuse = (status: number, code: string, sentence: string): Refusal => {
    logger.warn({ code }, 'the desk refused somebody');
    return new Refusal(status, sentence);
  };
  return async (request) => {
    const token = readCredentials(request, 'bearer');
    if (token === null) throw refuse(401, 'missing', SENTENCES.missing);
    const result = await check(token, request.hostname);
    if (!result.ok) {
      throw refuse(result.fault === 'unavailable' ? 503 : 401, result.fault, SENTENCES[result.fault]);
    }
    const person = findByObjectId(directory, result.objectId);
    if (person === null) {
      throw refuse(
        403,
        'unknown-person',
        `You are not in Beadle’s list of people. Please ask ${LOOK_AFTER} to add you, with this object id: ${result.objectId}`,
      );
    }
    return { council, person };
  };
}

/** Local mode: anybody of the people served, on the page's word. Only for a server that answers to its own machine alone. */
export function createLocalSignIn(directories: Directories): SignIn {
  return (request) => {
    const [council = '', key = ''] = (readCredentials(request, 'demo') ?? '').split(' ').map(decode);
    const person = directories.get(council)?.byKey(key);
    if (person === undefined) throw new Refusal(401, 'Please choose a council and a person first.');
    return Promise.resolve({ council, person });
  };
}

/** Nobody where two lines of the people file have the same id: which of them it is cannot be known. */
function findByObjectId(directory: Directory, objectId: string): Person | null {
  const found = directory.all.filter(
    ({ entraObjectId }) => entraObjectId?.toLowerCase() === objectId.toLowerCase(),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What stands after the scheme in the Authorization header. */
function readCredentials(request: Request, scheme: 'bearer' | 'demo'): string | null {
  const [, given, rest] = /^(\S+) +(.+)$/.exec(request.get('authorization') ?? '') ?? [];
  return given?.toLowerCase() === scheme && rest !== undefined ? rest.trim() : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
