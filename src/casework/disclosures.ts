/** Recording, amending and ending the disclosure of a relationship: each one whole change of the register. */
import type { FormValues, Reply } from '../conversation/vocabulary.ts';
import type { Draft } from '../flows/engine.ts';
import { describeAnswers, openAnswers } from '../flows/engine.ts';
import {
  officeTitle,
  officeToTell,
  relationshipFlow,
  routeFor,
  type RelationshipContext,
} from '../flows/relationship.ts';
import type { Authorized } from './access.ts';
import type { Clock } from './clock.ts';
import { calendarYear } from './clock.ts';
import type { Directory, Person } from './people.ts';
import { REFERENCE_PLACEHOLDER, type CaseRecord, type Change, type Versions } from './register-port.ts';
import { routeToOffice, type Route } from './routing.ts';

/** What a disclosure holds, in the case's data. */
export type DisclosureData = {
  answers: FormValues;
  /** The answers as the discloser saw them in the summary. */
  shown: readonly { label: string; value: string }[];
  /** The office that is told, by its id, or null where nobody is. */
  office: string | null;
};

export type DisclosureServices = {
  directory: Directory;
  clock: Clock;
  newId: () => string;
};

/** The change, and who is told by it. */
export type PlannedDisclosure = { change: Change; route: Route; office: string | null };

/** Plans the recording of a finished draft. Recording the same draft twice makes one entry. */
export function planDisclosure(
  draft: Draft,
  discloser: Person,
  context: RelationshipContext,
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
      raisedBy: discloser.key,
      informed: route.people.map((person) => person.key),
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
      reply: recipientCard('A relationship has been disclosed', discloser, data, context),
    })),
    gaps: route.gap ? [route.gap] : [],
  };
  return { change, route, office: data.office };
}

/** Plans an amendment: the entry takes the new answers, its history keeps the old ones, and whoever was told is told again. */
export function planAmendment(
  authorized: Authorized<'amend'>,
  draft: Draft,
  context: RelationshipContext,
  services: DisclosureServices,
): PlannedDisclosure {
  const { kase, person } = authorized;
  const at = services.clock.now();
  const data = disclosureData(draft.answers, context);
  const route = routeDisclosure(data, person, services.directory);
  const change: Change = {
    council: kase.council,
    at: at.toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      stage: kase.stage,
      informed: union(
        kase.informed,
        route.people.map((each) => each.key),
      ),
      data: toJson(data),
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
    messages: route.people.map((each) => ({
      id: services.newId(),
      recipient: each.key,
      reply: recipientCard('A disclosure has been amended', person, data, context),
    })),
    gaps: route.gap ? [route.gap] : [],
  };
  return { change, route, office: data.office };
}

/** Plans the end of an entry: it stays in the register, marked as ended, and those who were told hear of it. */
export function planEnd(
  authorized: Authorized<'end'>,
  context: RelationshipContext,
  services: DisclosureServices,
): Change {
  const { kase, person } = authorized;
  const data = readDisclosure(kase);
  const told = kase.informed.filter((key) => services.directory.byKey(key) !== undefined);
  return {
    council: kase.council,
    at: services.clock.now().toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      stage: 'ended',
      informed: kase.informed,
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
    messages: told.map((key) => ({
      id: services.newId(),
      recipient: key,
      reply: recipientCard('A disclosed relationship has ended', person, data, context),
    })),
    gaps: [],
  };
}

/** A case's data as a disclosure. Only what `planDisclosure` wrote is ever in there. */
export function readDisclosure(kase: CaseRecord): DisclosureData {
  return kase.data as unknown as DisclosureData;
}

function disclosureData(given: FormValues, context: RelationshipContext): DisclosureData {
  const answers = openAnswers(relationshipFlow, context, given);
  return {
    answers,
    shown: describeAnswers(relationshipFlow, context, answers).map(({ label, value }) => ({ label, value })),
    office: officeToTell(context.protocol, answers),
  };
}

function routeDisclosure(data: DisclosureData, discloser: Person, directory: Directory): Route {
  if (data.office === null) return { people: [], gap: null };
  const other = data.answers['with'];
  return routeToOffice(data.office, directory, [discloser.key, ...(other === undefined ? [] : [other])]);
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
  discloser: Person,
  data: DisclosureData,
  context: RelationshipContext,
): Reply {
  const { protocol } = context;
  const route = routeFor(protocol, data.answers);
  const clauses = (route?.clauses ?? []).flatMap((label) => {
    const clause = protocol.clauses.get(label);
    return clause ? [{ label, heading: clause.heading, gist: clause.gist }] : [];
  });
  const why = data.office === null ? null : officeTitle(protocol, data.office);
  return {
    audience: 'private',
    blocks: [
      { type: 'heading', text: heading },
      {
        type: 'facts',
        rows: [
          { label: 'Reference', value: REFERENCE_PLACEHOLDER },
          { label: 'Disclosed by', value: describePerson(discloser) },
          ...data.shown,
        ],
      },
      ...(route && route.tell !== null ? [{ type: 'text' as const, text: route.next }] : []),
      ...(clauses.length > 0 ? [{ type: 'clauses' as const, label: 'This rests on', clauses }] : []),
      {
        type: 'text',
        tone: 'subtle',
        text:
          why === null
            ? 'You were told of this entry. Please treat it in confidence.'
            : `You are told as ${why}. Please treat it in confidence.`,
      },
    ],
  };
}

/** Name with job title, or with "officer" or "member" where there is none. */
export function describePerson(person: Person): string {
  const role = person.jobTitle ?? person.kind;
  return role === null ? person.name : `${person.name}, ${role}`;
}

function toJson(data: DisclosureData): CaseRecord['data'] {
  return {
    answers: { ...data.answers },
    shown: data.shown.map((row) => ({ ...row })),
    office: data.office,
  };
}

function union(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])];
}
