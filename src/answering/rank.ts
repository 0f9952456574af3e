/** Weighs the readings of a message by the evidence for the clauses they rest on, at one council. */
import type { Protocol, Topic } from '../protocol/load.ts';
import type { ClauseEvidence, Reading, Understanding } from '../understanding/understand.ts';
import { labelsFor } from './rules.ts';

/** A topic that the council's guidance knows, with its share of all such readings and the clauses its rule cites. */
export type RankedReading = { topic: Topic; share: number; labels: readonly string[] };

export type Ranking = {
  /** Topics of the protocol, best first; their shares sum to one. */
  inside: readonly RankedReading[];
  /** The likeliest topic that is no matter for any protocol, with its probability. */
  outside: Reading | null;
  /** How likely it is that no protocol covers the message. */
  outsideShare: number;
  /** Clauses by how much the readings and the evidence together call for them, best first. */
  clauses: readonly string[];
};

// Found by cross-validation: see docs/understanding.md.
/** How strongly the evidence for its clauses weighs on a topic. */
const EVIDENCE_POWER = 0.6;
/** How much the evidence counts beside the readings, where the two speak of the same thing. */
const EVIDENCE_SHARE = 0.4;
/** Evidence is never taken to be less than this: the clause reader knows only its own council's few examples. */
const LEAST_EVIDENCE = 0.002;
/**
 * A topic that the council does not cover rests on no clause, and its clause reader, which has never met it, must name some
 * clause all the same. So a clear reading of such a topic stands against the evidence; a faint one gives way to it.
 */
const UNCOVERED_EVIDENCE = { clear: 0.6, faint: 0.01 } as const;
/** From this probability on, a reading is clear. */
const CLEAR = 0.4;
/** A rule's second clause says less of its topic than its first. */
const SECOND_CLAUSE = 0.8;
const VOTE_BY_POSITION = [1, 0.7, 0.5, 0.4] as const;

export function rankReadings(understanding: Understanding, protocol: Protocol): Ranking {
  const { readings, facts, clauseEvidence, outsideEvidence } = understanding;
  const outsideReadings = readings.filter(({ topic }) => topic.kind !== 'protocol');
  const readShare = outsideReadings.reduce((sum, { probability }) => sum + probability, 0);
  const clearest = readings.reduce(
    (best, { topic, probability }) => (topic.kind === 'protocol' ? Math.max(best, probability) : best),
    0,
  );
  const outsideShare = weighOutside(readShare, outsideEvidence, clearest);

  const weighed = readings
    .filter(({ topic }) => topic.kind === 'protocol' && isKnown(topic, protocol))
    .map(({ topic, probability }) => {
      const labels = labelsFor(topic.id, facts, protocol);
      const evidence = clauseEvidence && evidenceFor(labels, probability, clauseEvidence);
      const factor = evidence === null ? 1 : evidence ** EVIDENCE_POWER;
      return { topic, labels, weight: probability * factor };
    })
    .sort((a, b) => b.weight - a.weight);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const inside = weighed.map(({ topic, labels, weight }) => ({ topic, labels, share: weight / total }));
  return {
    inside,
    outside: outsideReadings[0] ?? null,
    outsideShare,
    // Counted when they are asked for: a sure answer needs them not.
    get clauses() {
      return voteForClauses(inside, clauseEvidence, protocol);
    },
  };
}

/**
 * The evidence that no clause covers a message counts only as far as no topic is clear: a council's few examples of what is
 * outside lie close to plain questions inside.
 */
function weighOutside(read: number, evidence: number | null, clearest: number): number {
  if (evidence === null) return read;
  const weight = EVIDENCE_SHARE * Math.sqrt(1 - clearest);
  return read * (1 - weight) + evidence * weight;
}

function mix(read: number, evidence: number): number {
  return read * (1 - EVIDENCE_SHARE) + evidence * EVIDENCE_SHARE;
}

function evidenceFor(labels: readonly string[], probability: number, evidence: ClauseEvidence): number {
  if (labels.length === 0) return probability >= CLEAR ? UNCOVERED_EVIDENCE.clear : UNCOVERED_EVIDENCE.faint;
  const [first = '', second = ''] = labels;
  return Math.max(evidence.get(first) ?? 0, (evidence.get(second) ?? 0) * SECOND_CLAUSE, LEAST_EVIDENCE);
}

function voteForClauses(
  inside: readonly RankedReading[],
  evidence: ClauseEvidence | null,
  protocol: Protocol,
): string[] {
  const votes = new Map<string, number>();
  for (const { labels, share } of inside) {
    labels.forEach((label, position) => {
      const vote = share * (VOTE_BY_POSITION[position] ?? 0);
      votes.set(label, (votes.get(label) ?? 0) + vote);
    });
  }
  if (evidence) {
    for (const clause of protocol.clauses.all) {
      votes.set(clause.label, mix(votes.get(clause.label) ?? 0, evidence.get(clause.label) ?? 0));
    }
  }
  return [...votes].sort(([, a], [, b]) => b - a).map(([label]) => label);
}

/** Whether the council rules on a topic or says that it does not cover it. */
export function isKnown(topic: Topic, { guidance }: Protocol): boolean {
  return topic.id in guidance.topics || guidance.not_covered.includes(topic.id);
}
