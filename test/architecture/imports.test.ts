import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom, room by room, over the real import graph. `vocabulary` is conversation/vocabulary.ts: types that
 * everyone may speak. Rooms not named here may import nothing of ours.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  vocabulary: ['protocol'],
  protocol: [],
  understanding: ['protocol'],
  answering: ['protocol', 'understanding'],
  flows: ['protocol', 'understanding', 'answering', 'vocabulary'],
  casework: ['protocol', 'understanding', 'answering', 'flows', 'vocabulary'],
  register: ['casework', 'vocabulary'],
  conversation: ['protocol', 'understanding', 'answering', 'flows', 'casework', 'vocabulary'],
  'channels/shared': ['vocabulary', 'protocol'],
  'channels/slack': ['vocabulary', 'protocol', 'channels/shared'],
  'channels/teams': ['vocabulary', 'protocol', 'channels/shared'],
  'channels/web': ['vocabulary', 'protocol', 'channels/shared'],
  'channels/terminal': ['vocabulary', 'protocol', 'channels/shared'],
  desk: ['casework', 'answering', 'vocabulary', 'protocol', 'channels/shared'],
  config: [],
  runtime: [],
};

/** These wire the others together and see everything. */
const COMPOSITION = ['main', 'start', 'cli'];

const SDK_ROOMS: Record<string, string> = {
  '@slack/bolt': 'channels/slack',
  botbuilder: 'channels/teams',
  '@microsoft/teams-js': 'desk',
  jose: 'desk',
  'better-sqlite3': 'register',
  'drizzle-orm': 'register',
};

const SRC = join(import.meta.dirname, '..', '..', 'src');

type SourceFile = { path: string; room: string; text: string };

function roomOf(path: string): string {
  if (path === 'conversation/vocabulary.ts') return 'vocabulary';
  const [first = '', second = ''] = path.split('/');
  if (first === 'channels') return `channels/${second}`;
  return first.replace(/\.(ts|js)$/, '');
}

function sourceFiles(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|js)$/.test(path) && !path.includes('/assets/'))
    .map((path) => ({ path, room: roomOf(path), text: readFileSync(join(SRC, path), 'utf8') }));
}

function importsOf({ text }: SourceFile): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
}

const files = sourceFiles();

describe('the rooms of the house', () => {
  it('finds the sources it is to check', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it('imports only in the agreed directions', () => {
    const offences: string[] = [];
    for (const file of files) {
      if (COMPOSITION.includes(file.room)) continue;
      const allowed = MAY_IMPORT[file.room];
      if (allowed === undefined) {
        offences.push(`${file.path}: the room "${file.room}" is not in the picture`);
        continue;
      }
      for (const specifier of importsOf(file)) {
        if (!specifier.startsWith('.')) continue;
        const target = relative(SRC, join(SRC, dirname(file.path), specifier));
        const room = roomOf(target);
        if (room !== file.room && !allowed.includes(room)) offences.push(`${file.path} imports ${target}`);
      }
    }
    expect(offences).toEqual([]);
  });

  it('keeps each platform and the database behind one door', () => {
    const offences = files.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const sdk = Object.keys(SDK_ROOMS).find(
          (name) => specifier === name || specifier.startsWith(`${name}/`),
        );
        return sdk !== undefined && file.room !== SDK_ROOMS[sdk] ? [`${file.path} imports ${specifier}`] : [];
      }),
    );
    expect(offences).toEqual([]);
  });

  it('reads the environment in config.ts alone', () => {
    const offences = files
      .filter(({ path, text }) => path !== 'config.ts' && /process\.env\b/.test(text))
      .map(({ path }) => path);
    expect(offences).toEqual([]);
  });

  it('names no council', () => {
    const names = /south.?somerset|gwynedd|kirklees|swale|\btdc\b/i;
    const offences = files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const code = line.replace(/^\s*(\*|\/\/|\/\*\*?).*$/, '');
        return names.test(code) ? [`${path}:${index + 1}: ${line.trim()}`] : [];
      }),
    );
    // The contract's default council, which has to be named somewhere.
    expect(offences.filter((offence) => !offence.includes("env.COUNCIL ?? 'swale'"))).toEqual([]);
  });

  it('keeps files small enough to read in one sitting', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 400).map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
