import { describe, expect, it } from 'vitest';
import { createDirectory, type Person } from '../../../src/casework/people.ts';
import { resolveRecipient, routeByLadder, type RoutingGround } from '../../../src/casework/routing.ts';
import { meets } from '../../../src/answering/rules.ts';
import type { RouteFacts } from '../../../src/flows/context.ts';
import { pickRoute, routeById } from '../../../src/flows/routes.ts';
import { ROUTED_FLOWS, type Route, type RoutedFlow } from '../../../src/protocol/procedures.ts';
import { member, officer, openSmallTown } from './small-town.ts';

const { protocol } = openSmallTown('south-somerset');
const { procedures } = protocol;

const PEOPLE = [
  officer('chief', ['chief-executive'], null),
  officer('director', ['director'], 'chief'),
  officer('specialist', ['lead-specialist'], 'director'),
  officer('team-leader', [], 'specialist'),
  officer('employee', [], 'team-leader'),
  officer('planner', [], 'director'),
  officer('hr', ['senior-hr'], 'director'),
  officer('monitor', ['monitoring-officer'], 'director'),
  officer('treasurer', ['section-151-officer'], 'chief'),
  officer('proper', ['proper-officer'], 'specialist'),
  officer('loner', [], null),
  member('leader', ['group-leader'], 'Green'),
  member('councillor', [], 'Green'),
  member('independent', [], null),
  member('committee', ['standards-committee'], 'Blue'),
];

function named(key: string): Person {
  const one = PEOPLE.find((each) => each.key === key);
  if (!one) throw new Error(`nobody is called ${key}`);
  return one;
}

function levelOf(key: string): string {
  const { offices, kind } = named(key);
  const level = procedures.levels.find((each) => each.offices.some((id) => offices.includes(id)));
  return level?.id ?? kind ?? '';
}

type Ties = { tied?: readonly string[]; absent?: readonly string[] };

function groundOf(raiser: string, subject: string, { tied = [], absent = [] }: Ties = {}): RoutingGround {
  return {
    directory: createDirectory(PEOPLE),
    barred: [raiser, subject, ...tied],
    absent: new Set(absent),
    roles: { raiser: [raiser], subject: [subject] },
    group: null,
  };
}

/** Who handles a case on a route; `ours` marks the last resort. */
function handlerOf(route: Route, raiser: string, subject: string, ties: Ties = {}): string {
  const own = route.receive ?? (route.offer === undefined ? [] : [{ office: route.offer }]);
  const ground = groundOf(raiser, subject, ties);
  const { people, isLastResort } = routeByLadder(own, procedures.last_resort, ground);
  return people.map(({ key }) => key).join() + (isLastResort ? ' (ours)' : '');
}

function factsOf(raiser: string, subject: string, more: RouteFacts = {}): RouteFacts {
  return {
    as: named(raiser).kind ?? '',
    'asker-level': levelOf(raiser),
    'subject-level': levelOf(subject),
    'in-group': named(raiser).politicalGroup === null ? 'no' : 'yes',
    'subject-in-group': named(subject).politicalGroup === null ? 'no' : 'yes',
    ...more,
  };
}

function complaint(raiser: string, subject: string, formality: string, more: RouteFacts = {}): Route {
  return pickRoute('complaint', factsOf(raiser, subject, { formality, ...more }), protocol);
}

/** Who is sent a notice of a complaint when a move is made, or at its start. */
function toldOf(route: Route, on: string, raiser: string, subject: string, more: RouteFacts = {}): string[] {
  const facts = factsOf(raiser, subject, more);
  return route.tells
    .filter((tell) => tell.on === on && (tell.when === undefined || meets(tell.when, facts)))
    .flatMap(({ who }) => resolveRecipient(who, groundOf(raiser, subject)))
    .map(({ key }) => key);
}

