/** Drafts, lists, pages, reminders: what is shown besides answers and dialogs. */
import { choiceFor, formIn, type Album } from './album.ts';
import { drawPost, stopWhatIsOpen } from './dialogs.ts';
import type { Town } from './town.ts';

/** A draft that is left, asked about half-way, taken up again and stopped. */
export async function drawDrafts(town: Town, album: Album): Promise<void> {
  const part = 'a draft';
  const { key } = town.find('officer');
  const officer = town.as(key);
  await stopWhatIsOpen(officer);
  const first = await officer.say('disclose');
  const form = formIn(first);
  if (form) await officer.send(form, town.fillIn(form, 0, key));
  album.add(part, 'a question half-way', await officer.say('Who sees what I disclose?'));
  album.add(part, 'another dialog begun meanwhile', await officer.say('complaint'));
  album.add(part, 'resumed', await officer.say('resume'));
  album.add(part, 'the page, with a draft', await officer.does({ type: 'home' }), { place: 'home' });
  album.add(part, 'back', await officer.say('back'));
  album.add(part, 'stopped', await officer.say('stop'));
}

/** A disclosure that is amended and ended. */
export async function drawEntries(town: Town, album: Album): Promise<void> {
  const part = 'entries';
  for (const kind of ['officer', 'member'] as const) {
    const actor = town.as(town.find(kind).key);
    const mine = album.add(part, `mine, of ${kind}`, await actor.say('mine'));
    album.add(part, `the page of ${kind}`, await actor.does({ type: 'home' }), { place: 'home' });
    const amend = choiceFor(mine, 'amend');
    if (amend !== null) {
      album.add(part, 'amending', await actor.choose(amend));
      await stopWhatIsOpen(actor);
    }
    const end = choiceFor(mine, 'end');
    if (end === null) continue;
    const sure = album.add(part, 'ending', await actor.choose(end));
    const confirmed = choiceFor(sure, 'end-confirmed');
    if (confirmed !== null) album.add(part, 'ended', await actor.choose(confirmed));
    await drawPost(town, album, part);
  }
}

/** What those who deal with cases see, today and as the days go by. */
export async function drawDesks(town: Town, album: Album): Promise<void> {
  const part = 'those who deal with cases';
  const officers = town.people.filter(({ offices }) => offices.length > 0);
  for (const { key, name } of officers) {
    album.add(part, `cases of ${name}`, await town.as(key).say('cases'));
    album.add(part, `the page of ${name}`, await town.as(key).does({ type: 'home' }), { place: 'home' });
  }
}

const LATER_DAYS = ['2026-12-02', '2026-12-10', '2027-01-20', '2027-06-01'];

/** What is sent as the days go by. */
export async function drawReminders(town: Town, album: Album): Promise<void> {
  for (const day of LATER_DAYS) {
    await town.on(day);
    await drawPost(town, album, 'reminders');
  }
}
