/** Loads everything under `protocols/`, cross-checks it, and reports all faults at once. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexClauses, type ClauseIndex } from './clause-index.ts';
import { crossCheck } from './cross-check.ts';
import { ProtocolError, type Problem } from './problems.ts';
import {
  clausesSchema,
  conceptsSchema,
  councilSchema,
  factsSchema,
  guidanceSchema,
  languagesSchema,
  plainSchema,
  proceduresSchema,
  themeSchema,
  urgentSchema,
  type Clause,
  type Concept,
  type Council,
  type FactDefinition,
  type Guidance,
  type Languages,
  type Plain,
  type Procedures,
  type Theme,
  type Urgent,
} from './schema.ts';
import { checkPlans } from './check-plans.ts';
import { checkPlain } from './check-plain.ts';
import { checkUrgent } from './check-urgent.ts';
import { plansSchema, type Plan, type Plans } from './procedures.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** One topic of the shared taxonomy, with the theme it belongs to. */
export type Topic = Theme['topics'][number] & { theme: string; kind: Theme['kind'] };

/** The taxonomy all councils share. */
export type Taxonomy = {
  themes: readonly Theme[];
  topics: ReadonlyMap<string, Topic>;
  facts: readonly FactDefinition[];
  concepts: readonly Concept[];
  /** What comes before any topic; null where a file is faulty. */
  urgent: Urgent | null;
  languages: Languages | null;
  plain: Plain | null;
};

/** One council's protocol, complete and checked. */
export type Protocol = {
  council: Council;
  clauses: ClauseIndex;
  guidance: Guidance;
  procedures: Procedures;
  /** SHA-256 over the council's files and the taxonomy: what an entry made today rests on. */
  version: string;
};

export type Library = {
  taxonomy: Taxonomy;
  /** What cases run by, at every council. */
  plans: ReadonlyMap<string, Plan>;
  protocols: ReadonlyMap<string, Protocol>;
};

/** The raw, still unchecked files of one council; a value is undefined where its file is faulty. */
export type CouncilFiles = {
  council: YamlFile<Council>;
  clauses: YamlFile<{ clauses: Clause[] }>;
  guidance: YamlFile<Guidance>;
  procedures: YamlFile<Procedures>;
};

/**
 * Loads the library.
 * @param root the `protocols` folder
 * @param only load just this council (the taxonomy is always loaded)
 * @throws ProtocolError listing every problem in every file
 */
export function loadLibrary(root: string, only?: string): Library {
  if (!existsSync(root))
    throw new ProtocolError([{ file: root, line: 0, message: 'there is no such folder' }]);
  const problems: Problem[] = [];
  const plans = loadPlans(join(root, 'plans.yaml'), problems);
  const shared = { ...loadTaxonomy(join(root, 'topics'), problems), plans: plans.value };
  const protocols = new Map<string, Protocol>();
  const councilFiles: YamlFile<Council>[] = [];
  const councils = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'topics')
    .map((entry) => entry.name)
    .filter((name) => only === undefined || name === only)
    .sort();
  if (councils.length === 0) {
    const wanted = only === undefined ? 'a council' : `the council "${only}"`;
    problems.push({ file: root, line: 0, message: `there is no folder for ${wanted} here` });
  }
  for (const name of councils) {
    const { protocol, council } = loadCouncil(join(root, name), name, shared, problems);
    councilFiles.push(council);
    if (protocol) protocols.set(name, protocol);
  }
  checkPrefixes(councilFiles, problems);
  if (problems.length > 0) throw new ProtocolError(problems);
  const byId = new Map(plans.value?.plans.map((plan) => [plan.id, plan]));
  return { taxonomy: shared.taxonomy, plans: byId, protocols };
}

function loadPlans(file: string, problems: Problem[]): YamlFile<Plans> {
  if (!existsSync(file)) {
    problems.push({ file, line: 0, message: 'this file is missing: it says how cases run' });
    return { file, value: undefined, lineOf: () => 0 };
  }
  const plans = readYaml(file, readFileSync(file, 'utf8'), plansSchema, problems);
  problems.push(...checkPlans(plans));
  return plans;
}

type SharedFiles = {
  taxonomy: Taxonomy;
  texts: readonly string[];
  /** False where a file of the taxonomy is faulty, so that it cannot be said what topics and facts there are. */
  isComplete: boolean;
};

const NEEDED_FILES = [
  ['facts.yaml', 'which facts a rule may ask for'],
  ['urgent.yaml', 'which words speak of distress or danger'],
  ['plain.yaml', 'which topic short statements are about'],
  ['languages.yaml', 'by which words other languages are known'],
] as const;

