/** `npm run chat`: Beadle in a terminal, as one of the demo people or of the people file. */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createTerminalChat } from '../channels/terminal/terminal-chat.ts';
import type { Person } from '../casework/people.ts';
import { readConfig } from '../config.ts';
import { createBeadle } from '../start/beadle.ts';
import { loadCouncils } from '../start/councils.ts';
import { loadKnowledge, loadTaught } from '../start/library.ts';
import { showTraining } from '../start/training-progress.ts';

const USAGE =
  'Usage: npm run chat -- [--council ID] [--as officer|member|EMAIL]\n' +
  'Without --as you are the first officer of the people file.';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      council: { type: 'string' },
      as: { type: 'string', default: 'officer' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const settings = readConfig();
  const config = { ...settings, council: values.council ?? settings.council, localMode: true };
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2 }));
  const knowledge = loadKnowledge(showTraining(process.stderr), loadTaught(config));
  const councils = loadCouncils(config, knowledge.library);
  const people = councils.directories.get(config.council)?.all ?? [];
  const person = choosePerson(people, values.as);
  const beadle = createBeadle(config, knowledge, councils, log);
  const chat = createTerminalChat({
    conversation: beadle.conversation,
    council: {
      id: config.council,
      name: knowledge.library.protocols.get(config.council)?.council.name ?? config.council,
    },
    speaker: { userId: person.key, name: person.name },
    input: process.stdin,
    output: process.stdout,
    width: () => process.stdout.columns || 80,
    colour: process.stdout.isTTY && process.stdout.hasColors(),
    interactive: process.stdin.isTTY,
    onError: (code) => log.error({ code }, 'a turn failed'),
  });
  beadle.startSending([chat.deliverer]);
  await chat.run();
  await beadle.close();
}

function choosePerson(people: readonly Person[], as: string): Person {
  const person = people.find(({ kind, email }) => email === as.toLowerCase() || kind === as);
  if (person) return person;
  const known = people.map(({ email, name, kind }) => `  ${email ?? ''}  ${name} (${kind ?? ''})`).join('\n');
  throw new RangeError(`Nobody here is "${as}". There are:\n${known}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
