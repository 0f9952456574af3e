import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDirectory, type Directory, type Person } from '../../src/casework/people.ts';
import { resolveRecipient, routeByLadder, type RoutingGround } from '../../src/casework/routing.ts';
import type { Ladder } from '../../src/protocol/procedures.ts';

function person(key: string, more: Partial<Person> = {}): Person {
  return {
    key,
    name: key,
    kind: 'officer',
    email: key,
    jobTitle: null,
    offices: [],
    politicalGroup: null,
    lineManager: null,
    slackUserId: null,
    entraObjectId: null,
    ...more,
  };
}

const TOWN: Directory = createDirectory([
  person('chief', { offices: ['chief-executive'] }),
  person('director', { offices: ['director'], lineManager: 'chief' }),
  person('manager', { lineManager: 'director' }),
  person('officer', { lineManager: 'manager' }),
  person('mo', { offices: ['monitoring-officer'], lineManager: 'chief' }),
  person('deputy-mo', { offices: ['deputy-monitoring-officer'], lineManager: 'mo' }),
  person('red', { kind: 'member', politicalGroup: 'Red', offices: ['group-leader'] }),
  person('rose', { kind: 'member', politicalGroup: 'Red' }),
  person('blue', { kind: 'member', politicalGroup: 'Blue', offices: ['group-leader'] }),
  person('solo', { kind: 'member' }),
]);

const ground = (more: Partial<RoutingGround> = {}): RoutingGround => ({
  directory: TOWN,
  barred: [],
  absent: new Set(),
  roles: { raiser: ['rose'], subject: ['officer'] },
  group: null,
  ...more,
});

const keysOf = (ladder: Ladder, more: Partial<RoutingGround> = {}): string[] =>
  routeByLadder(ladder, [], ground(more)).people.map(({ key }) => key);

describe('finding whom a recipient stands for', () => {
  it.each<[Ladder[number], string[]]>([
    [{ office: 'monitoring-officer' }, ['mo']],
    [{ line_manager_of: 'subject' }, ['manager']],
    [{ above: 'subject', holding: ['director'] }, ['director']],
    [{ above: 'subject', holding: ['chief-executive', 'director'] }, ['director']],
    [{ group_leader_of: 'raiser' }, ['red']],
    [{ role: 'subject' }, ['officer']],
    [{ office: 'head-of-service' }, []],
    [{ line_manager_of: 'raiser' }, []],
  ])('%j is %j', (recipient, expected) => {
    expect(keysOf([recipient])).toEqual(expected);
  });

  it('a director above themselves is themselves only where the procedure says "at or above"', () => {
    const roles = { officer: ['director'] };
    expect(keysOf([{ above: 'officer', holding: ['director'] }], { roles })).toEqual([]);
    expect(keysOf([{ at_or_above: 'officer', holding: ['director'] }], { roles })).toEqual(['director']);
  });

  it('the other leaders are those of every group but the one it is about', () => {
    expect(keysOf([{ other_group_leaders: true }], { group: 'Red' })).toEqual(['blue']);
  });

  it('a councillor of no group has no leader', () => {
    expect(keysOf([{ group_leader_of: 'raiser' }], { roles: { raiser: ['solo'] } })).toEqual([]);
  });

  it('line managers in a circle come to an end', () => {
    const directory = createDirectory([
      person('one', { lineManager: 'two' }),
      person('two', { lineManager: 'one' }),
    ]);
    const roles = { subject: ['one'] };
    expect(keysOf([{ above: 'subject', holding: ['director'] }], { directory, roles })).toEqual([]);
  });
});