describe('a complaint about an employee of South Somerset', () => {
  it.each([
    ['employee', 'informal', 'officer-informal', 'specialist'],
    ['planner', 'informal', 'officer-informal', 'director'],
    ['employee', 'formal', 'officer-formal', 'director'],
    ['specialist', 'informal', 'specialist-informal', 'chief'],
    ['specialist', 'formal', 'officer-formal', 'director'],
    ['director', 'informal', 'director-informal', 'chief'],
    ['director', 'formal', 'director-formal', 'chief'],
    ['monitor', 'informal', 'officer-informal', 'director'],
    ['monitor', 'formal', 'officer-formal', 'director'],
    ['chief', 'informal', 'about-chief-executive', 'monitor'],
    ['chief', 'formal', 'about-chief-executive', 'monitor'],
  ])('about the %s, %s, takes the route %s to the %s', (subject, formality, id, handler) => {
    const route = complaint('councillor', subject, formality);
    expect(route.id).toBe(id);
    expect(handlerOf(route, 'councillor', subject)).toBe(handler);
  });

  it('passes over a manager who is tied to the employee', () => {
    const route = complaint('councillor', 'employee', 'informal');
    expect(handlerOf(route, 'councillor', 'employee', { tied: ['specialist'] })).toBe('director');
    expect(handlerOf(route, 'councillor', 'employee', { tied: ['specialist', 'director'] })).toBe(
      'monitor (ours)',
    );
  });

  it('goes to our last resort where nobody above is known, and never to the Monitoring Officer about themselves', () => {
    const about = (subject: string): string =>
      handlerOf(complaint('councillor', subject, 'formal'), 'councillor', subject);
    expect(about('loner')).toBe('monitor (ours)');
    expect(about('treasurer')).toBe('monitor (ours)');
    const route = complaint('councillor', 'monitor', 'formal');
    expect(handlerOf(route, 'councillor', 'monitor', { tied: ['director'] })).toBe('chief (ours)');
  });

  it('names no route where it is about the Chief Executive, and sets no clock', () => {
    const route = complaint('councillor', 'chief', 'formal');
    expect(route.receive).toBeUndefined();
    expect(route).toMatchObject({ offer: 'monitoring-officer', clocks: [], tells: [] });
  });

  it.each(['employee', 'specialist', 'director'])(
    'gives an informal one about the %s the two clocks of 16.3',
    (subject) => {
      const { clocks } = complaint('councillor', subject, 'informal');
      expect(clocks.map(({ working_days: days, from, clauses }) => [days, from, clauses])).toEqual([
        [5, 'start', ['16.3']],
        [10, 'start', ['16.3']],
      ]);
      const [sayWhen, outcome] = clocks;
      expect(sayWhen?.met_by).toContain('hold');
      expect(outcome?.put_off_by).toEqual({ hold: 'expected' });
      expect(outcome?.met_by).not.toContain('hold');
    },
  );

  it.each(['employee', 'specialist', 'director'])(
    'times only the check of changes in a formal one about the %s',
    (subject) => {
      const { clocks } = complaint('councillor', subject, 'formal');
      expect(clocks).toMatchObject([
        { months: 6, from: 'outcome', when: { changes: 'yes' }, met_by: ['checked'] },
      ]);
    },
  );

  it.each([
    ['employee', 'officer-formal'],
    ['specialist', 'officer-formal'],
    ['director', 'director-formal'],
  ])('made formal, one about the %s goes where a formal one would have gone', (subject, target) => {
    expect(complaint('councillor', subject, 'informal').leads).toEqual({ formal: target });
    expect(complaint('councillor', subject, 'formal').id).toBe(target);
  });

  it('tells the group leader of a formal one, and only that there is one', () => {
    const route = complaint('councillor', 'employee', 'formal');
    expect(toldOf(route, 'start', 'councillor', 'employee')).toEqual(['leader']);
    expect(route.tells.filter(({ on }) => on === 'start').flatMap(({ shows }) => shows)).toEqual([]);
    expect(
      toldOf(complaint('councillor', 'employee', 'informal'), 'start', 'councillor', 'employee'),
    ).toEqual([]);
    for (const raiser of ['independent', 'leader'])
      expect(toldOf(route, 'start', raiser, 'employee')).toEqual([]);
  });

  it('tells the group leader and the employee of a formal outcome, and nobody of an informal one', () => {
    const formal = complaint('councillor', 'employee', 'formal');
    expect(toldOf(formal, 'outcome', 'councillor', 'employee')).toEqual(['leader', 'employee']);
    expect(toldOf(formal, 'outcome', 'independent', 'employee')).toEqual(['employee']);
    expect(complaint('councillor', 'employee', 'informal').tells).toEqual([]);
  });

  it('begins with what a councillor must not do', () => {
    const [first] = procedures.complaint.before.filter(({ when }) => when?.['as'] === 'member');
    expect(first).toMatchObject({ tone: 'warning', clauses: ['16.1', '16.6'] });
  });
});

