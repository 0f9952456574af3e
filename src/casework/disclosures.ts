/** Recording, amending and ending the disclosure of a relationship: each one whole change of the register. */
import type { FormValues, Reply } from '../conversation/vocabulary.ts';
import type { FlowContext } from '../flows/context.ts';
import type { Draft } from '../flows/engine.ts';
import { describeAnswers, openAnswers } from '../flows/engine.ts';
import { isFullName } from '../flows/name-matching.ts';
import { officeTitle, officeToTell, relationshipFlow, routeFor } from '../flows/relationship.ts';
import type { Protocol } from '../protocol/load.ts';
import { peopleIn, type Authorized } from './access.ts';
import { startClocks } from './case-clocks.ts';
import type { CaseGround } from './case-ground.ts';
import { calendarDay, calendarYear } from './clock.ts';
import type { ClockChange, ClockRecord } from './clocks-port.ts';
import type { Directory, Person } from './people.ts';
import { relationshipRoute } from './relationship-route.ts';
import {
  REFERENCE_PLACEHOLDER,
  type CasePerson,
  type CaseRecord,
  type Change,
  type Gap,
  type Versions,
} from './register-port.ts';
import { routeToOffice, type Route } from './routing.ts';

/** What a disclosure holds, in the case's data. */
export type DisclosureData = {
  answers: FormValues;
  /** The answers as the discloser saw them in the summary. */
  shown: readonly { name: string; label: string; value: string }[];
  /** The office that is told, by its id, or null where nobody is. */
  office: string | null;
};

export type DisclosureServices = Pick<CaseGround, 'directory' | 'clock' | 'newId' | 'calendar' | 'plans'>;

/** The change, and who is told by it. */
export type PlannedDisclosure = { change: Change; route: Route; office: string | null };

/** Plans the recording of a finished draft. Recording the same draft twice makes one entry. */
export function planDisclosure(
  draft: Draft,
  discloser: Person,
  context: FlowContext,
  services: DisclosureServices,
): PlannedDisclosure {
  const at = services.clock.now();
  const { council } = context.protocol;
  const data = disclosureData(draft.answers, context);
  const route = routeDisclosure(data, discloser, services.directory);
  const change: Change = {
    council: council.id,
    at: at.toISOString(),
    kase: {
      is: 'new',
      id: services.newId(),
      type: 'relationship',
      stage: 'open',
      ended: false,
      route: data.answers['kind'] ?? null,
      raisedBy: discloser.key,
      people: [...otherParty(data), ...handlersAmong(route.people)],
      data: toJson(data),
      onceKey: `record:${draft.id}`,
      referencePrefix: council.reference_prefix,
      year: calendarYear(at),
    },
    history: [
      {
        actor: discloser.key,
        action: 'disclosed',
        data: historyData(data, discloser, route),
        versions: versionsOf(draft),
      },
    ],
    messages: route.people.map((person) => ({
      id: services.newId(),
      recipient: person.key,
      reply: recipientCard('A relationship has been disclosed', person, discloser, data, context),
      live: true,
    })),
    gaps: route.gap ? [route.gap] : [],
    clocks: confirmationClocks(data, at, context, services),
  };
  return { change, route, office: data.office };
}

/** Plans an amendment: the entry takes the new answers, its history keeps the old ones, and whoever was told is told again. */
export function planAmendment(
  authorized: Authorized<'amend'>,
  draft: Draft,
  context: FlowContext,
  services: DisclosureServices,
): PlannedDisclosure {
  const { kase, person } = authorized;
  const at = services.clock.now();
  const data = disclosureData(draft.answers, context);
  const route = routeDisclosure(data, person, services.directory);
  const told = union(toldOf(kase, data, services.directory), route.people);
  const change: Change = {
    council: kase.council,
    at: at.toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: kase.stage,
      ended: kase.ended,
      route: data.answers['kind'] ?? null,
      people: [
        ...otherParty(data),
        ...handlersAmong(told.filter((each) => !namedIn(data, services.directory).includes(each.key))),
        ...kase.people.filter(({ role }) => role === 'informed'),
      ],
      data: { ...kase.data, ...toJson(data) },
      onceKey: `record:${draft.id}`,
    },
    history: [
      {
        actor: person.key,
        action: 'amended',
        data: historyData(data, person, route),
        versions: versionsOf(draft),
      },
    ],
    messages: told.map((each) => ({
      id: services.newId(),
      recipient: each.key,
      reply: recipientCard('A disclosure has been amended', each, person, data, context),
    })),
    gaps: route.gap ? [route.gap] : [],
  };
  return { change, route, office: data.office };
}

