import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkSettings, fillManifest, PackageError, packTeamsApp } from '../../scripts/teams-package.ts';
import { readCommand } from '../../src/conversation/commands.ts';
import { readPng } from './png.ts';
import { validatorOf } from './schemas.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MANIFESTS = join(ROOT, 'manifests', 'teams');
const SCRIPT = join(ROOT, 'scripts', 'package-teams.ts');
const APP_ID = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';

const template = readFileSync(join(MANIFESTS, 'manifest.json'), 'utf8');
const color = readFileSync(join(MANIFESTS, 'color.png'));
const outline = readFileSync(join(MANIFESTS, 'outline.png'));

const GIVEN = {
  appId: APP_ID,
  host: 'beadle.example.gov.uk',
  publisher: 'Example Council',
  website: undefined,
  privacy: undefined,
  terms: undefined,
  version: '1.2.3',
};

const manifestShape = z.looseObject({
  id: z.string(),
  version: z.string(),
  developer: z.record(z.string(), z.string()),
  validDomains: z.array(z.string()),
  icons: z.object({ color: z.string(), outline: z.string() }),
  staticTabs: z.array(z.looseObject({ contentUrl: z.string() })),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
  composeExtensions: z.tuple([
    z.object({
      botId: z.string(),
      commands: z.array(z.object({ id: z.string(), type: z.string(), context: z.array(z.string()) })),
    }),
  ]),
  bots: z.tuple([
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(
        z.object({ scopes: z.array(z.string()), commands: z.array(z.object({ title: z.string() })) }),
      ),
    }),
  ]),
});

function fill(given: Partial<typeof GIVEN> | Record<string, string> = {}): z.infer<typeof manifestShape> {
  return manifestShape.parse(JSON.parse(fillManifest(template, checkSettings({ ...GIVEN, ...given }))));
}

function faultsOf(given: Record<string, string | undefined>): string {
  try {
    checkSettings({ ...GIVEN, ...given });
    return '';
  } catch (error) {
    if (error instanceof PackageError) return error.message;
    throw error;
  }
}

const validate = validatorOf('teams-manifest.schema.json');

describe.skipIf(validate === null)("Teams' schema of manifests", () => {
  it('has nothing against the manifest of a council', () => {
    expect(validate?.(JSON.parse(fillManifest(template, checkSettings(GIVEN))))).toEqual([]);
  });

  it('would find a fault: the template itself is no manifest', () => {
    expect(validate?.(JSON.parse(template))).not.toEqual([]);
  });
});

describe("Teams' manifest", () => {
  it('is filled in with what is the council’s own', () => {
    const manifest = fill();
    expect(manifest).toMatchObject({ id: APP_ID, version: '1.2.3', validDomains: ['beadle.example.gov.uk'] });
    expect(manifest.bots[0].botId).toBe(APP_ID);
    expect(manifest.developer).toEqual({
      name: 'Example Council',
      websiteUrl: 'https://beadle.example.gov.uk/',
      privacyUrl: 'https://beadle.example.gov.uk/',
      termsOfUseUrl: 'https://beadle.example.gov.uk/',
    });
    expect(JSON.stringify(manifest)).not.toContain('{{');
  });

  it('takes links of one’s own, the website standing in for those not given', () => {
    const website = 'https://www.example.gov.uk/beadle';
    const privacy = 'https://www.example.gov.uk/privacy';
    expect(fill({ website, privacy }).developer).toMatchObject({
      websiteUrl: website,
      privacyUrl: privacy,
      termsOfUseUrl: website,
    });
  });

  it('keeps a name with quotation marks and dollars as it is', () => {
    const publisher = 'The "Old" Council & $& \\';
    expect(fill({ publisher }).developer['name']).toBe(publisher);
  });

  it('refuses a template that asks for something unknown', () => {
    const asking = template.replace('{{VERSION}}', '{{COLOUR}}');
    expect(() => fillManifest(asking, checkSettings(GIVEN))).toThrow(/\{\{COLOUR\}\}/);
  });

  it('serves personal chats, teams and group chats', () => {
    expect(fill().bots[0].scopes).toEqual(['personal', 'team', 'groupChat']);
  });

  it('lists only words that do what they say', () => {
    for (const { commands } of fill().bots[0].commandLists) {
      for (const { title } of commands) expect(readCommand(title), title).toBe(title);
    }
  });

  it('has one extension of the same bot: a search to quote from, and a question about a message', () => {
    const [extension] = fill().composeExtensions;
    expect(extension.botId).toBe(APP_ID);
    expect(extension.commands.map(({ id, type, context }) => [id, type, context])).toEqual([
      ['findClauses', 'query', ['compose', 'commandBox']],
      ['isProtocolMatter', 'action', ['message']],
    ]);
  });

  it('has the desk as its one tab, on a server that Teams may show, where its application in Entra signs people in', () => {
    const manifest = fill();
    expect(manifest.webApplicationInfo).toEqual({
      id: APP_ID,
      resource: `api://beadle.example.gov.uk/botid-${APP_ID}`,
    });
    expect(manifest.staticTabs).toEqual([
      {
        entityId: 'desk',
        name: 'Desk',
        contentUrl: 'https://beadle.example.gov.uk/desk',
        scopes: ['personal'],
      },
    ]);
    const hosts = manifest.staticTabs.map(({ contentUrl }) => new URL(contentUrl).host);
    expect(manifest.validDomains).toEqual(expect.arrayContaining(hosts));
    // Teams compares the host of the page with that of the resource.
    expect(new URL(manifest.webApplicationInfo.resource).host).toBe(hosts[0]);
  });

  it('offers private matters in the personal chat alone, where nobody else reads the word', () => {
    const [personal, shared] = fill().bots[0].commandLists.map(({ scopes, commands }) => ({
      scopes,
      titles: commands.map(({ title }) => title),
    }));
    expect(personal).toEqual({
      scopes: ['personal'],
      titles: ['help', 'disclose', 'complaint', 'meeting', 'mine', 'cases', 'resume', 'cancel'],
    });
    expect(shared).toEqual({ scopes: ['team', 'groupChat'], titles: ['help', 'meeting'] });
  });
});

