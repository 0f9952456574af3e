/** What people keep of what they had recorded: the reference, what it says, who sees it, what happens next. */
import { absenceWords } from '../casework/absence-words.ts';
import { authorize, peopleIn } from '../casework/access.ts';
import { describeClock } from '../casework/case-clocks.ts';
import { readCaseData } from '../casework/case-data.ts';
import type { CaseGround } from '../casework/case-ground.ts';
import type { PlannedCase } from '../casework/cases.ts';
import { calendarDay } from '../casework/clock.ts';
import type { ClockRecord } from '../casework/clocks-port.ts';
import { readDisclosure, type PlannedDisclosure } from '../casework/disclosures.ts';
import type { Directory, Person } from '../casework/people.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import type { FlowContext } from '../flows/context.ts';
import { LAST_RESORT, noPromise } from '../flows/case-summary.ts';
import type { Route } from '../protocol/procedures.ts';
import { officeTitle, routeFor } from '../flows/relationship.ts';
import { clauseBlocks } from '../flows/routes.ts';
import { writeChoice } from './choices.ts';
import { nameWithTitle } from './dialog.ts';
import type { Block } from './vocabulary.ts';

/** What the discloser keeps: the reference, what was recorded, who sees it, what happens next. */
export function receiptBlocks(
  kase: CaseRecord,
  { route, office }: PlannedDisclosure,
  context: FlowContext,
  isAmendment: boolean,
  { directory }: Pick<CaseGround, 'directory'>,
): Block[] {
  const { protocol } = context;
  const data = readDisclosure(kase);
  const title = office === null ? null : officeTitle(protocol, office);
  const procedure = routeFor(protocol, data.answers);
  const blocks: Block[] = [
    { type: 'heading', text: isAmendment ? `Amended: ${kase.reference}` : `Recorded: ${kase.reference}` },
    { type: 'facts', rows: [...data.shown] },
    { type: 'text', tone: 'strong', text: 'Who sees it' },
    { type: 'text', text: whoSees(office, title, route, readersOf(kase, directory)) },
  ];
  if (route.gap && title !== null) {
    const reason =
      route.gap.reason === 'nobody-holds-office'
        ? `I could not find anybody who is ${title}`
        : `The ${title} is party to this, and there is no deputy`;
    blocks.push({
      type: 'text',
      tone: 'warning',
      text: `${reason}, so nobody has been told yet. Your entry is safe in the register. Whoever looks after Beadle has been shown the gap; please also tell the right person yourself.`,
    });
  }
  if (procedure) {
    blocks.push(
      { type: 'text', tone: 'strong', text: 'What happens next' },
      { type: 'text', text: procedure.next },
    );
  }
  blocks.push({
    type: 'text',
    tone: 'subtle',
    text: `Type mine to see, amend or end it. Please quote ${kase.reference} if you ask about it.`,
  });
  return blocks;
}

function whoSees(
  office: string | null,
  title: string | null,
  { people }: PlannedDisclosure['route'],
  readers: readonly Person[],
): string {
  const others = readers.filter(({ key }) => !people.some((each) => each.key === key)).map(nameWithTitle);
  const also = others.length > 0 ? ` Also able to open it: ${others.join('; ')}.` : '';
  if (title === null) return `You. Nobody was sent a message.${also} ${NOBODY_ELSE}`;
  if (people.length === 0) return `You.${also} ${NOBODY_ELSE}`;
  const names = people.map((person) => person.name).join(', ');
  const holdIt = people.every(({ offices }) => offices.some((each) => each === office));
  const told = holdIt ? `the ${title} (${names})` : `${names}, in place of the ${title}`;
  const areTold = people.length === 1 ? 'who is being told now' : 'who are being told now';
  return `You, ${told}, ${areTold}.${also} ${NOBODY_ELSE}`;
}

export function endQuestionBlocks(kase: CaseRecord): Block[] {
  return [
    {
      type: 'text',
      text: `Has the relationship in ${kase.reference} ended? The entry stays in the register, marked as ended. Whoever was told of it is told of that.`,
    },
    {
      type: 'choices',
      choices: [
        { label: 'No, leave it', value: writeChoice({ act: 'mine' }) },
        {
          label: 'Yes, mark it as ended',
          value: writeChoice({ act: 'end-confirmed', reference: kase.reference }),
          style: 'danger',
        },
      ],
    },
  ];
}

