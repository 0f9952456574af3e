/** The package that an administrator uploads to Teams: the manifest filled in, and its two icons, as a zip. */
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';

/** What the package cannot be made of; the message lists every fault, and what to do. */
export class PackageError extends Error {
  readonly code = 'TEAMS_PACKAGE_INVALID';

  constructor(faults: readonly string[]) {
    super(`The package for Teams cannot be made:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'PackageError';
  }
}

const webAddress = (name: string) =>
  z.url({
    protocol: /^https$/,
    hostname: z.regexes.domain,
    error: `${name} must be a web address such as https://www.example.gov.uk/privacy`,
  });

/** Everything that differs from one council's package to another's. Limits are those of Teams' manifest. */
export const packageSettingsSchema = z.object({
  appId: z.guid(
    'MicrosoftAppId is not set, or not the Application (client) ID of your Azure bot: set it, or give --app-id',
  ),
  host: z
    .string('give the name of your server: --host beadle.example.gov.uk')
    .regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
      '--host must be the name alone, in lower case, such as beadle.example.gov.uk: no https://, no port, no path',
    ),
  publisher: z
    .string()
    .trim()
    .min(1, '--publisher is empty')
    .max(
      32,
      'the name of the publisher is longer than the 32 characters that Teams allows: give a shorter one with --publisher',
    ),
  /** Where people find help; the server itself where not given. */
  website: webAddress('--website').optional(),
  /** The website where not given, as are the terms. */
  privacy: webAddress('--privacy').optional(),
  terms: webAddress('--terms').optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, '--version must be three numbers such as 1.2.3'),
});
export type PackageSettings = Record<keyof z.infer<typeof packageSettingsSchema>, string>;

/** @throws PackageError naming every setting at fault */
export function checkSettings(
  given: Readonly<Record<keyof PackageSettings, string | undefined>>,
): PackageSettings {
  const parsed = packageSettingsSchema.safeParse(given);
  if (!parsed.success) {
    throw new PackageError([...new Set(parsed.error.issues.map(({ message }) => `${message}.`))]);
  }
  const { website = `https://${parsed.data.host}/`, privacy = website, terms = website } = parsed.data;
  return { ...parsed.data, website, privacy, terms };
}

/**
 * @param template the manifest with `{{...}}` where a council's own values belong
 * @returns the manifest of this council, as JSON
 * @throws PackageError where the template asks for something that is not among the settings
 */
export function fillManifest(template: string, settings: PackageSettings): string {
  const values: Readonly<Record<string, string>> = {
    APP_ID: settings.appId,
    HOST: settings.host,
    PUBLISHER: settings.publisher,
    WEBSITE: settings.website,
    PRIVACY: settings.privacy,
    TERMS: settings.terms,
    VERSION: settings.version,
  };
  const unknown = new Set<string>();
  // Filled in as values, not as text, so that a quotation mark in a name cannot break the file.
  const manifest: unknown = JSON.parse(template, (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\{\{(.*?)\}\}/g, (placeholder, name: string) => {
          const filled = values[name];
          if (filled === undefined) unknown.add(placeholder);
          return filled ?? placeholder;
        })
      : value,
  );
  if (unknown.size > 0) {
    throw new PackageError(
      [...unknown].map((placeholder) => `nobody knows what ${placeholder} in the manifest stands for.`),
    );
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export type TeamsPackage = { manifest: string; color: Uint8Array; outline: Uint8Array };

/** Zip files know no time before 1980. A fixed one makes the same package of the same parts. */
const FILE_TIME = '1980-01-02T00:00:00';

/**
 * @returns the zip, with the three files at its top, where Teams looks for them
 * @throws PackageError where an icon is not of the size that Teams asks for
 */
export function packTeamsApp({ manifest, color, outline }: TeamsPackage): Uint8Array {
  const faults = [...checkIcon('color.png', color, 192), ...checkIcon('outline.png', outline, 32)];
  if (faults.length > 0) throw new PackageError(faults);
  const files = { 'manifest.json': strToU8(manifest), 'color.png': color, 'outline.png': outline };
  return zipSync(files, { mtime: FILE_TIME, level: 9 });
}

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function checkIcon(name: string, bytes: Uint8Array, side: number): string[] {
  const isPng = bytes.length > 24 && PNG_START.every((byte, index) => bytes[index] === byte);
  if (!isPng) return [`${name} is no PNG picture.`];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === side && height === side) return [];
  return [`${name} is ${width} by ${height} pixels; Teams wants ${side} by ${side}.`];
}
