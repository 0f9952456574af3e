/** A question through `POST /api/messages` with `expectReplies`, against the Bot Framework's echo bot. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE_FILE_HEADER } from '../src/casework/people.ts';
import { ROOT } from '../src/start/library.ts';
import { compare, type Comparison } from './compare.ts';
import type { Target } from './load.ts';
import { cycle, pickQuestions } from './questions.ts';
import { startProcess, type ServerProcess } from './server-process.ts';
import type { Setting } from './slack.ts';

type BenchPerson = { id: string; kind: 'officer' | 'member' };

const PEOPLE: readonly BenchPerson[] = Array.from({ length: 20 }, (_, index) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  kind: index % 2 === 0 ? 'officer' : 'member',
}));

export async function compareTeams(setting: Setting): Promise<Comparison<null>> {
  const { council, dataDir, profileFolder } = setting;
  const servers: ServerProcess[] = [];
  try {
    const beadle = await startProcess({
      name: 'beadle-teams',
      script: join(ROOT, 'beadle.js'),
      env: {
        COUNCIL: council,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'silent',
        PEOPLE_FILE: writePeople(dataDir),
      },
      profileFolder,
    });
    servers.push(beadle);
    const bare = await startProcess({
      name: 'bare-bot',
      script: join(ROOT, 'bench/servers/bare-bot.ts'),
      profileFolder,
    });
    servers.push(bare);
    const makeRequest = createMessages(council);
    const settle = (): Promise<null> => Promise.resolve(null);
    return await compare(
      {
        name: 'Teams, Beadle',
        url: `${beadle.url}/api/messages`,
        makeRequest,
        isAnswer: (body) => body.includes('application/vnd.microsoft.card.adaptive'),
        settle,
      },
      {
        name: 'Teams, bare echo bot',
        url: `${bare.url}/api/messages`,
        makeRequest,
        isAnswer: (body) => body.includes('Echo: '),
        settle,
      },
      setting.progress,
    );
  } finally {
    for (const server of servers.reverse()) await server.stop();
  }
}

/** The demo people are not in Teams: these are. */
function writePeople(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'people.csv');
  const rows = PEOPLE.map(({ id, kind }, index) =>
    [`bench-${index}@council.example`, `Bench ${index}`, kind, '', '', '', '', '', id].join(','),
  );
  writeFileSync(file, [PEOPLE_FILE_HEADER.join(','), ...rows, ''].join('\n'));
  return file;
}

/** Messages as Teams posts them, each by another person, with another question. */
function createMessages(council: string): Target['makeRequest'] {
  const nextPerson = cycle(PEOPLE);
  const nextQuestion = cycle(pickQuestions(500, council));
  return () => {
    const { id } = nextPerson();
    const activity = {
      type: 'message',
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:9/',
      deliveryMode: 'expectReplies',
      from: { id: `29:${id}`, name: 'Bench', aadObjectId: id },
      recipient: { id: '28:beadle', name: 'Beadle' },
      conversation: { id: `a:${id}`, conversationType: 'personal', tenantId: 'tenant-1' },
      channelData: { tenant: { id: 'tenant-1' } },
      text: nextQuestion().text,
      textFormat: 'plain',
      locale: 'en-GB',
    };
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) };
  };
}
