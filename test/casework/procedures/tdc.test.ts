import { describe, expect, it } from 'vitest';
import { createDirectory, type Person } from '../../../src/casework/people.ts';
import { routeByLadder, type RoutingGround } from '../../../src/casework/routing.ts';
import { routeById } from '../../../src/flows/routes.ts';
import { ROUTED_FLOWS, type RoutedFlow } from '../../../src/protocol/procedures.ts';
import { openSmallTown } from './small-town.ts';

const { protocol, pick } = openSmallTown('tdc');
const { procedures } = protocol;

describe('TDC: whom a complaint goes to', () => {
  it.each([
    [{ as: 'member', 'subject-level': 'officer', formality: 'informal' }, 'officer-informal'],
    [{ as: 'member', 'subject-level': 'officer', formality: 'formal' }, 'officer-formal'],
    [{ as: 'member', 'subject-level': 'senior-leadership', formality: 'formal' }, 'senior-leadership'],
    [{ as: 'member', 'subject-level': 'director', formality: 'informal' }, 'director'],
    [{ as: 'member', 'subject-level': 'chief-executive', formality: 'formal' }, 'managing-director'],
    [{ as: 'member', 'subject-level': 'monitoring-officer', formality: 'formal' }, 'monitoring-officer'],
    [{ as: 'officer', 'subject-level': 'member', formality: 'formal' }, 'member-formal'],
    [{ as: 'officer', 'subject-level': 'group-leader', formality: 'formal' }, 'member-formal'],
    [
      { as: 'officer', 'subject-level': 'member', 'subject-in-group': 'yes', formality: 'informal' },
      'member-informal',
    ],
    [
      { as: 'officer', 'subject-level': 'member', 'subject-in-group': 'unknown', formality: 'informal' },
      'member-informal',
    ],
    [
      { as: 'officer', 'subject-level': 'member', 'subject-in-group': 'no', formality: 'informal' },
      'ungrouped-informal',
    ],
    [{ as: 'officer', 'subject-level': 'group-leader', formality: 'informal' }, 'group-leader-informal'],
    [
      {
        as: 'officer',
        'asker-level': 'director',
        'subject-level': 'member',
        'subject-in-group': 'yes',
        formality: 'informal',
      },
      'member-informal',
    ],
  ])('%j: %s', (facts, route) => {
    expect(pick('complaint', facts).id).toBe(route);
  });

  it('leaves a group leader out who is the subject, or whom the member does not have', () => {
    for (const id of ['group-leader-informal', 'ungrouped-informal']) {
      const route = routeById('complaint', id, protocol);
      expect(route?.outcomes.map((outcome) => outcome.id)).not.toContain('leader');
      expect(route?.tells.some(({ who }) => 'group_leader_of' in who)).toBe(false);
    }
  });

  it('makes an informal concern formal, and takes a serious one to the Managing Director', () => {
    expect(routeById('complaint', 'officer-informal', protocol)?.leads['formal']).toBe('officer-formal');
    expect(routeById('complaint', 'officer-formal', protocol)?.leads['refer']).toBe('director');
    expect(routeById('complaint', 'member-informal', protocol)?.leads['formal']).toBe('member-formal');
  });

  it('has the three formal outcomes about a member', () => {
    const outcomes = routeById('complaint', 'member-formal', protocol)?.outcomes.map(({ id }) => id);
    expect(outcomes).toEqual(['investigation', 'other-action', 'no-further-action']);
  });

  it('offers the Managing Director, and names no route, where the protocol names none', () => {
    for (const level of ['monitoring-officer', 'senior-leadership']) {
      const route = pick('complaint', { as: 'member', 'subject-level': level, formality: 'formal' });
      expect(route).toMatchObject({ offer: 'chief-executive' });
      expect(route.receive).toBeUndefined();
    }
  });
});

describe('TDC: officers at group meetings', () => {
  const base = { as: 'officer', meeting: 'political-group', outsiders: 'no', 'officer-level': 'officer' };

  it.each([
    [base, 'attendance'],
    [{ ...base, as: 'member', 'asker-level': 'group-leader' }, 'attendance'],
    [{ ...base, as: 'member', 'asker-level': 'executive-member' }, 'attendance'],
    [{ ...base, as: 'member', 'asker-level': 'member' }, 'through-a-leader'],
    [{ ...base, outsiders: 'yes' }, 'outsiders'],
    [{ ...base, outsiders: 'unknown' }, 'outsiders'],
    [{ ...base, 'officer-level': 'director' }, 'senior-officer'],
    [{ ...base, as: 'member', 'asker-level': 'member', meeting: 'ward-party' }, 'party-branch'],
  ])('%j: %s', (facts, route) => {
    expect(pick('group-meeting', facts).id).toBe(route);
  });

  it('stops only a request that does not come through a leader, an executive member or a chair', () => {
    const stopping = procedures['group-meeting'].routes.filter(({ stops }) => stops).map(({ id }) => id);
    expect(stopping).toEqual(['through-a-leader']);
  });

  it('tells no other group, but does not let a second request be declined', () => {
    expect(procedures['group-meeting'].routes.flatMap(({ tells }) => tells)).toEqual([]);
    expect(procedures['group-meeting'].parity?.clauses).toContain('6.3');
  });

  it('reminds of the budget embargo only where it is about the budget', () => {
    const clocks = pick('group-meeting', base).clocks;
    expect(clocks.filter(({ when }) => when?.['budget'] === 'yes').map(({ clauses }) => clauses)).toEqual([
      ['6.5', '6.7'],
    ]);
    expect(clocks.every(({ when }) => when !== undefined)).toBe(true);
  });
});

