/** What people keep of what they had recorded: the reference, what it says, who sees it, what happens next. */
import { OVERSEER, partsOf, peopleIn } from '../casework/access.ts';
import { describeClock } from '../casework/case-clocks.ts';
import { readCaseData } from '../casework/case-data.ts';
import type { CaseGround } from '../casework/case-ground.ts';
import type { PlannedCase } from '../casework/cases.ts';
import { calendarDay } from '../casework/clock.ts';
import type { ClockRecord } from '../casework/clocks-port.ts';
import { readDisclosure, type PlannedDisclosure } from '../casework/disclosures.ts';
import type { Person } from '../casework/people.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import type { FlowContext } from '../flows/context.ts';
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
): Block[] {
  const { protocol } = context;
  const data = readDisclosure(kase);
  const title = office === null ? null : officeTitle(protocol, office);
  const procedure = routeFor(protocol, data.answers);
  const blocks: Block[] = [
    { type: 'heading', text: isAmendment ? `Amended: ${kase.reference}` : `Recorded: ${kase.reference}` },
    { type: 'facts', rows: [...data.shown] },
    { type: 'text', tone: 'strong', text: 'Who sees it' },
    { type: 'text', text: whoSees(office, title, route) },
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
): string {
  if (title === null) return 'You, and whoever keeps the register. Nobody was sent a message.';
  if (people.length === 0) return 'You, and whoever keeps the register.';
  const names = people.map((person) => person.name).join(', ');
  const holdIt = people.every(({ offices }) => offices.some((each) => each === office));
  const told = holdIt ? `the ${title} (${names})` : `${names}, in place of the ${title}`;
  const areTold = people.length === 1 ? 'who is being told now' : 'who are being told now';
  return `You, ${told}, ${areTold}, and whoever keeps the register.`;
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
        {
          label: 'Yes, mark it as ended',
          value: writeChoice({ act: 'end-confirmed', reference: kase.reference }),
          style: 'danger',
        },
        { label: 'No, leave it', value: writeChoice({ act: 'mine' }) },
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
  const gaps = [handled, ...deciders.map((each) => each.route)].some(({ gap }) => gap !== null);
  return [
    { type: 'heading', text: `Recorded: ${kase.reference}` },
    { type: 'text', tone: 'strong', text: route.title },
    { type: 'facts', rows: shown.map(({ label, value }) => ({ label, value })) },
    { type: 'text', tone: 'strong', text: 'Who sees it' },
    {
      type: 'text',
      text: whoSeesCase([...handled.people, ...deciders.flatMap((each) => each.route.people)], kase, ground),
    },
    ...(handled.isLastResort ? [{ type: 'text' as const, tone: 'warning' as const, text: LAST_RESORT }] : []),
    ...(gaps ? [{ type: 'text' as const, tone: 'warning' as const, text: NOBODY }] : []),
    { type: 'text', tone: 'strong', text: 'What happens next' },
    { type: 'text', text: route.next },
    ...(due.length > 0 ? [{ type: 'list' as const, items: due }] : []),
    ...clauseBlocks(route.clauses, ground.protocol),
    {
      type: 'text',
      tone: 'subtle',
      text: `Type mine to see where it stands. Please quote ${kase.reference} if you ask about it.`,
    },
  ];
}

const LAST_RESORT =
  'Nobody on the route of your protocol could be found or may hear of this. That it goes to them instead is my suggestion: the protocol does not say who takes it.';
const NOBODY =
  'I could not find anybody who may deal with this, so nobody has been told yet. Your entry is safe in the register. Whoever looks after Beadle has been shown the gap; please also tell the right person yourself.';

/** Those who see the file, those who oversee it, and those who got a notice, each by name and job. */
function whoSeesCase(people: readonly Person[], kase: CaseRecord, { directory }: CaseGround): string {
  const told = unique(people);
  const overseers = directory.all.filter((person) => partsOf(kase, person).has(OVERSEER));
  const others = unique(overseers).filter((name) => !told.includes(name));
  const noticed = unique(peopleIn(kase, 'informed').flatMap((key) => directory.byKey(key) ?? []));
  const areTold = `who ${told.length === 1 ? 'is' : 'are'} being told now`;
  return [
    told.length > 0
      ? `You; ${told.join('; ')}, ${areTold}; and whoever keeps the register.`
      : 'You, and whoever keeps the register.',
    ...(others.length > 0 ? [`${others.join('; ')}, can see it in the register as well.`] : []),
    ...(noticed.length > 0 ? [`Sent a short notice, without the file: ${noticed.join('; ')}.`] : []),
  ].join(' ');
}

function unique(people: readonly Person[]): string[] {
  return [...new Set(people.map(nameWithTitle))];
}
