/** The parts of Adaptive Cards 1.5 that Beadle uses, and how a plain text becomes one of them. */

type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large';
type Common = { id?: string; spacing?: Spacing; separator?: boolean };

type TextStyle = {
  size?: 'default' | 'medium' | 'large';
  weight?: 'default' | 'bolder';
  color?: 'default' | 'attention';
  isSubtle?: boolean;
};

export type TextRun = TextStyle & { type: 'TextRun'; text: string };

export type TextBlock = Common &
  TextStyle & { type: 'TextBlock'; text: string; wrap: true; style?: 'heading' };
export type RichTextBlock = Common & { type: 'RichTextBlock'; inlines: readonly TextRun[] };
export type FactSet = Common & { type: 'FactSet'; facts: readonly { title: string; value: string }[] };
export type Container = Common & {
  type: 'Container';
  style?: 'default' | 'emphasis' | 'warning';
  items: readonly CardElement[];
};
export type ActionSet = Common & { type: 'ActionSet'; actions: readonly CardAction[] };

type InputBase = Common & { id: string; label: string; isRequired?: boolean; errorMessage?: string };
export type TextInput = InputBase & { type: 'Input.Text'; isMultiline?: boolean; value?: string };
export type DateInput = InputBase & { type: 'Input.Date'; value?: string };
export type ChoiceSetInput = InputBase & {
  type: 'Input.ChoiceSet';
  style: 'compact' | 'expanded' | 'filtered';
  choices: readonly { title: string; value: string }[];
  value?: string;
  wrap?: true;
  placeholder?: string;
};

export type CardElement =
  TextBlock | RichTextBlock | FactSet | Container | ActionSet | TextInput | DateInput | ChoiceSetInput;

/** What a press of a button sends back; `readCardData` reads it. */
export type CardData =
  | { beadle: 1; input: 'choice'; value: string }
  | { beadle: 1; input: 'form'; form: string; fields: readonly string[] };

export type SubmitAction = {
  type: 'Action.Submit';
  title: string;
  style?: 'positive' | 'destructive';
  associatedInputs?: 'auto' | 'none';
  data: CardData;
};
export type ShowCardAction = {
  type: 'Action.ShowCard';
  title: string;
  card: { type: 'AdaptiveCard'; body: readonly CardElement[] };
};
export type CardAction = SubmitAction | ShowCardAction;

/** One Adaptive Card, version 1.5. */
export type AdaptiveCard = {
  $schema: string;
  type: 'AdaptiveCard';
  version: '1.5';
  fallbackText: string;
  body: readonly CardElement[];
  msteams: { width: 'Full' };
};

/** More buttons than this in one row are left out: six is Teams' limit, five the web renderer's. */
export const MAX_ACTIONS_IN_A_SET = 5;

/** A row of buttons wider than this, in letters, is cut short on a phone; around its label each has room for so many more. */
const MAX_ROW_CHARACTERS = 42;
const AROUND_LABEL = 6;

// Only what no markdown dialect gives a meaning: letters, digits and quiet punctuation, on one line.
const QUIET = /^[\p{L}\p{M}\p{N} ,.;:'’‘"“”()?!/%£€@–—…•+=-]*$/u;
const LIST_MARKER = /^\s*(?:[-+]|\d+[.)])(?:\s|$)/;
const MARKDOWN_RULE = /^\s*[-=]+\s*$/;

/** True where a host that reads markdown and one that does not show the same letters. */
export function isQuietText(text: string): boolean {
  return (
    QUIET.test(text) && !LIST_MARKER.test(text) && !MARKDOWN_RULE.test(text) && !/^\s|\s$| {2}/.test(text)
  );
}

type ShownText = TextStyle & { heading?: boolean; spacing?: Spacing };

/**
 * A text as people wrote it, as elements, one a line.
 *
 * TextBlocks are read as markdown by Teams and literally by the web chat, and escapes with backslashes show on
 * some phones. TextRuns are read literally everywhere, but cannot be headings. So quiet text goes into a
 * TextBlock, and everything with a sign that might mean something into TextRuns.
 */
export function showText(text: string, style: ShownText = {}): CardElement[] {
  const { heading, spacing, ...textStyle } = style;
  const elements: CardElement[] = [];
  let gap: Spacing | undefined = spacing;
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    if (line.trim() === '') {
      gap = elements.length === 0 ? spacing : 'default';
      continue;
    }
    const common = gap === undefined ? {} : { spacing: gap };
    if (isQuietText(line)) {
      elements.push({
        type: 'TextBlock',
        text: line,
        wrap: true,
        ...(heading === true ? { style: 'heading' as const } : {}),
        ...textStyle,
        ...common,
      });
    } else {
      elements.push({ type: 'RichTextBlock', inlines: textRuns(line, textStyle), ...common });
    }
    gap = 'none';
  }
  return elements;
}

/** Literal text. Hosts replace `{{DATE(…)}}` even in TextRuns, so no run may hold two braces together. */
export function textRuns(text: string, style: TextStyle = {}): TextRun[] {
  return text.split(/(?<=\{)(?=\{)/).map((part) => ({ type: 'TextRun', text: part, ...style }));
}

/** Buttons in as many rows as they need: few enough for Teams, and short enough to be read on a phone. */
export function actionRows(actions: readonly CardAction[]): ActionSet[] {
  const rows: CardAction[][] = [];
  let width = 0;
  for (const action of actions) {
    const row = rows.at(-1);
    const own = action.title.length + AROUND_LABEL;
    width += own;
    if (row === undefined || row.length >= MAX_ACTIONS_IN_A_SET || width > MAX_ROW_CHARACTERS) {
      rows.push([action]);
      width = own;
    } else {
      row.push(action);
    }
  }
  return rows.map((row, index) => ({
    type: 'ActionSet',
    actions: row,
    ...(index === 0 ? {} : { spacing: 'small' as const }),
  }));
}
