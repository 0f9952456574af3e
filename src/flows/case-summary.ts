/** What is read before a case is recorded: what the protocol provides, who receives it, who is told, and by when. */
import { meets } from '../answering/rules.ts';
import type { Block, FormValues } from '../conversation/vocabulary.ts';
import type { ClockRule, ProcedureCard, Recipient, Route, RoutedFlow } from '../protocol/procedures.ts';
import type { Condition } from '../protocol/schema.ts';
import type { CaseFlow } from './case-flow.ts';
import type { FlowContext, RouteFacts } from './context.ts';
import { cardBlocks, clauseBlocks } from './routes.ts';

/** Shown where the protocol does not allow it, or sends people elsewhere. */
export function stoppedBlocks(
  route: Route,
  flow: RoutedFlow,
  facts: RouteFacts,
  context: FlowContext,
): Block[] {
  return [
    ...provision(route, context),
    { type: 'text', text: route.next },
    ...cardBlocks(context.protocol.procedures[flow].signposts, facts, context.protocol),
    { type: 'text', tone: 'subtle', text: 'Nothing was recorded and nobody was told.' },
  ];
}

/** Shown above the button that records. */
export function summaryBlocks(
  route: Route,
  flow: CaseFlow,
  answers: FormValues,
  context: FlowContext,
): Block[] {
  const facts = flow.facts(answers, context);
  return [
    ...cardBlocks(signpostsOf(flow.id, 'warning', context), facts, context.protocol),
    ...(route.urgent
      ? [{ type: 'text' as const, tone: 'warning' as const, text: 'This is urgent, and will be marked so.' }]
      : []),
    ...provision(route, context),
    { type: 'text', tone: 'strong', text: 'Who receives it' },
    ...whoReceives(route, answers, context),
    ...whoIsAway(route, answers, context),
    ...whoOversees(route, answers, context),
    ...whoIsTold(route, flow, answers, context),
    { type: 'text', tone: 'strong', text: 'By when' },
    ...noPromise(context.absences(route, answers).waits),
    ...byWhen(route, facts, context),
    ...signposts(flow.id, facts, context),
  ];
}

function signpostsOf(
  flow: RoutedFlow,
  tone: ProcedureCard['tone'],
  { protocol }: FlowContext,
): readonly ProcedureCard[] {
  return protocol.procedures[flow].signposts.filter((card) => card.tone === tone);
}

/** Where else people can turn, after what becomes of this. */
function signposts(flow: RoutedFlow, facts: RouteFacts, context: FlowContext): Block[] {
  const blocks = cardBlocks(signpostsOf(flow, 'normal', context), facts, context.protocol);
  return blocks.length > 0 ? [{ type: 'text', tone: 'strong', text: 'Good to know' }, ...blocks] : [];
}

function provision(route: Route, { protocol }: FlowContext): Block[] {
  return [
    { type: 'text', tone: 'strong', text: route.title },
    { type: 'text', text: route.say },
    ...(route.points.length > 0 ? [{ type: 'list' as const, items: route.points }] : []),
    ...clauseBlocks(route.clauses, protocol),
  ];
}

function whoReceives(route: Route, answers: FormValues, context: FlowContext): Block[] {
  return [
    ...whoHandles(route, answers, context),
    ...(context.startOf(route, answers).isLastResort
      ? [{ type: 'text' as const, tone: 'warning' as const, text: LAST_RESORT }]
      : []),
  ];
}

/** Said where a case goes to somebody whom the protocol does not name for it. */
export const LAST_RESORT =
  'Nobody on the route of your protocol could be found or may hear of this. That it goes to them instead is my suggestion: the protocol does not say who takes it.';

function whoHandles(route: Route, answers: FormValues, context: FlowContext): Block[] {
  const who = context.receivers(route, answers);
  if (route.receive === undefined && route.offer !== undefined) {
    const whom = who === '' ? officeInWords(route.offer, context) : who;
    return [
      {
        type: 'text',
        text: `Your protocol names nobody for this. I can tell ${whom}: that is done when you confirm.`,
      },
    ];
  }
  const text =
    who === ''
      ? 'I cannot find anybody to give it to. It is recorded when you confirm, and whoever looks after Beadle is shown that nobody could be told.'
      : `When you confirm, it goes to ${who}.`;
  const deciders = route.decide.map(({ title }) => title);
  const others = context.startOf(route, answers).deciders.filter((each) => !who.split('; ').includes(each));
  return [
    { type: 'text', text },
    ...(deciders.length > 0
      ? [{ type: 'text' as const, text: `To be agreed by ${listInWords(deciders, 'and')}.` }]
      : []),
    ...(others.length > 0
      ? [{ type: 'text' as const, text: `It goes to ${others.join('; ')} as well, to agree or decline.` }]
      : []),
  ];
}

/** Nobody is sent to an empty desk without being told. */
function whoIsAway(route: Route, answers: FormValues, context: FlowContext): Block[] {
  const { standsIn, waits } = context.absences(route, answers);
  return [
    ...standsIn.map((text) => ({ type: 'text' as const, text })),
    ...waits.map((text) => ({ type: 'text' as const, tone: 'warning' as const, text })),
  ];
}

/** Before the protocol's times, where whoever should keep to them is away. */
export function noPromise(waits: readonly string[]): Block[] {
  if (waits.length === 0) return [];
  return [
    {
      type: 'text',
      text: 'I cannot promise you a day while they are away. This is what the protocol asks for:',
    },
  ];
}

function whoOversees(route: Route, answers: FormValues, context: FlowContext): Block[] {
  const who = context.overseers(route, answers);
  return who === '' ? [] : [{ type: 'text', text: `${who}, can see it in the register as well.` }];
}

