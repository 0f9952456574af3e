/** Goes through every dialog from its first screen to its receipt, and through what becomes of it. */
import type { Person } from '../../src/casework/people.ts';
import type { Reply } from '../../src/conversation/vocabulary.ts';
import { flowsFor } from '../../src/flows/flows.ts';
import type { FlowId } from '../../src/protocol/schema.ts';
import { blocksOf, choiceFor, choicesIn, formIn, outlineOf, type Album } from './album.ts';
import type { Actor, Town } from './town.ts';

const MOST_SCREENS = 12;
const MOST_MOVES = 14;
/** So many ways through each dialog: the first option everywhere, then the second, and so on. */
const VARIANTS = 2;

export async function drawDialogs(town: Town, album: Album, variants = VARIANTS): Promise<void> {
  for (const kind of ['officer', 'member'] as const) {
    const asker = town.find(kind);
    for (const { id } of flowsFor(kind, town.protocol)) {
      for (let variant = 0; variant < variants; variant++) {
        const part = `${id}, by ${kind}`;
        const reference = await goThrough(town, album, { part, flow: id, asker, variant });
        if (reference !== null) await liveThrough(town, album, { part, reference, asker, variant });
      }
    }
  }
}

/** Everything that can be raised, raised once and left to itself. */
export async function raiseAll(town: Town, album: Album): Promise<void> {
  for (const kind of ['officer', 'member'] as const) {
    const asker = town.find(kind);
    for (const { id } of flowsFor(kind, town.protocol)) {
      await goThrough(town, album, { part: `${id}, by ${kind}`, flow: id, asker, variant: 0 });
    }
  }
}

type Way = { part: string; flow: FlowId; asker: Person; variant: number };

/** @returns the reference of what was recorded; null where the dialog ended without */
async function goThrough(
  town: Town,
  album: Album,
  { part, flow, asker, variant }: Way,
): Promise<string | null> {
  const actor = town.as(asker.key);
  await stopWhatIsOpen(actor);
  let shown = album.add(part, 'first screen', await actor.choose(`start:${flow}`));
  for (let screen = 1; screen <= MOST_SCREENS; screen++) {
    const form = formIn(shown);
    if (!form) break;
    if (variant === 0) album.add(part, `screen ${screen}, nothing given`, await actor.send(form, {}));
    shown = await actor.send(form, town.fillIn(form, variant, asker.key));
    // What was refused is filled in otherwise.
    const again = formIn(shown);
    if (again?.id === form.id) {
      album.add(part, `screen ${screen}, refused`, shown);
      shown = await actor.send(again, town.fillIn(again, variant, asker.key));
    }
    album.add(part, `after screen ${screen}`, shown);
  }
  const change = choiceFor(shown, 'change');
  if (variant === 0 && change !== null) {
    album.add(part, 'changing an answer', await actor.choose(change));
    shown = await actor.say('back');
  }
  const confirm = choiceFor(shown, 'confirm');
  if (confirm === null) return null;
  const receipt = album.add(part, 'receipt', await actor.choose(confirm));
  album.add(part, 'confirmed twice', await actor.choose(confirm));
  await drawPost(town, album, part);
  return referenceIn(receipt);
}

type Case = { part: string; reference: string; asker: Person; variant: number };

/** Makes every move that is offered to anybody, each once, until the case is at its end. */
async function liveThrough(
  town: Town,
  album: Album,
  { part, reference, asker, variant }: Case,
): Promise<void> {
  const made = new Set<string>();
  for (let count = 0; count < MOST_MOVES; count++) {
    const open: { person: Person; value: string; label: string; order: number }[] = [];
    for (const person of town.people) {
      const card = await town.as(person.key).choose(`case:${reference}`);
      if (!isCard(card, reference)) continue;
      const who = person.key === asker.key ? 'whoever raised it' : 'somebody with a part in it';
      album.add(part, `case card for ${who}`, card, { kind: `card ${who} ${outlineOf(card)}` });
      choicesIn(card)
        .filter(({ value }) => value.startsWith('move:'))
        .forEach(({ value, label, style }, at) => {
          const [, , move = ''] = value.split(':');
          // What ends a case comes last.
          const isEnd =
            style === 'danger' || /withdraw|close|refuse|end|not agree|not accept/i.test(`${move} ${label}`);
          if (!made.has(move)) open.push({ person, value, label, order: (isEnd ? 100 : 0) + at });
        });
    }
    const [next] = open.sort((a, b) => a.order - b.order);
    if (!next) return;
    made.add(next.value.split(':')[2] ?? '');
    await makeMove(town, album, { part, variant, ...next });
  }
}

type Move = { part: string; variant: number; person: Person; value: string; label: string };

async function makeMove(
  town: Town,
  album: Album,
  { part, variant, person, value, label }: Move,
): Promise<void> {
  const actor = town.as(person.key);
  const name = `the move "${label}"`;
  const add = (more: string, replies: readonly Reply[]): readonly Reply[] =>
    album.add(part, name + more, replies, { kind: `${name}${more} ${outlineOf(replies)}` });
  let shown = add('', await actor.choose(value));
  for (let screen = 1; screen <= MOST_SCREENS; screen++) {
    const form = formIn(shown);
    if (!form) break;
    if (screen === 1) add(', nothing given', await actor.send(form, {}));
    shown = add(', sent', await actor.send(form, town.fillIn(form, variant, person.key)));
  }
  const confirm = choiceFor(shown, 'confirm');
  if (confirm !== null) add(', confirmed', await actor.choose(confirm));
  await drawPost(town, album, part);
}

/** What others were sent because of it. */
export async function drawPost(town: Town, album: Album, part: string): Promise<void> {
  for (const { to, reply } of await town.post()) {
    const first = blocksOf([reply]).find(({ type }) => type === 'text');
    const kind = `sent ${part} ${outlineOf([reply])} ${JSON.stringify(first)}`;
    album.add(part, `sent to ${to.name}`, [reply], { kind });
  }
}

export async function stopWhatIsOpen(actor: Actor): Promise<void> {
  await actor.does({ type: 'command', command: 'cancel', text: '' });
}

function isCard(shown: readonly Reply[], reference: string): boolean {
  return blocksOf(shown).some((block) => block.type === 'heading' && block.text.includes(reference));
}

export function referenceIn(shown: readonly Reply[]): string | null {
  return /[A-Z]{3}-\d{4}-\d{4,}/.exec(JSON.stringify(shown))?.[0] ?? null;
}
