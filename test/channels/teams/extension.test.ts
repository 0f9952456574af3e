import { describe, expect, it } from 'vitest';
import { cardsOf } from '../../support/teams-client.ts';
import { cardIn, invoke } from '../../support/teams-invokes.ts';
import { say, start, startService } from './start-teams.ts';

/** A chat between two people, which Teams also calls personal. */
const BETWEEN_PEOPLE = {
  id: '19:ann_bob@unq.gbl.spaces',
  conversationType: 'personal',
  tenantId: 'tenant-1',
};

describe('the search for clauses', () => {
  const query = (text: string | null, more: Record<string, unknown> = {}) => ({
    commandId: 'findClauses',
    parameters: [text === null ? { name: 'initialRun', value: 'true' } : { name: 'text', value: text }],
    queryOptions: { skip: 0, count: 25 },
    ...more,
  });
  const begin = () =>
    start(() => ({ replies: [] }), {
      findClauses: (council, text) => [
        {
          label: '7.2',
          heading: 'A <b>',
          gist: `${council}: ${text}`,
          note: 'Numbered twice.',
          from: 'From somewhere.',
        },
      ],
    });

  it('gives clauses of the council whose tenant asks, each a card that stands by itself', async () => {
    const { url, turns } = await begin();
    const { status, answer } = await invoke(url, 'composeExtension/query', query(' protocol: 7.2 '));
    expect(status).toBe(200);
    const [found] = answer.composeExtension?.attachments ?? [];
    expect(found?.preview.content).toMatchObject({ title: '7.2 A &lt;b&gt;', text: 'swale: protocol: 7.2' });
    expect(found?.content.fallbackText).toBe(
      '7.2 A <b>\n\nswale: protocol: 7.2\n\nPlease note: Numbered twice.\n\nFrom somewhere.',
    );
    expect(turns).toEqual([]);
  });

  it('says what to type, what was not found, and gives no second page', async () => {
    const { url } = await begin();
    const ask = async (value: unknown) => (await invoke(url, 'composeExtension/query', value)).answer;
    expect((await ask(query(null))).composeExtension?.text).toMatch(/^Type the number of a clause/);
    expect((await ask(query(''))).composeExtension?.text).toMatch(/^Type the number of a clause/);
    expect((await ask(query('7', { queryOptions: { skip: 25 } }))).composeExtension?.attachments).toEqual([]);
    const long = await ask(query('group meetings '.repeat(1_000)));
    expect(long.composeExtension?.text).toMatch(/^That is too long to look for/);
    const none = await start(() => ({ replies: [] }));
    const { answer } = await invoke(none.url, 'composeExtension/query', query('xyzzy'));
    expect(answer.composeExtension?.text).toMatch(/^No clause has that number/);
  });

  it.each([undefined, 7, { parameters: 'x' }, { parameters: [{ name: 'text', value: {} }] }])(
    'survives the made-up query %j',
    async (value) => {
      const { url } = await begin();
      expect((await invoke(url, 'composeExtension/query', value)).status).toBe(200);
    },
  );
});

describe('"Is this a protocol matter?" on a message', () => {
  const chosen = (content: string, contentType = 'html') => ({
    commandId: 'isProtocolMatter',
    commandContext: 'message',
    messagePayload: { id: '1', body: { contentType, content }, from: { user: { displayName: 'Bob' } } },
  });

  it('is answered in a window that nobody else sees, from the words of the message', async () => {
    const { url, turns } = await start(() => ({ replies: [say('Yes.', 'private')] }));
    const html =
      '<div><p>Change my <b>report</b>,</p><p>or else &amp; soon&nbsp;&lt;3</p><attachment id="x"></attachment></div>';
    const { answer } = await invoke(url, 'composeExtension/fetchTask', chosen(html), {
      conversation: BETWEEN_PEOPLE,
    });
    expect(cardIn(answer).fallbackText).toBe('Yes.');
    expect(turns[0]).toMatchObject({
      scope: 'personal',
      input: { type: 'message', text: 'Change my report,\nor else & soon <3' },
    });
    expect(turns[0]?.reference, 'of a chat that Beadle is not in').toBeUndefined();
  });

  it('takes plain text as it is', async () => {
    const { url, turns } = await start(() => ({ replies: [say('Yes.')] }));
    await invoke(url, 'composeExtension/fetchTask', chosen(' a <b> ', 'text'));
    expect(turns[0]?.input).toEqual({ type: 'message', text: 'a <b>' });
  });

  it('goes on in the window, and ends in the private chat, never in the chat between people', async () => {
    const service = await startService();
    const { url } = await start(({ input }) =>
      input.type === 'choice'
        ? { replies: [say('Recorded.', 'private')], ended: true }
        : { replies: [say('Who are you?', 'private')] },
    );
    const at = { conversation: BETWEEN_PEOPLE, serviceUrl: service.url };
    const pressed = { ...chosen('x'), data: { beadle: 1, input: 'choice', value: 'confirm:x' } };
    const { answer } = await invoke(url, 'composeExtension/submitAction', pressed, at);
    expect(answer.task?.value).toMatch(/^Recorded\./);
    expect(service.created).toHaveLength(1);
    expect(service.sent.map(({ conversation }) => conversation?.id)).toEqual(['a:created-chat']);
    expect(cardsOf(service.sent)[0]?.fallbackText).toBe('Recorded.');
  });

  it.each([undefined, {}, chosen(''), chosen('<attachment id="1"></attachment>'), { messagePayload: {} }])(
    'says where there is nothing to read: %j',
    async (value) => {
      const { url, turns } = await start(() => ({ replies: [] }));
      const { answer } = await invoke(url, 'composeExtension/fetchTask', value);
      expect(answer.task).toEqual({
        type: 'message',
        value: 'There is no text in that message that I could read.',
      });
      expect(turns).toEqual([]);
    },
  );
});
