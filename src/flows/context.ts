/** What the dialogs need to know besides the answers. The conversation makes it anew for every turn. */
import type { FormValues, Option } from '../conversation/vocabulary.ts';
import type { Protocol } from '../protocol/load.ts';
import type { ClockRule, Recipient, Route } from '../protocol/procedures.ts';
import type { PersonKind } from '../protocol/schema.ts';
import type { KnownName } from './name-matching.ts';

/** Facts that a route turns on: the answers to choices, and what is known of the people. */
export type RouteFacts = Readonly<Record<string, string>>;

export type FlowContext = {
  protocol: Protocol;
  /** Who is speaking. */
  asker: PersonKind;
  askerKey: string;
  /** As others read who it is. */
  askerName: string;
  /** The asker's own level, and whether they belong to a political group. */
  askerLevel: string;
  askerGroup: string | null;
  /** People of the other side, to choose from; their values are keys. */
  people: readonly Option[];
  /** Officers, to choose from; without the asker. */
  officers: readonly Option[];
  /** Everybody but the asker, as others speak of them: for making out whom a typed name means. */
  everyone: readonly KnownName[];
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
  /** What is to be said of those who would receive a case of this route but are away. */
  absences: (route: Route, answers: FormValues) => { standsIn: readonly string[]; waits: readonly string[] };
  /** Who else can see a case with these answers because they oversee the register, by name and job; '' where nobody. */
  overseers: (route: Route, answers: FormValues) => string;
  /** Who must agree to a case of this route, by name and job, and whether nobody of the protocol's own route takes it. */
  startOf: (route: Route, answers: FormValues) => { deciders: readonly string[]; isLastResort: boolean };
  /** Those whom a notice of such a case would reach, by name and job. */
  namesOf: (who: Recipient, route: Route, answers: FormValues) => readonly string[];
  /** The day a clock would end that starts today, as people read it: "Thu 7 Jan"; null where the rule names a day instead. */
  dueOn: (rule: ClockRule) => string | null;
  /** Today at the council's place: "2026-11-22". */
  today: string;
  /** What the person asked last, with its answer and clauses, where it is to be passed on; null where there is none. */
  lastAnswer: { question: string; answer: string; clauses: readonly string[] } | null;
  /**
   * For a move that declines an officer's attendance: the case by which another group was briefed on what may be the same
   * subject, with the group, the subject and the day as people read them. Null where there is none, and outside moves.
   */
  parity: { reference: string; group: string; topic: string; date: string } | null;
};

/** A context that knows nobody: for checking texts, and for what needs no people. */
export function bareContext(protocol: Protocol, asker: PersonKind): FlowContext {
  return {
    protocol,
    asker,
    askerKey: '',
    askerName: '',
    askerLevel: asker,
    askerGroup: null,
    people: [],
    officers: [],
    everyone: [],
    groups: [],
    levelOf: () => null,
    groupOf: () => null,
    receivers: () => '',
    overseers: () => '',
    absences: () => ({ standsIn: [], waits: [] }),
    startOf: () => ({ deciders: [], isLastResort: false }),
    namesOf: () => [],
    dueOn: () => null,
    today: '2000-01-03',
    lastAnswer: null,
    parity: null,
  };
}
