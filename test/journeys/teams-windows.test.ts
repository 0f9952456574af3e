import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardsOf, startTeamsService, type TeamsService } from '../support/teams-client.ts';
import { actionsIn, invoke } from '../support/teams-invokes.ts';
import { startTeamsWorld, type TeamsWorld } from '../support/world.ts';

/** Demo people, as Entra knows them. */
const OLWEN = { aadObjectId: '11111111-1111-4111-8111-000000000001' };

describe('in the windows of Teams', { timeout: 60_000 }, () => {
  let world: TeamsWorld;
  let service: TeamsService;
  beforeAll(async () => {
    [world, service] = await Promise.all([startTeamsWorld('swale'), startTeamsService()]);
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await service.close();
  });

  it('a relationship is disclosed, with a mistake and a step back on the way', async () => {
    const member = world.person('carol', OLWEN);
    await member.say('help');
    const first = await member.pressWindow('Disclose a relationship');
    const kindOf = first.includes('The answer depends on who you are')
      ? await member.pressWindow('A member').catch(() => member.pressWindow('A councillor'))
      : first;
    expect(kindOf).toMatch(/What kind of relationship/);
    expect(await member.pressWindow('Continue', { kind: 'friendship' })).toMatch(/With whom/);
    expect(await member.pressWindow('Back')).toMatch(/What kind of relationship/);
    await member.pressWindow('Continue', { kind: 'business' });
    const wrong = await member.pressWindow('Continue', {
      with: 'Jo Bloggs',
      since: 'after',
      decides: 'nonsense',
    });
    expect(wrong).toMatch(/Choose one of the answers/);
    expect(wrong).toContain('Jo Bloggs');
    const summary = await member.pressWindow('Continue', {
      with: 'Jo Bloggs',
      since: 'after',
      decides: 'neither',
    });
    expect(summary).toMatch(/Please check this/);
    expect(await member.pressWindow('Record it', {}, service.url)).toMatch(
      /^Recorded: SWA-2026-0001.* You find this in your chat with Beadle\.$/,
    );
    expect(cardsOf(service.sent)[0]?.fallbackText).toContain('SWA-2026-0001');
    await world.withRegister(async (register) => {
      const kase = await register.caseByReference('swale', 'SWA-2026-0001');
      expect(kase).toMatchObject({ type: 'relationship', stage: 'open' });
    });
  });

  it('another is stopped without a trace', async () => {
    const member = world.person('dan');
    await member.say('help');
    await member.pressWindow('Disclose a relationship');
    await member.pressWindow('A member').catch(() => member.pressWindow('A councillor'));
    expect(await member.pressWindow('Stop', {}, service.url)).toMatch(/^Stopped\. Nothing was recorded/);
    expect(await member.say('mine')).toMatch(/nothing in the register/);
  });

  it('a complaint is begun, closed half-way, asked about, taken up again, changed and sent', async () => {
    const member = world.person('gareth', { aadObjectId: '11111111-1111-4111-8111-000000000002' });
    await member.say('help');
    const first = await member.pressWindow('Raise a complaint or concern');
    if (first.includes('The answer depends on who you are')) {
      await member.pressWindow('A member').catch(() => member.pressWindow('A councillor'));
    }
    expect(await member.pressWindow('Continue', { about: 'olwen.parry@council.example' })).toMatch(
      /How would you like to raise it/,
    );
    member.closeWindow();

    // A question half-way is answered, and the dialog is where it was.
    const asked = await member.say('can I attend the Labour group meeting?');
    expect(asked).toMatch(/This rests on/);
    expect(asked).toMatch(/Now back to where we were[^]*How would you like to raise it/);
    // The button it was begun with leads back to it, and begins nothing else.
    await member.say('help');
    expect(await member.pressWindow('Raise a complaint or concern')).toMatch(
      /You have already begun this[^]*How would you like to raise it/,
    );
    member.closeWindow();
    await member.say('help');
    expect(await member.pressWindow('Disclose a relationship')).toMatch(
      /something else under way[^]*nothing of it is lost[^]*How would you like to raise it/,
    );
    member.closeWindow();

    // In the chat it goes on as cards, with the same words.
    await world.restart();
    expect(await member.say('resume')).toMatch(/How would you like to raise it/);
    const missing = await member.press('Continue', { formality: 'informal', step: 'first' });
    expect(missing).toMatch(/Please check:[^]*Have you spoken to them/);
    await member.press('Continue', {
      formality: 'informal',
      step: 'first',
      spoken: 'yes',
      concerns: 'conduct',
    });
    const summary = await member.press('Continue', {
      what: 'My letters were not answered.',
      when: 'In October',
    });
    expect(summary).toMatch(/Please check this[^]*In October/);

    await member.say('resume');
    expect(await member.press('When')).toMatch(/In October/);
    const changed = await member.press('Save the change', {
      what: 'My letters were not answered.',
      when: 'In May',
    });
    expect(changed).toMatch(/Please check this[^]*In May/);
    expect(await member.press('Send it')).toMatch(/Recorded: SWA-2026-0002/);
    await world.withRegister(async (register) => {
      const kase = await register.caseByReference('swale', 'SWA-2026-0002');
      expect(kase?.data['answers']).toMatchObject({ when: 'In May', what: 'My letters were not answered.' });
    });
  });

  it('a case is drawn anew for who may read it, and is none for who may not', async () => {
    const look = async (userId: string, more: Record<string, unknown> = {}): Promise<string> => {
      const { answer } = await invoke(
        world.url(),
        'adaptiveCard/action',
        {
          action: {
            type: 'Action.Execute',
            verb: 'show-case',
            data: { beadle: 1, input: 'refresh', value: 'case:SWA-2026-0001' },
          },
          trigger: 'automatic',
        },
        { from: { id: `29:${userId}`, name: userId, ...more } },
      );
      expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
      return JSON.stringify(answer.value);
    };
    const own = await look('carol', OLWEN);
    expect(own).toContain('Jo Bloggs');
    expect(own).toContain('"userIds":["29:carol"]');
    const other = await look('eve');
    expect(other).not.toMatch(/Jo Bloggs|userIds/);
    expect(other).toContain('I have no case SWA-2026-0001 to show you.');
  });

  it('a message of somebody else leads to an answer, and the message goes nowhere', async () => {
    const { answer } = await invoke(world.url(), 'composeExtension/fetchTask', {
      commandId: 'isProtocolMatter',
      messagePayload: {
        body: {
          contentType: 'html',
          content: '<p>Please change your report before it goes to committee.</p>',
        },
      },
    });
    const shown = JSON.stringify(answer.task);
    expect(shown).toMatch(/About the message you chose|depends on who you are/);
    expect(actionsIn(answer.task).length).toBeGreaterThan(0);
  });

  it('a clause is found by its number', async () => {
    const { answer } = await invoke(world.url(), 'composeExtension/query', {
      commandId: 'findClauses',
      parameters: [{ name: 'text', value: 'political groups' }],
      queryOptions: { skip: 0, count: 25 },
    });
    const found = answer.composeExtension?.attachments ?? [];
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.content.fallbackText).toMatch(/From .*Swale/);
  });
});
