/** An answer as it is kept, and a receipt as people read it: from what was stored alone, whatever the guidance says by now. */
import type { Answer } from '../answering/answer.ts';
import type { Advice } from '../casework/advice.ts';
import { formatDay } from '../casework/clock.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import type { Protocol } from '../protocol/load.ts';
import type { PersonKind, Verdict } from '../protocol/schema.ts';
import { clauseGroups, describeStanding } from './answer-view.ts';
import { writeChoice } from './choices.ts';
import type { Block } from './vocabulary.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  yes: 'Yes',
  no: 'No',
  conditional: 'It depends on conditions',
  info: 'Information',
};
/** A question longer than this is shown in full in its receipt only, not in the list. */
const LISTED_QUESTION = 160;
/** So many characters of a version's hash tell it from any other. */
const SHOWN_HASH = 12;

/** Everything of an answer that was shown, as it was shown. */
export function adviceOf(
  answer: Answer,
  asked: { question: string; picked: boolean; as: PersonKind | null; at: string },
  protocol: Protocol,
): Advice {
  const standing = answer.clauses.length > 0 ? describeStanding(protocol) : null;
  return {
    ...asked,
    verdict: answer.verdict,
    headline: answer.headline,
    points: [...answer.points],
    next: answer.next,
    clauses: clauseGroups(answer).map(({ label, clauses }) => ({
      label,
      clauses: clauses.map(({ label: number, heading, gist, note = null }) => ({
        label: number,
        heading,
        gist,
        note,
      })),
    })),
    notes: [...answer.notes.map((note) => `Note: ${note}`), ...(standing === null ? [] : [standing])],
    source: protocol.council.protocol.title,
    version: protocol.version,
  };
}

/** A receipt in full. */
export function adviceBlocks(kase: CaseRecord, advice: Advice, protocol: Protocol): Block[] {
  const { words } = protocol.council;
  const blocks: Block[] = [
    { type: 'heading', text: `Kept: ${kase.reference}` },
    {
      type: 'facts',
      rows: [
        { label: advice.picked ? 'Asked about' : 'Asked', value: advice.question },
        ...(advice.as === null
          ? []
          : [{ label: 'Answered for', value: advice.as === 'officer' ? words.officer : words.member }]),
        { label: 'Verdict', value: verdictText(advice) },
        { label: 'Given', value: formatDay(advice.at) },
      ],
    },
    { type: 'text', tone: 'strong', text: advice.headline },
  ];
  if (advice.points.length > 0) blocks.push({ type: 'list', items: advice.points });
  if (advice.next !== null) blocks.push({ type: 'text', text: advice.next });
  for (const { label, clauses } of advice.clauses) {
    blocks.push({
      type: 'clauses',
      label,
      clauses: clauses.map(({ note, ...clause }) => ({ ...clause, ...(note !== null && { note }) })),
    });
  }
  for (const note of advice.notes) blocks.push({ type: 'text', tone: 'subtle', text: note });
  blocks.push({
    type: 'text',
    tone: 'subtle',
    text: `From the ${advice.source}; version of protocol and guidance: ${advice.version.slice(0, SHOWN_HASH)}. This is what you were told, and it stays so whatever changes later. It is in the register under ${kase.reference}; nobody was told of it, and only you are shown it. Type mine to find it again.`,
  });
  return blocks;
}

/** A receipt in the list of one's own entries. */
export function adviceEntryBlocks(kase: CaseRecord, advice: Advice): Block[] {
  const isLong = advice.question.length > LISTED_QUESTION;
  return [
    { type: 'text', tone: 'strong', text: kase.reference },
    {
      type: 'facts',
      rows: [
        { label: 'What', value: 'Advice you kept' },
        { label: 'Asked', value: isLong ? 'a long question: see the advice in full' : advice.question },
        { label: 'Verdict', value: verdictText(advice) },
        { label: 'Given', value: formatDay(advice.at) },
      ],
    },
    {
      type: 'choices',
      choices: [
        {
          label: `Show ${kase.reference}`,
          value: writeChoice({ act: 'receipt', reference: kase.reference }),
        },
      ],
    },
  ];
}

function verdictText({ verdict }: Advice): string {
  return verdict === null ? 'Not covered' : VERDICTS[verdict];
}
