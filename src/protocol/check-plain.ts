/** Checks that the short statements lead to topics that there are. */
import type { Problem } from './problems.ts';
import type { Plain } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** @param topics what there is, by id */
export function checkPlain(
  { file, value, lineOf }: YamlFile<Plain>,
  topics: ReadonlyMap<string, unknown>,
): Problem[] {
  return (value?.statements ?? []).flatMap(({ id, topics: named }, at) =>
    Object.entries(named)
      .filter(([, topic]) => topic !== undefined && !topics.has(topic))
      .map(([who, topic]) => ({
        file,
        line: lineOf(['statements', at, 'topics', who]),
        message: `the statement "${id}" leads to the topic "${topic}", which is not there`,
      })),
  );
}
