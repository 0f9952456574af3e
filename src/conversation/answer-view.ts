/** Answers and help as replies. */
import type { Answer } from '../answering/answer.ts';
import type { DecidingFact } from '../answering/deciding-fact.ts';
import type { Several } from '../answering/several.ts';
import { formatDay } from '../casework/clock.ts';
import { flowsFor } from '../flows/flows.ts';
import type { Protocol } from '../protocol/load.ts';
import type { Clause, FlowId, PersonKind } from '../protocol/schema.ts';
import { writeChoice } from './choices.ts';
import type { Block, Choice, ClauseQuote } from './vocabulary.ts';

/**
 * An answer as people read it: verdict, conditions, clauses, next step, other readings.
 * @param end what stands quietly at its end: a note, and what can be done with the answer itself
 * @param deciding the fact to ask for under it
 */
export function answerBlocks(
  answer: Answer,
  protocol: Protocol,
  end: { note: string | null; moves: readonly Choice[] } = { note: null, moves: [] },
  deciding: DecidingFact | null = null,
): Block[] {
  const blocks: Block[] = [{ type: 'text', tone: 'strong', text: answer.headline }];
  if (answer.points.length > 0) blocks.push({ type: 'list', items: answer.points });
  if (answer.next !== null) blocks.push({ type: 'text', text: answer.next });
  for (const group of clauseGroups(answer)) blocks.push({ type: 'clauses', ...group });
  for (const note of answer.notes) blocks.push({ type: 'text', tone: 'subtle', text: `Note: ${note}` });
  if (answer.clauses.length > 0) {
    const standing = describeStanding(protocol);
    if (standing !== null) blocks.push({ type: 'text', tone: 'subtle', text: standing });
  }
  if (deciding !== null && answer.topic !== null) blocks.push(factBlock(answer.topic, deciding));
  blocks.push(...offerBlock(answer.offers, answer.facts['as'], protocol));
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
  if (end.note !== null) blocks.push({ type: 'text', tone: 'subtle', text: end.note });
  if (end.moves.length > 0) blocks.push({ type: 'choices', choices: end.moves });
  return blocks;
}

/**
 * What a follow-up was taken to lean on, so that a wrong guess is seen.
 * @param taken what was taken into account besides
 */
export function followUpLine(title: string, taken: string | null): Block {
  const more = taken === null ? '' : ` Taken into account: ${taken}.`;
  return { type: 'text', tone: 'subtle', text: `Following on from: ${title}.${more}` };
}

/** The question back: whoever finds nothing that fits leaves the answer as it stands. */
function factBlock(topic: string, { fact, question, choices }: DecidingFact): Block {
  return {
    type: 'choices',
    label: `The answer may turn on this. ${question}`,
    choices: choices.map(({ value, title }) => ({
      label: title.charAt(0).toUpperCase() + title.slice(1),
      value: writeChoice({ act: 'fact', topic, fact, value }),
    })),
  };
}

/** Answers to several questions, each shortly: verdict, the conditions it hangs on, authority. */
export function severalBlocks({ answers, left }: Several, protocol: Protocol): Block[] {
  const blocks = answers.flatMap((answer, at): Block[] => [
    { type: 'text', tone: 'strong', text: `${at + 1}. ${answer.headline}` },
    ...(answer.verdict === 'conditional' && answer.points.length > 0
      ? [{ type: 'list' as const, items: answer.points }]
      : []),
    ...(answer.next === null ? [] : [{ type: 'text' as const, text: answer.next }]),
    ...clauseGroups({ ...answer, also: [] }).map((group): Block => ({ type: 'clauses', ...group })),
  ]);
  const notes = new Set(answers.flatMap((answer) => answer.notes));
  for (const note of notes) blocks.push({ type: 'text', tone: 'subtle', text: `Note: ${note}` });
  if (left > 0) {
    const text = `You asked ${answers.length + left} things; these are the first ${answers.length}. Please ask me the rest again.`;
    blocks.push({ type: 'text', text });
  }
  const standing = answers.some(({ clauses }) => clauses.length > 0) ? describeStanding(protocol) : null;
  if (standing !== null) blocks.push({ type: 'text', tone: 'subtle', text: standing });
  blocks.push(
    ...offerBlock([...new Set(answers.flatMap(({ offers }) => offers))], answers[0]?.facts['as'], protocol),
  );
  return blocks;
}

