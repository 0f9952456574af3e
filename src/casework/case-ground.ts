/** What planning a change of a case needs to know: the council's procedure and people, the day, and who is tied to whom. */
import type { Protocol } from '../protocol/load.ts';
import type { ClockRule, Plan, Route, RoutedFlow } from '../protocol/procedures.ts';
import { routeById } from '../flows/routes.ts';
import { readCaseData } from './case-data.ts';
import type { Clock } from './clock.ts';
import { relationshipRoute } from './relationship-route.ts';
import type { Directory, Person } from './people.ts';
import type { CaseRecord } from './register-port.ts';
import type { RoutingGround } from './routing.ts';
import type { WorkingCalendar } from './working-days.ts';

export type CaseGround = {
  protocol: Protocol;
  plans: ReadonlyMap<string, Plan>;
  directory: Directory;
  calendar: WorkingCalendar;
  clock: Clock;
  newId: () => string;
  /** Keys of those whom an open disclosure ties to a person. */
  tiedTo: (person: string) => readonly string[];
  /** Keys of those who are away today. */
  absent: ReadonlySet<string>;
  /** Their last day away, by their keys. */
  awayUntil: ReadonlyMap<string, string>;
};

/** The route a case takes; undefined where it takes none, or the procedure no longer has it. */
export function routeOf(kase: CaseRecord, { protocol }: Pick<CaseGround, 'protocol'>): Route | undefined {
  if (kase.route === null || kase.type === 'advice') return undefined;
  if (kase.type === 'relationship') return relationshipRoute(kase.route, protocol);
  return routeById(kase.type, kase.route, protocol);
}

/** The plan a case runs by; undefined for kept advice. */
export function planOf(kase: CaseRecord, ground: Pick<CaseGround, 'protocol' | 'plans'>): Plan | undefined {
  if (kase.type === 'relationship') return ground.plans.get('relationship');
  const id = routeOf(kase, ground)?.plan;
  return id === undefined ? undefined : ground.plans.get(id);
}

/** What may be due on a route: by the protocol, and on the days that people give in the moves of its plan. */
export function clockRules(route: Route, { plans }: Pick<CaseGround, 'plans'>): readonly ClockRule[] {
  const plan = route.plan === undefined ? undefined : plans.get(route.plan);
  return [...route.clocks, ...(plan?.clocks ?? [])];
}

/** A stage's title; the id itself where the plan has none of that name. */
export function stageTitle(kase: CaseRecord, plan: Plan | undefined): string {
  return plan?.stages.find(({ id }) => id === kase.stage)?.title ?? kase.stage;
}

/**
 * A case as it is to be read and changed now: those whom disclosures tie to whom it is about are barred from it, even where
 * they disclosed it after the case began. Whoever raised it stays who they are.
 */
export function withTies(kase: CaseRecord, { tiedTo }: Pick<CaseGround, 'tiedTo'>): CaseRecord {
  const barred = readCaseData(kase)?.barred ?? [];
  const subjects = kase.people.filter(({ role }) => role === 'subject').map(({ person }) => person);
  const known = [...barred, ...subjects, kase.raisedBy];
  const tied = subjects.flatMap((subject) => tiedTo(subject)).filter((key) => !known.includes(key));
  if (tied.length === 0 || !isRoutedFlow(kase.type)) return kase;
  return { ...kase, data: { ...kase.data, barred: [...new Set([...barred, ...tied])] } };
}

/** What routing needs of a case or of one about to begin. */
export function routingGround(
  parts: {
    raiser: Person;
    subjects: readonly string[];
    officers: readonly string[];
    group: string | null;
    barred: readonly string[];
    handlers?: readonly string[];
    deciders?: readonly string[];
  },
  { directory, absent }: Pick<CaseGround, 'directory' | 'absent'>,
): RoutingGround {
  return {
    directory,
    absent,
    group: parts.group,
    barred: [...parts.barred, ...parts.subjects, parts.raiser.key],
    roles: {
      raiser: [parts.raiser.key],
      subject: parts.subjects,
      officer: parts.officers,
      handler: parts.handlers ?? [],
      decider: parts.deciders ?? [],
    },
  };
}

export function isRoutedFlow(type: CaseRecord['type']): type is RoutedFlow {
  return type !== 'advice' && type !== 'relationship';
}
