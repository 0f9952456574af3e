/** Puts the parts of understanding together: what a message is about, which facts it gives, and how sure that is. */
import type { Taxonomy, Topic } from '../protocol/load.ts';
import type { PersonKind } from '../protocol/schema.ts';
import { classify, vectorise, type Classifier } from './classifier.ts';
import { createFactReader, type Facts } from './facts.ts';
import { featuresOf } from './features.ts';
import { wordsOf } from './text.ts';

/** One reading of a message: a topic and its probability. */
export type Reading = { topic: Topic; probability: number };

export type Understanding = {
  /** The likeliest readings, best first. */
  readings: readonly Reading[];
  facts: Facts;
  /** The share of the message's words that the classifier knows; a text of unknown words cannot be trusted. */
  knownWords: number;
  /** How many words it has. */
  length: number;
};

export type Understand = (text: string, as: PersonKind | null) => Understanding;

const READINGS_KEPT = 12;

/** @param classifier trained on the topics of `taxonomy`; labels it does not have are ignored */
export function createUnderstanding(classifier: Classifier, taxonomy: Taxonomy): Understand {
  const readFacts = createFactReader(taxonomy.facts);
  const topics = classifier.labels.map((label) => taxonomy.topics.get(label));
  return (text, as) => {
    const features = featuresOf(text, as);
    const vector = vectorise(features, classifier.index, classifier.idf);
    const probabilities = classify(classifier, vector);
    const readings = [...probabilities.keys()]
      .sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number))
      .slice(0, READINGS_KEPT)
      .flatMap((k) => {
        const topic = topics[k];
        return topic ? [{ topic, probability: probabilities[k] as number }] : [];
      });
    return { readings, facts: readFacts(text, as), ...countWords(features, classifier, text) };
  };
}

function countWords(
  features: ReadonlyMap<string, number>,
  classifier: Classifier,
  text: string,
): { knownWords: number; length: number } {
  const words = [...features.keys()].filter((name) => name.startsWith('w:'));
  const known = words.filter((name) => classifier.index.has(name)).length;
  return { knownWords: words.length === 0 ? 0 : known / words.length, length: wordsOf(text).length };
}
