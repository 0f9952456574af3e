/** From the share of the readings that speak for an answer to how often such an answer is right. */

/**
 * Fitted on held-out folds of the examples by `npm run evaluate -- --folds`, which prints better ones when the examples have
 * outgrown these.
 */
export const SCALE = { slope: 0.607, offset: -0.316 } as const;

/** Nothing is claimed more surely, or less, than this. */
const LEAST = 1e-4;

/** Honest confidence: of a hundred answers given with 0.9, about ninety cite the right clause. Grows with `share`. */
export function confidenceFrom(share: number): number {
  return squash(SCALE.slope * spread(share) + SCALE.offset);
}

/** Log-odds of a probability. */
export function spread(probability: number): number {
  const held = Math.min(1 - LEAST, Math.max(LEAST, probability));
  return Math.log(held / (1 - held));
}

/** The probability of these log-odds. */
export function squash(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
