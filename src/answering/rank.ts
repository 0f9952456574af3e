/** Weighs the readings of a message by the evidence for the clauses they rest on, and by the words of their rules, at one council. */
import type { Protocol, Topic } from '../protocol/load.ts';
import type { Rule } from '../protocol/schema.ts';
import type { ClauseEvidence, Reading, Understanding } from '../understanding/understand.ts';
import { guidanceFor, pickRule } from './rules.ts';

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
/** How strongly likeness to the words of a rule, and of the clauses it rests on, weighs on its topic. */
const LIKENESS_WEIGHT = 18;
/** What a topic without a rule is taken to be like: as much as most topics are. */
const USUAL_LIKENESS = 0.05;
/** How strongly other councils' examples weigh where the council has none of its own; where it has, they add nothing. */
const ELSEWHERE_WEIGHT = 0.6;
/** What they are taken to say of a topic that no other council rules on, as a logarithm. */
const USUAL_ELSEWHERE = -3;
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
      const entry = guidanceFor(topic.id, protocol);
      const rule = Array.isArray(entry) ? pickRule(entry, facts) : null;
      const labels = rule?.clauses ?? [];
      const like = rule ? likenessOf(rule, protocol, understanding) : USUAL_LIKENESS;
      const evidence = clauseEvidence
        ? EVIDENCE_POWER * Math.log(evidenceFor(labels, probability, clauseEvidence))
        : ELSEWHERE_WEIGHT * (understanding.elsewhere(topic.id) ?? USUAL_ELSEWHERE);
      return { topic, labels, weight: probability * Math.exp(LIKENESS_WEIGHT * like + evidence) };
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

/** How alike a message is to what a rule says, and to what the likeliest of its first two clauses says. */
function likenessOf(rule: Rule, { clauses }: Protocol, { likenessTo }: Understanding): number {
  const authorities = rule.clauses.slice(0, 2).map((label) => {
    const clause = clauses.get(label);
    return clause ? likenessTo(clause, () => `${clause.heading} ${clause.gist}`) : 0;
  });
  return likenessTo(rule, () => [rule.say, ...rule.points].join(' ')) + Math.max(...authorities);
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
