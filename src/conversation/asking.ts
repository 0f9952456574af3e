/** Answering questions: as the officer or the member who asks, where that makes a difference, and with what was asked before in mind. */
import { answerPickedTopic, answerQuestion, type Answer } from '../answering/answer.ts';
import { readSubject } from '../answering/browse.ts';
import { answerFollowUp, type Ground, type Last } from '../answering/follow-up.ts';
import { answerSeveral, type Several } from '../answering/several.ts';
import type { PersonKind } from '../protocol/schema.ts';
import type { Facts } from '../understanding/facts.ts';
import { answerBlocks, followUpLine, helpBlocks, severalBlocks } from './answer-view.ts';
import { browse, browseSubject } from './browsing.ts';
import { askKind } from './flow-turns.ts';
import type { ConversationState } from './state.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block } from './vocabulary.ts';

/** Who asks, where nobody knows and it makes no difference. */
const ANYBODY = 'officer';

/** Answers a question, or several. Of its words nothing is kept, only the topic and the facts read from them. */
export function ask(context: TurnContext, text: string): Step {
  const { services, protocol } = context;
  const overview = browse(context, text);
  if (overview) return overview;
  const ground: Ground = { ...services, protocol };
  const last = lastOf(context.state);
  const answerAs = (as: PersonKind): Given => {
    const question = { text, as };
    const several = answerSeveral(question, last, ground);
    if (several) return { several };
    const followUp = answerFollowUp(question, last, ground);
    if (followUp) return { answer: followUp, isFollowUp: true };
    return { answer: answerQuestion(question, protocol, services.understand), isFollowUp: false };
  };
  const subject = readSubject(text);
  if (subject !== null && !leansAt(answerAs)) {
    const topics = browseSubject(context, subject);
    if (topics) return topics;
  }
  return give(context, answerAs, { type: 'question', text });
}

/** What the protocol says on a topic, given what was said before it was picked. */
export function pickTopic(context: TurnContext, topic: string, facts: Facts): Step {
  const { services, protocol, person } = context;
  // A topic picked by its title is asked about as such, whatever form the last question had.
  const given = Object.fromEntries(Object.entries(facts).filter(([fact]) => fact !== 'ask'));
  const answerAs = (as: PersonKind): Given | null => {
    const answer = answerPickedTopic(topic, { ...given, as }, protocol, services.library);
    return answer && { answer, isFollowUp: false };
  };
  if (!answerAs(ANYBODY)) return say(context, ...helpBlocks(protocol, person.kind));
  return give(context, answerAs, { type: 'topic', topic, facts: given });
}

type Given = { answer: Answer; isFollowUp: boolean } | { several: Several };

/** Gives the answer for who is asking; where it depends on that and nobody knows, asks first. */
function give(
  context: TurnContext,
  answerAs: (as: PersonKind) => Given | null,
  waiting: NonNullable<ConversationState['waiting']>,
): Step {
  const { protocol, person } = context;
  const given = answerAs(person.kind ?? ANYBODY);
  if (!given) return say(context, ...helpBlocks(protocol, null));
  if (person.kind === null) {
    const other = answerAs('member');
    if (other && !saysTheSame(given, other)) return askKind(context, waiting);
  }
  return {
    state: rememberAnswer(context, given),
    replies: [{ audience: 'private', blocks: blocksOf(context, given) }],
  };
}

function blocksOf({ protocol, services }: TurnContext, given: Given): Block[] {
  if ('several' in given) return severalBlocks(given.several, protocol);
  const { answer, isFollowUp } = given;
  const topic = answer.topic === null ? undefined : services.library.taxonomy.topics.get(answer.topic);
  const lead = isFollowUp && topic ? [followUpLine(topic.title)] : [];
  return [...lead, ...answerBlocks(answer, protocol)];
}

/** Small talk and a look at a clause are asides: what was asked before them is still the last question. */
function rememberAnswer({ services, person, state }: TurnContext, given: Given): ConversationState {
  const answer = 'several' in given ? given.several.answers.at(-1) : given.answer;
  if (!answer) return state;
  const kind = answer.topic === null ? null : services.library.taxonomy.topics.get(answer.topic)?.kind;
  if (kind === 'chat' || (answer.kind === 'answer' && answer.topic === null)) return state;
  const lastTopic = kind === 'protocol' ? answer.topic : null;
  const lastFacts = withoutAsker(answer.facts, person.kind ?? ANYBODY);
  const isSame =
    state.lastTopic === lastTopic && JSON.stringify(state.lastFacts) === JSON.stringify(lastFacts);
  return isSame ? state : { ...state, lastTopic, lastFacts };
}

/** Who asks is known each time anew; only another side that was asked about is worth remembering. */
function withoutAsker(facts: Facts, asker: PersonKind): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([fact, value]) => fact !== 'as' || value !== asker),
  );
}

function leansAt(answerAs: (as: PersonKind) => Given): boolean {
  const given = answerAs(ANYBODY);
  return 'answer' in given && given.isFollowUp;
}

function lastOf({ lastTopic, lastFacts }: ConversationState): Last | null {
  return lastTopic === null ? null : { topic: lastTopic, facts: lastFacts };
}

function saysTheSame(one: Given, other: Given): boolean {
  return JSON.stringify(textsOf(one)) === JSON.stringify(textsOf(other));
}

function textsOf(given: Given): unknown[] {
  const answers = 'several' in given ? given.several.answers : [given.answer];
  return answers.map(({ headline, points }) => [headline, points]);
}
