import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Taxonomy, Topic } from '../../src/protocol/load.ts';
import type { PersonKind } from '../../src/protocol/schema.ts';
import { classify, OUTSIDE, softmax, vectorise, type Model } from '../../src/understanding/classifier.ts';
import { featuresOf as readFeatures } from '../../src/understanding/features.ts';
import { decodeModel, encodeModel } from '../../src/understanding/model-file.ts';
import { trainModel, type TrainingExample } from '../../src/understanding/train.ts';
import { wordsOf } from '../../src/understanding/text.ts';
import { createUnderstanding } from '../../src/understanding/understand.ts';

const TEXTS: Record<string, readonly string[]> = {
  'group-meeting': [
    'can I attend the group meeting',
    'may I go to the Labour group meeting',
    'am I allowed at a group meeting',
    'invited to the Tory group meeting',
  ],
  complaint: [
    'a councillor shouted at me',
    'how do I complain about a councillor',
    'the councillor was rude and shouted',
    'I want to complain, he was rude',
  ],
  weather: [
    'will it rain today',
    'is it sunny outside',
    'rain or sunny today',
    'what will the weather be today',
  ],
};
const CLAUSES: Record<string, readonly string[]> = { 'group-meeting': ['7.2', '7.3'], complaint: ['10.14'] };

const EXAMPLES: TrainingExample[] = Object.entries(TEXTS).flatMap(([topic, texts]) =>
  texts.flatMap((text) =>
    ['wessex', 'mercia'].map((council) => ({
      text,
      as: 'officer' as const,
      topic,
      council,
      clauses: CLAUSES[topic] ?? [],
    })),
  ),
);
const OPTIONS = { epochs: 12, minimumCount: 1 };

const featuresOf = (text: string, as: PersonKind | null): Map<string, number> =>
  readFeatures(text, as, wordsOf);
const train = (): Model => trainModel(EXAMPLES, wordsOf, OPTIONS);
const model = train();

function likeliest({ encoder, topics }: Model, text: string): string | undefined {
  const probabilities = classify(topics, vectorise(featuresOf(text, 'officer'), encoder));
  const best = probabilities.indexOf(Math.max(...probabilities));
  return topics.labels[best];
}

describe('learning', () => {
  it('gives the same model from the same examples, bit by bit', () => {
    expect(Buffer.from(encodeModel(train())).equals(Buffer.from(encodeModel(model)))).toBe(true);
  });

  it('tells its topics apart, in words it was not taught', () => {
    expect(likeliest(model, 'could I go along to their group meetings?')).toBe('group-meeting');
    expect(likeliest(model, 'he shouts, so I am complaining')).toBe('complaint');
    expect(likeliest(model, 'sun or rain?')).toBe('weather');
  });

  it('knows each of its own examples', () => {
    for (const { text, topic } of EXAMPLES) expect(likeliest(model, text)).toBe(topic);
  });

  it('says how far it has come, up to the end', () => {
    const seen: [number, number][] = [];
    trainModel(EXAMPLES, wordsOf, { ...OPTIONS, onProgress: (done, total) => seen.push([done, total]) });
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1]);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).sort((a, b) => a - b));
  });
});

describe('probabilities', () => {
  it('are between nothing and one, and one in all, for any message', () => {
    for (const text of ['', '😀', 'group meeting', 'entirely unheard of', 'x'.repeat(5_000)]) {
      const all = [...classify(model.topics, vectorise(featuresOf(text, null), model.encoder))];
      expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 4);
      for (const each of all) expect(each).toBeGreaterThanOrEqual(0);
    }
  });

  it('survive scores of any size', () => {
    expect([...softmax(Float32Array.of(1000, -1000))]).toEqual([1, 0]);
    expect([...softmax(Float32Array.of(5, 5))]).toEqual([0.5, 0.5]);
  });
});

describe('the model on disk', () => {
  const bytes = encodeModel(model);
  const plain = gunzipSync(bytes);

  it('comes back as it was', () => {
    expect(decodeModel(bytes)).toEqual(model);
  });

  it('is refused where it is cut short, or has something added', () => {
    for (const length of [0, 1, 4, 20, bytes.length / 2, bytes.length - 1]) {
      expect(decodeModel(bytes.slice(0, length))).toBeNull();
    }
    for (const length of [0, 3, 4, 40, plain.length - 1]) {
      expect(decodeModel(gzipSync(plain.subarray(0, length)))).toBeNull();
    }
    expect(decodeModel(gzipSync(Buffer.concat([plain, Buffer.alloc(1)])))).toBeNull();
  });

  it('is refused wherever a byte of it has changed', () => {
    for (let at = 10; at < bytes.length; at += 97) {
      const spoilt = Uint8Array.from(bytes);
      spoilt[at] = (spoilt[at] ?? 0) ^ 0xff;
      const decoded = decodeModel(spoilt);
      if (decoded !== null) expect(decoded).toEqual(model);
    }
  });

  it('is refused where its header is not one', () => {
    const withHeader = (json: string): Uint8Array => {
      const head = Buffer.from(json.padEnd(Math.ceil(json.length / 4) * 4));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(head.length);
      return gzipSync(Buffer.concat([length, head]));
    };
    for (const json of [
      '',
      'null',
      '5',
      '[]',
      '{',
      '{"version":2}',
      '{"version":1,"features":[],"topics":[],"clauses":[]}',
      '{"version":2,"features":3,"topics":[],"clauses":[]}',
      '{"version":2,"features":[],"topics":[],"clauses":{}}',
    ]) {
      expect(decodeModel(withHeader(json))).toBeNull();
    }
  });

  it('is refused where a length in it points beyond its end', () => {
    const spoilt = Buffer.from(plain);
    spoilt.writeUInt32LE(0xffffffff);
    expect(decodeModel(gzipSync(spoilt))).toBeNull();
  });
});

describe('understanding', () => {
  const topic = (id: string): Topic => ({ id, title: id, who: 'any', theme: 't', kind: 'protocol' });
  const taxonomy: Taxonomy = {
    themes: [],
    topics: new Map(['group-meeting', 'complaint'].map((id) => [id, topic(id)])),
    facts: [],
    concepts: [],
    urgent: null,
    languages: null,
    plain: null,
  };
  const understand = createUnderstanding(model, taxonomy);

  it('reads a message several ways, the likeliest first, and leaves out topics that are gone', () => {
    const { readings } = understand('group meeting', 'officer', 'wessex');
    expect(readings.map((reading) => reading.topic.id)).toEqual(['group-meeting', 'complaint']);
  });

  it('weighs the clauses of the asker’s own council, or says that it cannot', () => {
    const known = understand('am I allowed at the group meeting', 'officer', 'wessex');
    expect(known.clauseEvidence?.get('7.2')).toBeGreaterThan(0.5);
    expect(known.outsideEvidence).toBe(known.clauseEvidence?.get(OUTSIDE));
    const unknown = understand('am I allowed at the group meeting', 'officer', 'northumbria');
    expect(unknown).toMatchObject({ clauseEvidence: null, outsideEvidence: null });
  });

  it('says how much of a message it knows', () => {
    expect(understand('the group meeting', null, 'wessex').knownWords).toBe(1);
    expect(understand('xyzzy plugh', null, 'wessex')).toMatchObject({ knownWords: 0, length: 2 });
    expect(understand('😀', null, 'wessex')).toMatchObject({ knownWords: 0, length: 0 });
  });
});
