/**
 * `npm run package:teams -- --host beadle.example.gov.uk`: writes data/beadle-teams.zip, the package that an administrator
 * uploads to Teams. MicrosoftAppId and COUNCIL are read from the environment, as by the server.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
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
  --out FILE        where to write the package; data/beadle-teams.zip where not given`;

const OPTIONS = {
  host: { type: 'string' },
  'app-id': { type: 'string' },
  publisher: { type: 'string' },
  website: { type: 'string' },
  privacy: { type: 'string' },
  terms: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const MANIFESTS = path.join(ROOT, 'manifests', 'teams');

try {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help === true) console.log(USAGE);
  else makePackage(values);
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error;
  if (!(error instanceof PackageError) && !isUsage) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
}

type Arguments = Partial<Record<Exclude<keyof typeof OPTIONS, 'help'>, string>>;

function makePackage(given: Arguments): void {
  const website = given.website ?? (given.host === undefined ? undefined : `https://${given.host}/`);
  const settings = checkSettings({
    appId: given['app-id'] ?? process.env['MicrosoftAppId'],
    host: given.host,
    publisher: given.publisher ?? nameOfCouncil(process.env['COUNCIL'] ?? ''),
    website,
    privacy: given.privacy ?? website,
    terms: given.terms ?? website,
    version: readVersion(),
  });
  const file = path.resolve(given.out ?? path.join(ROOT, 'data', 'beadle-teams.zip'));
  const zip = packTeamsApp({
    manifest: fillManifest(readFileSync(path.join(MANIFESTS, 'manifest.json'), 'utf8'), settings),
    color: readFileSync(path.join(MANIFESTS, 'color.png')),
    outline: readFileSync(path.join(MANIFESTS, 'outline.png')),
  });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, zip);
  console.log(
    `${file}\n  version ${settings.version}, published by ${settings.publisher}, bot ${settings.appId}`,
  );
  if (given.website === undefined) {
    console.log(
      `  Its links for help, privacy and terms lead to ${settings.website}; --website, --privacy and --terms set better ones.`,
    );
  }
}

/** The same council as the server's where the variable is not set. */
function nameOfCouncil(variable: string): string {
  const id = variable.trim() === '' ? 'swale' : variable.trim();
  const protocol = loadLibrary(PROTOCOLS).protocols.get(id);
  if (!protocol) throw new PackageError([`COUNCIL is "${id}", which has no folder in protocols/.`]);
  return protocol.council.name;
}

function readVersion(): string | undefined {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version?: string;
  };
  return version;
}
