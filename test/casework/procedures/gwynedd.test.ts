import { describe, expect, it } from 'vitest';
import { routeById } from '../../../src/flows/routes.ts';
import { ROUTED_FLOWS, type Route } from '../../../src/protocol/procedures.ts';
import type { RouteFacts } from '../../../src/flows/context.ts';
import { officer, openSmallTown } from './small-town.ts';

/** Short names for people: an employee under a line manager, a Head of Service, a Director and the Chief Executive. */
const PEOPLE = [
  officer('chief', ['chief-executive'], null),
  officer('director', ['director'], 'chief'),
  officer('monitor', ['monitoring-officer'], 'chief'),
  officer('head', ['head-of-service'], 'director'),
  officer('manager', [], 'head'),
  officer('employee', [], 'manager'),
  officer('close-to-head', [], 'head'),
  officer('loner', [], null),
];

const { protocol, levelOf, handlerOf, pick } = openSmallTown('gwynedd', PEOPLE);
const { procedures } = protocol;

describe('a complaint about an employee at Gwynedd', () => {
  const about = (subject: string, formality = 'informal', concerns = 'conduct'): Route =>
    pick('complaint', { as: 'member', 'subject-level': levelOf(subject), formality, concerns });

  it.each([
    ['employee', 'informal', 'officer-line-manager', 'manager'],
    ['employee', 'further', 'officer-head-of-service', 'head'],
    ['employee', 'formal', 'officer-head-of-service', 'head'],
    ['head', 'informal', 'officer-line-manager', 'director'],
    ['loner', 'informal', 'officer-line-manager', 'monitor (ours)'],
    ['director', 'informal', 'officer-director', 'monitor'],
    ['director', 'formal', 'officer-director', 'monitor'],
    ['chief', 'further', 'officer-chief-executive', 'monitor'],
    ['monitor', 'informal', 'officer-monitoring-officer', 'chief'],
  ])('about the %s, %s, takes the route %s to the %s', (subject, formality, route, handler) => {
    expect(about(subject, formality).id).toBe(route);
    expect(handlerOf(about(subject, formality), { subject: [subject] })).toBe(handler);
  });

  it('names nobody for those at the top, and for money or the law', () => {
    for (const subject of ['chief', 'director', 'monitor']) expect(about(subject).receive).toBeUndefined();
    for (const concerns of ['money', 'lawfulness']) {
      expect(about('employee', 'informal', concerns).id).toBe('officer-other');
      expect(about('director', 'informal', concerns).id).toBe('officer-director');
    }
  });

  it('goes on from the line manager to somebody else, even where that is the Head of Service', () => {
    const next = routeById('complaint', about('close-to-head').leads['formal'] ?? '', protocol);
    expect(next?.fresh).toBe(true);
    expect(next && handlerOf(next, { subject: ['close-to-head'] }, { tied: ['head'] })).toBe('director');
  });
});

describe('a complaint about a member at Gwynedd', () => {
  const by = (raiser: string, formality: string): Route =>
    pick('complaint', {
      as: 'officer',
      'asker-level': levelOf(raiser),
      'subject-level': 'member',
      formality,
    });

  it.each([
    ['employee', 'informal', 'member-head-of-service', 'head'],
    ['employee', 'further', 'member-director', 'director'],
    ['employee', 'formal', 'member-local-resolution', 'monitor'],
    ['head', 'informal', 'member-head-of-service', 'director'],
    ['director', 'informal', 'member-by-director', 'monitor'],
    ['director', 'formal', 'member-local-resolution', 'monitor'],
    ['chief', 'informal', 'member-by-director', 'monitor'],
    ['monitor', 'informal', 'member-by-monitoring-officer', 'chief'],
    ['monitor', 'formal', 'member-by-monitoring-officer', 'chief'],
  ])('by the %s, %s, takes the route %s to the %s', (raiser, formality, route, handler) => {
    expect(by(raiser, formality).id).toBe(route);
    expect(handlerOf(by(raiser, formality), { raiser: [raiser] })).toBe(handler);
  });

  it('can go on to local resolution after every informal step, and tells no group leader', () => {
    for (const raiser of ['employee', 'director', 'chief']) {
      const { leads } = by(raiser, 'informal');
      expect([leads['formal'], leads['refer']]).toEqual([
        'member-local-resolution',
        'member-local-resolution',
      ]);
    }
    expect(procedures.complaint.routes.flatMap(({ tells }) => tells)).toEqual([]);
  });
});

