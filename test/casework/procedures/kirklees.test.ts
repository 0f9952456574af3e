import { describe, expect, it } from 'vitest';
import { routeById } from '../../../src/flows/routes.ts';
import { ROUTED_FLOWS, type Route } from '../../../src/protocol/procedures.ts';
import type { RouteFacts } from '../../../src/flows/context.ts';
import { officer, openSmallTown } from './small-town.ts';

/** Short names for people: an officer under a Service Director, an Executive Director, and the Chief Executive. */
const PEOPLE = [
  officer('chief', ['chief-executive'], null),
  officer('deputy', ['deputy-chief-executive', 'executive-director'], 'chief'),
  officer('executive', ['executive-director'], 'chief'),
  officer('childrens', ['executive-director', 'director-of-childrens-services'], 'chief'),
  officer('monitor', ['monitoring-officer', 'service-director'], 'executive'),
  officer('service', ['service-director'], 'executive'),
  officer('manager', [], 'service'),
  officer('officer', [], 'manager'),
  officer('loner', [], null),
];

const { protocol, levelOf, handlerOf, pick } = openSmallTown('kirklees', PEOPLE);
const { procedures } = protocol;

describe('a complaint about an officer at Kirklees', () => {
  const about = (subject: string, formality = 'informal'): Route =>
    pick('complaint', { as: 'member', 'subject-level': levelOf(subject), formality });

  it.each([
    ['officer', 'officer', 'service'],
    ['manager', 'officer', 'service'],
    ['service', 'officer-service-director', 'executive'],
    ['executive', 'officer-executive-director', 'chief'],
    ['deputy', 'officer-deputy', 'chief'],
    ['childrens', 'officer-statutory', 'chief'],
    ['monitor', 'officer-statutory', 'chief'],
    ['chief', 'officer-chief-executive', 'deputy'],
  ])('about the %s takes the route %s to the %s, informal or formal', (subject, route, handler) => {
    for (const formality of ['informal', 'formal']) {
      expect(about(subject, formality).id).toBe(route);
    }
    expect(handlerOf(about(subject), { raiser: ['councillor'], subject: [subject] })).toBe(handler);
  });

  it.each([
    ['officer', 'service', 'executive'],
    ['service', 'executive', 'chief'],
    ['executive', 'chief', 'deputy'],
    ['monitor', 'chief', 'deputy'],
  ])('about the %s passes over the %s, who is tied to them', (subject, tied, handler) => {
    expect(handlerOf(about(subject), { subject: [subject] }, { tied: [tied] })).toBe(handler);
  });

  it('about the Deputy never comes to the Deputy, even when the Chief Executive is away', () => {
    expect(handlerOf(about('deputy'), { subject: ['deputy'] }, { absent: ['chief'] })).toBe('chief');
  });

  it('goes to our last resort where the people file does not say who the Service Director is', () => {
    expect(handlerOf(about('loner'), { subject: ['loner'] })).toBe('monitor (ours)');
  });

  it('says that there is no second step, and offers advice', () => {
    const route = about('officer', 'further');
    expect(route.id).toBe('officer-further');
    expect(route.receive).toBeUndefined();
    expect(handlerOf(route, { subject: ['officer'] })).toBe('monitor');
    expect(handlerOf(route, { subject: ['monitor'] })).toBe('chief (ours)');
  });
});

describe('a complaint about a councillor at Kirklees', () => {
  const by = (raiser: string, formality: string): Route =>
    pick('complaint', {
      as: 'officer',
      'asker-level': levelOf(raiser),
      'subject-level': 'member',
      formality,
    });

  it.each([
    ['officer', 'informal', 'member-line-manager', 'manager'],
    ['manager', 'informal', 'member-line-manager', 'service'],
    ['service', 'informal', 'member-line-manager', 'executive'],
    ['executive', 'informal', 'member-line-manager', 'chief'],
    ['officer', 'formal', 'member-monitoring-officer', 'monitor'],
    ['officer', 'further', 'member-monitoring-officer', 'monitor'],
    ['service', 'formal', 'member-monitoring-officer', 'monitor'],
    ['chief', 'informal', 'member-by-chief-executive', 'monitor'],
    ['chief', 'formal', 'member-monitoring-officer', 'monitor'],
    ['monitor', 'informal', 'member-by-monitoring-officer', 'executive'],
    ['monitor', 'formal', 'member-formal-by-monitoring-officer', 'chief'],
  ])('by the %s, %s, takes the route %s to the %s', (raiser, formality, route, handler) => {
    expect(by(raiser, formality).id).toBe(route);
    expect(handlerOf(by(raiser, formality), { raiser: [raiser] })).toBe(handler);
  });

  it('goes over the head of a line manager who is tied to the councillor', () => {
    expect(handlerOf(by('officer', 'informal'), { raiser: ['officer'] }, { tied: ['manager'] })).toBe(
      'service',
    );
  });

  it('can be made formal or referred after every informal step, never back to whoever raised it', () => {
    for (const raiser of ['officer', 'chief', 'monitor']) {
      const { leads } = by(raiser, 'informal');
      for (const move of ['formal', 'refer']) {
        const there = routeById('complaint', leads[move] ?? '', protocol);
        expect(there && handlerOf(there, { raiser: [raiser] })).toBe(
          raiser === 'monitor' ? 'chief' : 'monitor',
        );
      }
    }
  });
});

