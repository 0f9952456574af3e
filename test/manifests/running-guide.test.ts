import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PEOPLE_FILE_HEADER } from '../../src/casework/people.ts';
import { environmentSchema } from '../../src/config.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const GUIDE = join(ROOT, 'docs', 'running.md');
const guide = readFileSync(GUIDE, 'utf8');

/** The text of a section, up to the next heading of the same depth. */
function section(heading: string): string {
  const from = guide.indexOf(`\n${heading}\n`);
  if (from === -1) throw new Error(`The guide has no "${heading}".`);
  const depth = heading.split(' ', 1)[0] ?? '';
  const rest = guide.slice(from + heading.length + 1);
  const end = rest.search(new RegExp(`\n#{1,${depth.length}} `));
  return end === -1 ? rest : rest.slice(0, end);
}

/** What stands in backquotes in the first column of the section's table. */
function firstColumn(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
}

describe('the guide for administrators', () => {
  it('explains every scope of the Slack app, and no other', () => {
    const manifest = parse(readFileSync(join(ROOT, 'manifests', 'slack', 'manifest.yaml'), 'utf8')) as {
      oauth_config: { scopes: { bot: string[] } };
    };
    expect(firstColumn(section('### What it may do, and why')).sort()).toEqual(
      [...manifest.oauth_config.scopes.bot].sort(),
    );
  });

  it('names every setting', () => {
    const named = firstColumn(section('## Settings')).filter((name) => /^[A-Za-z_]+$/.test(name));
    expect(named.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('explains every column of the people file', () => {
    const people = section('## People and offices');
    expect(people).toContain(PEOPLE_FILE_HEADER.join(','));
    expect(firstColumn(people)).toEqual([...PEOPLE_FILE_HEADER]);
  });

  it('leads to files and headings that are there', () => {
    const headings = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
      (text ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...guide.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
    const broken = links.filter((link) => {
      if (link.startsWith('https://')) return false;
      return link.startsWith('#')
        ? !headings.includes(link.slice(1))
        : !existsSync(join(dirname(GUIDE), link));
    });
    expect(links.length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });
});
