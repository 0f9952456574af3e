import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  slackText,
  startSlackWorld,
  startTeamsWorld,
  type SlackWorld,
  type TeamsWorld,
} from '../support/world.ts';

const QUESTION = 'May I go along to a meeting of the Tories to explain our report?';
const ASKED = 'Which kind of meeting is it?';
const WARD = 'A ward, branch or constituency party meeting';
const ANSWER = /Taken into account: a ward, branch or constituency party meeting\.[\s\S]*No\. A ward, branch/;

describe('an officer whose question leaves out what decides it', () => {
  let slack: SlackWorld;
  let teams: TeamsWorld;
  beforeAll(async () => {
    slack = await startSlackWorld('swale');
    teams = await startTeamsWorld('swale');
  });
  afterAll(async () => {
    await slack.close();
    await teams.close();
  });

  it('is asked for it in Slack, and says it by a button or in words', async () => {
    const olwen = slack.person('U0OFFICER1');
    const lastSeen = async (): Promise<string> => {
      await slack.settle();
      return slackText(olwen.seen().slice(-1));
    };
    for (const reply of [() => olwen.press(WARD), () => olwen.say('ward party')]) {
      await olwen.say(QUESTION);
      const shown = await lastSeen();
      expect(shown).toContain(ASKED);
      expect(shown).toContain('Only if it is agreed beforehand');
      await reply();
      expect(await lastSeen()).toMatch(ANSWER);
    }
  });

  it('is asked for it in Teams, and says it by a button or in words', async () => {
    const olwen = teams.person('olwen', { aadObjectId: '22222222-2222-4222-8222-222222222222' });
    const first = await olwen.say(QUESTION);
    if (first.includes('The answer depends on who you are')) await olwen.press('An officer');
    for (const reply of [() => olwen.press(WARD), () => olwen.say('ward party')]) {
      expect(await olwen.say(QUESTION)).toContain(ASKED);
      expect(await reply()).toMatch(ANSWER);
    }
  });
});
