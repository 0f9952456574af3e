/** Reads facts from a message: those that turn verdicts. What counts as a fact, and the words that show it, are data. */
import type { FactDefinition, PersonKind } from '../protocol/schema.ts';
import { asksOfWrong, readAskForm } from './ask-form.ts';
import { compilePhrases } from './phrases.ts';
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
