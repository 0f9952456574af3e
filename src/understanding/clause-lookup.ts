/** Finds a request for a clause by its number or heading, in any form people type: "7.3", "para 7 point 3", "clause 21.9.4(b)". */
import type { ClauseIndex } from '../protocol/clause-index.ts';
import type { Clause } from '../protocol/schema.ts';

const CUE =
  /\b(clauses?|cl|paras?|paragraphs?|sections?|sec|point|rule|number|no|show|read|say|says|said|mean|means|explain|tell me about|what does|whats in|what is in|what s)\b|§/i;
const NUMBER =
  /(?:§\s*)?(\d{1,3}(?:\s*(?:\.|point|dot)\s*\d{1,3}){0,2})\s*(?:\(?([a-z]|[ivx]+)\)?)?(?![\d%:£])/gi;

/**
 * @returns the clause a message asks to see, or null. A bare number counts only with a word such as "clause" or "say", or
 * where the message is nothing else, so that "5.30 on Tuesday" is no look-up.
 */
export function findRequestedClause(text: string, clauses: ClauseIndex): Clause | null {
  const trimmed = text.trim().replace(/[?.!]+$/, '');
  const whole = clauses.find(trimmed);
  if (whole) return whole;
  if (trimmed.split(/\s+/).length > 14) return null;
  for (const match of text.matchAll(NUMBER)) {
    const label = (match[1] ?? '').replace(/\s*(?:point|dot|\.)\s*/gi, '.').replace(/\s+/g, '');
    const clause = clauses.find(label);
    if (!clause) continue;
    const rest = text.slice(0, match.index) + text.slice(match.index + match[0].length);
    const isDotted = label.includes('.');
    const isBare = !/[a-z]{3,}/i.test(rest);
    const hasCue = CUE.test(rest) || text.includes('§');
    if (
      isBare ||
      (hasCue && (isDotted || /\b(clause|para|paragraph|section|§)\s*$/i.test(text.slice(0, match.index))))
    ) {
      // "section 151 officer" is a title, not a look-up.
      if (
        /^\s*(officer|working|days?|people|%|am|pm|years?|months?|minutes?|hours?|times)\b/i.test(
          text.slice(match.index + match[0].length),
        )
      ) {
        continue;
      }
      return clause;
    }
  }
  return null;
}
