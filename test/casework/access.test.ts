import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorize, type Move } from '../../src/casework/access.ts';
import { createDirectory, type Person } from '../../src/casework/people.ts';
import type { CaseRecord } from '../../src/casework/register-port.ts';

const MOVES = ['read', 'amend', 'end'] as const satisfies readonly Move[];

const person = (key: string): Person => ({
  ...createDirectory([]).identify({ channel: 'web', tenant: 'local', userId: key }),
  key,
});

const kase = (more: Partial<CaseRecord> = {}): CaseRecord => ({
  id: 'case-1',
  council: 'wessex',
  reference: 'WSX-2026-0001',
  type: 'relationship',
  stage: 'open',
  raisedBy: 'ann',
  ended: false,
  route: null,
  people: [{ role: 'handler', person: 'mo' }],
  revision: 1,
  data: {},
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  ...more,
});

const allowed = (subject: CaseRecord | null, who: string): Move[] =>
  MOVES.filter((move) => authorize(subject, person(who), move) !== null);

describe('who may do what with an entry', () => {
  it('its discloser reads, amends and ends it', () => {
    expect(allowed(kase(), 'ann')).toEqual(['read', 'amend', 'end']);
  });

  it('who was told of it reads it, and no more', () => {
    expect(allowed(kase(), 'mo')).toEqual(['read']);
  });

  it('nobody else sees that it is there', () => {
    expect(allowed(kase(), 'carol')).toEqual([]);
    expect(allowed(null, 'ann')).toEqual([]);
  });

  it('once it has ended, it can only be read', () => {
    expect(allowed(kase({ stage: 'ended', ended: true }), 'ann')).toEqual(['read']);
  });

  it('another kind of case is not amended like a disclosure', () => {
    expect(allowed(kase({ type: 'complaint' }), 'ann')).toEqual(['read']);
  });

  it('keys are compared whole', () => {
    const key = fc.constantFrom('ann', 'an', 'anna', 'Ann', 'ann ', '', 'mo', 'm', 'mo,ann');
    fc.assert(
      fc.property(key, (who) => {
        expect(allowed(kase(), who).length > 0).toBe(who === 'ann' || who === 'mo');
      }),
      { seed: 1 },
    );
  });

  it('the proof names the case and the person it was given for', () => {
    const subject = kase();
    const ann = person('ann');
    expect(authorize(subject, ann, 'amend')).toEqual({ kase: subject, person: ann });
  });
});
