/** From an understood question and a council's protocol to an answer. The verdict is always a rule's. */
import type { Library, Protocol, Topic } from '../protocol/load.ts';
import type { Clause, FlowId, NotCovered, PersonKind, Rule, Verdict } from '../protocol/schema.ts';
import { findRequestedClause } from '../understanding/clause-lookup.ts';
import type { Facts } from '../understanding/facts.ts';
import type { Understand, Understanding } from '../understanding/understand.ts';
import { answerAtOnce } from './at-once.ts';
import { confidenceFrom } from './confidence.ts';
import { isKnown, rankReadings, type RankedReading, type Ranking } from './rank.ts';
import { guidanceFor, pickRule, spokenVerdict } from './rules.ts';
import { isTooVague } from './vague.ts';

/** What Beadle makes of a question. Texts are the council's own guidance, in Beadle's words. */
export type Answer = {
  kind: 'answer' | 'clarify' | 'out-of-scope';
  verdict: Verdict | null;
  /** The first line: the verdict in words. */
  headline: string;
  /** Conditions or steps, at most five. */
  points: readonly string[];
  /** The authority, most important first, at most four. */
  clauses: readonly Clause[];
  /** Clauses of other readings, where it is not certain what was meant; with `clauses` at most four. */
  also: readonly Clause[];
  /** Clauses near the matter that do not settle it. */
  related: readonly Clause[];
  /** Faults of the document that a reader of these clauses must know of. */
  notes: readonly string[];
  next: string | null;
  offers: readonly FlowId[];
  /** The next best readings, shown as "Did you mean". */
  alternatives: readonly Alternative[];
  /** How likely it is to be right, from 0 to 1: see `confidence.ts`. */
  confidence: number;
  topic: string | null;
  /** What was read from the question besides its topic. */
  facts: Facts;
  /** Nothing of the question is kept, counted or passed on, and nobody but its asker sees the answer. */
  isConfidential?: true;
};

/** What an answer holds where there is nothing more to say than its headline. */
export const NOTHING_ELSE = {
  verdict: null,
  points: [],
  clauses: [],
  also: [],
  related: [],
  notes: [],
  next: null,
  offers: [],
  alternatives: [],
  topic: null,
  facts: {},
} as const satisfies Partial<Answer>;

export type Alternative = { topic: string; title: string; clauses: readonly string[] };

export type Question = { text: string; as: PersonKind | null };

/** How surely a short statement that was written down as such is understood. */
const PLAIN = 0.9;
/** Below this, Beadle does not claim to understand. */
const UNDERSTOOD = 0.37;
/** Below this, the next best readings are offered beside the answer, and their clauses named. */
export const SURE = 0.58;
/** Above the first, a message is taken to be no matter for the protocol; above the second, where no topic is clear either. */
const OUTSIDE_SHARE = { surely: 0.3, unclear: 0.12 } as const;
/** From this probability on, it is clear which other desk a matter is for. */
const CLEAR_DESK = 0.4;
/** From this probability on a message is small talk, if at least this share of its words is known. */
const SURELY_CHAT = 0.6;
const CHAT_WORDS = 0.6;
/** Below this, no topic is clear. */
const CLEAR_TOPIC = 0.49;
/** A message of which fewer words than this are known says nothing that can be trusted. */
const KNOWN_WORDS = 0.34;
export const MAX_ALTERNATIVES = 3;
export const MAX_CLAUSES = 4;

