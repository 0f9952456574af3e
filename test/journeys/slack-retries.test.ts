import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postSigned, readTexts, type Posted, type SlackPerson } from '../support/slack-person.ts';
import { inputsOf, type Json } from '../support/slack-windows.ts';
import { SIGNING_SECRET, startSlackWorld, type SlackWorld } from '../support/world.ts';

let world: SlackWorld;
let olwen: SlackPerson;
beforeAll(async () => {
  world = await startSlackWorld('swale');
  olwen = world.person('U0OFFICER1');
});
afterAll(() => world.close());

/** Delivers the same twice, as Slack does where an answer was late or got lost on its way. */
async function twice(deliver: () => Promise<Posted>): Promise<Posted[]> {
  const posted = [await deliver(), await deliver()];
  await world.settle();
  expect(posted.map(({ status }) => status)).toEqual([200, 200]);
  return posted;
}

describe('what Slack delivers twice', () => {
  it('a message is answered once', async () => {
    await twice(() => olwen.say('how long should a reply take?', {}, { event_id: 'Ev-again' }));
    expect(olwen.seen()).toHaveLength(1);
  });

  it('a command opens one window, and is answered once', async () => {
    const body = new URLSearchParams({
      command: '/protocol',
      text: 'how long should a reply take?',
      team_id: 'T1',
      user_id: olwen.user,
      channel_id: 'C1',
      trigger_id: world.slack.windows.grantTrigger(olwen.user),
      response_url: world.slack.responseUrl('C1', olwen.user),
    }).toString();
    await twice(() =>
      postSigned({
        endpoint: `${world.url()}/slack/events`,
        signingSecret: SIGNING_SECRET,
        now: new Date(),
        contentType: 'application/x-www-form-urlencoded',
        body,
      }),
    );
    expect(olwen.seen('C1')).toHaveLength(1);
  });

  it('a press, and a form, make one entry, told once', async () => {
    await olwen.command('/complaint', 'He shouted at my team.');
    await world.settle();
    for (let step = 0; step < 8 && !readTexts(olwen.window.view).includes('Please check this'); step += 1) {
      fillWhatIsAsked(olwen);
      const { id, hash, view, values } = olwen.window;
      const sent: Json = { ...view, id, hash, root_view_id: id, state: { values } };
      const [first, second] = await twice(() => olwen.interact({ type: 'view_submission', view: sent }));
      expect(second?.json).toEqual(first?.json);
      world.slack.windows.update(id, first?.json?.['view'] as Json);
    }
    const before = world.slack.messages.length;
    const { id, hash, view } = olwen.window;
    const [button] = /confirm:[\w:-]+/.exec(JSON.stringify(view)) ?? [];
    const press = {
      type: 'block_actions',
      trigger_id: world.slack.windows.grantTrigger(olwen.user),
      container: { type: 'view', view_id: id },
      view: { ...view, id, hash, state: { values: {} } },
      actions: [{ action_id: 'choice:0', type: 'button', action_ts: '1700000000.1', value: button }],
    };
    await twice(() => olwen.interact(press));
    const [receipts, cards] = [olwen, world.person('U0DIRECTOR')].map((person) =>
      person.seen(person.direct).filter((message) => world.slack.messages.indexOf(message) >= before),
    );
    expect(receipts).toHaveLength(1);
    expect(cards).toHaveLength(1);
    await olwen.say('mine');
    await world.settle();
    expect(olwen.seen().at(-1)?.text).toContain('SWA-2026-0001');
    expect(olwen.seen().at(-1)?.text).not.toContain('SWA-2026-0002');
  });
});

function fillWhatIsAsked(person: SlackPerson): void {
  for (const { block_id: block, label, element, optional } of inputsOf(person.window.view)) {
    const given = person.window.values[block]?.[element.action_id] ?? {};
    if (given['value'] || given['selected_option'] || given['selected_date']) continue;
    const options = (element['options'] ?? []) as { text: { text: string } }[];
    if (optional !== true || label.text.startsWith('About whom'))
      person.fill(label.text, options[0]?.text.text ?? 'At the site visit.');
  }
}
