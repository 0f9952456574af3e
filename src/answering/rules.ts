/** Which of a topic's rules applies, and which verdict it speaks. */
import type { Protocol } from '../protocol/load.ts';
import type { Condition, NotCovered, Rule, Verdict } from '../protocol/schema.ts';
import type { Facts } from '../understanding/facts.ts';

/** The first rule whose condition the facts meet. The loader sees to it that the last one has no condition. */
export function pickRule(rules: readonly Rule[], facts: Facts): Rule {
  const rule = rules.find(({ when }) => when === undefined || meets(when, facts)) ?? rules[rules.length - 1];
  if (!rule) throw new RangeError('A topic with rules has at least one.');
  return rule;
}

/** Whether every fact a condition names has the value, or one of the values, it wants. */
export function meets(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([fact, wanted]) => {
    const value = facts[fact];
    if (value === undefined) return false;
    return Array.isArray(wanted) ? wanted.includes(value) : wanted === value;
  });
}

/**
 * A rule's verdict as an answer to the question put: a who, what, when or how question is not answered by yes or no,
 * unless the rule was written for just that form of question.
 */
export function spokenVerdict(rule: Rule, facts: Facts): Verdict {
  if (facts['ask'] === 'open' && rule.when?.['ask'] === undefined) return 'info';
  return rule.verdict;
}

/** The council's rules on a topic, what it says of not covering it, or null where it is simply silent. */
export function guidanceFor(topic: string, protocol: Protocol): Rule[] | NotCovered | null {
  const entry = protocol.guidance.topics[topic];
  if (entry === undefined) return null;
  return Array.isArray(entry) ? entry : entry.not_covered;
}

/** The clauses that the applying rule of a topic cites; none where the council does not cover it. */
export function labelsFor(topic: string, facts: Facts, protocol: Protocol): readonly string[] {
  const entry = guidanceFor(topic, protocol);
  return Array.isArray(entry) ? pickRule(entry, facts).clauses : [];
}
