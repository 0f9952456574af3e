/** Screens, summaries and receipts of a dialog as replies. */
import type { PlannedDisclosure } from '../casework/disclosures.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import { readDisclosure } from '../casework/disclosures.ts';
import {
  describeAnswers,
  openFields,
  openScreens,
  renderScreen,
  type Draft,
  type FieldErrors,
  type Flow,
} from '../flows/engine.ts';
import { officeTitle, routeFor, type RelationshipContext } from '../flows/relationship.ts';
import { writeChoice } from './choices.ts';
import type { Block, Choice, Reply } from './vocabulary.ts';

/** The screen a draft is at. */
export function formReply(
  flow: Flow<RelationshipContext>,
  context: RelationshipContext,
  draft: Draft,
  errors: FieldErrors,
): Reply {
  const isFirst = openScreens(flow, context, draft.answers)[0]?.id === draft.at;
  const choices: Choice[] = [
    ...(isFirst && draft.changing === null
      ? []
      : [{ label: 'Back', value: writeChoice({ act: 'back', draft: draft.id }) }]),
    { label: 'Stop', value: writeChoice({ act: 'cancel', draft: draft.id }) },
  ];
  const form = renderScreen(flow, context, draft, errors, choices);
  return { audience: 'private', blocks: form ? [{ type: 'form', form }] : [] };
}

/** Everything given, before anything is recorded. */
export function summaryReply(
  flow: Flow<RelationshipContext>,
  context: RelationshipContext,
  draft: Draft,
): Reply {
  const rows = describeAnswers(flow, context, draft.answers);
  const heading =
    draft.amends === null ? 'Please check this' : `Please check your changes to ${draft.amends}`;
  return {
    audience: 'private',
    blocks: [
      { type: 'heading', text: heading },
      { type: 'facts', rows: rows.map(({ label, value }) => ({ label, value })) },
      ...flow.summaryIntro(draft.answers, context),
      {
        type: 'choices',
        choices: [
          { label: flow.confirm, value: writeChoice({ act: 'confirm', draft: draft.id }), style: 'primary' },
          { label: 'Back', value: writeChoice({ act: 'back', draft: draft.id }) },
          { label: 'Stop', value: writeChoice({ act: 'cancel', draft: draft.id }) },
        ],
      },
      {
        type: 'choices',
        label: 'Change an answer',
        choices: changeableFields(flow, context, draft).map(({ name, label }) => ({
          label,
          value: writeChoice({ act: 'change', draft: draft.id, field: name }),
        })),
      },
    ],
  };
}

/** Every field that applies: those answered by their name, those left blank as something to add. */
function changeableFields(
  flow: Flow<RelationshipContext>,
  context: RelationshipContext,
  { answers }: Draft,
): { name: string; label: string }[] {
  return openScreens(flow, context, answers).flatMap((screen) =>
    openFields(screen, context, answers).map(({ name, summaryLabel }) => ({
      name,
      label: (answers[name] ?? '') === '' ? `Add: ${summaryLabel}` : summaryLabel,
    })),
  );
}

/** What the discloser keeps: the reference, what was recorded, who sees it, what happens next. */
export function receiptBlocks(
  kase: CaseRecord,
  { route, office }: PlannedDisclosure,
  context: RelationshipContext,
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

export function stoppedBlocks(amends: string | null): Block[] {
  const text =
    amends === null
      ? 'Stopped. Nothing was recorded and nobody was told.'
      : `Stopped. ${amends} stays as it was.`;
  return [{ type: 'text', text }];
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
