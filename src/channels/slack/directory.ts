/** People's addresses and names, asked of Slack where that is wanted, and kept for an hour. */
import type { SlackApi } from './api.ts';

export type SlackPerson = { email?: string; name?: string };

/** Finds the e-mail address of a Slack user; undefined where there is none. May reject. */
export type ResolveEmail = (userId: string) => Promise<string | undefined>;

export type Directory = {
  /** Never rejects: of whom nothing is known, nothing is told. */
  find: (userId: string) => Promise<SlackPerson>;
  /** The same for who speaks: about those whom the people file knows by their id, nothing is asked. */
  findSpeaker: (userId: string) => Promise<SlackPerson>;
};

export type DirectoryOptions = {
  /** A function of the caller's; or `users.info`, Slack's own answer, for which the app needs `users:read.email`. */
  resolveEmail: ResolveEmail | 'users.info' | undefined;
  isListed: (userId: string) => boolean;
  api: SlackApi;
  now: () => Date;
};

const KEPT_MS = 3_600_000;
const MAX_KEPT = 5_000;

export function createDirectory({ resolveEmail, isListed, api, now }: DirectoryOptions): Directory {
  const nothing = (): Promise<SlackPerson> => Promise.resolve({});
  if (resolveEmail === undefined) return { find: nothing, findSpeaker: nothing };
  const ask = resolveEmail === 'users.info' ? askSlack(api) : askCaller(resolveEmail);
  const kept = new Map<string, { person: SlackPerson; until: number }>();
  const find = async (userId: string): Promise<SlackPerson> => {
    const known = kept.get(userId);
    if (known && known.until > now().getTime()) return known.person;
    const person = await ask(userId);
    if (!person) return {};
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(userId, { person, until: now().getTime() + KEPT_MS });
    return person;
  };
  return { find, findSpeaker: (userId) => (isListed(userId) ? nothing() : find(userId)) };
}

type Ask = (userId: string) => Promise<SlackPerson | null>;

function askCaller(resolveEmail: ResolveEmail): Ask {
  return async (userId) => {
    try {
      const email = await resolveEmail(userId);
      return email === undefined || email === '' ? {} : { email };
    } catch {
      return null;
    }
  };
}

function askSlack(api: SlackApi): Ask {
  return async (userId) => {
    const answer = await api.call('users.info', { user: userId });
    // Whoever installed Beadle without the right to ask does not give it meanwhile.
    if (!answer.ok) return answer.code === 'missing_scope' ? {} : null;
    const user = asRecord(answer.data['user']);
    const profile = asRecord(user['profile']);
    const email = profile['email'];
    const name = profile['real_name'] ?? user['real_name'];
    return {
      ...(typeof email === 'string' && email !== '' ? { email } : {}),
      ...(typeof name === 'string' && name !== '' ? { name } : {}),
    };
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
