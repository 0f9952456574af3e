/** How each council's document labels its clauses: what `source-labels.ts` needs to know to read it. */

/** One text printed in a source file; it runs to where the next one begins. */
export type Part = {
  /** The line it begins at, looked for below the beginning of the part before it. */
  from: RegExp;
  /** The id that clauses of this part carry as `source`. */
  source: string;
  /** Set where the whole part is cited as one clause. */
  whole?: { label: string; printed: string };
};

export type SourceShape = {
  parts: readonly Part[];
  /** The number a clause begins with, at the start of a line. */
  number: RegExp;
  /** From printed to effective numbers, the first that matches. */
  renumber?: readonly (readonly [printed: RegExp, effective: string])[];
  /** Labels that are neither numbers nor lines of their own. */
  named?: readonly (readonly [line: RegExp, label: string])[];
  /** Lines that look like a heading of their own but belong to the label above them. */
  runOn?: readonly string[];
  /** Lines beneath a heading that only name other documents: no clause. */
  pointers?: RegExp;
};

const DOTTED = /^\d{1,2}(?:\.\d{1,2}){1,2}(?=[\s.A-Z]|$)/;

export const SHAPES: Readonly<Record<string, SourceShape>> = {
  // Plain 1 to 15, then 16.1 and so on; the sections' own headings are numbers too.
  'south-somerset': {
    parts: [{ from: /^Protocol on Member\/Officer Relations$/, source: 'protocol' }],
    number: /^\d{1,2}(?:\.\d{1,2})?(?=[\s.]|$)/,
    named: [[/^Important Note\b/, 'Important Note']],
    runOn: ['Procedure', 'Informal approach', 'Formal approach'],
  },
  // Only numbers beginning with 21 are clauses: the Code quoted in 21.8 has a 4 and a 5 of its own. The report comes before.
  gwynedd: {
    parts: [
      { from: /^SECTION 21$/, source: 'protocol' },
      { from: /^Appendix 2$/, source: 'minutes', whole: { label: 'Minutes', printed: 'Appendix 2' } },
    ],
    number: /^21(?:\.\d{1,2}){0,2}(?=[\s.]|$)/,
  },
  // Tracked changes: old and new digits run together, and headings with numbers that are no labels. The map is SPEC.md's.
  kirklees: {
    parts: [{ from: /^APPENDIX 1$/, source: 'protocol' }],
    number: /^(?:46|57|68|79|§10|810|911|4012|12|13|41)\.\d{1,2}(?=\s|$)/,
    renumber: [
      [/^41\.3$/, '13.3'],
      [/^46\./, '6.'],
      [/^57\./, '7.'],
      [/^68\./, '8.'],
      [/^79\./, '9.'],
      [/^(?:§10|810)\./, '10.'],
      [/^911\./, '11.'],
      [/^4012\./, '12.'],
    ],
    // An item of the list above it, its bullet lost.
    runOn: ['Adhere to respective Codes of Conduct and uphold ethics and values of the Council'],
    pointers: /^\(To be read in conjunction with\b/,
  },
  // The list of contents has the same numbers, each behind a dash.
  tdc: { parts: [{ from: /^1\. Introduction$/, source: 'protocol' }], number: DOTTED },
  // The covering report before Appendix I has the same numbers; three tables go by their titles.
  swale: {
    parts: [{ from: /^APPENDIX I\b/, source: 'protocol' }],
    number: DOTTED,
    named: [
      [/^\| Communication and Consultation \|/, 'Communication and Consultation'],
      [/^\|[ |]+Partnership Working \|/, 'Partnership Working'],
      [/^\|[^|]+\| Governance Collaboration /, 'Governance'],
    ],
  },
};
