/** Replies' blocks as Slack's blocks, the same in messages and modals; only forms differ between the two. Pure. */
import type { Block, Choice, ClauseQuote } from '../../conversation/vocabulary.ts';
import { WARNING_WORDS, nameClause } from '../shared/plain-text.ts';
import type { Piece, SlackView } from './elements.ts';
import {
  actionPieces,
  boldPieces,
  button,
  headingPieces,
  listPieces,
  plainText,
  subtlePieces,
  textPieces,
} from './elements.ts';
import { SLACK_LIMITS } from './limits.ts';
import { escapeMrkdwn, fitLabels, isBlank, plain } from './text.ts';
import type { ActionKind } from './values.ts';
import { actionId, encodeClause, encodeValue } from './values.ts';

export type PlainBlock = Exclude<Block, { type: 'form' }>;

export const CLOSE_LABEL = 'Close';
/** Shown for an answer that is empty, since Slack shows no empty texts. */
const NOTHING_GIVEN = 'Not given';
/** Longer labels or values read badly in two columns, above all on a phone, and follow one another. */
const MAX_COLUMN_TEXT = 120;

export function renderBlock(block: PlainBlock): Piece[] {
  switch (block.type) {
    case 'heading':
      return headingPieces(block.text);
    case 'text':
      return renderText(block);
    case 'list':
      return listPieces(block.items);
    case 'facts':
      return renderFacts(block.rows);
    case 'clauses':
      return renderClauses(block.label, block.clauses);
    case 'choices':
      return renderChoices(block.choices, 'choice', block.label);
  }
}

function renderText({ text, tone }: Extract<Block, { type: 'text' }>): Piece[] {
  if (isBlank(text)) return [];
  switch (tone ?? 'normal') {
    case 'strong':
      return boldPieces(text);
    case 'subtle':
      return subtlePieces(text);
    case 'warning':
      return boldPieces(WARNING_WORDS, text);
    case 'normal':
      return textPieces(text);
  }
}

type Row = { label: string; value: string };

function renderFacts(rows: readonly Row[]): Piece[] {
  const pieces: Piece[] = [];
  let columns: Row[] = [];
  const close = (): void => {
    if (columns.length > 0) pieces.push(renderColumns(columns));
    columns = [];
  };
  for (const row of rows) {
    const value = isBlank(row.value) ? NOTHING_GIVEN : row.value;
    if (escapeMrkdwn(row.label).length > MAX_COLUMN_TEXT || value.length > MAX_COLUMN_TEXT) {
      close();
      pieces.push(...boldPieces(`${row.label}:`, value));
      continue;
    }
    if (columns.length * 2 === SLACK_LIMITS.fields) close();
    columns.push({ label: row.label, value });
  }
  close();
  return pieces;
}

/** Label left, value right. */
function renderColumns(rows: readonly Row[]): Piece {
  return {
    block: {
      type: 'section',
      fields: rows.flatMap(({ label, value }) => [
        isBlank(label) || /[*_~`\n]/.test(label)
          ? plainText(isBlank(label) ? '-' : label)
          : { type: 'mrkdwn' as const, text: `*${escapeMrkdwn(label)}*`, verbatim: true },
        plainText(value),
      ]),
    },
    text: rows.map(({ label, value }) => `${plain(label)}: ${plain(value)}`).join('\n'),
  };
}

/**
 * Each clause as a button that opens its gist. A clause too long to travel in a button is shown in full at once.
 */
function renderClauses(label: string, clauses: readonly ClauseQuote[]): Piece[] {
  const carried = clauses.flatMap((clause) => {
    const value = encodeClause(clause);
    return value === null ? [] : [{ clause, value }];
  });
  const long = clauses.filter((clause) => encodeClause(clause) === null);
  const { labels, legend } = fitLabels(
    carried.map(({ clause }) => clause.label),
    SLACK_LIMITS.buttonText,
  );
  const buttons = carried.map(({ clause, value }, index) =>
    button({
      actionId: actionId('clause', index),
      value,
      label: labels[index] ?? clause.label,
      spoken: `${clause.label}, ${clause.heading}: read this clause`,
    }),
  );
  return [
    ...textPieces(label),
    ...textPieces(legend.join('\n')),
    ...actionPieces(buttons),
    ...long.flatMap(renderClauseText),
  ];
}

function renderClauseText(clause: ClauseQuote): Piece[] {
  return [
    ...boldPieces(nameClause(clause)),
    ...textPieces(clause.gist),
    ...(clause.note === undefined ? [] : boldPieces(WARNING_WORDS, clause.note)),
  ];
}

/** The small window that a clause's button opens. */
export function renderClauseView(clause: ClauseQuote): SlackView {
  const title = plain(`Clause ${clause.label}`);
  const pieces = renderClauseText(clause);
  return {
    type: 'modal',
    title: plainText(title.length <= SLACK_LIMITS.title ? title : 'Clause'),
    close: plainText(CLOSE_LABEL),
    blocks: pieces.map((piece) => piece.block),
  };
}

/**
 * Buttons, below their label where they have one. What is too long to travel in a button is named all the same, so
 * that it is not lost without a word.
 */
export function renderChoices(choices: readonly Choice[], kind: ActionKind, label?: string): Piece[] {
  const carried = choices.filter((choice) => encodeValue(choice.value).length <= SLACK_LIMITS.buttonValue);
  const uncarried = choices.filter((choice) => !carried.includes(choice));
  const { labels, legend } = fitLabels(
    carried.map((choice) => choice.label),
    SLACK_LIMITS.buttonText,
  );
  const buttons = carried.map((choice, index) =>
    button({
      actionId: actionId(kind, index),
      value: encodeValue(choice.value),
      label: labels[index] ?? choice.label,
      ...(label === undefined ? {} : { spoken: `${label}: ${labels[index] ?? choice.label}` }),
      style: choice.style,
    }),
  );
  return [
    ...(label === undefined ? [] : textPieces(label)),
    ...textPieces(legend.join('\n')),
    ...actionPieces(buttons),
    ...uncarried.flatMap((choice) => textPieces(`Type as a message: ${choice.label}`)),
  ];
}
