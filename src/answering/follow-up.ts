/**
 * Answers what leans on the last question: "why?", "who decides?", "and if it's the ward party?", "no, he's my brother".
 * A message that is clear by itself is no follow-up. What is added counts only where a rule of the protocol turns on it, or
 * its text speaks of it; otherwise no verdict is given.
 */
import type { Library, Protocol, Topic } from '../protocol/load.ts';
import { PERSON_KINDS, type PersonKind, type Rule } from '../protocol/schema.ts';
import { withoutForm, type Facts } from '../understanding/facts.ts';
import { createWordReader } from '../understanding/concepts.ts';
import { normalise, stem, wordsOf } from '../understanding/text.ts';
import type { Understand, Understanding } from '../understanding/understand.ts';
import {
  answerPickedTopic,
  answerQuestion,
  MAX_ALTERNATIVES,
  SURE,
  type Answer,
  type Question,
} from './answer.ts';
import { findTopics, readSubject } from './browse.ts';
import { answerPart, notSettled, whichOf } from './follow-up-answers.ts';
import { readLeaning, type Leaning } from './leaning.ts';
import { isKnown } from './rank.ts';
import { guidanceFor, pickRule } from './rules.ts';
import { matterOf } from './vague.ts';
import { holdsAll } from './words.ts';

/** What is remembered of the last question: what was read from it, none of its words. */
export type Last = { topic: string; facts: Facts };

/** What follow-ups are answered from. */
export type Ground = {
  protocol: Protocol;
  library: Library;
  understand: Understand;
};

type Change = Extract<Leaning, { type: 'change' }>;

/** With this many words of its own a message says what it is about. */
const ENOUGH_MATTER = 3;
/** With this many it is a whole question, whatever word it opens with. */
const WHOLE_MATTER = 5;
/** Nothing but the form of the question is new; of other people, or doing something else, a verdict might be another. */
const SAME_QUESTION =
  /^(?:can|may|could|must|should|do|does|am|is|would|will) (?:i|we|it|that|this)(?: be)?(?: (?:allowed|ok|okay|alright|all right|fine|right|so|true|have to|need to|supposed to|meant to|do (?:it|that|this)|still|really|then|now|apply))*$/;
/** A topic of the same theme is taken for what was meant from this share of its theme on, and this probability. */
const SIBLING = { share: 0.6, probability: 0.1, faint: 0.01 } as const;

/**
 * @param last the last question; null where there is none to lean on
 * @returns null where the message does not lean on it
 */
export function answerFollowUp(question: Question, last: Last | null, ground: Ground): Answer | null {
  const { protocol, library, understand } = ground;
  if (last === null) return null;
  const topic = library.taxonomy.topics.get(last.topic);
  if (topic?.kind !== 'protocol' || !isKnown(topic, protocol)) return null;
  const leaning = readLeaning(question.text);
  if (!leaning) return null;
  const given: Facts = { ...(question.as !== null && { as: question.as }), ...last.facts };
  if (leaning.type === 'part') return answerPart(leaning.part, topic, given, ground);

  const own = answerQuestion(question, protocol, understand);
  // A clause asked for by its number, or small talk.
  if (own.topic === null && own.kind === 'answer') return null;
  const isSure = own.topic !== null && own.confidence >= SURE;
  if (isSure && leaning.matter.length >= ENOUGH_MATTER) return null;
  // So many words of its own make a question of its own, even one whose answer is in some doubt.
  if (own.kind === 'answer' && leaning.matter.length >= WHOLE_MATTER) return null;

  const other = readOtherSide(leaning, protocol);
  if (other) return pick(topic, { ...given, as: other }, leaning, ground);
  const read = (text: string): Understanding => understand(text, question.as, protocol.council.id);
  const added = addedFacts(read(leaning.rest).facts, given);
  if (isSure && isOutside(own, library) && Object.keys(added).length === 0) return null;
  return (
    settleBy(
      topic,
      given,
      added,
      leaning,
      { rest: read(leaning.rest), whole: read(question.text) },
      ground,
    ) ??
    (mayStandAlone(leaning, added, isSure || isSubject(question.text, ground))
      ? null
      : notSettled(topic, last, own, ground))
  );
}

/** Whether it names what topics are about. */
function isSubject(text: string, ground: Ground): boolean {
  const subject = readSubject(text);
  return subject !== null && findTopics(subject, ground).length > 0;
}

