/** Names typed where a person is asked for: whoever they may mean is not told by chance. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTown, outbox, textOf, type Town } from './chat.ts';

let town: Town;
beforeEach(() => {
  town = openTown();
});
afterEach(() => {
  town.close();
});

const CAROL = 'carol@council.example';
const OLWEN = 'olwen@council.example';
const MARSH = 'Helen Marsh, Monitoring Officer';

/** Goes through whatever is asked after the name. @returns the summary */
async function toSummary(chat: ReturnType<Town['person']>): Promise<string> {
  let shown = textOf(chat.seen());
  for (let turn = 0; turn < 20 && chat.form() !== null; turn += 1) {
    const form = chat.form();
    const field = form?.fields.find(({ name }) => name === form.asking);
    const options = field && 'options' in field ? field.options : [];
    shown = await chat.say(options.length > 0 ? (options.at(-1)?.label ?? '') : 'last week');
  }
  return shown;
}

async function begin(name: string, council = 'kirklees', who = CAROL): Promise<ReturnType<Town['person']>> {
  const chat = town.person(who, council);
  await chat.say('complaint');
  for (let turn = 0; turn < 3 && chat.form()?.asking !== 'about'; turn += 1) await chat.say('1');
  expect(chat.form()?.asking).toBe('about');
  await chat.say(name);
  return chat;
}

describe('a complaint about a typed name', () => {
  it.each([
    'Helen',
    'Mrs Marsh',
    'Marsh',
    'Ms. Helen',
    'H. Marsh',
    'Helen M',
    'Hellen Marsh',
    'Helen Marshe',
    'the Monitoring Officer',
    'Monitoring officer',
    'MO',
    'helen from legal',
    'HÉLEN',
    'Marsh, Helen',
    'Helen Jane Marsh',
  ])('asks whether "%s" means Helen Marsh, who then does not receive it', async (name) => {
    const chat = await begin(name);
    const form = chat.form();
    expect(form?.asking).toBe('about-meant');
    const asked = form?.fields.find((field) => field.name === 'about-meant');
    expect(asked && 'options' in asked ? asked.options.map(({ label }) => label) : []).toEqual(
      expect.arrayContaining([MARSH, 'Somebody else']),
    );
    await chat.say(MARSH);
    const summary = await toSummary(chat);
    expect(summary).toContain(`About: ${MARSH}`);
    expect(summary).toContain('Whoever it is about hears nothing of it from me now.');
    expect(summary).not.toMatch(/goes to[^\n]*Helen Marsh/);
    await chat.press('Send it');
    const told = await outbox(town.register);
    expect(told.map(({ to }) => to)).not.toContain('mo@council.example');
  });

  it.each([
    'Helen Marsh',
    'mrs helen marsh',
    'HELEN  MARSH',
    'helen marsh (monitoring officer)',
    'helen.marsh',
  ])('takes "%s" for Helen Marsh without a question', async (name) => {
    const chat = await begin(name);
    expect(chat.form()?.asking).not.toBe('about-meant');
    expect(await toSummary(chat)).toContain(`About: ${MARSH}`);
  });

  it('takes a yes for the one person asked about, and a no for somebody else', async () => {
    const yes = await begin('Helen');
    expect(textOf(yes.seen())).toContain('Do you mean Helen Marsh?');
    await yes.say('yes');
    expect(await toSummary(yes)).toContain(`About: ${MARSH}`);
    await yes.press('Stop');
    const no = await begin('Helen');
    await no.say('no');
    expect(await toSummary(no)).toContain('About: Helen\n');
  });

  it('keeps the name of somebody else, bars nobody, and promises nothing', async () => {
    const chat = await begin('Helen');
    await chat.say('Somebody else');
    const summary = await toSummary(chat);
    expect(summary).toContain('About: Helen\n');
    expect(summary).toContain('I do not know who “Helen” is, so I cannot make sure');
    expect(summary).not.toContain('hears nothing of it');
    expect(summary).toMatch(/goes to /);
  });

  it('asks again when the name is changed to another that may be known', async () => {
    const chat = await begin('Helen');
    await chat.say('Somebody else');
    await toSummary(chat);
    await chat.press('About');
    await chat.say('Marsh');
    expect(chat.form()?.asking).toBe('about-meant');
    await chat.say('1');
    expect(await toSummary(chat)).toContain(`About: ${MARSH}`);
  });

  it('asks in a window on the same screen, and keeps what was typed', async () => {
    const chat = town.person(CAROL, 'kirklees');
    await chat.say('complaint');
    const values = { several: 'one', about: 'Mrs Marsh' };
    await chat.send(values);
    const fields = chat.form()?.fields ?? [];
    expect(fields.find(({ name }) => name === 'about')?.value).toBe('Mrs Marsh');
    expect(fields.map(({ name }) => name)).toContain('about-meant');
    await chat.send({ ...values, 'about-meant': 'mo@council.example' });
    expect(await toSummary(chat)).toContain(`About: ${MARSH}`);
  });

  it('promises nothing about a name that nobody we know has', async () => {
    const chat = await begin('Zebedee Quill');
    expect(chat.form()?.asking).not.toBe('about-meant');
    expect(await toSummary(chat)).toContain('I do not know who “Zebedee Quill” is');
  });

  it.each([
    ['swale', 'The Monitoring Officer'],
    ['south-somerset', 'The Monitoring Officer or the Section 151 Officer'],
    ['gwynedd', 'The Monitoring Officer'],
    ['tdc', 'The Monitoring Officer'],
  ])('bars whoever holds the post of somebody unknown at %s', async (council, post) => {
    const chat = await begin('Zebedee Quill', council);
    const field = chat.form()?.fields.find(({ name }) => name === 'level');
    const posts = field && 'options' in field ? field.options.map(({ label }) => label) : [];
    expect(posts).toContain(post);
    await chat.say(post);
    const summary = await toSummary(chat);
    expect(summary).toContain('“Zebedee Quill” may mean Helen Marsh, Monitoring Officer');
    await chat.press('Send it');
    expect((await outbox(town.register)).map(({ to }) => to)).not.toContain('mo@council.example');
  });

  it.each(['Helen and Tom Bright', 'Helen Marsh, Tom Bright', 'marsh & bright'])(
    'sends "%s" to neither of them',
    async (name) => {
      const chat = await begin(name);
      const summary = await toSummary(chat);
      expect(summary).toContain('so they hear nothing of it from me now');
      expect(summary).toMatch(/may mean [^\n]*Helen Marsh[^\n]*Tom Bright/);
      await chat.press('Send it');
      const told = (await outbox(town.register)).map(({ to }) => to);
      expect(told).not.toContain('mo@council.example');
      expect(told).not.toContain('deputy@council.example');
    },
  );

  it('works for pressure and for a tie that is disclosed', async () => {
    const olwen = town.person(OLWEN, 'swale');
    await olwen.say('disclose');
    await olwen.say('family');
    await olwen.say('Finch');
    expect(textOf(olwen.seen())).toContain('Do you mean Cllr Carol Finch?');
    await olwen.say('yes');
    expect(olwen.form()?.fields.find(({ name }) => name === 'with')?.value).toBe(CAROL);
  });
});

