/** Loads everything under `protocols/`, cross-checks it, and reports all faults at once. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexClauses, type ClauseIndex } from './clause-index.ts';
import { crossCheck } from './cross-check.ts';
import { ProtocolError, type Problem } from './problems.ts';
import {
  clausesSchema,
  councilSchema,
  factsSchema,
  guidanceSchema,
  proceduresSchema,
  themeSchema,
  type Clause,
  type Council,
  type FactDefinition,
  type Guidance,
  type Procedures,
  type Theme,
} from './schema.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** One topic of the shared taxonomy, with the theme it belongs to. */
export type Topic = Theme['topics'][number] & { theme: string; kind: Theme['kind'] };

/** The taxonomy all councils share. */
export type Taxonomy = {
  themes: readonly Theme[];
  topics: ReadonlyMap<string, Topic>;
  facts: readonly FactDefinition[];
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

export type Library = { taxonomy: Taxonomy; protocols: ReadonlyMap<string, Protocol> };

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
  const problems: Problem[] = [];
  const { taxonomy, texts: taxonomyTexts } = loadTaxonomy(join(root, 'topics'), problems);
  const protocols = new Map<string, Protocol>();
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
    const protocol = loadCouncil(join(root, name), name, taxonomy, taxonomyTexts, problems);
    if (protocol) protocols.set(name, protocol);
  }
  checkPrefixes(protocols, root, problems);
  if (problems.length > 0) throw new ProtocolError(problems);
  return { taxonomy, protocols };
}

function loadTaxonomy(folder: string, problems: Problem[]): { taxonomy: Taxonomy; texts: string[] } {
  const themes: Theme[] = [];
  const topics = new Map<string, Topic>();
  const texts: string[] = [];
  let facts: FactDefinition[] = [];
  for (const name of yamlFilesIn(folder)) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    texts.push(text);
    if (name === 'facts.yaml') {
      facts = readYaml(file, text, factsSchema, problems).value?.facts ?? [];
      continue;
    }
    const { value: theme, lineOf } = readYaml(file, text, themeSchema, problems);
    if (!theme) continue;
    themes.push(theme);
    theme.topics.forEach((topic, index) => {
      if (topics.has(topic.id)) {
        const message = `the topic "${topic.id}" is defined twice: rename one`;
        problems.push({ file, line: lineOf(['topics', index]), message });
      }
      topics.set(topic.id, { ...topic, theme: theme.theme, kind: theme.kind });
    });
  }
  return { taxonomy: { themes, topics, facts }, texts };
}

function loadCouncil(
  folder: string,
  name: string,
  taxonomy: Taxonomy,
  taxonomyTexts: readonly string[],
  problems: Problem[],
): Protocol | undefined {
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
  problems.push(...crossCheck(name, files, taxonomy));

  const { council, clauses, guidance, procedures } = files;
  if (!council.value || !clauses.value || !guidance.value || !procedures.value) return undefined;
  return {
    council: council.value,
    clauses: indexClauses(clauses.value.clauses),
    guidance: guidance.value,
    procedures: procedures.value,
    version: createHash('sha256')
      .update(JSON.stringify([texts, taxonomyTexts]))
      .digest('hex'),
  };
}

function checkPrefixes(protocols: ReadonlyMap<string, Protocol>, root: string, problems: Problem[]): void {
  const owners = new Map<string, string>();
  for (const [name, { council }] of protocols) {
    const owner = owners.get(council.reference_prefix);
    if (owner !== undefined) {
      const message = `reference_prefix ${council.reference_prefix} is also that of ${owner}: choose another`;
      problems.push({ file: join(root, name, 'council.yaml'), line: 1, message });
    }
    owners.set(council.reference_prefix, name);
  }
}

function yamlFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}
