/** `node scripts/check-protocols.ts [council]`: loads the protocol files and prints every problem, or what was found in order. */
import { join } from 'node:path';
import { loadLibrary } from '../src/protocol/load.ts';
import { ProtocolError } from '../src/protocol/problems.ts';

try {
  const { taxonomy, protocols } = loadLibrary(join(import.meta.dirname, '..', 'protocols'), process.argv[2]);
  for (const [id, { clauses, guidance }] of protocols) {
    const ruled = Object.values(guidance.topics).filter((entry) => Array.isArray(entry)).length;
    console.log(`${id}: ${clauses.all.length} clauses, ${ruled} of ${taxonomy.topics.size} topics ruled`);
  }
} catch (error) {
  if (!(error instanceof ProtocolError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