describe('a complaint about a councillor of South Somerset', () => {
  it.each([
    ['employee', 'informal', {}, 'member-informal', 'specialist'],
    ['employee', 'formal', { union: 'no' }, 'member-formal', 'specialist'],
    ['specialist', 'formal', { union: 'no' }, 'member-formal', 'director'],
    ['employee', 'formal', { union: 'yes' }, 'member-formal-hr', 'hr'],
    ['employee', 'informal', { union: 'yes' }, 'member-informal', 'specialist'],
    ['director', 'informal', {}, 'by-director', 'chief'],
    ['director', 'formal', { union: 'no' }, 'by-director-formal', 'chief'],
    ['monitor', 'informal', {}, 'member-informal', 'director'],
    ['chief', 'informal', {}, 'by-chief-executive', 'monitor'],
    ['chief', 'formal', { union: 'no' }, 'by-chief-executive', 'monitor'],
    ['employee', 'informal', { code: 'code' }, 'code-of-conduct', 'monitor'],
    ['chief', 'formal', { code: 'code' }, 'code-of-conduct', 'monitor'],
  ])('by the %s, %s, %o, takes the route %s to the %s', (raiser, formality, more, id, handler) => {
    for (const subject of ['councillor', 'leader']) {
      const route = complaint(raiser, subject, formality, more);
      expect(route.id).toBe(id);
      expect(handlerOf(route, raiser, subject)).toBe(handler);
    }
  });

  it('sets no time anywhere', () => {
    const routes = procedures.complaint.routes.filter(({ when }) => when?.['as'] !== 'member');
    expect(routes.flatMap(({ clocks }) => clocks)).toEqual([]);
  });

  it('tells the councillor, their leader and the line manager when it is formal', () => {
    const route = complaint('employee', 'councillor', 'formal');
    expect(toldOf(route, 'start', 'employee', 'councillor')).toEqual(['councillor', 'leader', 'team-leader']);
    expect(toldOf(route, 'start', 'employee', 'independent')).toEqual(['independent', 'team-leader']);
    expect(toldOf(route, 'start', 'employee', 'leader')).toEqual(['leader', 'team-leader']);
  });

  it('tells only the line manager when it is informal, and of the outcome the Chief Executive and the leader', () => {
    const route = complaint('employee', 'councillor', 'informal');
    expect(toldOf(route, 'start', 'employee', 'councillor')).toEqual(['team-leader']);
    expect(toldOf(route, 'outcome', 'employee', 'councillor')).toEqual(['chief', 'leader']);
    expect(toldOf(route, 'outcome', 'employee', 'leader')).toEqual(['chief']);
  });

  it('tells the Standards Committee only where the Code was clearly broken', () => {
    const route = complaint('employee', 'councillor', 'formal');
    const told = (outcome: string): string[] =>
      toldOf(route, 'outcome', 'employee', 'councillor', { outcome });
    expect(told('code-breach')).toEqual(['committee']);
    expect(told('written-apology')).toEqual([]);
    expect(route.outcomes.map(({ id }) => id)).toContain('code-breach');
  });

  it('refers a serious one to the Chief Executive', () => {
    const target = complaint('employee', 'councillor', 'formal').leads['refer'];
    const route = routeById('complaint', target ?? '', protocol);
    expect(route?.clauses).toContain('17.7');
    expect(route && handlerOf(route, 'employee', 'councillor')).toBe('chief');
  });

  it.each(['employee', 'director'])('by the %s can be made formal', (raiser) => {
    const informal = complaint(raiser, 'councillor', 'informal');
    expect(informal.leads['formal']).toBe(complaint(raiser, 'councillor', 'formal').id);
  });
});

