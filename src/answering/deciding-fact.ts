/**
 * The one fact that would turn a verdict, where the question does not give it: "which kind of meeting is it?". The general
 * answer stands; whoever presses or types the fact gets the same question answered with it.
 */
import type { Library, Protocol } from '../protocol/load.ts';
import type { FactDefinition, Rule } from '../protocol/schema.ts';
import { createFactReader, type Facts } from '../understanding/facts.ts';
import { normalise, stem, wordsOf } from '../understanding/text.ts';
import { answerPickedTopic, SURE, type Answer, type Question } from './answer.ts';
import type { Last } from './follow-up.ts';
import { guidanceFor, pickRule, spokenVerdict } from './rules.ts';
import { matterOf } from './vague.ts';
import { isAlike } from './words.ts';

export type DecidingFact = {
  fact: string;
  /** A full sentence. */
  question: string;
  /** The values that change the verdict, at most four. */
  choices: readonly { value: string; title: string }[];
};

type Source = { protocol: Protocol; library: Library };

const MAX_CHOICES = 4;
/** More words than this are a message of their own. */
const LONGEST_REPLY = 8;
const YES = /^(?:yes|yeah|yep|yup|aye|y|it is|it does|it has|they will)$/;
const NO = /^(?:no|nope|nah|n|not|it is not|it isnt|it does not|it doesnt|it has not|it hasnt|not yet)$/;
const NONE =
  /^(?:neither|none|none of (?:these|those|them|the above)|no idea|not sure|i am not sure|im not sure|dont know|i dont know|something else|other|anything else)$/;

/**
 * The most useful question back: the fact on which most rules of another verdict turn, the earliest of them first.
 * A rule written for one form of the question reads its facts as part of what is asked ("must it be formal?"), and answers no
 * other form: neither does it ask, nor is it asked for.
 * @returns null where no single unknown fact changes the verdict
 */
export function findDecidingFact(
  rules: readonly Rule[],
  facts: Facts,
  definitions: readonly FactDefinition[],
): DecidingFact | null {
  const reached = pickRule(rules, facts);
  if (isForOneForm(reached)) return null;
  const verdict = spokenVerdict(reached, facts);
  const earlier = rules.slice(0, rules.indexOf(reached)).filter((rule) => !isForOneForm(rule));
  const candidates = definitions.flatMap(({ id, question, values }) => {
    if (question === undefined || facts[id] !== undefined) return [];
    const turned = values.flatMap(({ id: value, title }) => {
      const given = { ...facts, [id]: value };
      const rule = pickRule(rules, given);
      return earlier.includes(rule) && spokenVerdict(rule, given) !== verdict ? [{ value, title, rule }] : [];
    });
    if (turned.length === 0) return [];
    const turning = new Set(turned.map(({ rule }) => rule));
    const choices = turned.slice(0, MAX_CHOICES).map(({ value, title }) => ({ value, title }));
    const first = Math.min(...[...turning].map((rule) => rules.indexOf(rule)));
    return [{ deciding: { fact: id, question, choices }, rules: turning.size, first }];
  });
  const [best] = candidates.sort((a, b) => b.rules - a.rules || a.first - b.first);
  return best?.deciding ?? null;
}

function isForOneForm({ when }: Rule): boolean {
  return when?.['ask'] !== undefined || when?.['refrain'] !== undefined;
}

/**
 * What to ask under an answer.
 * @param known facts that need not be asked for, since the person's record settles them
 * @returns null where the topic is in doubt, or the answer is more or less than what the topic's rule says
 */
export function decidingFactOf(
  answer: Answer,
  source: Source,
  known: readonly string[] = [],
): DecidingFact | null {
  const { kind, topic, facts, confidence, headline } = answer;
  if (kind !== 'answer' || topic === null || confidence < SURE) return null;
  const { protocol, library } = source;
  if (answerPickedTopic(topic, facts, protocol, library)?.headline !== headline) return null;
  const askable = library.taxonomy.facts.filter(({ id }) => !known.includes(id));
  return decidingFactAt({ topic, facts }, source, askable);
}

function decidingFactAt(
  { topic, facts }: Last,
  { protocol }: Source,
  definitions: readonly FactDefinition[],
): DecidingFact | null {
  const entry = guidanceFor(topic, protocol);
  if (!Array.isArray(entry)) return null;
  return findDecidingFact(entry, facts, definitions);
}

/** The name of a fact's value, if it is one that may be asked for. */
export function titleOfValue(fact: string, value: string, { taxonomy }: Library): string | null {
  const definition = taxonomy.facts.find(({ id }) => id === fact);
  if (definition?.question === undefined) return null;
  return definition.values.find(({ id }) => id === value)?.title ?? null;
}

export type Settled = { is: 'value'; answer: Answer; title: string } | { is: 'none' };

/**
 * Reads a few words as the reply to the question asked under the last answer: "ward party", "no".
 * @param asked the fact that was asked for; null where none was
 * @returns null where they say anything else; `none` where they say that nothing offered is so
 */
export function settleByWords(
  question: Question,
  last: Last | null,
  asked: string | null,
  source: Source,
): Settled | null {
  const { protocol, library } = source;
  const normal = normalise(question.text);
  if (last === null || asked === null || question.text.trim().endsWith('?') || isLong(normal)) return null;
  const facts: Facts = { ...(question.as !== null && { as: question.as }), ...last.facts };
  const definition = library.taxonomy.facts.find(({ id }) => id === asked);
  const deciding = definition && decidingFactAt({ topic: last.topic, facts }, source, [definition]);
  if (!deciding) return null;
  const value = readValue(normal, deciding, definition);
  const title = deciding.choices.find((choice) => choice.value === value)?.title;
  if (value !== null && title !== undefined) {
    const answer = answerPickedTopic(last.topic, { ...facts, [deciding.fact]: value }, protocol, library);
    return answer && { is: 'value', answer, title };
  }
  return NONE.test(normal) || NO.test(normal) || value !== null ? { is: 'none' } : null;
}

function isLong(normal: string): boolean {
  return normal === '' || normal.split(' ').length > LONGEST_REPLY;
}

/** A value of the fact that the words name and nothing else, whether it was offered or not. */
function readValue(normal: string, { choices }: DecidingFact, definition: FactDefinition): string | null {
  const numbered = /^\d$/.test(normal) ? choices[Number(normal) - 1] : undefined;
  if (numbered) return numbered.value;
  const { id, values } = definition;
  const named = values.filter(({ title }) => {
    const whole = normalise(title);
    return whole === normal || (normal.length > 3 && ` ${whole} `.includes(` ${normal} `));
  });
  if (named.length === 1) return named[0]?.id ?? null;
  const bare = YES.test(normal) ? 'yes' : NO.test(normal) ? 'no' : null;
  if (bare !== null) return values.some((each) => each.id === bare) ? bare : null;
  const read = createFactReader([definition])(normal, null)[id];
  const own = values.find((each) => each.id === read);
  if (!own) return null;
  const known = [definition.title, own.title, ...own.words].flatMap(wordsOf).map(stem);
  const isKnown = (word: string): boolean => known.some((other) => isAlike(stem(word), other));
  return matterOf(normal).every(isKnown) ? own.id : null;
}
