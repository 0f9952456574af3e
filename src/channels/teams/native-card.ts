/** What Teams can do with a card that others cannot: open windows, draw it anew, search for people. Pure. */
import type { Reply } from '../../conversation/vocabulary.ts';
import type { AdaptiveCard } from '../shared/adaptive-card.ts';
import { showText } from '../shared/card-elements.ts';
import { FIELD_PREFIX } from '../shared/card-data.ts';
import { renderCards } from '../shared/card-limits.ts';

/** What the place can do where a card is shown. */
export type Look = {
  /** A button that leads to a form opens a window. */
  windows: boolean;
  /** People are searched for in the organisation, besides our own list. */
  people: boolean;
  /** The Teams id of the one person who sees it, for whom a live card is drawn anew; null where it is not. */
  viewer: string | null;
};

/** Nothing but what every host of Adaptive Cards can do. */
export const PLAIN_LOOK: Look = { windows: false, people: false, viewer: null };
/** In a window: it opens no other, and is drawn once. */
export const WINDOW_LOOK: Look = { windows: false, people: true, viewer: null };

/** In the chat of this person. */
export function chatLook(viewer: string | null): Look {
  return { windows: true, people: true, viewer };
}

/** The verb of a live card's own action. */
export const REFRESH_VERB = 'show-case';
const CHOICE_VERB = 'choose';

type Json = Record<string, unknown>;

/** The cards of a reply, as Teams shows them in a place of this look. */
export function renderNativeCards(reply: Reply, look: Look): Json[] {
  const cards = renderCards(reply);
  // One of several parts cannot be drawn anew without losing the others.
  const viewer = cards.length === 1 ? look.viewer : null;
  return cards.map((card) => renderNative(card, reply, { ...look, viewer }));
}

/** A card of this reply with what the look allows. */
export function renderNative(card: AdaptiveCard, reply: Reply, look: Look): Json {
  const live = look.viewer === null ? undefined : reply.live;
  const opening = look.windows ? valuesThatOpen(reply) : new Set<string>();
  const people = look.people ? peopleFields(reply) : new Set<string>();
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const element = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
    if (element['type'] === 'Action.Submit') return renderAction(element, opening, live !== undefined);
    if (element['type'] === 'ActionSet') return wrapLongLabel(element);
    if (element['type'] === 'Input.ChoiceSet' && people.has(String(element['id']))) return addPeople(element);
    return element;
  };
  const native = walk(card) as Json;
  return live === undefined ? native : { ...native, refresh: renderRefresh(live, look.viewer ?? '') };
}

function renderAction(action: Json, opening: ReadonlySet<string>, isLive: boolean): Json {
  const data = action['data'] as Json;
  if (data['input'] !== 'choice') return action;
  if (opening.has(String(data['value']))) {
    return { ...action, data: { ...data, msteams: { type: 'task/fetch' } } };
  }
  // On a live card the answer takes the place of what was pressed; older clients send a message as ever.
  return isLive ? { ...action, type: 'Action.Execute', verb: CHOICE_VERB, fallback: action } : action;
}

/** Longer labels are cut short on a phone, since Teams' buttons have one line. */
const LONGEST_LABEL = 37;

/** A button with a long label, which stands alone in its row, as a box that is pressed and whose text wraps. */
function wrapLongLabel(row: Json): Json {
  const [action, ...others] = row['actions'] as Json[];
  const title = String(action?.['title']);
  const isPlain = action !== undefined && others.length === 0 && action['style'] === undefined;
  if (!isPlain || title.length <= LONGEST_LABEL || action['type'] === 'Action.ShowCard') return row;
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'small',
    selectAction: action,
    items: showText(title, { weight: 'bolder' }),
  };
}

function renderRefresh(live: string, viewer: string): Json {
  return {
    action: {
      type: 'Action.Execute',
      title: 'Show how it stands',
      verb: REFRESH_VERB,
      data: { beadle: 1, input: 'refresh', value: live },
    },
    userIds: [viewer],
  };
}

/** Whoever is picked comes back by their id in Entra; our own list comes first. */
function addPeople(input: Json): Json {
  return {
    ...input,
    style: 'filtered',
    placeholder: 'Type to search, then choose',
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
  };
}

function valuesThatOpen({ blocks }: Reply): Set<string> {
  const choices = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  return new Set(choices.filter(({ opens }) => opens === 'form').map(({ value }) => value));
}

function peopleFields({ blocks }: Reply): Set<string> {
  const fields = blocks.flatMap((block) => (block.type === 'form' ? block.form.fields : []));
  return new Set(fields.filter(({ type }) => type === 'person').map(({ name }) => FIELD_PREFIX + name));
}
