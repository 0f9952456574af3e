/** `node scripts/check-protocols.ts [council]`: loads the protocol files, shows
 * everything they say to Slack's and Teams' limits, and prints every problem, or what was found in order. */
import { loadLibrary } from '../src/protocol/load.ts';
import { ProtocolError } from '../src/protocol/problems.ts';
import { PROTOCOLS } from '../src/start/library.ts';
import { checkTexts } from '../src/start/text-limits.ts';

try {
  const library = loadLibrary(PROTOCOLS, process.argv[2]);
  const { taxonomy, protocols } = library;
  checkTexts(library);
  for (const [id, { clauses, guidance }] of protocols) {
    const ruled = Object.values(guidance.topics).filter((entry) => Array.isArray(entry)).length;
    console.log(`${id}: ${clauses.all.length} clauses, ${ruled} of ${taxonomy.topics.size} topics ruled`);
  }
} catch (error) {
  if (!(error instanceof ProtocolError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
