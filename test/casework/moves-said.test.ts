import { describe, expect, it } from 'vitest';
import type { CaseGround } from '../../src/casework/case-ground.ts';
import { saidBlocks } from '../../src/casework/moves-said.ts';
import type { Person } from '../../src/casework/people.ts';
import type { CaseRecord } from '../../src/casework/register-port.ts';
import { readCaseData } from '../../src/casework/case-data.ts';
import { plans, protocolOf, someRoute } from '../flows/contexts.ts';

const person = (key: string, offices: string[] = []): Person => ({
  key,
  name: key,
  kind: 'officer',
  email: null,
  jobTitle: null,
  offices,
  politicalGroup: null,
  lineManager: null,
  slackUserId: null,
  entraObjectId: null,
});
const route = someRoute({ outcomes: [{ id: 'settled', label: 'Settled informally' }] });
const ground = {
  protocol: protocolOf('swale'),
  directory: { byKey: () => undefined },
  clock: { now: () => new Date('2026-11-20T10:00:00Z') },
} as unknown as CaseGround;
const kase = {
  type: 'complaint',
  raisedBy: 'olwen',
  people: [{ role: 'handler', person: 'daniel' }],
  data: {
    moves: {
      involve: { reply: 'For the leader only' },
      hold: { expected: '2027-01-07', reply: 'It takes longer' },
      outcome: { outcome: 'settled', reply: 'He is sorry', note: 'For the file', changes: 'no' },
    },
  },
} as unknown as CaseRecord;

const shownTo = (viewer: Person): string =>
  JSON.stringify(
    saidBlocks(kase, readCaseData(kase), viewer, { plan: plans.get('look-into'), route, ground }),
  );

describe('what was said by the moves on a case', () => {
  it('shows whoever raised it what each move tells them, days and outcomes in words', () => {
    const shown = shownTo(person('olwen'));
    for (const text of ['Put on hold', 'Thu 7 Jan', 'It takes longer', 'Settled informally', 'He is sorry'])
      expect(shown).toContain(text);
  });

  it('keeps from them what was written for the file or for somebody else', () => {
    const shown = shownTo(person('olwen'));
    expect(shown).not.toContain('For the file');
    expect(shown).not.toContain('For the leader only');
  });

  it('shows all of it to those who handle or oversee it, and nothing to others', () => {
    for (const viewer of [person('daniel'), person('helen', ['monitoring-officer'])]) {
      expect(shownTo(viewer)).toContain('For the file');
      expect(shownTo(viewer)).toContain('For the leader only');
    }
    expect(shownTo(person('sam'))).toBe('[]');
  });
});
