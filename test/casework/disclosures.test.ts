import { afterEach, beforeEach, describe, expect, it, afterAll } from 'vitest';
import { authorize, type Authorized } from '../../src/casework/access.ts';
import {
  describePerson,
  planAmendment,
  planDisclosure,
  planEnd,
  readDisclosure,
  type DisclosureServices,
} from '../../src/casework/disclosures.ts';
import { createDirectory, parsePeople, PEOPLE_FILE_HEADER, type Person } from '../../src/casework/people.ts';
import { REFERENCE_PLACEHOLDER, type CaseRecord, type Change } from '../../src/casework/register-port.ts';
import { startDraft, type Draft } from '../../src/flows/engine.ts';
import { bareContext, type FlowContext } from '../../src/flows/context.ts';
import { relationshipFlow } from '../../src/flows/relationship.ts';
import { createCalendar } from '../../src/casework/working-days.ts';
import type { FormValues, Reply } from '../../src/conversation/vocabulary.ts';
import { loadLibrary } from '../../src/protocol/load.ts';
import { removeLibraries, writeLibrary } from '../protocol/small-library.ts';
import { openTestRegister } from '../support/register.ts';

const library = loadLibrary(writeLibrary());
const protocol = library.protocols.get('wessex');
if (!protocol) throw new Error('the small library has no wessex');
afterAll(removeLibraries);

const PEOPLE = [
  PEOPLE_FILE_HEADER.join(','),
  'olwen@wsx.example,Olwen Parry,officer,Planning Officer,,,,,',
  'carol@wsx.example,Cllr Carol Finch,member,,,,,,',
  'md@wsx.example,Ruth Adeyemi,officer,Managing Director,chief-executive,,,,',
  'deputy@wsx.example,Dee Puty,officer,,deputy-chief-executive,,,,',
  'mo@wsx.example,Helen Marsh,officer,Monitoring Officer,monitoring-officer,,,,',
].join('\n');

const withoutLine = (start: string): string =>
  PEOPLE.split('\n')
    .filter((line) => !line.startsWith(start))
    .join('\n');

/** In wessex, family must be told to the chief executive; for friends the protocol names nobody. */
const FAMILY = { kind: 'family', with: 'carol@wsx.example', since: 'after', decides: 'neither' };
const FRIEND = { ...FAMILY, kind: 'friendship', proceed: 'yes', tell: 'no' };

function setUp(file = PEOPLE) {
  const directory = createDirectory(parsePeople(file, 'people.csv'));
  let ids = 0;
  const services: DisclosureServices = {
    directory,
    clock: { now: () => new Date('2026-11-20T10:00:00.000Z') },
    newId: () => `id-${ids++}`,
    calendar: createCalendar('england-and-wales', []),
    plans: library.plans,
  };
  const context: FlowContext = {
    ...bareContext(protocol as NonNullable<typeof protocol>, 'officer'),
    people: [{ label: 'Cllr Carol Finch', value: 'carol@wsx.example' }],
  };
  const person = (key: string): Person => {
    const found = directory.byKey(key);
    if (!found) throw new Error(`nobody is ${key}`);
    return found;
  };
  const draft = (answers: FormValues, more: Partial<Draft> = {}): Draft => ({
    ...startDraft(relationshipFlow, context, {
      id: `draft-${ids++}`,
      protocolVersion: context.protocol.version,
      startedAt: '2026-11-20T09:00:00.000Z',
      answers,
    }),
    ...more,
  });
  const plan = (answers: FormValues, by = 'olwen@wsx.example') =>
    planDisclosure(draft(answers), person(by), context, services);
  return { directory, services, context, person, draft, plan };
}

const recipients = (change: Change): string[] => change.messages.map(({ recipient }) => recipient);
const words = (reply: Reply | undefined): string => JSON.stringify(reply?.blocks);

function handlers({ people }: Pick<CaseRecord, 'people'>): string[] {
  return people.filter(({ role }) => role === 'handler').map(({ person }) => person);
}

