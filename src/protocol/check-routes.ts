/** Checks the routes of a council's procedures: against its clauses and offices, and against the plans they run by. */
import type { CheckClauses, Report } from './cross-check.ts';
import type { CouncilFiles } from './load.ts';
import type {
  ClockRule,
  FlowProcedure,
  Ladder,
  Notice,
  Plan,
  Plans,
  Recipient,
  Route,
} from './procedures.ts';
import { ROUTED_FLOWS } from './procedures.ts';
import type { YamlPath } from './yaml-file.ts';

type Checks = {
  report: (path: YamlPath, message: string) => void;
  clauses: (path: YamlPath, labels: readonly string[]) => void;
  office: (id: string, path: YamlPath) => void;
};

/** @param plans undefined where they are faulty: what refers to them is left unchecked */
export function checkRoutes(
  files: CouncilFiles,
  plans: Plans | undefined,
  report: Report,
  checkClauses: CheckClauses,
): void {
  const { procedures: file, council } = files;
  const procedures = file.value;
  if (!procedures) return;
  const offices = new Set(council.value?.offices.map(({ id }) => id) ?? []);
  const checks: Checks = {
    report: (path, message) => report(file, path, message),
    clauses: (path, labels) => checkClauses(file, path, labels),
    office: (id, path) => {
      if (council.value && !offices.has(id)) report(file, path, `council.yaml lists no office "${id}"`);
    },
  };
  procedures.levels.forEach((level, at) =>
    level.offices.forEach((office, k) => checks.office(office, ['levels', at, 'offices', k])),
  );
  checkLadder(procedures.last_resort, ['last_resort'], checks);
  procedures.relationship.tells.forEach((tell, at) =>
    checkNotice(tell, ['relationship', 'tells', at], undefined, checks),
  );
  for (const flow of ROUTED_FLOWS) {
    const section: FlowProcedure = procedures[flow];
    const cards = [...section.before.entries()].map(([at, card]) => ({ card, path: [flow, 'before', at] }));
    cards.push(
      ...[...section.signposts.entries()].map(([at, card]) => ({ card, path: [flow, 'signposts', at] })),
    );
    for (const { card, path } of cards) checks.clauses([...path, 'clauses'], card.clauses);
    section.routes.forEach((route, at) => {
      const plan = plans?.plans.find(({ id }) => id === route.plan);
      const path = [flow, 'routes', at];
      if (plans && route.plan !== undefined && !plan) {
        checks.report([...path, 'plan'], `protocols/plans.yaml has no plan "${route.plan}"`);
      }
      checkRoute(route, path, plan, section.routes, checks);
      const isLast = at === section.routes.length - 1;
      if (isLast !== (route.when === undefined)) {
        checks.report(
          path,
          isLast
            ? 'the last route of a flow must have no "when", so that there is always a route'
            : 'only the last route of a flow may have no "when": routes below this one are never reached',
        );
      }
    });
  }
  const { parity } = procedures['group-meeting'];
  if (parity) checks.clauses(['group-meeting', 'parity', 'clauses'], parity.clauses);
}

function checkRoute(
  route: Route,
  path: YamlPath,
  plan: Plan | undefined,
  routes: readonly Route[],
  checks: Checks,
): void {
  checks.clauses([...path, 'clauses'], route.clauses);
  if (routes.filter(({ id }) => id === route.id).length > 1) {
    checks.report(path, `the route "${route.id}" is there twice`);
  }
  if (route.receive) checkLadder(route.receive, [...path, 'receive'], checks);
  if (route.offer !== undefined) checks.office(route.offer, [...path, 'offer']);
  route.decide.forEach(({ who }, at) => checkLadder(who, [...path, 'decide', at, 'who'], checks));
  route.tells.forEach((tell, at) => checkNotice(tell, [...path, 'tells', at], plan, checks));
  route.clocks.forEach((clock, at) => checkClock(clock, [...path, 'clocks', at], plan, checks));
  if (!plan) return;
  for (const [move, target] of Object.entries(route.leads)) {
    const leads = plan.moves.find(({ id }) => id === move)?.does === 'lead';
    if (!leads)
      checks.report(
        [...path, 'leads', move],
        `"${move}" is no move of the plan "${plan.id}" that leads elsewhere`,
      );
    const there = routes.find(({ id }) => id === target);
    if (!there || there.stops)
      checks.report([...path, 'leads', move], `there is no route "${target}" to lead to`);
  }
  const needsOutcomes = plan.moves.some(({ asks }) => asks.some((ask) => ask.options_from === 'outcomes'));
  if (needsOutcomes && route.outcomes.length === 0) {
    checks.report(path, `the plan "${plan.id}" asks for an outcome: list this route's outcomes`);
  }
  const needsDeciders = plan.moves.some(({ does }) => does === 'agree');
  if (needsDeciders && route.decide.length === 0) {
    checks.report(path, `the plan "${plan.id}" waits for somebody to agree: say who decides`);
  }
}

function checkClock(clock: ClockRule, path: YamlPath, plan: Plan | undefined, checks: Checks): void {
  checks.clauses([...path, 'clauses'], clock.clauses);
  if (clock.then) checkLadder(clock.then, [...path, 'then'], checks);
  if (!plan) return;
  if (plan.clocks.some(({ id }) => id === clock.id)) {
    checks.report(path, `the plan "${plan.id}" has a clock "${clock.id}" of its own`);
  }
  const moves = [
    ...clock.met_by,
    ...(clock.stopped_by ?? []),
    ...Object.keys(clock.put_off_by),
    ...(clock.from === 'start' ? [] : [clock.from]),
  ];
  for (const move of moves) checkMove(move, path, plan, checks);
  for (const stage of clock.paused_in) {
    if (!plan.stages.some(({ id }) => id === stage)) {
      checks.report(path, `the plan "${plan.id}" has no stage "${stage}"`);
    }
  }
  for (const [move, name] of Object.entries(clock.put_off_by)) {
    const asks = plan.moves.find(({ id }) => id === move)?.asks ?? [];
    if (!asks.some((ask) => ask.name === name && ask.kind === 'date')) {
      checks.report(path, `the move "${move}" asks for no date "${name}"`);
    }
  }
}

function checkNotice(tell: Notice, path: YamlPath, plan: Plan | undefined, checks: Checks): void {
  checks.clauses([...path, 'clauses'], tell.clauses);
  checkRecipient(tell.who, [...path, 'who'], checks);
  if (plan && tell.on !== 'start') checkMove(tell.on, path, plan, checks);
}

function checkMove(move: string, path: YamlPath, plan: Plan, checks: Checks): void {
  if (!plan.moves.some(({ id }) => id === move)) {
    checks.report(path, `the plan "${plan.id}" has no move "${move}"`);
  }
}

function checkLadder(ladder: Ladder, path: YamlPath, checks: Checks): void {
  ladder.forEach((recipient, at) => checkRecipient(recipient, [...path, at], checks));
}

function checkRecipient(recipient: Recipient, path: YamlPath, checks: Checks): void {
  if ('office' in recipient) checks.office(recipient.office, path);
  if ('holding' in recipient) recipient.holding.forEach((office) => checks.office(office, path));
}
