/**
 * What fits in a card. Teams refuses a message above a size instead of cutting it, and so do we: a long reply
 * becomes several, and what cannot be divided is reported when it is made, not when it is sent.
 */
import type { Block, ClauseQuote, Field, Form, Reply } from '../../conversation/vocabulary.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { renderCard } from './adaptive-card.ts';
import { FIELD_PREFIX, MAX_FIELDS, MAX_ID, SOMEONE_ELSE, readCardData } from './card-data.ts';

/**
 * Teams counts the whole message in UTF-16: 100 KB since 2025, of which it advises to use 80; 40 KB before.
 * So a reply is divided to stay below the old figure, and only a form, which cannot be, may go up to the new.
 */
export const CARD_LIMITS = {
  /** Characters of a card's JSON above which a reply is divided: 36 KB. */
  split: 18_000,
  /** Characters of a card's JSON that must not be passed: 76 KB. */
  refused: 38_000,
} as const;

const ROOM_FOR_A_LINE = 1_000;

const TYPE_THE_NAME = 'The list of people is too long to show here: type the full name.';

/**
 * The reply as one or more, each fit for a card of its own, with one form at most in each. Every word is kept;
 * a list of people too long for any card gives way to a field for the name, and says so.
 */
export function splitReply(reply: Reply): Reply[] {
  if (!hasSeveralForms(reply) && measureBlocks(reply.blocks) <= CARD_LIMITS.split) return [reply];
  const replies: Block[][] = [];
  let size = 0;
  let hasForm = false;
  for (const block of reply.blocks.flatMap(divideUntilFits)) {
    const blockSize = measureBlocks([block]);
    const last = replies.at(-1);
    if (last === undefined || size + blockSize > CARD_LIMITS.split || (hasForm && block.type === 'form')) {
      replies.push([block]);
      size = blockSize;
      hasForm = block.type === 'form';
    } else {
      last.push(block);
      size += blockSize;
      hasForm ||= block.type === 'form';
    }
  }
  return replies.map((blocks) => ({ ...reply, blocks }));
}

/** The cards of a reply, in order: one for nearly every reply. */
export function renderCards(reply: Reply): AdaptiveCard[] {
  const card = renderCard(reply);
  if (!hasSeveralForms(reply) && JSON.stringify(card).length <= CARD_LIMITS.split) return [card];
  return splitReply(reply).map((part) => renderCard(part));
}

/**
 * The reply for a place that takes one card only: all of it, or where that is too long its end, with its buttons. `left`
 * is what had to be left out, from its beginning; null for nearly every reply.
 */
export function fitInOne(reply: Reply): { reply: Reply; left: Reply | null } {
  if (measureBlocks(reply.blocks) <= CARD_LIMITS.refused) return { reply, left: null };
  const parts = splitReply(reply);
  const end: Block[] = [];
  while (parts.length > 0) {
    const more = [...(parts.at(-1)?.blocks ?? []), ...end];
    // Room for a line that says so; a form alone may need all there is.
    if (end.length > 0 && measureBlocks(more) > CARD_LIMITS.refused - ROOM_FOR_A_LINE) break;
    end.splice(0, end.length, ...more);
    parts.pop();
  }
  const left = parts.flatMap(({ blocks }) => blocks);
  return { reply: { ...reply, blocks: end }, left: left.length > 0 ? { ...reply, blocks: left } : null };
}

/** Why this reply cannot be shown, or cannot be answered, in a card: one sentence a problem; none where it can. */
export function checkCardLimits(reply: Reply): string[] {
  return splitReply(reply).flatMap((part) => {
    const size = measureBlocks(part.blocks);
    return [
      ...(size > CARD_LIMITS.refused
        ? [`A card of ${size} characters is too large: at most ${CARD_LIMITS.refused}.`]
        : []),
      ...part.blocks.flatMap(checkBlock),
    ];
  });
}

function checkBlock(block: Block): string[] {
  if (block.type === 'choices') return block.choices.flatMap((choice) => checkChoice(choice));
  if (block.type === 'form') return checkForm(block.form);
  return [];
}

function checkChoice(choice: { label: string; value: string }): string[] {
  return [
    ...(choice.label.trim() === '' ? ['A button has no label.'] : []),
    ...(choice.value.length > MAX_ID
      ? [`The value of the button "${choice.label}" is longer than ${MAX_ID} characters.`]
      : []),
  ];
}

function checkForm(form: Form): string[] {
  const names = form.fields.map((field) => field.name);
  return [
    ...(form.id === '' || form.id.length > MAX_ID
      ? [`The id of the form "${form.title}" must have 1 to ${MAX_ID} characters.`]
      : []),
    ...(form.submit.trim() === '' ? [`The form "${form.title}" has no label for its button.`] : []),
    // A person field sends two answers.
    ...(names.length * 2 > MAX_FIELDS
      ? [`The form "${form.title}" has more than ${MAX_FIELDS / 2} fields.`]
      : []),
    ...(new Set(names).size < names.length
      ? [`The form "${form.title}" has two fields of the same name.`]
      : []),
    ...form.choices.flatMap((choice) => checkChoice(choice)),
    ...form.fields.flatMap(checkField),
    ...form.intro.flatMap(checkBlock),
  ];
}