describe('a disclosure', () => {
  const { plan, context } = setUp();

  it('is told to whom the protocol names, in a private card with all that was recorded', () => {
    const { change, office, route } = plan({ ...FAMILY, details: 'We are cousins.' });
    expect(office).toBe('chief-executive');
    expect(route.gap).toBeNull();
    expect(recipients(change)).toEqual(['md@wsx.example']);
    const [message] = change.messages;
    expect(message?.reply.audience).toBe('private');
    for (const said of [
      REFERENCE_PLACEHOLDER,
      'Olwen Parry, Planning Officer',
      'Cllr Carol Finch',
      'We are cousins.',
      'You are told as Managing Director.',
      'in confidence',
    ]) {
      expect(words(message?.reply)).toContain(said);
    }
  });

  it('is kept without a message where the protocol names nobody and the person wants none', () => {
    const { change, office, route } = plan(FRIEND);
    expect([office, recipients(change), change.gaps, route.gap]).toEqual([null, [], [], null]);
    expect(handlers(change.kase)).toEqual([]);
  });

  it('is told to the office on offer where the person wants that', () => {
    expect(recipients(plan({ ...FRIEND, tell: 'yes' }).change)).toEqual(['mo@wsx.example']);
  });

  it('rests on the protocol and the flow it was made under', () => {
    const { change } = plan(FAMILY);
    expect(change.history).toMatchObject([
      {
        actor: 'olwen@wsx.example',
        action: 'disclosed',
        versions: { protocol: context.protocol.version, flow: relationshipFlow.version },
        data: { discloser: 'Olwen Parry', told: ['md@wsx.example'], gap: null },
      },
    ]);
  });

  it('holds the answers on open branches only', () => {
    const { change } = plan({ ...FAMILY, proceed: 'yes', tell: 'yes', details: '' });
    expect(change.kase.data['answers']).toEqual(FAMILY);
  });

  it('takes the year of its reference from the council’s calendar', () => {
    const { services, person, draft } = setUp();
    const late = { ...services, clock: { now: () => new Date('2027-01-01T00:00:00.000Z') } };
    const { change } = planDisclosure(draft(FAMILY), person('olwen@wsx.example'), context, late);
    expect(change.kase).toMatchObject({ is: 'new', year: 2027, referencePrefix: 'WSX' });
  });
});

describe('nobody is told of a matter they are party to', () => {
  it.each([
    ['chosen from the list', 'md@wsx.example'],
    ['typed by name', 'ruth adeyemi'],
    ['typed by email', 'MD@wsx.example'],
  ])('the deputy stands in, and the card says so: %s', (_how, given) => {
    const { plan } = setUp();
    const { change } = plan({ ...FAMILY, with: given }, 'carol@wsx.example');
    expect(recipients(change)).toEqual(['deputy@wsx.example']);
    expect(words(change.messages[0]?.reply)).toContain('You are told in place of the Managing Director.');
  });

  it('nor of one they disclose themselves', () => {
    expect(recipients(setUp().plan(FAMILY, 'md@wsx.example').change)).toEqual(['deputy@wsx.example']);
  });

  it('and where there is no deputy, the gap is recorded with the entry', () => {
    const { plan } = setUp(withoutLine('deputy'));
    const { change, route } = plan(FAMILY, 'md@wsx.example');
    expect(recipients(change)).toEqual([]);
    expect(change.gaps).toEqual([{ office: 'chief-executive', reason: 'conflict-of-interest' }]);
    expect(route.gap).toEqual(change.gaps[0]);
  });

  it('nor where nobody holds the office', () => {
    const { plan } = setUp(withoutLine('md').replace(/^deputy.*$/m, ''));
    expect(plan(FAMILY).change.gaps).toEqual([{ office: 'chief-executive', reason: 'nobody-holds-office' }]);
  });
});

