/** What is on, what is off and how to turn it on: said to a person by the start report and to a machine by `GET /healthz`. */
import type { Config } from '../config.ts';
import { whyNoSignIn } from './desk.ts';

export type ServiceName = 'web' | 'desk' | 'slack' | 'teams';

export type Service = {
  title: 'Chat' | 'Desk' | 'Slack' | 'Teams';
  /** `off`, or how it is on. */
  state: string;
  /** The path at which it is served; null where it is off or needs none. */
  at: string | null;
  /** For a person. `{at}` stands for the whole address. */
  text: string;
  /** What to do so that it is on; null where it is. */
  turnOn: string | null;
};

type Settings = Pick<Config, 'slack' | 'teams' | 'localMode'>;

const DEMO = '{at} (with demo people, on this machine only)';

/** In the order in which they are told. */
export function listServices(config: Settings): Readonly<Record<ServiceName, Service>> {
  return {
    web: describeChat(config),
    desk: describeDesk(config),
    slack: describeSlack(config),
    teams: describeTeams(config),
  };
}

/** The text of a service, with the whole address where it is served. */
export function sayService({ text, at, turnOn }: Service, base: string): string {
  const said = text.replace('{at}', base + (at ?? ''));
  return turnOn === null ? said : `${said} (${turnOn})`;
}

function describeChat({ localMode }: Settings): Service {
  if (localMode) return { title: 'Chat', state: 'local', at: '/chat', text: DEMO, turnOn: null };
  return {
    title: 'Chat',
    state: 'off',
    at: null,
    text: 'off',
    turnOn: 'it has no sign-in, so it is on only while neither Slack nor Teams is connected',
  };
}

function describeDesk({ teams, localMode }: Settings): Service {
  const title = 'Desk';
  if (localMode) return { title, state: 'local', at: '/desk', text: DEMO, turnOn: null };
  const why = teams === null ? 'it needs Teams, which says who people are' : whyNoSignIn(teams);
  if (why !== null) return { title, state: 'off', at: null, text: 'off', turnOn: why };
  return { title, state: 'teams', at: '/desk', text: 'on, at {at}, as a tab in Teams', turnOn: null };
}

function describeSlack({ slack }: Settings): Service {
  const title = 'Slack';
  if (slack === null) {
    const turnOn = 'set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET or SLACK_APP_TOKEN';
    return { title, state: 'off', at: null, text: 'off', turnOn };
  }
  const isServed = slack.signingSecret !== null;
  const at = isServed ? '/slack/events' : null;
  if (slack.appToken === null) return { title, state: 'http', at, text: 'on, at {at}', turnOn: null };
  return {
    title,
    state: 'socket',
    at,
    text: isServed ? 'on, in Socket Mode and at {at}' : 'on, in Socket Mode',
    turnOn: null,
  };
}

function describeTeams({ teams, localMode }: Settings): Service {
  const title = 'Teams';
  const at = '/api/messages';
  if (teams !== null) return { title, state: 'on', at, text: 'on, at {at}', turnOn: null };
  const turnOn = 'set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId';
  if (!localMode) return { title, state: 'off', at: null, text: 'off', turnOn };
  const text = 'not connected; {at} takes unsigned activities from this machine, for testing';
  return { title, state: 'local', at, text, turnOn };
}
