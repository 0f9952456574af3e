/**
 * `npm run package:teams -- --host beadle.example.gov.uk`: writes data/beadle-teams.zip, the package that an administrator
 * uploads to Teams. MicrosoftAppId and COUNCIL are read from the environment, as by the server.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../src/config.ts';
import { loadLibrary } from '../src/protocol/load.ts';
import { PROTOCOLS, ROOT } from '../src/start/library.ts';
import { checkSettings, fillManifest, packTeamsApp, PackageError } from './teams-package.ts';

const USAGE = `Usage: npm run package:teams -- --host NAME [options]

  --host NAME       the name of your server, such as beadle.example.gov.uk
  --app-id ID       the Application (client) ID of your Azure bot; MicrosoftAppId where not given
  --publisher NAME  whose app this is, at most 32 characters; the name of COUNCIL where not given
  --website URL     where people find help with it; https://NAME/ where not given
  --privacy URL     your privacy notice; the website where not given
  --terms URL       your terms of use; the website where not given
  --version X.Y.Z   raise it when you upload a changed package; that of package.json where not given
  --out FILE        where to write the package; data/beadle-teams.zip where not given`;

const OPTIONS = {
  host: { type: 'string' },
  'app-id': { type: 'string' },
  publisher: { type: 'string' },
  website: { type: 'string' },
  privacy: { type: 'string' },
  terms: { type: 'string' },
  version: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const MANIFESTS = path.join(ROOT, 'manifests', 'teams');

try {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help === true) console.log(USAGE);
  else makePackage(values);
} catch (error) {
  const isUnknownOption = error instanceof TypeError && 'code' in error;
  if (isUnknownOption) console.error(`${error.message}\n\n${USAGE}`);
  else if (error instanceof PackageError || error instanceof ConfigError) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}

type Arguments = Partial<Record<Exclude<keyof typeof OPTIONS, 'help'>, string>>;

function makePackage(given: Arguments): void {
  const settings = checkSettings({
    appId: given['app-id'] ?? process.env['MicrosoftAppId'],
    host: given.host,
    publisher: given.publisher ?? nameOfCouncil(),
    website: given.website,
    privacy: given.privacy,
    terms: given.terms,
    version: given.version ?? readVersion(),
  });
  const file = path.resolve(given.out ?? path.join(ROOT, 'data', 'beadle-teams.zip'));
  const zip = packTeamsApp({
    manifest: fillManifest(readFileSync(path.join(MANIFESTS, 'manifest.json'), 'utf8'), settings),
    color: readFileSync(path.join(MANIFESTS, 'color.png')),
    outline: readFileSync(path.join(MANIFESTS, 'outline.png')),
  });
  write(file, zip);
  console.log(
    `${file}\n  version ${settings.version}, published by ${settings.publisher}, bot ${settings.appId}`,
  );
  if (given.website === undefined) {
    console.log(
      `  Its links for help, privacy and terms lead to ${settings.website}; --website, --privacy and --terms set better ones.`,
    );
  }
}

function write(file: string, zip: Uint8Array): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, zip);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new PackageError([`${file} cannot be written (${code}): give another place with --out FILE.`]);
  }
}

/** The council that the server serves with the same environment. */
function nameOfCouncil(): string {
  const { council } = readConfig({ COUNCIL: process.env['COUNCIL'] });
  const protocol = loadLibrary(PROTOCOLS).protocols.get(council);
  if (!protocol) throw new PackageError([`COUNCIL is "${council}", which has no folder in protocols/.`]);
  return protocol.council.name;
}

function readVersion(): string | undefined {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version?: string;
  };
  return version;
}
