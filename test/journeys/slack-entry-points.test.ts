/** Every way into Beadle from Slack, as somebody in a channel uses it: what they see, and that nobody else sees it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTexts, type SlackPerson } from '../support/slack-person.ts';
import { startSlackWorld, type SlackWorld } from '../support/world.ts';

let world: SlackWorld;
let olwen: SlackPerson;
let before: number;
beforeAll(async () => {
  world = await startSlackWorld('swale');
  olwen = world.person('U0OFFICER1');
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  world.slack.windows.closeAll(olwen.user);
  await olwen.say('cancel');
  await world.settle();
  before = world.slack.messages.length;
});

const shown = () => world.slack.messages.slice(before);
const texts = (): string =>
  shown()
    .map(({ text }) => text)
    .join('\n');
async function done(work: Promise<unknown>): Promise<void> {
  await work;
  await world.settle();
}

describe('/protocol', () => {
  it.each([
    ['', /Ask the Member\/Officer Protocol/],
    ['help', /Ask the Member\/Officer Protocol/],
    ['mine', /You have nothing in the register/],
    ['cases', /No case waits for you/],
    ['how long should a reply take?', /working days/],
  ])('with %j answers whoever asks alone', async (text, answer) => {
    await done(olwen.command('/protocol', text));
    expect(texts()).toMatch(answer);
    expect(shown().map(({ channel, onlyFor }) => [channel, onlyFor])).toEqual([['C1', olwen.user]]);
  });

  it('with meeting opens its window', async () => {
    await done(olwen.command('/protocol', 'meeting'));
    expect(readTexts(olwen.window.view)).toContain('What kind of meeting');
    expect(shown()).toEqual([]);
  });
});

describe('the commands of dialogs', () => {
  it.each(['/disclose', '/complaint'])(
    '%s opens a window and says nothing in the channel',
    async (command) => {
      await done(olwen.command(command));
      expect(olwen.hasWindow).toBe(true);
      expect(shown()).toEqual([]);
    },
  );
});

describe('a mention in a channel', () => {
  it('about the protocol in general is answered in its thread for all', async () => {
    await done(olwen.mention('may officers attend a Labour group meeting?', { ts: '17.1' }));
    expect(shown()).toMatchObject([{ channel: 'C1', threadTs: '17.1' }]);
    expect(shown()[0]?.onlyFor).toBeUndefined();
  });

  it.each([
    'Cllr Gareth Hughes shouted at me in front of my team',
    'can I complain? my manager Daniel Reed leans on me to change a report',
    'mine',
    'complaint',
  ])('of somebody’s own is answered to them alone, and says where to go on: %s', async (text) => {
    await done(olwen.mention(text));
    expect(shown().map(({ onlyFor }) => onlyFor)).toEqual(shown().map(() => olwen.user));
    expect(texts()).toContain('write to me in a direct message');
  });

  it('that names somebody in a complaint warns whoever wrote it', async () => {
    await done(olwen.mention('Cllr Gareth Hughes shouted at me in front of my team'));
    expect(texts()).toContain('Others can read what you wrote to me');
  });
});

describe('the shortcuts', () => {
  it('“Ask the protocol” answers in its own window', async () => {
    await done(olwen.shortcut('ask-protocol'));
    await done(olwen.fill('What would you like to know?', 'how long should a reply take?').submit());
    expect(readTexts(olwen.window.view)).toMatch(/working days/);
    expect(shown()).toEqual([]);
  });

  it('of a message leads to a dialog that holds its words, seen by nobody else', async () => {
    const words = 'Take that paragraph out of your report by tonight or I will speak to your director.';
    await done(olwen.messageShortcut('is-protocol-matter', { text: words }, 'C1'));
    expect(shown().map(({ onlyFor }) => onlyFor)).toEqual(shown().map(() => olwen.user));
    await done(olwen.press('Report pressure'));
    expect(olwen.hasWindow).toBe(true);
    const state = await world.withRegister((register) =>
      register.loadState('swale', 'olwen.parry@council.example'),
    );
    expect(JSON.stringify(state?.data)).toContain(words);
    expect(JSON.stringify(shown().filter(({ onlyFor }) => onlyFor === undefined))).not.toContain(words);
  });
});
