import { describe, expect, it } from 'vitest';
import { routeById } from '../../../src/flows/routes.ts';
import { ROUTED_FLOWS, type Route } from '../../../src/protocol/procedures.ts';
import { officer, openSmallTown } from './small-town.ts';

/** Short names for people: an officer under a line manager, a Director and the Chief Executive. */
const PEOPLE = [
  officer('chief', ['chief-executive'], null),
  officer('director', ['director'], 'chief'),
  officer('monitor', ['monitoring-officer'], 'chief'),
  officer('manager', [], 'director'),
  officer('officer', [], 'manager'),
  officer('close-to-director', [], 'director'),
  officer('loner', [], null),
];

const { protocol, levelOf, handlerOf, pick } = openSmallTown('swale', PEOPLE);
const { procedures } = protocol;

describe('a complaint about an officer at Swale', () => {
  const about = (subject: string, formality = 'informal', step = 'first'): Route =>
    pick('complaint', { as: 'member', 'subject-level': levelOf(subject), formality, step });

  it.each([
    ['officer', 'informal', 'first', 'officer-informal', 'manager'],
    ['officer', 'further', 'further', 'officer-formal', 'director'],
    ['officer', 'formal', 'first', 'officer-formal', 'director'],
    ['officer', 'formal', 'further', 'officer-afresh', 'chief'],
    ['loner', 'informal', 'first', 'officer-informal', 'monitor (ours)'],
    ['director', 'informal', 'first', 'director', 'chief'],
    ['director', 'formal', 'first', 'director', 'chief'],
    ['director', 'formal', 'further', 'director-afresh', 'monitor'],
    ['monitor', 'formal', 'further', 'officer-monitoring-officer', 'chief'],
    ['chief', 'formal', 'first', 'officer-chief-executive', 'monitor'],
  ])(
    'about the %s, %s (%s time), takes the route %s to the %s',
    (subject, formality, step, route, handler) => {
      expect(about(subject, formality, step).id).toBe(route);
      expect(handlerOf(about(subject, formality, step), { subject: [subject] })).toBe(handler);
    },
  );

  it('goes on to somebody who has not dealt with it', () => {
    const next = (route: Route): Route | undefined =>
      routeById('complaint', route.leads['formal'] ?? '', protocol);
    const subject = ['close-to-director'];
    const formal = next(about('close-to-director'));
    expect(formal?.fresh && handlerOf(formal, { subject }, { tied: ['director'] })).toBe('chief');
    const afresh = formal && next(formal);
    expect(afresh?.fresh && handlerOf(afresh, { subject }, { tied: ['director'] })).toBe('chief');
    expect(afresh?.fresh && handlerOf(afresh, { subject }, { tied: ['chief'] })).toBe('director');
  });

  it('tells the group leader of no action after the fresh look only, and shows nothing with it', () => {
    const telling = procedures.complaint.routes.filter(({ tells }) => tells.length > 0);
    expect(telling.map(({ id }) => id)).toEqual(['director-afresh', 'officer-afresh']);
    for (const { tells } of telling) {
      expect(tells.map(({ on, when, shows }) => ({ on, when, shows }))).toEqual([
        { on: 'outcome', when: { outcome: 'no-action' }, shows: [] },
      ]);
    }
  });
});

describe('a complaint about a councillor at Swale', () => {
  const by = (raiser: string, formality: string): Route =>
    pick('complaint', {
      as: 'officer',
      'asker-level': levelOf(raiser),
      'subject-level': 'member',
      formality,
    });

  it.each([
    ['officer', 'informal', 'member-line-manager', 'manager'],
    ['officer', 'further', 'member-director', 'director'],
    ['officer', 'formal', 'member-monitoring-officer', 'monitor'],
    ['director', 'informal', 'member-by-director', 'monitor'],
    ['chief', 'formal', 'member-by-director', 'monitor'],
    ['monitor', 'informal', 'member-line-manager', 'chief'],
    ['monitor', 'formal', 'member-monitoring-officer', 'chief (ours)'],
  ])('by the %s, %s, takes the route %s to the %s', (raiser, formality, route, handler) => {
    expect(by(raiser, formality).id).toBe(route);
    expect(handlerOf(by(raiser, formality), { raiser: [raiser] })).toBe(handler);
  });
});

