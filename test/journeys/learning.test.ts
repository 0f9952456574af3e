import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  slackText,
  startSlackWorld,
  startTeamsWorld,
  type SlackWorld,
  type TeamsWorld,
} from '../support/world.ts';

const QUESTION = 'can I attend the Labour group meeting?';
/** An officer of the demo people, as Slack and as Teams know her. */
const OLWEN = { slack: 'U0OFFICER1', entra: '22222222-2222-4222-8222-222222222222' };

describe('an officer in Slack', () => {
  let world: SlackWorld;
  beforeAll(async () => {
    world = await startSlackWorld('swale');
  });
  afterAll(() => world.close());

  it('keeps an answer, says it was wrong, and finds the receipt again after a restart', async () => {
    const olwen = world.person(OLWEN.slack);
    const lastSeen = async (): Promise<string> => {
      await world.settle();
      return slackText(olwen.seen().slice(-1));
    };
    await olwen.say(QUESTION);
    expect(await lastSeen()).toMatch(/That helped\nThat is not right\nKeep this/);
    await olwen.press('Keep this');
    const receipt = await lastSeen();
    expect(receipt).toContain('Kept: SWA-2026-0001');
    await olwen.press('That is not right');
    expect(await lastSeen()).toContain('Your words, without your name');
    await olwen.press('That is not right');
    expect(await lastSeen()).toContain('already');
    await world.restart();
    await olwen.say('mine');
    await world.settle();
    await olwen.press('Show SWA-2026-0001');
    expect(await lastSeen()).toBe(receipt);

    const items = await world.withRegister((register) => register.openInbox('swale'));
    expect(items).toMatchObject([{ question: QUESTION, as: 'officer', reason: 'wrong', times: 1 }]);
    expect(JSON.stringify(items)).not.toContain(OLWEN.slack);
    expect(world.logs.join('\n')).not.toContain('Labour');
  });

  it('gets the whole row in one block of buttons', async () => {
    const olwen = world.person(OLWEN.slack);
    await olwen.say(QUESTION);
    await world.settle();
    const last = olwen.seen().at(-1)?.blocks.at(-1) as { type: string; elements: unknown[] };
    expect(last.type).toBe('actions');
    expect(last.elements).toHaveLength(3);
  });
});

describe('somebody in Teams', () => {
  let world: TeamsWorld;
  beforeAll(async () => {
    world = await startTeamsWorld('swale');
  });
  afterAll(() => world.close());

  it('says that an answer helped, keeps one, and sees it again; an old card does no harm', async () => {
    const olwen = world.person('olwen', { aadObjectId: OLWEN.entra });
    const ask = async (): Promise<string> => {
      const text = await olwen.say(QUESTION);
      return text.includes('The answer depends on who you are') ? olwen.press('An officer') : text;
    };
    await ask();
    const old = olwen.dataOf('That is not right');
    expect(await olwen.press('That helped')).toContain('Thank you.');
    await ask();
    expect(await olwen.sendData(old)).toContain('Nothing was noted');
    await ask();
    const receipt = await olwen.press('Keep this');
    expect(receipt).toContain('Kept: SWA-2026-0001');
    expect(await olwen.say('mine')).toContain('Advice you kept');
    expect(await olwen.press('Show SWA-2026-0001')).toBe(receipt);

    const { items, counts } = await world.withRegister(async (register) => ({
      items: await register.openInbox('swale'),
      counts: await register.answerCounts('swale', '2026-01-01'),
    }));
    expect(items).toEqual([]);
    expect(counts).toMatchObject([{ topic: 'group-attend', given: 3, right: 1, wrong: 0 }]);
  });

  it('who is not understood finds the question, and nobody’s name, in the inbox', async () => {
    const stranger = world.person('stranger', { name: 'Sam Stranger' });
    expect(await stranger.say('xyzzy plugh frobnicate Stranger')).toContain('are now in the inbox');
    const [item] = await world.withRegister((register) => register.openInbox('swale'));
    expect(item).toMatchObject({ question: 'xyzzy plugh frobnicate (name)', as: null });
  });
});
