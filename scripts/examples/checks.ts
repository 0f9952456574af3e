/** Checks the example messages: what must not be at all, and figures of what may not get worse. */
import { guidanceFor, pickRule, spokenVerdict } from '../../src/answering/rules.ts';
import type { Example } from '../../src/protocol/examples.ts';
import type { Library, Protocol } from '../../src/protocol/load.ts';
import { createFactReader, type FactReader } from '../../src/understanding/facts.ts';
import { wordsOf } from '../../src/understanding/text.ts';
import {
  BALANCED,
  FEWEST_PER_RULED_TOPIC,
  FEWEST_PER_TOPIC,
  NEARLY_SAME,
  type FigureName,
} from './bounds.ts';
import { findSimilar } from './similar.ts';

/** A figure with what it counts: the value compared with its bound, and a line for each case. */
export type Figure = { value: number; cases: readonly string[] };

export type ExampleReport = {
  errors: readonly string[];
  figures: Readonly<Record<FigureName, Figure>>;
  /** By council: of its examples that a rule answers, how many in a hundred have another verdict, or another clause, than the rule. */
  disagreement: readonly { council: string; examples: number; verdict: number; clause: number }[];
};

export function checkExamples(examples: readonly Example[], library: Library): ExampleReport {
  const labels = checkLabels(examples, library);
  const alike = checkLikeness(examples);
  const balance = checkBalance(examples, library);
  const rules = compareWithRules(examples, library);
  const all = rules.byCouncil.reduce(
    (sum, each) => ({
      examples: sum.examples + each.examples,
      verdict: sum.verdict + each.verdict,
      clause: sum.clause + each.clause,
    }),
    { examples: 0, verdict: 0, clause: 0 },
  );
  return {
    errors: [...labels, ...alike.errors, ...balance.errors],
    figures: {
      ...alike.figures,
      ...balance.figures,
      ...rules.figures,
      verdictDisagreement: {
        value: inHundred(all.verdict, all.examples),
        cases: rules.cases.filter(({ verdict }) => verdict).map(({ line }) => line),
      },
      clauseDisagreement: {
        value: inHundred(all.clause, all.examples),
        cases: rules.cases.filter(({ clause }) => clause).map(({ line }) => line),
      },
    },
    disagreement: rules.byCouncil.map(({ council, examples: count, verdict, clause }) => ({
      council,
      examples: count,
      verdict: inHundred(verdict, count),
      clause: inHundred(clause, count),
    })),
  };
}

/** Topics, councils and clauses that are not there. */
function checkLabels(examples: readonly Example[], { taxonomy, protocols }: Library): string[] {
  return examples.flatMap((example) => {
    const protocol = protocols.get(example.council);
    if (!taxonomy.topics.has(example.topic)) return [`${show(example)}: there is no such topic`];
    if (!protocol) return [`${show(example)}: there is no such council`];
    return example.clauses
      .filter((label) => protocol.clauses.get(label) === undefined)
      .map((label) => `${show(example)}: there is no clause ${label} at this council`);
  });
}

type Likeness = {
  errors: string[];
  figures: Pick<ExampleReport['figures'], 'nearDuplicates' | 'nearConflicts'>;
};

/** The same words twice under one topic teach nothing; under two topics of one council, one of them is wrong. */
function checkLikeness(examples: readonly Example[]): Likeness {
  const errors: string[] = [];
  const nearDuplicates: string[] = [];
  const nearConflicts: string[] = [];
  for (const own of groupBy(examples, ({ council }) => council).values()) {
    const words = own.map(({ text }) => wordsOf(text).join(' '));
    for (const { first, second } of findSimilar(
      own.map(({ text }) => text),
      NEARLY_SAME,
    )) {
      const one = own[first] as Example;
      const other = own[second] as Example;
      // The same words may well mean two things from two kinds of people.
      if (one.as !== null && other.as !== null && one.as !== other.as) continue;
      const isSame = words[first] === words[second];
      const line = `${show(one)} | ${one.topic === other.topic ? '' : `${other.topic}: `}${other.text}`;
      if (isSame) errors.push(`${line}: ${one.topic === other.topic ? 'twice the same' : 'two topics'}`);
      else (one.topic === other.topic ? nearDuplicates : nearConflicts).push(line);
    }
  }
  return { errors, figures: { nearDuplicates: count(nearDuplicates), nearConflicts: count(nearConflicts) } };
}

type Balance = {
  errors: string[];
  figures: Pick<ExampleReport['figures'], 'thinTopics' | 'broadTopics' | 'emptyPairs' | 'thinPairs'>;
};

