/** What is noted of an answer so that Beadle can learn from use: counts without words, and questions without names. */
import type { Answer } from '../answering/answer.ts';
import type { Taxonomy } from '../protocol/load.ts';
import type { Advice } from './advice.ts';
import type { InboxReason, NewInboxItem, Outcome } from './learning-port.ts';
import type { Person } from './people.ts';

/** Longer questions go to the inbox cut, and say so: nobody reads them there to the end. */
const LONGEST_QUESTION = 2_000;
const NAMELESS = '(name)';
/** Parts of a name shorter than this are too often words of their own. */
const SHORTEST_NAME_PART = 3;

/** What became of a question; null for small talk and for what is confidential, which are nobody's business. */
export function outcomeOf(answer: Answer, { topics }: Pick<Taxonomy, 'topics'>): Outcome | null {
  if (answer.isConfidential) return null;
  const kind = answer.topic === null ? null : topics.get(answer.topic)?.kind;
  if (kind === 'chat') return null;
  if (answer.verdict !== null) return answer.verdict;
  if (answer.kind === 'clarify') return 'clarified';
  if (kind === null || kind === undefined) return 'not-understood';
  return kind === 'protocol' ? 'not-covered' : 'outside';
}

/** Why an answer goes to the inbox by itself; null where it does not. */
export function reasonOf(outcome: Outcome): InboxReason | null {
  return outcome === 'not-understood' || outcome === 'not-covered' ? outcome : null;
}

/** A question and what was answered, without the asker. */
export function inboxItemOf(
  { advice, topic, confidence }: { advice: Advice; topic: string | null; confidence: number },
  person: Person,
  reason: InboxReason,
  day: string,
): NewInboxItem {
  const { question, picked, as, verdict, clauses } = advice;
  return {
    question: picked ? question : shorten(withoutName(question, person)),
    picked,
    as,
    reason,
    topic,
    verdict,
    clauses: (verdict === null ? [] : clauses).flatMap((group) => group.clauses.map(({ label }) => label)),
    confidence: Math.round(confidence * 100) / 100,
    day,
  };
}

/**
 * A text without its writer's name, address and ids. Parts of the name count only as written with their capital letter.
 */
export function withoutName(text: string, person: Person): string {
  const whole = [person.email, person.key, person.slackUserId, person.entraObjectId, person.name];
  const parts = person.name.split(/[\s,]+/).filter((part) => part.length >= SHORTEST_NAME_PART);
  const without = whole
    .flatMap((each) => (each === null || each.length < SHORTEST_NAME_PART ? [] : [each]))
    .sort((a, b) => b.length - a.length)
    .reduce((rest, each) => replaceWord(rest, each, 'giu'), text);
  return parts
    .filter((part) => !TITLES.has(part.replace(/\.$/, '').toLowerCase()))
    .reduce((rest, part) => replaceWord(rest, part, 'gu'), without);
}

/** What stands before many names and tells nobody's. */
const TITLES = new Set([
  'cllr',
  'councillor',
  'mrs',
  'miss',
  'the',
  'sir',
  'dame',
  'lord',
  'lady',
  'rev',
  'prof',
]);

function replaceWord(text: string, word: string, flags: string): string {
  const literal = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, flags), NAMELESS);
}

function shorten(text: string): string {
  if (text.length <= LONGEST_QUESTION) return text;
  return `${text.slice(0, LONGEST_QUESTION)} (cut here: it had ${text.length} characters)`;
}
