import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PEOPLE_FILE_HEADER } from '../../src/casework/people.ts';
import { environmentSchema, readConfig } from '../../src/config.ts';
import { listServices, sayService } from '../../src/start/services.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const GUIDE = join(ROOT, 'docs', 'running.md');
const guide = readFileSync(GUIDE, 'utf8');
const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'))
  .join('\n');

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

  it('explains the same settings as .env.example', () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^# ([A-Za-z_]+)=/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('asks for the same scopes in both Slack manifests', () => {
    const [http, socket] = ['manifest.yaml', 'manifest-socket-mode.yaml'].map((name) => {
      const manifest = parse(readFileSync(join(ROOT, 'manifests', 'slack', name), 'utf8')) as {
        oauth_config: unknown;
      };
      return manifest.oauth_config;
    });
    expect(socket).toEqual(http);
  });

  it('names codes and messages of the log that the code writes', () => {
    const named = firstColumn(section('## What to watch')).filter((name) => /[a-z][ -][a-z]/.test(name));
    const written = named.filter((name) => name !== 'slack-...');
    expect(written.length).toBeGreaterThan(8);
    expect(written.filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });

  it('quotes what the start report says', () => {
    const services = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'].map((name) =>
      listServices(
        readConfig({
          SLACK_BOT_TOKEN: 'xoxb-1',
          [name]: 'x',
          MicrosoftAppId: 'app',
          MicrosoftAppPassword: 'password',
          MicrosoftAppTenantId: '0b0b0b0b-0000-4000-8000-000000000002',
        }),
      ),
    );
    for (const each of services.flatMap(({ slack, teams, desk }) => [slack, teams, desk])) {
      expect(guide).toContain(`\`${each.title}: ${sayService(each, 'http://127.0.0.1:3978')}`);
    }
  });

  it('names every path that the server lets outsiders reach, and those to watch', () => {
    for (const path of ['/slack/events', '/api/messages', '/desk', '/healthz', '/readyz']) {
      expect(guide).toContain(path);
      expect(source).toContain(`'${path}'`);
    }
  });

  it('runs only scripts that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const run = [...guide.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(run.length).toBeGreaterThan(3);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
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
