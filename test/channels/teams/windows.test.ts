import { describe, expect, it } from 'vitest';
import type { Form, Outcome, Reply, Turn } from '../../../src/conversation/vocabulary.ts';
import { cardsOf, makeActivity, makeChannelActivity, post } from '../../support/teams-client.ts';
import { actionsIn, cardIn, invoke } from '../../support/teams-invokes.ts';
import { say, start, startService, type Setup } from './start-teams.ts';

const form: Form = {
  id: 'draft-7:who',
  title: 'With whom',
  intro: [],
  fields: [
    {
      type: 'person',
      name: 'who',
      label: 'Name',
      required: true,
      options: [{ label: 'Cllr Carol Finch', value: 'carol@council.example' }],
    },
  ],
  submit: 'Continue',
  choices: [{ label: 'Stop', value: 'cancel:draft-7' }],
  asking: 'who',
};
const offer: Reply = {
  audience: 'private',
  blocks: [
    {
      type: 'choices',
      choices: [
        { label: 'Disclose', value: 'start:relationship', opens: 'form' },
        { label: 'Help', value: 'help' },
      ],
    },
  ],
};
const PRESSED = { beadle: 1, input: 'choice', value: 'start:relationship', msteams: { type: 'task/fetch' } };

/** Offers a dialog, asks for a name, and records it. */
function disclose({ input }: Turn): Outcome {
  if (input.type === 'text') return { replies: [offer] };
  if (input.type === 'choice') {
    return input.value.startsWith('cancel')
      ? { replies: [say('Stopped. Nothing was recorded.', 'private')], ended: true }
      : { replies: [{ audience: 'private', blocks: [{ type: 'form', form }] }] };
  }
  return { replies: [say('Recorded: SWA-2026-0001', 'private')], ended: true };
}

function press(setup: Setup, data: unknown, changes: Record<string, unknown> = {}) {
  return invoke(setup.url, 'task/submit', { data }, changes);
}

describe('a button that leads to a form', () => {
  it('opens a window, where Teams has any', async () => {
    const service = await startService();
    const setup = await start(disclose);
    await post(setup.url, makeActivity({ text: 'help', deliveryMode: undefined, serviceUrl: service.url }));
    const actions = actionsIn(cardsOf(service.sent));
    expect(actions.map(({ type, title, data }) => [type, title, data])).toEqual([
      ['Action.Submit', 'Disclose', PRESSED],
      ['Action.Submit', 'Help', { beadle: 1, input: 'choice', value: 'help' }],
    ]);
  });

  it('stays a message where the client waits for messages', async () => {
    const setup = await start(disclose);
    const { activities } = await post(setup.url, makeActivity({ text: 'help' }));
    expect(JSON.stringify(cardsOf(activities))).not.toContain('msteams":{"type');
    const { activities: next } = await post(setup.url, makeActivity({ id: '2', value: PRESSED }));
    expect(JSON.stringify(cardsOf(next))).toContain('"id":"field.who');
  });

  it('shows the form in the window, for whoever pressed, wherever the card is', async () => {
    const setup = await start(disclose);
    const { status, answer } = await invoke(setup.url, 'task/fetch', { data: PRESSED });
    expect(status).toBe(200);
    expect(answer.task).toMatchObject({ type: 'continue', value: { title: 'With whom' } });
    const shown = JSON.stringify(cardIn(answer));
    expect(shown).toContain('"id":"field.who"');
    expect(shown).not.toContain('task/fetch');
    const { id, conversation } = makeChannelActivity();
    await invoke(setup.url, 'task/fetch', { data: PRESSED }, { conversation, id });
    expect(setup.turns.map(({ scope, reference, input }) => [scope, reference === undefined, input])).toEqual(
      [
        ['personal', false, { type: 'choice', value: 'start:relationship' }],
        ['personal', true, { type: 'choice', value: 'start:relationship' }],
      ],
    );
  });

  it('lets people be searched for, our own list first', async () => {
    const setup = await start(disclose);
    const { answer } = await invoke(setup.url, 'task/fetch', { data: PRESSED });
    const text = JSON.stringify(cardIn(answer));
    expect(text).toContain('"choices.data":{"type":"Data.Query","dataset":"graph.microsoft.com/users"}');
    expect(text).toContain('"value":"carol@council.example"');
    expect(text).toContain('"label":"Name, where nobody in the list fits"');
  });
});

