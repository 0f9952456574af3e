/** Reminding people of what is due: whom, with what words, as one whole change of the register. */
import type { Block, Reply } from '../conversation/vocabulary.ts';
import { clauseBlocks } from '../flows/routes.ts';
import type { ClockRule } from '../protocol/procedures.ts';
import { authorize, peopleIn } from './access.ts';
import { caseButton } from './case-cards.ts';
import { describeClock, explainDue, setDueDay, stopClock } from './case-clocks.ts';
import { readCaseData } from './case-data.ts';
import { clockRules, routeOf, routingGround, withTies, type CaseGround } from './case-ground.ts';
import { calendarDay } from './clock.ts';
import type { ClockChange, ClockRecord } from './clocks-port.ts';
import { raiserOf, type Person } from './people.ts';
import { dueReminder, nextReminder, type Reminder } from './reminder-times.ts';
import type { CaseRecord, Change, NewGap, NewHistoryEntry, NewMessage } from './register-port.ts';
import { routeByLadder, type RoutingGround } from './routing.ts';

export { nextReminder, type Reminder } from './reminder-times.ts';

/** A clock's rule; undefined where its case has left the route, or the procedure no longer has it. */
export function ruleOf(
  clock: ClockRecord,
  kase: CaseRecord,
  ground: Pick<CaseGround, 'protocol' | 'plans'>,
): ClockRule | undefined {
  const route = routeOf(kase, ground);
  if (route?.id !== clock.route) return undefined;
  return clockRules(route, ground).find(({ id }) => id === clock.clock);
}

/**
 * Plans the reminder that has come due; of several, as after a day without Beadle, only the newest. A clock whose case has
 * ended, or whose rule is gone, is stopped and nobody told.
 * @param now an ISO instant
 * @returns null where nothing is to be done
 */
export function planReminder(
  clock: ClockRecord,
  rule: ClockRule | undefined,
  kase: CaseRecord,
  ground: CaseGround,
  now: string,
): Change | null {
  const { calendar } = ground;
  const today = calendarDay(new Date(now));
  if (kase.ended || !rule) {
    if (clock.state !== 'running' && clock.state !== 'paused') return null;
    return changeOf(kase, ground, now, {
      onceKey: `stop:${clock.id}`,
      entry: { action: 'clock-stopped', data: { clock: clock.clock, dueOn: clock.dueOn } },
      clock: stopClock(clock, today, calendar),
    });
  }
  const due = dueReminder(clock, rule, now, calendar);
  if (!due) return null;
  const { people, gap } = whomToRemind(clock, rule, kase, today, ground);
  return changeOf(kase, ground, now, {
    onceKey: `remind:${clock.id}:${due.key}:${clock.dueOn}`,
    entry: {
      action: 'reminded',
      data: {
        clock: clock.clock,
        reminder: due.key,
        dueOn: clock.dueOn,
        told: people.map(({ key }) => key),
      },
    },
    clock: afterReminder(clock, nextReminder(clock, rule, now, calendar)),
    messages: people.map((person) => ({
      id: ground.newId(),
      recipient: person.key,
      reply: reminderCard(clock, rule, kase, person, today, ground),
    })),
    gaps: gap ? [gap] : [],
  });
}

/**
 * Plans the step past a reminder that has been sent already, so that the clock does not come due again and again.
 * @returns null where the clock stands elsewhere by now
 */
export function planSkip(
  clock: ClockRecord,
  rule: ClockRule,
  kase: CaseRecord,
  ground: CaseGround,
  now: string,
): Change | null {
  const due = dueReminder(clock, rule, now, ground.calendar);
  if (!due) return null;
  return changeOf(kase, ground, now, {
    onceKey: `skip:${clock.id}:${due.key}:${clock.dueOn}:${kase.revision}`,
    entry: {
      action: 'reminder-skipped',
      data: { clock: clock.clock, reminder: due.key, dueOn: clock.dueOn },
    },
    clock: afterReminder(clock, nextReminder(clock, rule, now, ground.calendar)),
  });
}

/** Plans a clock's move to the later day that today's calendar gives it, a holiday having been added. */
export function planRecount(
  clock: ClockRecord,
  rule: ClockRule,
  dueOn: string,
  kase: CaseRecord,
  ground: CaseGround,
  now: string,
): Change {
  return changeOf(kase, ground, now, {
    onceKey: `recount:${clock.id}:${dueOn}:${kase.revision}`,
    entry: { action: 'recounted', data: { clock: clock.clock, from: clock.dueOn, dueOn } },
    clock: setDueDay(clock, rule, dueOn, calendarDay(new Date(now)), ground.calendar),
  });
}

function afterReminder(clock: ClockRecord, next: Reminder | null): ClockChange {
  const { id, state, dueOn, putOffTo, pauses, endedOn } = clock;
  const reminded = { remindAt: next?.at ?? null, reminder: next?.key ?? null };
  return { is: 'update', id, state, dueOn, putOffTo, pauses, endedOn, ...reminded };
}

