/**
 * Microsoft's own Microsoft 365 Agents Playground, a client of Teams' kind for tests. Installed for these alone, under
 * licence terms of Microsoft's: nothing of it is copied or shipped. Where it is missing, tests are left out and a line says so.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROGRAM = path.join(import.meta.dirname, '../../node_modules/@microsoft/m365agentsplayground/cli.js');
/**
 * Besides `--disable-telemetry`, which stops its own reports of use: the library that sends them counts its own use too. And it
 * opens no browser.
 */
const QUIET = {
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
  TEAMSAPPTESTER_BROWSER: 'none',
  BROWSER: 'none',
};
const STARTS_WITHIN_MS = 60_000;

/** True where the Playground is not installed; says then which tests are left out. */
export function noPlayground(tests: string): boolean {
  if (existsSync(PROGRAM)) return false;
  process.stderr.write(
    `Left out: tests of ${tests}. The package @microsoft/m365agentsplayground is not installed.\n`,
  );
  return true;
}

/** Starts it on a free port of this machine, in front of the bot at this address. */
export async function startPlayground(bot: string): Promise<{ url: string; close: () => Promise<void> }> {
  const home = mkdtempSync(path.join(tmpdir(), 'beadle-playground-'));
  const port = await findFreePort();
  const child = spawn(
    process.execPath,
    [
      PROGRAM,
      'start',
      '-e',
      `${bot}/api/messages`,
      '-c',
      'msteams',
      '-p',
      String(port),
      '--disable-telemetry',
    ],
    { env: { ...process.env, ...QUIET, HOME: home }, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The Playground did not start.')), STARTS_WITHIN_MS);
      child.stdout.on('data', (text: Buffer) => {
        if (!text.toString().includes('Listening')) return;
        clearTimeout(timer);
        resolve();
      });
      child.once('exit', () => reject(new Error('The Playground ended at once.')));
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/`, close };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
