/** The flows this Beadle has. Buttons are shown only for these. */
import type { FlowId } from '../protocol/schema.ts';
import { relationshipFlow } from './relationship.ts';

export type FlowSummary = { id: FlowId; offer: string; title: string };

export const flows: Readonly<Partial<Record<FlowId, FlowSummary>>> = {
  relationship: relationshipFlow,
};
