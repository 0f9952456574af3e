import { afterAll, describe, expect, it } from 'vitest';
import type { CaseGround } from '../../src/casework/case-ground.ts';
import { planOfficeCheck } from '../../src/casework/office-changes.ts';
import { createDirectory, parsePeople, PEOPLE_FILE_HEADER } from '../../src/casework/people.ts';
import type { CaseRecord } from '../../src/casework/register-port.ts';
import { createCalendar } from '../../src/casework/working-days.ts';
import { loadLibrary } from '../../src/protocol/load.ts';
import { removeLibraries, writeLibrary } from '../protocol/small-library.ts';

const library = loadLibrary(writeLibrary());
afterAll(removeLibraries);

const kase: CaseRecord = {
  id: 'case-1',
  council: 'wessex',
  reference: 'WSX-2026-0001',
  type: 'relationship',
  stage: 'open',
  ended: false,
  route: 'family',
  raisedBy: 'olwen@wsx.example',
  people: [
    { role: 'subject', person: 'carol@wsx.example' },
    { role: 'handler', person: 'md@wsx.example' },
  ],
  revision: 1,
  data: {},
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
};

function groundWith(carolsOffices: string): CaseGround {
  const protocol = library.protocols.get('wessex');
  if (!protocol) throw new Error('the small library has no wessex');
  const people = [
    PEOPLE_FILE_HEADER.join(','),
    'olwen@wsx.example,Olwen Parry,officer,Planning Officer,,,,,',
    `carol@wsx.example,Cllr Carol Finch,member,,${carolsOffices},,,,`,
    'md@wsx.example,Ruth Adeyemi,officer,Managing Director,chief-executive,,,,',
  ].join('\n');
  let ids = 0;
  return {
    protocol,
    plans: library.plans,
    directory: createDirectory(parsePeople(people, 'people.csv')),
    calendar: createCalendar('england-and-wales', []),
    clock: { now: () => new Date('2026-11-20T10:00:00.000Z') },
    newId: () => `id-${ids++}`,
    tiedTo: () => [],
    absent: new Set(),
    awayUntil: new Map(),
  };
}

/** The case after a change was made. */
const after = (change: ReturnType<typeof planOfficeCheck>): CaseRecord => ({
  ...kase,
  revision: 2,
  data: change?.kase.data ?? {},
});

describe('new offices of people with a disclosed tie', () => {
  it('are compared with what they held when it was first looked at', () => {
    const first = planOfficeCheck(kase, groundWith(''));
    expect(first?.messages).toEqual([]);
    expect(planOfficeCheck(after(first), groundWith(''))).toBeNull();
  });

  it('are told to whoever decides about the disclosure, with the rule', () => {
    const first = planOfficeCheck(kase, groundWith(''));
    const change = planOfficeCheck(after(first), groundWith('planning-committee'));
    expect(change?.messages.map(({ recipient }) => recipient)).toEqual(['md@wsx.example']);
    const shown = JSON.stringify(change?.messages[0]?.reply.blocks);
    expect(shown).toContain('Cllr Carol Finch is now planning committee.');
    expect(shown).toContain('Step aside.');
  });

  it('given up tell nobody', () => {
    const first = planOfficeCheck(kase, groundWith('planning-committee'));
    const change = planOfficeCheck(after(first), groundWith(''));
    expect(change?.messages).toEqual([]);
  });

  it('matter no more once it has ended', () => {
    expect(planOfficeCheck({ ...kase, ended: true }, groundWith('leader'))).toBeNull();
  });
});
