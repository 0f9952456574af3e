/** Answering questions: as the officer or the member who asks, where that makes a difference. */
import { answerPickedTopic, answerQuestion, type Answer } from '../answering/answer.ts';
import { calendarDay } from '../casework/clock.ts';
import { inboxItemOf, outcomeOf, reasonOf } from '../casework/learning.ts';
import type { Outcome } from '../casework/learning-port.ts';
import { VERDICTS, type PersonKind } from '../protocol/schema.ts';
import type { Facts } from '../understanding/facts.ts';
import { adviceOf } from './advice-view.ts';
import { answerBlocks, answerMoves, helpBlocks, inboxNote } from './answer-view.ts';
import { askKind } from './flow-turns.ts';
import type { ConversationState, LastAnswer } from './state.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';

/** What was asked, in words or by picking a topic. */
type Asked = Extract<ConversationState['waiting'], { type: 'question' | 'topic' }>;

/**
 * Answers a question. Of its words nothing lasts beyond the person's next turn, only the facts read from them, for choosing
 * another reading; but a question without an answer goes to the Monitoring Officer's inbox, which the answer says.
 * @param place `aside`: in the middle of a dialog, from where nothing goes to the inbox by itself
 */
export function ask(context: TurnContext, text: string, place: 'alone' | 'aside' = 'alone'): Step {
  const { services, protocol } = context;
  const answerAs = (as: PersonKind): Answer => answerQuestion({ text, as }, protocol, services.understand);
  return giveAnswer(context, answerAs, { type: 'question', text }, place);
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
  asked: Asked,
  place: 'alone' | 'aside' = 'alone',
): Step {
  const { services, protocol, person, state } = context;
  const answer = answerAs(person.kind ?? 'officer');
  if (!answer) return say(context, ...helpBlocks(protocol, null));
  if (person.kind === null) {
    const other = answerAs('member');
    if (other && !saysTheSame(answer, other)) return askKind(context, asked);
  }
  const isSame = JSON.stringify(state.lastFacts) === JSON.stringify(answer.facts);
  const outcome = outcomeOf(answer, services.library.taxonomy);
  if (outcome === null) {
    return {
      state: isSame ? state : { ...state, lastFacts: answer.facts },
      replies: [{ audience: 'private', blocks: answerBlocks(answer, protocol) }],
    };
  }
  const lastAnswer = rememberAnswer(context, answer, asked, outcome);
  const day = calendarDay(services.clock.now());
  const reason = place === 'alone' ? reasonOf(outcome) : null;
  const blocks = answerBlocks(answer, protocol, {
    note: reason === null ? null : inboxNote(protocol),
    moves: answerMoves(lastAnswer.id, {
      // What is in the inbox already need not be put there once more.
      rate: reason === null && (ANSWERED.has(outcome) || outcome === 'outside'),
      keep: ANSWERED.has(outcome),
    }),
  });
  return {
    state: { ...state, lastFacts: answer.facts, lastAnswer },
    replies: [{ audience: 'private', blocks }],
    noted: {
      day,
      counted: { topic: answer.topic, outcome, what: 'given' },
      inbox: reason === null ? null : inboxItemOf(lastAnswer, person, reason, day),
    },
  };
}

/** Outcomes that say what the protocol has to say. */
const ANSWERED: ReadonlySet<Outcome> = new Set([...VERDICTS, 'not-covered']);

/** What is held of an answer until the person's next turn. */
function rememberAnswer(
  { services, protocol, person }: TurnContext,
  answer: Answer,
  asked: Asked,
  outcome: Outcome,
): LastAnswer {
  const question =
    asked.type === 'question'
      ? asked.text
      : (services.library.taxonomy.topics.get(asked.topic)?.title ?? asked.topic);
  const at = services.clock.now().toISOString();
  return {
    id: services.newId(),
    advice: adviceOf(answer, { question, picked: asked.type === 'topic', as: person.kind, at }, protocol),
    topic: answer.topic,
    confidence: answer.confidence,
    outcome,
    said: null,
  };
}

function saysTheSame(one: Answer, other: Answer): boolean {
  return one.headline === other.headline && one.points.join() === other.points.join();
}
