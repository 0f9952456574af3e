/** Finds a request for a clause by its number or heading, in any form people type: "7.3", "para 7 point 3", "clause 21.9.4(b)". */
import type { ClauseIndex } from '../protocol/clause-index.ts';
import type { Clause } from '../protocol/schema.ts';

const CUE =
  /\b(clauses?|cl|paras?|paragraphs?|sections?|sec|point|rule|number|no|show|read|say|says|said|mean|means|explain|tell me about|what does|whats in|what is in|what s)\b|§/i;
const NUMBER =
  /(?<![£\d.,:])(?:§\s*)?(\d{1,3}(?:\s*(?:\.|point|dot)\s*\d{1,3}){0,2})(?:\s*\((?:[a-z]|[ivx]+)\)|(?:[a-z]|[ivx]+)\b)?(?![\d%:£])/gi;
/** What follows a number that is no clause: "section 151 officer" is a title, "5.3 million" an amount. */
const OTHER_COUNT =
  /^\s*(officer|working|days?|people|%|am|pm|m|k|million|billion|thousand|years?|months?|minutes?|hours?|times)\b/i;
/** "At 10.10": a time of day, unless the words before say otherwise. */
const TIME_BEFORE = /\b(at|by|until|till|from|before|after|around|about)\s*$/i;
const TIME = /^\d{1,2}\.[0-5]\d$/;
/** People who ask for a clause do so in a few words. */
const LONGEST = 200;

/**
 * @returns the clause a message asks to see, or null. A bare number counts only with a word such as "clause" or "say", or
 * where the message is nothing else, so that "5.30 on Tuesday" is no look-up.
 */
export function findRequestedClause(text: string, clauses: ClauseIndex): Clause | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const whole = clauses.find(trimmed.replace(/[?.!]+$/, ''));
  if (whole) return whole;
  if (trimmed.split(/\s+/).length > 14) return null;
  for (const match of trimmed.matchAll(NUMBER)) {
    const label = (match[1] ?? '').replace(/\s*(?:point|dot|\.)\s*/gi, '.').replace(/\s+/g, '');
    const clause = clauses.find(label);
    const before = trimmed.slice(0, match.index);
    const after = trimmed.slice(match.index + match[0].length);
    if (clause && isAsked(label, { before, after, isMarked: match[0].includes('§') })) return clause;
  }
  return null;
}

function isAsked(
  label: string,
  { before, after, isMarked }: { before: string; after: string; isMarked: boolean },
): boolean {
  if (OTHER_COUNT.test(after)) return false;
  const rest = `${before} ${after}`;
  if (isMarked || !/[a-z]{3,}/i.test(rest)) return true;
  if (TIME.test(label) && TIME_BEFORE.test(before) && !/\b(says?|said)\b/i.test(before)) return false;
  if (!CUE.test(rest)) return false;
  return label.includes('.') || /\b(clause|para|paragraph|section)\s*$/i.test(before);
}
