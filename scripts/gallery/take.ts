/** Takes everything that a council's people are ever shown. */
import { createAlbum, type Shot } from './album.ts';
import { drawDialogs, raiseAll } from './dialogs.ts';
import { drawQuestions } from './questions.ts';
import { drawDesks, drawDrafts, drawEntries, drawReminders } from './rest.ts';
import { openTown, type Knowledge } from './town.ts';

/** @param variants how many ways through each dialog are gone */
export async function takeAll(
  council: string,
  knowledge: Knowledge,
  variants?: number,
): Promise<readonly Shot[]> {
  const album = createAlbum(council);
  const town = openTown(council, knowledge);
  try {
    await drawQuestions(town, album, knowledge.library);
    await drawDialogs(town, album, variants);
    await drawDrafts(town, album);
    await raiseAll(town, album);
    await drawDesks(town, album);
    await drawEntries(town, album);
    await drawReminders(town, album);
  } finally {
    await town.close();
  }
  return album.shots;
}
