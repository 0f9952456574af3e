import { afterEach, describe, expect, it } from 'vitest';
import { renderHome } from '../../../src/channels/slack/home.ts';
import { auditView } from '../../../src/channels/slack/audit.ts';
import { readTexts } from '../../support/slack-person.ts';
import { ask, reply, say, startHarness, type Harness, type Talk } from './harness.ts';

let harness: Harness;
let entries = 1;
afterEach(() => harness.close());
const settle = (): Promise<void> => harness.channel.settle();

async function start(talk: Talk = () => say('Yes')): Promise<ReturnType<Harness['person']>> {
  entries = 1;
  harness = await startHarness((turn) => {
    if (turn.input.type === 'home')
      return say(`Open entries: ${entries}`, {
        type: 'choices',
        choices: [
          { label: 'Disclose', value: 'start:relationship' },
          { label: 'My entries', value: 'mine' },
        ],
      });
    return talk(turn);
  });
  return harness.person();
}
const published = (): number => harness.slack.callsOf('views.publish').length;

describe('Beadle’s own page', () => {
  it('is drawn when it is opened, for that person', async () => {
    const person = await start();
    await person.openHome();
    await settle();
    expect(harness.turns[0]).toMatchObject({
      council: 'council-of-T1',
      scope: 'personal',
      eventId: null,
      input: { type: 'home' },
    });
    expect(readTexts(person.page)).toContain('Open entries: 1');
    expect(person.page['type']).toBe('home');
    expect(harness.slack.messages).toEqual([]);
  });

  it('is drawn again where a turn changed something, and only then', async () => {
    const person = await start();
    await person.openHome();
    await settle();
    await person.say('can I?');
    await settle();
    expect(published()).toBe(1);
    entries = 2;
    await person.say('record it');
    await settle();
    expect(published()).toBe(2);
    expect(readTexts(person.page)).toContain('Open entries: 2');
  });

  it('is not drawn for whoever has never opened it', async () => {
    const person = await start();
    await person.say('can I?');
    await settle();
    expect(harness.turns).toHaveLength(1);
    expect(published()).toBe(0);
  });

  it('is drawn again when they get a message, without their having been here', async () => {
    const person = await start();
    await person.openHome();
    await settle();
    entries = 3;
    await harness.channel.deliverer.deliver({
      id: 'message-1',
      council: 'swale',
      recipient: { name: 'Ann', slackUserId: 'U1', entraObjectId: null, key: 'ann' },
      reference: null,
      reply: reply('private', 'News'),
    });
    await settle();
    expect(readTexts(person.page)).toContain('Open entries: 3');
    expect(harness.turns.map(({ reference }) => reference !== undefined)).toEqual([true, false]);
  });

  it('is drawn again when a window is closed half-way', async () => {
    const person = await start(() => ask());
    await person.openHome();
    await person.command('/disclose');
    await settle();
    entries = 4;
    await person.close();
    await settle();
    expect(readTexts(person.page)).toContain('Open entries: 4');
  });

  it('has buttons that open a window: for a form, and for any other answer', async () => {
    const person = await start(({ input }) =>
      input.type === 'choice' && input.value === 'mine' ? say('Your entries') : ask(),
    );
    await person.openHome();
    await settle();
    await person.pressOnPage('Disclose');
    await settle();
    expect(readTexts(person.window.view)).toContain('Who is it?');
    await person.close();
    await person.pressOnPage('My entries');
    await settle();
    expect(readTexts(person.window.view)).toContain('Your entries');
    expect(harness.slack.messages).toEqual([]);
  });

  it('answers a button in a direct message where no window can be opened', async () => {
    const person = await start(() => say('Your entries'));
    await person.openHome();
    await settle();
    harness.slack.next('views.open', { error: 'expired_trigger_id' });
    await person.pressOnPage('My entries');
    await settle();
    expect(person.seen('D1').map(({ text }) => text)).toEqual(['Your entries']);
  });

  it('is tried again with the next change where Slack did not take it', async () => {
    const person = await start();
    harness.slack.next('views.publish', { error: 'not_enabled' });
    await person.openHome();
    await settle();
    expect(harness.log()).toContain('not_enabled');
    await person.say('can I?');
    await settle();
    expect(readTexts(person.page)).toContain('Open entries: 1');
  });

  it('holds as much as Slack allows, and says that there is more', () => {
    const long = say(...Array.from({ length: 150 }, (_each, at) => `Entry ${at}`));
    const page = renderHome(long);
    expect(auditView(page)).toEqual([]);
    expect(page.blocks).toHaveLength(100);
    expect(readTexts(page)).toContain('There is more than fits here.');
    harness = { close: () => Promise.resolve() } as Harness;
  });
});
