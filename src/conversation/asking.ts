/** Answering questions: as the officer or the member who asks, where that makes a difference. */
import { answerPickedTopic, answerQuestion, type Answer } from '../answering/answer.ts';
import type { PersonKind } from '../protocol/schema.ts';
import type { Facts } from '../understanding/facts.ts';
import { adviceOf } from './advice-view.ts';
import { answerBlocks, answerMoves, helpBlocks } from './answer-view.ts';
import { askKind } from './flow-turns.ts';
import type { ConversationState, LastAnswer } from './state.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';

/** What was asked, in words or by picking a topic. */
type Asked = Extract<ConversationState['waiting'], { type: 'question' | 'topic' }>;

/**
 * Answers a question. Of its words nothing lasts beyond the person's next turn, only the facts read from them, for choosing
 * another reading.
 */
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
function giveAnswer(context: TurnContext, answerAs: (as: PersonKind) => Answer | null, waiting: Asked): Step {
  const { protocol, person, state } = context;
  const answer = answerAs(person.kind ?? 'officer');
  if (!answer) return say(context, ...helpBlocks(protocol, null));
  if (person.kind === null) {
    const other = answerAs('member');
    if (other && !saysTheSame(answer, other)) return askKind(context, waiting);
  }
  const isSame = JSON.stringify(state.lastFacts) === JSON.stringify(answer.facts);
  const lastAnswer = rememberAnswer(context, answer, waiting);
  const moves = lastAnswer === null ? [] : answerMoves(lastAnswer.id);
  return {
    state: isSame && lastAnswer === null ? state : { ...state, lastFacts: answer.facts, lastAnswer },
    replies: [{ audience: 'private', blocks: answerBlocks(answer, protocol, moves) }],
  };
}

/** What is held of an answer until the person's next turn; null where there is nothing to do with it. */
function rememberAnswer(
  { services, protocol, person }: TurnContext,
  answer: Answer,
  asked: Asked,
): LastAnswer | null {
  const { topics } = services.library.taxonomy;
  const topic = answer.topic === null ? undefined : topics.get(answer.topic);
  const isAdvice = answer.kind === 'answer' || topic?.kind === 'protocol';
  if (!isAdvice) return null;
  const question = asked.type === 'question' ? asked.text : (topic?.title ?? asked.topic);
  const at = services.clock.now().toISOString();
  return {
    id: services.newId(),
    advice: adviceOf(answer, { question, picked: asked.type === 'topic', as: person.kind, at }, protocol),
    topic: answer.topic,
    confidence: answer.confidence,
  };
}

function saysTheSame(one: Answer, other: Answer): boolean {
  return one.headline === other.headline && one.points.join() === other.points.join();
}
