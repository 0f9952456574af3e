/** How long `ask` alone takes: from the words of a question to its answer, without any channel or register. */
import { createAsker } from '../src/cli/ask.ts';
import type { loadKnowledge } from '../src/start/library.ts';
import { summarise, type Figures } from './figures.ts';
import { pickQuestions } from './questions.ts';

const QUESTIONS = 500;
const WARM_UPS = 3;

/** Examples of all councils, each asked of its own. */
export function measureAsk({ library, understand }: ReturnType<typeof loadKnowledge>): Figures {
  const ask = createAsker(library, understand);
  const questions = pickQuestions(QUESTIONS);
  const askAll = (): number[] =>
    questions.map(({ council, as, text }) => {
      const begun = performance.now();
      ask(council, as ?? 'officer', text);
      return performance.now() - begun;
    });
  for (let round = 0; round < WARM_UPS; round++) askAll();
  const begun = performance.now();
  const times = askAll();
  return summarise(times, performance.now() - begun);
}
