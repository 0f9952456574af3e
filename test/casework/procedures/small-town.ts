/** A council's own procedures with a handful of made-up people, for tables of who gets what. */
import { createDirectory, type Person } from '../../../src/casework/people.ts';
import { routeByLadder, type RoutingGround } from '../../../src/casework/routing.ts';
import type { RouteFacts } from '../../../src/flows/context.ts';
import { pickRoute } from '../../../src/flows/routes.ts';
import { loadLibrary, type Protocol } from '../../../src/protocol/load.ts';
import type { Route, RoutedFlow } from '../../../src/protocol/procedures.ts';
import { PROTOCOLS } from '../../../src/start/library.ts';

/** What stands in the way besides the roles: a tie, being away. */
type Against = { tied?: readonly string[]; absent?: readonly string[] };

export type SmallTown = {
  protocol: Protocol;
  /** The first level that holds an office of theirs. */
  levelOf: (key: string) => string;
  /** Who handles a case on a route, their keys with commas between; " (ours)" marks the last resort. */
  handlerOf: (route: Route, roles: RoutingGround['roles'], against?: Against) => string;
  pick: (flow: RoutedFlow, facts: RouteFacts) => Route;
};

export function openSmallTown(council: string, people: readonly Person[] = []): SmallTown {
  const protocol = loadLibrary(PROTOCOLS, council).protocols.get(council);
  if (!protocol) throw new Error(`no pack of ${council}`);
  const { levels, last_resort: lastResort } = protocol.procedures;
  return {
    protocol,
    levelOf: (key) => {
      const offices = people.find((each) => each.key === key)?.offices ?? [];
      return levels.find((level) => level.offices.some((each) => offices.includes(each)))?.id ?? 'officer';
    },
    handlerOf: (route, roles, { tied = [], absent = [] } = {}) => {
      const own = route.receive ?? (route.offer === undefined ? [] : [{ office: route.offer }]);
      const found = routeByLadder(own, lastResort, {
        directory: createDirectory(people),
        barred: [...(roles.subject ?? []), ...(roles.raiser ?? []), ...tied],
        absent: new Set(absent),
        roles,
        group: null,
      });
      return found.people.map(({ key }) => key).join() + (found.isLastResort ? ' (ours)' : '');
    },
    pick: (flow, facts) => pickRoute(flow, facts, protocol),
  };
}

export function officer(key: string, offices: readonly string[], lineManager: string | null): Person {
  return person({ key, kind: 'officer', offices, lineManager, politicalGroup: null });
}

export function member(key: string, offices: readonly string[], politicalGroup: string | null): Person {
  return person({ key, kind: 'member', offices, lineManager: null, politicalGroup });
}

function person(parts: Pick<Person, 'key' | 'kind' | 'offices' | 'lineManager' | 'politicalGroup'>): Person {
  return {
    ...parts,
    name: parts.key,
    email: parts.key,
    jobTitle: null,
    slackUserId: null,
    entraObjectId: null,
  };
}
