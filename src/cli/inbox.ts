/** `npm run inbox`: the Monitoring Officer's inbox, what is filed from it, and what people ask. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerPickedTopic } from '../answering/answer.ts';
import { calendarDay, createClock, formatDay } from '../casework/clock.ts';
import type { InboxItem, LearningRegister, TaughtExample } from '../casework/learning-port.ts';
import { cleanText } from '../channels/terminal/clean-text.ts';
import { readConfig } from '../config.ts';
import { loadLibrary, type Library, type Protocol, type Topic } from '../protocol/load.ts';
import { PERSON_KINDS, type PersonKind } from '../protocol/schema.ts';
import { openDatabase } from '../register/open.ts';
import { createSqliteRegister } from '../register/sqlite-register.ts';
import { MIGRATIONS } from '../start/beadle.ts';
import { loadKnowledge, PROTOCOLS } from '../start/library.ts';
import { showTraining } from '../start/training-progress.ts';
import { createFactReader } from '../understanding/facts.ts';
import type { Understand } from '../understanding/understand.ts';
import { reportText } from './inbox-report.ts';

export const USAGE = `Usage: npm run --silent inbox -- COMMAND [--council ID]
  list                              what waits
  show N                            one question, what was answered, and the likeliest topics
  file N --topic ID [--as officer|member]
                                    makes it an example of that topic
  outside N [--topic ID]            makes it an example of what is no matter for the protocol
  answered N                        takes it out of the inbox: you have dealt with it
  topics [WORD]                     the topics, or those with this word in their title
  examples                          what was filed
  forget N                          takes a filed example back
  report [--days 30]                what people ask, without words or names`;

export type InboxNeeds = {
  council: string;
  register: LearningRegister;
  library: Library;
  /** Made only where it is needed: it may have to be learnt first. */
  understand: () => Understand;
  now: Date;
};

const REASONS: Readonly<Record<InboxItem['reason'], string>> = {
  wrong: 'called wrong',
  'not-understood': 'not understood',
  'not-covered': 'not covered',
};
const LIKELY_TOPICS = 5;
const DEFAULT_DAYS = 30;
const WHEN_LEARNT = 'It is learnt when Beadle is started again, or now by npm run train and then a restart.';

/**
 * Runs one command. @returns what to print
 * @throws RangeError where the command, a number or a topic is wrong, in words for whoever typed it
 */
export async function runInbox(args: readonly string[], needs: InboxNeeds): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      council: { type: 'string' },
      topic: { type: 'string' },
      as: { type: 'string' },
      days: { type: 'string' },
    },
  });
  const [command = 'list', ...rest] = positionals;
  const [operand] = rest;
  if (rest.length > 1 && command !== 'topics') throw new RangeError(USAGE);
  switch (command) {
    case 'list':
      return list(needs);
    case 'show':
      return show(await readItem(operand, needs), needs);
    case 'file':
      return file(await readWaiting(operand, needs), values.topic, values.as, needs);
    case 'outside':
      return markOutside(await readWaiting(operand, needs), values.topic, needs);
    case 'answered':
      return markAnswered(await readWaiting(operand, needs), needs);
    case 'topics':
      return listTopics(rest.join(' '), needs);
    case 'examples':
      return listExamples(needs);
    case 'forget':
      return forget(readNumber(operand), needs);
    case 'report': {
      const days = values.days === undefined ? DEFAULT_DAYS : readNumber(values.days);
      const since = new Date(needs.now.getTime() - (days - 1) * 86_400_000);
      const counts = await needs.register.answerCounts(needs.council, calendarDay(since));
      return reportText(counts, needs.library.taxonomy, {
        council: protocolOf(needs).council.name,
        from: formatDay(since.toISOString()),
        to: formatDay(needs.now.toISOString()),
      });
    }
    default:
      throw new RangeError(USAGE);
  }
}

async function list({ register, council, library }: InboxNeeds): Promise<string> {
  const items = await register.openInbox(council);
  if (items.length === 0) return 'Nothing waits in the inbox.';
  return items
    .map((item) => {
      const topic =
        item.topic === null ? '' : `, ${library.taxonomy.topics.get(item.topic)?.title ?? item.topic}`;
      const times = item.times > 1 ? `, ${item.times} times` : '';
      const who = item.as === null ? '' : `, ${item.as}`;
      return `${item.id}  ${item.day}  ${REASONS[item.reason]}${times}${who}${topic}\n   ${oneLine(item.question)}`;
    })
    .join('\n');
}

