/** The laws every flow keeps, whatever people and their clients do. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  currentScreen,
  describeAnswers,
  fillScreen,
  goBack,
  isComplete,
  openAnswers,
  openFields,
  openScreens,
  renderScreen,
  type Draft,
  type Flow,
} from '../../src/flows/engine.ts';
import { makeMove, movesOver } from './made-up-flow.ts';

export type Subject<Context> = { flow: Flow<Context>; context: Context; start: () => Draft };

/** Declares a test for each law. */
export function keepsTheLaws<Context>({ flow, context, start }: Subject<Context>, numRuns: number): void {
  const journeys = movesOver(flow, context);
  const anywhere = journeys.map((moves) =>
    moves.reduce((draft, move) => makeMove(flow, context, draft, move), start()),
  );
  const check = (law: (draft: Draft) => void): void =>
    fc.assert(fc.property(anywhere, law), { numRuns, seed: 20261120 });

  it('reaches the summary exactly when nothing is missing', () => {
    check((draft) => {
      const isSummary = currentScreen(flow, context, draft) === null;
      if (isSummary) {
        expect(isComplete(flow, context, draft) || flow.stops(draft.answers, context)).toBe(true);
      }
      // The other way round: where nothing is missing, going on without a change leads there.
      if (isComplete(flow, context, draft)) {
        const end = goForward(draft);
        expect(currentScreen(flow, context, end)).toBeNull();
        expect(openAnswers(flow, context, end.answers)).toEqual(openAnswers(flow, context, draft.answers));
      }
    });
  });

  it('keeps answers when going back, and forward again', () => {
    check((draft) => {
      let back = draft;
      for (let steps = 0; steps <= flow.screens.length; steps++) {
        back = goBack(flow, context, back);
        expect(back.answers).toEqual(draft.answers);
      }
      expect(currentScreen(flow, context, back)?.id).toBe(openScreens(flow, context, draft.answers)[0]?.id);
      const forward = goForward(back);
      expect(openAnswers(flow, context, forward.answers)).toEqual(openAnswers(flow, context, draft.answers));
    });
  });

  it('never lets in a choice that was not offered', () => {
    check((draft) => {
      for (const field of flow.screens.flatMap((screen) => screen.fields)) {
        const value = draft.answers[field.name];
        if (field.kind !== 'choice' || value === undefined) continue;
        expect(field.options?.(draft.answers, context).map((option) => option.value)).toContain(value);
      }
    });
  });

  it('never holds an answer to something it did not ask', () => {
    const names = flow.screens.flatMap((screen) => screen.fields.map((field) => field.name));
    check((draft) => {
      for (const name of Object.keys(draft.answers)) expect(names).toContain(name);
    });
  });

  it('records the answers on open branches, and no others', () => {
    check((draft) => {
      const asked = openScreens(flow, context, draft.answers).flatMap((screen) =>
        openFields(screen, context, draft.answers).map((field) => field.name),
      );
      const open = openAnswers(flow, context, draft.answers);
      for (const name of Object.keys(open)) expect(asked).toContain(name);
      expect(describeAnswers(flow, context, draft.answers).map(({ name }) => name)).toEqual(
        asked.filter((name) => name in open),
      );
      // What is recorded reads the same by itself as it did in the summary.
      expect(describeAnswers(flow, context, open)).toEqual(describeAnswers(flow, context, draft.answers));
    });
  });

  it('is the same after a night in the register', () => {
    fc.assert(
      fc.property(journeys, (moves) => {
        let awake = start();
        let asleep = start();
        for (const move of moves) {
          awake = makeMove(flow, context, awake, move);
          asleep = makeMove(flow, context, makeMove(flow, context, asleep, { do: 'sleep' }), move);
        }
        expect(asleep).toEqual(awake);
      }),
      { numRuns, seed: 7 },
    );
  });

  it('asks for a field of the screen it shows, or says that all is given', () => {
    check((draft) => {
      const screen = currentScreen(flow, context, draft);
      const form = renderScreen(flow, context, draft, {}, []);
      expect(form === null).toBe(screen === null);
      const names = form?.fields.map((field): string | null => field.name) ?? [];
      expect([...names, null]).toContain(form?.asking ?? null);
    });
  });

  it('never counts as complete what was stopped', () => {
    check((draft) => {
      if (flow.stops(draft.answers, context)) expect(isComplete(flow, context, draft)).toBe(false);
    });
  });

  /** Sends each screen as it stands, as somebody does who presses "Continue" and changes nothing. */
  function goForward(from: Draft): Draft {
    let draft = from;
    for (let turn = 0; turn <= flow.screens.length; turn++)
      draft = fillScreen(flow, context, draft, {}).draft;
    return draft;
  }
}
