/** Replies as Adaptive Cards 1.5, for Teams and the web chat alike, and the way back: `readCardData`. */
import type { Block, ClauseQuote, Reply } from '../../conversation/vocabulary.ts';
import type { AdaptiveCard, CardElement, ShowCardAction } from './card-elements.ts';
import { actionRows, isQuietText, showText, textRuns } from './card-elements.ts';
import { renderChoice, renderFields } from './card-form.ts';
import { nameClause, renderPlainText, WARNING_WORDS } from './plain-text.ts';

export type { AdaptiveCard, CardData, CardElement } from './card-elements.ts';
export { readCardData } from './card-data.ts';

/**
 * One card for a reply. Pure; never cuts anything: `splitReply` makes several replies of one too long for a card.
 * A press of a button sends `{ beadle: 1, input: 'choice', value }`, or `{ beadle: 1, input: 'form', form }` with
 * each field's answer as `field.NAME`.
 */
export function renderCard(reply: Reply): AdaptiveCard {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: renderPlainText(reply),
    body: reply.blocks.flatMap(renderBlock),
    msteams: { width: 'Full' },
  };
}

function renderBlock(block: Block): CardElement[] {
  switch (block.type) {
    case 'heading':
      return showText(block.text, { heading: true, size: 'medium', weight: 'bolder' });
    case 'text':
      return renderText(block);
    case 'list':
      return block.items.flatMap((item) => showText(`• ${item}`, { spacing: 'small' }));
    case 'facts':
      return renderFacts(block.rows);
    case 'clauses':
      return [
        ...showText(block.label, { isSubtle: true }),
        ...actionRows(block.clauses.map(renderClause)).map((row) => ({ ...row, spacing: 'small' as const })),
      ];
    case 'choices':
      return [
        ...(block.label === undefined ? [] : showText(block.label)),
        ...actionRows(block.choices.map(renderChoice)),
      ];
    case 'form':
      return [
        ...showText(block.form.title, { heading: true, size: 'medium', weight: 'bolder' }),
        ...block.form.intro.flatMap(renderBlock),
        ...renderFields(block.form),
      ];
  }
}

function renderText(block: Extract<Block, { type: 'text' }>): CardElement[] {
  switch (block.tone ?? 'normal') {
    case 'normal':
      return showText(block.text);
    case 'strong':
      return showText(block.text, { weight: 'bolder' });
    case 'subtle':
      return showText(block.text, { isSubtle: true });
    case 'warning':
      return [
        {
          type: 'Container',
          style: 'warning',
          items: showText(`${WARNING_WORDS} ${block.text}`, { weight: 'bolder' }),
        },
      ];
  }
}

type Row = { label: string; value: string };

/** Beside a longer value its label would be squeezed to a few letters a line. */
const MAX_COLUMN_TEXT = 120;

/**
 * Facts in two columns, save those with a long value, which are lines of their own. Facts read markdown where TextBlocks do,
 * so with other than quiet text in them all are lines.
 */
function renderFacts(rows: readonly Row[]): CardElement[] {
  if (!rows.every(({ label, value }) => isQuietText(label) && isQuietText(value))) {
    return rows.flatMap(renderFactLines);
  }
  const elements: CardElement[] = [];
  let columns: Row[] = [];
  const close = (): void => {
    if (columns.length > 0) {
      elements.push({
        type: 'FactSet',
        facts: columns.map(({ label, value }) => ({ title: keepTogether(label), value })),
      });
    }
    columns = [];
  };
  for (const row of rows) {
    if (row.value.length <= MAX_COLUMN_TEXT) columns.push(row);
    else {
      close();
      elements.push(...renderFactLines(row));
    }
  }
  close();
  return elements;
}

/** A reference, as the label of a row, in one line: without this a narrow card breaks it at its hyphens. */
function keepTogether(label: string): string {
  return /^[A-Z]{3}-\d{4}-\d+$/.test(label) ? label.replaceAll('-', '\u2060-\u2060') : label;
}

function renderFactLines({ label, value }: Row): CardElement[] {
  const [first = '', ...rest] = value.split(/\r\n|[\n\r\u2028\u2029]/);
  return [
    {
      type: 'RichTextBlock',
      spacing: 'small',
      inlines: [...textRuns(`${label}: `, { weight: 'bolder' }), ...textRuns(first)],
    },
    ...showText(rest.join('\n'), { spacing: 'none' }),
  ];
}

/** A button with the clause's label that opens its gist. ShowCard, because it tells a screen reader its state. */
function renderClause(clause: ClauseQuote): ShowCardAction {
  return {
    type: 'Action.ShowCard',
    title: clause.label,
    card: {
      type: 'AdaptiveCard',
      body: [
        ...showText(nameClause(clause), { weight: 'bolder' }),
        ...showText(clause.gist),
        ...(clause.note === undefined
          ? []
          : showText(`${WARNING_WORDS} ${clause.note}`, { weight: 'bolder' })),
      ],
    },
  };
}
