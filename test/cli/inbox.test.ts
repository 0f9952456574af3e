import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInbox, type InboxNeeds } from '../../src/cli/inbox.ts';
import { openTown, sharedKnowledge, type Chat, type Town } from '../conversation/chat.ts';

const QUESTION = 'can I attend the Labour group meeting?';
const UNKNOWN = 'xyzzy plugh frobnicate';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

function inbox(...args: string[]): Promise<string> {
  const { library, understand } = sharedKnowledge();
  const needs: InboxNeeds = {
    council: 'swale',
    register: town.register,
    library,
    understand: () => understand,
    now: new Date('2026-11-21T10:00:00.000Z'),
  };
  return runInbox(args, needs);
}

describe('the inbox on the command line', () => {
  it('lists what waits, and says when nothing does', async () => {
    expect(await inbox()).toBe('Nothing waits in the inbox.');
    await olwen.say(UNKNOWN);
    await olwen.say(QUESTION);
    await olwen.press('That is not right');
    const listed = await inbox('list');
    expect(listed).toContain(`1  2026-11-20  not understood, officer\n   ${UNKNOWN}`);
    expect(listed).toMatch(/2 {2}2026-11-20 {2}called wrong, officer, .+\n {3}can I attend/);
  });

  it('shows one with what was answered and the likeliest topics', async () => {
    await olwen.say(QUESTION);
    await olwen.press('That is not right');
    const shown = await inbox('show', '1');
    expect(shown).toMatch(/^can I attend the Labour group meeting\?/);
    for (const words of [/Verdict +conditional/, /Clauses +7\.2/, /Likeliest topics:\n {2}group-attend/]) {
      expect(shown).toMatch(words);
    }
  });

  it('never lets a question move the cursor', async () => {
    await olwen.say(`${UNKNOWN}\u001b[2J\u0007`);
    for (const shown of [await inbox('list'), await inbox('show', '1')]) {
      expect(shown).toContain('xyzzy');
      expect([shown.includes('\u001b'), shown.includes('\u0007')]).toEqual([false, false]);
    }
  });

  it('files a message under a topic, as an example of that council with the clauses its rule cites', async () => {
    await olwen.say(UNKNOWN);
    expect(await inbox('file', '1', '--topic', 'group-attend')).toMatch(/^Filed under group-attend .*7\.2/);
    expect(await town.register.examples('swale')).toMatchObject([
      { topic: 'group-attend', as: 'officer', text: UNKNOWN, council: 'swale', day: '2026-11-21' },
    ]);
    expect((await town.register.examples('swale'))[0]?.clauses[0]).toBe('7.2');
    expect(await inbox('list')).toBe('Nothing waits in the inbox.');
    expect(await inbox('show', '1')).toContain('settled on Sat 21 Nov 2026: filed, under group-attend');
    expect(await inbox('examples')).toContain(UNKNOWN);
    await expect(inbox('file', '1', '--topic', 'group-attend')).rejects.toThrow('was settled');
  });

  it('files for the other side where it is told to', async () => {
    await olwen.say(UNKNOWN);
    await inbox('file', '1', '--topic', 'group-attend', '--as', 'member');
    expect(await town.register.examples('swale')).toMatchObject([{ as: 'member' }]);
  });

  it('files what is no matter for the protocol', async () => {
    await olwen.say(UNKNOWN);
    await olwen.say('plugh frobnicate xyzzy');
    expect(await inbox('outside', '1')).toMatch(/^Filed as no matter for the protocol, under oos-/);
    await inbox('outside', '2', '--topic', 'oos-it');
    const { topics } = sharedKnowledge().library.taxonomy;
    const examples = await town.register.examples('swale');
    expect(examples.map(({ topic }) => topics.get(topic)?.kind)).toEqual(['out-of-scope', 'out-of-scope']);
    expect(examples[1]).toMatchObject({ topic: 'oos-it', clauses: [] });
  });

  it('takes out what was dealt with, and its words with it', async () => {
    await olwen.say(UNKNOWN);
    await inbox('answered', '1');
    expect(JSON.stringify(await town.register.inboxItem('swale', 1))).not.toContain('xyzzy');
    expect(await town.register.examples('swale')).toEqual([]);
  });

  it('takes an example back', async () => {
    await olwen.say(UNKNOWN);
    await inbox('file', '1', '--topic', 'group-attend');
    await inbox('forget', '1');
    expect(await inbox('examples')).toBe('Nothing was filed yet.');
    await expect(inbox('forget', '1')).rejects.toThrow('There is no example 1.');
  });

  it('learns nothing from its own words', async () => {
    await olwen.does({ type: 'choice', value: 'topic:group-attend' });
    await olwen.press('That is not right');
    await expect(inbox('file', '1', '--topic', 'group-attend')).rejects.toThrow('picked from a list');
    expect(await town.register.openInbox('swale')).toHaveLength(1);
  });

  it.each([
    [['file', '1'], /Say which topic/],
    [['file', '1', '--topic', 'dancing'], /no topic "dancing"/],
    [['file', '1', '--topic', 'oos-it'], /use inbox outside 1/],
    [['outside', '1', '--topic', 'group-attend'], /use inbox file 1/],
    [['file', '1', '--topic', 'group-attend', '--as', 'mayor'], /officer or member/],
    [['show', '9'], /There is no 9/],
    [['show', 'x'], /no number/],
    [['dance'], /Usage/],
    [['report', '--days', '0'], /no number/],
  ])('says what is wrong with %j, and changes nothing', async (args, message) => {
    await olwen.say(UNKNOWN);
    await expect(inbox(...args)).rejects.toThrow(message);
    expect(await town.register.openInbox('swale')).toHaveLength(1);
    expect(await town.register.examples('swale')).toEqual([]);
  });

  it('finds topics by a word', async () => {
    expect(await inbox('topics', 'group-attend')).toContain('group-attend (');
    expect(await inbox('topics', 'zebra')).toBe('No topic has "zebra" in its title.');
  });
});

describe('the report', () => {
  it('counts what people ask by topic and verdict, without words or names', async () => {
    await olwen.say(QUESTION);
    await olwen.press('That helped');
    await olwen.say(UNKNOWN);
    await olwen.say('what does 7.2 say?');
    await olwen.press('That is not right');
    const report = await inbox('report');
    expect(report).toMatch(
      /^Swale Borough Council, .* to Sat 21 Nov 2026: 3 answered, 1 said to help, 1 called wrong\./,
    );
    expect(report).toContain('A clause asked for by its number');
    expect(report).toMatch(/1 +0 +0 {2}not understood/);
    expect(report).toMatch(/1 +1 +0 {2}depends on conditions/);
    expect(report).not.toMatch(/xyzzy|labour|olwen|slack|teams|web/i);
  });

  it('goes back as many days as it is told', async () => {
    await olwen.say(QUESTION);
    expect(await inbox('report', '--days', '1')).toContain(': 0 answered');
    expect(await inbox('report', '--days', '2')).toContain(': 1 answered');
  });
});
