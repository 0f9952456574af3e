/** What is on and what is off, in a few lines a person can read, and what needs their attention. */
import type { Config } from '../config.ts';
import type { Beadle } from './beadle.ts';
import type { ServedCouncils } from './councils.ts';
import { whyNoSignIn } from './desk.ts';

const MANY_ATTEMPTS = 4;

export async function describeStart(
  beadle: Beadle,
  config: Config,
  councils: ServedCouncils,
  port: number,
): Promise<string> {
  const base = `http://${config.host}:${port}`;
  const lines = [
    '',
    `Beadle is running for ${config.localMode ? [...councils.directories.keys()].sort().join(', ') : config.council}.`,
    config.localMode
      ? `  Chat:   ${base}/chat (with demo people, on this machine only)`
      : '  Chat:   off while Slack or Teams is connected',
    `  Desk:   ${describeDesk(config, base)}`,
    `  Slack:  ${describeSlack(config, base)}`,
    `  Teams:  ${describeTeams(config, base)}`,
    `  Data:   ${config.dataDir}/register.db`,
  ];
  const attention = [...councils.warnings, ...(await describeTrouble(beadle, councils))];
  if (attention.length > 0) lines.push('', 'Please look at this:', ...attention.map((line) => `  - ${line}`));
  return `${lines.join('\n')}\n\n`;
}

function describeSlack({ slack }: Config, base: string): string {
  if (slack === null) return 'off (set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET or SLACK_APP_TOKEN)';
  return slack.appToken === null ? `on, at ${base}/slack/events` : 'on, in Socket Mode';
}

function describeTeams({ teams, localMode }: Config, base: string): string {
  if (teams !== null) return `on, at ${base}/api/messages`;
  return localMode
    ? `not connected; ${base}/api/messages takes unsigned activities from this machine, for testing`
    : 'off (set MicrosoftAppId and MicrosoftAppPassword)';
}

function describeDesk({ teams, localMode }: Config, base: string): string {
  if (localMode) return `${base}/desk (with demo people, on this machine only)`;
  if (teams === null) return 'off (it needs Teams, which says who people are)';
  const why = whyNoSignIn(teams);
  return why === null ? `on, at ${base}/desk, as a tab in Teams` : `off (${why})`;
}

async function describeTrouble({ register }: Beadle, councils: ServedCouncils): Promise<string[]> {
  const lines: string[] = [];
  for (const gap of await register.openGaps()) {
    const why = gap.reason === 'nobody-holds-office' ? 'nobody holds' : 'only a party to the matter holds';
    lines.push(`${gap.reference}: nobody was told, because ${why} the office "${gap.office}".`);
  }
  const stuck = await register.stuckMessages(MANY_ATTEMPTS);
  if (stuck.length > 0) {
    const codes = [...new Set(stuck.map(({ code }) => code))].join(', ');
    lines.push(`${stuck.length} messages could not be delivered yet (${codes}); they are still being tried.`);
  }
  for (const council of councils.directories.keys()) {
    const chain = await register.verifyChain(council);
    if (!chain.intact) {
      lines.push(`The history of ${council} was tampered with: entry ${chain.sequence}: ${chain.reason}.`);
    }
  }
  return lines;
}
