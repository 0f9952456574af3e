import { describe, expect, it } from 'vitest';
import type { Form } from '../../../src/conversation/vocabulary.ts';
import { cardsOf, makeActivity, makeChannelActivity, post } from '../../support/teams-client.ts';
import { say, start, startService } from './start-teams.ts';

const nameForm = (value?: string, error?: string): Form => ({
  id: 'draft-7:who',
  title: 'With whom',
  intro: [],
  fields: [
    {
      type: 'text',
      name: 'who',
      label: 'Name',
      required: true,
      multiline: false,
      maxLength: 80,
      ...(value === undefined ? {} : { value }),
      ...(error === undefined ? {} : { error }),
    },
  ],
  submit: 'Continue',
  choices: [{ label: 'Stop', value: 'stop:draft-7' }],
  asking: 'who',
});

describe('a question in a personal chat', () => {
  it('becomes a turn, and the answer a card in the response', async () => {
    const { url, turns } = await start(() => ({ replies: [say('Yes, if the Chief Executive agrees.')] }));
    const { status, activities } = await post(url, makeActivity({ text: 'can I attend?' }));

    expect(status).toBe(200);
    expect(activities).toHaveLength(1);
    expect(activities[0]?.text).toBeUndefined();
    expect(activities[0]?.summary).toBe('Yes, if the Chief Executive agrees.');
    const [card] = cardsOf(activities);
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(JSON.stringify(card?.body)).toContain('Yes, if the Chief Executive agrees.');
    expect(turns).toEqual([
      {
        council: 'swale',
        speaker: {
          channel: 'teams',
          tenant: 'tenant-1',
          userId: '29:ann',
          name: 'Ann Example',
          entraObjectId: '11111111-1111-4111-8111-111111111111',
        },
        scope: 'personal',
        eventId: 'a:personal-ann|activity-1',
        reference: expect.stringContaining('a:personal-ann') as string,
        input: { type: 'text', text: 'can I attend?' },
      },
    ]);
  });

  it('sends every reply of an outcome, in order', async () => {
    const { url } = await start(() => ({ replies: [say('one'), say('two', 'private')] }));
    const { activities } = await post(url, makeActivity({ text: 'hello' }));
    expect(cardsOf(activities).map((card) => card.fallbackText)).toEqual(['one', 'two']);
  });

  it('tells nothing of a private reply in the notification', async () => {
    const { url } = await start(() => ({ replies: [say('Case SWA-2026-0001', 'private')] }));
    const { activities } = await post(url, makeActivity({ text: 'mine' }));
    expect(activities[0]?.summary).toBe('Beadle has written to you.');
  });

  it('gives a resent message the same event id, and another conversation another', async () => {
    const { url, turns } = await start(() => ({ replies: [] }));
    await post(url, makeActivity({ text: 'a' }));
    await post(url, makeActivity({ text: 'a' }));
    await post(url, makeActivity({ text: 'a', conversation: { id: 'b', conversationType: 'personal' } }));
    await post(url, makeActivity({ text: 'a', id: undefined }));
    expect(turns.map((turn) => turn.eventId)).toEqual([
      'a:personal-ann|activity-1',
      'a:personal-ann|activity-1',
      'b|activity-1',
      null,
    ]);
  });

  it('finds the tenant and its council where Teams names them', async () => {
    const { url, turns } = await start(() => ({ replies: [] }));
    const personal = { id: 'x', conversationType: 'personal' };
    await post(url, makeActivity({ conversation: personal, channelData: { tenant: { id: 'tenant-2' } } }));
    await post(url, makeActivity({ conversation: personal, channelData: undefined }));
    await post(url, makeActivity({ conversation: { id: 'x' }, channelData: { tenant: 'odd' } }));
    expect(turns.map((turn) => [turn.speaker.tenant, turn.council, turn.scope])).toEqual([
      ['tenant-2', 'kirklees', 'personal'],
      ['local', 'swale', 'personal'],
      ['local', 'swale', 'personal'],
    ]);
  });

  it('takes a 40,000-character question and an empty one', async () => {
    const { url, turns } = await start(() => ({ replies: [say('I read that.')] }));
    const long = 'é'.repeat(40_000);
    expect((await post(url, makeActivity({ text: long }))).status).toBe(200);
    expect((await post(url, makeActivity({ text: '' }))).status).toBe(200);
    expect((await post(url, makeActivity({ attachments: [{ contentType: 'image/png' }] }))).status).toBe(200);
    expect(turns.map((turn) => (turn.input.type === 'text' ? turn.input.text.length : -1))).toEqual([
      40_000, 0, 0,
    ]);
  });
});