describe('pressure at Swale', () => {
  const by = (raiser: string, kind: string): Route =>
    pick('pressure', { as: 'officer', 'asker-level': levelOf(raiser), 'subject-level': 'member', kind });

  it.each([
    ['officer', 'procedure', 'outside-procedure', 'director', false],
    ['officer', 'judgement', 'outside-procedure', 'director', false],
    ['officer', 'statutory', 'breach-monitoring-officer', 'monitor', false],
    ['officer', 'witness', 'intimidation', 'monitor', true],
    ['director', 'procedure', 'on-director', 'chief', false],
    ['monitor', 'procedure', 'on-director', 'chief', false],
    ['chief', 'procedure', 'on-chief-executive', 'monitor', false],
  ])('on the %s, of the kind %s, takes the route %s to the %s', (raiser, kind, route, handler, urgent) => {
    expect([by(raiser, kind).id, by(raiser, kind).urgent]).toEqual([route, urgent]);
    expect(handlerOf(by(raiser, kind), { raiser: [raiser] })).toBe(handler);
  });

  it.each([
    ['officer', 'director'],
    ['director', 'chief'],
    ['monitor', 'chief'],
    ['chief', 'monitor'],
  ])('by the %s on a councillor goes to the %s', (subject, handler) => {
    const route = pick('pressure', { as: 'member', 'subject-level': levelOf(subject), kind: 'lobbying' });
    expect(handlerOf(route, { subject: [subject] })).toBe(handler);
  });
});

describe('group meetings at Swale', () => {
  const at = (officer: string, meeting = 'political-group'): Route =>
    pick('group-meeting', { as: 'member', meeting, outsiders: 'no', 'officer-level': levelOf(officer) });

  it.each([
    ['officer', 'group-attendance', 2],
    ['director', 'group-attendance-senior', 1],
    ['monitor', 'group-attendance-senior', 1],
  ])('for the %s take the route %s, with %i to agree', (officer, route, deciders) => {
    expect([at(officer).id, at(officer).decide.length]).toEqual([route, deciders]);
  });

  it('show the other groups which group was briefed and on what, by names the dialog has', () => {
    for (const officer of ['officer', 'director']) {
      const told = at(officer).tells.filter(({ who }) => 'other_group_leaders' in who);
      expect(told.map(({ on, shows }) => ({ on, shows }))).toEqual([
        { on: 'agree', shows: ['group', 'topic'] },
      ]);
    }
  });

  it('are never those of a ward party', () => {
    for (const officer of ['officer', 'director']) expect(at(officer, 'ward-party').stops).toBe(true);
  });
});

describe('information and advice at Swale', () => {
  it('goes to the officer who is named, or to our last resort: the protocol names no one', () => {
    const route = pick('information', { as: 'member', step: 'request' });
    expect(handlerOf(route, { officer: ['officer'] })).toBe('officer');
    expect(handlerOf(route, {})).toBe('monitor (ours)');
  });

  it.each([
    ['officer', 'group-difficulty', 'group-difficulty', 'director'],
    ['member', 'group-difficulty', 'group-difficulty-member', 'monitor'],
    ['member', 'public-interest', 'public-interest', 'monitor'],
    ['officer', 'other', 'advice', 'monitor'],
  ])('takes a question by the %s on %s to the route %s and the %s', (as, matter, route, handler) => {
    const picked = pick('escalate', { as, matter });
    expect(picked.id).toBe(route);
    expect(handlerOf(picked, { raiser: [as] })).toBe(handler);
  });
});

describe('time at Swale', () => {
  it('is ten working days for a reply, put off by a holding response, and for nothing else', () => {
    const clocks = ROUTED_FLOWS.flatMap((flow) =>
      procedures[flow].routes.flatMap((route) =>
        route.clocks.map(({ id, working_days: days, put_off_by: puts }) => [
          route.id,
          id,
          days,
          puts['hold'],
        ]),
      ),
    );
    expect(clocks).toEqual([
      ['group-attendance-senior', 'how-it-went', undefined, undefined],
      ['group-attendance', 'how-it-went', undefined, undefined],
      ['request', 'reply', 10, 'expected'],
      ['enquiry', 'reply', 10, 'expected'],
    ]);
  });
});