describe('a window', () => {
  const data = { beadle: 1, input: 'form', form: 'draft-7:who', 'field.who': 'Jo Bloggs' };

  it('closes at the end with a line, and leaves the receipt in the chat', async () => {
    const service = await startService();
    const setup = await start(disclose);
    const { answer } = await press(setup, data, { serviceUrl: service.url });
    expect(answer.task).toEqual({
      type: 'message',
      value: 'Recorded: SWA-2026-0001 You find this in your chat with Beadle.',
    });
    expect(cardsOf(service.sent).map(({ fallbackText }) => fallbackText)).toEqual([
      'Recorded: SWA-2026-0001',
    ]);
    expect(setup.turns[0]?.input).toEqual({
      type: 'form',
      form: 'draft-7:who',
      values: { who: 'Jo Bloggs' },
    });
  });

  it('of a card in a channel leaves the receipt in the private chat', async () => {
    const service = await startService();
    const setup = await start(disclose);
    const { conversation } = makeChannelActivity();
    const { answer } = await press(setup, data, { serviceUrl: service.url, conversation });
    expect(answer.task?.type).toBe('message');
    expect(service.created).toHaveLength(1);
    expect(service.sent[0]?.conversation?.id).toBe('a:created-chat');
  });

  it('shows the receipt itself where it cannot be put into the chat', async () => {
    const service = await startService();
    service.refuseWith({ status: 403 });
    const setup = await start(disclose);
    const { answer } = await press(setup, data, { serviceUrl: service.url });
    expect(cardIn(answer).fallbackText).toBe('Recorded: SWA-2026-0001');
    expect(setup.log.join()).not.toContain('SWA-2026');
  });

  it('has its buttons besides the form', async () => {
    const service = await startService();
    const setup = await start(disclose);
    const { answer } = await press(
      setup,
      { beadle: 1, input: 'choice', value: 'cancel:draft-7' },
      { serviceUrl: service.url },
    );
    expect(answer.task?.value).toMatch(/^Stopped\. Nothing was recorded\./);
  });

  it.each([undefined, {}, { beadle: 2 }, { ...data, 'field.who': 7 }, 'x', []])(
    'says of %j that nothing was changed',
    async (made) => {
      const setup = await start(disclose);
      const { status, answer } = await press(setup, made);
      expect(status).toBe(200);
      expect(answer.task?.value).toMatch(/I have changed nothing/);
      expect(setup.turns).toEqual([]);
    },
  );

  it('that cannot hold all of it leaves the beginning in the chat, and says so', async () => {
    const service = await startService();
    const long = 'Something that was said at length. '.repeat(400);
    const setup = await start(() => ({
      replies: [
        {
          audience: 'private',
          blocks: [
            { type: 'heading', text: 'How it begins' },
            ...Array.from({ length: 4 }, () => ({ type: 'text' as const, text: long })),
            { type: 'choices', choices: [{ label: 'Send it', value: 'confirm:draft-7' }] },
          ],
        },
      ],
    }));
    const { answer } = await press(setup, data, { serviceUrl: service.url });
    const shown = JSON.stringify(cardIn(answer));
    expect(shown.length).toBeLessThan(40_000);
    expect(shown).toContain('how it begins is in our chat');
    expect(shown).toContain('Send it');
    expect(JSON.stringify(cardsOf(service.sent))).toContain('How it begins');
    const all = JSON.stringify([cardsOf(service.sent).map(({ body }) => body), cardIn(answer).body]);
    expect(all.split('Something that was said at length.').length - 1).toBe(1_600);
    service.refuseWith({ status: 403 });
    const { answer: alone } = await press(setup, data, { serviceUrl: service.url });
    expect(cardIn(alone).fallbackText).toMatch(/I could not write the beginning to you/);
  });

  it('says so where an event comes twice, and where Beadle fails', async () => {
    const twice = await start(() => ({ replies: [] }));
    expect((await press(twice, data)).answer.task?.value).toMatch(/nothing was done twice/);
    const failing = await start(() => {
      throw new Error('secret of Ann');
    });
    const { status, answer } = await press(failing, data);
    expect([status, answer.task?.value]).toEqual([
      200,
      expect.stringMatching(/^Sorry, something went wrong/),
    ]);
    expect(failing.log.join()).not.toMatch(/secret|Ann|Jo/);
  });
});

