/** Beadle's own page: who somebody is to it, what is open, what they can begin, and what is kept about them. */
import { authorize, OVERSEER } from '../casework/access.ts';
import { caseLine } from '../casework/case-cards.ts';
import { planOf, stageTitle, withTies, type CaseGround } from '../casework/case-ground.ts';
import { calendarDay, formatDay } from '../casework/clock.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import { flowsFor } from '../flows/flows.ts';
import type { PersonKind } from '../protocol/schema.ts';
import { monitoringOfficer } from './answer-view.ts';
import { casesWaiting, dueFirst } from './case-lists.ts';
import { writeChoice } from './choices.ts';
import { dialogOf } from './dialog.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block } from './vocabulary.ts';

/** The most entries and cases shown at once. */
const MOST = 8;

export async function showHome(context: TurnContext): Promise<Step> {
  const { services, protocol, person } = context;
  const council = protocol.council.id;
  const ground = await services.groundOf(council);
  if (!ground) return say(context);
  const raised = await services.register.casesRaisedBy(council, person.key);
  const open = raised.filter(({ ended, type }) => !ended && type !== 'advice');
  const waiting = await casesWaiting(context);
  return say(
    context,
    { type: 'heading', text: 'Beadle' },
    { type: 'facts', rows: whoRows(context) },
    ...(person.kind === null ? [strangerBlock(context)] : []),
    ...awayBlocks(context, ground),
    ...(await draftBlocks(context)),
    ...(waiting.length > 0
      ? [
          strong(`Cases that wait for you: ${waiting.length}`),
          ...(await listBlocks(context, waiting, ground, 'My cases')),
        ]
      : []),
    { type: 'choices', label: 'Begin', choices: beginChoices(context) },
    strong(open.length > 0 ? `What you raised: ${open.length} open` : 'Nothing that you raised is open.'),
    ...(await listBlocks(context, open, ground, 'My entries')),
    ...(await overviewBlocks(context, ground)),
    strong('What is kept about you'),
    { type: 'list', items: keptItems(context) },
  );
}

function strong(text: string): Block {
  return { type: 'text', tone: 'strong', text };
}

function whoRows({ person, protocol }: TurnContext): { label: string; value: string }[] {
  const { council } = protocol;
  const offices = officesOf(person.offices, council.offices);
  const kinds: Record<PersonKind, string> = { officer: council.words.officer, member: council.words.member };
  return [
    {
      label: 'You are',
      value:
        person.kind === null
          ? `${person.name}: I do not know yet who you are to the council`
          : `${person.name}, ${kinds[person.kind]}`,
    },
    { label: 'Council', value: council.name },
    ...(offices.length > 0 ? [{ label: 'Offices', value: offices.join(', ') }] : []),
    ...(person.politicalGroup === null ? [] : [{ label: 'Group', value: person.politicalGroup }]),
  ];
}