/** A change that leaves the case as it is. */
function changeOf(
  kase: CaseRecord,
  { protocol }: Pick<CaseGround, 'protocol'>,
  at: string,
  what: {
    onceKey: string;
    entry: Pick<NewHistoryEntry, 'action' | 'data'>;
    clock: ClockChange;
    messages?: readonly NewMessage[];
    gaps?: readonly NewGap[];
  },
): Change {
  const { id, revision, stage, ended, route, people, data } = kase;
  return {
    council: kase.council,
    at,
    kase: { is: 'update', id, revision, stage, ended, route, people, data, onceKey: what.onceKey },
    history: [{ actor: 'beadle', ...what.entry, versions: { protocol: protocol.version, flow: 'clocks' } }],
    messages: what.messages ?? [],
    gaps: what.gaps ?? [],
    clocks: [what.clock],
  };
}

/**
 * Whose it is; once it is overdue, or where all of them are away, also those above them. Where there is nobody it belongs
 * to, the council's last resort. Never those it is about, nor those tied to them.
 */
function whomToRemind(
  clock: ClockRecord,
  rule: ClockRule,
  kase: CaseRecord,
  today: string,
  ground: CaseGround,
): { people: readonly Person[]; gap: NewGap | null } {
  const { directory, absent, protocol } = ground;
  const barred = [...(readCaseData(withTies(kase, ground))?.barred ?? []), ...peopleIn(kase, 'subject')];
  const mayHear = ({ key }: Person): boolean => !barred.includes(key);
  const owners = ownersOf(rule, kase)
    .flatMap((key) => directory.byKey(key) ?? (key === kase.raisedBy ? raiserOf(kase, directory) : []))
    .filter(mayHear);
  const isLate = today > clock.dueOn;
  const isAway = owners.every(({ key }) => absent.has(key));
  if (owners.length > 0 && !((isLate || isAway) && rule.then)) return { people: owners, gap: null };
  const lastResort = owners.length > 0 ? [] : protocol.procedures.last_resort;
  const above = routeByLadder(rule.then ?? [], lastResort, routingOf(kase, barred, ground));
  const people = [...owners, ...above.people.filter(mayHear)];
  return { people: unique(people), gap: people.length === 0 ? above.gap : null };
}

/** Keys of those whose turn it is: of those who must agree, only those who have not. */
function ownersOf({ owner }: ClockRule, kase: CaseRecord): string[] {
  const keys = [...new Set(peopleIn(kase, owner))];
  if (owner !== 'decider') return keys;
  const { agreed = [], deciders = [] } = readCaseData(kase) ?? {};
  const isSettled = (key: string): boolean => {
    const seats = deciders.filter(({ people }) => people.includes(key));
    return seats.length > 0 && seats.every(({ people }) => people.some((each) => agreed.includes(each)));
  };
  return keys.filter((key) => !agreed.includes(key) && !isSettled(key));
}

function routingOf(kase: CaseRecord, barred: readonly string[], ground: CaseGround): RoutingGround {
  return routingGround(
    {
      raiser: raiserOf(kase, ground.directory),
      subjects: peopleIn(kase, 'subject'),
      officers: peopleIn(kase, 'officer'),
      group: readCaseData(kase)?.group ?? null,
      barred,
      handlers: peopleIn(kase, 'handler'),
      deciders: peopleIn(kase, 'decider'),
    },
    ground,
  );
}

/** What is due and why then; never what the case is about. */
function reminderCard(
  clock: ClockRecord,
  rule: ClockRule,
  kase: CaseRecord,
  person: Person,
  today: string,
  { calendar, protocol }: CaseGround,
): Reply {
  const isLate = today > clock.dueOn;
  const line: Block = {
    type: 'text',
    text: `${describeClock(clock, rule, today, calendar)}.`,
    tone: 'strong',
  };
  const isOwner = peopleIn(kase, rule.owner).includes(person.key);
  return {
    audience: 'private',
    blocks: [
      { type: 'heading', text: `${isLate ? 'Overdue' : 'Reminder'}: ${kase.reference}` },
      line,
      { type: 'text', text: isOwner ? rule.say : `${whyNotOwner(isLate)} What is to be done: ${rule.say}` },
      { type: 'text', tone: 'subtle', text: `How the day is counted: ${explainDue(clock, rule, calendar)}.` },
      ...clauseBlocks(rule.clauses, protocol),
      ...(authorize(kase, person, 'read') === null
        ? []
        : [{ type: 'choices' as const, choices: [caseButton(kase.reference)] }]),
    ],
  };
}

function whyNotOwner(isLate: boolean): string {
  return isLate
    ? 'You are told because this is overdue.'
    : 'You are told because nobody else who could do it can be reached.';
}

function unique(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.key, person])).values()];
}