/** Answers a question as the protocol of one council would. */
export function answerQuestion(question: Question, protocol: Protocol, understand: Understand): Answer {
  const understanding = understand(question.text, question.as, protocol.council.id);
  const atOnce = answerAtOnce(understanding, protocol);
  if (atOnce) return atOnce;
  const requested = findRequestedClause(question.text, protocol.clauses);
  if (requested) return clauseAnswer(requested, protocol);
  const { plain } = understanding;
  if (plain && isKnown(plain, protocol))
    return answerTopic(plain, understanding.facts, protocol, PLAIN, null);
  const ranking = rankReadings(understanding, protocol);
  const [chosen] = ranking.inside;
  const confidence = chosen ? confidenceIn(chosen, ranking) : 0;
  const { surely, unclear } = OUTSIDE_SHARE;
  const isOutside = ranking.outsideShare > (confidence < CLEAR_TOPIC ? unclear : surely);
  const outside = isOutside ? ranking.outside : null;
  const isChat = outside?.topic.kind === 'chat';
  if (isChat && isPlainlyChat(understanding)) return outOfScope(outside.topic, ranking.outsideShare);
  if (isTooVague(question.text)) return clarify(ranking);
  if (understanding.knownWords < KNOWN_WORDS) return notUnderstood(ranking, protocol);
  if (isOutside) {
    // Which other desk to name is known only where the reading is clear; a wrong one would mislead.
    return outside && !isChat && outside.probability >= CLEAR_DESK
      ? outOfScope(outside.topic, ranking.outsideShare)
      : notUnderstood(ranking, protocol);
  }
  if (!chosen || confidence < UNDERSTOOD) return notUnderstood(ranking, protocol);
  return answerTopic(chosen.topic, understanding.facts, protocol, confidence, ranking);
}

/** Somebody who is in trouble must not be thanked or greeted: only what is surely small talk, in words we know, is. */
function isPlainlyChat({ readings, knownWords }: Understanding): boolean {
  const share = readings.reduce(
    (sum, { topic, probability }) => sum + (topic.kind === 'chat' ? probability : 0),
    0,
  );
  return share >= SURELY_CHAT && knownWords >= CHAT_WORDS;
}

/** The answer for a topic a person has picked, with the facts they gave. */
export function answerPickedTopic(
  topicId: string,
  facts: Facts,
  protocol: Protocol,
  library: Library,
): Answer | null {
  const topic = library.taxonomy.topics.get(topicId);
  if (!topic) return null;
  if (topic.kind !== 'protocol') return outOfScope(topic, 1);
  return isKnown(topic, protocol) ? answerTopic(topic, facts, protocol, 1, null) : null;
}

/** @param ranking what else the message may have meant; null where the topic was picked */
function answerTopic(
  topic: Topic,
  facts: Facts,
  protocol: Protocol,
  confidence: number,
  ranking: Ranking | null,
): Answer {
  const isSure = ranking === null || confidence >= SURE;
  const alternatives = isSure ? [] : alternativesTo(topic, ranking);
  const entry = guidanceFor(topic.id, protocol);
  if (!Array.isArray(entry)) return notCovered(topic, entry, protocol, confidence, alternatives);
  const rule = pickRule(entry, facts);
  const verdict = spokenVerdict(rule, facts);
  const clauses = clausesOf(rule.clauses, protocol);
  return {
    kind: 'answer',
    verdict,
    headline: headlineOf(rule, verdict, facts),
    points: rule.points,
    clauses,
    also: isSure ? [] : clausesOf(furtherClauses(rule.clauses, ranking), protocol),
    related: [],
    notes: notesFor(clauses, protocol),
    next: rule.next ?? null,
    offers: rule.offers,
    alternatives,
    confidence,
    topic: topic.id,
    facts,
  };
}

/** What the next best readings rest on, as far as four clauses in all go: where the topic is in doubt, they may be the authority. */
function furtherClauses(own: readonly string[], ranking: Ranking): string[] {
  return ranking.clauses.filter((label) => !own.includes(label)).slice(0, MAX_CLAUSES - own.length);
}

/** Verdict in words, then the answer in one sentence. */
function headlineOf(rule: Rule, verdict: Verdict, facts: Facts): string {
  if (verdict === 'info') return rule.say;
  // To "is it a breach?" the rule's yes or no would say the opposite.
  if (facts['wrong'] === 'yes') return verdict === 'conditional' ? `It depends. ${rule.say}` : rule.say;
  if (rule.lead !== undefined) return `${rule.lead} ${rule.say}`;
  switch (verdict) {
    case 'yes':
      return `Yes. ${rule.say}`;
    case 'no':
      return `No. ${rule.say}`;
    case 'conditional':
      return facts['ask'] === 'must' ? `It depends. ${rule.say}` : `Yes, if conditions are met. ${rule.say}`;
  }
}