function show(item: InboxItem, needs: InboxNeeds): string {
  const { topics } = needs.library.taxonomy;
  if (item.settled !== null) {
    const { by, topic, day } = item.settled;
    const under = topic === null ? '' : `, under ${topic}`;
    return `${item.id} was settled on ${formatDay(day)}: ${by}${under}. Its words are no longer in the inbox.`;
  }
  const rows: [string, string][] = [
    [
      'Asked by',
      item.as === null
        ? 'somebody, not said whether officer or member'
        : `an ${item.as}`.replace('an m', 'a m'),
    ],
    ['Day', `${formatDay(item.day)}${item.times > 1 ? `, and ${item.times - 1} times before` : ''}`],
    ['Why it is here', REASONS[item.reason]],
    [
      'Topic',
      item.topic === null ? 'none' : `${item.topic} (${topics.get(item.topic)?.title ?? 'no longer there'})`,
    ],
    ['Verdict', item.verdict ?? 'none'],
    ['Clauses', item.clauses.join(', ') || 'none'],
    ['Confidence', item.confidence.toFixed(2)],
  ];
  const lines = [
    item.picked ? `Picked from a list: ${item.question}` : cleanText(item.question),
    '',
    ...rows.map(([label, value]) => `${label.padEnd(15)} ${value}`),
  ];
  if (!item.picked) {
    const { readings } = needs.understand()(item.question, item.as, needs.council);
    lines.push('', 'Likeliest topics:');
    for (const { topic } of readings.slice(0, LIKELY_TOPICS)) lines.push(`  ${nameTopic(topic)}`);
  }
  return lines.join('\n');
}

async function file(
  item: InboxItem,
  topicId: string | undefined,
  as: string | undefined,
  needs: InboxNeeds,
): Promise<string> {
  if (topicId === undefined) throw new RangeError(`Say which topic: inbox file ${item.id} --topic ID`);
  const topic = readTopic(topicId, needs);
  if (topic.kind !== 'protocol') {
    throw new RangeError(
      `${topic.id} is no matter for the protocol: use inbox outside ${item.id} --topic ${topic.id}.`,
    );
  }
  const kind = as === undefined ? item.as : readKind(as);
  const example = exampleOf(item, topic, kind, needs);
  await settle(item, 'filed', example, needs);
  const rests = example.clauses.length === 0 ? '' : `, resting on ${example.clauses.join(', ')}`;
  return `Filed under ${nameTopic(topic)}${rests}. ${WHEN_LEARNT}`;
}

async function markOutside(item: InboxItem, topicId: string | undefined, needs: InboxNeeds): Promise<string> {
  const topic = topicId === undefined ? likeliestOutside(item, needs) : readTopic(topicId, needs);
  if (topic.kind === 'protocol') {
    throw new RangeError(
      `${topic.id} is a matter for the protocol: use inbox file ${item.id} --topic ${topic.id}.`,
    );
  }
  await settle(item, 'outside', exampleOf(item, topic, item.as, needs), needs);
  return `Filed as no matter for the protocol, under ${nameTopic(topic)}. ${WHEN_LEARNT}`;
}

async function markAnswered(item: InboxItem, needs: InboxNeeds): Promise<string> {
  await settle(item, 'answered', null, needs);
  return `${item.id} is out of the inbox, and its words are gone.`;
}

/** All its words, so that a wrong topic among those outside costs nothing: either way they are outside. */
function likeliestOutside(item: InboxItem, { library, understand, council }: InboxNeeds): Topic {
  const { readings } = understand()(item.question, item.as, council);
  const outside = [...readings.map(({ topic }) => topic), ...library.taxonomy.topics.values()].find(
    ({ kind }) => kind === 'out-of-scope',
  );
  if (!outside) throw new RangeError('There is no topic for what is outside the protocol.');
  return outside;
}

