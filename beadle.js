// What `npm start` runs: refuses an old Node.js in one sentence, before anything is loaded that would crash on it.
import { refuseRuntime } from './src/runtime.js';

const refusal = refuseRuntime(process.versions.node);
if (refusal === null) {
  await import('./src/main.ts');
} else {
  console.error(refusal);
  process.exitCode = 1;
}
