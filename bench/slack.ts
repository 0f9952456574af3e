/** `/protocol <question>` through `POST /slack/events`, against a Bolt app that only acknowledges. */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parsePeople } from '../src/casework/people.ts';
import { ROOT } from '../src/start/library.ts';
import { compare, type Comparison } from './compare.ts';
import { summarise, type Figures } from './figures.ts';
import type { Target } from './load.ts';
import type { Progress } from './progress.ts';
import { cycle, pickQuestions } from './questions.ts';
import { startProcess, type ServerProcess } from './server-process.ts';

/** What the fake Slack counted since it was last asked. */
export type Answers = {
  /** Milliseconds from each command to its answer. */
  after: number[];
  /** When the last one came. */
  lastAt: number;
  /** Messages that came by another way. */
  direct: number;
};

export type Setting = { council: string; dataDir: string; profileFolder: string | null; progress: Progress };

const PEOPLE_FILE = join(ROOT, 'db', 'demo', 'people.csv');
const SIGNING_SECRET = 'bench-signing-secret';
const ANSWERS_WITHIN_MS = 60_000;
const QUIET_MS = 300;

/** Beadle's run comes with the answers that reached Slack: acknowledging alone is no answer. */
export async function compareSlack(setting: Setting): Promise<Comparison<Figures>> {
  const { profileFolder } = setting;
  const servers: ServerProcess[] = [];
  try {
    const fake = await startProcess({
      name: 'fake-slack',
      script: join(ROOT, 'bench/servers/fake-slack.ts'),
    });
    servers.push(fake);
    const slackEnv = {
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_API_URL: `${fake.url}/api/`,
    };
    const beadle = await startProcess({
      name: 'beadle-slack',
      script: join(ROOT, 'beadle.js'),
      env: {
        ...slackEnv,
        COUNCIL: setting.council,
        DATA_DIR: setting.dataDir,
        LOG_LEVEL: 'silent',
        PEOPLE_FILE,
      },
      profileFolder,
    });
    servers.push(beadle);
    const bare = await startProcess({
      name: 'bare-bolt',
      script: join(ROOT, 'bench/servers/bare-bolt.ts'),
      env: slackEnv,
      profileFolder,
    });
    servers.push(bare);
    const makeRequest = createCommands(fake.url, setting.council);
    return await compare(
      {
        ...targetOf('Slack, Beadle', beadle, makeRequest),
        settle: (acknowledged, seconds) => collectAnswers(fake.url, acknowledged, seconds),
      },
      { ...targetOf('Slack, bare Bolt', bare, makeRequest), settle: () => Promise.resolve(null) },
      setting.progress,
    );
  } finally {
    for (const server of servers.reverse()) await server.stop();
  }
}

function targetOf(name: string, server: ServerProcess, makeRequest: Target['makeRequest']): Target {
  // An acknowledgement is empty: the answer goes to the response URL.
  return { name, url: `${server.url}/slack/events`, makeRequest, isAnswer: (body) => body === '' };
}

/** Commands as Slack posts and signs them, each by another person of the people file, with another question. */
function createCommands(fakeUrl: string, council: string): Target['makeRequest'] {
  const people = parsePeople(readFileSync(PEOPLE_FILE, 'utf8'), PEOPLE_FILE);
  const nextUser = cycle(people.flatMap(({ slackUserId }) => slackUserId ?? []));
  const nextQuestion = cycle(pickQuestions(500, council));
  return () => {
    const now = Date.now();
    const body = new URLSearchParams({
      token: 'bench',
      team_id: 'T1',
      team_domain: 'bench',
      channel_id: 'C1',
      channel_name: 'general',
      user_id: nextUser(),
      user_name: 'someone',
      command: '/protocol',
      text: nextQuestion().text,
      api_app_id: 'A1',
      is_enterprise_install: 'false',
      response_url: `${fakeUrl}/answer/${now}`,
      trigger_id: randomUUID(),
    }).toString();
    const timestamp = String(Math.floor(now / 1_000));
    const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    return {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    };
  };
}

/**
 * Waits for the answers still under way.
 * @throws where a command was acknowledged but not answered
 */
async function collectAnswers(fakeUrl: string, acknowledged: number, seconds: number): Promise<Figures> {
  const begun = Date.now() - seconds * 1_000;
  const until = Date.now() + ANSWERS_WITHIN_MS;
  let answers = await readAnswers(fakeUrl, 'GET');
  // Commands cut off at the end of the load are answered as well: it is over when it is quiet.
  while (answers.after.length < acknowledged || Date.now() - answers.lastAt < QUIET_MS) {
    if (Date.now() > until) {
      throw new Error(
        `Of ${acknowledged} commands acknowledged, ${answers.after.length} were answered, and ` +
          `${answers.direct} by a message elsewhere.`,
      );
    }
    await sleep(QUIET_MS / 3);
    answers = await readAnswers(fakeUrl, 'GET');
  }
  await readAnswers(fakeUrl, 'DELETE');
  return summarise(answers.after, answers.lastAt - begun);
}

async function readAnswers(fakeUrl: string, method: 'GET' | 'DELETE'): Promise<Answers> {
  const response = await fetch(`${fakeUrl}/answers`, { method });
  return (await response.json()) as Answers;
}
