/** What is said at once, before a turn is read in any other way: to words of distress or danger, and to other languages. */
import { answerAtOnce, answerUrgent, type WordsFrom } from '../answering/at-once.ts';
import type { Answer } from '../answering/answer.ts';
import type { Understanding } from '../understanding/understand.ts';
import { answerBlocks } from './answer-view.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block, Reply } from './vocabulary.ts';

/** @returns null where a text is to be read as any other. Nothing of it is remembered, counted or passed on. */
export function sayAtOnce(context: TurnContext, text: string, from: WordsFrom): Step | null {
  const read = readBy(context, text);
  const answer = answerAtOnce(read, context.protocol, from);
  return answer && say(context, ...blocksOf(answer, read, context));
}

/** Whether a text speaks of distress or danger. */
export function isUrgent(context: TurnContext, text: string): boolean {
  return readBy(context, text).urgent !== null;
}

/** What a dialog goes on with, under where to turn: what was told there is kept there. */
export function sayBefore(context: TurnContext, texts: readonly string[], step: Step): Step {
  const read = texts.map((text) => readBy(context, text)).find(({ urgent }) => urgent !== null);
  const answer = read && answerUrgent(read, 'dialog');
  if (!answer) return step;
  const first: Reply = { audience: 'private', blocks: blocksOf(answer, read, context) };
  return { ...step, replies: [first, ...step.replies] };
}

function readBy({ services, person, protocol }: TurnContext, text: string): Understanding {
  return services.understand(text, person.kind, protocol.council.id);
}

function blocksOf(answer: Answer, { urgent }: Pick<Understanding, 'urgent'>, context: TurnContext): Block[] {
  const { protocol, person, scope } = context;
  const facts = person.kind === null ? {} : { as: person.kind };
  const warning: Block[] =
    urgent && scope === 'shared' ? [{ type: 'text', tone: 'warning', text: urgent.said.others_read }] : [];
  return [...answerBlocks({ ...answer, facts }, protocol), ...warning];
}