function whoIsTold(route: Route, flow: CaseFlow, answers: FormValues, context: FlowContext): Block[] {
  const facts = flow.facts(answers, context);
  const { subjects, officers, barred = [] } = flow.parties(answers, context);
  const isOfficer = officers.includes(context.askerKey);
  const named = (isNow: boolean): string[] => {
    const notices = route.tells.filter(
      ({ on, when }) => (on === 'start') === isNow && (isNow ? holds(when, facts) : mayHold(when, facts)),
    );
    const who = notices.map((notice) => {
      const words = recipientInWords(notice.who, isOfficer, context);
      const names = isNow && words !== YOU ? context.namesOf(notice.who, route, answers) : [];
      return names.length === 0 ? words : `${words} (${names.join('; ')})`;
    });
    return [...new Set(who)].filter((each) => each !== YOU);
  };
  const now = named(true);
  const later = named(false).filter((each) => !now.includes(each));
  const isSubjectTold = now.some((each) => each.startsWith(SUBJECT));
  const lines = [
    ...(now.length > 0 ? [`Told as well when you confirm: ${listInWords(now, 'and')}.`] : []),
    ...(later.length > 0 ? [`Told later, if it comes to that: ${listInWords(later, 'and')}.`] : []),
    ...(subjects.length > 0 && !isSubjectTold ? [subjectLine(subjects, barred, context)] : []),
  ];
  return lines.map((text) => ({ type: 'text', text }));
}

/** Only of people we know can it be promised that they hear nothing. */
function subjectLine(subjects: readonly string[], barred: readonly string[], context: FlowContext): string {
  const unknown = subjects.filter((key) => context.levelOf(key) === null);
  if (unknown.length === 0) return 'Whoever it is about hears nothing of it from me now.';
  const besides = context.everyone.filter(({ key }) => barred.includes(key)).map(({ label }) => label);
  const [typed = ''] = unknown;
  return besides.length > 0
    ? `“${typed}” may mean ${besides.join('; ')}: so they hear nothing of it from me now. I cannot make sure of anybody else. If you mean somebody named here as receiving it, do not send it: change the name first.`
    : `I do not know who “${typed}” is, so I cannot make sure that this does not reach them. If they are among those named here, do not send it: stop, or change the name first.`;
}

/** The clocks of the protocol that run from the start, and those that a later step sets running. */
function byWhen(route: Route, facts: RouteFacts, context: FlowContext): Block[] {
  const timed = route.clocks.filter(({ on }) => on === undefined);
  const now = timed.filter(({ from, when }) => from === 'start' && holds(when, facts));
  const later = timed.filter(({ from, when }) => from !== 'start' && mayHold(when, facts));
  return [
    ...(now.length > 0
      ? [{ type: 'list' as const, items: now.map((rule) => clockInWords(rule, context.dueOn(rule))) }]
      : [{ type: 'text' as const, text: route.timing ?? 'The protocol sets no time for this.' }]),
    ...(later.length > 0
      ? [
          { type: 'text' as const, text: 'Later, from the step that brings it up:' },
          { type: 'list' as const, items: later.map((rule) => clockInWords(rule)) },
        ]
      : []),
  ];
}

/** "Outcome to the councillor within 10 working days, by Thu 7 Jan". */
function clockInWords({ title, working_days: days, months }: ClockRule, day: string | null = null): string {
  const length = days === undefined ? count(months ?? 0, 'month') : count(days, 'working day');
  return `${title} within ${length}${day === null ? '' : `, by ${day}`}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function holds(when: Condition | undefined, facts: RouteFacts): boolean {
  return when === undefined || meets(when, facts);
}

/** Whether a condition may yet hold, once more is known than now. */
function mayHold(when: Condition | undefined, facts: RouteFacts): boolean {
  return Object.entries(when ?? {}).every(
    ([fact, wanted]) => facts[fact] === undefined || meets({ [fact]: wanted }, facts),
  );
}

const YOU = 'you';
const SUBJECT = 'the person it is about';

function recipientInWords(who: Recipient, isOfficer: boolean, context: FlowContext): string {
  const { political_group: group, officer } = context.protocol.council.words;
  if ('office' in who) return officeInWords(who.office, context);
  if ('line_manager_of' in who) {
    return who.line_manager_of === 'officer'
      ? `the ${officer}'s line manager`
      : LINE_MANAGERS[who.line_manager_of];
  }
  if ('above' in who || 'at_or_above' in who)
    return listInWords(
      who.holding.map((office) => officeInWords(office, context)),
      'or',
    );
  if ('other_group_leaders' in who) return `the leaders of the other ${group}s`;
  if ('group_leader_of' in who) {
    if (who.group_leader_of === 'raiser') return `the leader of your ${group}`;
    return who.group_leader_of === 'subject' ? `the leader of their ${group}` : 'the leader of that group';
  }
  if (who.role !== 'officer') return ROLES[who.role];
  return isOfficer ? YOU : `the ${officer}`;
}

const LINE_MANAGERS = {
  raiser: 'your line manager',
  subject: 'the line manager of the person it is about',
} as const;

const ROLES = {
  raiser: YOU,
  subject: SUBJECT,
  handler: 'whoever handles it',
  decider: 'those who must agree',
  informed: 'those told before',
} as const;

/** "the Chief Executive", by the council's title for the office. */
export function officeInWords(office: string, { protocol }: Pick<FlowContext, 'protocol'>): string {
  const title = protocol.council.offices.find(({ id }) => id === office)?.title ?? office;
  return /^(a|an|the|another) /i.test(title) ? title : `the ${title}`;
}

/** "A", "A and B", "A, B and C". */
export function listInWords(items: readonly string[], join: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${join} ${last}`;
}
