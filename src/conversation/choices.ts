/** What buttons carry: written here, sent to the client, and read back here with suspicion. */
import type { Block, Choice, Reply } from './vocabulary.ts';
import { FLOW_IDS, type FlowId, type PersonKind } from '../protocol/schema.ts';

export type ChoiceAction =
  | { act: 'start'; flow: FlowId }
  | { act: 'back' | 'cancel' | 'show'; draft: string }
  /** Records what a summary showed; `seen` tells which answers that were. Null on a card of an older Beadle. */
  | { act: 'confirm'; draft: string; seen: string | null }
  | { act: 'change'; draft: string; field: string }
  | { act: 'i-am'; kind: PersonKind }
  | { act: 'topic'; topic: string }
  | { act: 'theme'; theme: string }
  /** What was asked under an answer: the topic again, with this fact. */
  | { act: 'fact'; topic: string; fact: string; value: string }
  | { act: 'amend' | 'end' | 'end-confirmed' | 'receipt' | 'case'; reference: string }
  /** A move on a case as it was when the button was drawn. */
  | { act: 'move'; reference: string; move: string; step: number }
  /** Keeps an answer, says whether it was right, or sends its question to the inbox. Its words travel in no button. */
  | { act: 'keep' | 'right' | 'wrong' | 'send'; answer: string }
  | { act: 'help' }
  | { act: 'mine' | 'cases' }
  /** Ends one's own absence. */
  | { act: 'returned' };

/** How many parts follow the act, where it is not one. */
const PARTS: Readonly<Record<string, number>> = {
  confirm: 2,
  change: 2,
  fact: 3,
  move: 3,
  help: 0,
  mine: 0,
  cases: 0,
  returned: 0,
};
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function writeChoice(action: ChoiceAction): string {
  switch (action.act) {
    case 'start':
      return `start:${action.flow}`;
    case 'back':
    case 'cancel':
    case 'show':
      return `${action.act}:${action.draft}`;
    case 'confirm':
      return `confirm:${action.draft}${action.seen === null ? '' : `:${action.seen}`}`;
    case 'change':
      return `change:${action.draft}:${action.field}`;
    case 'i-am':
      return `i-am:${action.kind}`;
    case 'topic':
      return `topic:${action.topic}`;
    case 'theme':
      return `theme:${action.theme}`;
    case 'fact':
      return `fact:${action.topic}:${action.fact}:${action.value}`;
    case 'amend':
    case 'end':
    case 'end-confirmed':
    case 'receipt':
    case 'case':
      return `${action.act}:${action.reference}`;
    case 'move':
      return `move:${action.reference}:${action.move}:${action.step}`;
    case 'keep':
    case 'right':
    case 'wrong':
    case 'send':
      return `${action.act}:${action.answer}`;
    case 'help':
    case 'mine':
    case 'cases':
    case 'returned':
      return action.act;
  }
}

/** @returns null for anything that `writeChoice` never writes */
export function readChoice(value: string): ChoiceAction | null {
  const [act, ...parts] = value.split(':');
  const needs = PARTS[act ?? ''] ?? 1;
  const isOlder = act === 'confirm' && parts.length === 1;
  if ((parts.length !== needs && !isOlder) || parts.some((part) => !ID.test(part))) return null;
  const [first = '', second = '', third = ''] = parts;
  switch (act) {
    case 'start': {
      const flow = FLOW_IDS.find((candidate) => candidate === first);
      return flow ? { act, flow } : null;
    }
    case 'back':
    case 'cancel':
    case 'show':
      return { act, draft: first };
    case 'confirm':
      return { act, draft: first, seen: parts.length === 1 ? null : second };
    case 'change':
      return { act, draft: first, field: second };
    case 'i-am':
      return first === 'officer' || first === 'member' ? { act, kind: first } : null;
    case 'topic':
      return { act, topic: first };
    case 'theme':
      return { act, theme: first };
    case 'fact':
      return { act, topic: first, fact: second, value: third };
    case 'amend':
    case 'end':
    case 'end-confirmed':
    case 'receipt':
    case 'case':
      return { act, reference: first };
    case 'move':
      return /^\d{1,9}$/.test(third) ? { act, reference: first, move: second, step: Number(third) } : null;
    case 'keep':
    case 'right':
    case 'wrong':
    case 'send':
      return { act, answer: first };
    case 'help':
    case 'mine':
    case 'cases':
    case 'returned':
      return { act };
    default:
      return null;
  }
}

/** What leads to a form whatever the state of things; a move on a case says so itself. */
const LEADS_TO_FORM: ReadonlySet<ChoiceAction['act']> = new Set(['start', 'show', 'amend']);

/** The replies with every button marked that leads to a form. */
export function markForms(replies: readonly Reply[]): readonly Reply[] {
  const mark = (choice: Choice): Choice => {
    const act = readChoice(choice.value)?.act;
    return act !== undefined && LEADS_TO_FORM.has(act) ? { ...choice, opens: 'form' } : choice;
  };
  return replies.map((reply) => ({
    ...reply,
    blocks: reply.blocks.map((block): Block =>
      block.type === 'choices' ? { ...block, choices: block.choices.map(mark) } : block,
    ),
  }));
}

/** Whether a button's value is a move on this answer. */
export function isAboutAnswer(value: string, answer: string): boolean {
  const action = readChoice(value);
  return action !== null && 'answer' in action && action.answer === answer;
}
