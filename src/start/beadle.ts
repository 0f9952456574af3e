/** Puts the middle of Beadle together: the register, the conversation, the outbox. Channels are added by the caller. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { CaseGround } from '../casework/case-ground.ts';
import { concernedBy, withNews } from '../casework/concerned.ts';
import { createClock, type Clock } from '../casework/clock.ts';
import { createGroundLoader } from '../casework/load-ground.ts';
import { refreshCards } from '../casework/live-cards.ts';
import { createScheduler } from '../casework/scheduler.ts';
import { addressOf, createOutboxSender, type OutboxSender } from '../casework/outbox.ts';
import type { CaseRecord, Register } from '../casework/register-port.ts';
import { createUnreachedKeeper } from '../casework/unreached.ts';
import type { Config } from '../config.ts';
import { createConversation } from '../conversation/conversation.ts';
import type {
  ChannelName,
  ClauseSearch,
  Conversation,
  Deliverer,
  ShownCase,
} from '../conversation/vocabulary.ts';
import { openDatabase } from '../register/open.ts';
import { createSqliteRegister } from '../register/sqlite-register.ts';
import type { ServedCouncils } from './councils.ts';
import { ROOT, type loadKnowledge } from './library.ts';

export const MIGRATIONS = join(ROOT, 'db', 'migrations');

export type Beadle = {
  clock: Clock;
  register: Register;
  conversation: Conversation & ClauseSearch;
  /** What a council's cases are planned with. */
  groundOf: (council: string) => Promise<CaseGround | null>;
  /** Counts every running clock anew, as after a holiday was added to the council's data. */
  recountClocks: () => Promise<void>;
  /** Starts sending what is in the outbox, and forgetting what is not to be kept, now and from then on. */
  startSending: (deliverers: readonly Deliverer[]) => void;
  /** Keeps a message up to date from now on that shows how a case stands. */
  noteShown: (channel: ChannelName, shown: ShownCase, reference: string) => Promise<void>;
  /** Sends what is due at once, as when somebody has just come back. */
  sendNow: () => void;
  /** Resolves when neither reminding nor sending is under way. */
  settle: () => Promise<void>;
  /** Stops sending and closes the register. */
  close: () => Promise<void>;
};

const OUTBOX_EVERY_MS = 2_000;
const REMIND_EVERY_MS = 60_000;
const FORGET_EVERY_MS = 3_600_000;
/** How long the words of a question are remembered for the next turn, where none comes. */
const REMEMBERED_MS = 86_400_000;

/** @throws RegisterOpenError where the register cannot be opened */
export function createBeadle(
  config: Pick<Config, 'dataDir' | 'now'>,
  knowledge: ReturnType<typeof loadKnowledge>,
  councils: ServedCouncils,
  log: Logger,
): Beadle {
  const clock = createClock(config.now, () => performance.now());
  const opened = openDatabase(join(config.dataDir, 'register.db'), MIGRATIONS);
  const register = withNews(createSqliteRegister(opened), (kase) => void setImmediate(refreshPages, kase));
  const directoryOf = (council: string) => councils.directories.get(council);
  let sender: OutboxSender | null = null;
  let channels: readonly Deliverer[] = [];
  let timers: NodeJS.Timeout[] = [];
  let sending: Promise<unknown> = Promise.resolve();
  let reminding: Promise<unknown> = Promise.resolve();
  let refreshing: Promise<unknown> = Promise.resolve();

  const refreshAll = async (): Promise<void> => {
    const at = (): string => clock.now().toISOString();
    for (const council of councils.directories.keys()) {
      await refreshCards(council, { register, groundOf, at });
    }
  };
  const sendNow = (): void => {
    if (!sender) return;
    const { sendDue } = sender;
    sending = refreshAll()
      .then(sendDue)
      .catch((error: unknown) => {
        log.error({ code: codeOf(error) }, 'the outbox could not be sent');
      });
  };
  /** After the reply is on its way. Nothing is sent to anybody by this: a page shows each what they may see. */
  const refreshPages = (kase: CaseRecord): void => {
    const directory = directoryOf(kase.council);
    const withPages = channels.filter(({ refresh }) => refresh !== undefined);
    if (!directory || withPages.length === 0) return;
    refreshing = Promise.all(
      concernedBy(kase, directory).map(async (key) => {
        const recipient = addressOf(key, directory.byKey(key));
        const references = await register.references(kase.council, key);
        for (const { channel, refresh } of withPages) {
          const reference = references.find((each) => each.channel === channel)?.reference ?? null;
          refresh?.({ recipient, reference });
        }
      }),
    ).catch((error: unknown) => log.error({ code: codeOf(error) }, 'pages could not be drawn anew'));
  };
  const forget = (): void => {
    register
      .forgetPassing(new Date(clock.now().getTime() - REMEMBERED_MS).toISOString())
      .catch((error: unknown) => log.error({ code: codeOf(error) }, 'old questions could not be forgotten'));
  };
  const groundOf = createGroundLoader({
    register,
    library: knowledge.library,
    directoryOf,
    clock,
    newId: randomUUID,
  });
  const scheduler = createScheduler({
    register,
    groundOf,
    clock,
    log,
    onChanged: () => void setImmediate(sendNow),
  });
  const remind = (): void => {
    reminding = scheduler
      .runDue()
      .catch((error: unknown) => log.error({ code: codeOf(error) }, 'reminders could not be made'));
  };
  const conversation = createConversation({
    register,
    ...knowledge,
    directoryOf,
    clock,
    newId: randomUUID,
    groundOf,
    log,
    // After the reply is on its way: nobody waits for somebody else's message.
    outboxChanged: () => void setImmediate(sendNow),
  });
  return {
    clock,
    register,
    conversation,
    groundOf,
    recountClocks: async () => {
      for (const council of knowledge.library.protocols.keys()) await scheduler.recountAll(council);
    },
    startSending: (deliverers) => {
      channels = deliverers;
      const onUnreached = createUnreachedKeeper({ register, groundOf });
      sender = createOutboxSender({ register, directoryOf, deliverers, clock, log, onUnreached });
      timers = [
        setInterval(sendNow, OUTBOX_EVERY_MS),
        setInterval(forget, FORGET_EVERY_MS),
        setInterval(remind, REMIND_EVERY_MS),
      ];
      for (const timer of timers) timer.unref();
      forget();
      remind();
      sendNow();
    },
    noteShown: (channel, { council, kase: caseId, person: recipient, revision }, reference) =>
      register.noteCard({ id: randomUUID(), council, caseId, recipient, revision, channel, reference }),
    sendNow,
    settle: async () => {
      await reminding;
      await new Promise((resolve) => setImmediate(resolve));
      await refreshing;
      await sending;
    },
    close: async () => {
      timers.forEach(clearInterval);
      sender = null;
      channels = [];
      await refreshing;
      await reminding;
      await sending;
      opened.close();
    },
  };
}

/** An error's code or name, fit for a log: messages may hold what people typed. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.name;
  return typeof error;
}
