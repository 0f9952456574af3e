/** Offices and committees change: whoever decides about a disclosure hears when one of its two people gets a new one. */
import { clauseBlocks } from '../flows/routes.ts';
import { peopleIn } from './access.ts';
import { routeOf, type CaseGround } from './case-ground.ts';
import { newsCard } from './case-cards.ts';
import type { Person } from './people.ts';
import type { CaseRecord, Change, Json } from './register-port.ts';

/**
 * Plans to flag a disclosure whose people hold other offices than when it was last looked at, where the council has a rule
 * for decisions over somebody one is tied to (`decides` in its procedure). Offices given up are noted and flag nothing.
 * @returns null where nothing has changed, or the council has no such rule
 */
export function planOfficeCheck(kase: CaseRecord, ground: CaseGround): Change | null {
  const { protocol, directory, clock, newId } = ground;
  const rule = protocol.procedures.relationship.decides;
  if (!rule || kase.type !== 'relationship' || kase.ended) return null;
  const parties = [kase.raisedBy, ...peopleIn(kase, 'subject')].flatMap((key) => directory.byKey(key) ?? []);
  const now = Object.fromEntries(parties.map(({ key, offices }) => [key, [...offices].sort()]));
  const before = knownOffices(kase);
  if (before !== null && JSON.stringify(before) === JSON.stringify(now)) return null;
  const gained = parties.flatMap((person) =>
    before === null
      ? []
      : person.offices
          .filter((office) => !(before[person.key] ?? []).includes(office))
          .map((office) => ({ person, office })),
  );
  const lines = gained.map(({ person, office }) => `${person.name} is now ${titleOf(office, ground)}.`);
  const say = `${lines.join(' ')} A relationship between the two is disclosed. Please check whether either now takes decisions that touch the other.`;
  const told: Person[] =
    gained.length === 0 ? [] : peopleIn(kase, 'handler').flatMap((key) => directory.byKey(key) ?? []);
  return {
    council: kase.council,
    at: clock.now().toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: kase.stage,
      ended: kase.ended,
      route: kase.route,
      people: kase.people,
      data: { ...kase.data, offices: now },
      onceKey: `offices:${kase.id}:${kase.revision}`,
    },
    history: [
      {
        actor: 'beadle',
        action: gained.length === 0 ? 'offices-noted' : 'offices-changed',
        data: { offices: now, told: told.map(({ key }) => key) },
        versions: { protocol: protocol.version, flow: 'plan:relationship' },
      },
    ],
    messages: told.map(({ key }) => ({
      id: newId(),
      recipient: key,
      reply: newsCard(kase, say, {
        title: routeOf(kase, ground)?.title,
        rows: [],
        blocks: [{ type: 'text', text: rule.say }, ...clauseBlocks(rule.clauses, protocol)],
      }),
    })),
    gaps: [],
  };
}

/** The offices of its people when it was last looked at; null where it never was. */
function knownOffices({ data }: CaseRecord): Record<string, string[]> | null {
  const { offices } = data as { offices?: Json };
  return typeof offices === 'object' && offices !== null && !Array.isArray(offices)
    ? (offices as unknown as Record<string, string[]>)
    : null;
}

function titleOf(office: string, { protocol }: CaseGround): string {
  return protocol.council.offices.find(({ id }) => id === office)?.title ?? office.replaceAll('-', ' ');
}
