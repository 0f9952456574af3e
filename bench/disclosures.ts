/** Recorded disclosures: the whole dialog through the conversation, and the register's commit alone, on a real file. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Change } from '../src/casework/register-port.ts';
import { readConfig } from '../src/config.ts';
import type { Block, Conversation, Field, FormValues, Input } from '../src/conversation/vocabulary.ts';
import { createBeadle, type Beadle } from '../src/start/beadle.ts';
import { loadCouncils } from '../src/start/councils.ts';
import type { loadKnowledge } from '../src/start/library.ts';
import { repeat, type Figures } from './figures.ts';
import type { Progress } from './progress.ts';

export const DISCLOSURE_SECONDS = 5;
const WARM_UP_SECONDS = 1;
/** How long `measureDisclosures` takes. */
export const DISCLOSURES_SECONDS = 2 * (WARM_UP_SECONDS + DISCLOSURE_SECONDS);

export type DisclosureFigures = { dialogs: Figures; turns: number; commits: Figures };

/** No dialog is as long as this. */
const MAX_TURNS = 20;

/** @throws where the register does not hold each of them, in an unbroken chain */
export async function measureDisclosures(
  { council, dataDir, progress }: { council: string; dataDir: string; progress: Progress },
  knowledge: ReturnType<typeof loadKnowledge>,
): Promise<DisclosureFigures> {
  const config = readConfig({ COUNCIL: council, DATA_DIR: dataDir });
  const councils = loadCouncils(config, knowledge.library);
  const discloser = councils.directories.get(council)?.all.find(({ kind }) => kind === 'officer')?.key ?? '';
  const beadle = createBeadle(config, knowledge, councils, pino({ level: 'silent' }));
  try {
    let recorded = 0;
    let turns = 0;
    const disclose = async (): Promise<void> => {
      turns = await discloseOnce(beadle.conversation, council, discloser);
      recorded += 1;
    };
    const dialogs = await measure('Disclosures, whole dialog', progress, disclose);
    const change = await recallChange(beadle, council, discloser);
    const commits = await measure('Disclosures, commit alone', progress, async () => {
      await beadle.register.commit(renew(change));
      recorded += 1;
    });
    await verify(beadle, council, recorded);
    return { dialogs, turns, commits };
  } finally {
    await beadle.close();
  }
}

function measure(label: string, progress: Progress, work: () => Promise<void>): Promise<Figures> {
  return progress.during(label, WARM_UP_SECONDS + DISCLOSURE_SECONDS, async () => {
    await repeat(WARM_UP_SECONDS, work);
    return repeat(DISCLOSURE_SECONDS, work);
  });
}

/** Fills in every form until there is a summary, and confirms it. @returns how many turns it took */
async function discloseOnce(conversation: Conversation, council: string, userId: string): Promise<number> {
  let input: Input = { type: 'command', command: 'disclose', text: '' };
  for (let turns = 1; turns <= MAX_TURNS; turns++) {
    const { replies } = await conversation.handle({
      council,
      speaker: { channel: 'web', tenant: 'local', userId },
      scope: 'personal',
      eventId: randomUUID(),
      reference: userId,
      input,
    });
    const next = findNext(replies.flatMap(({ blocks }) => blocks));
    if (next === null) return turns;
    input = next;
  }
  throw new Error('The dialog came to no end.');
}

/** @returns null where nothing is asked any more */
function findNext(blocks: readonly Block[]): Input | null {
  for (const block of blocks) {
    if (block.type === 'form')
      return { type: 'form', form: block.form.id, values: fillIn(block.form.fields) };
    if (block.type !== 'choices') continue;
    const confirm = block.choices.find(({ value }) => value.startsWith('confirm:'));
    if (confirm) return { type: 'choice', value: confirm.value };
  }
  return null;
}

function fillIn(fields: readonly Field[]): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, answerTo(field)]));
}

function answerTo(field: Field): string {
  switch (field.type) {
    case 'choice':
    case 'person':
      return field.options[0]?.value ?? '';
    case 'date':
      return new Date().toISOString().slice(0, 10);
    case 'text':
      return 'My sister-in-law works in the planning team and reports to the head of service.';
  }
}

/** The change that recorded the newest disclosure, put together again from what the register holds. */
async function recallChange({ register, clock }: Beadle, council: string, person: string): Promise<Change> {
  const [kase] = await register.casesRaisedBy(council, person);
  if (!kase) throw new Error('No disclosure was recorded.');
  const history = await register.historyOf(council, kase.id);
  const now = clock.now();
  const messages = await register.claimMessages(
    now.toISOString(),
    kase.people.filter(({ role }) => role === 'handler').length,
    0,
  );
  return {
    council,
    at: kase.createdAt,
    kase: {
      ...kase,
      is: 'new',
      onceKey: '',
      referencePrefix: kase.reference.split('-')[0] ?? '',
      year: now.getFullYear(),
    },
    history: history.map(({ actor, action, data, versions }) => ({ actor, action, data, versions })),
    messages: messages.map(({ id, recipient, reply }) => ({ id, recipient, reply })),
    gaps: [],
  };
}

/** The same change for another case. */
function renew(change: Change): Change {
  const id = randomUUID();
  return {
    ...change,
    kase: { ...change.kase, id, onceKey: `record:${id}` },
    messages: change.messages.map((message) => ({ ...message, id: randomUUID() })),
  };
}

async function verify({ register }: Beadle, council: string, recorded: number): Promise<void> {
  const chain = await register.verifyChain(council);
  if (!chain.intact || chain.entries !== recorded) {
    throw new Error(`The register holds ${chain.entries} entries; ${recorded} were disclosed.`);
  }
}
