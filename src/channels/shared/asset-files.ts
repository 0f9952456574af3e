/** The few files that a page of Beadle needs, each under a fixed name: nothing else of the disk can be asked for. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Router } from 'express';

/** Files that stand side by side in one folder. */
export type AssetFolder = { folder: string; names: readonly string[] };

/** What draws cards in a page, and how pages of Beadle look. */
const SHARED: AssetFolder = {
  folder: path.join(import.meta.dirname, 'assets'),
  names: ['cards.js', 'composer.js', 'forms.js', 'host-config.js', 'icon.svg', 'page.css', 'people.js'],
};

/**
 * Serves `/NAME` for each file of the page, for what pages share, and for the card library.
 * @param own the page's own files
 * @param libraries where the files of further libraries are, by the name they are served under
 */
export function createAssets(own: AssetFolder, libraries: Readonly<Record<string, string>> = {}): Router {
  const router = Router();
  const serve = (name: string, file: string): void => {
    // `root` apart from the name: express hides paths with a dot folder in them, and a clone may stand in one.
    router.get(`/${name}`, (_request, response) =>
      response.sendFile(path.basename(file), { root: path.dirname(file), cacheControl: false }),
    );
  };
  for (const { folder, names } of [SHARED, own]) {
    for (const name of names) serve(name, path.join(folder, name));
  }
  const cards = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  for (const [name, file] of Object.entries({ 'adaptivecards.js': cards, ...libraries })) serve(name, file);
  return router;
}