/** Buttons for the dialogs that an answer offers and its asker may start. */
function offerBlock(ids: readonly FlowId[], as: string | undefined, protocol: Protocol): Block[] {
  const kind = as === 'member' ? 'member' : 'officer';
  const offers = flowsFor(kind, protocol).filter(({ id }) => ids.includes(id));
  if (offers.length === 0) return [];
  return [
    {
      type: 'choices',
      choices: offers.map((flow, at): Choice => ({
        label: flow.offer,
        value: writeChoice({ act: 'start', flow: flow.id }),
        // The likeliest next step is one.
        ...(at === 0 && { style: 'primary' as const }),
      })),
    },
  ];
}

/** What can be done with an answer, in one row of buttons. */
export function answerMoves(
  answer: string,
  { rate, keep, send = null }: { rate: boolean; keep: boolean; send?: Protocol | null },
): Choice[] {
  return [
    ...(send === null ? [] : [sendChoice(answer, send)]),
    ...(rate
      ? [
          { label: 'That helped', value: writeChoice({ act: 'right', answer }) },
          { label: 'That is not right', value: writeChoice({ act: 'wrong', answer }) },
        ]
      : []),
    ...(keep ? [{ label: 'Keep this', value: writeChoice({ act: 'keep', answer }) }] : []),
  ];
}

/** Said where a question went to the inbox. */
export function inboxNote(protocol: Protocol): string {
  return `Your words, without your name, are now in the inbox of the ${monitoringOfficer(protocol)}.`;
}

/** Said where a question that nothing answered stays with its asker. */
export function withheldNote(protocol: Protocol): string {
  return `Your words may be about somebody, so they were sent to nobody and are not kept: I forget them when you next write to me. If you want the ${monitoringOfficer(protocol)} to read them, without your name, you can send them.`;
}

/** Sends one's words to the inbox, whose reader it names. */
export function sendChoice(answer: string, protocol: Protocol): Choice {
  return { label: `Send to the ${monitoringOfficer(protocol)}`, value: writeChoice({ act: 'send', answer }) };
}

/** What the council calls its Monitoring Officer. */
export function monitoringOfficer({ council }: Protocol): string {
  return council.offices.find(({ id }) => id === 'monitoring-officer')?.title ?? 'Monitoring Officer';
}

/** What stands above the clauses that an answer rests on. */
export const RESTS_ON = 'This rests on';

/** An answer's clauses by what they are to it, under the words they are shown with. */
export function clauseGroups(
  answer: Pick<Answer, 'clauses' | 'also' | 'related'>,
): { label: string; clauses: ClauseQuote[] }[] {
  return [
    { label: RESTS_ON, clauses: answer.clauses.map(quote) },
    { label: 'See also', clauses: answer.also.map(quote) },
    { label: 'Related, but no authority for this', clauses: answer.related.map(quote) },
  ].filter(({ clauses }) => clauses.length > 0);
}

const standings = new WeakMap<Protocol, string>();

/** One line on a text that is not known to be in force; null where it is. */
export function describeStanding(protocol: Protocol): string | null {
  const { status, dated } = protocol.council.protocol;
  if (status === 'adopted') return null;
  const known = standings.get(protocol);
  if (known !== undefined) return known;
  const text = status === 'draft' ? 'the draft' : 'the text put forward for adoption';
  const when = dated === null ? '' : `, dated ${formatDay(dated)}`;
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
        { label: 'meeting', value: 'ask for an officer at a group meeting, or have one recorded' },
        { label: 'complaint', value: 'raise a complaint or concern, privately, step by step' },
        { label: 'mine', value: 'what you have kept or had recorded, and where it stands' },
        { label: 'cases', value: 'what waits for you to deal with, with its dates' },
        // Cases go to officers.
        ...(kind === 'member'
          ? []
          : [{ label: 'away until 5 January', value: 'new cases go to your deputy until then' }]),
        { label: 'cancel, back', value: 'stop, or go a step back, at any time' },
      ],
    },
    {
      type: 'choices',
      choices: [
        ...flowsFor(kind ?? 'officer', protocol).map((flow): Choice => ({
          label: flow.offer,
          value: writeChoice({ act: 'start', flow: flow.id }),
        })),
        { label: 'My entries', value: writeChoice({ act: 'mine' }) },
      ],
    },
    {
      type: 'text',
      tone: 'subtle',
      text: `What you ask is not kept, unless you say that an answer was wrong or I do not know one: then your words, without your name, go to the Monitoring Officer's inbox. Words that may be about somebody, or about what was done to you, go there only if you choose to send them. Until you next write to me, for a day at most, I remember your last question, so that you can say so or keep the answer. How often a topic comes up is counted, without words or names. What you choose to keep or have recorded goes into the register, and you are told who sees it.`,
    },
  ];
}
