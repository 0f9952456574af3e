/** Whether stated confidence is honest: how often answers given with it are right. */
import type { Answer } from '../../answering/answer.ts';
import { spread, squash } from '../../answering/confidence.ts';
import type { GoldQuestion } from '../score.ts';

export type Claim = { confidence: number; isRight: boolean };

/** Confidence from `from` up to the next bin's: how many claims, their mean confidence, and how often they were right. */
export type Bin = { from: number; count: number; claimed: number; right: number };

const BINS = 10;

/**
 * An answer's claim to be right: of its kind, with its own clauses, not those it cites beside them in case of doubt.
 * @returns null where it claims nothing: not understood, asked back, shown a clause that was asked for, small talk
 */
export function claimOf(
  answer: Answer,
  gold: GoldQuestion,
  protocolTopics: ReadonlySet<string>,
): Claim | null {
  if (answer.topic === null || !protocolTopics.has(answer.topic)) return null;
  const cited = new Set(answer.clauses.map(({ label }) => label));
  const isCited = gold.clauses.every((set) => set.some((label) => cited.has(label)));
  return { confidence: answer.confidence, isRight: gold.kind.includes(answer.kind) && isCited };
}

export function binsOf(claims: readonly Claim[]): Bin[] {
  const byBin = Map.groupBy(claims, ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)));
  return Array.from({ length: BINS }, (_, at) => {
    const own = byBin.get(at) ?? [];
    const size = own.length || 1;
    return {
      from: at / BINS,
      count: own.length,
      claimed: own.reduce((sum, { confidence }) => sum + confidence, 0) / size,
      right: own.filter(({ isRight }) => isRight).length / size,
    };
  });
}

/** The expected calibration error: how far claim and truth are apart, bin by bin, on average over all claims. */
export function calibrationError(claims: readonly Claim[]): number {
  const total = claims.length || 1;
  return binsOf(claims).reduce(
    (sum, { count, claimed, right }) => sum + (count * Math.abs(claimed - right)) / total,
    0,
  );
}

export function describeBins(claims: readonly Claim[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(9);
  const lines = binsOf(claims)
    .filter(({ count }) => count > 0)
    .map(({ from, count, claimed, right }) =>
      [from.toFixed(1).padEnd(16), String(count).padStart(6), percent(claimed), percent(right)].join(''),
    );
  return [
    `${'confidence from'.padEnd(16)}${'n'.padStart(6)}${'claimed'.padStart(9)}${'right'.padStart(9)}`,
    ...lines,
    `expected calibration error ${(100 * calibrationError(claims)).toFixed(1)} points`,
  ].join('\n');
}

export type Scale = { slope: number; offset: number };

/**
 * The slope and offset on the log-odds of the stated confidence that make it honest: logistic regression by Newton's method,
 * whose result does not depend on any order.
 */
export function fitScale(claims: readonly Claim[]): Scale {
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < 25; step++) {
    // Gradient and curvature, with a whiff of resistance so that few claims cannot blow it up.
    let [g0, g1, h00, h01, h11] = [0, slope - 1, 1, 0, 1];
    for (const { confidence, isRight } of claims) {
      const x = spread(confidence);
      const p = squash(slope * x + offset);
      const error = p - (isRight ? 1 : 0);
      const weight = p * (1 - p);
      g0 += error;
      g1 += error * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    offset -= (h11 * g0 - h01 * g1) / determinant;
    slope -= (h00 * g1 - h01 * g0) / determinant;
  }
  return { slope, offset };
}

/** The claims as they would be stated with this scale. */
export function rescale(claims: readonly Claim[], { slope, offset }: Scale): Claim[] {
  return claims.map(({ confidence, isRight }) => ({
    confidence: squash(slope * spread(confidence) + offset),
    isRight,
  }));
}
