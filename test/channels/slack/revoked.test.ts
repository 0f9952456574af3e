import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { say, startHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness(() => say('Yes'));
});
afterEach(() => harness.close());

describe('where Slack takes Beadle away', () => {
  it.each([
    ['the token', { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }, 'slack-token-revoked'],
    ['the app', { type: 'app_uninstalled' }, 'slack-app-uninstalled'],
  ])('with %s, the log says so', async (_what, event, code) => {
    const { status } = await harness.person().event(event);
    await harness.channel.settle();
    expect(status).toBe(200);
    expect(harness.log()).toContain(code);
    expect(harness.turns).toEqual([]);
  });

  it('with a person’s own token, nothing is said: Beadle has none', async () => {
    await harness.person().event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    await harness.channel.settle();
    expect(harness.log()).not.toContain('revoked');
  });
});
