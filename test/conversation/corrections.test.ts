import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTown, sayAll, type Chat, type Town } from './chat.ts';

let town: Town;
let olwen: Chat;
beforeEach(() => {
  town = openTown();
  olwen = town.person('olwen@council.example');
});
afterEach(() => town.close());

describe('a correction in the middle of a dialog', () => {
  it.each([
    ["no, he's my brother", 'Family, including a partner'],
    ['sorry, I meant business or money', 'Business or money'],
    ["actually she's my wife", 'Family, including a partner'],
    ['I meant something else', 'Something else'],
  ])('changes the answer it names, and keeps the place: %s', async (said, kind) => {
    await sayAll(olwen, ['disclose', 'friendship', 'Carol Finch']);
    const shown = await olwen.say(said);
    expect(shown).toMatch(new RegExp(`^Changed\\. Kind of relationship: ${kind}\\.`));
    expect(olwen.form()?.asking).toBe('since');
    expect(olwen.form()?.fields.find(({ name }) => name === 'with')?.value).toBe('carol@council.example');
  });

  it('may name another person', async () => {
    town.restart({
      people: [
        'email,name,kind,job_title,offices,political_group,line_manager,slack_user_id,entra_object_id',
        'olwen@council.example,Olwen Parry,officer,,,,,,',
        'carol@council.example,Cllr Carol Finch,member,,,,,,',
        'dan@council.example,Cllr Dan Hall,member,,,,,,',
        'mo@council.example,Helen Marsh,officer,Monitoring Officer,monitoring-officer,,,,',
      ].join('\n'),
    });
    await sayAll(olwen, ['disclose', 'family', 'Carol Finch']);
    expect(await olwen.say('no, I meant Dan Hall')).toMatch(/^Changed\. With: Cllr Dan Hall\./);
    expect(olwen.form()?.asking).toBe('since');
  });

  it('naming one of two people of that name changes nothing, and says so', async () => {
    await sayAll(olwen, ['disclose', 'family', 'Carol Finch']);
    expect(await olwen.say('sorry, I meant Sam Lee')).toMatch(
      /^More than one person[\s\S]*Nothing was changed/,
    );
  });

  it('at the summary leads back to it', async () => {
    await sayAll(olwen, ['disclose', 'family', 'Carol Finch', '2', 'no', 'skip']);
    const shown = await olwen.say('I meant a close friendship');
    expect(shown).toMatch(/^Changed\. Kind of relationship: A close friendship\.\nPlease check this/);
    expect(await olwen.say('yes')).toMatch(/SWA-\d{4}-\d{4}/);
  });

  it('that opens an earlier question asks it', async () => {
    const gwyn = town.person('olwen@council.example', 'gwynedd');
    await sayAll(gwyn, ['disclose', 'family']);
    await gwyn.say('no, we are friends on Facebook');
    const form = gwyn.form();
    expect(form).not.toBeNull();
    expect(form?.fields.every(({ error }) => error === undefined)).toBe(true);
  });

  it.each([
    ['no', 'decides'],
    ['what about his deputy?', 'decides'],
    ['no, why?', 'decides'],
  ])('is not seen where none is: %s', async (said, before) => {
    await sayAll(olwen, ['disclose', 'family', 'Carol Finch', '2']);
    expect(olwen.form()?.asking).toBe(before);
    expect(await olwen.say(said)).not.toContain('Changed.');
  });

  it('is not seen in a longer text of one’s own', async () => {
    await sayAll(olwen, ['disclose', 'friendship', 'Carol Finch', '2', 'no']);
    const shown = await olwen.say('No, but my brother works for the same firm as hers');
    expect(shown).not.toContain('Changed.');
    expect(shown).toContain('my brother works for the same firm');
  });
});

describe('a question in the middle of a dialog', () => {
  it('is answered, and may be followed up, and the dialog goes on', async () => {
    await sayAll(olwen, ['disclose', 'family']);
    const asked = await olwen.say('can I attend the Labour group meeting?');
    expect(asked).toMatch(/^Only if[\s\S]*Now back to where we were/);
    const why = await olwen.say('why?');
    expect(why).toMatch(/Because of what these clauses say[\s\S]*Now back to where we were/);
    expect(olwen.form()?.asking).toBe('with');
  });

  it('that asks only why is about the dialog', async () => {
    await olwen.say('disclose');
    expect(await olwen.say('why?')).toContain('Following on from: Whether, when and to whom to disclose');
  });
});

it('a greeting and thanks are no lecture, in the middle of a dialog neither', async () => {
  for (const said of ['hello', 'thanks', 'good morning', 'cheers', 'thank you very much']) {
    const shown = await olwen.say(said);
    expect(shown.split('\n')).toHaveLength(1);
  }
});
