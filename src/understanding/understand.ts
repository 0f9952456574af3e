/** Puts the parts of understanding together: what a message is about, which facts it gives, and how sure that is. */
import type { Protocol, Taxonomy, Topic } from '../protocol/load.ts';
import type { PersonKind } from '../protocol/schema.ts';
import { classify, OUTSIDE, type Head, type Model, type SparseVector } from './classifier.ts';
import { createWordReader } from './concepts.ts';
import { createFactReader, type Facts } from './facts.ts';
import { createElsewhere, type Elsewhere } from './elsewhere.ts';
import { createLanguageReader, type OtherLanguage } from './languages.ts';
import { createLikeness, type LikenessTo } from './likeness.ts';
import { createMessageReader } from './message-reader.ts';
import { createPlainReader } from './plain.ts';
import { createSpeller } from './spelling.ts';
import { wordsOf } from './text.ts';
import { createUrgentReader, type UrgentMatter } from './urgent.ts';

/** One reading of a message: a topic and its probability. */
export type Reading = { topic: Topic; probability: number };

export type Understanding = {
  /** The likeliest readings, best first. */
  readings: readonly Reading[];
  facts: Facts;
  /** How much each clause of the asker's council is called for, by its label; null where the council has no examples of its own. */
  clauseEvidence: ClauseEvidence | null;
  /** How likely it is, by the same evidence, that no clause covers it; null likewise. */
  outsideEvidence: number | null;
  /** What other councils' examples say for a topic. */
  elsewhere: Elsewhere;
  /** How alike its words are to those of a text of the guidance. */
  likenessTo: LikenessTo;
  /** The share of the message's words that the model knows; a text of unknown words cannot be trusted. */
  knownWords: number;
  /** How many words it has. */
  length: number;
  /** The topic of a short statement that says only what somebody did; null for any other message. */
  plain: Topic | null;
  /** Words of distress or danger in it, which come before all else. */
  urgent: UrgentMatter | null;
  /** The language it is in, where that is not English. */
  otherLanguage: OtherLanguage | null;
};

export type ClauseEvidence = Pick<ReadonlyMap<string, number>, 'get'>;

/** @param council whose clauses to look for */
export type Understand = (text: string, as: PersonKind | null, council: string) => Understanding;

const READINGS_KEPT = 16;

/**
 * @param model trained on the topics of `taxonomy`; labels it does not have are ignored
 * @param protocols of the councils whose examples it was trained on, as far as they are there
 */
export function createUnderstanding(
  model: Model,
  taxonomy: Taxonomy,
  protocols: ReadonlyMap<string, Protocol> = new Map(),
): Understand {
  const readFacts = createFactReader(taxonomy.facts);
  const read = createMessageReader(model.encoder, createWordReader(taxonomy.concepts));
  const readUrgent = taxonomy.urgent ? createUrgentReader(taxonomy.urgent) : () => null;
  const readLanguage = taxonomy.languages ? createLanguageReader(taxonomy.languages) : () => null;
  const vocabulary = new Set(model.vocabulary.words);
  const readPlain = taxonomy.plain
    ? createPlainReader(taxonomy.plain, (word) => vocabulary.has(word))
    : () => null;
  const likeness = createLikeness(model.encoder, read);
  const elsewhere = createElsewhere(model.clauses, protocols);
  const topics = model.topics.labels.map((label) => taxonomy.topics.get(label));
  const clauseReaders = new Map(
    Array.from(model.clauses, ([council, head]) => [council, createClauseReader(head)]),
  );
  const spell = createSpeller(model.vocabulary, wordsKnownTo(taxonomy));
  return rememberLast((written, as, council) => {
    const text = spell(written);
    const { vector, words, known } = read(text, as);
    const probabilities = classify(model.topics, vector);
    const readings = highest(probabilities, READINGS_KEPT).flatMap((k) => {
      const topic = topics[k];
      return topic ? [{ topic, probability: probabilities[k] as number }] : [];
    });
    const evidence = clauseReaders.get(council)?.(vector) ?? null;
    return {
      readings,
      facts: readFacts(text, as),
      clauseEvidence: evidence,
      outsideEvidence: evidence ? (evidence.get(OUTSIDE) ?? 0) : null,
      elsewhere: elsewhere(vector, council),
      likenessTo: likeness(text),
      knownWords: words === 0 ? 0 : known / words,
      length: wordsOf(text).length,
      plain: taxonomy.topics.get(readPlain(written, as) ?? '') ?? null,
      urgent: readUrgent(written),
      otherLanguage: readLanguage(written),
    };
  });
}

/** One turn asks several things of the same words: they are understood once. */
function rememberLast(understand: Understand): Understand {
  let last: { key: readonly [string, PersonKind | null, string]; understood: Understanding } | null = null;
  return (...key) => {
    if (last === null || !key.every((part, at) => part === last?.key[at])) {
      last = { key, understood: understand(...key) };
    }
    return last.understood;
  };
}

/** The words that facts and concepts are read by: people may use them though no example does. */
function wordsKnownTo({ facts, concepts }: Taxonomy): string[] {
  return [
    ...facts.flatMap(({ values }) => values.flatMap(({ words }) => words)),
    ...concepts.flatMap(({ words }) => words),
  ].flatMap(wordsOf);
}

function createClauseReader(head: Head): (vector: SparseVector) => ClauseEvidence {
  const indexOf = new Map(head.labels.map((label, k) => [label, k]));
  return (vector) => {
    const probabilities = classify(head, vector);
    return {
      get: (label) => {
        const k = indexOf.get(label);
        return k === undefined ? undefined : probabilities[k];
      },
    };
  };
}

/** The positions of the `count` largest values, largest first. Sorting all of hundreds would take most of the time. */
function highest(values: Float32Array, count: number): number[] {
  const kept: number[] = [];
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (kept.length === count && value <= (values[kept[count - 1] as number] as number)) continue;
    let at = kept.length;
    while (at > 0 && (values[kept[at - 1] as number] as number) < value) at -= 1;
    kept.splice(at, 0, k);
    if (kept.length > count) kept.pop();
  }
  return kept;
}
