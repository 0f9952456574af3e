/** What is Teams' own, lived through with a whole Beadle: cards that stay true, and what is said where others read. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardsOf, makeActivity, makeChannelActivity, post } from '../support/teams-client.ts';
import { actionsIn, cardIn, invoke } from '../support/teams-invokes.ts';
import { startTeamsTown, type TeamsTown } from '../support/teams-town.ts';
import { cardText } from '../support/world.ts';

const WHAT = 'My letters were not answered.';
const REFERENCE = 'SWA-2026-0001';

let town: TeamsTown;
beforeAll(async () => {
  town = await startTeamsTown('swale', '2026-11-20T10:00:00Z');
}, 60_000);
afterEach(() => town.service.refuseWith(null));
afterAll(() => town.close());

/** What the client does when somebody looks at a live card. */
async function lookAt(card: unknown, first: string): Promise<string> {
  const { refresh } = card as { refresh?: { action: { data: unknown }; userIds: string[] } };
  expect(refresh?.userIds).toEqual([`29:${first}`]);
  const { answer } = await invoke(
    town.url(),
    'adaptiveCard/action',
    {
      action: { type: 'Action.Execute', verb: 'show-case', data: refresh?.action.data },
      trigger: 'automatic',
    },
    town.person(first).where(),
  );
  expect(answer.statusCode).toBe(200);
  return cardText(answer.value);
}

/** What somebody is shown in their chat, as Teams itself asks for it. */
async function askInChat(first: string, text: string): Promise<unknown> {
  const activity = {
    ...town.person(first).where(),
    id: `chat-${first}-${text}-${town.service.sent.length}`,
    deliveryMode: undefined,
    serviceUrl: town.service.url,
    text,
  };
  await post(town.url(), makeActivity(activity));
  const [card] = cardsOf(town.service.sent.slice(-1));
  await town.news();
  return card;
}

describe('the card of a case', () => {
  it('that Beadle sent shows what became of it, and can still be drawn anew', async () => {
    const joan = town.person('joan');
    await joan.say('complaint');
    await joan.press('Continue', { about: 'olwen.parry@council.example' });
    await joan.press('Continue', {
      formality: 'informal',
      step: 'first',
      spoken: 'yes',
      concerns: 'conduct',
    });
    expect(await joan.press('Continue', { what: WHAT, when: 'In October' })).toMatch(/Please check this/);
    expect(await joan.press('Send it')).toContain(`Recorded: ${REFERENCE}`);
    expect(await town.news()).toMatchObject([
      { to: 'daniel', text: expect.stringContaining(WHAT) as string },
    ]);
    const [sent] = cardsOf(town.service.sent).slice(-1);
    const daniel = town.person('daniel');
    await daniel.press('Acknowledge');
    await daniel.press('Acknowledge', {});
    const [change, ...more] = await town.changes();
    expect(more).toEqual([]);
    expect(change).toMatchObject({ to: 'daniel', id: `sent-${town.service.sent.length - 1}` });
    expect(change?.text).toContain('Being looked into');
    expect(change?.text).toContain(WHAT);
    expect(actionsIn(change?.card.body).map(({ title }) => title)).not.toContain('Acknowledge');
    for (const card of [sent, change?.card])
      expect(await lookAt(card, 'daniel')).toContain('Being looked into');
  });

  it('that was an answer in the chat is drawn anew when it is looked at, and changes nothing when it is pressed late', async () => {
    const joan = town.person('joan');
    const old = await askInChat('joan', REFERENCE);
    await joan.say(REFERENCE);
    const withdraw = joan.dataOf('Withdraw it');
    const daniel = town.person('daniel');
    await daniel.say(REFERENCE);
    await daniel.press('Record the outcome');
    await daniel.press('Record the outcome', {
      outcome: 'no-action',
      reply: 'I found nothing wrong.',
      changes: 'no',
    });
    expect(await lookAt(old, 'joan')).toContain('Outcome given');
    // Nobody need look: it is changed in its place as well.
    expect((await town.changes()).filter(({ to }) => to === 'joan')).toMatchObject([
      { text: expect.stringContaining('Outcome given') as string },
    ]);
    expect(await joan.sendData(withdraw)).toMatch(/moved on since that card[^]*Nothing was changed/);
    await town.news();
    await town.changes();
  });

  it('has its moves in windows, with what is wrong under its field, and ends in the chat', async () => {
    const card = await askInChat('daniel', REFERENCE);
    const where = { ...town.person('daniel').where(), serviceUrl: town.service.url };
    const opening = actionsIn(card).find(({ title }) => title === 'Hand over');
    expect(opening).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } });
    const { answer: opened } = await invoke(town.url(), 'task/fetch', { data: opening?.['data'] }, where);
    expect(cardText(cardIn(opened))).toMatch(/Who takes it over/);
    const send = actionsIn(cardIn(opened)).find(({ title }) => title === 'Hand over');
    const sending = (values: Record<string, string>) => ({
      data: { ...(send?.['data'] as object), ...values },
    });
    const reason = { 'field.reason': 'I know them.' };
    const { answer: wrong } = await invoke(
      town.url(),
      'task/submit',
      sending({ 'field.to.other': 'Nobody Known', ...reason }),
      where,
    );
    expect(cardText(cardIn(wrong))).toMatch(/Nobody Known[^]*Please check:[^]*I know them\./);
    const stop = actionsIn(cardIn(wrong)).find(({ title }) => title === 'Stop');
    const { answer: stopped } = await invoke(town.url(), 'task/submit', { data: stop?.['data'] }, where);
    expect(stopped.task?.value).toMatch(/stays as it was[^]*You find this in your chat/);
    expect(cardText(cardsOf(town.service.sent.slice(-1)))).toMatch(/stays as it was/);
    await town.news();
  });

  it('that is no longer somebody’s says only that, and is drawn anew no more', async () => {
    const daniel = town.person('daniel');
    const seen = await askInChat('daniel', REFERENCE);
    await daniel.say(REFERENCE);
    await daniel.press('Hand over');
    // The reason is left empty: the client sends nothing for it.
    expect(await daniel.press('Hand over', { to: 'ruth.adeyemi@council.example' })).toMatch(
      /Done: Hand over/,
    );
    const changes = (await town.changes()).filter(({ to }) => to === 'daniel');
    expect(changes.length).toBeGreaterThan(1);
    for (const { text, card } of changes) {
      expect(text).toBe('This case has moved on and is no longer yours.');
      expect(card).not.toHaveProperty('refresh');
    }
    expect(await lookAt(seen, 'daniel')).toBe(`I have no case ${REFERENCE} to show you.`);
    await town.news();
  });

  it('that is gone is given up on, and one whose reader has blocked Beadle waits', async () => {
    const joan = town.person('joan');
    await joan.say(REFERENCE);
    await joan.press('Make it formal');
    await joan.press('Make it formal', { reason: 'Nobody asked me.' });
    await town.news();
    await town.changes();
    const ofHelen = async () => (await town.changes()).filter(({ to }) => to === 'helen');
    const helen = town.person('helen');
    town.service.refuseWith({ status: 403, method: 'PUT' });
    await helen.say(REFERENCE);
    await helen.press('Acknowledge');
    await helen.press('Acknowledge', {});
    expect(await ofHelen()).toEqual([]);
    town.service.refuseWith(null);
    await helen.say('help');
    expect(await ofHelen()).toMatchObject([
      { to: 'helen', text: expect.stringContaining('Being looked into') as string },
    ]);
    town.service.refuseWith({ status: 404, method: 'PUT' });
    await helen.say(REFERENCE);
    await helen.press('Record the outcome');
    await helen.press('Record the outcome', { outcome: 'no-action', reply: 'Nothing.', changes: 'no' });
    await town.changes();
    town.service.refuseWith(null);
    await helen.say('help');
    expect(await ofHelen()).toEqual([]);
    expect(town.logs()).toContain('http_404');
    expect(town.logs()).not.toMatch(/letters|Nobody asked/);
  });
});

