/** The answers to follow-ups that are more than a topic answered again: why, who, when, what next, and what cannot be said. */
import type { Library, Protocol, Topic } from '../protocol/load.ts';
import type { Clause } from '../protocol/schema.ts';
import type { Facts } from '../understanding/facts.ts';
import {
  answerPickedTopic,
  MAX_ALTERNATIVES,
  nameOf,
  NOTHING_ELSE,
  titleOf,
  type Alternative,
  type Answer,
} from './answer.ts';
import type { Part } from './leaning.ts';
import { labelsFor } from './rules.ts';

type Source = { protocol: Protocol; library: Library };

/** What shows that a sentence says when. */
const TIMES =
  /\b(?:days?|weeks?|months?|years?|hours?|beforehand|in advance|in good time|immediately|promptly|straight away|at once|as soon as|deadline|time limit|annually)\b/i;
/** Who is named in sentences of ours, besides the council's offices. */
const DECIDERS =
  /\b(?:chief executive|managing director|directors?|monitoring officer|line manager|managers?|head of (?:service|paid service)|group leaders?|leader|chair|committee|panel|cabinet)\b/i;
const MAX_POINTS = 5;

const SILENT: Readonly<Record<'who' | 'when' | 'next', string>> = {
  who: 'What I know of this names nobody.',
  when: 'What I know of this sets no time.',
  next: 'What I know of this sets no further step.',
};

/** A part of what the protocol says on a topic: its reasons, its people, its times, its steps. */
export function answerPart(
  part: Part,
  topic: Topic,
  facts: Facts,
  { protocol, library }: Source,
): Answer | null {
  const answer = answerPickedTopic(topic.id, { ...facts, ask: 'open' }, protocol, library);
  if (answer?.kind !== 'answer') return answer;
  // What was asked about stays as it was asked, so that another follow-up finds it so.
  const base = { ...answer, facts };
  switch (part) {
    case 'why':
      return why(answerPickedTopic(topic.id, facts, protocol, library) ?? base, facts);
    case 'who':
      return onlyWhat(base, part, (sentence) => DECIDERS.test(sentence) || namesOffice(sentence, protocol));
    case 'when':
      return onlyWhat(base, part, (sentence) => TIMES.test(sentence));
    case 'next': {
      if (base.next === null && base.points.length === 0) return silent(base, part);
      return base.next === null ? base : { ...base, headline: base.next, next: null, points: base.points };
    }
  }
}

/** The clauses themselves, in our words. */
function why(answer: Answer, facts: Facts): Answer {
  return {
    ...answer,
    verdict: 'info',
    headline: 'Because of what these clauses say.',
    points: answer.clauses.map((clause) => `${nameOf(clause)}: ${clause.gist}`),
    next: null,
    offers: [],
    facts,
  };
}

/** The sentences of the answer, and of the clauses it rests on, that say it; where none does, that is said. */
function onlyWhat(answer: Answer, part: 'who' | 'when', says: (sentence: string) => boolean): Answer {
  const next = answer.next !== null && says(answer.next) ? answer.next : null;
  const ours = [answer.headline, ...answer.points].filter(says);
  const [first, ...others] = [
    ...ours,
    // The clauses' own words only where ours say nothing of it: most often they say the same.
    ...(ours.length > 0 || next !== null ? [] : gistsThat(says, answer.clauses)),
  ];
  if (first !== undefined) return { ...answer, headline: first, points: others.slice(0, MAX_POINTS), next };
  return next === null ? silent(answer, part) : { ...answer, headline: next, points: [], next: null };
}

function gistsThat(says: (sentence: string) => boolean, clauses: readonly Clause[]): string[] {
  return clauses.filter(({ gist }) => says(gist)).map((clause) => `${nameOf(clause)}: ${clause.gist}`);
}

function silent(answer: Answer, part: 'who' | 'when' | 'next'): Answer {
  return { ...answer, headline: `${SILENT[part]} ${answer.headline}` };
}

function namesOffice(sentence: string, { council }: Protocol): boolean {
  return council.offices.some(({ title }) => sentence.includes(title));
}

/** What was added may lead to several topics: so it is asked which. */
export function whichOf(topics: readonly Topic[], last: Topic, facts: Facts, protocol: Protocol): Answer {
  return {
    ...NOTHING_ELSE,
    kind: 'clarify',
    headline: 'Which of these do you mean?',
    alternatives: topics.slice(0, MAX_ALTERNATIVES).map(({ id, title }) => ({
      topic: id,
      title,
      clauses: labelsFor(id, facts, protocol),
    })),
    confidence: 0,
    topic: last.id,
    facts,
  };
}

/** What was added is in no rule: so no verdict, only the clauses near it, other readings, and a human. */
export function notSettled(
  topic: Topic,
  last: { topic: string; facts: Facts },
  own: Answer,
  { protocol, library }: Source,
): Answer {
  const officer = titleOf('monitoring-officer', protocol);
  const related = labelsFor(topic.id, last.facts, protocol).flatMap(
    (label) => protocol.clauses.get(label) ?? [],
  );
  return {
    ...NOTHING_ELSE,
    kind: 'clarify',
    headline: 'I cannot tell from your protocol what difference that makes.',
    related,
    next: `Ask it as a whole question and I will try again, or ask the ${officer}.`,
    offers: ['escalate'],
    alternatives: readingsOf(own, library)
      .filter((each) => each.topic !== topic.id)
      .slice(0, MAX_ALTERNATIVES),
    confidence: own.confidence,
    topic: topic.id,
    facts: last.facts,
  };
}

function readingsOf(own: Answer, { taxonomy }: Library): Alternative[] {
  const read = own.topic === null ? undefined : taxonomy.topics.get(own.topic);
  const first =
    read?.kind === 'protocol'
      ? [{ topic: read.id, title: read.title, clauses: own.clauses.map(({ label }) => label) }]
      : [];
  return [...first, ...own.alternatives];
}
