/** What was said by the moves made on a case, as each who has a part in it may read it: the latest of each move, oldest first. */
import type { Block } from '../conversation/vocabulary.ts';
import type { MoveAsk, Plan, PlanMove, Route } from '../protocol/procedures.ts';
import { partsOf } from './access.ts';
import type { CaseData } from './case-data.ts';
import { isRoutedFlow, type CaseGround } from './case-ground.ts';
import { formatDay } from './clock.ts';
import type { Person } from './people.ts';
import type { CaseRecord } from './register-port.ts';

/** Those who handle, decide or oversee read all of it; others what a move tells them, and what they said themselves. */
export function saidBlocks(
  kase: CaseRecord,
  data: CaseData | null,
  viewer: Person,
  { plan, route, ground }: { plan: Plan | undefined; route: Route | undefined; ground: CaseGround },
): Block[] {
  if (!data || !plan) return [];
  const parts = partsOf(kase, viewer);
  const isInside = parts.has('handler') || parts.has('decider') || parts.has('monitoring-officer');
  const mayRead = (move: PlanMove, { name }: MoveAsk): boolean =>
    isInside ||
    move.by.some((role) => parts.has(role)) ||
    move.tells.some(({ who, shows }) => parts.has(who) && shows.includes(name));
  return Object.entries(data.moves).flatMap(([id, values]): Block[] => {
    const move = plan.moves.find((each) => each.id === id);
    const rows = (move?.asks ?? []).flatMap((ask) => {
      const value = values[ask.name] ?? '';
      if (!move || value === '' || !mayRead(move, ask)) return [];
      return [
        {
          label: ask.reads_as ?? ask.label,
          value: inWords(ask, value, outcomesOf(kase, route, ground), ground),
        },
      ];
    });
    return move && rows.length > 0
      ? [
          { type: 'text', tone: 'strong', text: move.done ?? move.label },
          { type: 'facts', rows },
        ]
      : [];
  });
}

function inWords(ask: MoveAsk, value: string, outcomes: Route['outcomes'], ground: CaseGround): string {
  switch (ask.kind) {
    case 'text':
      return value;
    case 'date':
      return formatDay(value);
    case 'person':
      return ground.directory.byKey(value)?.name ?? value;
    case 'choice': {
      const { offices } = ground.protocol.council;
      const options = ask.options_from === 'outcomes' ? outcomes : (ask.options ?? []);
      if (ask.options_from === 'offices') return offices.find(({ id }) => id === value)?.title ?? value;
      return options.find(({ id }) => id === value)?.label ?? value;
    }
  }
}

/** What may have come of a case: on its route, or on one that it was on before. */
function outcomesOf(
  { type }: CaseRecord,
  route: Route | undefined,
  { protocol }: Pick<CaseGround, 'protocol'>,
): Route['outcomes'] {
  const others = isRoutedFlow(type) ? protocol.procedures[type].routes : [];
  return [...(route?.outcomes ?? []), ...others.flatMap(({ outcomes }) => outcomes)];
}