describe('pressure at Kirklees', () => {
  const by = (raiser: string, kind: string, subject = 'member'): string =>
    pick('pressure', { as: 'officer', 'asker-level': levelOf(raiser), 'subject-level': subject, kind }).id;

  it.each([
    ['officer', 'procedure', 'member', 'outside-procedure'],
    ['officer', 'duties', 'cabinet-member', 'outside-procedure'],
    ['officer', 'hours', 'member', 'hours'],
    ['officer', 'statutory', 'member', 'statutory'],
    ['officer', 'witness', 'member', 'conduct-monitoring-officer'],
    ['officer', 'judgement', 'member', 'judgement'],
    ['officer', 'judgement', 'cabinet-member', 'judgement-cabinet'],
    ['service', 'judgement', 'cabinet-member', 'cabinet-senior-officer'],
    ['service', 'judgement', 'member', 'judgement'],
    ['service', 'hours', 'cabinet-member', 'hours'],
    ['chief', 'judgement', 'cabinet-member', 'by-chief-executive'],
  ])('on the %s, of the kind %s, by a %s, takes the route %s', (raiser, kind, subject, route) => {
    expect(by(raiser, kind, subject)).toBe(route);
  });

  it.each([
    ['officer', 'service'],
    ['service', 'executive'],
    ['deputy', 'chief'],
    ['chief', 'deputy'],
  ])('by the %s on a councillor goes to the %s', (subject, handler) => {
    const route = pick('pressure', { as: 'member', 'subject-level': levelOf(subject), kind: 'lobbying' });
    expect(handlerOf(route, { subject: [subject] })).toBe(handler);
  });
});

describe('group meetings at Kirklees', () => {
  it('never allows a ward or constituency party meeting', () => {
    for (const outsiders of ['yes', 'no', 'unknown']) {
      const route = pick('group-meeting', { as: 'member', meeting: 'ward-party', outsiders });
      expect([route.stops, route.clauses[0]]).toEqual([true, '9.5']);
    }
  });

  it('asks the Chief Executive, or a director where the Chief Executive asks', () => {
    const route = pick('group-meeting', { as: 'member', meeting: 'political-group', outsiders: 'no' });
    expect([route.id, route.plan, route.decide.length]).toEqual(['group-attendance', 'agree', 1]);
    expect(handlerOf(route, { raiser: ['councillor'], officer: ['officer'] })).toBe('chief');
    expect(handlerOf(route, { raiser: ['chief'], officer: ['chief'] })).toBe('deputy');
  });

  it('tells no other group: they get the same if they ask', () => {
    const route = pick('group-meeting', { as: 'member', meeting: 'political-group' });
    expect(route.tells).toEqual([]);
    expect(procedures['group-meeting'].parity?.clauses).toContain('8.2');
  });
});

describe('information at Kirklees', () => {
  const ask = (facts: RouteFacts): Route =>
    pick('information', {
      as: 'member',
      step: 'request',
      interest: 'none',
      for: 'self',
      form: 'information',
      ...facts,
    });

  it.each([
    [{}, 'request'],
    [{ form: 'documents' }, 'documents'],
    [{ interest: 'other' }, 'interest'],
    [{ interest: 'unsure', form: 'documents' }, 'interest'],
    [{ for: 'third-party', tests: 'all' }, 'third-party'],
    [{ for: 'third-party', tests: 'all', interest: 'pecuniary' }, 'interest'],
    [{ for: 'third-party', tests: 'unsure' }, 'third-party-unsure'],
    [{ for: 'third-party', tests: 'not-all' }, 'third-party-refused'],
    [{ for: 'third-party', tests: 'not-all', interest: 'other' }, 'third-party-refused'],
    [{ step: 'dispute', for: 'third-party', tests: 'unsure' }, 'dispute'],
  ])('%o takes the route %s', (facts, route) => {
    expect(ask(facts).id).toBe(route);
  });

  it('lets every refusal be disputed before the Monitoring Officer, who decides', () => {
    for (const route of procedures.information.routes) {
      if (route.stops || route.id === 'dispute') continue;
      expect([route.id, route.leads['dispute']]).toEqual([route.id, 'dispute']);
    }
    expect(handlerOf(ask({ step: 'dispute' }), { raiser: ['councillor'] })).toBe('monitor');
  });
});

describe('time at Kirklees', () => {
  it('runs no clock but the question how a group meeting went: the protocol sets no deadline', () => {
    const clocks = ROUTED_FLOWS.flatMap((flow) => procedures[flow].routes.flatMap((route) => route.clocks));
    expect(clocks.map(({ id }) => id)).toEqual(['how-it-went']);
  });
});
