/** A council with one route that has clocks, people, and a case or a thousand: for tests of clocks and reminders. */
import { createDirectory, parsePeople, PEOPLE_FILE_HEADER } from '../../src/casework/people.ts';
import type { CaseGround } from '../../src/casework/case-ground.ts';
import type { ClockChange, ClockRecord } from '../../src/casework/clocks-port.ts';
import type { CasePerson, CaseRecord, Change } from '../../src/casework/register-port.ts';
import { createCalendar, type WorkingCalendar } from '../../src/casework/working-days.ts';
import type { Protocol } from '../../src/protocol/load.ts';
import { flowProcedureSchema, type ClockRule, type Route } from '../../src/protocol/procedures.ts';

export const PEOPLE = [
  PEOPLE_FILE_HEADER.join(','),
  'raiser@wsx.example,Cllr Ray Zur,member,,,Blue,,,',
  'handler@wsx.example,Hana Dell,officer,Head of Service,,,manager@wsx.example,,',
  'subject@wsx.example,Sue Jecht,officer,Planner,director,,handler@wsx.example,,',
  'tied@wsx.example,Ty Dewt,officer,Director,director,,,,',
  'manager@wsx.example,Mana Gerr,officer,Director,director,,,,',
  'chief@wsx.example,Ruth Adeyemi,officer,Chief Executive,chief-executive,,,,',
  'mo@wsx.example,Helen Marsh,officer,Monitoring Officer,monitoring-officer,,,,',
].join('\n');

/** @param clocks as in procedures.yaml */
export function routeWith(...clocks: Record<string, unknown>[]): Route {
  const { routes } = flowProcedureSchema.parse({
    routes: [
      {
        id: 'formal',
        title: 'Formal complaint about an officer',
        clauses: ['16.1'],
        say: 'It is looked into.',
        receive: [{ office: 'monitoring-officer' }],
        plan: 'look-into',
        next: 'You will hear.',
        clocks: clocks.map((clock) => ({
          id: 'outcome',
          title: 'Outcome to the councillor',
          met_by: ['outcome'],
          say: 'Give the outcome, or say when it will come.',
          ...clock,
        })),
      },
    ],
  });
  return routes[0] as Route;
}

export const TEN_DAYS = { working_days: 10, put_off_by: { hold: 'expected' }, paused_in: ['waiting'] };

export function ruleIn(route: Route, id = 'outcome'): ClockRule {
  const rule = route.clocks.find((each) => each.id === id);
  if (!rule) throw new Error(`no clock ${id}`);
  return rule;
}

export function groundWith(
  route: Route | null,
  now: { at: string },
  more: { calendar?: WorkingCalendar; absent?: readonly string[] } = {},
): CaseGround {
  let ids = 0;
  const none = { routes: [] };
  const protocol = {
    version: 'v1',
    council: { words: { officer: 'officer', member: 'councillor' } },
    clauses: new Map([['16.1', { heading: 'Complaints', gist: 'Look into it.' }]]),
    procedures: {
      last_resort: [{ office: 'chief-executive' }],
      complaint: { routes: route ? [route] : [] },
      'group-meeting': none,
      pressure: none,
      information: none,
      enquiry: none,
      escalate: none,
    },
  };
  return {
    protocol: protocol as unknown as Protocol,
    plans: new Map(),
    directory: createDirectory(parsePeople(PEOPLE, 'people.csv')),
    calendar: more.calendar ?? createCalendar('england-and-wales', []),
    clock: { now: () => new Date(now.at) },
    newId: () => `id-${now.at}-${ids++}`,
    tiedTo: () => [],
    absent: new Set(more.absent),
    awayUntil: new Map(),
  };
}

export const CASE_PEOPLE: readonly CasePerson[] = [
  { role: 'subject', person: 'subject@wsx.example' },
  { role: 'handler', person: 'handler@wsx.example' },
];

/** What the case is about, which no reminder may say. */
export const SECRET = 'He shouted at me in the car park';

export const CASE_DATA: CaseRecord['data'] = {
  answers: { what: SECRET },
  shown: [{ name: 'what', label: 'What happened', value: SECRET }],
  facts: { formal: 'yes' },
  barred: ['tied@wsx.example'],
  agreed: [],
  deciders: [],
  moves: {},
  group: null,
  lastResort: false,
};

export function aCase(more: Partial<CaseRecord> = {}): CaseRecord {
  return {
    id: 'case-1',
    council: 'wessex',
    reference: 'WSX-2026-0001',
    type: 'complaint',
    stage: 'received',
    route: 'formal',
    raisedBy: 'raiser@wsx.example',
    people: CASE_PEOPLE,
    ended: false,
    revision: 1,
    data: CASE_DATA,
    createdAt: '2026-12-21T10:00:00.000Z',
    updatedAt: '2026-12-21T10:00:00.000Z',
    ...more,
  };
}

/** A new clock as the register will keep it. */
export function recordOf(change: ClockChange | undefined): ClockRecord {
  if (change?.is !== 'new') throw new Error('no new clock');
  return withoutIs({ ...change, council: 'wessex', caseId: 'case-1', reference: 'WSX-2026-0001' });
}

/** A clock after a change of it; as it was where there is none. */
export function changed(clock: ClockRecord, changes: readonly ClockChange[]): ClockRecord {
  const change = changes.find((each) => each.is === 'update' && each.id === clock.id);
  return change?.is === 'update' ? withoutIs({ ...clock, ...change }) : clock;
}

function withoutIs(clock: ClockRecord & { is: string }): ClockRecord {
  return Object.fromEntries(Object.entries(clock).filter(([name]) => name !== 'is')) as ClockRecord;
}

/** The commit that begins a case. */
export function beginning(id: string, at: string, clocks: readonly ClockChange[]): Change {
  const kase = aCase();
  return {
    council: 'wessex',
    at,
    kase: {
      is: 'new',
      id,
      type: kase.type,
      stage: kase.stage,
      ended: false,
      route: kase.route,
      raisedBy: kase.raisedBy,
      people: kase.people,
      data: kase.data,
      onceKey: `record:${id}`,
      referencePrefix: 'WSX',
      year: Number(at.slice(0, 4)),
    },
    history: [
      { actor: kase.raisedBy, action: 'raised', data: {}, versions: { protocol: 'v1', flow: 'complaint' } },
    ],
    messages: [],
    gaps: [],
    clocks,
  };
}