/** What whoever raised a case keeps: what was recorded, who handles and sees it, what is due, what happens next. */
export function caseReceiptBlocks(
  kase: CaseRecord,
  { route, handled, deciders }: PlannedCase,
  clocks: readonly ClockRecord[],
  ground: CaseGround,
): Block[] {
  const shown = readCaseData(kase)?.shown ?? [];
  const today = calendarDay(ground.clock.now());
  const due = clocks.flatMap((clock) => {
    const rule = route.clocks.find(({ id }) => id === clock.clock);
    return rule ? [describeClock(clock, rule, today, ground.calendar)] : [];
  });
  const ways = [handled, ...deciders.map((each) => each.route)];
  const isLastResort = ways.some((each) => each.isLastResort);
  const gaps = ways.some(({ gap }) => gap !== null);
  const { standsIn, waits } = absenceWords(ways, ground);
  return [
    { type: 'heading', text: `Recorded: ${kase.reference}` },
    {
      type: 'facts',
      rows: [{ label: 'What', value: route.title }, ...shown.map(({ label, value }) => ({ label, value }))],
    },
    { type: 'text', tone: 'strong', text: 'Who sees it' },
    {
      type: 'text',
      text: whoSeesCase(
        handled.people,
        deciders.flatMap((each) => each.route.people),
        readersOf(kase, ground.directory),
        peopleIn(kase, 'informed').flatMap((key) => ground.directory.byKey(key) ?? []),
      ),
    },
    ...(isLastResort ? [{ type: 'text' as const, tone: 'warning' as const, text: LAST_RESORT }] : []),
    ...(gaps ? [{ type: 'text' as const, tone: 'warning' as const, text: NOBODY_FOUND }] : []),
    { type: 'text', tone: 'strong', text: 'What happens next' },
    ...standsIn.map((text) => ({ type: 'text' as const, text })),
    ...waits.map((text) => ({ type: 'text' as const, tone: 'warning' as const, text })),
    ...noPromise(gaps || isLastResort ? [] : waits),
    { type: 'text', text: nextOf(route, { isLastResort, isGap: gaps }) },
    ...(due.length > 0 ? [{ type: 'list' as const, items: due }] : []),
    ...clauseBlocks(route.clauses, ground.protocol),
    {
      type: 'text',
      tone: 'subtle',
      text: `Type mine to see where it stands. Please quote ${kase.reference} if you ask about it.`,
    },
  ];
}

/** What the route says holds for its own people only. */
function nextOf({ next }: Route, found: { isLastResort: boolean; isGap: boolean }): string {
  if (found.isGap) return 'It waits until there is somebody who may deal with it. Nothing was decided.';
  if (found.isLastResort)
    return 'What your protocol says of the next steps is meant for people who could not be found or may not hear of this, so I cannot promise it. Those who are told now decide how it goes on, and I tell you when they do something.';
  return next;
}

/** Said where a case is recorded that nobody could be found for. */
export const NOBODY_FOUND =
  'I could not find anybody who may deal with this, so nobody has been told yet. Your entry is safe in the register. Whoever looks after Beadle has been shown the gap; please also tell the right person yourself.';

/** Those besides whoever raised it who can open an entry. */
function readersOf(kase: CaseRecord, directory: Pick<Directory, 'all'>): Person[] {
  return directory.all.filter(
    (person) => person.key !== kase.raisedBy && authorize(kase, person, 'read') !== null,
  );
}

function whoSeesCase(
  handlers: readonly Person[],
  deciders: readonly Person[],
  readers: readonly Person[],
  informed: readonly Person[],
): string {
  const names = [...new Set([...handlers, ...deciders].map(nameWithTitle))];
  const others = readers.map(nameWithTitle).filter((name) => !names.includes(name));
  const told =
    names.length > 0
      ? `You, ${names.join('; ')}, who ${names.length === 1 ? 'is' : 'are'} being told now.`
      : 'You.';
  const also = others.length > 0 ? ` Also able to open it: ${others.join('; ')}.` : '';
  const notices = [...new Set(informed.map(nameWithTitle))].filter((name) => !others.includes(name));
  const noticed = notices.length > 0 ? ` Sent a short notice, without the file: ${notices.join('; ')}.` : '';
  return `${told}${also}${noticed} ${NOBODY_ELSE}`;
}

/** Said after those who can open an entry by name. */
const NOBODY_ELSE =
  'Nobody else can open it here. Whoever runs the computer that I am on could reach its files.';
