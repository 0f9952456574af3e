/**
 * What the examples must hold to, and what they may not fall behind. The figures of `FIGURE_BOUNDS` are where the examples
 * stood when they were last looked through, with a little room: lower them as the examples get better.
 */

/** Fewer examples than this and a topic cannot be told from its neighbours: an error. */
export const FEWEST_PER_TOPIC = 40;
/** A protocol topic with fewer is thin, with more it is too broad or drowns its neighbours. */
export const BALANCED = { least: 40, most: 300 } as const;
/** A council that rules on a topic should have this many examples of it. */
export const FEWEST_PER_RULED_TOPIC = 5;
/** From this likeness on, two messages are nearly the same. */
export const NEARLY_SAME = 0.7;

/** How high each figure may be. The two disagreements are in a hundred examples, all others are counts. */
export const FIGURE_BOUNDS = {
  nearDuplicates: 20,
  nearConflicts: 0,
  thinTopics: 0,
  broadTopics: 8,
  emptyPairs: 0,
  thinPairs: 0,
  clausesWhereNotCovered: 2,
  noClausesWhereRuled: 0,
  verdictDisagreement: 18,
  clauseDisagreement: 1,
} as const;

export type FigureName = keyof typeof FIGURE_BOUNDS;
