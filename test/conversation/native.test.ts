import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Choice, Form, Reply } from '../../src/conversation/vocabulary.ts';
import { openTown, PEOPLE, type Town } from './chat.ts';

const CAROL_ID = '22222222-2222-4222-8222-222222222222';
const people = PEOPLE.replace(
  'Cllr Carol Finch,member,,,,,,',
  `Cllr Carol Finch,member,,,,,U0CAROL,${CAROL_ID}`,
);

let town: Town;
beforeAll(() => {
  town = openTown(people);
});
afterAll(() => town.close());

function choicesIn(replies: readonly Reply[]): Choice[] {
  return replies.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'choices' ? block.choices : [])),
  );
}

describe('the welcome', () => {
  it('fits on one screen, and says how to begin', async () => {
    const olwen = town.person('olwen@council.example');
    const text = await olwen.does({ type: 'hello' });
    expect(text).toMatch(/^I am Beadle/);
    expect(text).toContain('This chat is private');
    expect(text.length).toBeLessThan(700);
    expect(await olwen.press('What else I can do')).toContain('Ask the Member/Officer Protocol');
  });

  it('of a team or group chat is for all, and asks for nothing private', async () => {
    const olwen = town.person('olwen@council.example');
    const text = await olwen.does({ type: 'hello' }, { scope: 'shared' });
    expect(olwen.seen().map(({ audience }) => audience)).toEqual(['here']);
    expect(text).toContain('please do not write it here');
    expect(choicesIn(olwen.seen())).toEqual([]);
  });
});

describe('the page of somebody', () => {
  it('names the offices that the council has, as it calls them, with those they deputise for', async () => {
    const deputy = await town.person('deputy@council.example').does({ type: 'home' });
    expect(deputy).toContain('Offices: Deputy Monitoring Officer');
    const chief = await town.person('chief@council.example').does({ type: 'home' });
    expect(chief).toContain('Offices: Chief Executive');
    expect(chief).toContain('Nothing that you raised is open.');
  });

  it('leaves out an office that the council does not have', async () => {
    const other = openTown(PEOPLE.replace('deputy-monitoring-officer', 'grand-vizier'));
    expect(await other.person('deputy@council.example').does({ type: 'home' })).not.toMatch(
      /Offices|vizier/i,
    );
    other.close();
  });
});

describe('buttons', () => {
  it('say where they lead to a form', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('help');
    const opening = choicesIn(olwen.seen()).filter(({ opens }) => opens === 'form');
    expect(opening.length).toBeGreaterThan(2);
    expect(opening.every(({ value }) => value.startsWith('start:'))).toBe(true);
    expect(choicesIn(olwen.seen()).find(({ value }) => value === 'mine')?.opens).toBeUndefined();
  });
});

describe('a case drawn anew', () => {
  it('changes nothing, so that what was asked last can still be kept', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('Can I attend the Labour group meeting?');
    const keep = choicesIn(olwen.seen()).find(({ label }) => label === 'Keep this');
    expect(keep).toBeDefined();
    expect(await olwen.does({ type: 'refresh', value: 'case:SWA-2026-0099' })).toBe(
      'I have no case SWA-2026-0099 to show you.',
    );
    await olwen.does({ type: 'refresh', value: 'start:relationship' });
    await olwen.does({ type: 'refresh', value: '<script>' });
    expect(await olwen.does({ type: 'choice', value: keep?.value ?? '' })).toMatch(/SWA-2026-\d{4}/);
  });
});

describe('somebody picked from the organisation’s own directory', () => {
  const formIn = (form: Form | null): string => form?.id ?? '';

  it('is the person of the people file; an id that nobody there has is asked for again', async () => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('disclose');
    await olwen.send({ kind: 'family' });
    const form = formIn(olwen.form());
    const unknown = '99999999-9999-4999-8999-999999999999';
    const values = { since: 'after', decides: 'neither' };
    const refused = await olwen.does({ type: 'form', form, values: { ...values, with: unknown } });
    expect(refused).toContain('I have only an id of the person you picked');
    expect(refused).not.toContain(unknown);
    const summary = await olwen.does({
      type: 'form',
      form,
      values: { ...values, with: CAROL_ID.toUpperCase() },
    });
    expect(summary).toContain('Cllr Carol Finch');
    await olwen.say('cancel');
  });
});

