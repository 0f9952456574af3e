/** Reads facts from a message: those that turn verdicts. What counts as a fact, and the words that show it, are data. */
import type { FactDefinition, PersonKind } from '../protocol/schema.ts';
import { normalise } from './text.ts';

export type Facts = Readonly<Record<string, string>>;

/** How a question is put: may it be done, must it be done, an open question, or no question at all. */
export type AskForm = 'may' | 'must' | 'open' | 'tell';

export type FactReader = (text: string, as: PersonKind | null) => Facts;

/** Compiles the definitions once. For each fact, the value whose phrase comes first in the list and is found wins. */
export function createFactReader(definitions: readonly FactDefinition[]): FactReader {
  const compiled = definitions
    .filter((fact) => fact.id !== 'as' && fact.id !== 'ask')
    .map((fact) => ({
      id: fact.id,
      values: fact.values
        .filter((value) => value.words.length > 0)
        .map((value) => ({ id: value.id, pattern: compilePhrases(value.words) })),
    }));
  return (text, as) => {
    const normal = normalise(text);
    const facts: Record<string, string> = { ask: readAskForm(text) };
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

const OPEN = /\b(who|whos|whom|whose|what|whats|which|when|where|wheres|how|hows|why|whys)\b/;
const OPEN_YES_NO =
  /\b(what if|how about|what about|whatever|somehow|anyhow|somewhat|know what|no matter|so what|guess what|somewhere|whenever|whoever)\b/g;
const MUST =
  /\b((do|does|did|would|will) (i|we|you|he|she|they|it|officers?|members?|councillors?|cllrs?|staff|the [a-z]+( [a-z]+)?|my [a-z]+|our [a-z]+|anyone|someone|somebody|people|[a-z]+) (really |still |actually |always |even )?(have|need|got|hav|ned|hve) to|should (i|we|he|she|they|it|you|officers?|members?|the|my|our|a|an)|must (i|we|he|she|they|it|you|the|my|our|a|an|officers?|members?)|am i (supposed|meant|obliged|expected|required|bound)|are we (supposed|meant|obliged|expected|required|bound)|have i got to|got to|obliged to|required to|supposed to|meant to|need i|ought (i|we))\b/;
const MAY =
  /\b((can|cn|may|could|might|am i|are we|is he|is she|are they|is it|is that|is this|was i|was he|was she|was that|were they|would it be|is there)( [a-z]+)? ?(i|we|he|she|they|you|it|allowed|aloud|alowed|ok|okay|alright|all right|fine|permitted|right|within|any)?|allowed|allowd|aloud|ok to|okay to|alright to|all right to|any harm|anything wrong|mind if|permitted|acceptable|fair|legit|entitled|right to|wrong to|in order)\b/;
const YES_NO_OPENING =
  /^(and |so |but |hi |hello |hey |ok |also |er |um |erm |please |sorry |quick one |quick question )*(is|are|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|had|am|isnt|arent|cant|dont|doesnt|shouldnt|wouldnt)\b/;

/** "…, is that right", "…, shouldn't I", "… Fine?": a story that ends by asking for a yes or no, with or without a question mark. */
const VERDICT_AT_END =
  /\b(fine|ok|okay|right|permissible|permitted|proper|correct|reasonable|acceptable|allowed|enough|fair|true|wrong|alright|yeah|legit|approved of|overkill|out of order|above board|in order|yes or no|or not|(is|are|am|was|were|do|does|did|can|could|should|would|will|wont|have|has|had|must|isnt|arent|aint|dont|doesnt|didnt|cant|couldnt|shouldnt|wouldnt|havent|hasnt|mustnt) (i|he|she|it|we|they|you|that|this|there))$/;

/**
 * How a message asks. The last sentence with a question in it decides, since people tell their story first.
 * Where a sentence has both ("who says I can't go, may I?"), a yes-or-no form at its beginning wins over an open one.
 */
export function readAskForm(text: string): AskForm {
  if (VERDICT_AT_END.test(normalise(text))) return 'may';
  const sentences = text
    .split(/(?<=[?!.])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const asking = sentences.filter((sentence) => sentence.endsWith('?'));
  const candidates = asking.length > 0 ? [...asking].reverse() : [...sentences].reverse();
  for (const candidate of candidates) {
    const form = formOf(normalise(candidate));
    if (form !== 'tell') return form;
  }
  return asking.length > 0 ? 'may' : 'tell';
}

function formOf(sentence: string): AskForm {
  const plain = sentence.replace(OPEN_YES_NO, ' ');
  const open = OPEN.exec(plain);
  const must = MUST.exec(plain);
  const may = MAY.exec(plain);
  const first = [
    { form: 'open' as const, at: open?.index ?? Infinity },
    { form: 'must' as const, at: must?.index ?? Infinity },
    { form: 'may' as const, at: may?.index ?? Infinity },
  ].sort((a, b) => a.at - b.at)[0];
  const opening = YES_NO_OPENING.exec(plain)?.[0];
  // However long the greeting before it was.
  if (opening !== undefined) return must && must.index < Math.max(12, opening.length) ? 'must' : 'may';
  if (!first || first.at === Infinity) return 'tell';
  // "what can I do" is open, "can I do what he asks" is not: whichever word comes first.
  return first.form;
}
