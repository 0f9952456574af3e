/** What people ask, as a text: counts by topic and verdict, without words or names. */
import type { AnswerCount, Outcome } from '../casework/learning-port.ts';
import type { Taxonomy } from '../protocol/load.ts';

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  yes: 'yes',
  no: 'no',
  conditional: 'depends on conditions',
  info: 'information',
  clarified: 'asked back',
  'not-understood': 'not understood',
  'not-covered': 'not covered',
  outside: 'no matter for the protocol',
};

type Sums = Pick<AnswerCount, 'given' | 'right' | 'wrong'>;

export function reportText(
  counts: readonly AnswerCount[],
  { topics }: Pick<Taxonomy, 'topics'>,
  { council, from, to }: { council: string; from: string; to: string },
): string {
  const all = sumOf(counts);
  const heading = `${council}, ${from} to ${to}: ${all.given} answered, ${all.right} said to help, ${all.wrong} called wrong.`;
  if (counts.length === 0) return heading;
  const byTopic = grouped(counts, ({ topic, outcome }) =>
    topic === null ? withoutTopic(outcome) : (topics.get(topic)?.title ?? topic),
  );
  const byVerdict = grouped(counts, ({ outcome }) => OUTCOMES[outcome]);
  return [heading, '', ...table('Topic', byTopic), '', ...table('Verdict', byVerdict)].join('\n');
}

function withoutTopic(outcome: Outcome): string {
  return outcome === 'info' ? 'A clause asked for by its number' : `No topic: ${OUTCOMES[outcome]}`;
}

function grouped(counts: readonly AnswerCount[], nameOf: (count: AnswerCount) => string): [string, Sums][] {
  const names = [...new Set(counts.map(nameOf))];
  return names
    .map((name): [string, Sums] => [name, sumOf(counts.filter((count) => nameOf(count) === name))])
    .sort(([one, a], [two, b]) => b.given - a.given || one.localeCompare(two, 'en-GB'));
}

function sumOf(counts: readonly Sums[]): Sums {
  const sum = (of: (count: Sums) => number): number => counts.reduce((total, count) => total + of(count), 0);
  return {
    given: sum(({ given }) => given),
    right: sum(({ right }) => right),
    wrong: sum(({ wrong }) => wrong),
  };
}

function table(title: string, rows: readonly [string, Sums][]): string[] {
  const line = (given: string, right: string, wrong: string, name: string): string =>
    `${given.padStart(7)} ${right.padStart(7)} ${wrong.padStart(7)}  ${name}`;
  return [
    line('answers', 'helped', 'wrong', title),
    ...rows.map(([name, { given, right, wrong }]) => line(`${given}`, `${right}`, `${wrong}`, name)),
  ];
}
