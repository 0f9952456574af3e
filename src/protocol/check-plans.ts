/** Checks that the shared plans hold together: every stage and move they speak of is there. */
import type { Problem } from './problems.ts';
import type { Plans } from './procedures.ts';
import type { YamlFile } from './yaml-file.ts';

/** @returns every stage or move named that does not exist, every stage no move leads out of although it does not end, and every move that a slip of the finger would make */
export function checkPlans({ file, value, lineOf }: YamlFile<Plans>): Problem[] {
  const problems: Problem[] = [];
  value?.plans.forEach((plan, at) => {
    const stages = new Set(plan.stages.map(({ id }) => id));
    const report = (path: (string | number)[], message: string): void => {
      problems.push({ file, line: lineOf(['plans', at, ...path]), message });
    };
    const checkStage = (id: string, path: (string | number)[]): void => {
      if (!stages.has(id)) report(path, `the plan "${plan.id}" has no stage "${id}"`);
    };
    checkStage(plan.start, ['start']);
    const moves = new Set<string>();
    plan.moves.forEach((move, index) => {
      const path = ['moves', index];
      if (moves.has(move.id)) report(path, `the plan "${plan.id}" has the move "${move.id}" twice`);
      moves.add(move.id);
      if (move.from !== 'open') move.from.forEach((id, k) => checkStage(id, [...path, 'from', k]));
      if (move.to !== undefined) checkStage(move.to, [...path, 'to']);
      if (move.style === 'danger' && move.asks.length === 0) {
        report(path, `the move "${move.id}" is marked as danger and asks nothing: one press would do it`);
      }
      const asked = new Set(move.asks.map(({ name }) => name));
      move.tells.forEach(({ shows }, k) => {
        for (const name of shows) {
          if (!asked.has(name))
            report([...path, 'tells', k], `the move "${move.id}" does not ask for "${name}"`);
        }
      });
    });
    plan.clocks.forEach((clock, index) => {
      const path = ['clocks', index];
      const asks = (move: string, name: string): boolean =>
        plan.moves.some(
          ({ id, asks: each }) => id === move && each.some((ask) => ask.name === name && ask.kind === 'date'),
        );
      if (clock.on === undefined) {
        report(path, `the clock "${clock.id}" counts: a time that a protocol sets belongs into a route`);
      } else if (!asks(clock.from, clock.on)) {
        report(path, `the move "${clock.from}" of the plan "${plan.id}" asks for no date "${clock.on}"`);
      }
      for (const [move, name] of Object.entries(clock.put_off_by)) {
        if (!asks(move, name))
          report(path, `the move "${move}" of the plan "${plan.id}" asks for no date "${name}"`);
      }
      for (const move of [...clock.met_by, ...(clock.stopped_by ?? [])]) {
        if (!moves.has(move)) report(path, `the plan "${plan.id}" has no move "${move}"`);
      }
      clock.paused_in.forEach((id, k) => checkStage(id, [...path, 'paused_in', k]));
    });
    for (const stage of plan.stages) {
      const leaves = plan.moves.some(
        ({ from, to }) => to !== undefined && to !== stage.id && (from === 'open' || from.includes(stage.id)),
      );
      if (!stage.ends && !leaves) {
        report(
          ['stages'],
          `no move leads out of the stage "${stage.id}" of the plan "${plan.id}": mark it as an end, or add one`,
        );
      }
    }
  });
  return problems;
}