function checkBalance(examples: readonly Example[], { taxonomy, protocols }: Library): Balance {
  const byTopic = groupBy(examples, ({ topic }) => topic);
  const byPair = groupBy(examples, ({ topic, council }) => `${topic} ${council}`);
  const sized = [...taxonomy.topics.values()].map(({ id, kind }) => ({
    kind,
    size: byTopic.get(id)?.length ?? 0,
    line: `${id}: ${byTopic.get(id)?.length ?? 0} examples`,
  }));
  const inProtocol = sized.filter(({ kind }) => kind === 'protocol');
  const pairs = [...protocols].flatMap(([council, { guidance }]) =>
    Object.entries(guidance.topics)
      .filter(([, entry]) => Array.isArray(entry))
      .map(([topic]) => {
        const size = byPair.get(`${topic} ${council}`)?.length ?? 0;
        return { size, line: `${topic} at ${council}: ${size} examples` };
      }),
  );
  const linesOf = (list: readonly { line: string }[]): Figure => count(list.map(({ line }) => line));
  return {
    errors: sized
      .filter(({ size }) => size < FEWEST_PER_TOPIC)
      .map(({ line }) => `${line}, fewer than ${FEWEST_PER_TOPIC}`),
    figures: {
      thinTopics: linesOf(inProtocol.filter(({ size }) => size < BALANCED.least)),
      broadTopics: linesOf(inProtocol.filter(({ size }) => size > BALANCED.most)),
      emptyPairs: linesOf(pairs.filter(({ size }) => size === 0)),
      thinPairs: linesOf(pairs.filter(({ size }) => size > 0 && size < FEWEST_PER_RULED_TOPIC)),
    },
  };
}

type RuleComparison = {
  figures: Pick<ExampleReport['figures'], 'clausesWhereNotCovered' | 'noClausesWhereRuled'>;
  cases: { line: string; verdict: boolean; clause: boolean }[];
  byCouncil: { council: string; examples: number; verdict: number; clause: number }[];
};

/** Each example against what the rule of its topic would answer it. */
function compareWithRules(examples: readonly Example[], { taxonomy, protocols }: Library): RuleComparison {
  const readFacts = createFactReader(taxonomy.facts);
  const clausesWhereNotCovered: string[] = [];
  const noClausesWhereRuled: string[] = [];
  const cases: RuleComparison['cases'] = [];
  const byCouncil: RuleComparison['byCouncil'] = [];
  for (const [council, own] of groupBy(examples, (example) => example.council)) {
    const protocol = protocols.get(council);
    if (!protocol) continue;
    const sum = { council, examples: 0, verdict: 0, clause: 0 };
    for (const example of own) {
      if (taxonomy.topics.get(example.topic)?.kind !== 'protocol') continue;
      const isRuled = Array.isArray(guidanceFor(example.topic, protocol));
      if (!isRuled && example.clauses.length > 0) clausesWhereNotCovered.push(show(example));
      // A general question about the document rests on none.
      if (isRuled && example.clauses.length === 0 && example.verdict !== 'info') {
        noClausesWhereRuled.push(show(example));
      }
      if (!isRuled || example.clauses.length === 0) continue;
      const { verdict, clause, says } = disagreesWithRule(example, protocol, readFacts);
      sum.examples += 1;
      if (verdict) sum.verdict += 1;
      if (clause) sum.clause += 1;
      if (verdict || clause) cases.push({ line: `${show(example)} | the rule: ${says}`, verdict, clause });
    }
    byCouncil.push(sum);
  }
  return {
    figures: {
      clausesWhereNotCovered: count(clausesWhereNotCovered),
      noClausesWhereRuled: count(noClausesWhereRuled),
    },
    cases,
    byCouncil: byCouncil.sort((a, b) => (a.council < b.council ? -1 : 1)),
  };
}

function disagreesWithRule(
  { topic, text, as, verdict, clauses }: Example,
  protocol: Protocol,
  readFacts: FactReader,
): { verdict: boolean; clause: boolean; says: string } {
  const rules = guidanceFor(topic, protocol);
  if (!Array.isArray(rules)) return { verdict: false, clause: false, says: '' };
  const facts = readFacts(text, as);
  const rule = pickRule(rules, facts);
  const spoken = spokenVerdict(rule, facts);
  return {
    verdict: verdict !== null && verdict !== spoken,
    clause: !rule.clauses.includes(clauses[0] ?? ''),
    says: `${spoken} ${rule.clauses.join(',')}`,
  };
}

function show({ topic, council, as, verdict, clauses, text }: Example): string {
  return `${topic} at ${council} (${as ?? 'any'}, ${verdict ?? '-'} ${clauses.join(',')}): ${text}`;
}

function count(cases: readonly string[]): Figure {
  return { value: cases.length, cases };
}

function inHundred(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOf);
}
