/** From the answers of a dialog to the route its case takes, and the cards that go with it. */
import { meets } from '../answering/rules.ts';
import type { Block } from '../conversation/vocabulary.ts';
import type { Protocol } from '../protocol/load.ts';
import type { ProcedureCard, Route, RoutedFlow } from '../protocol/procedures.ts';
import type { RouteFacts } from './context.ts';

/** The first route whose facts hold. The loader sees to it that the last one has no condition. */
export function pickRoute(flow: RoutedFlow, facts: RouteFacts, { procedures }: Protocol): Route {
  const { routes } = procedures[flow];
  const route = routes.find(({ when }) => when === undefined || meets(when, facts)) ?? routes.at(-1);
  if (!route) throw new RangeError(`The flow "${flow}" has no route.`);
  return route;
}

/** A route by its id; undefined where a later procedure no longer has it. */
export function routeById(flow: RoutedFlow, id: string, { procedures }: Protocol): Route | undefined {
  return procedures[flow].routes.find((route) => route.id === id);
}

/** Those of a procedure's cards whose facts hold, as blocks: what they say with their points, and the clauses they rest on together. */
export function cardBlocks(cards: readonly ProcedureCard[], facts: RouteFacts, protocol: Protocol): Block[] {
  const holding = cards.filter(({ when }) => when === undefined || meets(when, facts));
  const clauses = new Set(holding.flatMap((card) => card.clauses));
  return [
    // What must not be done comes first.
    ...[...holding].sort((a, b) => rankOf(a) - rankOf(b)).flatMap(wordsOf),
    ...clauseBlocks([...clauses], protocol),
  ];
}

function rankOf({ tone }: ProcedureCard): number {
  return tone === 'warning' ? 0 : 1;
}

function wordsOf({ say, points, tone }: ProcedureCard): Block[] {
  return [
    { type: 'text', text: say, ...(tone === 'warning' && { tone }) },
    ...(points.length > 0 ? [{ type: 'list' as const, items: points }] : []),
  ];
}

/** "This rests on", with the clauses; nothing where there are none. */
export function clauseBlocks(labels: readonly string[], { clauses }: Protocol): Block[] {
  const quotes = labels.flatMap((label) => {
    const clause = clauses.get(label);
    return clause ? [{ label, heading: clause.heading, gist: clause.gist }] : [];
  });
  return quotes.length > 0 ? [{ type: 'clauses', label: 'This rests on', clauses: quotes }] : [];
}
