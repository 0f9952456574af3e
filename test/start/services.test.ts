import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { listServices, sayService, type ServiceName } from '../../src/start/services.ts';

const BASE = 'http://127.0.0.1:3978';
const TENANT = '0b0b0b0b-0000-4000-8000-000000000002';
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1' };
const TEAMS = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'password', MicrosoftAppTenantId: TENANT };

function said(variables: Record<string, string>): Record<string, string> {
  const services = Object.entries(listServices(readConfig(variables)));
  return Object.fromEntries(services.map(([name, service]) => [name, sayService(service, BASE)]));
}

describe('what is on and what is off', () => {
  it('is all on this machine where nothing is connected, and says how to connect', () => {
    expect(said({})).toEqual({
      web: `${BASE}/chat (with demo people, on this machine only)`,
      desk: `${BASE}/desk (with demo people, on this machine only)`,
      slack: 'off (set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET or SLACK_APP_TOKEN)',
      teams: `not connected; ${BASE}/api/messages takes unsigned activities from this machine, for testing (set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId)`,
    });
  });

  it('says where Slack is to call, or that it is called', () => {
    expect(said({ ...SLACK, SLACK_SIGNING_SECRET: 's' })['slack']).toBe(`on, at ${BASE}/slack/events`);
    expect(said({ ...SLACK, SLACK_APP_TOKEN: 'xapp-1' })['slack']).toBe('on, in Socket Mode');
    expect(said({ ...SLACK, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' })['slack']).toBe(
      `on, in Socket Mode and at ${BASE}/slack/events`,
    );
  });

  it('has the desk in Teams alone, and says what it lacks', () => {
    expect(said({ ...SLACK, SLACK_SIGNING_SECRET: 's' })).toMatchObject({
      web: 'off (it has no sign-in, so it is on only while neither Slack nor Teams is connected)',
      desk: 'off (it needs Teams, which says who people are)',
      teams: 'off (set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId)',
    });
    expect(said(TEAMS)).toMatchObject({
      desk: `on, at ${BASE}/desk, as a tab in Teams`,
      teams: `on, at ${BASE}/api/messages`,
    });
    expect(said({ MicrosoftAppId: 'app', MicrosoftAppPassword: 'password' })['desk']).toMatch(
      /^off \(set MicrosoftAppTenantId/,
    );
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['Slack', { ...SLACK, SLACK_SIGNING_SECRET: 's' }],
    ['Slack in Socket Mode', { ...SLACK, SLACK_APP_TOKEN: 'xapp-1' }],
    ['Teams', TEAMS],
    ['both', { ...SLACK, SLACK_SIGNING_SECRET: 's', ...TEAMS }],
  ])('says of everything that is off how to turn it on: with %s', (_name, variables) => {
    const services = Object.values(listServices(readConfig(variables)));
    for (const { state, turnOn, at } of services) {
      if (state !== 'off') continue;
      expect(turnOn).not.toBeNull();
      expect(at).toBeNull();
    }
    expect(Object.keys(listServices(readConfig(variables)))).toEqual([
      'web',
      'desk',
      'slack',
      'teams',
    ] satisfies ServiceName[]);
  });
});