describe('the text of a message', () => {
  const mention = (text: string, id = '28:beadle'): unknown => ({ type: 'mention', text, mentioned: { id } });

  it.each([
    ['<at>Beadle</at> can I attend?', [mention('<at>Beadle</at>')], 'can I attend?'],
    ['<at>Beadle</at>&nbsp;can I <at>Beadle</at> attend?', [mention('<at>Beadle</at>')], 'can I   attend?'],
    ['ask <at>Jane Smith</at> please', [mention('<at>Jane Smith</at>', '29:jane')], 'ask Jane Smith please'],
    ['a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#39;', [], `a <b> &amp; "c" 'd'`],
    ['<at>B.e*$&</at> hi', [mention('<at>B.e*$&</at>')], 'hi'],
    ['<script>alert(1)</script> <!channel> ⁧عربي', [], '<script>alert(1)</script> <!channel> ⁧عربي'],
    ['fine', [null, 3, { type: 'mention' }, { type: 'clientInfo' }], 'fine'],
  ])('of %j is what the person typed', async (text, entities, expected) => {
    const { url, turns } = await start(() => ({ replies: [] }));
    const { status } = await post(url, makeActivity({ text, entities }));
    expect(status).toBe(200);
    expect(turns[0]?.input).toEqual({ type: 'text', text: expected });
  });
});

describe('a form', () => {
  it('goes from card to error to receipt', async () => {
    const { url, turns } = await start((turn) => {
      if (turn.input.type !== 'form')
        return { replies: [{ audience: 'private', blocks: [{ type: 'form', form: nameForm() }] }] };
      const who = turn.input.values['who'] ?? '';
      if (who.length < 3) {
        const form = nameForm(who, 'give the full name.');
        return { replies: [{ audience: 'private', blocks: [{ type: 'form', form }] }] };
      }
      return { replies: [say(`Recorded as SWA-2026-0001: ${who}`, 'private')] };
    });

    const first = await post(url, makeActivity({ text: 'disclose' }));
    expect(JSON.stringify(cardsOf(first.activities))).toContain('"id":"field.who"');

    const data = { beadle: 1, input: 'form', form: 'draft-7:who' };
    const wrong = await post(url, makeActivity({ id: '2', value: { ...data, 'field.who': 'X' } }));
    const shown = JSON.stringify(cardsOf(wrong.activities));
    expect(shown).toContain('Please check: give the full name.');
    expect(shown).toContain('"value":"X"');

    const right = await post(url, makeActivity({ id: '3', value: { ...data, 'field.who': 'Jo *Bloggs*' } }));
    expect(cardsOf(right.activities)[0]?.fallbackText).toBe('Recorded as SWA-2026-0001: Jo *Bloggs*');
    expect(turns.map((turn) => turn.input)).toEqual([
      { type: 'text', text: 'disclose' },
      { type: 'form', form: 'draft-7:who', values: { who: 'X' } },
      { type: 'form', form: 'draft-7:who', values: { who: 'Jo *Bloggs*' } },
    ]);
  });

  it('sends a button of an old card like any other', async () => {
    const { url, turns } = await start(() => ({ replies: [say('That is already done.')] }));
    const value = { beadle: 1, input: 'choice', value: 'stop:draft-1' };
    const { activities } = await post(url, makeActivity({ value, replyToId: 'long-ago' }));
    expect(turns[0]?.input).toEqual({ type: 'choice', value: 'stop:draft-1' });
    expect(activities).toHaveLength(1);
  });

  it.each([
    { beadle: 2, input: 'choice', value: 'x' },
    { beadle: 1, input: 'choice', value: { $gt: '' } },
    { beadle: 1, input: 'form', form: 'f', 'field.who': 7 },
    { beadle: 1, input: 'form', form: 'f', 'field.__proto__': 'x' },
    'just a text',
    ['a list'],
  ])('answers the made-up data %j kindly and does nothing', async (value) => {
    const { url, turns } = await start(() => ({ replies: [say('never')] }));
    const { status, activities } = await post(url, makeActivity({ value }));
    expect(status).toBe(200);
    expect(turns).toEqual([]);
    expect(cardsOf(activities)[0]?.fallbackText).toContain('I have changed nothing');
  });
});