describe('pressure at Gwynedd', () => {
  const by = (raiser: string, kind: string): Route =>
    pick('pressure', { as: 'officer', 'asker-level': levelOf(raiser), 'subject-level': 'member', kind });

  it.each([
    ['employee', 'procedure', 'undue-pressure', 'head', false],
    ['employee', 'hours', 'undue-pressure', 'head', false],
    ['employee', 'witness', 'serious', 'monitor', true],
    ['director', 'judgement', 'on-director', 'monitor', false],
    ['director', 'statutory', 'serious', 'monitor', true],
    ['monitor', 'judgement', 'on-monitoring-officer', 'chief', false],
    ['monitor', 'statutory', 'on-monitoring-officer-serious', 'chief', true],
  ])('on the %s, of the kind %s, takes the route %s to the %s', (raiser, kind, route, handler, urgent) => {
    expect([by(raiser, kind).id, by(raiser, kind).urgent]).toEqual([route, urgent]);
    expect(handlerOf(by(raiser, kind), { raiser: [raiser] })).toBe(handler);
  });

  it.each([
    ['employee', 'monitor'],
    ['chief', 'monitor'],
    ['monitor', 'chief'],
  ])('by the %s on a member has no route: the %s is offered', (subject, handler) => {
    const route = pick('pressure', { as: 'member', 'subject-level': levelOf(subject), kind: 'lobbying' });
    expect(route.receive).toBeUndefined();
    expect(handlerOf(route, { subject: [subject] })).toBe(handler);
  });
});

describe('group meetings at Gwynedd', () => {
  const at = (facts: RouteFacts): Route =>
    pick('group-meeting', { as: 'member', meeting: 'political-group', assistant: 'no', ...facts });

  it('registers every attendance with the Monitoring Officer, and asks nobody to agree', () => {
    const route = at({});
    expect([route.id, route.plan, route.decide]).toEqual(['attendance', 'attendance-record', []]);
    expect(handlerOf(route, { officer: ['employee'] })).toBe('monitor');
  });

  it('registers nothing for the political assistant', () => {
    expect(at({ assistant: 'yes' }).stops).toBe(true);
  });

  it('enters no attendance for a party meeting, of which the protocol is silent', () => {
    for (const assistant of ['yes', 'no']) {
      const route = at({ meeting: 'ward-party', assistant });
      expect([route.id, route.plan, route.offer]).toEqual(['ward-party', 'advise', 'monitoring-officer']);
    }
  });
});

describe('information and advice at Gwynedd', () => {
  it('shows a Cabinet Member neither the request nor the answer', () => {
    const { tells } = pick('information', { as: 'member', step: 'request' });
    expect(tells.map(({ on, who, shows }) => ({ on, who, shows }))).toEqual([
      { on: 'provide', who: { office: 'cabinet-member' }, shows: ['service', 'officer'] },
    ]);
  });

  it('names nobody to settle a dispute', () => {
    expect(pick('information', { as: 'member', step: 'dispute' })).toMatchObject({
      id: 'dispute',
      offer: 'monitoring-officer',
      clocks: [],
    });
  });

  it.each([
    ['member', 'public-interest', 'public-interest'],
    ['officer', 'public-interest', 'public-interest-employee'],
    ['officer', 'group-difficulty', 'group-difficulty'],
    ['member', 'question', 'advice'],
  ])('takes a question by the %s on %s to the route %s', (as, matter, route) => {
    expect(pick('escalate', { as, matter }).id).toBe(route);
  });
});

describe('time at Gwynedd', () => {
  it('is five working days for a reply, and for nothing else', () => {
    const clocks = ROUTED_FLOWS.flatMap((flow) =>
      procedures[flow].routes.flatMap((route) =>
        route.clocks.map(({ id, working_days: days }) => [flow, id, days]),
      ),
    );
    expect(clocks).toEqual([
      ['group-meeting', 'took-place', undefined],
      ['information', 'reply', 5],
      ['enquiry', 'reply', 5],
    ]);
  });

  it('is put off, not met, by an acknowledgement: the reply itself is still to come', () => {
    for (const flow of ['information', 'enquiry'] as const) {
      const [clock] = pick(flow, { as: 'member', step: 'request' }).clocks;
      expect(clock?.put_off_by).toEqual({ hold: 'expected' });
      expect(clock?.met_by).not.toContain('hold');
    }
  });
});
