/** Answers, help and lists of entries as replies. */
import type { Answer } from '../answering/answer.ts';
import type { Several } from '../answering/several.ts';
import type { DisclosureData } from '../casework/disclosures.ts';
import { readDisclosure } from '../casework/disclosures.ts';
import { formatDay } from '../casework/clock.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import { flows } from '../flows/flows.ts';
import type { Protocol } from '../protocol/load.ts';
import type { Clause, FlowId, PersonKind } from '../protocol/schema.ts';
import { kindLabel } from '../flows/relationship.ts';
import { writeChoice } from './choices.ts';
import type { Block, Choice, ClauseQuote } from './vocabulary.ts';

/** An answer as people read it: verdict, conditions, clauses, next step, other readings. */
export function answerBlocks(answer: Answer, protocol: Protocol): Block[] {
  const blocks: Block[] = [{ type: 'text', tone: 'strong', text: answer.headline }];
  if (answer.points.length > 0) blocks.push({ type: 'list', items: answer.points });
  if (answer.next !== null) blocks.push({ type: 'text', text: answer.next });
  blocks.push(
    ...clauseBlock('This rests on', answer.clauses),
    ...clauseBlock('See also', answer.also),
    ...clauseBlock('Related, but no authority for this', answer.related),
  );
  for (const note of answer.notes) blocks.push({ type: 'text', tone: 'subtle', text: `Note: ${note}` });
  if (answer.clauses.length > 0) {
    const standing = describeStanding(protocol);
    if (standing !== null) blocks.push({ type: 'text', tone: 'subtle', text: standing });
  }
  blocks.push(...offerBlock(answer.offers));
  if (answer.alternatives.length > 0) {
    blocks.push({
      type: 'choices',
      label: answer.kind === 'answer' ? 'Did you mean' : 'The nearest matters I know',
      choices: answer.alternatives.map(({ topic, title }) => ({
        label: title,
        value: writeChoice({ act: 'topic', topic }),
      })),
    });
  }
  return blocks;
}

/** What a follow-up was taken to lean on, so that a wrong guess is seen. */
export function followUpLine(title: string): Block {
  return { type: 'text', tone: 'subtle', text: `Following on from: ${title}.` };
}

/** Answers to several questions, each shortly: verdict, the conditions it hangs on, authority. */
export function severalBlocks({ answers, left }: Several, protocol: Protocol): Block[] {
  const blocks = answers.flatMap((answer, at): Block[] => [
    { type: 'text', tone: 'strong', text: `${at + 1}. ${answer.headline}` },
    ...(answer.verdict === 'conditional' && answer.points.length > 0
      ? [{ type: 'list' as const, items: answer.points }]
      : []),
    ...(answer.next === null ? [] : [{ type: 'text' as const, text: answer.next }]),
    ...clauseBlock('This rests on', answer.clauses),
    ...clauseBlock('Related, but no authority for this', answer.related),
  ]);
  const notes = new Set(answers.flatMap((answer) => answer.notes));
  for (const note of notes) blocks.push({ type: 'text', tone: 'subtle', text: `Note: ${note}` });
  if (left > 0) {
    const text = `You asked ${answers.length + left} things; these are the first ${answers.length}. Please ask me the rest again.`;
    blocks.push({ type: 'text', text });
  }
  const standing = answers.some(({ clauses }) => clauses.length > 0) ? describeStanding(protocol) : null;
  if (standing !== null) blocks.push({ type: 'text', tone: 'subtle', text: standing });
  blocks.push(...offerBlock([...new Set(answers.flatMap(({ offers }) => offers))]));
  return blocks;
}

function clauseBlock(label: string, clauses: readonly Clause[]): Block[] {
  return clauses.length === 0 ? [] : [{ type: 'clauses', label, clauses: clauses.map(quote) }];
}

