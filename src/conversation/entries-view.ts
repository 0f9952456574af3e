/** One's own entries in the register: what was disclosed, and what advice was kept. */
import { readAdvice } from '../casework/advice.ts';
import { peopleIn } from '../casework/access.ts';
import { caseLine } from '../casework/case-cards.ts';
import type { CaseGround } from '../casework/case-ground.ts';
import type { ClockRecord } from '../casework/clocks-port.ts';
import { formatDay } from '../casework/clock.ts';
import { readDisclosure, type DisclosureData } from '../casework/disclosures.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import { flowsFor } from '../flows/flows.ts';
import { kindLabel } from '../flows/relationship.ts';
import type { PersonKind } from '../protocol/schema.ts';
import { adviceEntryBlocks } from './advice-view.ts';
import { writeChoice } from './choices.ts';
import type { Block } from './vocabulary.ts';

/** One's own entries, newest first, each with its moves. */
export function entriesBlocks(
  cases: readonly CaseRecord[],
  clocks: readonly ClockRecord[],
  kind: PersonKind | null,
  ground: CaseGround,
): Block[] {
  const { protocol } = ground;
  if (cases.length === 0) {
    return [
      { type: 'text', text: 'You have nothing in the register.' },
      {
        type: 'choices',
        choices: flowsFor(kind ?? 'officer', protocol).map((flow) => ({
          label: flow.offer,
          value: writeChoice({ act: 'start', flow: flow.id }),
        })),
      },
    ];
  }
  return [
    { type: 'heading', text: 'Your entries' },
    ...cases.flatMap((kase) => entryBlocks(kase, clocks, ground)),
  ];
}

function entryBlocks(kase: CaseRecord, clocks: readonly ClockRecord[], ground: CaseGround): Block[] {
  const { protocol } = ground;
  const advice = readAdvice({ kase });
  if (advice) return adviceEntryBlocks(kase, advice);
  if (kase.type !== 'relationship') return caseLine(kase, { key: kase.raisedBy }, clocks, ground);
  const data: DisclosureData = readDisclosure(kase);
  const withWhom = data.shown.find((row) => row.label === 'With')?.value ?? '';
  const office = protocol.council.offices.find(({ id }) => id === data.office)?.title;
  const blocks: Block[] = [
    { type: 'text', tone: 'strong', text: kase.reference },
    {
      type: 'facts',
      rows: [
        { label: 'What', value: kindLabel(data.answers['kind'] ?? '') },
        { label: 'With', value: withWhom },
        { label: 'Recorded', value: formatDay(kase.createdAt) },
        { label: 'Stands', value: kase.stage === 'ended' ? `Ended on ${formatDay(kase.updatedAt)}` : 'Open' },
        { label: 'Told', value: toldText(kase, office) },
      ],
    },
  ];
  if (!kase.ended) {
    blocks.push({
      type: 'choices',
      choices: [
        { label: `Amend ${kase.reference}`, value: writeChoice({ act: 'amend', reference: kase.reference }) },
        { label: `End ${kase.reference}`, value: writeChoice({ act: 'end', reference: kase.reference }) },
      ],
    });
  }
  return blocks;
}

function toldText(kase: CaseRecord, office: string | undefined): string {
  const told = peopleIn(kase, 'handler').length > 0;
  if (office === undefined) return told ? 'Earlier, before it was amended' : 'Nobody';
  return told ? office : `Nobody yet: the ${office} could not be found`;
}
