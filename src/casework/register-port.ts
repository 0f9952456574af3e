/**
 * The register, as the rest of Beadle needs it. Asynchronous, and changed only by whole values, so that another database
 * can stand behind it; `src/register` implements it over SQLite.
 */
import type { ChannelName, Reply } from '../conversation/vocabulary.ts';
import type { CaseRole } from '../protocol/procedures.ts';
import type { FlowId } from '../protocol/schema.ts';
import type { ClockChange, ClockRegister } from './clocks-port.ts';
import type { LearningRegister, Noted } from './learning-port.ts';

/** A dialog's case, or advice that somebody keeps. */
export type CaseType = FlowId | 'advice';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a case is about and where it stands. Instants are ISO 8601 in UTC. */
export type CaseRecord = {
  id: string;
  council: string;
  reference: string;
  type: CaseType;
  /** A stage of its plan; `kept` for advice. */
  stage: string;
  /** The route of the council's procedure that it takes; null where it takes none. */
  route: string | null;
  /** Key of the person who raised it. */
  raisedBy: string;
  /** Who else has a part in it. One person may have several. */
  people: readonly CasePerson[];
  /** Whether its stage is an end. */
  ended: boolean;
  /** Grows with every change: who changes a case says which one they saw. */
  revision: number;
  data: Readonly<Record<string, Json>>;
  createdAt: string;
  updatedAt: string;
};

/** A part in a case besides that of who raised it. `person` is a key of the people file, or a name typed in. */
export type CasePerson = { role: Exclude<CaseRole, 'raiser'>; person: string };

/** What an entry was made under: later edits of protocol or flow never change what someone was told. */
export type Versions = { protocol: string; flow: string };

export type HistoryEntry = {
  /** Position in the council's chain, from 1. */
  sequence: number;
  council: string;
  caseId: string;
  at: string;
  /** Key of the person who did it, or `beadle`. */
  actor: string;
  action: string;
  data: Readonly<Record<string, Json>>;
  versions: Versions;
  previousHash: string;
  hash: string;
};

export type NewHistoryEntry = Pick<HistoryEntry, 'actor' | 'action' | 'data' | 'versions'>;

/** A message to be sent, recorded together with the change that causes it. */
export type NewMessage = {
  id: string;
  /** Key of the person it goes to. */
  recipient: string;
  reply: Reply;
  /** Whether it is the recipient's card of the case, which is to show where the case stands for as long as it is there. */
  live?: boolean;
};

/** Nobody could be found to tell: recorded so that it is put right, not forgotten. */
export type NewGap = { office: string; reason: 'nobody-holds-office' | 'conflict-of-interest' };

/**
 * A change of the register: committed together or not at all.
 * Wherever a text holds REFERENCE_PLACEHOLDER, the case's reference takes its place.
 */
export type Change = {
  council: string;
  at: string;
  kase:
    | {
        is: 'new';
        id: string;
        type: CaseType;
        stage: string;
        ended: boolean;
        route: string | null;
        raisedBy: string;
        people: readonly CasePerson[];
        data: CaseRecord['data'];
        /** A second commit with the same key changes nothing and gives the first one's case. */
        onceKey: string;
        referencePrefix: string;
        /** Calendar year of the reference, at the council's place. */
        year: number;
      }
    | {
        is: 'update';
        id: string;
        /** The case's revision that this change was planned on: where it has moved on meanwhile, nothing is changed. */
        revision: number;
        stage: string;
        ended: boolean;
        route: string | null;
        people: readonly CasePerson[];
        data: CaseRecord['data'];
        onceKey: string;
      };
  history: readonly NewHistoryEntry[];
  messages: readonly NewMessage[];
  gaps: readonly NewGap[];
  /** Gaps that this change closes. */
  closes?: readonly number[];
  /** Clocks that it starts, stops or moves. */
  clocks?: readonly ClockChange[];
};

export type Committed = {
  kase: CaseRecord;
  /** False where nothing was changed: an earlier commit with the same onceKey had done it all, or the case had moved on. */
  fresh: boolean;
  /** True where the case had moved on since the change was planned. */
  stale: boolean;
};

export type OutboxMessage = Pick<NewMessage, 'id' | 'recipient' | 'reply'> & {
  council: string;
  attempts: number;
  createdAt: string;
  /** The message sent before whose place it takes; null for one of its own. */
  update: { channel: ChannelName; reference: string } | null;
};

/** The code of a message that no channel could deliver. */
export const UNREACHABLE = 'unreachable';

export type DeliveryRecord =
  /** `reference`: what the channel needs to change it later. */
  | { result: 'sent'; channel: ChannelName; at: string; reference?: string }
  /** An update of what can be changed no more. */
  | { result: 'dropped'; at: string }
  | { result: 'retry'; code: string; nextAt: string; at: string };

/** A message that no channel could deliver, and what it is about. */
export type UnreachedMessage = {
  kase: CaseRecord;
  recipient: string;
  /** Key of the person whose doing it tells of, or `beadle`. */
  causedBy: string;
};

/** A card that was sent and shows an earlier state of its case. */
export type StaleCard = { id: string; recipient: string; kase: CaseRecord };
/** What such a card is to say now. */
export type CardUpdate = {
  card: string;
  /** The case's revision that it shows. */
  revision: number;
  reply: Reply;
  /** Whether it is changed no more after this. */
  last: boolean;
};

