/** The figures as a table, with the ratios and whether the goals hold. */
import { CASES_GOALS, type CaseFigures } from './cases.ts';
import { ROUNDS, RUN_SECONDS, WARM_UP_SECONDS, type Comparison } from './compare.ts';
import type { DisclosureFigures } from './disclosures.ts';
import type { Figures } from './figures.ts';
import { CONNECTIONS } from './load.ts';

/** At least this share of the bare bot's throughput, and at most so many times its p99. */
const LEAST_THROUGHPUT = 0.5;
const MOST_P99 = 3;

export type Results = {
  slack?: Comparison<Figures>;
  teams?: Comparison<null>;
  ask?: Figures;
  disclosures?: DisclosureFigures;
  cases?: CaseFigures;
};

const NAME_WIDTH = 36;
const CELL_WIDTH = 12;

export function renderReport({ slack, teams, ask, disclosures, cases }: Results): string {
  const lines: string[] = [];
  if (slack || teams) {
    lines.push(
      `${CONNECTIONS} connections, ${RUN_SECONDS} s after ${WARM_UP_SECONDS} s of warm-up, the better of ${ROUNDS} runs each`,
      row('', 'a second', 'p50', 'p99'),
    );
  }
  if (slack) {
    lines.push(
      ...renderComparison('Slack /protocol', 'bare Bolt, acknowledging', slack),
      figuresRow('  Beadle, answers that reached Slack', slack.beadle.settled),
      row(
        '  ratio to the acknowledging',
        times(slack.beadle.settled.perSecond / slack.bare.figures.perSecond),
      ),
      '',
    );
  }
  if (teams) lines.push(...renderComparison('Teams question', 'bare echo bot', teams), '');
  if (ask || disclosures) lines.push('One after the other', row('', 'a second', 'p50', 'p99', 'mean'));
  if (ask) lines.push(meanRow(`ask alone (${ask.count} questions)`, ask));
  if (disclosures) {
    const { dialogs, turns, commits } = disclosures;
    lines.push(
      meanRow(`disclosures, dialog of ${turns} turns`, dialogs),
      meanRow("disclosures, the register's commit", commits),
    );
  }
  if (cases) lines.push('', ...renderCases(cases));
  return lines.join('\n').trimEnd();
}

function renderCases(figures: CaseFigures): string[] {
  const line = (name: string, part: keyof typeof CASES_GOALS): string => {
    const { p50, p99 } = figures[part];
    const goal = CASES_GOALS[part];
    return row(name, ms(p50), ms(p99), `${goal} ms`, p99 < goal ? 'holds' : 'MISSED');
  };
  return [
    `${figures.cases} open cases with clocks`,
    row('', 'p50', 'p99', 'goal', ''),
    line('  what is due, where nothing is', 'idle'),
    line('  what is due today, fifty claimed', 'due'),
    line("  a handler's list", 'list'),
    line('  one case opened', 'open'),
  ];
}

function renderComparison(what: string, bareName: string, { beadle, bare }: Comparison<unknown>): string[] {
  const throughput = beadle.figures.perSecond / bare.figures.perSecond;
  const p99 = beadle.figures.p99 / bare.figures.p99;
  const p50 = beadle.figures.p50 / bare.figures.p50;
  return [
    what,
    figuresRow('  Beadle', beadle.figures),
    figuresRow(`  ${bareName}`, bare.figures),
    row('  ratio', times(throughput), times(p50), times(p99)),
    row(
      `  goal (at least ${LEAST_THROUGHPUT}, p99 at most ${MOST_P99})`,
      throughput >= LEAST_THROUGHPUT ? 'holds' : 'MISSED',
      '',
      p99 <= MOST_P99 ? 'holds' : 'MISSED',
    ),
  ];
}

function figuresRow(name: string, { perSecond, p50, p99 }: Figures): string {
  return row(name, perSecond.toFixed(0), ms(p50), ms(p99));
}

function meanRow(name: string, { perSecond, p50, p99, mean }: Figures): string {
  return row(name, perSecond.toFixed(0), ms(p50), ms(p99), ms(mean));
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(CELL_WIDTH)).join('')}`.trimEnd();
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

function times(value: number): string {
  return `${value.toFixed(2)} x`;
}