describe('pressure at South Somerset', () => {
  it.each([
    ['employee', 'councillor', 'on-officer', 'specialist'],
    ['director', 'councillor', 'on-director', 'chief'],
    ['chief', 'leader', 'on-chief-executive', 'monitor'],
    ['councillor', 'employee', 'from-officer', 'specialist'],
    ['councillor', 'specialist', 'from-manager', 'chief'],
    ['councillor', 'director', 'from-manager', 'chief'],
    ['councillor', 'chief', 'from-chief-executive', 'monitor'],
  ])('on the %s by the %s takes the route %s to the %s', (raiser, subject, id, handler) => {
    for (const kind of ['procedure', 'statutory', 'witness', 'lobbying', 'other']) {
      const route = pickRoute('pressure', factsOf(raiser, subject, { kind }), protocol);
      expect(route.id).toBe(id);
      expect(handlerOf(route, raiser, subject)).toBe(handler);
    }
  });
});

describe('requests and questions at South Somerset', () => {
  it.each([
    [{ form: 'documents', interest: 'pecuniary' }, 'interest'],
    [{ form: 'information', interest: 'pecuniary' }, 'interest-unsure'],
    [{ form: 'documents', interest: 'other' }, 'interest-unsure'],
    [{ form: 'documents', interest: 'unsure' }, 'interest-unsure'],
    [{ form: 'documents', interest: 'none' }, 'documents'],
    [{ form: 'information', interest: 'none' }, 'information'],
    [{ form: 'documents', interest: 'none', step: 'dispute' }, 'dispute'],
  ])('information with %o takes the route %s', (facts: RouteFacts, id) => {
    const route = pickRoute(
      'information',
      { as: 'member', step: 'request', for: 'self', ...facts },
      protocol,
    );
    expect(route.id).toBe(id);
    expect(route.stops).toBe(id === 'interest');
  });

  it('offers the Proper Officer for documents, who alone may decline', () => {
    const route = pickRoute('information', { form: 'documents', interest: 'none' }, protocol);
    expect(handlerOf(route, 'councillor', 'loner')).toBe('proper');
    expect(handlerOf(route, 'councillor', 'proper')).toBe('monitor (ours)');
  });

  it('offers the Monitoring Officer for group meetings, which the protocol does not mention, and agrees to none', () => {
    expect(procedures['group-meeting'].parity).toBeNull();
    for (const meeting of ['political-group', 'ward-party']) {
      const route = pickRoute('group-meeting', { as: 'officer', meeting }, protocol);
      expect(route).toMatchObject({
        offer: 'monitoring-officer',
        plan: 'advise',
        stops: false,
        decide: [],
        tells: [],
      });
    }
  });

  it('offers the Monitoring Officer for every question', () => {
    for (const matter of ['question', 'public-interest', 'group-difficulty', 'other']) {
      const route = pickRoute('escalate', { as: 'member', matter }, protocol);
      expect(handlerOf(route, 'councillor', 'loner')).toBe('monitor');
    }
  });
});

describe('the procedures of South Somerset', () => {
  it('have no clock but those of 16.3 and 16.7', () => {
    const clocks = ROUTED_FLOWS.flatMap((flow: RoutedFlow) =>
      procedures[flow].routes.flatMap((route) => route.clocks),
    );
    expect(new Set(clocks.flatMap(({ clauses }) => clauses))).toEqual(new Set(['16.3', '16.7']));
  });
});