describe('TDC: pressure, information and advice', () => {
  it.each([
    ['pressure', { as: 'officer', kind: 'statutory', 'asker-level': 'director' }, 'statutory', true],
    [
      'pressure',
      { as: 'officer', kind: 'statutory', 'asker-level': 'monitoring-officer' },
      'statutory-monitoring-officer',
      true,
    ],
    ['pressure', { as: 'officer', kind: 'witness', 'asker-level': 'officer' }, 'witness', false],
    ['pressure', { as: 'officer', kind: 'judgement', 'asker-level': 'officer' }, 'by-member', false],
    ['pressure', { as: 'member', kind: 'lobbying', 'subject-level': 'officer' }, 'by-officer', false],
    ['pressure', { as: 'member', kind: 'colleagues', 'subject-level': 'director' }, 'by-director', false],
    [
      'pressure',
      { as: 'member', kind: 'lobbying', 'subject-level': 'chief-executive' },
      'by-managing-director',
      false,
    ],
    ['information', { as: 'member', step: 'request', interest: 'pecuniary' }, 'request', false],
    ['information', { as: 'member', step: 'dispute' }, 'dispute', false],
    ['enquiry', { as: 'member', about: 'resident' }, 'enquiry', false],
    ['escalate', { as: 'officer', matter: 'group-difficulty' }, 'group-difficulty', false],
    ['escalate', { as: 'officer', matter: 'public-interest' }, 'public-interest', false],
    ['escalate', { as: 'member', matter: 'question' }, 'advice', false],
  ] as const)('%s %j: %s', (flow, facts, route, urgent) => {
    expect(pick(flow, facts)).toMatchObject({ id: route, urgent });
  });

  it('starts no clock that the protocol gives no time for', () => {
    const timed = ROUTED_FLOWS.flatMap((flow) => procedures[flow].routes).flatMap(({ clocks }) => clocks);
    expect(timed.every(({ on, from }) => on === 'date' && from === 'agree')).toBe(true);
  });
});

describe('TDC: the people found', () => {
  const directory = createDirectory([
    person('md', ['chief-executive'], null),
    person('mo', ['monitoring-officer'], 'md'),
    person('dir', ['director', 'senior-leadership-team-officer'], 'md'),
    person('slt', ['senior-leadership-team-officer'], 'md'),
    person('manager', ['senior-manager'], 'slt'),
    person('clerk', [], 'manager'),
    person('planner', [], 'dir'),
  ]);

  function handlers(
    flow: RoutedFlow,
    route: string,
    roles: RoutingGround['roles'],
    barred: string[] = [],
  ): string[] {
    const found = routeById(flow, route, protocol);
    const ladder = found?.receive ?? [{ office: found?.offer ?? '' }];
    const ground = { directory, barred, absent: new Set<string>(), roles, group: null };
    return routeByLadder(ladder, procedures.last_resort, ground).people.map(({ key }) => key);
  }

  it.each([
    ['officer-informal', 'clerk', [], ['manager']],
    ['officer-informal', 'planner', [], ['dir']],
    ['officer-informal', 'manager', [], ['slt']],
    ['officer-formal', 'clerk', [], ['slt']],
    ['officer-formal', 'clerk', ['slt'], ['md']],
    ['director', 'dir', [], ['md']],
    ['managing-director', 'md', [], ['mo']],
    ['monitoring-officer', 'mo', [], ['md']],
    ['senior-leadership', 'slt', [], ['md']],
    ['officer-formal', 'a typed name', [], ['md']],
  ])('complaint %s about %s, barring %j: %j', (route, subject, tied, found) => {
    expect(handlers('complaint', route, { subject: [subject] }, [subject, ...tied])).toEqual(found);
  });

  it('asks the senior leadership team officer, for a senior officer that officer', () => {
    expect(handlers('group-meeting', 'attendance', { officer: ['clerk'] })).toEqual(['slt']);
    expect(handlers('group-meeting', 'senior-officer', { officer: ['dir'] }, ['dir'])).toEqual(['dir']);
    expect(handlers('group-meeting', 'outsiders', { officer: ['slt'] })).toEqual(['md']);
    expect(handlers('group-meeting', 'attendance', { officer: ['a typed name'] })).toEqual(['md']);
  });

  it('asks the senior manager for information, else the officer named, else the Monitoring Officer', () => {
    expect(handlers('information', 'request', { officer: ['clerk'] })).toEqual(['manager']);
    expect(handlers('information', 'request', { officer: ['planner'] })).toEqual(['planner']);
    expect(handlers('information', 'request', { officer: [] })).toEqual(['mo']);
  });

  it('takes a question of the Monitoring Officer to the Managing Director', () => {
    expect(handlers('escalate', 'advice', {}, ['mo'])).toEqual(['md']);
  });
});

function person(key: string, offices: string[], lineManager: string | null): Person {
  return {
    key,
    name: key,
    kind: 'officer',
    email: key,
    jobTitle: '',
    offices,
    politicalGroup: null,
    lineManager,
    slackUserId: null,
    entraObjectId: null,
  };
}
