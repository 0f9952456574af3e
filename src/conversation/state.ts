/** What a conversation remembers of a person between turns. Kept in the register: a restart forgets nothing. */
import { z } from 'zod';
import type { Json } from '../casework/register-port.ts';
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
    | { type: 'question'; text: string }
    | { type: 'flow'; flow: FlowId }
    | { type: 'topic'; topic: string; facts: Facts }
    | { type: 'command'; command: Command }
    | null;
  /** What the last question was about, for follow-ups; null where nothing was understood. */
  lastTopic: string | null;
  /** What was read from the last question, for follow-ups and for choosing another reading; of its words nothing is kept. */
  lastFacts: Facts;
  /** The last draft recorded: pressing its button again shows this, and records nothing. */
  lastRecorded: { draft: string; reference: string } | null;
};

export const EMPTY_STATE: ConversationState = {
  kind: null,
  draft: null,
  waiting: null,
  lastTopic: null,
  lastFacts: {},
  lastRecorded: null,
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
  startedAt: z.string(),
  touchedAt: z.string(),
});

const stateSchema = z.object({
  kind: z.enum(PERSON_KINDS).nullable(),
  draft: draftSchema.nullable(),
  waiting: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('question'), text: z.string() }),
      z.object({ type: z.literal('flow'), flow: z.enum(FLOW_IDS) }),
      z.object({ type: z.literal('topic'), topic: z.string(), facts: factsSchema }),
      z.object({ type: z.literal('command'), command: z.enum(COMMANDS) }),
    ])
    .nullable(),
  // States stored before there were follow-ups have none.
  lastTopic: z.string().nullable().default(null),
  lastFacts: factsSchema,
  lastRecorded: z.object({ draft: z.string(), reference: z.string() }).nullable(),
});

/** A stored state, or an empty one where an older Beadle stored something this one cannot read. */
export function readState(data: Json): ConversationState {
  const parsed = stateSchema.safeParse(data);
  return parsed.success ? parsed.data : EMPTY_STATE;
}

/** As plain JSON for the register. */
export function writeState(state: ConversationState): Json {
  return JSON.parse(JSON.stringify(state)) as Json;
}