describe('where others read along', () => {
  it('posts an open answer there', async () => {
    const { url, turns } = await start(() => ({ replies: [say('The protocol says so.')] }));
    const { activities } = await post(url, makeChannelActivity({ text: 'what does it say?' }));
    expect(turns[0]).toMatchObject({ scope: 'shared' });
    expect(turns[0]?.reference).toBeUndefined();
    expect(cardsOf(activities)).toHaveLength(1);
  });

  it('sends a private answer to the private chat and says only that', async () => {
    const service = await startService();
    const { url } = await start(() => ({
      replies: [say('Your sister, SWA-2026-0009', 'private'), say('Thank you.')],
    }));
    const { body, activities } = await post(
      url,
      makeChannelActivity({ text: 'mine', serviceUrl: service.url }),
    );
    expect(body).not.toContain('sister');
    expect(cardsOf(activities).map((card) => card.fallbackText)).toEqual(['Thank you.']);
    expect(activities.at(-1)?.text).toBe('I have answered you in our private chat.');
    expect(service.created[0]).toMatchObject({
      isGroup: false,
      bot: { id: '28:beadle' },
      members: [{ id: '29:ann' }],
      tenantId: 'tenant-1',
    });
    expect(service.sent).toHaveLength(1);
    expect(service.sent[0]?.conversation?.id).toBe('a:created-chat');
    expect(cardsOf(service.sent)[0]?.fallbackText).toBe('Your sister, SWA-2026-0009');
  });

  it('asks to write to Beadle directly where no private chat can be made', async () => {
    const service = await startService();
    service.refuseWith({ status: 403 });
    const { url, log } = await start(() => ({ replies: [say('Your sister', 'private')] }));
    const { status, body, activities } = await post(
      url,
      makeChannelActivity({ text: 'mine', serviceUrl: service.url }),
    );
    expect(status).toBe(200);
    expect(body).not.toContain('sister');
    expect(activities.map((activity) => activity.text)).toEqual([
      expect.stringContaining('Please open a chat with me') as string,
    ]);
    expect(log.join()).toContain('http_403');
    expect(log.join()).not.toContain('sister');
  });

  it('takes an unknown kind of conversation for a shared one', async () => {
    const { url, turns } = await start(() => ({ replies: [] }));
    await post(url, makeActivity({ conversation: { id: 'm', conversationType: 'meetingChat' } }));
    await post(url, makeActivity({ conversation: { id: 'm', isGroup: true } }));
    expect(turns.map((turn) => turn.scope)).toEqual(['shared', 'shared']);
  });
});

describe('without expectReplies', () => {
  it('sends the answer to the service that asked', async () => {
    const service = await startService();
    const { url } = await start(() => ({ replies: [say('Yes.')] }));
    const activity = makeActivity({ text: 'may I?', deliveryMode: undefined, serviceUrl: service.url });
    const { status, body } = await post(url, activity);
    expect([status, body]).toEqual([200, '']);
    expect(cardsOf(service.sent)[0]?.fallbackText).toBe('Yes.');
    expect(service.sent[0]?.replyToId).toBe('activity-1');
  });
});

describe('arrivals', () => {
  it('are greeted once a day, though Teams tells of them twice', async () => {
    const { url, turns } = await start(() => ({ replies: [say('Hello.')] }));
    const bot = { id: '28:beadle' };
    const added = await post(url, makeActivity({ type: 'conversationUpdate', membersAdded: [bot] }));
    await post(url, makeActivity({ type: 'installationUpdate', action: 'add', id: 'other' }));
    expect(cardsOf(added.activities)[0]?.fallbackText).toBe('Hello.');
    expect(turns.map((turn) => turn.input)).toEqual([{ type: 'hello' }, { type: 'hello' }]);
    expect(new Set(turns.map((turn) => turn.eventId))).toEqual(new Set(['a:personal-ann|hello|2026-03-02']));
    expect(turns[0]?.reference).toBeDefined();
  });

  it('of others, and everything else that is no message, change nothing', async () => {
    const { url, turns } = await start(() => ({ replies: [say('never')] }));
    for (const changes of [
      { type: 'conversationUpdate', membersAdded: [{ id: '29:bob' }] },
      { type: 'conversationUpdate', channelData: { eventType: 'channelCreated' } },
      { type: 'installationUpdate', action: 'remove' },
      { type: 'installationUpdate', action: 'add-upgrade' },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'messageUpdate', text: 'edited', channelData: undefined },
      { type: 'messageDelete' },
      { type: 'typing' },
      { type: 'event', name: 'application/vnd.microsoft.meetingStart' },
      { type: 'somethingNew' },
    ]) {
      const { status, activities } = await post(url, makeActivity(changes));
      expect([changes.type, status, activities]).toEqual([changes.type, 200, []]);
    }
    expect(turns).toEqual([]);
  });

  it('answers invokes it does not know with 501', async () => {
    const { url } = await start(() => ({ replies: [] }));
    for (const name of ['config/fetch', 'composeExtension/queryLink', 'something/else', undefined]) {
      const { status } = await post(url, makeActivity({ type: 'invoke', name, deliveryMode: undefined }));
      expect([name, status]).toEqual([name, 501]);
    }
  });
});
