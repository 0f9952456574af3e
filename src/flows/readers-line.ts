/** Who reads what a move's question is answered with, besides those whom the question itself names. */
import type { PlanMove, Recipient, Route } from '../protocol/procedures.ts';
import { listInWords, officeInWords } from './case-summary.ts';
import type { FlowContext } from './context.ts';

/** Whom the council's route sends an answer to, as a sentence; null where it sends it to nobody. */
export function readersLine(
  ask: string,
  { id, tells }: Pick<PlanMove, 'id' | 'tells'>,
  route: Route | undefined,
  context: Pick<FlowContext, 'protocol'>,
): string | null {
  const notices = (route?.tells ?? []).filter(({ on, shows }) => on === id && shows.includes(ask));
  // What the plan tells a party is what the question's own words say.
  const named = tells.filter(({ shows }) => shows.includes(ask)).map(({ who }): string => who);
  const others = notices.filter(({ who }) => !('role' in who && named.includes(who.role)));
  if (others.length === 0) return null;
  const who = listInWords([...new Set(others.map((notice) => inWords(notice.who, context)))], 'and');
  const isSure = others.every(({ when }) => when === undefined);
  return isSure
    ? `It is sent to ${who}${named.length > 0 ? ' too' : ''}.`
    : `Where your protocol says so, it is sent to ${who}${named.length > 0 ? ' too' : ''}.`;
}

const PARTIES = {
  raiser: 'the person who raised it',
  subject: 'the person it is about',
} as const;

const ROLES = {
  ...PARTIES,
  handler: 'whoever handles it',
  decider: 'those who must agree',
  informed: 'those told before',
} as const;

/** As whoever makes a move reads it, who may be anybody in the case. */
function inWords(who: Recipient, context: Pick<FlowContext, 'protocol'>): string {
  const { political_group: group, officer } = context.protocol.council.words;
  const party = (role: 'raiser' | 'subject' | 'officer'): string =>
    role === 'officer' ? `the ${officer}` : PARTIES[role];
  if ('office' in who) return officeInWords(who.office, context);
  if ('line_manager_of' in who) return `the line manager of ${party(who.line_manager_of)}`;
  if ('above' in who || 'at_or_above' in who)
    return listInWords(
      who.holding.map((office) => officeInWords(office, context)),
      'or',
    );
  if ('other_group_leaders' in who) return `the leaders of the other ${group}s`;
  if ('group_leader_of' in who)
    return who.group_leader_of === 'group'
      ? 'the leader of that group'
      : `the leader of the ${group} of ${PARTIES[who.group_leader_of]}`;
  return who.role === 'officer' ? `the ${officer}` : ROLES[who.role];
}
