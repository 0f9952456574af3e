/** From an understood question and a council's protocol to an answer. The verdict is always a rule's. */
import type { Library, Protocol, Topic } from '../protocol/load.ts';
import type { Clause, FlowId, NotCovered, PersonKind, Rule, Verdict } from '../protocol/schema.ts';
import { findRequestedClause } from '../understanding/clause-lookup.ts';
import type { Facts } from '../understanding/facts.ts';
import type { Reading, Understand } from '../understanding/understand.ts';
import { pickRule, spokenVerdict } from './rules.ts';
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
  /** Clauses near the matter that do not settle it. */
  related: readonly Clause[];
  /** Faults of the document that a reader of these clauses must know of. */
  notes: readonly string[];
  next: string | null;
  offers: readonly FlowId[];
  /** The next best readings, shown as "Did you mean". */
  alternatives: readonly Alternative[];
  /** From 0 to 1. */
  confidence: number;
  topic: string | null;
};

export type Alternative = { topic: string; title: string; clauses: readonly string[] };

export type Question = { text: string; as: PersonKind | null };

/** Below this, Beadle does not claim to understand. */
const UNDERSTOOD = 0.12;
/** Below this, the next best readings are offered beside the answer. */
const SURE = 0.6;
/** Out-of-scope readings that together weigh more than this win over any single topic. */
const OUTSIDE = 0.45;
/** Above this, a message without a matter of its own is small talk. */
const SMALL_TALK = 0.6;
const MAX_ALTERNATIVES = 3;
const MAX_CLAUSES = 4;

/** Answers a question as the protocol of one council would. */
export function answerQuestion(
  question: Question,
  protocol: Protocol,
  library: Library,
  understand: Understand,
): Answer {
  const requested = findRequestedClause(question.text, protocol.clauses);
  if (requested) return clauseAnswer(requested, protocol);
  const { readings, facts, knownWords, length } = understand(question.text, question.as);
  const usable = readings.filter(({ topic }) => topic.kind !== 'protocol' || isKnown(topic, protocol));
  const best = usable[0];
  // "Hello" says nothing, and yet everything it is meant to say.
  const isSmallTalk = best?.topic.kind === 'chat' && best.probability > SMALL_TALK && length > 0;
  if (isTooVague(question.text) && !isSmallTalk) return clarify(usable, facts, protocol);
  if (!best || knownWords < 0.34) return notUnderstood(usable, facts, protocol);

  const outside = sum(usable.filter(({ topic }) => topic.kind !== 'protocol'));
  const outsideBest = usable.find(({ topic }) => topic.kind !== 'protocol');
  if (outsideBest && (outside > OUTSIDE || best === outsideBest)) {
    return outOfScope(outsideBest, Math.min(1, outside));
  }
  const inside = usable.filter(({ topic }) => topic.kind === 'protocol');
  const chosen = inside[0];
  if (!chosen) return notUnderstood(usable, facts, protocol);
  const confidence = confidenceIn(chosen, inside, facts, protocol);
  if (confidence < UNDERSTOOD) return notUnderstood(usable, facts, protocol);
  return answerTopic(chosen.topic, facts, protocol, confidence, inside);
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
  if (topic.kind !== 'protocol') return outOfScope({ topic, probability: 1 }, 1);
  return isKnown(topic, protocol) ? answerTopic(topic, facts, protocol, 1, []) : null;
}

function answerTopic(
  topic: Topic,
  facts: Facts,
  protocol: Protocol,
  confidence: number,
  readings: readonly Reading[],
): Answer {
  const alternatives = confidence < SURE ? alternativesTo(topic, readings, facts, protocol) : [];
  const entry = guidanceFor(topic, protocol);
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
    related: [],
    notes: notesFor(clauses, protocol),
    next: rule.next ?? null,
    offers: rule.offers,
    alternatives,
    confidence,
    topic: topic.id,
  };
}

/** Verdict in words, then the answer in one sentence. */
function headlineOf(rule: Rule, verdict: Verdict, facts: Facts): string {
  if (verdict === 'info') return rule.say;
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
    kind: 'answer',
    verdict: 'info',
    headline: `${nameOf(clause)}: ${clause.gist}`,
    points: [],
    clauses: [clause],
    related: [],
    notes: [...(clause.note === undefined ? [] : [clause.note]), ...notesFor([clause], protocol)],
    next: null,
    offers: [],
    alternatives: [],
    confidence: 1,
    topic: null,
  };
}

