import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TaughtExample } from '../../src/casework/learning-port.ts';
import type { Taxonomy } from '../../src/protocol/load.ts';
import { loadTaught } from '../../src/start/library.ts';
import { loadModel } from '../../src/start/model-cache.ts';
import { classify, vectorise } from '../../src/understanding/classifier.ts';
import { featuresOf } from '../../src/understanding/features.ts';
import { wordsOf } from '../../src/understanding/text.ts';
import { openTestRegister } from '../support/register.ts';

const TAXONOMY: Taxonomy = {
  themes: [],
  topics: new Map(),
  facts: [],
  concepts: [],
  urgent: null,
  languages: null,
  plain: null,
};
const TEXTS: Record<string, readonly string[]> = {
  meeting: ['may I go to the group meeting', 'can I attend a group meeting', 'go to the group meeting'],
  rain: ['will it rain today', 'is it going to rain', 'rain or sun today'],
};
const MACE: TaughtExample = {
  council: 'wessex',
  topic: 'mace',
  as: null,
  clauses: [],
  text: 'may I go to the rain meeting with the mace',
};

let folder: string;
let learnt: number[];
beforeEach(() => {
  learnt = [];
  folder = mkdtempSync(join(tmpdir(), 'beadle-model-'));
  const examples = join(folder, 'topics', 'examples');
  mkdirSync(examples, { recursive: true });
  for (const [topic, texts] of Object.entries(TEXTS)) {
    const lines = [...texts, ...texts].map((text) => `wessex\tany\ta\tinfo\t-\t${text}`);
    writeFileSync(
      join(examples, `${topic}.tsv`),
      `council\tas\tset\tverdict\tclauses\ttext\n${lines.join('\n')}\n`,
    );
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cache = () => join(folder, 'cache');
const load = (taught: readonly TaughtExample[] = []) =>
  loadModel({ taxonomy: TAXONOMY }, folder, cache(), { onStart: (count) => learnt.push(count) }, taught);
const models = () => readdirSync(cache()).filter((name) => name.endsWith('.model'));

describe('the trained model', () => {
  it('is made once, and again only where something else was taught', () => {
    load();
    load();
    expect(learnt).toEqual([12]);
    load([MACE]);
    load([MACE]);
    expect(learnt).toEqual([12, 13]);
    load([{ ...MACE, topic: 'rain' }]);
    load([{ ...MACE, as: 'officer' }]);
    expect(learnt).toEqual([12, 13, 13, 13]);
  });

  it('knows what was taught', () => {
    const { encoder, topics } = load([MACE]);
    expect(topics.labels).toContain('mace');
    const probabilities = classify(topics, vectorise(featuresOf(MACE.text, null, wordsOf), encoder));
    expect(topics.labels[probabilities.indexOf(Math.max(...probabilities))]).toBe('mace');
    expect(load().topics.labels).not.toContain('mace');
  });

  it('learns a word of what was taught, though no other message has it', () => {
    const words = wordsOf(MACE.text);
    expect(words).toContain('mace');
    const known = ({ encoder }: ReturnType<typeof load>) =>
      [...featuresOf('mace', null, wordsOf).keys()].some((name) => encoder.index.has(name));
    expect([known(load()), known(load([MACE]))]).toEqual([false, true]);
  });

  it('without anything taught stays in the cache beside the newest one with it', () => {
    load();
    load([MACE]);
    load([{ ...MACE, topic: 'rain' }]);
    expect(models()).toHaveLength(2);
    load();
    expect(learnt).toEqual([12, 13, 13]);
  });
});

describe('what was taught', () => {
  it('is taken from the register for the councils served', async () => {
    const { register, close } = openTestRegister(join(folder, 'register.db'));
    for (const council of ['wessex', 'mercia']) {
      await register.saveState(council, 'p', {
        expectedRevision: 0,
        data: {},
        at: '2026-11-20T10:00:00.000Z',
        durable: true,
        noted: {
          day: '2026-11-20',
          counted: { topic: null, outcome: 'not-understood', what: 'given' },
          inbox: {
            question: MACE.text,
            picked: false,
            as: null,
            reason: 'not-understood',
            topic: null,
            verdict: null,
            clauses: [],
            confidence: 0,
            day: '2026-11-20',
          },
        },
      });
      const [item] = await register.openInbox(council);
      const settled = { by: 'filed', topic: 'mace', day: '2026-11-20' } as const;
      await register.settleInbox(council, item?.id ?? 0, settled, { ...MACE, council });
    }
    close();
    const of = (localMode: boolean) =>
      loadTaught({ dataDir: folder, council: 'wessex', localMode }).map(({ council }) => council);
    expect(of(false)).toEqual(['wessex']);
    expect(of(true)).toEqual(['wessex', 'mercia']);
  });
});
