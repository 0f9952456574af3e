/** Beadle's own page: who somebody is to it, what is open, what they can begin, and what is kept about them. */
import { authorize } from '../casework/access.ts';
import { caseLine } from '../casework/case-cards.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import { flowsFor } from '../flows/flows.ts';
import type { PersonKind } from '../protocol/schema.ts';
import { writeChoice } from './choices.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block } from './vocabulary.ts';

/** The most entries and cases shown at once. */
const MOST = 8;

export async function showHome(context: TurnContext): Promise<Step> {
  const { services, protocol, person, state } = context;
  const council = protocol.council.id;
  const ground = await services.groundOf(council);
  if (!ground) return say(context);
  const raised = await services.register.casesRaisedBy(council, person.key);
  const own = raised.filter(({ ended, type }) => !ended && type !== 'advice');
  const waiting = await services.register.casesOf(council, person.key, ['handler', 'decider'], true);
  const shown = [...own.slice(0, MOST), ...waiting.slice(0, MOST)];
  const clocks = await services.register.clocksOfCases(
    council,
    shown.map(({ id }) => id),
  );
  const lines = (cases: readonly CaseRecord[]): Block[] =>
    cases.slice(0, MOST).flatMap((kase) => caseLine(kase, person, clocks, ground));
  const blocks: Block[] = [
    { type: 'heading', text: 'Beadle' },
    { type: 'facts', rows: whoRows(context) },
    { type: 'choices', label: 'Begin', choices: beginChoices(context) },
    ...(state.draft
      ? [
          { type: 'text' as const, tone: 'strong' as const, text: 'You have something under way.' },
          {
            type: 'choices' as const,
            choices: [
              { label: 'Go on with it', value: writeChoice({ act: 'show', draft: state.draft.id }) },
              { label: 'Stop it', value: writeChoice({ act: 'cancel', draft: state.draft.id }) },
            ],
          },
        ]
      : []),
    ...(waiting.length > 0
      ? [
          {
            type: 'text' as const,
            tone: 'strong' as const,
            text: `Cases that wait for you: ${waiting.length}`,
          },
          ...lines(waiting),
        ]
      : []),
    {
      type: 'text',
      tone: 'strong',
      text: own.length > 0 ? `What you raised: ${own.length} open` : 'Nothing that you raised is open.',
    },
    ...lines(own),
    ...(await overviewBlocks(context)),
    { type: 'text', tone: 'subtle', text: KEPT },
  ];
  return say(context, ...blocks);
}

const KEPT =
  'What is kept about you: what you chose to have recorded or kept, with its history, for as long as your council keeps its register; a dialog you have not finished; and the topic of your last question, for follow-ups. Your questions themselves are not kept, unless you say an answer was wrong.';

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

/** For the Monitoring Officer: how many cases of each kind are open. */
async function overviewBlocks({ services, protocol, person }: TurnContext): Promise<Block[]> {
  if (!person.offices.includes('monitoring-officer')) return [];
  const rows: { label: string; value: string }[] = [];
  for (const flow of flowsFor('member', protocol)) {
    const open = await services.register.openCases(protocol.council.id, flow.id);
    const seen = open.filter((kase) => authorize(kase, person, 'read') !== null).length;
    rows.push({ label: flow.title, value: `${seen} open` });
  }
  return [
    { type: 'text', tone: 'strong', text: 'The register' },
    { type: 'facts', rows },
  ];
}