function exampleOf(item: InboxItem, topic: Topic, as: PersonKind | null, needs: InboxNeeds): TaughtExample {
  if (item.picked) {
    throw new RangeError(
      `${item.id} was picked from a list: these are Beadle's own words, and it learns nothing from them. Use inbox answered ${item.id}.`,
    );
  }
  const facts = createFactReader(needs.library.taxonomy.facts)(item.question, as);
  const answer = answerPickedTopic(topic.id, facts, protocolOf(needs), needs.library);
  return {
    council: needs.council,
    topic: topic.id,
    as,
    clauses: (answer?.clauses ?? []).map(({ label }) => label),
    text: item.question.replace(/\s+/g, ' ').trim(),
  };
}

async function settle(
  item: InboxItem,
  by: 'filed' | 'outside' | 'answered',
  example: TaughtExample | null,
  { register, council, now }: InboxNeeds,
): Promise<void> {
  const settlement = { by, topic: example?.topic ?? null, day: calendarDay(now) };
  if (!(await register.settleInbox(council, item.id, settlement, example))) {
    throw new RangeError(`${item.id} no longer waits: somebody else has just settled it.`);
  }
}

function listTopics(word: string, { library }: InboxNeeds): string {
  const wanted = word.toLowerCase();
  const found = [...library.taxonomy.topics.values()].filter(
    ({ id, title, kind }) => kind !== 'chat' && `${id} ${title}`.toLowerCase().includes(wanted),
  );
  if (found.length === 0) return `No topic has "${cleanText(word)}" in its title.`;
  return found.map(nameTopic).join('\n');
}

async function listExamples({ register, council }: InboxNeeds): Promise<string> {
  const examples = await register.examples(council);
  if (examples.length === 0) return 'Nothing was filed yet.';
  return examples
    .map(
      ({ id, day, topic, as, text }) =>
        `${id}  ${day}  ${topic}${as === null ? '' : `, ${as}`}\n   ${oneLine(text)}`,
    )
    .join('\n');
}

async function forget(id: number, { register, council }: InboxNeeds): Promise<string> {
  if (!(await register.removeExample(council, id))) throw new RangeError(`There is no example ${id}.`);
  return `The example ${id} is taken back. Beadle forgets it when it is started again.`;
}

async function readWaiting(operand: string | undefined, needs: InboxNeeds): Promise<InboxItem> {
  const item = await readItem(operand, needs);
  if (item.settled !== null) throw new RangeError(show(item, needs));
  return item;
}

async function readItem(operand: string | undefined, { register, council }: InboxNeeds): Promise<InboxItem> {
  const id = readNumber(operand);
  const item = await register.inboxItem(council, id);
  if (!item) throw new RangeError(`There is no ${id} in the inbox of ${council}.`);
  return item;
}

function readNumber(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,5}$/.test(text)) {
    throw new RangeError(`"${cleanText(text ?? '')}" is no number from 1.\n${USAGE}`);
  }
  return Number(text);
}

function readTopic(id: string, { library }: InboxNeeds): Topic {
  const topic = library.taxonomy.topics.get(id);
  if (!topic) throw new RangeError(`There is no topic "${cleanText(id)}". List them with: inbox topics`);
  return topic;
}

function readKind(text: string): PersonKind {
  const kind = PERSON_KINDS.find((each) => each === text);
  if (!kind) throw new RangeError(`--as must be officer or member, not "${cleanText(text)}".`);
  return kind;
}

function protocolOf({ library, council }: InboxNeeds): Protocol {
  const protocol = library.protocols.get(council);
  if (protocol) return protocol;
  const known = [...library.protocols.keys()].join(', ');
  throw new RangeError(`There is no council "${cleanText(council)}". There are: ${known}.`);
}

function nameTopic({ id, title }: Topic): string {
  return `${id} (${title})`;
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const config = readConfig();
  const at = args.indexOf('--council');
  const council = at === -1 ? config.council : (args[at + 1] ?? config.council);
  const opened = openDatabase(join(config.dataDir, 'register.db'), MIGRATIONS);
  try {
    const needs: InboxNeeds = {
      council,
      register: createSqliteRegister(opened),
      library: loadLibrary(PROTOCOLS),
      // Without what was filed: that is learnt at a start, and nobody is to wait for it here.
      understand: () => loadKnowledge(showTraining(process.stderr)).understand,
      now: createClock(config.now, () => performance.now()).now(),
    };
    protocolOf(needs);
    console.log(await runInbox(args, needs));
  } finally {
    opened.close();
  }
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
