import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/conversation/vocabulary.ts';
import { ask, startHarness, type Harness } from './harness.ts';

const askWho = (value?: string, error?: string): Outcome =>
  ask({
    fields: [
      {
        type: 'person',
        name: 'who',
        label: 'Who is it?',
        required: true,
        options: [],
        ...(value !== undefined && { value }),
        ...(error !== undefined && { error }),
      },
    ],
  });

let harness: Harness;
async function pick(options = {}): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(
    ({ input }) => (input.type === 'form' ? askWho('Nobody I know', 'Please type a name.') : askWho()),
    options,
  );
  harness.slack.users.set('U7', { email: 'ann@council.example', realName: 'Ann Lee' });
  const person = harness.person();
  await person.command('/disclose');
  await harness.channel.settle();
  return person;
}
afterEach(() => harness.close());
const sent = (): unknown => harness.inputs().findLast(({ type }) => type === 'form');

describe('a field for a person without a list of our own', () => {
  it('gives the id of whoever was picked from Slack’s', async () => {
    const person = await pick();
    await person.fill('Who is it?', 'U7').submit();
    expect(sent()).toEqual({ type: 'form', form: 'draft-1/who', values: { who: '<@U7>' } });
  });

  it('says besides how Slack knows them, where people are found by their address', async () => {
    const person = await pick({ resolveEmail: 'users.info' });
    await person.fill('Who is it?', 'U7').submit();
    expect(sent()).toMatchObject({ values: { who: '<@U7|ann@council.example|Ann Lee>' } });
  });

  it('takes a name instead, and asks which of the two is meant where both are given', async () => {
    const person = await pick();
    await person.fill('Or type a name, where nobody in the list fits', 'Bob').submit();
    expect(sent()).toMatchObject({ values: { who: 'Bob' } });
    person.fill('Who is it?', 'U7');
    await person.submit();
    expect(Object.values(person.window.errors)).toEqual([
      'A name is chosen in the list above and another is typed here. Clear one of the two.',
    ]);
  });

  it('keeps whoever was picked where the window is left and come back to', async () => {
    const person = await pick();
    person.fill('Who is it?', 'U7');
    await person.press('Back');
    await harness.channel.settle();
    expect(JSON.stringify(person.window.view)).toContain('"initial_user":"U7"');
  });
});
