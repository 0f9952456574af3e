/** Checks the words of distress and danger: no phrase may undo another, and no matter be spoken of that is not there. */
import type { Problem } from './problems.ts';
import type { Urgent } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** @returns every phrase that is looked for and taken out at once, every matter named that does not exist, and every one written twice */
export function checkUrgent({ file, value, lineOf }: YamlFile<Urgent>): Problem[] {
  if (!value) return [];
  const problems: Problem[] = [];
  const ids = new Set<string>();
  value.matters.forEach((matter, at) => {
    const report = (path: (string | number)[], message: string): void => {
      problems.push({ file, line: lineOf(['matters', at, ...path]), message });
    };
    if (ids.has(matter.id)) report([], `the matter "${matter.id}" is there twice: rename one`);
    ids.add(matter.id);
    const lists = [
      { path: [], ...matter, words: [...matter.words, ...matter.alone] },
      ...matter.languages.map((each, k) => ({ path: ['languages', k], ...each })),
    ];
    for (const { path, words, unless } of lists) {
      const wanted = new Set(words);
      unless.forEach((phrase, k) => {
        if (wanted.has(phrase)) {
          report([...path, 'unless', k], `"${phrase}" stands under words too, and would never be found`);
        }
      });
    }
  });
  value.conduct.always.forEach((id, at) => {
    if (!ids.has(id)) {
      const message = `there is no matter "${id}"`;
      problems.push({ file, line: lineOf(['conduct', 'always', at]), message });
    }
  });
  return problems;
}
