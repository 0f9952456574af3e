/** Knows a message in another language than English by its words, so that nobody guesses at what it says. */
import type { Languages } from '../protocol/schema.ts';
import { normalise, wordsOf } from './text.ts';

export type OtherLanguage = {
  /** Null for one that is known only by its letters. */
  language: Languages['languages'][number] | null;
  /** What is said to it. */
  said: Omit<Languages, 'languages'>;
};

export type LanguageReader = (text: string) => OtherLanguage | null;

/** From this share of a message's words on, it is in the language. */
const MOST_WORDS = 0.6;
/** Of these, as many must be words that English does not have. */
const OWN_WORDS = 0.25;
/** From this share of letters on, a message is in another script than ours. */
const MOST_LETTERS = 0.5;

/** Compiles the words once. */
export function createLanguageReader({ languages, ...said }: Languages): LanguageReader {
  const known = languages.map((language) => ({
    language,
    own: new Set(language.words.map(normalise)),
    shared: new Set(language.shared.map(normalise)),
  }));
  return (text) => {
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (letters > 0 && (letters - latin) / letters >= MOST_LETTERS) return { language: null, said };
    const words = wordsOf(text);
    if (words.length === 0) return null;
    const found = known
      .map(({ language, own, shared }) => {
        const ofIts = words.filter((word) => own.has(word)).length;
        const ofBoth = words.filter((word) => shared.has(word)).length;
        return { language, own: ofIts / words.length, all: (ofIts + ofBoth) / words.length };
      })
      .filter(({ own, all }) => own >= OWN_WORDS && all >= MOST_WORDS)
      .sort((a, b) => b.all - a.all)[0];
    return found ? { language: found.language, said } : null;
  };
}
