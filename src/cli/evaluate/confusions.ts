/** Which topics are taken for which others. */
import type { Scored } from './figures.ts';

export type Confusion = { meant: string; read: string; count: number; of: number; harmless: number };

/**
 * The pairs of topics confused most often, over examples turned into questions, whose id is their topic. `read` is empty where
 * nothing was understood; `harmless` counts those that cited the right clause all the same.
 */
export function countConfusions(scored: readonly Scored[]): Confusion[] {
  const sizes = new Map<string, number>();
  const confusions = new Map<string, Confusion>();
  for (const { gold, answer, score } of scored) {
    const meant = gold.id;
    const read = answer.topic ?? '';
    sizes.set(meant, (sizes.get(meant) ?? 0) + 1);
    if (read === meant) continue;
    const key = `${meant} ${read}`;
    const known = confusions.get(key) ?? { meant, read, count: 0, of: 0, harmless: 0 };
    known.count += 1;
    if (score.all === true || score.clause === true) known.harmless += 1;
    confusions.set(key, known);
  }
  return [...confusions.values()]
    .map((each) => ({ ...each, of: sizes.get(each.meant) ?? 0 }))
    .sort((a, b) => b.count - a.count || (`${a.meant} ${a.read}` < `${b.meant} ${b.read}` ? -1 : 1));
}

export function describeConfusions(confusions: readonly Confusion[]): string {
  return confusions
    .map(
      ({ meant, read, count, of, harmless }) =>
        `${String(count).padStart(5)} of ${String(of).padEnd(4)} ${meant} read as ${read === '' ? '(not understood)' : read}, ${harmless} of them right all the same`,
    )
    .join('\n');
}
