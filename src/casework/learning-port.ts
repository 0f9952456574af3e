/** What the register holds so that Beadle can learn from use: nothing in here says who asked. */
import { VERDICTS, type PersonKind, type Verdict } from '../protocol/schema.ts';

/** What became of a question: a verdict, or why there was none. */
export const OUTCOMES = [...VERDICTS, 'clarified', 'not-understood', 'not-covered', 'outside'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type InboxReason = 'wrong' | 'not-understood' | 'not-covered';

/** A question for the Monitoring Officer, with what was answered. */
export type NewInboxItem = {
  /** The asker's words without their name; for a topic picked from a list, its title. */
  question: string;
  picked: boolean;
  as: PersonKind | null;
  /** Why it is there. */
  reason: InboxReason;
  topic: string | null;
  verdict: Verdict | null;
  clauses: readonly string[];
  confidence: number;
  /** The calendar day at the council's place; no hour, which might tell who it was. */
  day: string;
};

/** What the Monitoring Officer made of it. */
export type Settlement = {
  by: 'filed' | 'outside' | 'answered';
  /** The topic it was filed under. */
  topic: string | null;
  day: string;
};

export type InboxItem = NewInboxItem & {
  id: number;
  council: string;
  /** How often the same was asked while it waited; `day` is the last one's. */
  times: number;
  /** Null while it waits. Once settled, its words are gone from the inbox. */
  settled: Settlement | null;
};

/** A message that the Monitoring Officer filed: learnt from like the examples in the repository. */
export type TaughtExample = {
  council: string;
  topic: string;
  as: PersonKind | null;
  /** The clauses it rests on; empty where none does. */
  clauses: readonly string[];
  text: string;
};
export type StoredExample = TaughtExample & { id: number; day: string };

/** One more answer of a kind, or one more word on it. */
export type Counted = {
  topic: string | null;
  outcome: Outcome;
  what: 'given' | 'right' | 'wrong';
};

export type AnswerCount = {
  topic: string | null;
  outcome: Outcome;
  given: number;
  right: number;
  wrong: number;
};

/** What a turn leaves behind for learning; saved together with the conversation, so that a repeat counts nothing twice. */
export type Noted = {
  day: string;
  /** Null where nothing more is counted. */
  counted: Counted | null;
  inbox: NewInboxItem | null;
  /** Whether the asker chose to send it, and was told that it was. */
  chosen?: true;
};

/** The part of the register that learning from use needs. */
export type LearningRegister = {
  /** What waits, oldest first. */
  openInbox: (council: string) => Promise<readonly InboxItem[]>;
  inboxItem: (council: string, id: number) => Promise<InboxItem | null>;
  /**
   * Settles what waits, forgets its words, and keeps the example made of it, all or nothing.
   * @returns false, with nothing changed, where nothing of this number waits
   */
  settleInbox: (
    council: string,
    id: number,
    settlement: Settlement,
    example: TaughtExample | null,
  ) => Promise<boolean>;
  examples: (council: string) => Promise<readonly StoredExample[]>;
  /** @returns false where there is none of this number */
  removeExample: (council: string, id: number) => Promise<boolean>;
  /** What was answered from a day on, most asked first. */
  answerCounts: (council: string, sinceDay: string) => Promise<readonly AnswerCount[]>;
};