/** Plans the end of an entry: it stays in the register, marked as ended, and those who were told hear of it. */
export function planEnd(
  authorized: Authorized<'end'>,
  context: FlowContext,
  services: DisclosureServices,
  clocks: readonly ClockRecord[] = [],
): Change {
  const { kase, person } = authorized;
  const data = readDisclosure(kase);
  return {
    council: kase.council,
    at: services.clock.now().toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: 'ended',
      ended: true,
      route: kase.route,
      people: kase.people,
      data: kase.data,
      onceKey: `end:${kase.id}`,
    },
    history: [
      {
        actor: person.key,
        action: 'ended',
        data: {},
        versions: { protocol: context.protocol.version, flow: relationshipFlow.version },
      },
    ],
    messages: toldOf(kase, data, services.directory).map((each) => ({
      id: services.newId(),
      recipient: each.key,
      reply: recipientCard('A disclosed relationship has ended', each, person, data, context),
    })),
    gaps: [],
    clocks: clocks.flatMap((clock) => stopClock(clock, calendarDay(services.clock.now()))),
  };
}

/**
 * Plans to tell whoever holds the office by now, where nobody could be told when the disclosure was recorded.
 * @returns null where there is still nobody, or nothing left to tell
 */
export function planGapClosing(
  gap: Gap,
  kase: CaseRecord,
  discloser: Person,
  context: FlowContext,
  services: DisclosureServices,
): Change | null {
  const data = readDisclosure(kase);
  const route = routeDisclosure(data, discloser, services.directory);
  if (route.people.length === 0 || data.office !== gap.office) return null;
  const office = officeTitle(context.protocol, gap.office);
  const cards = route.people.map((person) => ({
    id: services.newId(),
    recipient: person.key,
    reply: recipientCard('A relationship has been disclosed', person, discloser, data, context),
    live: true,
  }));
  const news: Reply = {
    audience: 'private',
    blocks: [
      {
        type: 'text',
        text: `The ${office} could not be told of ${kase.reference} when it was recorded. That is being done now.`,
      },
    ],
  };
  return {
    council: kase.council,
    at: services.clock.now().toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: kase.stage,
      ended: kase.ended,
      route: kase.route,
      people: [...kase.people, ...handlersAmong(route.people)],
      data: kase.data,
      onceKey: `gap:${gap.id}`,
    },
    history: [
      {
        actor: 'beadle',
        action: 'told',
        data: { told: route.people.map((person) => person.key), office: gap.office },
        versions: { protocol: context.protocol.version, flow: relationshipFlow.version },
      },
    ],
    messages: [...cards, { id: services.newId(), recipient: kase.raisedBy, reply: news }],
    gaps: [],
    closes: [gap.id],
  };
}

/** A case's data as a disclosure. Only what `planDisclosure` wrote is ever in there. */
export function readDisclosure(kase: CaseRecord): DisclosureData {
  return kase.data as unknown as DisclosureData;
}

function disclosureData(given: FormValues, context: FlowContext): DisclosureData {
  const answers = openAnswers(relationshipFlow, context, given);
  return {
    answers,
    shown: describeAnswers(relationshipFlow, context, answers),
    office: officeToTell(context.protocol, answers),
  };
}

function routeDisclosure(data: DisclosureData, discloser: Person, directory: Directory): Route {
  if (data.office === null) return { people: [], gap: null };
  return routeToOffice(data.office, directory, [discloser.key, ...namedIn(data, directory)]);
}

/** The clock that asks one day whether it is still right. */
function confirmationClocks(
  { answers }: DisclosureData,
  at: Date,
  { protocol }: FlowContext,
  services: DisclosureServices,
): readonly ClockChange[] {
  const route = relationshipRoute(answers['kind'] ?? null, protocol);
  const start = { on: 'start', day: calendarDay(at), facts: {}, values: answers };
  return route ? startClocks(route, start, services) : [];
}

