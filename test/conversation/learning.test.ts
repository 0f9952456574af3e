import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Register } from '../../src/casework/register-port.ts';
import { openTown, sharedKnowledge, type Chat, type Town } from './chat.ts';

const QUESTION = 'can I attend the Labour group meeting?';
const UNKNOWN = 'xyzzy plugh frobnicate';
/** A silent protocol's answer: South Somerset has no rule on group meetings. */
const SILENT = 'south-somerset';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

const inbox = (council = 'swale') => town.register.openInbox(council);
const counts = (council = 'swale') => town.register.answerCounts(council, '2026-11-01');
const labels = () => olwen.choices().map(({ label }) => label);
const valueOf = (label: string) => olwen.choices().find((each) => each.label === label)?.value ?? '';

describe('an answer', () => {
  it('asks once and last, in one row, whether it was right', async () => {
    await olwen.say(QUESTION);
    const rows = olwen.seen().flatMap(({ blocks }) => blocks);
    const last = rows.at(-1);
    expect(last).toMatchObject({
      type: 'choices',
      choices: [{ label: 'That helped' }, { label: 'That is not right' }, { label: 'Keep this' }],
    });
    expect(JSON.stringify(rows).match(/That helped/g)).toHaveLength(1);
  });

  it('carries no word of the question in its buttons', async () => {
    await olwen.say(QUESTION);
    for (const { value } of olwen.choices()) expect(value).not.toMatch(/labour|attend/i);
  });

  it.each(['hello', 'thanks', 'help', 'mine'])(
    'is not what a greeting or a command gets: %s',
    async (text) => {
      await olwen.say(text);
      expect(labels()).not.toContain('That helped');
      expect(await counts()).toEqual([]);
    },
  );

  it('that refuses a matter as outside may be called wrong too', async () => {
    await olwen.say('my laptop will not connect to the wifi');
    await olwen.press('That is not right');
    expect(await inbox()).toMatchObject([{ reason: 'wrong', verdict: null }]);
  });
});

describe('an answer called wrong', () => {
  it('goes to the inbox with its words and what was answered, and with nothing that says who asked', async () => {
    await olwen.say(`${QUESTION} I am Olwen Parry, olwen@council.example. Thanks, Olwen`);
    expect(await olwen.press('That is not right')).toMatch(/^Thank you\. Your words, without your name,/);
    const [item] = await inbox();
    expect(item).toMatchObject({
      question: `${QUESTION} I am (name), (name). Thanks, (name)`,
      as: 'officer',
      reason: 'wrong',
      topic: 'group-attend',
      verdict: 'conditional',
      day: '2026-11-20',
      settled: null,
    });
    expect(item?.clauses).toContain('7.2');
    expect(JSON.stringify(item)).not.toMatch(/olwen|parry|T\d\d:|id-/i);
  });

  it('is noted once, however often the button is pressed', async () => {
    await olwen.say(QUESTION);
    const value = valueOf('That is not right');
    await olwen.does({ type: 'choice', value });
    expect(await olwen.does({ type: 'choice', value })).toContain('already');
    expect(await olwen.does({ type: 'choice', value: value.replace('wrong', 'right') })).toContain('already');
    expect(await inbox()).toHaveLength(1);
    expect(await counts()).toMatchObject([{ given: 1, right: 0, wrong: 1 }]);
  });

  it('is noted once where two copies of Beadle take two presses at the same moment', async () => {
    await olwen.say(QUESTION);
    const value = valueOf('That is not right');
    const press = () => olwen.does({ type: 'choice', value });
    const one = press();
    town.restart();
    await Promise.all([one, press()]);
    expect(await inbox()).toMatchObject([{ times: 1 }]);
    expect(await counts()).toMatchObject([{ given: 1, wrong: 1 }]);
  });

  it('is noted when the platform tries again after a failure, and then once', async () => {
    await olwen.say(QUESTION);
    const value = valueOf('That is not right');
    const works = town.register;
    const failing: Register = { ...works, saveState: () => Promise.reject(new Error('disk full')) };
    town.restart({ register: failing });
    const press = () => olwen.does({ type: 'choice', value }, { eventId: 'press-1' });
    await expect(press()).rejects.toThrow('disk full');
    expect(await inbox()).toEqual([]);
    town.restart();
    await press();
    expect(await inbox()).toHaveLength(1);
  });

  it('can still be kept, as it was given', async () => {
    await olwen.say(QUESTION);
    const keep = valueOf('Keep this');
    await olwen.press('That is not right');
    expect(await olwen.does({ type: 'choice', value: keep })).toContain('Kept: SWA-2026-0001');
  });

  it('is noted for the last answer only', async () => {
    await olwen.say(QUESTION);
    const value = valueOf('That is not right');
    await olwen.say('who decides?');
    expect(await olwen.does({ type: 'choice', value })).toContain('Nothing was noted');
    expect(await inbox()).toEqual([]);
  });

  it('of a topic picked from a list goes there under its title', async () => {
    await olwen.does({ type: 'choice', value: 'topic:group-attend' });
    await olwen.press('That is not right');
    const { topics } = sharedKnowledge().library.taxonomy;
    expect(await inbox()).toMatchObject([{ picked: true, question: topics.get('group-attend')?.title }]);
  });

  it('cannot be called so by somebody else', async () => {
    await olwen.say(QUESTION);
    const value = valueOf('That is not right');
    await town.person('carol@council.example').does({ type: 'choice', value });
    expect(await inbox()).toEqual([]);
  });
});

