/** Answering questions: as the officer or the member who asks, where that makes a difference. */
import { answerPickedTopic, answerQuestion, type Answer } from '../answering/answer.ts';
import type { PersonKind } from '../protocol/schema.ts';
import type { Facts } from '../understanding/facts.ts';
import { answerBlocks, helpBlocks } from './answer-view.ts';
import { askKind } from './flow-turns.ts';
import type { ConversationState } from './state.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';

/** Answers a question. Of its words nothing is kept, only the facts read from them, for choosing another reading. */
export function ask(context: TurnContext, text: string): Step {
  const { services, protocol } = context;
  const answerAs = (as: PersonKind): Answer => answerQuestion({ text, as }, protocol, services.understand);
  return giveAnswer(context, answerAs, { type: 'question', text });
}

/** What the protocol says on a topic, given what was said before it was picked. */
export function pickTopic(context: TurnContext, topic: string, facts: Facts): Step {
  const { services, protocol, person } = context;
  // A topic picked by its title is asked about as such, whatever form the last question had.
  const given = Object.fromEntries(Object.entries(facts).filter(([fact]) => fact !== 'ask'));
  const answerAs = (as: PersonKind): Answer | null =>
    answerPickedTopic(topic, { ...given, as }, protocol, services.library);
  if (!answerAs('officer')) return say(context, ...helpBlocks(protocol, person.kind));
  return giveAnswer(context, answerAs, { type: 'topic', topic, facts: given });
}

/** Gives the answer for who is asking; where it depends on that and nobody knows, asks first. */
function giveAnswer(
  context: TurnContext,
  answerAs: (as: PersonKind) => Answer | null,
  waiting: NonNullable<ConversationState['waiting']>,
): Step {
  const { protocol, person, state } = context;
  const answer = answerAs(person.kind ?? 'officer');
  if (!answer) return say(context, ...helpBlocks(protocol, null));
  if (person.kind === null) {
    const other = answerAs('member');
    if (other && !saysTheSame(answer, other)) return askKind(context, waiting);
  }
  const isSame = JSON.stringify(state.lastFacts) === JSON.stringify(answer.facts);
  return {
    state: isSame ? state : { ...state, lastFacts: answer.facts },
    replies: [{ audience: 'private', blocks: answerBlocks(answer, protocol) }],
  };
}

function saysTheSame(one: Answer, other: Answer): boolean {
  return one.headline === other.headline && one.points.join() === other.points.join();
}
