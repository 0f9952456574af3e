/** What one turn is handled with, and what handling it gives. */
import type { CaseGround } from '../casework/case-ground.ts';
import type { Clock } from '../casework/clock.ts';
import type { Directory, Person } from '../casework/people.ts';
import type { Noted } from '../casework/learning-port.ts';
import type { Register } from '../casework/register-port.ts';
import type { Library, Protocol } from '../protocol/load.ts';
import type { Understand } from '../understanding/understand.ts';
import type { ConversationState } from './state.ts';
import type { Reply } from './vocabulary.ts';

export type ConversationServices = {
  register: Register;
  library: Library;
  understand: Understand;
  directoryOf: (council: string) => Directory | undefined;
  clock: Clock;
  /** A new unguessable id of letters, digits and hyphens. */
  newId: () => string;
  /** What a council's cases are planned with, fresh from the register. */
  groundOf: (council: string) => Promise<CaseGround | null>;
  log: {
    info: (fields: Record<string, unknown>, message: string) => void;
    error: (fields: Record<string, unknown>, message: string) => void;
  };
  /** Called after messages were put in the outbox, or somebody with waiting messages was seen. */
  outboxChanged: () => void;
};

export type TurnContext = {
  services: ConversationServices;
  protocol: Protocol;
  directory: Directory;
  /** The speaker; `kind` is from the people file or as they said. */
  person: Person;
  state: ConversationState;
  scope: 'personal' | 'shared';
};

/** What a turn leads to: what to say, what to remember, and what is learnt from it. */
export type Step = { state: ConversationState; replies: readonly Reply[]; noted?: Noted | null };

/** A private reply with nothing new to remember. */
export function say(context: TurnContext, ...blocks: Reply['blocks']): Step {
  return { state: context.state, replies: [{ audience: 'private', blocks }] };
}