describe('a ladder', () => {
  const LADDER: Ladder = [
    { line_manager_of: 'subject' },
    { above: 'subject', holding: ['director'] },
    { office: 'chief-executive' },
  ];

  it('stops at the first rung on which somebody may hear of it', () => {
    expect(keysOf(LADDER)).toEqual(['manager']);
    expect(keysOf(LADDER, { barred: ['manager'] })).toEqual(['director']);
    expect(keysOf(LADDER, { barred: ['manager', 'director'] })).toEqual(['chief']);
  });

  it('says that nobody was found, and why', () => {
    const all = ['manager', 'director', 'chief'];
    expect(routeByLadder(LADDER, [], ground({ barred: all })).gap).toEqual({
      office: 'line-manager',
      reason: 'conflict-of-interest',
    });
    const nobody = routeByLadder([{ office: 'head-of-service' }], [], ground());
    expect(nobody.gap).toEqual({ office: 'head-of-service', reason: 'nobody-holds-office' });
  });

  it('ends in the last resort, and says that it is one', () => {
    const route = routeByLadder(
      [{ office: 'head-of-service' }],
      [{ office: 'monitoring-officer' }],
      ground(),
    );
    expect(route.people.map(({ key }) => key)).toEqual(['mo']);
    expect(route.isLastResort).toBe(true);
  });

  it('gives nothing in another’s place, or as a last resort, to who reports to whom it is about', () => {
    const route = (own: Ladder, subject: string, last: Ladder = []): string[] =>
      routeByLadder(own, last, ground({ barred: [subject], roles: { subject: [subject] } })).people.map(
        ({ key }) => key,
      );
    const monitor = { office: 'monitoring-officer' };
    const chief = { office: 'chief-executive' };
    expect(route([monitor], 'mo')).toEqual([]);
    expect(route([monitor, chief], 'mo')).toEqual(['chief']);
    expect(route([], 'mo', [monitor, chief])).toEqual(['chief']);
    // Everybody reports to the head of the house: a complaint about them still goes to somebody, but to no deputy of theirs.
    expect(route([], 'chief', [monitor, chief])).toEqual(['mo']);
    expect(route([], 'chief', [chief])).toEqual([]);
    // Whom the protocol itself names keeps it.
    expect(route([monitor], 'chief')).toEqual(['mo']);
    expect(route([{ office: 'deputy-monitoring-officer' }], 'mo')).toEqual(['deputy-mo']);
  });

  it('gives an office to its deputy while the holder is away, and back afterwards', () => {
    const ladder: Ladder = [{ office: 'monitoring-officer' }];
    expect(keysOf(ladder, { absent: new Set(['mo']) })).toEqual(['deputy-mo']);
    expect(keysOf(ladder)).toEqual(['mo']);
    // Everybody away: better told late than not at all.
    expect(keysOf(ladder, { absent: new Set(['mo', 'deputy-mo']) })).toEqual(['mo']);
  });
});

describe('whoever may not hear of a matter', () => {
  const keys = TOWN.all.map(({ key }) => key);
  const recipient = fc.constantFrom<Ladder[number]>(
    { office: 'monitoring-officer' },
    { office: 'chief-executive' },
    { line_manager_of: 'subject' },
    { above: 'subject', holding: ['director', 'chief-executive'] },
    { at_or_above: 'subject', holding: ['director'] },
    { group_leader_of: 'subject' },
    { other_group_leaders: true },
  );

  it('is never found, whatever the ladder, the absences and the parties', () => {
    fc.assert(
      fc.property(
        fc.array(recipient, { minLength: 1, maxLength: 4 }),
        fc.subarray(keys),
        fc.subarray(keys),
        fc.constantFrom(...keys),
        (ladder, barred, absent, subject) => {
          const here = ground({
            barred: [...barred, subject],
            absent: new Set(absent),
            roles: { subject: [subject] },
          });
          const { people } = routeByLadder(ladder, ladder, here);
          expect(people.filter(({ key }) => here.barred.includes(key))).toEqual([]);
          for (const each of ladder) {
            expect(resolveRecipient(each, here).filter(({ key }) => here.barred.includes(key))).toEqual([]);
          }
        },
      ),
      { seed: 7 },
    );
  });
});