function loadTaxonomy(folder: string, problems: Problem[]): SharedFiles {
  const themes: Theme[] = [];
  const topics = new Map<string, Topic>();
  const texts: string[] = [];
  let facts: FactDefinition[] = [];
  let concepts: Concept[] = [];
  let urgent: Urgent | null = null;
  let languages: Languages | null = null;
  let plain: YamlFile<Plain> | null = null;
  let isComplete = true;
  const names = existsSync(folder) ? yamlFilesIn(folder) : [];
  for (const [name, what] of NEEDED_FILES) {
    if (names.includes(name)) continue;
    problems.push({ file: join(folder, name), line: 0, message: `this file is missing: it says ${what}` });
    isComplete = false;
  }
  for (const name of names) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    texts.push(text);
    if (name === 'facts.yaml') {
      const { value } = readYaml(file, text, factsSchema, problems);
      if (value) facts = value.facts;
      else isComplete = false;
      continue;
    }
    if (name === 'concepts.yaml') {
      concepts = readYaml(file, text, conceptsSchema, problems).value?.concepts ?? [];
      continue;
    }
    if (name === 'urgent.yaml') {
      const read = readYaml(file, text, urgentSchema, problems);
      problems.push(...checkUrgent(read));
      urgent = read.value ?? null;
      continue;
    }
    if (name === 'languages.yaml') {
      languages = readYaml(file, text, languagesSchema, problems).value ?? null;
      continue;
    }
    if (name === 'plain.yaml') {
      plain = readYaml(file, text, plainSchema, problems);
      continue;
    }
    const { value: theme, lineOf } = readYaml(file, text, themeSchema, problems);
    if (!theme) {
      isComplete = false;
      continue;
    }
    themes.push(theme);
    theme.topics.forEach((topic, index) => {
      if (topics.has(topic.id)) {
        const message = `the topic "${topic.id}" is defined twice: rename one`;
        problems.push({ file, line: lineOf(['topics', index]), message });
      }
      topics.set(topic.id, { ...topic, theme: theme.theme, kind: theme.kind });
    });
  }
  if (plain && isComplete) problems.push(...checkPlain(plain, topics));
  return {
    taxonomy: { themes, topics, facts, concepts, urgent, languages, plain: plain?.value ?? null },
    texts,
    isComplete,
  };
}

function loadCouncil(
  folder: string,
  name: string,
  shared: SharedFiles & { plans: Plans | undefined },
  problems: Problem[],
): { protocol: Protocol | undefined; council: YamlFile<Council> } {
  const texts: string[] = [];
  const read = <T>(fileName: string, schema: Parameters<typeof readYaml<T>>[2]): YamlFile<T> => {
    const file = join(folder, fileName);
    if (!existsSync(file)) {
      problems.push({ file, line: 0, message: 'this file is missing: every council needs it' });
      return { file, value: undefined, lineOf: () => 0 };
    }
    const text = readFileSync(file, 'utf8');
    texts.push(text);
    return readYaml(file, text, schema, problems);
  };
  const files: CouncilFiles = {
    council: read('council.yaml', councilSchema),
    clauses: read('clauses.yaml', clausesSchema),
    guidance: read('guidance.yaml', guidanceSchema),
    procedures: read('procedures.yaml', proceduresSchema),
  };
  problems.push(...crossCheck(name, files, shared.isComplete ? shared.taxonomy : undefined, shared.plans));

  const { council, clauses, guidance, procedures } = files;
  if (!council.value || !clauses.value || !guidance.value || !procedures.value) {
    return { protocol: undefined, council };
  }
  const protocol = {
    council: council.value,
    clauses: indexClauses(clauses.value.clauses),
    guidance: guidance.value,
    procedures: procedures.value,
    version: createHash('sha256')
      .update(JSON.stringify([texts, shared.texts]))
      .digest('hex'),
  };
  return { protocol, council };
}

function checkPrefixes(councils: readonly YamlFile<Council>[], problems: Problem[]): void {
  const owners = new Map<string, string>();
  for (const { file, value, lineOf } of councils) {
    if (!value) continue;
    const owner = owners.get(value.reference_prefix);
    if (owner !== undefined) {
      const message = `reference_prefix ${value.reference_prefix} is also that of ${owner}: choose another`;
      problems.push({ file, line: lineOf(['reference_prefix']), message });
    }
    owners.set(value.reference_prefix, value.id);
  }
}

function yamlFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}
