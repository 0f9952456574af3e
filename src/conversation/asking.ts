/** Answering questions: as the officer or the member who asks, where that makes a difference, and with what was asked before in mind. */
import { answerPickedTopic, answerQuestion, type Answer } from '../answering/answer.ts';
import { readSubject } from '../answering/browse.ts';
import {
  decidingFactOf,
  settleByWords,
  titleOfValue,
  type DecidingFact,
} from '../answering/deciding-fact.ts';
import { answerFollowUp, type Ground, type Last } from '../answering/follow-up.ts';
import { answerSeveral, type Several } from '../answering/several.ts';
import { calendarDay } from '../casework/clock.ts';
import type { Person } from '../casework/people.ts';
import { inboxItemOf, outcomeOf, reasonOf } from '../casework/learning.ts';
import type { Outcome } from '../casework/learning-port.ts';
import { VERDICTS, type PersonKind } from '../protocol/schema.ts';
import { withoutForm, type Facts } from '../understanding/facts.ts';
import { adviceOf } from './advice-view.ts';
import {
  answerBlocks,
  answerMoves,
  followUpLine,
  helpBlocks,
  inboxNote,
  severalBlocks,
  withheldNote,
} from './answer-view.ts';
import { sayAtOnce } from './at-once.ts';
import { browse, browseSubject } from './browsing.ts';
import { askKind } from './flow-turns.ts';
import { arePrivateWords } from './private-words.ts';
import { isPersonal, namesOffice, namesSomebody, OTHERS_READ, publicBlocks } from './shared-answer.ts';
import type { ConversationState, LastAnswer } from './state.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block } from './vocabulary.ts';

/** Who asks, where nobody knows and it makes no difference. */
const ANYBODY = 'officer';

/** Where a question came from: by itself, in the middle of a dialog, or as a message that somebody else wrote. */
export type AskedPlace = 'alone' | 'aside' | 'anothers';

/** What was asked, in words or by picking a topic. */
type Asked = Extract<ConversationState['waiting'], { type: 'question' | 'topic' }>;

/**
 * Answers a question, or several. Of its words nothing lasts beyond the person's next turn, only the topic and the facts read
 * from them; but a question without an answer goes to the Monitoring Officer's inbox, which the answer says, unless its words may be
 * about somebody.
 * @param place from `aside`, in the middle of a dialog, and from `anothers` message nothing goes to the inbox by itself
 */
