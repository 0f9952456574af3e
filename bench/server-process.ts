/** Runs each server of the bench in a process of its own, on a free port of this machine. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type ServerProcess = { url: string; stop: () => Promise<void> };

export type ServerScript = {
  /** For errors, and the name of its profile. */
  name: string;
  /** Path of the script; it listens on PORT at 127.0.0.1. */
  script: string;
  env?: Readonly<Record<string, string>>;
  /** Where to write a CPU profile when the server stops; null for none. */
  profileFolder?: string | null;
};

/** Learning the examples comes first where the model is not cached yet. */
const START_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 20_000;

/** @throws where the server ends, or does not listen in time; with what it wrote to stderr */
export async function startProcess(server: ServerScript): Promise<ServerProcess> {
  const { name, script, env = {}, profileFolder = null } = server;
  const port = await findFreePort();
  const profiling =
    profileFolder === null
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`, `--cpu-prof-name=${name}.cpuprofile`];
  const child = spawn(process.execPath, [...profiling, script], {
    // Nothing of the developer's own settings: a Slack token there must not take part.
    env: { PATH: process.env['PATH'], PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  try {
    await waitUntilListening(child, port);
  } catch (error) {
    kill();
    throw new Error(`The server "${name}" did not start.\n${Buffer.concat(stderr).toString()}`, {
      cause: error,
    });
  }
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      process.removeListener('exit', kill);
      await stop(child);
    },
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(late);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function waitUntilListening(child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + START_WITHIN_MS;
  while (!hasEnded(child) && Date.now() < until) {
    if (await accepts(port)) return;
    await sleep(50);
  }
  throw new Error(hasEnded(child) ? 'It ended.' : 'It took too long.');
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