/** "Clause 7.2 (Officer attendance)", or the heading where the text has no number. */
function nameOf(clause: Clause): string {
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
    kind: 'out-of-scope',
    verdict: null,
    headline: `Your protocol does not cover this. ${say}`,
    points: [],
    clauses: [],
    related: clausesOf(entry?.related ?? [], protocol),
    notes: [],
    next: `Ask the ${officer}, who can tell you where you stand.`,
    offers: entry?.offers ?? ['escalate'],
    alternatives,
    confidence,
    topic: topic.id,
  };
}

function outOfScope(reading: Reading, confidence: number): Answer {
  const { topic } = reading;
  const isChat = topic.kind === 'chat';
  const reply = topic.reply ?? 'Someone else will be able to help with that.';
  return {
    kind: 'out-of-scope',
    verdict: null,
    headline: isChat ? reply : `The Member/Officer Protocol does not cover this. ${reply}`,
    points: [],
    clauses: [],
    related: [],
    notes: [],
    next: null,
    offers: [],
    alternatives: [],
    confidence,
    topic: topic.id,
  };
}

function notUnderstood(readings: readonly Reading[], facts: Facts, protocol: Protocol): Answer {
  const officer = titleOf('monitoring-officer', protocol);
  return {
    kind: 'out-of-scope',
    verdict: null,
    headline: 'I do not know this one: I cannot tell which part of your protocol it falls under.',
    points: [],
    clauses: [],
    related: [],
    notes: [],
    next: `Try other words, pick one of the nearest matters, or ask the ${officer}.`,
    offers: ['escalate'],
    alternatives: alternativesTo(null, readings, facts, protocol).slice(0, 2),
    confidence: readings[0]?.probability ?? 0,
    topic: null,
  };
}

function clarify(readings: readonly Reading[], facts: Facts, protocol: Protocol): Answer {
  return {
    kind: 'clarify',
    verdict: null,
    headline: 'Could you tell me a little more? Say what it is about, and who else is involved.',
    points: [],
    clauses: [],
    related: [],
    notes: [],
    next: null,
    offers: [],
    alternatives: alternativesTo(null, readings, facts, protocol),
    confidence: readings[0]?.probability ?? 0,
    topic: null,
  };
}

/** Readings that lead to the same clauses support each other. */
function confidenceIn(
  chosen: Reading,
  readings: readonly Reading[],
  facts: Facts,
  protocol: Protocol,
): number {
  const own = new Set(labelsFor(chosen.topic, facts, protocol));
  if (own.size === 0) return chosen.probability;
  const agreeing = readings.filter(
    (reading) =>
      reading === chosen || labelsFor(reading.topic, facts, protocol).some((label) => own.has(label)),
  );
  return Math.min(1, sum(agreeing));
}

function alternativesTo(
  topic: Topic | null,
  readings: readonly Reading[],
  facts: Facts,
  protocol: Protocol,
): Alternative[] {
  const alternatives: Alternative[] = [];
  for (const reading of readings) {
    if (alternatives.length === MAX_ALTERNATIVES) break;
    if (reading.topic.kind !== 'protocol' || reading.topic === topic) continue;
    const clauses = labelsFor(reading.topic, facts, protocol);
    if (clauses.length === 0) continue;
    alternatives.push({ topic: reading.topic.id, title: reading.topic.title, clauses });
  }
  return alternatives;
}

function labelsFor(topic: Topic, facts: Facts, protocol: Protocol): readonly string[] {
  const entry = guidanceFor(topic, protocol);
  return Array.isArray(entry) ? pickRule(entry, facts).clauses : [];
}

/** The council's rules on a topic, what it says of not covering it, or null where it is simply silent. */
function guidanceFor(topic: Topic, protocol: Protocol): Rule[] | NotCovered | null {
  const entry = protocol.guidance.topics[topic.id];
  if (entry === undefined) return null;
  return Array.isArray(entry) ? entry : entry.not_covered;
}

function isKnown(topic: Topic, { guidance }: Protocol): boolean {
  return topic.id in guidance.topics || guidance.not_covered.includes(topic.id);
}

function clausesOf(labels: readonly string[], { clauses }: Protocol): Clause[] {
  return labels.slice(0, MAX_CLAUSES).flatMap((label) => clauses.get(label) ?? []);
}

function notesFor(clauses: readonly Clause[], { council }: Protocol): string[] {
  const labels = new Set(clauses.map((clause) => clause.label));
  return council.quirks
    .filter((quirk) => quirk.clauses.some((label) => labels.has(label)))
    .map(({ note }) => note);
}

function titleOf(office: string, { council }: Protocol): string {
  return council.offices.find(({ id }) => id === office)?.title ?? 'Monitoring Officer';
}

function sum(readings: readonly Reading[]): number {
  return readings.reduce((total, { probability }) => total + probability, 0);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