describe('in the register', () => {
  let opened: ReturnType<typeof openTestRegister>;
  beforeEach(() => {
    opened = openTestRegister();
  });
  afterEach(() => opened.close());

  function may<M extends 'amend' | 'end'>(kase: CaseRecord, by: Person, move: M): Authorized<M> {
    const authorized = authorize(kase, by, move);
    if (!authorized) throw new Error(`${by.key} may not ${move} ${kase.reference}`);
    return authorized;
  }

  it('a draft recorded twice makes one entry and one message', async () => {
    const { draft, person, context, services } = setUp();
    const same = draft(FAMILY);
    const record = () =>
      opened.register.commit(planDisclosure(same, person('olwen@wsx.example'), context, services).change);
    const [first, second] = [await record(), await record()];
    expect([first.fresh, second.fresh]).toEqual([true, false]);
    expect(second.kase).toEqual(first.kase);
    expect(await opened.register.claimMessages('2026-11-20T10:00:00.000Z', 9, 1)).toHaveLength(1);
  });

  it('an amendment keeps what was said before, and tells who was told before', async () => {
    const { plan, draft, person, context, services } = setUp();
    const olwen = person('olwen@wsx.example');
    const { kase } = await opened.register.commit(plan(FAMILY).change);
    const amended = draft(FRIEND, { amends: kase.reference });
    const { change, office } = planAmendment(may(kase, olwen, 'amend'), amended, context, services);
    // Friends need not be told to anybody; but the Managing Director knows of a family tie that is none.
    expect(office).toBeNull();
    expect(recipients(change)).toEqual(['md@wsx.example']);
    expect(words(change.messages[0]?.reply)).toContain('You were told of this entry.');
    const after = (await opened.register.commit(change)).kase;
    expect(readDisclosure(after).answers['kind']).toBe('friendship');
    expect(after).toMatchObject({ reference: kase.reference, stage: 'open' });
    expect(handlers(after)).toEqual(['md@wsx.example']);
    const history = await opened.register.historyOf('wessex', kase.id);
    expect(history.map(({ action, data }) => [action, readHistory(data)])).toEqual([
      ['disclosed', 'family'],
      ['amended', 'friendship'],
    ]);
    expect(await opened.register.verifyChain('wessex')).toEqual({ intact: true, entries: 2 });
  });

  it('an amendment is never told to the person it now is about', async () => {
    const { plan, draft, person, context, services } = setUp();
    const carol = person('carol@wsx.example');
    const { kase } = await opened.register.commit(
      plan({ ...FAMILY, with: 'Somebody' }, 'carol@wsx.example').change,
    );
    expect(handlers(kase)).toEqual(['md@wsx.example']);
    const amended = draft({ ...FAMILY, with: 'md@wsx.example' }, { amends: kase.reference });
    const { change } = planAmendment(may(kase, carol, 'amend'), amended, context, services);
    expect(recipients(change)).toEqual(['deputy@wsx.example']);
    const after = (await opened.register.commit(change)).kase;
    expect(recipients(planEnd(may(after, carol, 'end'), context, services))).toEqual(['deputy@wsx.example']);
  });

  it('an end keeps the entry, and tells who was told', async () => {
    const { plan, person, context, services } = setUp();
    const olwen = person('olwen@wsx.example');
    const { kase } = await opened.register.commit(plan(FAMILY).change);
    const change = planEnd(may(kase, olwen, 'end'), context, services);
    expect(recipients(change)).toEqual(['md@wsx.example']);
    expect(words(change.messages[0]?.reply)).toMatch(/has ended.*You are told as Managing Director/);
    const ended = (await opened.register.commit(change)).kase;
    expect(ended).toEqual({ ...kase, stage: 'ended', ended: true, revision: 2, updatedAt: ended.updatedAt });
    expect(authorize(ended, olwen, 'end')).toBeNull();
    expect((await opened.register.commit(change)).fresh).toBe(false);
  });

  it('somebody who has left is not written to', async () => {
    const { plan, person, context, services } = setUp();
    const { kase } = await opened.register.commit(plan(FAMILY).change);
    const later = setUp(withoutLine('md@'));
    const change = planEnd(may(kase, person('olwen@wsx.example'), 'end'), context, {
      ...services,
      directory: later.directory,
    });
    expect(recipients(change)).toEqual([]);
  });

  it('what was typed comes back as it was', async () => {
    const details = 'Line one\n<b>"two"</b> \\ {{three}} <!channel> مرحبا 😀 \u2028';
    const { kase } = await opened.register.commit(setUp().plan({ ...FAMILY, details }).change);
    expect(readDisclosure(kase).answers['details']).toBe(details);
    const [message] = await opened.register.claimMessages('2026-11-20T10:00:00.000Z', 9, 1);
    expect(words(message?.reply)).toContain(JSON.stringify(details).slice(1, -1));
    expect(words(message?.reply)).toContain(kase.reference);
    expect(words(message?.reply)).not.toContain(REFERENCE_PLACEHOLDER);
  });
});

it('describes people by their job, or by which side they are on, or by their name alone', () => {
  const { person } = setUp();
  expect(describePerson(person('olwen@wsx.example'), protocol)).toBe('Olwen Parry, Planning Officer');
  expect(describePerson(person('carol@wsx.example'), protocol)).toBe('Cllr Carol Finch, councillor');
  expect(describePerson({ ...person('carol@wsx.example'), kind: null }, protocol)).toBe('Cllr Carol Finch');
});

function readHistory(data: Change['history'][number]['data']): unknown {
  return (data['answers'] as FormValues)['kind'];
}
