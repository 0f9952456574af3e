import { afterEach, describe, expect, it } from 'vitest';
import { readTexts } from '../../support/slack-person.ts';
import { ask, choiceField, form, say, startHarness, textField, type Harness, type Talk } from './harness.ts';

let harness: Harness;
async function start(talk: Talk): Promise<ReturnType<Harness['person']>> {
  harness = await startHarness(talk);
  const person = harness.person();
  await person.command('/disclose');
  await harness.channel.settle();
  return person;
}
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();
const kept = (): unknown[] =>
  harness.inputs().filter((input) => input.type === 'form' && input.kept === true);

describe('a window closed before it was sent', () => {
  it('keeps what stood in it: the newest, of every input', async () => {
    const person = await start(() => ask({ fields: [choiceField(), textField()] }));
    await person.type('What kind is it?', 'Family');
    await person.type('Who is it?', 'A');
    await person.type('Who is it?', 'Ann');
    await settle();
    // Nothing comes of it while it is filled in.
    expect(harness.turns).toHaveLength(1);
    await person.close();
    await settle();
    expect(kept()).toEqual([
      { type: 'form', form: 'draft-1/who', values: { kind: 'family', name: 'Ann' }, kept: true },
    ]);
    expect(harness.slack.messages).toEqual([]);
  });

  it('keeps nothing where nothing was filled in, or all was sent', async () => {
    const person = await start(({ input }) => (input.type === 'form' ? say('Recorded') : ask()));
    await person.close();
    await settle();
    expect(harness.turns).toHaveLength(1);
    await person.command('/disclose');
    await settle();
    await person.type('Who is it?', 'Ann');
    await person.submit();
    await settle();
    await person.close();
    await settle();
    expect(kept()).toEqual([]);
  });

  it('keeps what was typed on a screen that was left by its button “Back”', async () => {
    const person = await start(({ input }) =>
      input.type === 'choice'
        ? ask({ id: 'draft-1/kind', fields: [choiceField()], choices: [] })
        : ask({ fields: [textField()] }),
    );
    await person.type('Who is it?', 'Ann');
    await person.press('Back');
    await settle();
    await person.type('What kind is it?', 'Family');
    await person.close();
    await settle();
    expect(kept()).toEqual([
      { type: 'form', form: 'draft-1/who', values: { name: 'Ann' }, kept: true },
      { type: 'form', form: 'draft-1/kind', values: { kind: 'family' }, kept: true },
    ]);
  });

  it('keeps what was typed where Beadle failed to take it', async () => {
    const person = await start(({ input }) => {
      if (input.type === 'form' && input.kept !== true) throw new Error('broken');
      return say({ type: 'form', form: form() });
    });
    await person.type('Who is it?', 'Ann');
    await person.submit();
    await settle();
    expect(readTexts(person.window.view)).toContain('Something went wrong');
    await person.close();
    await person.close();
    await settle();
    expect(kept()).toMatchObject([{ values: { name: 'Ann' } }]);
  });

  it('is one person’s own: another’s windows are not mixed up with it', async () => {
    const ann = await start(() => ask());
    const bob = harness.person('U2');
    await bob.command('/disclose');
    await settle();
    await ann.type('Who is it?', 'Ann');
    await bob.close();
    await settle();
    expect(kept()).toEqual([]);
  });

  it('writes nothing of it into the log', async () => {
    const person = await start(() => ask());
    await person.type('Who is it?', 'a secret name');
    await person.close();
    await settle();
    expect(harness.log()).not.toContain('secret');
  });
});
