/** Checks that a council's files agree with each other and with the shared taxonomy. */
import type { CouncilFiles, Taxonomy } from './load.ts';
import type { Problem } from './problems.ts';
import { checkRoutes } from './check-routes.ts';
import type { Plans } from './procedures.ts';
import type { Condition } from './schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/**
 * @param name the council's folder
 * @param taxonomy undefined where its files are faulty: topics and facts are left unchecked until they are mended
 * @param plans undefined where they are faulty: what refers to them is left unchecked
 * @returns every disagreement: unknown clauses, offices, topics or facts; topics without a rule; rules that can never be reached
 */
export function crossCheck(
  name: string,
  files: CouncilFiles,
  taxonomy: Taxonomy | undefined,
  plans: Plans | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const report = (file: YamlFile<unknown>, path: YamlPath, message: string): void => {
    problems.push({ file: file.file, line: file.lineOf(path), message });
  };
  const checkClauses = clauseChecker(files, report);
  checkCouncil(name, files, report, checkClauses);
  checkGuidance(files, taxonomy, report, checkClauses);
  checkProcedures(files, report, checkClauses);
  checkRoutes(files, plans, report, checkClauses);
  return problems;
}

export type Report = (file: YamlFile<unknown>, path: YamlPath, message: string) => void;
export type CheckClauses = (file: YamlFile<unknown>, path: YamlPath, labels: readonly string[]) => void;

function clauseChecker(files: CouncilFiles, report: Report): CheckClauses {
  const clauses = files.clauses.value?.clauses;
  if (!clauses) return () => undefined;
  const labels = new Set<string>();
  const sources = new Set(['protocol', ...(files.council.value?.protocol.sources.map((s) => s.id) ?? [])]);
  clauses.forEach((clause, index) => {
    if (labels.has(clause.label)) {
      report(files.clauses, ['clauses', index], `the clause "${clause.label}" is listed twice`);
    }
    labels.add(clause.label);
    if (files.council.value && !sources.has(clause.source)) {
      report(files.clauses, ['clauses', index, 'source'], `council.yaml lists no source "${clause.source}"`);
    }
  });
  return (file, path, cited) => {
    cited.forEach((label, index) => {
      if (!labels.has(label)) {
        report(file, [...path, index], `clauses.yaml has no clause "${label}"`);
      }
    });
  };
}

function checkCouncil(name: string, files: CouncilFiles, report: Report, checkClauses: CheckClauses): void {
  const council = files.council.value;
  if (!council) return;
  if (council.id !== name) {
    report(files.council, ['id'], `id is "${council.id}" but the folder is "${name}": make them the same`);
  }
  const seen = new Set<string>();
  council.offices.forEach((office, index) => {
    if (seen.has(office.id)) {
      report(files.council, ['offices', index], `the office "${office.id}" is listed twice`);
    }
    seen.add(office.id);
    checkClauses(files.council, ['offices', index, 'clauses'], office.clauses);
  });
  council.quirks.forEach((quirk, index) => {
    checkClauses(files.council, ['quirks', index, 'clauses'], quirk.clauses);
  });
}

function checkGuidance(
  files: CouncilFiles,
  taxonomy: Taxonomy | undefined,
  report: Report,
  checkClauses: CheckClauses,
): void {
  const guidance = files.guidance.value;
  if (!guidance) return;
  const file = files.guidance;
  const checkTopic = (id: string, path: YamlPath): void => {
    if (!taxonomy) return;
    const topic = taxonomy.topics.get(id);
    if (!topic) report(file, path, `protocols/topics has no topic "${id}"`);
    else if (topic.kind !== 'protocol')
      report(file, path, `"${id}" is an out-of-scope topic: it takes no rule`);
  };
  for (const [id, entry] of Object.entries(guidance.topics)) {
    checkTopic(id, ['topics', id]);
    if (guidance.not_covered.includes(id)) {
      report(file, ['topics', id], `"${id}" has rules and is listed under not_covered too: choose one`);
    }
    if (!Array.isArray(entry)) {
      checkClauses(file, ['topics', id, 'not_covered', 'related'], entry.not_covered.related);
      continue;
    }
    entry.forEach((rule, index) => {
      const path = ['topics', id, index];
      checkClauses(file, [...path, 'clauses'], rule.clauses);
      if (rule.when && taxonomy)
        checkCondition(rule.when, taxonomy, (key, text) => report(file, [...path, 'when', key], text));
      const isLast = index === entry.length - 1;
      if (isLast && rule.when) {
        report(file, path, 'the last rule of a topic must have no "when", so that there is always an answer');
      }
      if (!isLast && !rule.when) {
        report(
          file,
          path,
          'only the last rule of a topic may have no "when": rules below this one are never reached',
        );
      }
    });
  }
  guidance.not_covered.forEach((id, index) => checkTopic(id, ['not_covered', index]));
  for (const topic of taxonomy?.topics.values() ?? []) {
    if (topic.kind !== 'protocol') continue;
    if (!(topic.id in guidance.topics) && !guidance.not_covered.includes(topic.id)) {
      report(
        file,
        ['topics'],
        `no rule for the topic "${topic.id}": write one, or list it under not_covered`,
      );
    }
  }
}

function checkCondition(
  condition: Condition,
  taxonomy: Taxonomy,
  report: (key: string, message: string) => void,
): void {
  for (const [factId, wanted] of Object.entries(condition)) {
    const fact = taxonomy.facts.find((candidate) => candidate.id === factId);
    if (!fact) {
      report(factId, `facts.yaml has no fact "${factId}"`);
      continue;
    }
    for (const value of Array.isArray(wanted) ? wanted : [wanted]) {
      if (!fact.values.some((candidate) => candidate.id === value)) {
        report(factId, `the fact "${factId}" has no value "${value}" in facts.yaml`);
      }
    }
  }
}

function checkProcedures(files: CouncilFiles, report: Report, checkClauses: CheckClauses): void {
  const procedures = files.procedures.value;
  if (!procedures) return;
  const file = files.procedures;
  const offices = new Set(files.council.value?.offices.map((office) => office.id) ?? []);
  const checkOffice = (id: string, path: YamlPath): void => {
    if (files.council.value && !offices.has(id)) {
      report(file, path, `council.yaml lists no office "${id}"`);
    }
  };
  const { kinds, before_election, decides, offer } = procedures.relationship;
  for (const [kind, route] of Object.entries(kinds)) {
    const path = ['relationship', 'kinds', kind];
    checkClauses(file, [...path, 'clauses'], route.clauses);
    if (route.tell !== null) checkOffice(route.tell, [...path, 'tell']);
    if (route.duty !== 'none' && route.clauses.length === 0) {
      report(
        file,
        path,
        `duty is "${route.duty}" but no clause is named: cite the clause or set duty to none`,
      );
    }
  }
  if (before_election) {
    checkClauses(file, ['relationship', 'before_election', 'clauses'], before_election.clauses);
  }
  if (decides) checkClauses(file, ['relationship', 'decides', 'clauses'], decides.clauses);
  checkOffice(offer, ['relationship', 'offer']);
}
