/** What the dialogs need to know besides the answers. The conversation makes it anew for every turn. */
import type { FormValues, Option } from '../conversation/vocabulary.ts';
import type { Protocol } from '../protocol/load.ts';
import type { Route } from '../protocol/procedures.ts';
import type { PersonKind } from '../protocol/schema.ts';

/** Facts that a route turns on: the answers to choices, and what is known of the people. */
export type RouteFacts = Readonly<Record<string, string>>;

export type FlowContext = {
  protocol: Protocol;
  /** Who is speaking. */
  asker: PersonKind;
  askerKey: string;
  /** The asker's own level, and whether they belong to a political group. */
  askerLevel: string;
  askerGroup: string | null;
  /** People of the other side, to choose from; their values are keys. */
  people: readonly Option[];
  /** Officers, to choose from; without the asker. */
  officers: readonly Option[];
  /** The political groups there are, by the names in the people file. */
  groups: readonly string[];
  /**
   * How senior somebody is, by the council's levels: its id, or `officer` or `member` for people on none of them;
   * null for a name that the people file does not have.
   */
  levelOf: (person: string) => string | null;
  /** The political group somebody belongs to, or null. */
  groupOf: (person: string) => string | null;
  /** Who would receive a case of this route with these answers, in words: "the Monitoring Officer (Helen Marsh)". */
  receivers: (route: Route, answers: FormValues) => string;
  /** Today at the council's place: "2026-11-22". */
  today: string;
  /** What the person asked last, with its answer and clauses, where it is to be passed on; null where there is none. */
  lastAnswer: { question: string; answer: string; clauses: readonly string[] } | null;
};