/** "What about bullying?" may be a new question; a few pronouns are no follow-up where they add nothing. */
function mayStandAlone({ by, isBound }: Change, added: Facts, isMatter: boolean): boolean {
  const addsNothing = Object.keys(added).length === 0;
  return by === 'pronoun' || (isMatter && by === 'opening' && !isBound && addsNothing);
}

/** The answer where what was added is found in the protocol; null where it is not. */
function settleBy(
  topic: Topic,
  given: Facts,
  added: Facts,
  leaning: Change,
  { rest, whole }: { rest: Understanding; whole: Understanding },
  ground: Ground,
): Answer | null {
  const { protocol } = ground;
  const merged = { ...given, ...added };
  if (turnsRule(topic, given, merged, protocol)) return pick(topic, merged, leaning, ground);
  const titled = siblingsByTitle(topic, leaning, added, ground).filter((each) =>
    isLikely(each, leaning, rest),
  );
  const [sibling, ...others] = titled;
  if (sibling && others.length === 0) return pickSibling(sibling, merged, ground);
  const read = siblingByReading(topic, leaning, whole, titled, ground);
  if (read) return pickSibling(read, merged, ground);
  if (sibling && others.length < MAX_ALTERNATIVES) return whichOf(titled, topic, merged, ground.protocol);
  if (leaning.isNegated) return null;
  const isNothingNew = leaning.matter.every((word) => isWordOfTopic(word, topic, ground));
  const isGeneric = leaning.matter.length === 0 && leaning.by !== 'opening' && leaning.isQuestion;
  if ((leaning.matter.length > 0 && isNothingNew) || isGeneric || isBareQuestion(leaning)) {
    return pick(topic, merged, leaning, ground);
  }
  // That it is spoken of does not make the verdict the same.
  return speaksOf(topic, merged, leaning.matter, ground) ? pickSibling(topic, merged, ground) : null;
}

/** "But do I have to?": a question of its own without a matter of its own. */
function isBareQuestion({ isQuestion, matter }: Change): boolean {
  return isQuestion && matter.length === 0;
}

function isOutside({ topic }: Answer, { taxonomy }: Library): boolean {
  return topic !== null && taxonomy.topics.get(topic)?.kind !== 'protocol';
}

/** What the message says that was not known; how it is put and who asks are no such thing. */
function addedFacts(facts: Facts, given: Facts): Facts {
  return Object.fromEntries(
    Object.entries(withoutForm(facts)).filter(([fact, value]) => fact !== 'as' && given[fact] !== value),
  );
}

function turnsRule(topic: Topic, before: Facts, after: Facts, protocol: Protocol): boolean {
  const entry = guidanceFor(topic.id, protocol);
  return Array.isArray(entry) && pickRule(entry, before) !== pickRule(entry, after);
}

/** The same topic again, put as the last question was, unless the message is a question itself. */
function pick(topic: Topic, facts: Facts, leaning: Change, ground: Ground): Answer | null {
  const asked = leaning.isQuestion
    ? { ...withoutForm(facts), ask: askFor(topic, facts, leaning, ground.protocol) }
    : facts;
  return answerPickedTopic(topic.id, asked, ground.protocol, ground.library);
}

/** The verdict of a sibling's rule answers the sibling's own question, not the one put before: so none is spoken. */
function pickSibling(topic: Topic, facts: Facts, { protocol, library }: Ground): Answer | null {
  return answerPickedTopic(topic.id, { ...facts, ask: 'open' }, protocol, library);
}

/**
 * How a question such as "but do I have to?" is put to the topic: as it stands where the topic's rules tell the forms apart,
 * or the form is the one before; otherwise openly, since a yes to "may I" is none to "must I".
 */
function askFor(topic: Topic, facts: Facts, { rest, matter }: Change, protocol: Protocol): string {
  const form = /^(?:do|does|did|must|should|have|has|am i (?:meant|supposed|obliged))\b/.test(rest)
    ? 'must'
    : 'may';
  if (matter.length > 0 || !SAME_QUESTION.test(rest)) return 'open';
  if (form === (facts['ask'] ?? 'may')) return form;
  const entry = guidanceFor(topic.id, protocol);
  const tellsApart = Array.isArray(entry) && entry.some(({ when }) => names(when?.['ask'], form));
  return tellsApart ? form : 'open';
}

function names(wanted: string | readonly string[] | undefined, value: string): boolean {
  return wanted === value || (Array.isArray(wanted) && wanted.includes(value));
}

