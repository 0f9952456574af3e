/** What dialogs know of made-up people, at any council. */
import type { Block, FormValues, Option } from '../../src/conversation/vocabulary.ts';
import type { FlowContext } from '../../src/flows/context.ts';
import { describeAnswers, renderScreen, startDraft, type Draft, type Flow } from '../../src/flows/engine.ts';
import type { Route, RoutedFlow } from '../../src/protocol/procedures.ts';
import type { Procedures } from '../../src/protocol/schema.ts';
import { loadLibrary, type Protocol } from '../../src/protocol/load.ts';
import { PROTOCOLS } from '../../src/start/library.ts';

export const { protocols, plans } = loadLibrary(PROTOCOLS);
export const COUNCILS = [...protocols.keys()];

export const TODAY = '2026-11-20';
export const CAROL = 'carol@council.example';
const PEOPLE: readonly Option[] = [
  { label: 'Cllr Carol Finch', value: CAROL },
  { label: 'Joan Pike, Planner', value: 'joan@council.example' },
];

export function protocolOf(council: string): Protocol {
  const protocol = protocols.get(council);
  if (!protocol) throw new Error(`no council ${council}`);
  return protocol;
}

/** Somebody on one of the council's levels, by the level's id. */
export const someoneAt = (level: string): string => `${level}@council.example`;

/**
 * A context in which there is somebody on each of the council's levels, and two people on none. Names typed in are known to
 * nobody.
 */
export function contextOf(council: string, rest: Partial<FlowContext> = {}): FlowContext {
  const protocol = protocolOf(council);
  const asker = rest.asker ?? 'officer';
  const plain = asker === 'officer' ? 'member' : 'officer';
  const leaders = protocol.procedures.levels.map(({ id }) => ({ label: `The ${id}`, value: someoneAt(id) }));
  const people = [...PEOPLE, ...leaders];
  return {
    protocol,
    asker,
    askerKey: 'me@council.example',
    askerName: 'Me Myself',
    askerLevel: asker,
    askerGroup: null,
    people,
    officers: people,
    everyone: [],
    groups: ['Labour', 'Independent'],
    levelOf: (key) => {
      if (!people.some(({ value }) => value === key)) return null;
      return protocol.procedures.levels.find(({ id }) => someoneAt(id) === key)?.id ?? plain;
    },
    groupOf: (key) => (key === CAROL ? 'Labour' : null),
    receivers: () => 'Helen Marsh, Head of Law',
    overseers: () => '',
    absences: () => ({ standsIn: [], waits: [] }),
    startOf: () => ({ deciders: [], isLastResort: false }),
    namesOf: () => [],
    dueOn: () => null,
    today: TODAY,
    lastAnswer: null,
    parity: null,
    ...rest,
  };
}

export function begin(flow: Flow<FlowContext>, context: FlowContext, given?: FormValues): Draft {
  return startDraft(flow, context, {
    id: 'draft-1',
    protocolVersion: context.protocol.version,
    startedAt: '2026-11-20T10:00:00.000Z',
    ...(given && { given }),
  });
}

export const textOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);

/** What a person reads at a draft: its screen, or its summary. */
export function shownAt(flow: Flow<FlowContext>, context: FlowContext, draft: Draft): Block[] {
  const form = renderScreen(flow, context, draft, {}, []);
  if (form) return [{ type: 'form', form }];
  return [
    { type: 'facts', rows: describeAnswers(flow, context, draft.answers) },
    ...flow.summaryIntro(draft.answers, context),
  ];
}

/** The same, at a council whose procedure for one flow has these things changed. */
export function withProcedure<Id extends RoutedFlow>(
  context: FlowContext,
  id: Id,
  changes: Partial<Procedures[Id]>,
): FlowContext {
  const { protocol } = context;
  const procedures = { ...protocol.procedures, [id]: { ...protocol.procedures[id], ...changes } };
  return { ...context, protocol: { ...protocol, procedures } };
}

/** A route that takes every case, with these things changed. */
export function someRoute(changes: Partial<Route>): Route {
  return {
    id: 'some-route',
    title: 'Some route',
    clauses: [],
    say: 'This is what the protocol provides.',
    points: [],
    stops: false,
    receive: [{ office: 'monitoring-officer' }],
    decide: [],
    tells: [],
    plan: 'look-into',
    outcomes: [],
    clocks: [],
    leads: {},
    conditions: [],
    urgent: false,
    next: 'This comes next.',
    ...changes,
  };
}
