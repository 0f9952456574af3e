/** What Slack refuses for a while: nothing that was recorded is lost, and nothing of it stands in the log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, openSlackTown, type SlackTown } from '../support/slack-story.ts';
import { COMPLAINT, first, WHAT } from './swale-words.ts';

let town: SlackTown;
beforeAll(async () => {
  town = await openSlackTown('swale');
});
afterAll(() => town.world.close());

describe('a complaint raised while Slack takes no messages', () => {
  it('is recorded, and said to be so in the window', async () => {
    await town.live({
      who: 'Joan',
      does: async (joan, story) => {
        await begin(COMPLAINT, { 'About whom?': 'Olwen Parry' }, first('Informally'), WHAT)(joan, story);
        town.world.slack.always('chat.postMessage', { error: 'token_revoked' });
        await joan.press('Send it');
      },
      sees: /Recorded: SWA-2026-0001/,
    });
    const log = town.world.logs.join('');
    expect(log).toContain('slack-token_revoked');
    expect(log).not.toMatch(/Joan|Olwen|letters/);
  });

  it('waits through a restart, and is among what needs to be looked at', async () => {
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) await town.live({ on: day });
    await town.world.restart();
    expect(town.world.report()).toContain('could not be delivered yet (slack-token_revoked)');
  });

  it('is said at the start where the token itself is refused, but not where Slack is out of reach', async () => {
    town.world.slack.next('auth.test', { error: 'token_revoked' });
    await town.world.restart();
    expect(town.world.report()).toMatch(/Slack refuses SLACK_BOT_TOKEN \(token_revoked\): copy/);
    town.world.slack.next('auth.test', { status: 503 });
    await town.world.restart();
    expect(town.world.report()).not.toContain('SLACK_BOT_TOKEN');
  });

  it('reaches its handler once the app is installed anew', async () => {
    town.world.slack.always('chat.postMessage', null);
    await town.live({
      on: '2026-11-24',
      told: { Daniel: [/A concern about an officer/, /SWA-2026-0001/] },
    });
  });

  it('is not held up by a card that can be changed no more', async () => {
    town.world.slack.always('chat.update', { error: 'message_not_found' });
    const daniel = town.person('Daniel');
    await daniel.press('Acknowledge');
    await town.settle();
    await daniel.submit();
    await town.settle();
    await daniel.close();
    await town.settle();
    expect(town.everRead('Joan')).toContain('being looked into');
    await town.live({ on: '2026-11-25' });
    expect(town.world.report()).not.toContain('could not be delivered');
  });
});