function stopClock({ id, state, dueOn, putOffTo, pauses }: ClockRecord, day: string): ClockChange[] {
  if (state === 'met' || state === 'stopped') return [];
  return [
    {
      is: 'update',
      id,
      state: 'stopped',
      dueOn,
      putOffTo,
      pauses,
      endedOn: day,
      remindAt: null,
      reminder: null,
    },
  ];
}

/** Whoever is told of a disclosure decides what follows from it. */
function handlersAmong(people: readonly Person[]): CasePerson[] {
  return people.map(({ key }) => ({ role: 'handler', person: key }));
}

/** The other side of the relationship, by key or as the name was typed. */
function otherParty({ answers }: DisclosureData): CasePerson[] {
  const named = answers['with'];
  return named === undefined ? [] : [{ role: 'subject', person: named }];
}

/** Keys of those a disclosure is about: chosen from the list, or typed by the name they have there. */
export function namedIn({ answers }: DisclosureData, directory: Directory): string[] {
  const named = answers['with'] ?? '';
  return directory.all
    .filter(({ key, name }) => key === named.toLowerCase() || isFullName(named, name))
    .map(({ key }) => key);
}

/** Those who were told of an entry before, less anyone it now is about. */
function toldOf(kase: CaseRecord, data: DisclosureData, directory: Directory): Person[] {
  const named = namedIn(data, directory);
  return [...peopleIn(kase, 'handler'), ...peopleIn(kase, 'informed')].flatMap((key) =>
    named.includes(key) ? [] : (directory.byKey(key) ?? []),
  );
}

function historyData(
  data: DisclosureData,
  discloser: Person,
  route: Route,
): Change['history'][number]['data'] {
  return {
    discloser: discloser.name,
    ...toJson(data),
    told: route.people.map((person) => person.key),
    gap: route.gap === null ? null : { ...route.gap },
  };
}

function versionsOf(draft: Draft): Versions {
  return { protocol: draft.protocolVersion, flow: draft.flowVersion };
}

function recipientCard(
  heading: string,
  recipient: Person,
  discloser: Person,
  data: DisclosureData,
  context: FlowContext,
): Reply {
  const { protocol } = context;
  const route = routeFor(protocol, data.answers);
  const clauses = (route?.clauses ?? []).flatMap((label) => {
    const clause = protocol.clauses.get(label);
    return clause ? [{ label, heading: clause.heading, gist: clause.gist }] : [];
  });
  return {
    audience: 'private',
    blocks: [
      { type: 'heading', text: heading },
      {
        type: 'facts',
        rows: [
          { label: 'Reference', value: REFERENCE_PLACEHOLDER },
          { label: 'Disclosed by', value: describePerson(discloser, protocol) },
          ...data.shown.map(({ label, value }) => ({ label, value })),
        ],
      },
      ...(route && route.tell !== null ? [{ type: 'text' as const, text: route.next }] : []),
      ...(clauses.length > 0 ? [{ type: 'clauses' as const, label: 'This rests on', clauses }] : []),
      {
        type: 'text',
        tone: 'subtle',
        text: `${whyTold(recipient, data.office, protocol)} Please treat it in confidence.`,
      },
      {
        type: 'choices',
        choices: [{ label: `Open ${REFERENCE_PLACEHOLDER}`, value: `case:${REFERENCE_PLACEHOLDER}` }],
      },
    ],
  };
}

function whyTold({ offices }: Person, office: string | null, protocol: Protocol): string {
  const title = office === null ? '' : officeTitle(protocol, office);
  if (office !== null && offices.includes(office)) return `You are told as ${title}.`;
  if (offices.includes(`deputy-${office}`)) return `You are told in place of the ${title}.`;
  return 'You were told of this entry.';
}

/** Name with job title or, where there is none, with the council's word for an officer or a member. */
export function describePerson(person: Person, { council: { words } }: Protocol): string {
  const role = person.jobTitle ?? (person.kind && words[person.kind]);
  return role === null ? person.name : `${person.name}, ${role}`;
}

function toJson(data: DisclosureData): CaseRecord['data'] {
  return {
    answers: { ...data.answers },
    shown: data.shown.map((row) => ({ ...row })),
    office: data.office,
  };
}

function union<T>(first: readonly T[], second: readonly T[]): T[] {
  return [...new Set([...first, ...second])];
}
