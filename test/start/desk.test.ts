import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../src/casework/people.ts';
import { readConfig } from '../../src/config.ts';
import { chooseDoor, whyNoSignIn } from '../../src/start/desk.ts';
import { sharedKnowledge } from '../support/world.ts';

const TENANT = '0b0b0b0b-0000-4000-8000-000000000002';
const TEAMS = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'p' };
const directories = new Map([
  ['gwynedd', createDirectory([])],
  ['swale', createDirectory([])],
]);

const doorOf = (variables: Record<string, string>) =>
  chooseDoor(readConfig(variables), { library: sharedKnowledge().library, directories });

describe('the desk’s door', () => {
  it('is open to the demo people without Slack and Teams, the council of COUNCIL first', () => {
    const door = doorOf({});
    expect(door).toMatchObject({ opens: 'local' });
    expect(door.opens === 'local' && [...door.names]).toEqual([
      ['swale', 'Swale Borough Council'],
      ['gwynedd', expect.any(String)],
    ]);
  });

  it('is open to the people of the tenant with Teams, whatever the kind of the bot', () => {
    for (const MicrosoftAppType of ['SingleTenant', 'MultiTenant']) {
      const door = doorOf({ ...TEAMS, MicrosoftAppType, MicrosoftAppTenantId: TENANT });
      expect(door).toMatchObject({
        opens: 'teams',
        council: 'swale',
        token: { appId: 'app', tenantId: TENANT },
      });
    }
  });

  it('is open with Slack and Teams both', () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
    expect(doorOf({ ...slack, ...TEAMS, MicrosoftAppTenantId: TENANT }).opens).toBe('teams');
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['with Slack alone', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }, /needs Microsoft Teams/],
    ['where no tenant is set', TEAMS, /cannot yet know who you are/],
    [
      'where the tenant is no id',
      { ...TEAMS, MicrosoftAppTenantId: 'example.onmicrosoft.com' },
      /cannot yet know/,
    ],
    [
      'with a managed identity',
      { MicrosoftAppId: 'app', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: TENANT },
      /cannot yet know/,
    ],
  ])('is shut %s, and says why', (_name, variables, why) => {
    const door = doorOf(variables);
    expect(door.opens === 'never' && door.why).toMatch(why);
  });

  it('tells whoever runs Beadle what to do', () => {
    const why = (variables: Record<string, string>): string | null => {
      const { teams } = readConfig({ MicrosoftAppId: 'app', ...variables });
      return teams && whyNoSignIn(teams);
    };
    expect(why({ MicrosoftAppPassword: 'p' })).toContain('set MicrosoftAppTenantId');
    expect(why({ MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: TENANT })).toContain(
      'managed identity',
    );
    expect(why({ MicrosoftAppPassword: 'p', MicrosoftAppTenantId: TENANT })).toBeNull();
  });
});