/** The offices that this council has, or their deputies', in its own words; others mean nothing here. */
function officesOf(
  ids: readonly string[],
  offices: readonly { readonly id: string; readonly title: string }[],
): string[] {
  return ids.flatMap((id) => {
    const office = offices.find((each) => each.id === id);
    if (office) return [capitalise(office.title.replace(/^relevant /i, ''))];
    const deputised = offices.find((each) => `deputy-${each.id}` === id);
    return deputised ? [`Deputy ${deputised.title}`] : [];
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function strangerBlock({ protocol }: TurnContext): Block {
  const { officer, member } = protocol.council.words;
  return {
    type: 'text',
    text: `When it matters I will ask you once which you are: ${officer} or ${member}.`,
  };
}

function awayBlocks({ person }: TurnContext, { awayUntil }: CaseGround): Block[] {
  const until = awayUntil.get(person.key);
  if (until === undefined) return [];
  return [
    strong(`You are away up to and including ${formatDay(until)}.`),
    { type: 'choices', choices: [{ label: 'I am back', value: writeChoice({ act: 'returned' }) }] },
  ];
}

/** A dialog begun and not yet sent: what it is, since when, and that it is still there. */
async function draftBlocks(context: TurnContext): Promise<Block[]> {
  const { draft } = context.state;
  if (!draft) return [];
  const dialog = await dialogOf(context, draft);
  const about = draft.amends === null ? '' : ` (${draft.amends})`;
  const what = dialog === null ? '' : `${dialog.flow.title}${about}, begun ${formatDay(draft.startedAt)}. `;
  return [
    strong('You have something under way.'),
    {
      type: 'text',
      text: `${what}What you have filled in is kept until you send it or stop it. Nobody has been told of it.`,
    },
    {
      type: 'choices',
      choices: [
        { label: 'Go on with it', value: writeChoice({ act: 'show', draft: draft.id }) },
        { label: 'Stop it', value: writeChoice({ act: 'cancel', draft: draft.id }) },
      ],
    },
  ];
}

function beginChoices({ person, protocol }: TurnContext): { label: string; value: string }[] {
  return [
    ...flowsFor(person.kind ?? 'officer', protocol).map((flow) => ({
      label: flow.offer,
      value: writeChoice({ act: 'start', flow: flow.id }),
    })),
    { label: 'My entries', value: writeChoice({ act: 'mine' }) },
    { label: 'My cases', value: writeChoice({ act: 'cases' }) },
  ];
}

/** The cases due first, each with its date; of the rest, how many there are and which button shows them. */
async function listBlocks(
  { services, protocol, person }: TurnContext,
  cases: readonly CaseRecord[],
  ground: CaseGround,
  button: string,
): Promise<Block[]> {
  const ids = cases.map(({ id }) => id);
  const clocks = await services.register.clocksOfCases(protocol.council.id, ids);
  const sorted = dueFirst(cases, clocks);
  const rest = sorted.length - MOST;
  return [
    ...sorted.slice(0, MOST).flatMap((kase) => caseLine(kase, person, clocks, ground)),
    ...(rest > 0
      ? [{ type: 'text' as const, text: `And ${rest} more, due later or not at all: press ${button}.` }]
      : []),
  ];
}

/** For the Monitoring Officer: how many cases of each kind are open, how many are late, and where they stand. */
async function overviewBlocks(
  { services, protocol, person }: TurnContext,
  ground: CaseGround,
): Promise<Block[]> {
  if (!person.offices.includes(OVERSEER)) return [];
  const council = protocol.council.id;
  const today = calendarDay(services.clock.now());
  const rows: { label: string; value: string }[] = [];
  // Every dialog there is: those for members are all of them.
  for (const flow of flowsFor('member', protocol)) {
    const open = await services.register.openCases(council, flow.id);
    const seen = open.filter((kase) => authorize(withTies(kase, ground), person, 'read') !== null);
    const ids = seen.map(({ id }) => id);
    const clocks = ids.length === 0 ? [] : await services.register.clocksOfCases(council, ids);
    const late = new Set(
      clocks.filter(({ state, dueOn }) => state === 'running' && dueOn < today).map(({ caseId }) => caseId),
    );
    const overdue = late.size === 0 ? '' : `, ${late.size} past a date`;
    rows.push({ label: flow.title, value: `${seen.length} open${overdue}${standing(seen, ground)}` });
  }
  return [strong('The register'), { type: 'facts', rows }];
}

/** ". Received: 2; On hold: 1" */
function standing(cases: readonly CaseRecord[], ground: CaseGround): string {
  const counts = new Map<string, number>();
  for (const kase of cases) {
    const title = stageTitle(kase, planOf(kase, ground));
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  const parts = [...counts].map(([title, count]) => `${title}: ${count}`);
  return parts.length === 0 ? '' : `. ${parts.join('; ')}`;
}

/** What is kept, each with how long. */
function keptItems({ protocol, person, state }: TurnContext): string[] {
  return [
    `What you had recorded or kept, with its history: for as long as ${protocol.council.name} keeps its register.`,
    'A dialog that you have begun: until you send it or stop it.',
    'The words of your last question: until you next ask or press something, and for a day at most. Its topic: until your next question.',
    `Your words where you called an answer wrong, or asked what I could not answer: without your name, until the ${monitoringOfficer(protocol)} has dealt with them.`,
    ...(person.kind !== null && state.kind !== null
      ? ['What you told me you are to the council: for as long as I am used here.']
      : []),
    'How to write to you here: for as long as I am used here.',
  ];
}