function clauseAnswer(clause: Clause, protocol: Protocol): Answer {
  return {
    ...NOTHING_ELSE,
    kind: 'answer',
    verdict: 'info',
    headline: `${nameOf(clause)}: ${clause.gist}`,
    clauses: [clause],
    notes: [...(clause.note === undefined ? [] : [clause.note]), ...notesFor([clause], protocol)],
    confidence: 1,
  };
}

/** "Clause 7.2 (Officer attendance)", or the heading where the text has no number. */
export function nameOf(clause: Clause): string {
  if (!/^\d/.test(clause.label)) return clause.label;
  return clause.heading === clause.label
    ? `Clause ${clause.label}`
    : `Clause ${clause.label} (${clause.heading})`;
}

function notCovered(
  topic: Topic,
  entry: NotCovered | null,
  protocol: Protocol,
  confidence: number,
  alternatives: readonly Alternative[],
): Answer {
  const say = entry?.say ?? `It has no rule on this: ${lowerFirst(topic.title)}.`;
  const officer = titleOf('monitoring-officer', protocol);
  return {
    ...NOTHING_ELSE,
    kind: 'out-of-scope',
    headline: `Your protocol does not cover this. ${say}`,
    related: clausesOf(entry?.related ?? [], protocol),
    next: `Ask the ${officer}, who can tell you where you stand.`,
    offers: entry?.offers ?? ['escalate'],
    alternatives,
    confidence,
    topic: topic.id,
  };
}

function outOfScope(topic: Topic, confidence: number): Answer {
  const isChat = topic.kind === 'chat';
  const reply = topic.reply ?? 'Someone else will be able to help with that.';
  return {
    ...NOTHING_ELSE,
    kind: 'out-of-scope',
    headline: isChat ? reply : `The Member/Officer Protocol does not cover this. ${reply}`,
    confidence,
    topic: topic.id,
  };
}

function notUnderstood(ranking: Ranking, protocol: Protocol): Answer {
  const officer = titleOf('monitoring-officer', protocol);
  return {
    ...NOTHING_ELSE,
    kind: 'out-of-scope',
    headline: 'I do not know this one: I cannot tell which part of your protocol it falls under.',
    next: `Try other words, pick one of the nearest matters, or ask the ${officer}.`,
    offers: ['escalate'],
    alternatives: alternativesTo(null, ranking).slice(0, 2),
    confidence: ranking.inside[0]?.share ?? 0,
  };
}

function clarify(ranking: Ranking): Answer {
  return {
    ...NOTHING_ELSE,
    kind: 'clarify',
    headline: 'Could you tell me a little more? Say what it is about, and who else is involved.',
    alternatives: alternativesTo(null, ranking),
    confidence: ranking.inside[0]?.share ?? 0,
  };
}

/** Readings that lead to the same clauses support each other. */
function confidenceIn(chosen: RankedReading, { inside, outsideShare }: Ranking): number {
  const own = new Set(chosen.labels);
  const agreeing = inside.filter(
    (reading) => reading === chosen || reading.labels.some((label) => own.has(label)),
  );
  const share = agreeing.reduce((sum, reading) => sum + reading.share, 0);
  return confidenceFrom(Math.min(1, share) * (1 - outsideShare));
}

function alternativesTo(topic: Topic | null, { inside }: Ranking): Alternative[] {
  return inside
    .filter((reading) => reading.topic !== topic && reading.labels.length > 0)
    .slice(0, MAX_ALTERNATIVES)
    .map((reading) => ({ topic: reading.topic.id, title: reading.topic.title, clauses: reading.labels }));
}

export function clausesOf(labels: readonly string[], { clauses }: Protocol): Clause[] {
  return labels.slice(0, MAX_CLAUSES).flatMap((label) => clauses.get(label) ?? []);
}

export function notesFor(clauses: readonly Clause[], { council }: Protocol): string[] {
  const labels = new Set(clauses.map((clause) => clause.label));
  return council.quirks
    .filter((quirk) => quirk.clauses.some((label) => labels.has(label)))
    .map(({ note }) => note);
}

export function titleOf(office: string, { council }: Protocol): string {
  return council.offices.find(({ id }) => id === office)?.title ?? 'Monitoring Officer';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
