import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTexts, type SlackPerson } from '../support/slack-person.ts';
import { inputsOf, type FakeElement } from '../support/slack-windows.ts';
import { startSlackWorld, type SlackWorld } from '../support/world.ts';

const WHAT = 'He shouted at my team on Tuesday.';

describe('a complaint in Slack', () => {
  let world: SlackWorld;
  let olwen: SlackPerson;
  beforeAll(async () => {
    world = await startSlackWorld('swale');
    olwen = world.person('U0OFFICER1');
  });
  afterAll(() => world.close());

  it('typed after /complaint is in the window and in no channel', async () => {
    await olwen.openHome();
    await olwen.command('/complaint', WHAT, 'C1');
    await world.settle();
    expect(olwen.hasWindow).toBe(true);
    await through(world, olwen, () => readTexts(olwen.window.view).includes(WHAT) || valueIn(olwen, WHAT));
    expect(JSON.stringify(world.slack.messages)).not.toContain(WHAT);
  });

  it('closed half-way is kept, and the page says so and leads back to it', async () => {
    await olwen.close();
    await world.settle();
    expect(readTexts(olwen.page)).toContain('You have something under way.');
    await olwen.pressOnPage('Go on with it');
    await world.settle();
    expect(valueIn(olwen, WHAT) || readTexts(olwen.window.view).includes(WHAT)).toBe(true);
  });

  it('keeps what was filled in but never sent, and shows it again', async () => {
    const [input] = inputsOf(olwen.window.view).filter(({ element }) => element.type === 'plain_text_input');
    await olwen.type(input?.label.text ?? '', 'Words that were never sent.');
    await olwen.close();
    await world.settle();
    await world.restart();
    expect(JSON.stringify(world.logs)).not.toContain('never sent');
    await olwen.openHome();
    await world.settle();
    expect(readTexts(olwen.page)).toContain('What you have filled in is kept until you send it or stop it.');
    await olwen.pressOnPage('Go on with it');
    await world.settle();
    expect(valueIn(olwen, 'Words that were never sent.')).toBe(true);
    olwen.fill(input?.label.text ?? '', WHAT);
  });

  it('stands on the pages of all whom it concerns, though they did nothing, and is drawn for nobody else', async () => {
    const [daniel, helen, carol] = ['U0DIRECTOR', 'U0MONITOR', 'U0MEMBER1'].map((id) => world.person(id));
    for (const person of [daniel, helen, carol]) await person?.openHome();
    await world.settle();
    const before = world.slack.callsOf('views.publish').length;
    expect(readTexts(helen?.page)).toMatch(/Complaint or concern\W+0 open/);
    await through(world, olwen, () => readTexts(olwen.window.view).includes('Please check this'));
    await olwen.press('Send it');
    await world.settle();
    await olwen.close();
    await world.settle();
    expect(readTexts(daniel?.page)).toContain('Cases that wait for you: 1');
    expect(readTexts(daniel?.page)).toContain('SWA-2026-0001');
    expect(readTexts(helen?.page)).toMatch(/Complaint or concern\W+1 open/);
    // Helen oversees it and is not sent it; the page has a count, and nothing of what it says.
    expect(JSON.stringify(helen?.page)).not.toContain(WHAT);
    const drawn = world.slack.callsOf('views.publish').slice(before);
    expect(drawn.map(({ args }) => args['user_id'])).not.toContain('U0MEMBER1');
    expect(drawn.filter(({ args }) => args['user_id'] === 'U0MONITOR')).toHaveLength(1);
  });

  it('shows its new stage on the card that was sent before', async () => {
    const daniel = world.person('U0DIRECTOR');
    const [card] = daniel.seen(daniel.direct);
    await olwen.say('SWA-2026-0001');
    await world.settle();
    const shown = olwen.seen(olwen.direct).at(-1);
    expect(shown?.text).toContain('Stands: Received');
    expect(card?.text).toContain(WHAT);
    expect(card?.text).not.toContain('Stands');
    await daniel.press('Acknowledge');
    await world.settle();
    await daniel.submit();
    await world.settle();
    await daniel.close();
    expect(card?.text).toContain('Stands: Being looked into');
    expect(card?.text).toContain(WHAT);
    expect(card?.text).not.toContain('[Acknowledge]');
    // So does the one that Olwen had asked for, and she is told nothing anew by that.
    expect(shown?.text).toContain('Stands: Being looked into');
    expect(readTexts(daniel.page)).toContain('Being looked into');
    expect(readTexts(olwen.page)).toContain('Being looked into');
  });

  it('closed half-way is no longer under way once it is sent', () => {
    expect(readTexts(olwen.page)).not.toContain('You have something under way.');
    expect(readTexts(olwen.page)).toContain('SWA-2026-0001');
  });

  it('says on the old card of whoever handed it over that it is no longer theirs', async () => {
    const daniel = world.person('U0DIRECTOR');
    const [card] = daniel.seen(daniel.direct);
    await daniel.press('Hand over');
    await world.settle();
    daniel.fill('Who takes it over?', 'Ruth Adeyemi, Head of Paid Service');
    await daniel.submit();
    await world.settle();
    expect(card?.text).toBe('This case has moved on and is no longer yours.');
    expect(card?.blocks).toHaveLength(1);
    expect(readTexts(daniel.page)).not.toContain('SWA-2026-0001');
  });
});

function valueIn(person: SlackPerson, text: string): boolean {
  return JSON.stringify(person.window.values).includes(text);
}

/** Fills in what is required and goes on, until what is wanted is there. */
async function through(world: SlackWorld, person: SlackPerson, isThere: () => boolean): Promise<void> {
  for (let step = 0; step < 8 && person.hasWindow && !isThere(); step += 1) {
    for (const { block_id: block, element, label, optional } of inputsOf(person.window.view)) {
      const given = person.window.values[block]?.[element.action_id] ?? {};
      const isGiven = [given['value'], given['selected_option'], given['selected_date']].some(
        (value) => value !== null && value !== undefined,
      );
      if (isGiven || (optional === true && !label.text.startsWith('About whom'))) continue;
      person.fill(label.text, labelsOf(element)[0] ?? 'At the site visit.');
    }
    await person.submit();
    await world.settle();
  }
  expect(isThere(), readTexts(person.window.view)).toBe(true);
}

function labelsOf(element: FakeElement): string[] {
  const options = (element['options'] ?? []) as { text: { text: string } }[];
  return options.map(({ text }) => text.text);
}