describe('the settings of the package', () => {
  it.each([
    ['no app id', { appId: undefined }, 'MicrosoftAppId'],
    ['an app id that is none', { appId: 'beadle' }, 'MicrosoftAppId'],
    ['no host', { host: undefined }, '--host'],
    ['an address for a host', { host: 'https://beadle.example.gov.uk' }, '--host'],
    ['a port', { host: 'beadle.example.gov.uk:3978' }, '--host'],
    ['the placeholder', { host: 'YOUR-SERVER' }, '--host'],
    ['this machine', { host: 'localhost' }, '--host'],
    ['a number for a host', { host: '127.0.0.1' }, '--host'],
    ['a publisher too long for Teams', { publisher: 'x'.repeat(33) }, '--publisher'],
    ['a website without https', { website: 'http://www.example.gov.uk' }, '--website'],
    ['terms that are no address', { terms: 'none' }, '--terms'],
    ['a version of two numbers', { version: '1.2' }, '--version'],
  ])('are refused with %s, naming what to set', (_what, given, named) => {
    expect(faultsOf(given)).toContain(named);
  });

  it('are reported all at once', () => {
    expect(faultsOf({ appId: '', host: '', version: '' }).split('\n  - ')).toHaveLength(4);
  });

  it('take the name of every council there is', () => {
    const folder = join(ROOT, 'protocols');
    const councils = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'council.yaml')));
    expect(councils).toContain('swale');
    for (const council of councils) {
      const { name } = parse(readFileSync(join(folder, council, 'council.yaml'), 'utf8')) as { name: string };
      expect(faultsOf({ publisher: name }), council).toBe('');
    }
  });
});

describe('the icons', () => {
  it('are as large as Teams wants', () => {
    const [large, small] = [readPng(color), readPng(outline)];
    expect([large.width, large.height, small.width, small.height]).toEqual([192, 192, 32, 32]);
  });

  it('are a full square in colour, and white lines on nothing', () => {
    expect(readPng(color).pixels.every(({ alpha }) => alpha === 255)).toBe(true);
    const { pixels } = readPng(outline);
    const drawn = pixels.filter(({ alpha }) => alpha > 0);
    expect(drawn.every(({ red, green, blue }) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(drawn.length).toBeGreaterThan(100);
    expect(pixels.length - drawn.length).toBeGreaterThan(500);
  });

  it('keep the mark within the middle 120 that Teams never cuts', () => {
    const { width, pixels } = readPng(color);
    const [ground] = pixels;
    const outside = pixels.filter((_, index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      return x < 36 || x >= 156 || y < 36 || y >= 156;
    });
    expect(outside.every((pixel) => JSON.stringify(pixel) === JSON.stringify(ground))).toBe(true);
  });

  it('of another size are refused, by name', () => {
    const manifest = fillManifest(template, checkSettings(GIVEN));
    expect(() => packTeamsApp({ manifest, color: outline, outline: new Uint8Array(40) })).toThrow(
      /color\.png is 32 by 32 pixels[^]*outline\.png is no PNG/,
    );
  });
});

describe('the package', () => {
  it('holds the manifest and its icons at the top, and is the same each time', () => {
    const manifest = fillManifest(template, checkSettings(GIVEN));
    const zip = packTeamsApp({ manifest, color, outline });
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(strFromU8(files['manifest.json'] ?? new Uint8Array())).toBe(manifest);
    const { icons } = fill();
    expect(Buffer.from(files[icons.color] ?? []).equals(color)).toBe(true);
    expect(Buffer.from(files[icons.outline] ?? []).equals(outline)).toBe(true);
    expect(packTeamsApp({ manifest, color, outline })).toEqual(zip);
  });

  it('is written by the command, for the council of the environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'beadle-package-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const out = join(folder, 'new', 'beadle-teams.zip');
    const env = { MicrosoftAppId: APP_ID, COUNCIL: 'kirklees' };
    const said = execFileSync(process.execPath, [SCRIPT, '--host', 'beadle.example.gov.uk', '--out', out], {
      env,
      encoding: 'utf8',
    });
    expect(said).toContain(out);
    const files = unzipSync(readFileSync(out));
    const manifest = manifestShape.parse(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())));
    expect(manifest.id).toBe(APP_ID);
    expect(manifest.developer['name']).toBe('Kirklees Council');
  });

  it('is not written without a bot and a server: the command says what is missing', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [SCRIPT], { env: {}, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/MicrosoftAppId[^]*--host/);
    expect(stderr).not.toContain('    at ');
  });
});
