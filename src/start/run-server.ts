/** Runs the server: reads the settings, wires everything together, listens, and stops cleanly. */
import type { Server } from 'node:http';
import express, { type Express } from 'express';
import { pino, type Logger } from 'pino';
import { createTeamsChannel } from '../channels/teams/teams-channel.ts';
import { createWebChat, type WebChat } from '../channels/web/web-chat.ts';
import { PeopleFileError } from '../casework/people.ts';
import { createDesk } from '../desk/desk.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import type { Deliverer } from '../conversation/vocabulary.ts';
import { ProtocolError } from '../protocol/problems.ts';
import { RegisterOpenError } from '../register/open.ts';
import { createBeadle, codeOf, type Beadle } from './beadle.ts';
import { checkOffices } from './check-offices.ts';
import { closeGaps } from './close-gaps.ts';
import { loadCouncils, type ServedCouncils } from './councils.ts';
import { chooseDoor } from './desk.ts';
import { createHealth } from './health.ts';
import { loadKnowledge, loadTaught } from './library.ts';
import { connectSlack, SlackConnectionError } from './slack.ts';
import { checkTexts } from './text-limits.ts';
import { describeStart } from './start-report.ts';
import { showTraining } from './training-progress.ts';

type Knowledge = ReturnType<typeof loadKnowledge>;

/** Starts the server for a process. What stops it from starting is said in plain words, and the process ends with 1. */
export async function runServer(target: NodeJS.Process): Promise<void> {
  try {
    const config = readConfig();
    const log = pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2, sync: false }));
    const server = await startServer(config, log);
    target.stdout.write(server.report);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      target.once(signal, () => {
        server.close().then(
          () => target.exit(0),
          () => target.exit(1),
        );
      });
    }
  } catch (error) {
    target.stderr.write(`${explain(error)}\n`);
    target.exitCode = 1;
  }
}

export type RunningServer = {
  port: number;
  /** What is on and what is off, for whoever started it. */
  report: string;
  /** Resolves when no turn and no sending is under way. */
  settle: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts Beadle with a configuration. Rejects where anything it needs is missing or faulty. */
export async function startServer(
  config: Config,
  log: Logger,
  knowledge: Knowledge = loadKnowledge(showTraining(process.stderr), loadTaught(config)),
): Promise<RunningServer> {
  checkTexts(knowledge.library);
  const councils = loadCouncils(config, knowledge.library);
  const beadle = createBeadle(config, knowledge, councils, log);
  await closeGaps(beadle);
  await checkOffices(beadle, councils.directories.keys());
  await beadle.recountClocks();
  const app = createApp();
  const web = createWeb(beadle, config, knowledge, councils, log);
  app.use(createHealth(beadle, config, councils));
  app.use(web.router);
  const door = chooseDoor(config, { ...knowledge, ...councils });
  // The true time even where a demonstration starts its clock elsewhere: sign-in is about now.
  app.use(createDesk({ door, conversation: beadle.conversation, logger: log, now: () => new Date() }));
  const deliverers: Deliverer[] = [web.deliverer];
  const councilFor = (): string => config.council;
  const shared = { conversation: beadle.conversation, councilFor, logger: log };
  const teams = createTeamsChannel({
    ...shared,
    now: () => new Date(),
    onShown: (shown, reference) => beadle.noteShown('teams', shown, reference),
    appId: config.teams?.appId ?? null,
    appPassword: config.teams?.appPassword ?? null,
    appType: config.teams?.appType ?? null,
    tenantId: config.teams?.tenantId ?? null,
    openIdMetadata: config.botOpenIdMetadata,
  });
  // Without sign-in, only this machine may speak as Teams; with Slack alone connected, nobody may.
  if (config.teams !== null || config.localMode) {
    app.use(teams.router);
    deliverers.unshift(teams.deliverer);
  }
  const slack =
    config.slack === null
      ? null
      : await connectSlack(config.slack, app, {
          ...shared,
          isListed: slackIdsOf(councils, config),
          onShown: (shown, reference) => beadle.noteShown('slack', shown, reference),
        });
  if (slack) deliverers.unshift(slack.deliverer);

  const server = await listen(app, config).catch(async (error: unknown) => {
    // A line to Slack that stays open would keep a process alive that serves nobody.
    await slack?.close();
    await beadle.close();
    throw error;
  });
  beadle.startSending(deliverers);
  await beadle.register.pruneEvents(daysBefore(beadle.clock.now(), 7));
  return {
    port: portOf(server),
    report: await describeStart(beadle, config, councils, portOf(server), (await slack?.refusal) ?? null),
    settle: async () => {
      await slack?.settle();
      await beadle.settle();
      // What was sent may have changed pages.
      await slack?.settle();
    },
    close: async () => {
      web.close();
      await slack?.close();
      await closeServer(server);
      await beadle.close();
    },
  };
}

function slackIdsOf({ directories }: ServedCouncils, { council }: Config): (userId: string) => boolean {
  const ids = new Set(directories.get(council)?.all.map(({ slackUserId }) => slackUserId));
  return (userId) => ids.has(userId);
}

function createApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  return app;
}

function createWeb(
  beadle: Beadle,
  config: Config,
  { library }: Knowledge,
  { directories }: ServedCouncils,
  logger: Logger,
): WebChat {
  const councils = [...directories].map(([id, directory]) => ({
    id,
    name: library.protocols.get(id)?.council.name ?? id,
    people: directory.all.flatMap(({ key, name, kind, jobTitle }) =>
      kind === null ? [] : [{ key, name, kind, jobTitle }],
    ),
  }));
  // The served council comes first: it is the one chosen when the page opens.
  councils.sort((a, b) => Number(b.id === config.council) - Number(a.id === config.council));
  return createWebChat({
    conversation: beadle.conversation,
    councils: () => councils,
    logger,
    localMode: config.localMode,
    onOpen: ({ council, person }) => {
      beadle.register
        .wakeMessages(council, person, beadle.clock.now().toISOString())
        .then(beadle.sendNow, (error: unknown) =>
          logger.error({ code: codeOf(error) }, 'waiting messages could not be woken'),
        );
    },
  });
}

function listen(app: Express, { host, port }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host);
    server.once('listening', () => resolve(server));
    server.once('error', reject);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function daysBefore(at: Date, days: number): string {
  return new Date(at.getTime() - days * 86_400_000).toISOString();
}

/** What went wrong at the start, for the person who started it: a full stack only where the fault is ours. */
function explain(error: unknown): string {
  const isExplained =
    error instanceof ConfigError ||
    error instanceof PeopleFileError ||
    error instanceof ProtocolError ||
    error instanceof RegisterOpenError ||
    error instanceof SlackConnectionError;
  if (isExplained) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'Beadle cannot start: another program already uses the port. Stop it, or set PORT to another number.';
  }
  if (
    error instanceof Error &&
    'code' in error &&
    ['EADDRNOTAVAIL', 'ENOTFOUND'].includes(String(error.code))
  ) {
    return 'Beadle cannot start: HOST is no address of this machine. Set it to one, or remove it.';
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
    return 'Beadle cannot start: it may not use that port. Set PORT to a number above 1024.';
  }
  return `Beadle cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
