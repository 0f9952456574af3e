/** The flows this Beadle has, what starts them, and for whom they are. */
import type { Protocol } from '../protocol/load.ts';
import type { RoutedFlow } from '../protocol/procedures.ts';
import { FLOW_IDS, type FlowId, type PersonKind } from '../protocol/schema.ts';
import type { CaseFlow } from './case-flow.ts';
import { complaintFlow } from './complaint.ts';
import type { FlowContext } from './context.ts';
import type { Flow } from './engine.ts';
import { enquiryFlow } from './enquiry.ts';
import { escalateFlow } from './escalate.ts';
import { groupMeetingFlow } from './group-meeting.ts';
import { informationFlow } from './information.ts';
import { pressureFlow } from './pressure.ts';
import { relationshipFlow } from './relationship.ts';

const caseFlows: Readonly<Record<RoutedFlow, CaseFlow>> = {
  'group-meeting': groupMeetingFlow,
  complaint: complaintFlow,
  pressure: pressureFlow,
  information: informationFlow,
  enquiry: enquiryFlow,
  escalate: escalateFlow,
};

export const flows: Readonly<Record<FlowId, Flow<FlowContext>>> = {
  relationship: relationshipFlow,
  ...caseFlows,
};

/** A flow, in a council's words where it has its own. */
export function flowOf(id: FlowId, protocol: Protocol): Flow<FlowContext> {
  const flow = flows[id];
  const offer = offerOf(id, protocol);
  return offer === flow.offer ? flow : { ...flow, offer };
}

/** The flow by which a case begins; null for the one that goes by no routes. */
export function caseFlowOf(id: FlowId): CaseFlow | null {
  return id === 'relationship' ? null : caseFlows[id];
}

/** What a person reads on the button that starts a flow, in their council's words. */
export function offerOf(id: FlowId, { council }: Protocol): string {
  if (id !== 'escalate') return flows[id].offer;
  const office = council.offices.find((each) => each.id === 'monitoring-officer');
  // Without what some councils add in brackets.
  const label = `Ask the ${office?.title.replace(/ \(.*\)$/, '') ?? 'Monitoring Officer'}`;
  return label.length <= MAX_BUTTON ? label : flows[id].offer;
}

/** What a button holds on every platform. */
const MAX_BUTTON = 75;

const TOPICS: Readonly<Record<FlowId, Readonly<Record<PersonKind, string>> | null>> = {
  relationship: { officer: 'disclose-relationship', member: 'disclose-relationship' },
  'group-meeting': { officer: 'group-attend', member: 'group-request-route' },
  complaint: { officer: 'complain-member', member: 'complain-officer' },
  pressure: { officer: 'report-pressure', member: 'lobby-own-job' },
  information: { officer: 'ask-for-information', member: 'ask-for-information' },
  enquiry: { officer: 'reply-time', member: 'reply-time' },
  escalate: null,
};

/** The topic a flow is about, for questions such as "why?" in the middle of it; null where it may be about anything. */
export function topicOf(id: FlowId, kind: PersonKind): string | null {
  return TOPICS[id]?.[kind] ?? null;
}

/** Why somebody cannot start a flow, and what they can do; null where they can. */
export function whyNotFor(id: FlowId, kind: PersonKind, protocol: Protocol): string | null {
  return flows[id].unfit?.(kind, protocol) ?? null;
}

/** The flows that somebody can start, in the order they are offered. */
export function flowsFor(kind: PersonKind, protocol: Protocol): readonly Flow<FlowContext>[] {
  return FLOW_IDS.filter((id) => whyNotFor(id, kind, protocol) === null).map((id) => flowOf(id, protocol));
}
