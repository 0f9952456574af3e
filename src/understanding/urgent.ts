/** Finds words of distress and danger in a message. What they are, and what is said to them, is data. */
import type { Urgent } from '../protocol/schema.ts';
import { compilePhrases } from './phrases.ts';
import { normalise, wordsOf } from './text.ts';

export type UrgentMatter = {
  matter: Urgent['matters'][number];
  /** What is said in the message's own language, where that is not English. */
  inOwnLanguage: string | null;
  /** Whether it speaks of somebody's conduct, so that the ways on from there are offered. */
  isConduct: boolean;
  /** What is said besides. */
  said: Omit<Urgent, 'matters'>;
};

export type UrgentReader = (text: string) => UrgentMatter | null;

/** A message of no more words than this is short. */
const SHORT = 12;

/** Compiles the words once. The first matter whose words are found wins. */
export function createUrgentReader({ matters, ...said }: Urgent): UrgentReader {
  const compiled = matters.flatMap((matter) =>
    [{ ...matter, say: null }, ...matter.languages.map((each) => ({ ...each, alone: [] }))].map(
      ({ say, words, alone, unless }) => ({
        matter,
        say,
        long: compilePhrases(words),
        short: compilePhrases([...words, ...alone]),
        unless: new RegExp(compilePhrases(unless), 'g'),
      }),
    ),
  );
  const ofConduct = compilePhrases(said.conduct.words);
  return (text) => {
    const normal = normalise(text);
    const isShort = wordsOf(text).length <= SHORT;
    for (const { matter, say, short, long, unless } of compiled) {
      const pattern = isShort ? short : long;
      // The mark keeps the words on both sides from being read as one phrase.
      if (!pattern.test(normal) || !pattern.test(normal.replace(unless, '|'))) continue;
      const isConduct = said.conduct.always.includes(matter.id) || ofConduct.test(normal);
      return { matter, inOwnLanguage: say, isConduct, said };
    }
    return null;
  };
}