describe('a typed name in a step of a case', () => {
  const CHIEF = 'chief@council.example';

  async function handOver(to: string): Promise<{ chat: ReturnType<Town['person']>; shown: string }> {
    const raiser = await begin('Helen Marsh');
    await toSummary(raiser);
    await raiser.press('Send it');
    expect((await outbox(town.register)).map(({ to: told }) => told)).toEqual([CHIEF]);
    const chat = town.person(CHIEF, 'kirklees');
    await chat.say('cases');
    await chat.does({ type: 'choice', value: 'case:KIR-2026-0001' });
    await chat.press('Hand over');
    return { chat, shown: await chat.send({ to, reason: 'Away' }) };
  }

  it.each(['Tom', 'Mr Bright', 'T. Bright', 'Tom Brihgt', 'deputy monitoring officer'])(
    'asks whether "%s" is to have it, and hands it over',
    async (name) => {
      const { chat, shown } = await handOver(name);
      expect(shown).toContain('Do you mean Tom Bright?');
      expect(await chat.say('yes')).toContain('Done: Hand over.');
    },
  );

  it('hands it over to a whole name at once', async () => {
    expect((await handOver('mr tom bright')).shown).toContain('Done: Hand over.');
  });

  it.each(['Helen', 'Helen Marsh', 'Mrs Marsh', 'Zebedee'])('never offers it to "%s"', async (name) => {
    const { chat, shown } = await handOver(name);
    expect(shown).toContain('This cannot go to anybody of that name');
    expect(chat.form()?.fields.map((field) => field.name)).not.toContain('to-meant');
    const told = await outbox(town.register);
    expect(told.map(({ to }) => to)).not.toContain('mo@council.example');
  });
});