function offerBlock(ids: readonly FlowId[]): Block[] {
  const offers = ids.flatMap((id) => flows[id] ?? []);
  if (offers.length === 0) return [];
  return [
    {
      type: 'choices',
      choices: offers.map((flow): Choice => ({
        label: flow.offer,
        value: writeChoice({ act: 'start', flow: flow.id }),
        style: 'primary',
      })),
    },
  ];
}

const standings = new WeakMap<Protocol, string>();

/** One line on a text that is not known to be in force; null where it is. */
function describeStanding(protocol: Protocol): string | null {
  const { status, dated } = protocol.council.protocol;
  if (status === 'adopted') return null;
  const known = standings.get(protocol);
  if (known !== undefined) return known;
  const text = status === 'draft' ? 'the draft' : 'the text put forward for adoption';
  const when = dated === null ? '' : ` of ${formatDay(dated)}`;
  const standing = `This is from ${text}${when}. I do not know whether it was adopted.`;
  standings.set(protocol, standing);
  return standing;
}

export function quote(clause: Clause): ClauseQuote {
  const { label, heading, gist, note } = clause;
  return { label, heading, gist, ...(note !== undefined && { note }) };
}

/** What Beadle can do, in one screen. */
export function helpBlocks(protocol: Protocol, kind: PersonKind | null): Block[] {
  const { words } = protocol.council;
  const examples =
    kind === 'member'
      ? [`Can I ask an ${words.officer} to come to our group meeting?`, 'How long should a reply take?']
      : [
          'Can I attend the Labour group meeting?',
          `A ${words.member} wants my report changed. Do I have to?`,
        ];
  return [
    { type: 'heading', text: 'Ask the Member/Officer Protocol' },
    {
      type: 'text',
      text: `I know ${protocol.council.name}'s protocol. Tell me your situation in your own words, and I will say what it asks, and which clauses say so. Where it says nothing, I will tell you that too.`,
    },
    { type: 'list', items: examples },
    {
      type: 'facts',
      rows: [
        { label: 'disclose', value: 'disclose a relationship, privately, step by step' },
        { label: 'meeting', value: 'what the protocol says about group meetings' },
        { label: 'complaint', value: 'how to raise a complaint, and with whom' },
        { label: 'mine', value: 'what you have had recorded' },
        { label: 'cancel, back', value: 'stop, or go a step back, at any time' },
      ],
    },
    {
      type: 'choices',
      choices: [
        ...Object.values(flows).map((flow): Choice => ({
          label: flow.offer,
          value: writeChoice({ act: 'start', flow: flow.id }),
          style: 'primary',
        })),
        { label: 'My entries', value: writeChoice({ act: 'mine' }) },
      ],
    },
    {
      type: 'text',
      tone: 'subtle',
      text: 'What you ask is not kept. What you choose to have recorded goes into the register, and you are told who sees it.',
    },
  ];
}

/** One's own entries, newest first, each with its moves. */
export function entriesBlocks(cases: readonly CaseRecord[], protocol: Protocol): Block[] {
  if (cases.length === 0) {
    return [
      { type: 'text', text: 'You have nothing in the register.' },
      {
        type: 'choices',
        choices: Object.values(flows).map((flow) => ({
          label: flow.offer,
          value: writeChoice({ act: 'start', flow: flow.id }),
        })),
      },
    ];
  }
  return [{ type: 'heading', text: 'Your entries' }, ...cases.flatMap((kase) => entryBlocks(kase, protocol))];
}

function entryBlocks(kase: CaseRecord, protocol: Protocol): Block[] {
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
        { label: 'Stands', value: kase.stage === 'ended' ? `ended on ${formatDay(kase.updatedAt)}` : 'open' },
        { label: 'Told', value: toldText(kase, office) },
      ],
    },
  ];
  if (kase.stage === 'open') {
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
  if (office === undefined) return kase.informed.length > 0 ? 'earlier, before it was amended' : 'nobody';
  return kase.informed.length > 0 ? office : `nobody yet: the ${office} could not be found`;
}