/** A card in a person's messages, and what its channel needs to change it. */
export type ShownCard = {
  id: string;
  council: string;
  caseId: string;
  recipient: string;
  /** The case's revision that it shows. */
  revision: number;
  channel: ChannelName;
  reference: string;
};

export type Gap = NewGap & { id: number; council: string; reference: string; at: string };
export type StuckMessage = {
  council: string;
  recipient: string;
  attempts: number;
  code: string;
  since: string;
};

export type ChainReport =
  { intact: true; entries: number } | { intact: false; entries: number; sequence: number; reason: string };

/** A person's conversation as it must survive a restart; opaque to the register. */
export type StoredState = {
  revision: number;
  data: Json;
  /** What is remembered only until the person's next turn, and for a day at most. */
  passing: Json;
};

export type ConversationReference = { channel: ChannelName; reference: string; updatedAt: string };

export type Register = LearningRegister &
  ClockRegister & {
    /** True once for each event; false for every repeat. */
    claimEvent: (event: {
      council: string;
      channel: ChannelName;
      id: string;
      at: string;
    }) => Promise<boolean>;
    /** Undoes a claim whose turn failed, so that the platform's retry is served. */
    releaseEvent: (event: { council: string; channel: ChannelName; id: string }) => Promise<void>;

    /** Forgets events older than an instant: no platform repeats them after days. */
    pruneEvents: (before: string) => Promise<void>;

    loadState: (council: string, person: string) => Promise<StoredState | null>;
    /** False, with nothing written, where the stored revision is not the expected one (0: none yet). */
    saveState: (
      council: string,
      person: string,
      /** `durable`: must survive a power cut, like a dialog under way; the rest survives a crash of Beadle. */
      state: {
        expectedRevision: number;
        data: Json;
        /** Replaces what was there; null where it is left out. */
        passing?: Json;
        at: string;
        durable: boolean;
        /** Saved with it, all or nothing. */
        noted?: Noted | null;
      },
    ) => Promise<boolean>;
    /** Forgets what was to be remembered for the next turn only, where nobody came back since an instant. */
    forgetPassing: (before: string) => Promise<void>;

    saveReference: (
      council: string,
      person: string,
      reference: { channel: ChannelName; reference: string; at: string },
    ) => Promise<void>;
    references: (council: string, person: string) => Promise<readonly ConversationReference[]>;

    commit: (change: Change) => Promise<Committed>;
    caseByReference: (council: string, reference: string) => Promise<CaseRecord | null>;
    /** Newest first. */
    casesRaisedBy: (council: string, person: string) => Promise<readonly CaseRecord[]>;
    /** Cases in which a person has one of these parts, those changed last first. @param open only those that have not ended */
    casesOf: (
      council: string,
      person: string,
      roles: readonly CasePerson['role'][],
      open: boolean,
    ) => Promise<readonly CaseRecord[]>;
    /** All cases of a type that have not ended, oldest first. */
    openCases: (council: string, type: CaseType) => Promise<readonly CaseRecord[]>;
    /** All cases of a type at some stages, newest first. */
    casesOfType: (
      council: string,
      type: CaseType,
      stages: readonly string[],
    ) => Promise<readonly CaseRecord[]>;
    /** Says that somebody is away up to and including a day, or, with null, back. */
    setAbsence: (council: string, person: string, until: string | null, at: string) => Promise<void>;
    /** Those who are away on a day, by their keys, each with their last day away. */
    absentOn: (council: string, day: string) => Promise<ReadonlyMap<string, string>>;
    historyOf: (council: string, caseId: string) => Promise<readonly HistoryEntry[]>;
    verifyChain: (council: string) => Promise<ChainReport>;

    /** Claims due messages for `leaseMs`, so that two senders never send the same one. */
    claimMessages: (at: string, limit: number, leaseMs: number) => Promise<readonly OutboxMessage[]>;
    recordDelivery: (messageId: string, delivery: DeliveryRecord) => Promise<void>;
    /** Makes a person's waiting messages due now: they have just been seen. @returns how many there are */
    wakeMessages: (council: string, person: string, at: string) => Promise<number>;
    /** Null for what is no message of its own, or has been sent. */
    unreachedMessage: (messageId: string) => Promise<UnreachedMessage | null>;
    /** Keys of those for whom messages wait that no channel could deliver when it was last tried. */
    unreachedPeople: (council: string) => Promise<readonly string[]>;
    /** Notes a card that a channel showed by itself, such as in answer to a press, so that it is kept up to date as well. */
    noteCard: (card: ShownCard) => Promise<void>;
    /** Cards that a change of their case has left behind, oldest first. */
    staleCards: (council: string, limit: number) => Promise<readonly StaleCard[]>;
    /** Puts updates of cards into the outbox, each in the place of an earlier one that has not been sent yet. */
    queueUpdates: (updates: readonly CardUpdate[], at: string) => Promise<void>;
    openGaps: () => Promise<readonly Gap[]>;
    /** Messages tried at least `attempts` times and still not sent. */
    stuckMessages: (attempts: number) => Promise<readonly StuckMessage[]>;
    /** Throws where the register cannot be written. */
    checkWritable: (at: string) => Promise<void>;
  };

/** Stands for the case's reference in messages of a change, until the register has given the number. No person can type it. */
export const REFERENCE_PLACEHOLDER = '\uE000reference\uE000';

/** The same reply with the reference in the placeholder's place. */
export function withReference<T extends Json | Reply>(value: T, reference: string): T {
  return JSON.parse(JSON.stringify(value).replaceAll(REFERENCE_PLACEHOLDER, reference)) as T;
}
