/** What is on and what is off, in a few lines a person can read, and what needs their attention. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Beadle } from './beadle.ts';
import type { ServedCouncils } from './councils.ts';
import { listServices, sayService } from './services.ts';

const MANY_ATTEMPTS = 4;

export async function describeStart(
  beadle: Beadle,
  config: Config,
  councils: ServedCouncils,
  port: number,
  slackRefusal: string | null,
): Promise<string> {
  const base = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const services = Object.values(listServices(config));
  const lines = [
    '',
    `Beadle is running for ${[...councils.directories.keys()].sort().join(', ')}.`,
    ...services.map((service) => `  ${`${service.title}:`.padEnd(7)} ${sayService(service, base)}`),
    `  Data:   ${join(config.dataDir, 'register.db')}`,
  ];
  if (services.some(({ turnOn }) => turnOn !== null)) {
    lines.push('', 'How to turn on what is off is told step by step in docs/running.md.');
  }
  const attention = [
    ...councils.warnings,
    ...describeClock(config),
    ...describeRefusal(slackRefusal),
    ...(await describeTrouble(beadle, councils)),
  ];
  if (attention.length > 0) lines.push('', 'Please look at this:', ...attention.map((line) => `  - ${line}`));
  return `${lines.join('\n')}\n\n`;
}

function describeClock({ now, localMode }: Config): string[] {
  if (now === null || localMode) return [];
  const day = now.toISOString().slice(0, 10);
  return [
    `BEADLE_NOW is set: the clock was started at ${day}, so every date and deadline is wrong. On a server in use, remove it.`,
  ];
}

function describeRefusal(code: string | null): string[] {
  if (code === null) return [];
  return [
    `Slack refuses SLACK_BOT_TOKEN (${code}): copy the Bot User OAuth Token anew, from "OAuth & Permissions" of your Slack app, and restart.`,
  ];
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
    lines.push(
      stuck.length === 1
        ? `One message could not be delivered yet (${codes}); it is still being tried.`
        : `${stuck.length} messages could not be delivered yet (${codes}); they are still being tried.`,
    );
  }
  for (const council of councils.directories.keys()) {
    const chain = await register.verifyChain(council);
    if (!chain.intact) {
      lines.push(`The history of ${council} was tampered with: entry ${chain.sequence}: ${chain.reason}.`);
    }
  }
  return lines;
}
