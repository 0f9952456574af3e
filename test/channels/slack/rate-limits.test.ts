import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTexts } from '../../support/slack-person.ts';
import { ask, say, startHarness, type Harness } from './harness.ts';

const LATER = { status: 429, retryAfter: 1 } as const;
const MUCH_LATER = { status: 429, retryAfter: 600 } as const;

let harness: Harness;
let waits: number[];
beforeEach(async () => {
  waits = [];
  harness = await startHarness(
    ({ input }) => (input.type === 'command' ? ask() : say(input.type === 'home' ? 'Your page' : 'Yes')),
    {
      wait: (ms) => {
        if (ms % 1_000 !== 0) return new Promise(() => undefined);
        waits.push(ms);
        return Promise.resolve();
      },
    },
  );
});
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();

describe('where Slack says that it is too much at once', () => {
  it('an answer is sent when it said', async () => {
    const person = harness.person();
    harness.slack.next('chat.postMessage', LATER);
    harness.slack.next('chat.postMessage', LATER);
    await person.say('can I?');
    await settle();
    expect(waits).toEqual([1_000, 1_000]);
    expect(person.seen().map(({ text }) => text)).toEqual(['Yes']);
  });

  it('an answer is not waited for through ten minutes, and that is logged', async () => {
    const person = harness.person();
    harness.slack.next('chat.postMessage', MUCH_LATER);
    await person.say('can I?');
    await settle();
    expect(waits).toEqual([]);
    expect(harness.log()).toContain('rate_limited');
  });

  it('nobody else waits', async () => {
    const [ann, bob] = [harness.person('U1'), harness.person('U2')];
    harness.slack.next('chat.postMessage', MUCH_LATER);
    await ann.say('can I?');
    await bob.say('can I?');
    await settle();
    expect(bob.seen().map(({ text }) => text)).toEqual(['Yes']);
  });

  it('a window is opened after a moment, or its form comes as a message', async () => {
    const person = harness.person();
    harness.slack.next('views.open', LATER);
    await person.command('/disclose');
    await settle();
    expect(readTexts(person.window.view)).toContain('Who is it?');
    await person.close();
    harness.slack.next('views.open', { status: 429, retryAfter: 5 });
    await person.command('/disclose');
    await settle();
    expect(readTexts(person.seen().at(-1)?.blocks)).toContain('Who is it?');
  });

  it('Beadle’s page is drawn when it said, once for all that changed meanwhile', async () => {
    const person = harness.person();
    harness.slack.next('views.publish', MUCH_LATER);
    await person.openHome();
    await settle();
    await settle();
    expect(waits).toEqual([600_000]);
    expect(harness.slack.callsOf('views.publish')).toHaveLength(2);
    expect(readTexts(person.page)).toContain('Your page');
  });
});
