/** The environment, read once and checked whole. The only file that looks at environment variables. */
import { z } from 'zod';

export type SlackConfig = {
  signingSecret: string | null;
  botToken: string;
  /** Set for Socket Mode. */
  appToken: string | null;
  /** Base URL of the Web API; null for Slack's own. */
  apiUrl: string | null;
};

export type TeamsConfig = {
  appId: string;
  appPassword: string | null;
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  tenantId: string | null;
};

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  council: string;
  peopleFile: string | null;
  slack: SlackConfig | null;
  teams: TeamsConfig | null;
  /** Where the Bot Framework's signing keys are looked up; null for Microsoft's own. */
  botOpenIdMetadata: string | null;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Where the clock starts; null for now. */
  now: Date | null;
  /** No Slack and no Microsoft settings: the web chat works with demo people, on this machine only. */
  localMode: boolean;
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** The configuration cannot be used; the message lists every variable at fault, why, and what to do. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `Beadle cannot start: ${faults.length === 1 ? 'a setting is' : 'some settings are'} wrong.\n` +
        faults.map((fault) => `  - ${fault}`).join('\n') +
        '\nSee .env.example for what each variable means.',
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** An unset variable and an empty one mean the same. */
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === undefined || value === '' ? null : value));

/** A token of another kind pasted in by mistake is found out here; Slack's refusal would not say which. */
const token = (wrongPrefix: string, remedy: string) =>
  text.refine((value) => value?.startsWith(wrongPrefix) !== true, { error: remedy });

/** Every variable of the contract. `.env.example` is checked against this list by a test. */
export const environmentSchema = z.object({
  PORT: text.pipe(
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port number such as 3978')
      .transform(Number)
      .refine((port) => port <= 65535, 'must be at most 65535')
      .nullable(),
  ),
  HOST: text,
  DATA_DIR: text,
  COUNCIL: text.refine((value) => value === null || /^[a-z0-9-]+$/.test(value), {
    error: 'must be the name of a folder in protocols/, in lower case',
  }),
  PEOPLE_FILE: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_BOT_TOKEN: token(
    'xapp-',
    'is an app-level token: it wants the bot token (xoxb-...) from your Slack app, "OAuth & Permissions"',
  ),
  SLACK_APP_TOKEN: token(
    'xoxb-',
    'is a bot token: it wants the app-level token (xapp-...) from your Slack app, "Basic Information"',
  ),
  SLACK_API_URL: text.pipe(z.url('must be a web address such as https://slack.com/api/').nullable()),
  MicrosoftAppId: text,
  MicrosoftAppPassword: text,
  MicrosoftAppType: text.pipe(
    z
      .enum(
        ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'],
        'must be SingleTenant, MultiTenant or UserAssignedMSI',
      )
      .nullable(),
  ),
  MicrosoftAppTenantId: text,
  BotOpenIdMetadata: text.pipe(z.url('must be a web address').nullable()),
  LOG_LEVEL: text.pipe(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).nullable()),
  BEADLE_NOW: text.pipe(
    z.iso
      .datetime({ offset: true, error: 'must be an instant such as 2026-12-21T09:00:00Z' })
      .transform((value) => new Date(value))
      .nullable(),
  ),
});

type Environment = z.infer<typeof environmentSchema>;

/**
 * Reads the configuration.
 * @throws ConfigError naming every variable at fault
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environmentSchema.safeParse(variables);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}.`),
    ...halfConfigurations(textsOf(variables)),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return toConfig(parsed.data);
}

/** What each variable was set to, right or wrong; null where it is not set. */
type Texts = Record<keyof Environment, string | null>;

function textsOf(variables: Readonly<Record<string, string | undefined>>): Texts {
  return Object.fromEntries(
    Object.keys(environmentSchema.shape).map((name) => [name, text.parse(variables[name])]),
  ) as Texts;
}

