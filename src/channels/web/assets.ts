/** The few files that the page needs, each under a fixed name: nothing else of the disk can be asked for. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Router } from 'express';

const OWN_FOLDER = path.join(import.meta.dirname, 'assets');
const OWN_FILES = [
  'api.js',
  'cards.js',
  'chat.css',
  'chat.js',
  'composer.js',
  'conversation.js',
  'forms.js',
  'history.js',
  'host-config.js',
  'icon.svg',
  'people.js',
  'view.js',
];

/** Serves `/NAME` for each file of the page, the card library among them. */
export function createAssets(): Router {
  const router = Router();
  for (const name of OWN_FILES) {
    router.get(`/${name}`, (_request, response) =>
      response.sendFile(name, { root: OWN_FOLDER, cacheControl: false }),
    );
  }
  const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  // `root` apart from the name: express hides paths with a dot folder in them, and a clone may stand in one.
  router.get('/adaptivecards.js', (_request, response) =>
    response.sendFile(path.basename(library), { root: path.dirname(library), cacheControl: false }),
  );
  return router;
}
