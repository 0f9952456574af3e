/** Puts right an answer of a dialog that was given before, wherever the person is in it. */
import { faultOf, readAnswer } from './check-answer.ts';
import { currentScreen, openFields, openScreens, SUMMARY, type Draft, type Flow } from './engine.ts';
import { settleNames } from './settle-names.ts';

/**
 * The draft with one given answer changed, and the person where they were. Where the new answer opens a screen before that,
 * it is asked first. A field not yet answered, or a value that is none, changes nothing: the same draft comes back.
 */
export function correctAnswer<Context>(
  flow: Flow<Context>,
  context: Context,
  draft: Draft,
  name: string,
  value: string,
): Draft {
  const field = openScreens(flow, context, draft.answers)
    .flatMap((screen) => openFields(screen, context, draft.answers))
    .find((each) => each.name === name && draft.answers[name] !== undefined);
  if (!field) return draft;
  const tidied = readAnswer(field, value, draft.answers, context);
  if (faultOf(field, tidied, draft.answers, context) !== null) return draft;
  const answers: Record<string, string> = { ...draft.answers, [name]: tidied };
  for (const screen of flow.screens) settleNames(screen, context, answers, draft.answers);
  const corrected: Draft = { ...draft, answers };
  const screens = openScreens(flow, context, corrected.answers);
  const here = screens.findIndex(({ id }) => id === draft.at);
  const unfinished = currentScreen(flow, context, { ...corrected, at: SUMMARY });
  const isHereStill = here >= 0 && (unfinished === null || screens.indexOf(unfinished) >= here);
  return isHereStill ? corrected : { ...corrected, at: unfinished?.id ?? SUMMARY, changing: null };
}