/** Half a configuration is an error: silently running in local mode would hide it. */
function halfConfigurations(env: Texts): string[] {
  const faults: string[] = [];
  if (env.SLACK_BOT_TOKEN !== null && env.SLACK_SIGNING_SECRET === null && env.SLACK_APP_TOKEN === null) {
    faults.push(
      'SLACK_BOT_TOKEN is set, but neither SLACK_SIGNING_SECRET (for HTTP) nor SLACK_APP_TOKEN (for Socket Mode): set one of them.',
    );
  }
  if (env.SLACK_BOT_TOKEN === null && (env.SLACK_SIGNING_SECRET !== null || env.SLACK_APP_TOKEN !== null)) {
    const given = env.SLACK_SIGNING_SECRET !== null ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    faults.push(`${given} is set, but SLACK_BOT_TOKEN is not: set it, or remove both to do without Slack.`);
  }
  const isManaged = env.MicrosoftAppType === 'UserAssignedMSI';
  if (env.MicrosoftAppId !== null && env.MicrosoftAppPassword === null && !isManaged) {
    faults.push(
      'MicrosoftAppId is set, but MicrosoftAppPassword is not: set it, or set MicrosoftAppType to UserAssignedMSI.',
    );
  }
  if (isManaged && env.MicrosoftAppPassword !== null) {
    faults.push(
      'MicrosoftAppPassword is set, but a managed identity (MicrosoftAppType UserAssignedMSI) has none: remove it.',
    );
  }
  if (env.MicrosoftAppId === null) {
    for (const name of ['MicrosoftAppPassword', 'MicrosoftAppType', 'MicrosoftAppTenantId'] as const) {
      if (env[name] !== null) {
        faults.push(`${name} is set, but MicrosoftAppId is not: set it, or remove both to do without Teams.`);
      }
    }
  }
  if (
    env.MicrosoftAppId !== null &&
    env.MicrosoftAppType !== null &&
    env.MicrosoftAppType !== 'MultiTenant' &&
    env.MicrosoftAppTenantId === null
  ) {
    faults.push(
      `MicrosoftAppTenantId is not set, but MicrosoftAppType is ${env.MicrosoftAppType}: set the id of your tenant.`,
    );
  }
  const isLocal = env.SLACK_BOT_TOKEN === null && env.MicrosoftAppId === null;
  if (isLocal && env.HOST !== null && !LOOPBACK.includes(env.HOST)) {
    faults.push(
      `HOST is ${env.HOST}, but without Slack and Microsoft settings Beadle has no sign-in and serves this machine only: remove HOST, or connect Slack or Teams.`,
    );
  }
  return faults;
}

function toConfig(env: Environment): Config {
  const slack =
    env.SLACK_BOT_TOKEN === null
      ? null
      : {
          signingSecret: env.SLACK_SIGNING_SECRET,
          botToken: env.SLACK_BOT_TOKEN,
          appToken: env.SLACK_APP_TOKEN,
          apiUrl: env.SLACK_API_URL,
        };
  const teams =
    env.MicrosoftAppId === null
      ? null
      : {
          appId: env.MicrosoftAppId,
          appPassword: env.MicrosoftAppPassword,
          // Without a tenant, the Bot Framework's own default.
          appType:
            env.MicrosoftAppType ?? (env.MicrosoftAppTenantId === null ? 'MultiTenant' : 'SingleTenant'),
          tenantId: env.MicrosoftAppTenantId,
        };
  return {
    port: env.PORT ?? 3978,
    host: env.HOST ?? '127.0.0.1',
    dataDir: env.DATA_DIR ?? './data',
    council: env.COUNCIL ?? 'swale',
    peopleFile: env.PEOPLE_FILE,
    slack,
    teams,
    botOpenIdMetadata: env.BotOpenIdMetadata,
    logLevel: env.LOG_LEVEL ?? 'info',
    now: env.BEADLE_NOW,
    localMode: slack === null && teams === null,
  };
}