describe('a name that nobody can be sure of', () => {
  const WANTED = {
    what: 'The figures.',
    form: 'information',
    for: 'self',
    interest: 'none',
  };
  const begin = async () => {
    const carol = town.person('carol@council.example');
    await carol.say('information');
    await carol.send(WANTED);
    return carol;
  };

  it('is asked for again where none is needed too, instead of being left out without a word', async () => {
    const carol = await begin();
    const officer = '99999999-9999-4999-8999-999999999999';
    const refused = await carol.send({ why: 'For my committee.', officer });
    expect(refused).toContain('I have only an id of the person you picked');
    expect(carol.form()?.fields.find(({ name }) => name === 'why')?.value).toBe('For my committee.');
    expect(await carol.send({ why: 'For my committee.', officer: '' })).toContain('Please check this');
    await carol.say('cancel');
  });

  it('such as one chosen beside another that is typed, is asked for again', async () => {
    const carol = await begin();
    const form = carol.form()?.id ?? '';
    const values = { why: 'For my committee.', officer: 'olwen@council.example' };
    const asked = await carol.does({ type: 'form', form, values, typedBeside: { officer: 'Jo Bloggs' } });
    expect(asked).toContain('You chose a name and typed another: “Jo Bloggs”.');
    expect(carol.form()?.fields.find(({ name }) => name === 'officer')?.value).toBe('olwen@council.example');
    // The same person twice is one.
    const summary = await carol.does({
      type: 'form',
      form,
      values,
      typedBeside: { officer: ' olwen  parry' },
    });
    expect(summary).toContain('Please check this');
    await carol.say('cancel');
  });
});

describe('somebody picked from Slack’s own list', () => {
  const pick = async (who: string): Promise<string> => {
    const olwen = town.person('olwen@council.example');
    await olwen.say('cancel');
    await olwen.say('disclose');
    await olwen.send({ kind: 'family' });
    const form = olwen.form()?.id ?? '';
    const shown = await olwen.does({
      type: 'form',
      form,
      values: { since: 'after', decides: 'neither', with: who },
    });
    await olwen.say('cancel');
    return shown;
  };

  it.each([
    ['their id', '<@U0CAROL>', 'Cllr Carol Finch'],
    ['their address, where the people file has no id', '<@U0SAM|SAM2@council.example|Sam>', 'Deputy Mayor'],
    [
      'the name in Slack, where the people file has nobody',
      '<@U0NEW|new@elsewhere.example|Nia New>',
      'Nia New',
    ],
  ])('is known by %s', async (_how, value, name) => {
    const shown = await pick(value);
    expect(shown).toContain(name);
    expect(shown).not.toMatch(/U0|elsewhere/);
  });

  it('of whom nothing is known is asked for again', async () => {
    expect(await pick('<@U0NOBODY>')).toContain('I have only an id of the person you picked');
  });
});

describe('the end of a dialog', () => {
  it('is told, whether recorded or stopped, and nothing else is one', async () => {
    const turn = (input: Parameters<typeof town.conversation.handle>[0]['input'], n: number) =>
      town.conversation.handle({
        council: 'swale',
        speaker: { channel: 'teams', tenant: 't', userId: 'u', email: 'mo@council.example' },
        scope: 'personal',
        eventId: `end-${n}`,
        input,
      });
    expect((await turn({ type: 'text', text: 'disclose' }, 1)).ended).toBeUndefined();
    expect((await turn({ type: 'text', text: 'cancel' }, 2)).ended).toBe(true);
    expect((await turn({ type: 'text', text: 'help' }, 3)).ended).toBeUndefined();
  });
});

describe('a clause looked up', () => {
  it('says which document it is from, and how that stands; an unknown council has none', () => {
    const { conversation } = town;
    const [found] = conversation.findClauses('swale', '7');
    expect(found?.from).toMatch(/^From .*Swale.*not those of the document\./);
    expect(conversation.findClauses('nowhere', '7')).toEqual([]);
  });
});
