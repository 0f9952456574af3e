import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, environmentSchema, readConfig } from '../../src/config.ts';

type Variables = Record<string, string | undefined>;

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const TEAMS = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'password' };

function faultsOf(variables: Variables): readonly string[] {
  try {
    readConfig(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs nothing: then Beadle is local', () => {
    expect(readConfig({})).toEqual({
      port: 3978,
      host: '127.0.0.1',
      dataDir: './data',
      council: 'swale',
      peopleFile: null,
      slack: null,
      teams: null,
      botOpenIdMetadata: null,
      logLevel: 'info',
      now: null,
      localMode: true,
    });
  });

  it('takes an empty variable, or one of spaces, for one that is not set', () => {
    const empty = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, ' ']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('passes over variables that are none of its own', () => {
    expect(readConfig({ PATH: '/bin', port: '1' })).toEqual(readConfig({}));
  });

  it('reads every variable', () => {
    const config = readConfig({
      ...SLACK,
      ...TEAMS,
      PORT: '0',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/beadle',
      COUNCIL: 'south-somerset',
      PEOPLE_FILE: ' people.csv ',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'https://slack-gov.com/api/',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 'tenant',
      BotOpenIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      LOG_LEVEL: 'warn',
      BEADLE_NOW: '2026-12-21T10:00:00+01:00',
    });
    expect(config).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataDir: '/srv/beadle',
      council: 'south-somerset',
      peopleFile: 'people.csv',
      slack: {
        botToken: 'xoxb-1',
        signingSecret: 'secret',
        appToken: 'xapp-1',
        apiUrl: 'https://slack-gov.com/api/',
      },
      teams: { appId: 'app', appPassword: 'password', appType: 'SingleTenant', tenantId: 'tenant' },
      botOpenIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      logLevel: 'warn',
      now: new Date('2026-12-21T09:00:00Z'),
      localMode: false,
    });
  });

  it.each<[string, string, RegExp]>([
    ['PORT', 'http', /^PORT must be a port number/],
    ['PORT', '70000', /^PORT must be at most 65535/],
    ['PORT', '-1', /^PORT must be a port number/],
    ['COUNCIL', '../secrets', /^COUNCIL must be the name of a folder/],
    ['SLACK_API_URL', 'slack', /^SLACK_API_URL must be a web address/],
    ['BotOpenIdMetadata', 'keys', /^BotOpenIdMetadata must be a web address/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of fatal, error/],
    ['BEADLE_NOW', 'yesterday', /^BEADLE_NOW must be an instant such as/],
    ['BEADLE_NOW', '2026-12-21T09:00:00', /^BEADLE_NOW must be an instant such as/],
  ])('says what %s=%s should be', (name, value, fault) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(fault)]);
  });

  it('finds tokens in each other’s place', () => {
    const faults = faultsOf({
      SLACK_BOT_TOKEN: 'xapp-1',
      SLACK_APP_TOKEN: 'xoxb-1',
    });
    expect(faults).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN is an app-level token/),
      expect.stringMatching(/^SLACK_APP_TOKEN is a bot token/),
    ]);
  });
});

describe('half a configuration', () => {
  it.each<[string, Variables, RegExp]>([
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_BOT_TOKEN is set, but neither/],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, /^SLACK_SIGNING_SECRET is set, but SLACK_BOT_/],
    ['an app-level token alone', { SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_APP_TOKEN is set, but SLACK_BOT_/],
    ['an app id alone', { MicrosoftAppId: 'app' }, /^MicrosoftAppId is set, but MicrosoftAppPassword is not/],
    ['a password alone', { MicrosoftAppPassword: 'p' }, /^MicrosoftAppPassword is set, but MicrosoftAppId/],
    ['an app type alone', { MicrosoftAppType: 'MultiTenant' }, /^MicrosoftAppType is set, but/],
    ['a tenant alone', { MicrosoftAppTenantId: 't' }, /^MicrosoftAppTenantId is set, but/],
    [
      'a single tenant without its id',
      { ...TEAMS, MicrosoftAppType: 'SingleTenant' },
      /^MicrosoftAppTenantId is not set/,
    ],
    [
      'a managed identity without its tenant',
      { MicrosoftAppId: 'app', MicrosoftAppType: 'UserAssignedMSI' },
      /^MicrosoftAppTenantId is not set/,
    ],
    [
      'a managed identity with a password',
      {
        MicrosoftAppId: 'app',
        MicrosoftAppType: 'UserAssignedMSI',
        MicrosoftAppTenantId: 't',
        MicrosoftAppPassword: 'p',
      },
      /^MicrosoftAppPassword is set, but a managed identity .* remove it/,
    ],
    [
      'an open address without sign-in',
      { HOST: '0.0.0.0' },
      /^HOST is 0\.0\.0\.0, but .* serves this machine only/,
    ],
  ])('is refused with a remedy, not taken for local mode: %s', (_what, variables, fault) => {
    const faults = faultsOf(variables);
    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect(faults[0]).toMatch(/: (set|remove) /);
  });

  it.each<[string, Variables]>([
    ['Slack over HTTP', SLACK],
    ['Slack in Socket Mode', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }],
    ['Teams', TEAMS],
    [
      'Teams with a managed identity',
      { MicrosoftAppId: 'app', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' },
    ],
  ])('is not seen where it is whole: %s', (_what, variables) => {
    expect(readConfig(variables).localMode).toBe(false);
  });

  it.each(['localhost', '::1', '127.0.0.1'])('lets local mode listen on %s', (host) => {
    expect(readConfig({ HOST: host }).host).toBe(host);
  });

  it('takes a Teams tenant for a single one, and none for many', () => {
    expect(readConfig({ ...TEAMS, MicrosoftAppTenantId: 't' }).teams?.appType).toBe('SingleTenant');
    expect(readConfig(TEAMS).teams?.appType).toBe('MultiTenant');
  });
});

it('names all faults at once: wrong values and missing halves', () => {
  const faults = faultsOf({
    PORT: 'x',
    LOG_LEVEL: 'loud',
    SLACK_BOT_TOKEN: 'xoxb-1',
    MicrosoftAppPassword: 'p',
  });
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
    'PORT',
    'LOG_LEVEL',
    'SLACK_BOT_TOKEN',
    'MicrosoftAppPassword',
  ]);
});

it('never repeats a secret in an error', () => {
  const secrets = {
    SLACK_SIGNING_SECRET: 'hush-1',
    SLACK_APP_TOKEN: 'xoxb-hush-2',
    MicrosoftAppPassword: 'hush-3',
  };
  expect(faultsOf(secrets).join()).not.toContain('hush');
});

describe('.env.example', () => {
  const example = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');
  const lines = [...example.matchAll(/^# ([A-Za-z_]+)=(.*)$/gm)];

  it('explains exactly the variables there are', () => {
    const names = lines.map((line) => line[1]);
    expect([...names].sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('sets nothing until a "#" is taken off', () => {
    expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });

  it('gives values that would be accepted', () => {
    const variables = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
    expect(readConfig(variables).port).toBe(3978);
  });
});
