/** Replies as lines of a terminal, and what a person may type to press what stands there. */
import type {
  Block,
  Choice,
  ClauseQuote,
  Field,
  Form,
  Input,
  Option,
  Reply,
} from '../../conversation/vocabulary.ts';
import { ERROR_WORDS, WARNING_WORDS, nameClause } from '../shared/plain-text.ts';
import { cleanText, wrapText } from './clean-text.ts';

/** Something that can be pressed: by its number where it has one, or by its label. */
export type Key = { number: number | null; label: string; input: Input };

export type Screen = { lines: string[]; keys: Key[] };

export type Look = {
  /** Columns to wrap at. */
  width: number;
  /** Whether the terminal shows bold, dim and colour. */
  colour: boolean;
};

const STYLES = { bold: '1', dim: '2', warning: '33', number: '36' } as const;

type Pen = {
  screen: Screen;
  look: Look;
  nextNumber: number;
  formShownBefore: string | null;
};

/**
 * Lays out what one turn led to. `formShownBefore` is the form on the screen until now: where the same one is asked on, its title and
 * introduction are not said again. Gives the lines, the keys, and the form that stands on the screen now.
 */
export function layOutReplies(
  replies: readonly Reply[],
  look: Look,
  formShownBefore: string | null,
): Screen & { form: string | null } {
  const pen: Pen = { screen: { lines: [], keys: [] }, look, nextNumber: 1, formShownBefore };
  let form: string | null = null;
  for (const block of replies.flatMap((reply) => reply.blocks)) {
    drawBlock(pen, block);
    if (block.type === 'form') form = block.form.id;
  }
  return { ...pen.screen, form };
}

function drawBlock(pen: Pen, block: Block): void {
  switch (block.type) {
    case 'heading':
      drawParagraph(pen, block.text, { style: 'bold' });
      break;
    case 'text':
      drawText(pen, block.text, block.tone ?? 'normal');
      break;
    case 'list':
      drawGroup(pen, () => {
        for (const item of block.items) drawLines(pen, item, { first: '  - ', rest: '    ' });
      });
      break;
    case 'facts':
      drawGroup(pen, () => {
        for (const { label, value } of block.rows) drawFact(pen, label, value);
      });
      break;
    case 'clauses':
      drawClauses(pen, block.label, block.clauses);
      break;
    case 'choices':
      drawChoices(pen, block.label ?? null, block.choices);
      break;
    case 'form':
      drawForm(pen, block.form);
      break;
  }
}

type Ink = { first?: string; rest?: string; style?: keyof typeof STYLES };

function drawLines(pen: Pen, text: string, ink: Ink = {}): void {
  const lines = wrapText(cleanText(text), pen.look.width, ink.first ?? '', ink.rest ?? ink.first ?? '');
  pen.screen.lines.push(...lines.map((line) => paint(pen.look, line, ink.style)));
}

/** Lines that belong together, set off by an empty line. */
function drawGroup(pen: Pen, draw: () => void): void {
  if (pen.screen.lines.length > 0 && pen.screen.lines.at(-1) !== '') pen.screen.lines.push('');
  draw();
}

function drawParagraph(pen: Pen, text: string, ink: Ink = {}): void {
  drawGroup(pen, () => drawLines(pen, text, ink));
}

function drawText(pen: Pen, text: string, tone: 'normal' | 'strong' | 'subtle' | 'warning'): void {
  if (tone === 'warning') drawParagraph(pen, `${WARNING_WORDS} ${text}`, { style: 'warning' });
  else if (tone === 'strong') drawParagraph(pen, text, { style: 'bold' });
  else if (tone === 'subtle') drawParagraph(pen, text, { style: 'dim' });
  else drawParagraph(pen, text);
}

function drawFact(pen: Pen, label: string, value: string): void {
  drawLines(pen, `${label}: ${value}`, { first: '  ', rest: '    ' });
}