export function ask(context: TurnContext, text: string, place: AskedPlace = 'alone'): Step {
  const { services, protocol, person } = context;
  const atOnce = sayAtOnce(context, text, place === 'anothers' ? 'anothers' : 'asker');
  if (atOnce) return atOnce;
  const overview = browse(context, text);
  if (overview) return overview;
  const ground: Ground = { ...services, protocol };
  const last = lastOf(context.state);
  const settleAs = (as: PersonKind): ReturnType<typeof settleByWords> =>
    settleByWords({ text, as }, last, context.state.lastAsked, ground);
  if (settleAs(person.kind ?? ANYBODY)?.is === 'none') {
    return say(context, { type: 'text', text: 'Then what I said stands.' });
  }
  const answerAs = (as: PersonKind): Given => {
    const question = { text, as };
    const settled = settleAs(as);
    if (settled?.is === 'value') return { answer: settled.answer, isFollowUp: true, taken: settled.title };
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
  return give(context, answerAs, { type: 'question', text, place }, place);
}

/** What the protocol says on a topic, given what was said before it was picked. */
export function pickTopic(context: TurnContext, topic: string, facts: Facts): Step {
  const { services, protocol, person } = context;
  // A topic picked by its title is asked about as such, whatever form the last question had.
  const given = withoutForm(facts);
  const answerAs = (as: PersonKind): Given | null => {
    const answer = answerPickedTopic(topic, { ...given, as }, protocol, services.library);
    return answer && { answer, isFollowUp: false };
  };
  if (!answerAs(ANYBODY)) return say(context, ...helpBlocks(protocol, person.kind));
  return give(context, answerAs, { type: 'topic', topic, facts: given });
}

/**
 * The topic again, as it was last asked about, with the fact that was asked for under the answer. From a button of an earlier
 * answer, whose facts are forgotten, the topic as such.
 */
export function giveFact(
  context: TurnContext,
  { topic, fact, value }: { topic: string; fact: string; value: string },
): Step {
  const { services, protocol, person, state } = context;
  const title = titleOfValue(fact, value, services.library);
  const facts = { ...(state.lastTopic === topic && state.lastFacts), [fact]: value };
  const answerAs = (as: PersonKind): Given | null => {
    const answer =
      title === null ? null : answerPickedTopic(topic, { as, ...facts }, protocol, services.library);
    return answer && { answer, isFollowUp: true, taken: title };
  };
  if (!answerAs(ANYBODY)) return say(context, ...helpBlocks(protocol, person.kind));
  return give(context, answerAs, { type: 'topic', topic, facts });
}

/** An answer; `taken` is the fact given in reply to a question back. */
type OneGiven = { answer: Answer; isFollowUp: boolean; taken?: string | null };
type Given = OneGiven | { several: Several };

/** Gives the answer for who is asking; where it depends on that and nobody knows, asks first. */
function give(
  context: TurnContext,
  answerAs: (as: PersonKind) => Given | null,
  asked: Asked,
  place: AskedPlace = 'alone',
): Step {
  const { services, protocol, person } = context;
  const given = answerAs(person.kind ?? ANYBODY);
  if (!given) return say(context, ...helpBlocks(protocol, null));
  if (person.kind === null) {
    const other = answerAs('member');
    if (other && !saysTheSame(given, other)) return askKind(context, asked);
  }
  if ('several' in given) {
    const after = rememberTopic(context, given, null);
    return replyWith(holdAnothers(context, given.several, asked, after), [
      ...warningOf(context, asked),
      ...severalBlocks(given.several, protocol),
    ]);
  }
  const { answer } = given;
  const deciding = decidingFactOf(answer, { protocol, library: services.library }, settledBy(person));
  const state = rememberTopic(context, given, deciding);
  const lead = leadOf(context, given);
  const outcome = outcomeOf(answer, services.library.taxonomy);
  if (outcome === null)
    return replyWith(state, [...warningOf(context, asked), ...lead, ...answerBlocks(answer, protocol)]);

  const held = holdAnswer(context, given, asked, outcome);
  const day = calendarDay(services.clock.now());
  const unanswered = place === 'alone' ? reasonOf(outcome) : null;
  // Whoever reads the inbox may be whom the words are about.
  const isWithheld = unanswered !== null && asked.type === 'question' && arePrivateWords(asked.text, context);
  const reason = isWithheld ? null : unanswered;
  const lastAnswer = { ...held, sent: reason !== null };
  const note = isWithheld ? withheldNote(protocol) : reason === null ? null : inboxNote(protocol);
  const moves = answerMoves(lastAnswer.id, {
    send: isWithheld ? protocol : null,
    // What is in the inbox already need not be put there once more.
    rate: unanswered === null && (ANSWERED.has(outcome) || outcome === 'outside'),
    keep: ANSWERED.has(outcome),
  });
  const blocks = answerBlocks(answer, protocol, { note, moves }, deciding);
  const isPublic = context.scope === 'shared' && ANSWERED.has(outcome) && isFitForAll(context, given, asked);
  return {
    ...(isPublic
      ? { state, replies: [{ audience: 'here', blocks: publicBlocks(answer, protocol) }] }
      : replyWith({ ...state, lastAnswer }, [...warningOf(context, asked), ...lead, ...blocks])),
    noted: {
      day,
      counted: { topic: answer.topic, outcome, what: 'given' },
      inbox: reason === null ? null : inboxItemOf(lastAnswer, person, reason, day),
    },
  };
}

function replyWith(state: ConversationState, blocks: readonly Block[]): Step {
  return { state, replies: [{ audience: 'private', blocks }] };
}

/** Several answers to another's message: the first is held, so that a dialog begun from them can take the message along. */
function holdAnothers(
  context: TurnContext,
  { answers }: Several,
  asked: Asked,
  state: ConversationState,
): ConversationState {
  const answer = answers[0];
  const outcome = answer && outcomeOf(answer, context.services.library.taxonomy);
  if (!outcome || asked.type !== 'question' || asked.place !== 'anothers') return state;
  return { ...state, lastAnswer: holdAnswer(context, { answer, isFollowUp: false }, asked, outcome) };
}

/** Whether an answer may stand where everybody reads it: it leans on nothing said before, and tells nothing of anybody. */
function isFitForAll(context: TurnContext, given: OneGiven, asked: Asked): boolean {
  return asked.type === 'question' && !given.isFollowUp && !isPersonal(asked.text, given.answer, context);
}

/** Said to whoever named somebody in front of others. */
function warningOf(context: TurnContext, asked: Asked): Block[] {
  const isOpen = context.scope === 'shared' && asked.type === 'question';
  if (!isOpen) return [];
  return namesSomebody(asked.text, context) || namesOffice(asked.text, context) ? [OTHERS_READ] : [];
}

/** Outcomes that say what the protocol has to say. */
const ANSWERED: ReadonlySet<Outcome> = new Set([...VERDICTS, 'not-covered']);

/** What is held of an answer until the person's next turn. */
function holdAnswer(
  { services, protocol, person }: TurnContext,
  { answer, taken = null }: OneGiven,
  asked: Asked,
  outcome: Outcome,
): LastAnswer {
  const title = (topic: string): string => services.library.taxonomy.topics.get(topic)?.title ?? topic;
  const question =
    asked.type === 'question' ? asked.text : `${title(asked.topic)}${taken === null ? '' : ` (${taken})`}`;
  const at = services.clock.now().toISOString();
  return {
    id: services.newId(),
    advice: adviceOf(answer, { question, picked: asked.type === 'topic', as: person.kind, at }, protocol),
    topic: answer.topic,
    confidence: answer.confidence,
    outcome,
    said: null,
    sent: false,
    anothers: asked.type === 'question' && asked.place === 'anothers',
  };
}

/** What a follow-up was taken to lean on. */
function leadOf({ services }: TurnContext, { answer, isFollowUp, taken = null }: OneGiven): Block[] {
  const topic = answer.topic === null ? undefined : services.library.taxonomy.topics.get(answer.topic);
  return isFollowUp && topic ? [followUpLine(topic.title, taken)] : [];
}

/** Small talk and a look at a clause are asides: what was asked before them is still the last question. */
function rememberTopic(
  { services, person, state }: TurnContext,
  given: Given,
  deciding: DecidingFact | null,
): ConversationState {
  const answer = 'several' in given ? given.several.answers.at(-1) : given.answer;
  if (!answer) return state;
  const kind = answer.topic === null ? null : services.library.taxonomy.topics.get(answer.topic)?.kind;
  if (kind === 'chat' || (answer.kind === 'answer' && answer.topic === null)) return state;
  const lastTopic = kind === 'protocol' ? answer.topic : null;
  const lastFacts = withoutAsker(answer.facts, person.kind ?? ANYBODY);
  const lastAsked = deciding?.fact ?? null;
  const isSame =
    state.lastTopic === lastTopic &&
    state.lastAsked === lastAsked &&
    JSON.stringify(state.lastFacts) === JSON.stringify(lastFacts);
  return isSame ? state : { ...state, lastTopic, lastFacts, lastAsked };
}

/** Who asks is known each time anew; only another side that was asked about is worth remembering. */
function withoutAsker(facts: Facts, asker: PersonKind): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([fact, value]) => fact !== 'as' || value !== asker),
  );
}

/** Whoever sits in a group by the people file is not asked whether they do. Nothing else there is certain to be a fact. */
function settledBy({ politicalGroup }: Person): string[] {
  return politicalGroup === null || /independent/i.test(politicalGroup) ? [] : ['independent', 'ungrouped'];
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

/**
 * Answers for a message that somebody else wrote. What it offers can take the message along; nothing of it goes to the
 * inbox by itself, since its words are another person's.
 */
export function askAboutMessage(context: TurnContext, text: string): Step {
  const step = ask(context, text, 'anothers');
  const line: Block = {
    type: 'text',
    tone: 'subtle',
    text: 'About the message you chose. Only you see this.',
  };
  return {
    ...step,
    replies: step.replies.map((reply, at) =>
      at === 0 ? { ...reply, blocks: [line, ...reply.blocks] } : reply,
    ),
  };
}