describe('a live card', () => {
  const card = (stage: string): Reply => ({
    audience: 'private',
    live: 'case:SWA-2026-0001',
    blocks: [
      { type: 'text', text: stage },
      {
        type: 'choices',
        choices: [
          { label: 'Acknowledge', value: 'move:SWA-2026-0001:acknowledge:0' },
          { label: 'Answer', value: 'move:SWA-2026-0001:answer:0', opens: 'form' },
        ],
      },
    ],
  });
  const act = (setup: Setup, actionData: unknown, changes: Record<string, unknown> = {}) =>
    invoke(
      setup.url,
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: 'x', data: actionData }, trigger: 'manual' },
      changes,
    );
  const refresh = { beadle: 1, input: 'refresh', value: 'case:SWA-2026-0001' };

  it('is drawn anew for its reader alone, and its buttons work in place, with a way for older clients', async () => {
    const service = await startService();
    const setup = await start(() => ({ replies: [card('Open')] }));
    await post(setup.url, makeActivity({ text: 'x', deliveryMode: undefined, serviceUrl: service.url }));
    const [sent] = cardsOf(service.sent) as unknown as Record<string, unknown>[];
    expect(sent?.['refresh']).toEqual({
      action: { type: 'Action.Execute', title: 'Show how it stands', verb: 'show-case', data: refresh },
      userIds: ['29:ann'],
    });
    const [acknowledge, answer] = actionsIn(sent?.['body']);
    expect(acknowledge).toMatchObject({
      type: 'Action.Execute',
      fallback: { type: 'Action.Submit', data: { value: 'move:SWA-2026-0001:acknowledge:0' } },
    });
    expect(answer).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } });
  });

  it('shows how things stand now, as no event and no word of the person', async () => {
    const setup = await start(() => ({ replies: [card('Acknowledged')] }));
    const { answer } = await act(setup, refresh);
    expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(JSON.stringify(answer.value)).toContain('Acknowledged');
    expect(setup.turns[0]).toMatchObject({
      eventId: null,
      input: { type: 'refresh', value: 'case:SWA-2026-0001' },
    });
    expect(setup.turns[0]?.reference).toBeUndefined();
  });

  it('shows nothing of it to whoever may not read it, nor draws that anew', async () => {
    const setup = await start(() => ({ replies: [say('I have no case to show you.', 'private')] }));
    const { answer } = await act(setup, refresh);
    expect((answer.value as { fallbackText: string }).fallbackText).toBe('I have no case to show you.');
    expect(JSON.stringify(answer)).not.toContain('refresh');
  });

  it('takes the place of the card that was pressed', async () => {
    const setup = await start(() => ({ replies: [card('Acknowledged')] }));
    const pressed = { beadle: 1, input: 'choice', value: 'move:SWA-2026-0001:acknowledge:0' };
    expect(JSON.stringify((await act(setup, pressed)).answer.value)).toContain('Acknowledged');
  });

  it('stays where the answer is something else, which goes into the chat', async () => {
    const service = await startService();
    const setup = await start(() => ({ replies: [say('Here is more.', 'private')] }));
    const { answer } = await act(
      setup,
      { beadle: 1, input: 'choice', value: 'mine' },
      { serviceUrl: service.url },
    );
    expect(answer).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: 'I have answered in our chat.',
    });
    expect(cardsOf(service.sent)[0]?.fallbackText).toBe('Here is more.');
  });

  it('that has become too long for one message is still drawn as one, with nothing left out unsaid', async () => {
    const long = 'Something that was said at length. '.repeat(400);
    const [, buttons] = card('Open').blocks;
    if (!buttons) throw new Error('no buttons');
    const grown = (times: number): Reply => ({
      ...card('Open'),
      blocks: [
        { type: 'heading', text: 'SWA-2026-0001: A concern' },
        ...Array.from({ length: times }, () => ({ type: 'text' as const, text: long })),
        buttons,
      ],
    });
    let times = 1;
    const setup = await start(() => ({ replies: [grown(times)] }));
    const one = JSON.stringify((await act(setup, refresh)).answer.value);
    expect(one).toContain('Acknowledge');
    expect(one).toContain('"userIds"');
    expect(one).toContain(long.trim().slice(0, 5_000));
    times = 5;
    const many = JSON.stringify((await act(setup, refresh)).answer.value);
    expect(many.length).toBeLessThan(40_000);
    expect(many).toContain('SWA-2026-0001: A concern');
    expect(many).toContain('here is the end of it');
    expect(many).toContain('Acknowledge');
  });

  it('says what failed in its own words', async () => {
    const setup = await start(() => ({ replies: [] }));
    expect((await act(setup, { beadle: 1, input: 'form', form: 'f' })).answer.statusCode).toBe(400);
    const failing = await start(() => {
      throw new Error('no');
    });
    expect((await act(failing, refresh)).answer).toMatchObject({
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
    });
  });
});
