/** What the handlers of Slack's events share. */
import type { Logger } from 'pino';
import type { Conversation } from '../../conversation/vocabulary.ts';
import type { SlackApi } from './api.ts';
import type { Directory } from './directory.ts';
import type { HalfFilled } from './half-filled.ts';
import type { Homes } from './home.ts';
import type { RecentPresses, RecentWork } from './recent.ts';
import type { Sender } from './sender.ts';
import type { Outcome } from '../../conversation/vocabulary.ts';

/** Pauses, in milliseconds. */
export type SlackTiming = {
  /** How long a form's answer is waited for before the modal says that it takes a moment. Slack gives three seconds. */
  submission: number;
  /** How long a command's answer is waited for before its modal is opened empty: the permission to open one expires. */
  opening: number;
  /** Between an answer that says "one moment" and the next view: Slack draws them in the order they arrive. */
  settling: number;
  /** How long Slack is asked for a person's address. */
  lookup: number;
};

export const SLACK_TIMING: SlackTiming = { submission: 800, opening: 1_000, settling: 400, lookup: 400 };

export type SlackContext = {
  conversation: Conversation;
  councilFor: (teamId: string) => string;
  now: () => Date;
  logger: Logger;
  api: SlackApi;
  sender: Sender;
  directory: Directory;
  homes: Homes;
  halfFilled: HalfFilled;
  recentForms: RecentWork<Outcome>;
  recentPresses: RecentPresses;
  /** Resolves after so many milliseconds. */
  wait: (ms: number) => Promise<void>;
  timing: SlackTiming;
};

/** The result of `work`, or null where `pause` is over first. Rejects where `work` does so in time. */
export async function within<T>(work: Promise<T>, pause: Promise<void>): Promise<{ value: T } | null> {
  return Promise.race([work.then((value) => ({ value })), pause.then(() => null)]);
}
