/** The platforms' own schemas of their manifests, which lie beside the project on some machines. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';

const SCHEMAS = join(import.meta.dirname, '..', '..', '..', 'shared', 'schemas');

/** What a schema says against a document, a line each; null where the schema is not on this machine, which is then said. */
export function validatorOf(file: string): ((document: unknown) => string[]) | null {
  const path = join(SCHEMAS, file);
  if (!existsSync(path)) {
    process.stderr.write(`Left out: validation against ${file}. It is not in ../shared/schemas.\n`);
    return null;
  }
  // Teams' schema says that it is of draft 4, which Ajv does not know by name; it uses nothing that later ones changed.
  const whole = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const schema = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== '$schema'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default.default(ajv);
  const validate = ajv.compile(schema);
  return (document) =>
    validate(document)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
