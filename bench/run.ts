/**
 * `npm run bench`: Beadle beside bare bots, `ask` alone, disclosures recorded, and ten thousand open cases. With
 * `--only slack|teams|ask|disclosures|cases` one of them; with `--profile FOLDER` the servers write CPU profiles there.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CACHE, loadKnowledge } from '../src/start/library.ts';
import { showTraining } from '../src/start/training-progress.ts';
import { measureAsk } from './ask.ts';
import { CASES_SECONDS, measureCases } from './cases.ts';
import { COMPARISON_SECONDS } from './compare.ts';
import { DISCLOSURES_SECONDS, measureDisclosures } from './disclosures.ts';
import { showProgress } from './progress.ts';
import { renderReport, type Results } from './report.ts';
import { compareSlack } from './slack.ts';
import { compareTeams } from './teams.ts';

const PARTS = ['slack', 'teams', 'ask', 'disclosures', 'cases'] as const;
type Part = (typeof PARTS)[number];

const SECONDS: Record<Part, number> = {
  slack: COMPARISON_SECONDS,
  teams: COMPARISON_SECONDS,
  ask: 1,
  disclosures: DISCLOSURES_SECONDS,
  cases: CASES_SECONDS,
};
const COUNCIL = 'swale';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, profile: { type: 'string' } } });
  const parts: readonly Part[] =
    values.only === undefined ? PARTS : PARTS.filter((part) => part === values.only);
  if (parts.length === 0) throw new RangeError(`--only must be one of ${PARTS.join(', ')}.`);
  const profileFolder = values.profile === undefined ? null : resolve(values.profile);
  // Learnt before anything is measured, and cached for the servers.
  const knowledge = loadKnowledge(showTraining(process.stderr));
  const busy = describeBusyness();
  const folder = makeFolder();
  const progress = showProgress(
    process.stderr,
    parts.reduce((total, part) => total + SECONDS[part], 0),
  );
  try {
    const results: Results = {};
    for (const part of parts) {
      const setting = { council: COUNCIL, dataDir: join(folder, part), profileFolder, progress };
      switch (part) {
        case 'slack':
          results.slack = await compareSlack(setting);
          break;
        case 'teams':
          results.teams = await compareTeams(setting);
          break;
        case 'ask':
          results.ask = await progress.during('ask alone', SECONDS.ask, () =>
            Promise.resolve(measureAsk(knowledge)),
          );
          break;
        case 'disclosures':
          results.disclosures = await measureDisclosures(setting, knowledge);
          break;
        case 'cases':
          results.cases = await measureCases(setting);
      }
    }
    progress.stop();
    console.log(renderReport(results));
    if (busy !== null) console.log(`\n${busy}`);
  } finally {
    progress.stop();
  }
}

/** The bench wants a processor for the server and one for the load: what others take, it measures as slowness. */
function describeBusyness(): string | null {
  const processors = availableParallelism();
  const load = loadavg()[0] ?? 0;
  if (load < processors / 2) return null;
  return `The machine was busy before this began (load ${load.toFixed(1)} on ${processors} processors): take the figures as rough.`;
}

/** On the disk of the project: in many systems' own folder for such things nothing is ever written to a disk. */
function makeFolder(): string {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// So that what is to be done on exit, is done.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
