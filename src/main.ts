/** The composition root: starts the server. Everything else is wired together in `start/`. */
import { refuseRuntime } from './runtime.js';

const refusal = refuseRuntime(process.versions.node);
if (refusal === null) {
  // Loaded only now: better-sqlite3 crashes an older Node.js with no word of why.
  const { runServer } = await import('./start/run-server.ts');
  await runServer(process);
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