function checkField(field: Field): string[] {
  const roundTrip = { beadle: 1, input: 'form', form: 'x', [FIELD_PREFIX + field.name]: '' };
  const problems: string[] = [];
  if (readCardData(roundTrip) === null) problems.push(`"${field.name}" cannot name a field.`);
  if (field.label.trim() === '') problems.push(`The field "${field.name}" has no label.`);
  if (field.type !== 'choice' && field.type !== 'person') return problems;
  if (field.type === 'choice' && field.options.length === 0) {
    problems.push(`The field "${field.name}" has nothing to choose from.`);
  }
  const labels = field.options.map((option) => option.label);
  if (new Set(labels).size < labels.length) {
    problems.push(`Two options of the field "${field.name}" have the same label.`);
  }
  if (field.options.some(({ label, value }) => label === '' || value === '' || value === SOMEONE_ELSE)) {
    problems.push(`An option of the field "${field.name}" has no label or no usable value.`);
  }
  return problems;
}

function hasSeveralForms(reply: Reply): boolean {
  return reply.blocks.filter((block) => block.type === 'form').length > 1;
}

/** Characters of the card of these blocks. Cards of fewer blocks together are never smaller than one of all. */
function measureBlocks(blocks: readonly Block[]): number {
  return JSON.stringify(renderCard({ audience: 'private', blocks })).length;
}

function divideUntilFits(block: Block): Block[] {
  const size = measureBlocks([block]);
  if (size <= CARD_LIMITS.split) return [block];
  if (block.type === 'form') return divideForm(block.form, size);
  const halves = halveBlock(block);
  return halves === null ? [block] : halves.flatMap(divideUntilFits);
}

function divideForm(form: Form, size: number): Block[] {
  const bare: Form = { ...form, intro: [] };
  const before: Block[] =
    form.intro.length === 0 ? [] : [{ type: 'heading', text: form.title }, ...form.intro];
  const fits =
    size <= CARD_LIMITS.refused || measureBlocks([{ type: 'form', form: bare }]) <= CARD_LIMITS.refused;
  const kept: Form = fits ? bare : { ...bare, fields: bare.fields.map(dropPeople) };
  return [...before.flatMap(divideUntilFits), { type: 'form', form: kept }];
}

function dropPeople(field: Field): Field {
  if (field.type !== 'person' || field.options.length === 0) return field;
  const name = field.options.find((option) => option.value === field.value)?.label ?? field.value;
  const hint = field.hint === undefined ? TYPE_THE_NAME : `${field.hint} ${TYPE_THE_NAME}`;
  return { ...field, options: [], hint, ...(name === undefined ? {} : { value: name }) };
}

/** The block as two that say the same one after the other; null where it has no smaller parts. */
function halveBlock(block: Exclude<Block, { type: 'form' }>): [Block, Block] | null {
  switch (block.type) {
    case 'heading':
    case 'text': {
      const halves = halveText(block.text);
      return (
        halves && [
          { ...block, text: halves[0] },
          { ...block, text: halves[1] },
        ]
      );
    }
    case 'list': {
      const halves = halveItems(block.items, halveText);
      return (
        halves && [
          { ...block, items: halves[0] },
          { ...block, items: halves[1] },
        ]
      );
    }
    case 'facts': {
      const halves = halveItems(block.rows, halveRow);
      return (
        halves && [
          { ...block, rows: halves[0] },
          { ...block, rows: halves[1] },
        ]
      );
    }
    case 'clauses': {
      const halves = halveItems(block.clauses, halveClause);
      return (
        halves && [
          { ...block, clauses: halves[0] },
          { ...block, label: continued(block.label), clauses: halves[1] },
        ]
      );
    }
    case 'choices': {
      const halves = halveItems(block.choices, () => null);
      return (
        halves && [
          { ...block, choices: halves[0] },
          { type: 'choices', choices: halves[1] },
        ]
      );
    }
  }
}

function halveItems<T>(items: readonly T[], halve: (item: T) => [T, T] | null): [T[], T[]] | null {
  const [only] = items;
  if (only === undefined) return null;
  if (items.length > 1) {
    const middle = Math.ceil(items.length / 2);
    return [items.slice(0, middle), items.slice(middle)];
  }
  const halves = halve(only);
  return halves && [[halves[0]], [halves[1]]];
}

function halveRow(row: { label: string; value: string }): [typeof row, typeof row] | null {
  const halves = halveText(row.value);
  return (
    halves && [
      { label: row.label, value: halves[0] },
      { label: continued(row.label), value: halves[1] },
    ]
  );
}

function halveClause(clause: ClauseQuote): [ClauseQuote, ClauseQuote] | null {
  const { note, ...rest } = clause;
  const again = { ...rest, heading: continued(rest.heading) };
  if (note !== undefined && note.length > clause.gist.length) {
    const halves = halveText(note);
    return (
      halves && [
        { ...clause, note: halves[0] },
        { ...again, gist: '', note: halves[1] },
      ]
    );
  }
  const halves = halveText(clause.gist);
  return (
    halves && [
      { ...rest, gist: halves[0] },
      { ...again, gist: halves[1], ...(note === undefined ? {} : { note }) },
    ]
  );
}

function continued(label: string): string {
  return label === '' || label.endsWith('(continued)') ? label : `${label} (continued)`;
}

/** Cuts after the white space nearest before the middle, or between two whole characters where there is none. */
function halveText(text: string): [string, string] | null {
  if (text.length < 100) return null;
  const middle = Math.floor(text.length / 2);
  const space = text.slice(0, middle).search(/\s\S*$/);
  const isInsidePair = /[\uDC00-\uDFFF]/.test(text.charAt(middle));
  const cut = space > middle / 2 ? space + 1 : isInsidePair ? middle - 1 : middle;
  return [text.slice(0, cut), text.slice(cut)];
}