describe('somebody who has taken Beadle away', () => {
  it('gets what waited once they have it again', async () => {
    await town.news();
    const sam = town.person('sam');
    town.service.refuseWith({ status: 403 });
    const joan = town.person('joan');
    await joan.say('enquiry');
    await joan.press('Continue', {
      officer: 'sam.okafor@council.example',
      about: 'resident',
      what: 'Why is the road shut?',
    });
    expect(await joan.press('Send it')).toMatch(/Recorded/);
    expect(await town.news()).toEqual([]);
    town.service.refuseWith(null);
    await post(
      town.url(),
      makeActivity({
        ...sam.where(),
        type: 'installationUpdate',
        action: 'add',
        id: 'installed-again',
        serviceUrl: town.service.url,
      }),
    );
    expect(await town.news()).toMatchObject([
      { to: 'sam', text: expect.stringContaining('Why is the road shut?') as string },
    ]);
    expect(town.logs()).not.toContain('Why is the road');
  });
});

describe('where others read', () => {
  const inChannel = (text: string, first = 'carol') => {
    const { conversation } = makeChannelActivity();
    return post(
      town.url(),
      makeActivity({
        ...town.person(first).where(),
        conversation,
        id: `channel-${first}-${text}`,
        serviceUrl: town.service.url,
        text: `<at>Beadle</at> ${text}`,
        entities: [{ type: 'mention', text: '<at>Beadle</at>', mentioned: { id: '28:beadle' } }],
      }),
    );
  };
  const sentTo = async (): Promise<string> => {
    const from = town.service.sent.length;
    await town.news();
    return cardText(cardsOf(town.service.sent.slice(from - 1)));
  };

  it.each([
    'Olwen Parry shouted at me in the car park',
    'I want to complain about Olwen Parry',
    'complaint',
    'disclose',
    'mine',
  ])('"%s" is answered in the private chat', async (text) => {
    const { activities } = await inChannel(text);
    expect(cardsOf(activities)).toEqual([]);
    expect(activities.map((each) => each.text)).toEqual(['I have answered you in our private chat.']);
    expect(town.service.created.at(-1)).toMatchObject({ isGroup: false, members: [{ id: '29:carol' }] });
    const shown = await sentTo();
    if (text.includes('Olwen')) expect(shown).toMatch(/it seems to name somebody/);
    await town.person('carol').say('cancel');
  });

  it('a question about nobody is answered for all, with nothing to press but its clauses', async () => {
    const { activities } = await inChannel('Can officers attend a Labour group meeting?', 'martin');
    const actions = actionsIn(cardsOf(activities));
    expect(cardText(cardsOf(activities))).toMatch(/private chat/);
    expect(new Set(actions.map(({ type }) => type))).toEqual(new Set(['Action.ShowCard']));
  });

  it('what no private chat can be opened for is not said, and no dialog begins until it is asked for in the chat', async () => {
    town.service.refuseWith({ status: 403 });
    const { body, activities } = await inChannel('complaint', 'gareth');
    expect(activities.map(({ text }) => text)).toEqual([
      expect.stringContaining('Please open a chat with me and write to me there') as string,
    ]);
    expect(body).not.toMatch(/About whom/);
    town.service.refuseWith(null);
    expect(await town.person('gareth').say('resume')).toMatch(/nothing under way/);
    expect(await town.person('gareth').say('complaint')).toMatch(/About whom/);
  });
});
