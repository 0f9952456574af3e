/** What is drawn: everything that somebody was shown, once each. */
import type { Block, Choice, Form, Reply } from '../../src/conversation/vocabulary.ts';

/** Where it is shown: among messages, or as Beadle's own page. */
export type Place = 'chat' | 'home';

export type Shot = { council: string; part: string; name: string; place: Place; replies: readonly Reply[] };

export type Album = {
  shots: readonly Shot[];
  /** @returns the same replies; those of a kind that is there already are left out */
  add: (part: string, name: string, replies: readonly Reply[], more?: More) => readonly Reply[];
};

type More = {
  place?: Place;
  /** What kind of thing it is, where that is less than all that can be seen of it. */
  kind?: string;
};

export function createAlbum(council: string): Album {
  const shots: Shot[] = [];
  const seen = new Set<string>();
  return {
    shots,
    add: (part, name, replies, { place = 'chat', kind } = {}) => {
      const look = kind ?? lookOf(replies, place);
      if (replies.some(({ blocks }) => blocks.length > 0) && !seen.has(look)) {
        seen.add(look);
        shots.push({ council, part, name, place, replies });
      }
      return replies;
    },
  };
}

/** What can be seen of it, without ids and references. */
function lookOf(replies: readonly Reply[], place: Place): string {
  const text = JSON.stringify(replies, (key, value: unknown) =>
    key === 'value' && typeof value === 'string' && /^[a-z-]+:/.test(value)
      ? ''
      : key === 'id' || key === 'live'
        ? ''
        : value,
  );
  return place + text.replace(/[A-Z]{3}-\d{4}-\d{4,}/g, 'REF');
}

export function blocksOf(replies: readonly Reply[]): Block[] {
  return replies.flatMap(({ blocks }) => blocks);
}

export function formIn(replies: readonly Reply[]): Form | null {
  return blocksOf(replies).flatMap((block) => (block.type === 'form' ? [block.form] : []))[0] ?? null;
}

/** Every button that can be pressed. */
export function choicesIn(replies: readonly Reply[]): Choice[] {
  return blocksOf(replies).flatMap((block) => {
    if (block.type === 'choices') return [...block.choices];
    return block.type === 'form' ? [...block.form.choices] : [];
  });
}

export function choiceFor(replies: readonly Reply[], act: string): string | null {
  return choicesIn(replies).find(({ value }) => value.startsWith(`${act}:`))?.value ?? null;
}

/** What something is by its headings and buttons alone, whatever the words between them. */
export function outlineOf(replies: readonly Reply[]): string {
  const headings = blocksOf(replies).flatMap((block) => (block.type === 'heading' ? [block.text] : []));
  const labels = choicesIn(replies).map(({ label }) => label);
  const fields = formIn(replies)?.fields.map(({ label, error = '' }) => label + error) ?? [];
  return [...headings, ...fields, ...labels].join('|').replace(/[A-Z]{3}-\d{4}-\d{4,}/g, 'REF');
}
