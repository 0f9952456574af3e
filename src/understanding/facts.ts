/** Reads facts from a message: those that turn verdicts. What counts as a fact, and the words that show it, are data. */
import type { FactDefinition, PersonKind } from '../protocol/schema.ts';
import { asksOfWrong, readAskForm } from './ask-form.ts';
import { normalise } from './text.ts';

export type Facts = Readonly<Record<string, string>>;

export type FactReader = (text: string, as: PersonKind | null) => Facts;

/** Known, or read from the grammar, never from words. */
const FROM_GRAMMAR: ReadonlySet<string> = new Set(['as', 'ask', 'wrong']);

/** The facts without how the question was put. */
export function withoutForm(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => fact !== 'ask' && fact !== 'wrong'));
}

/** Compiles the definitions once. For each fact, the value whose phrase comes first in the list and is found wins. */
export function createFactReader(definitions: readonly FactDefinition[]): FactReader {
  const compiled = definitions
    .filter(({ id }) => !FROM_GRAMMAR.has(id))
    .map((fact) => ({
      id: fact.id,
      values: fact.values
        .filter((value) => value.words.length > 0)
        .map((value) => ({ id: value.id, pattern: compilePhrases(value.words) })),
    }));
  return (text, as) => {
    const normal = normalise(text);
    const facts: Record<string, string> = { ask: readAskForm(text) };
    if (facts['ask'] === 'may' && asksOfWrong(text)) facts['wrong'] = 'yes';
    if (as !== null) facts['as'] = as;
    for (const fact of compiled) {
      const value = fact.values.find((candidate) => candidate.pattern.test(normal));
      if (value) facts[fact.id] = value.id;
    }
    return facts;
  };
}

/** A phrase matches whole words; `*` at a word's end stands for any ending, alone for any one word. */
function compilePhrases(phrases: readonly string[]): RegExp {
  const alternatives = phrases.map((phrase) => phrase.split(/\s+/).flatMap(compileWord).join(' '));
  // A phrase without a letter or digit would match everything.
  const words = alternatives.filter((alternative) => alternative !== '').join('|');
  return words === '' ? /(?!)/ : new RegExp(`\\b(?:${words})\\b`);
}

function compileWord(word: string): string[] {
  if (word === '*') return ['[a-z0-9]+'];
  const normal = normalise(word);
  if (normal === '') return [];
  return [word.endsWith('*') ? `${normal}[a-z0-9]*` : normal];
}
