/** Puts the person who was meant in place of a typed name. */
import type { FormValues } from '../conversation/vocabulary.ts';
import type { Screen } from './definition.ts';

/** What was said of one name says nothing of another: where the name was changed, the question is open again. */
export function settleNames<Context>(
  { fields }: Screen<Context>,
  context: Context,
  answers: Record<string, string>,
  before: FormValues,
): void {
  for (const { name, settles, options } of fields) {
    const chosen = answers[name];
    if (settles === undefined || chosen === undefined) continue;
    const isOffered = options?.(answers, context).some(({ value }) => value === chosen) ?? false;
    const isSameName = answers[settles] === before[settles];
    if (isOffered && isSameName && chosen === SOMEBODY_ELSE) continue;
    if (isOffered && isSameName) answers[settles] = chosen;
    Reflect.deleteProperty(answers, name);
  }
}

/** None of those whom a typed name may mean. */
export const SOMEBODY_ELSE = 'somebody-else';