/** "And for a councillor?": nothing but the other side, in the council's words or anybody's. */
function readOtherSide({ rest, matter }: Change, { council }: Protocol): PersonKind | null {
  const { words } = council;
  const sides: Readonly<Record<PersonKind, readonly string[]>> = {
    officer: ['officer', 'employee', 'staff', words.officer, words.officers],
    member: ['member', 'councillor', 'cllr', words.member, words.members],
  };
  const said = new Set([...matter, ...wordsOf(rest).filter((word) => /^(?:staff|member)/.test(word))]);
  return (
    PERSON_KINDS.find((kind) => {
      const known = new Set(sides[kind].flatMap((name) => wordsOf(name)).map(stem));
      return said.size > 0 && [...said].every((word) => known.has(stem(word)));
    }) ?? null
  );
}

/** Topics of the same theme whose title has every word of the message, and more of them than the last topic's has. */
function siblingsByTitle(
  topic: Topic,
  { matter }: Change,
  added: Facts,
  { protocol, library }: Ground,
): Topic[] {
  const siblings = ruledSiblings(topic, protocol, library);
  const titledWith = (words: readonly string[]): Topic[] => {
    const wanted = words.map(stem);
    if (wanted.length === 0 || holdsAll(wanted, titleStems(topic))) return [];
    return siblings.filter((each) => holdsAll(wanted, titleStems(each)));
  };
  const named = titledWith(matter);
  if (named.length > 0) return named;
  // "My brother" is in no title, but "family", which it shows, is in one.
  return library.taxonomy.facts.flatMap(({ id, values }) => {
    const value = values.find((each) => each.id === added[id]);
    return value ? titledWith(matterOf(value.title)) : [];
  });
}

/** The topic of the same theme that the message by itself most likely means, among those whose title has its words if any has. */
function siblingByReading(
  topic: Topic,
  { matter, isQuestion, by }: Change,
  { readings }: Understanding,
  titled: readonly Topic[],
  { protocol, library }: Ground,
): Topic | null {
  // A statement read alone says too little of what was asked.
  if (matter.length === 0 || isQuestion) return null;
  if (by === 'correction' && titled.length === 0) return null;
  const siblings = new Set(titled.length > 0 ? titled : ruledSiblings(topic, protocol, library));
  const inTheme = readings.filter((reading) => reading.topic.theme === topic.theme);
  const total = inTheme.reduce((sum, { probability }) => sum + probability, 0);
  const best = inTheme.find((reading) => siblings.has(reading.topic));
  if (!best || best !== inTheme.find((reading) => reading.topic !== topic)) return null;
  const { probability } = best;
  return probability >= Math.max(SIBLING.probability, total * SIBLING.share) ? best.topic : null;
}

function ruledSiblings(topic: Topic, protocol: Protocol, { taxonomy }: Library): Topic[] {
  return [...taxonomy.topics.values()].filter(
    (each) => each.theme === topic.theme && each !== topic && isKnown(each, protocol),
  );
}

function titleStems({ title }: Topic): string[] {
  return wordsOf(title).map(stem);
}

/** One word beside a pronoun ("if he agrees") says little: the title that has it must be a reading of the whole as well. */
function isLikely(topic: Topic, { isBound, matter, by }: Change, { readings }: Understanding): boolean {
  if (!isBound || matter.length > 1 || by === 'correction') return true;
  return readings.some((each) => each.topic === topic && each.probability >= SIBLING.faint);
}

/** A word of the topic's title, or one that stands for a concept all of whose words are the same to us: any party's name. */
function isWordOfTopic(word: string, topic: Topic, { library }: Ground): boolean {
  if (holdsAll([stem(word)], titleStems(topic))) return true;
  const party = library.taxonomy.concepts.find(({ id }) => id === 'party');
  const isParty = party?.words.some((name) => normalise(name).split(' ').includes(word)) ?? false;
  return isParty && titleStems(topic).includes(stem('group'));
}

/** Whether the rule has every word that was added. */
function speaksOf(
  topic: Topic,
  facts: Facts,
  matter: readonly string[],
  { protocol, library }: Ground,
): boolean {
  const entry = guidanceFor(topic.id, protocol);
  if (!Array.isArray(entry) || matter.length === 0) return false;
  const read = createWordReader(library.taxonomy.concepts);
  const said = new Set(read(textOfRule(pickRule(entry, facts))).map(stem));
  return read(matter.join(' ')).every((word) => said.has(stem(word)));
}

function textOfRule({ say, points, next }: Rule): string {
  return [say, ...points, next ?? ''].join(' ');
}
