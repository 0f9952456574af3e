/** The small parts that everything shown in Slack is built from. Pure. */
import type { types } from '@slack/bolt';
import { SLACK_LIMITS } from './limits.ts';
import { isBlank, plain, splitText } from './text.ts';

export type SlackBlock = types.KnownBlock;
export type SlackView = types.ModalView;
export type SlackHome = types.HomeView;
export type SlackButton = types.Button;

/** A block, and what it says as plain text, for notifications and screen readers. */
export type Piece = { block: SlackBlock; text: string };

/** Characters of JSON that one row of buttons may take, so that every row fits in a message with room to spare. */
const MAX_ACTIONS_JSON = 8_000;

export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text: plain(text), emoji: false };
}

/** Text as it is, in as many sections as it takes. */
export function textPieces(text: string): Piece[] {
  return textParts(text, SLACK_LIMITS.sectionText).map((part) => ({
    block: { type: 'section', text: { type: 'plain_text', text: part, emoji: false } },
    text: part,
  }));
}

/** Text in bold, with `rest` after it in normal weight. */
export function boldPieces(text: string, rest = ''): Piece[] {
  const bold = textParts(text, SLACK_LIMITS.sectionText);
  const last = bold.at(-1) ?? '';
  const [first = '', ...more] = textParts(rest, SLACK_LIMITS.sectionText - Math.min(last.length, 1_000) - 1);
  const isJoined = first !== '' && last.length + first.length < SLACK_LIMITS.sectionText;
  return [
    ...bold.map((part, index) => boldPiece(part, isJoined && index === bold.length - 1 ? ` ${first}` : '')),
    ...(isJoined ? more : [first, ...more]).flatMap(textPieces),
  ];
}

function boldPiece(text: string, after: string): Piece {
  const elements: types.RichTextText[] = [{ type: 'text', text, style: { bold: true } }];
  if (after !== '') elements.push({ type: 'text', text: after });
  return {
    block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
    text: text + after,
  };
}

/** Small grey text. */
export function subtlePieces(text: string): Piece[] {
  return textParts(text, SLACK_LIMITS.contextText).map((part) => ({
    block: { type: 'context', elements: [{ type: 'plain_text', text: part, emoji: false }] },
    text: part,
  }));
}

export function headingPieces(text: string): Piece[] {
  const shown = plain(text);
  if (isBlank(shown)) return [];
  if (shown.length > SLACK_LIMITS.header || shown.includes('\n')) return boldPieces(text);
  return [{ block: { type: 'header', text: plainText(text) }, text: shown }];
}

/** Items as a bulleted list. */
export function listPieces(items: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0)
      pieces.push({ block: bullets(open), text: open.map((item) => `• ${item}`).join('\n') });
    open = [];
  };
  for (const item of items.map(plain).filter((text) => !isBlank(text))) {
    if (item.length > SLACK_LIMITS.sectionText) {
      close();
      pieces.push(...textPieces(`• ${item}`));
      continue;
    }
    const size = open.reduce((sum, text) => sum + text.length, item.length);
    if (size > SLACK_LIMITS.sectionText || open.length === MAX_BULLETS) close();
    open.push(item);
  }
  close();
  return pieces;
}

// The JSON around an item takes about a hundred characters.
const MAX_BULLETS = 30;

function bullets(items: readonly string[]): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: items.map((text) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })),
      },
    ],
  };
}

export type ButtonParts = {
  actionId: string;
  value: string;
  label: string;
  /** What a screen reader says instead of the label; must hold the label, and is left out where it is too long. */
  spoken?: string;
  style?: 'primary' | 'danger' | undefined;
};

/** A button; its label must fit already. */
export function button({ actionId, value, label, spoken, style }: ButtonParts): SlackButton {
  const said = spoken === undefined || spoken === label ? '' : plain(spoken);
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(label),
    value,
    ...(style === undefined ? {} : { style }),
    ...(isBlank(said) || said.length > SLACK_LIMITS.accessibilityLabel ? {} : { accessibility_label: said }),
  };
}

export type ActionElement = types.ActionsBlockElement;

/** Buttons and menus in as many rows as it takes. */
export function actionPieces(elements: readonly ActionElement[]): Piece[] {
  const rows: ActionElement[][] = [];
  let size = 0;
  for (const element of elements) {
    const elementSize = JSON.stringify(element).length;
    const row = rows.at(-1);
    if (!row || row.length === SLACK_LIMITS.actionElements || size + elementSize > MAX_ACTIONS_JSON) {
      rows.push([element]);
      size = elementSize;
    } else {
      row.push(element);
      size += elementSize;
    }
  }
  return rows.map((row) => ({
    block: { type: 'actions', elements: row },
    text: row.map(nameElement).join(' '),
  }));
}

function nameElement(element: ActionElement): string {
  if (element.type === 'button') return `[${element.text.text}]`;
  return 'placeholder' in element ? `[${element.placeholder.text}]` : '';
}

/** Whether a menu is small enough for a message. */
export function fitsInRow(element: ActionElement): boolean {
  return JSON.stringify(element).length <= MAX_ACTIONS_JSON;
}

function textParts(text: string, limit: number): string[] {
  return splitText(plain(text), limit).filter((part) => !isBlank(part));
}
