import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAsker } from '../../src/cli/ask.ts';
import { CHANGES, measureSteadiness } from '../../src/cli/evaluate/robust.ts';
import { loadExamples } from '../../src/protocol/examples.ts';
import { PROTOCOLS } from '../../src/start/library.ts';
import { sharedKnowledge } from '../support/world.ts';

/** Of the examples that a change touches, about this many: `npm run evaluate -- --robust` asks them all. */
const SAMPLE = 600;

describe('the verdict on a message', () => {
  const { library, understand } = sharedKnowledge();
  const ask = createAsker(library, understand);
  const examples = loadExamples(join(PROTOCOLS, 'topics', 'examples'));

  it.each(CHANGES)('stays the same $name', (change) => {
    const touched = examples.filter(({ text }) => change.change(text) !== text);
    const step = Math.ceil(touched.length / SAMPLE);
    const sample = touched.filter((_, at) => at % step === 0);
    const [tally] = measureSteadiness(sample, ask, [change]);
    if (!tally) throw new Error('there is no tally');
    expect(tally.changed).toBeGreaterThan(50);
    expect((100 * tally.same) / tally.changed).toBeGreaterThanOrEqual(change.atLeast);
  });

  it('comes for a message of ten thousand words too', () => {
    const [example] = examples;
    if (!example) throw new Error('there are no examples');
    const long = `${'and then he said something else '.repeat(1700)} ${example.text}`;
    expect(ask(example.council, example.as ?? 'officer', long).kind).toMatch(
      /^(answer|clarify|out-of-scope)$/,
    );
  });
});
