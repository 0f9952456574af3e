/** Several questions in one message: each answered, where each is clear. */
import { answerQuestion, SURE, type Answer, type Question } from './answer.ts';
import { answerFollowUp, type Ground, type Last } from './follow-up.ts';
import { matterOf } from './vague.ts';

export type Several = {
  answers: readonly Answer[];
  /** How many more were asked. */
  left: number;
};

const MOST_ANSWERS = 3;
/** A question of fewer words of its own is none by itself. */
const LEAST_MATTER = 2;
/** A longer message is a story, and read as a whole. */
const LONGEST = 1_200;

/**
 * @returns null where the message is one question, or its parts are not each clear: people ask the same in two ways, and a
 * message read whole is then understood better than its pieces
 */
export function answerSeveral(question: Question, last: Last | null, ground: Ground): Several | null {
  const parts = splitQuestions(question.text);
  if (parts.length < 2) return null;
  const answers: Answer[] = [];
  let before = last;
  for (const text of parts) {
    const leaning = answerFollowUp({ ...question, text }, before, ground);
    const answer = leaning ?? answerQuestion({ ...question, text }, ground.protocol, ground.understand);
    const kind = answer.topic === null ? undefined : ground.library.taxonomy.topics.get(answer.topic)?.kind;
    if (kind === 'chat') continue;
    const isClear = leaning ? leaning.kind !== 'clarify' : standsAlone(text, answer);
    if (!isClear) return null;
    // Put in two ways, it is one question still.
    const isSame = (each: Answer): boolean =>
      each.headline === answer.headline || (!leaning && each.topic !== null && each.topic === answer.topic);
    if (!answers.some(isSame)) answers.push(answer);
    if (kind === 'protocol' && answer.topic !== null) before = { topic: answer.topic, facts: answer.facts };
  }
  if (answers.length < 2) return null;
  return { answers: answers.slice(0, MOST_ANSWERS), left: Math.max(0, answers.length - MOST_ANSWERS) };
}

/** "My husband?" is a piece of the question before it. */
function standsAlone(text: string, { kind, confidence }: Answer): boolean {
  return kind !== 'clarify' && confidence >= SURE && matterOf(text).length >= LEAST_MATTER;
}

/** Each question with what is told before it; what is told after the last one belongs to it too. */
export function splitQuestions(text: string): string[] {
  if (text.length > LONGEST) return [text];
  const pieces = text
    .split(/(?<=\?)[\s"')]+|\n+/)
    .map((piece) => piece.trim())
    .filter((piece) => /[\p{L}\d]/u.test(piece));
  const parts: string[] = [];
  let told = '';
  for (const piece of pieces) {
    if (piece.endsWith('?')) {
      parts.push(told === '' ? piece : `${told} ${piece}`);
      told = '';
    } else told = told === '' ? piece : `${told} ${piece}`;
  }
  const final = parts.pop();
  if (final === undefined) return [text];
  return [...parts, told === '' ? final : `${final} ${told}`];
}
