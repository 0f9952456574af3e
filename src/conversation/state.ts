/** What a conversation remembers of a person between turns. Kept in the register: a restart forgets nothing. */
import { z } from 'zod';
import { adviceSchema, type Advice } from '../casework/advice.ts';
import { OUTCOMES, type Outcome } from '../casework/learning-port.ts';
import type { Json, StoredState } from '../casework/register-port.ts';
import type { Draft } from '../flows/engine.ts';
import type { Facts } from '../understanding/facts.ts';
import { FLOW_IDS, PERSON_KINDS, type FlowId, type PersonKind } from '../protocol/schema.ts';
import { COMMANDS, type Command } from './vocabulary.ts';

export type ConversationState = {
  /** What the person said they are, where the people file does not know. */
  kind: PersonKind | null;
  /** The dialog under way. */
  draft: Draft | null;
  /** What waits for the person to say whether they are an officer or a member. */
  waiting:
    | { type: 'question'; text: string; place?: 'alone' | 'aside' | 'anothers' | undefined }
    | { type: 'flow'; flow: FlowId; given?: Readonly<Record<string, string>> | undefined }
    | { type: 'topic'; topic: string; facts: Facts }
    | { type: 'command'; command: Command }
    | null;
  /** What the last question was about, for follow-ups; null where nothing was understood. */
  lastTopic: string | null;
  /** What was read from the last question, for follow-ups and for choosing another reading; of its words nothing is kept. */
  lastFacts: Facts;
  /** The fact that was asked for under that answer; null where none was. */
  lastAsked: string | null;
  /** The last draft recorded: pressing its button again shows this, and records nothing. */
  lastRecorded: { draft: string; reference: string } | null;
  /** The answer last given, for its own buttons. The person's next turn, whatever else it is, forgets it. */
  lastAnswer: LastAnswer | null;
  /** The question, answer and clauses that the dialog under way may pass on; gone with the dialog. */
  carried: Carried | null;
};

export type Carried = { question: string; answer: string; clauses: readonly string[] };

export type LastAnswer = {
  /** What its buttons carry. */
  id: string;
  advice: Advice;
  topic: string | null;
  confidence: number;
  outcome: Outcome;
  /** What the person said of it. */
  said: 'right' | 'wrong' | null;
  /** Whether its words are in the inbox. */
  sent: boolean;
  /** Whether its question is a message that somebody else wrote, which a dialog begun from here takes along. */
  anothers: boolean;
};

export const EMPTY_STATE: ConversationState = {
  kind: null,
  draft: null,
  waiting: null,
  lastTopic: null,
  lastFacts: {},
  lastAsked: null,
  lastRecorded: null,
  lastAnswer: null,
  carried: null,
};

const factsSchema = z.record(z.string(), z.string());

const draftSchema = z.object({
  id: z.string(),
  flow: z.enum(FLOW_IDS),
  flowVersion: z.string(),
  protocolVersion: z.string(),
  at: z.string(),
  answers: z.record(z.string(), z.string()),
  changing: z.string().nullable(),
  amends: z.string().nullable(),
  move: z.string().nullable().default(null),
  since: z.string().nullable().default(null),
  startedAt: z.string(),
  touchedAt: z.string(),
});

const stateSchema = z.object({
  kind: z.enum(PERSON_KINDS).nullable(),
  draft: draftSchema.nullable(),
  waiting: z
    .discriminatedUnion('type', [
      z.object({
        type: z.literal('question'),
        text: z.string(),
        place: z.enum(['alone', 'aside', 'anothers']).optional(),
      }),
      z.object({
        type: z.literal('flow'),
        flow: z.enum(FLOW_IDS),
        given: z.record(z.string(), z.string()).optional(),
      }),
      z.object({ type: z.literal('topic'), topic: z.string(), facts: factsSchema }),
      z.object({ type: z.literal('command'), command: z.enum(COMMANDS) }),
    ])
    .nullable(),
  // States stored before there were follow-ups have none.
  lastTopic: z.string().nullable().default(null),
  lastFacts: factsSchema,
  lastAsked: z.string().nullable().default(null),
  lastRecorded: z.object({ draft: z.string(), reference: z.string() }).nullable(),
  carried: z
    .object({ question: z.string(), answer: z.string(), clauses: z.array(z.string()) })
    .nullable()
    .default(null),
});

const lastAnswerSchema = z
  .object({
    id: z.string(),
    advice: adviceSchema,
    topic: z.string().nullable(),
    confidence: z.number(),
    outcome: z.enum(OUTCOMES),
    said: z.enum(['right', 'wrong']).nullable(),
    sent: z.boolean().default(false),
    anothers: z.boolean().default(false),
  })
  .nullable();

/** A stored state, or an empty one where an older Beadle stored something this one cannot read. */
export function readState({ data, passing }: Pick<StoredState, 'data' | 'passing'>): ConversationState {
  const parsed = stateSchema.safeParse(data);
  if (!parsed.success) return EMPTY_STATE;
  const lastAnswer = lastAnswerSchema.safeParse(passing);
  return { ...parsed.data, lastAnswer: lastAnswer.success ? lastAnswer.data : null };
}

/** As plain JSON for the register: what lasts, and what is for the next turn only. */
export function writeState({ lastAnswer, ...lasting }: ConversationState): { data: Json; passing: Json } {
  return { data: toJson(lasting), passing: toJson(lastAnswer) };
}

/** The state without the last answer and its words; the very same one where there was none. */
export function forgetAnswer(state: ConversationState): ConversationState {
  return state.lastAnswer === null ? state : { ...state, lastAnswer: null };
}

function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