describe('an answer that helped', () => {
  it('is thanked for in a line, and counted', async () => {
    await olwen.say(QUESTION);
    expect(await olwen.press('That helped')).toBe('Thank you. That is noted, without your name.');
    expect(await inbox()).toEqual([]);
    expect(await counts()).toEqual([
      { topic: 'group-attend', outcome: 'conditional', given: 1, right: 1, wrong: 0 },
    ]);
  });
});

describe('a question without an answer', () => {
  it('goes to the inbox where it was not understood, and the asker is told', async () => {
    const shown = await olwen.say(UNKNOWN);
    expect(shown).toContain('Your words, without your name, are now in the inbox of the Monitoring Officer.');
    expect(labels()).not.toContain('That is not right');
    expect(await inbox()).toMatchObject([
      { question: UNKNOWN, reason: 'not-understood', topic: null, verdict: null, clauses: [], as: 'officer' },
    ]);
  });

  it('goes there where the protocol does not cover it', async () => {
    const other = town.person('olwen@council.example', SILENT);
    expect(await other.say(QUESTION)).toContain('are now in the inbox');
    expect(await inbox(SILENT)).toMatchObject([{ reason: 'not-covered', verdict: null }]);
    expect(await inbox()).toEqual([]);
  });

  it('asked again while it waits is counted, not repeated', async () => {
    await olwen.say(UNKNOWN);
    await olwen.say(UNKNOWN);
    expect(await inbox()).toMatchObject([{ times: 2 }]);
  });

  it('does not go there from within a dialog, where it may have been meant as an answer', async () => {
    await olwen.say('disclose');
    const shown = await olwen.say(UNKNOWN);
    expect(shown).not.toContain('inbox');
    expect(await inbox()).toEqual([]);
  });

  it('is cut where it is endless, and says so', async () => {
    await olwen.say(`${UNKNOWN} `.repeat(500));
    const [item] = await inbox();
    expect(item?.question.length).toBeLessThan(2_100);
    expect(item?.question).toMatch(/cut here: it had \d+ characters/);
  });

  it('that is no matter for the protocol at all bothers nobody', async () => {
    await olwen.say('will it rain tomorrow?');
    expect(await inbox()).toEqual([]);
    expect(await counts()).toMatchObject([{ outcome: 'outside', given: 1 }]);
  });
});

describe('words about somebody', () => {
  const PRIVATE = [
    'Helen Marsh has shouted at me again',
    'the Monitoring Officer bullied me and shouted',
    'Helen is making my life hell',
    'Mrs Marsh frobnicates xyzzy plugh',
    'xyzzy plugh monitoring officer frobnicate',
    'xyzzy plugh, he will not leave me alone',
    'I am scared xyzzy plugh',
  ];

  it.each(PRIVATE)('are in nobody’s inbox unasked: %s', async (text) => {
    for (const council of ['swale', SILENT]) {
      const shown = await town.person('olwen@council.example', council).say(text);
      expect(shown).not.toContain('are now in the inbox');
      expect(await inbox(council)).toEqual([]);
    }
  });

  it('stay where they are, which the answer says, until their writer chooses to send them', async () => {
    const shown = await olwen.say('xyzzy plugh frobnicate Helen');
    expect(shown).toContain('sent to nobody and are not kept');
    expect(await inbox()).toEqual([]);
    const value = valueOf('Send to the Monitoring Officer');
    expect(value).not.toMatch(/helen|plugh/i);
    expect(await olwen.press('Send to the Monitoring Officer')).toContain('are now in the inbox');
    expect(await olwen.does({ type: 'choice', value })).toContain('already');
    expect(await inbox()).toMatchObject([
      { reason: 'not-understood', question: 'xyzzy plugh frobnicate Helen', times: 1 },
    ]);
    expect(await counts()).toMatchObject([{ outcome: 'not-understood', given: 1, wrong: 0 }]);
  });

  it('can be sent no more once something else was said', async () => {
    await olwen.say('xyzzy plugh frobnicate Helen');
    const value = valueOf('Send to the Monitoring Officer');
    await olwen.say('help');
    expect(await olwen.does({ type: 'choice', value })).toContain('Nothing was sent');
    expect(await inbox()).toEqual([]);
  });

  it('are not sent by calling an answer wrong, only by choosing to', async () => {
    await olwen.say('can Helen Marsh attend the Labour group meeting?');
    expect(await olwen.press('That is not right')).toContain('sent to nobody');
    expect(await inbox()).toEqual([]);
    expect(await counts()).toMatchObject([{ given: 1, wrong: 1 }]);
    await olwen.press('Send to the Monitoring Officer');
    expect(await inbox()).toMatchObject([{ reason: 'wrong' }]);
    expect(await counts()).toMatchObject([{ given: 1, wrong: 1 }]);
  });
});

describe('what is counted', () => {
  it('is topics and verdicts by day, and no person', async () => {
    await olwen.say(QUESTION);
    await town.person('carol@council.example').say('what does 7.2 say?');
    await olwen.say(QUESTION);
    expect(await counts()).toEqual([
      { topic: 'group-attend', outcome: 'conditional', given: 2, right: 0, wrong: 0 },
      { topic: null, outcome: 'info', given: 1, right: 0, wrong: 0 },
    ]);
  });

  it('does not count a repeat of the same event', async () => {
    const ask = () => olwen.does({ type: 'text', text: QUESTION }, { eventId: 'question-1' });
    await ask();
    await ask();
    expect(await counts()).toMatchObject([{ given: 1 }]);
  });
});

it('help says what becomes of one’s words', async () => {
  const help = await olwen.say('help');
  expect(help).toContain(
    "What you ask is not kept, unless you say that an answer was wrong or I do not know one: then your words, without your name, go to the Monitoring Officer's inbox.",
  );
});
