/** Answers that a sentence already gave: "the ward party wants me on Tuesday" says what kind of meeting it is. */
import type { FormValues } from '../conversation/vocabulary.ts';
import { faultOf } from './check-answer.ts';
import type { Flow } from './engine.ts';

/** What facts read from a sentence amount to in a flow, for `startDraft`: those answers that its fields would take. */
export function answersFromFacts<Context>(
  flow: Flow<Context>,
  context: Context,
  facts: Readonly<Record<string, string>>,
): FormValues {
  const given: Record<string, string> = {};
  for (const field of flow.screens.flatMap(({ fields }) => fields)) {
    const value = field.fromFacts?.(facts) ?? null;
    if (value !== null && faultOf(field, value, given, context) === null) given[field.name] = value;
  }
  return given;
}