function drawClauses(pen: Pen, label: string, clauses: readonly ClauseQuote[]): void {
  drawGroup(pen, () => {
    drawLines(pen, label);
    for (const clause of clauses) {
      drawLines(pen, nameClause(clause), { first: '  ', rest: '    ', style: 'bold' });
      drawLines(pen, clause.gist, { first: '    ' });
      if (clause.note !== undefined) {
        drawLines(pen, `${WARNING_WORDS} ${clause.note}`, { first: '    ', style: 'warning' });
      }
    }
  });
}

function drawChoices(pen: Pen, label: string | null, choices: readonly Choice[]): void {
  drawGroup(pen, () => {
    if (label !== null) drawLines(pen, label);
    for (const choice of choices) drawNumbered(pen, choice.label, { type: 'choice', value: choice.value });
  });
}

function drawNumbered(pen: Pen, label: string, input: Input): void {
  const number = pen.nextNumber++;
  const first = `  ${String(number).padStart(2)}. `;
  const lines = wrapText(cleanText(label), pen.look.width, first, ' '.repeat(first.length));
  const painted = paint(pen.look, first, 'number') + (lines[0] ?? '').slice(first.length);
  pen.screen.lines.push(painted, ...lines.slice(1));
  pen.screen.keys.push({ number, label, input });
}

function drawForm(pen: Pen, form: Form): void {
  if (form.id !== pen.formShownBefore) {
    drawParagraph(pen, form.title, { style: 'bold' });
    for (const block of form.intro) drawBlock(pen, block);
  }
  const asked = form.fields.find((field) => field.name === form.asking);
  if (asked === undefined) drawReadyForm(pen, form);
  else drawQuestion(pen, form, asked);
}

/** Everything is answered: the answers once more, then what can be done with them. */
function drawReadyForm(pen: Pen, form: Form): void {
  const answers = form.fields.filter((field) => field.value !== undefined && field.value !== '');
  if (answers.length > 0) {
    drawGroup(pen, () => {
      for (const field of answers) drawFact(pen, field.label, showValue(field));
    });
  }
  for (const field of form.fields) drawError(pen, field);
  const values = Object.fromEntries(answers.map((field) => [field.name, field.value ?? '']));
  drawGroup(pen, () => {
    drawNumbered(pen, form.submit, { type: 'form', form: form.id, values });
    for (const choice of form.choices)
      drawNumbered(pen, choice.label, { type: 'choice', value: choice.value });
  });
}

function drawQuestion(pen: Pen, form: Form, field: Field): void {
  drawError(pen, field);
  drawParagraph(pen, field.required ? field.label : `${field.label} (optional: type skip to leave it out)`, {
    style: 'bold',
  });
  if (field.hint !== undefined) drawLines(pen, field.hint, { style: 'dim' });
  for (const option of optionsOf(field)) {
    drawNumbered(pen, option.label, { type: 'form', form: form.id, values: { [field.name]: option.value } });
  }
  if (form.choices.length > 0) {
    // Not numbered: where a text is asked for, a number may be the answer.
    const labels = form.choices.map((choice) => choice.label).join(' / ');
    drawParagraph(pen, `Or type: ${labels}`, { style: 'dim' });
    for (const choice of form.choices) {
      pen.screen.keys.push({
        number: null,
        label: choice.label,
        input: { type: 'choice', value: choice.value },
      });
    }
  }
}

function drawError(pen: Pen, field: Field): void {
  if (field.error !== undefined) drawParagraph(pen, `${ERROR_WORDS} ${field.error}`, { style: 'warning' });
}

function optionsOf(field: Field): readonly Option[] {
  return field.type === 'choice' || field.type === 'person' ? field.options : [];
}

function showValue(field: Field): string {
  const value = field.value ?? '';
  return optionsOf(field).find((option) => option.value === value)?.label ?? value;
}

/** Puts a terminal's style around a text, where the terminal has any. */
export function paint(look: Look, text: string, style?: keyof typeof STYLES): string {
  return look.colour && style !== undefined && text !== ''
    ? `\u001b[${STYLES[style]}m${text}\u001b[0m`
    : text;
}
