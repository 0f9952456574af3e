/** Clauses by number or words, for whoever wants to quote one. */
import { findClauses } from '../answering/find-clauses.ts';
import type { Library } from '../protocol/load.ts';
import { describeStanding, quote } from './answer-view.ts';
import type { ClauseQuote } from './vocabulary.ts';

/** @returns at most twelve, nearest first, each with what it is from; none for a council that is not known */
export function findQuotes(library: Library, council: string, text: string): ClauseQuote[] {
  const protocol = library.protocols.get(council);
  if (!protocol) return [];
  const { name } = protocol.council;
  const { title, sources } = protocol.council.protocol;
  const standing = describeStanding(protocol);
  return findClauses(text, protocol, library.taxonomy.concepts).map((clause) => {
    const source = sources.find(({ id }) => id === clause.source)?.title ?? title;
    const from = `From ${name}: ${source}. In Beadle's words, not those of the document.`;
    return { ...quote(clause), from: standing === null ? from : `${from} ${standing}` };
  });
}
