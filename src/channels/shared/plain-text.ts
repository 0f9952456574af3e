/** A reply as plain text: what is read where a card cannot be shown, and the base of the terminal's output. */
import type { Block, ClauseQuote, Field, Form, Reply } from '../../conversation/vocabulary.ts';

/** Before a text in the tone `warning`, in every channel that shows it as words. */
export const WARNING_WORDS = 'Please note:';
/** Before what is wrong with an answer. */
export const ERROR_WORDS = 'Please check:';

/** The whole reply, block by block, with a blank line between blocks; nothing is left out. */
export function renderPlainText(reply: Reply): string {
  return reply.blocks
    .map(renderBlock)
    .filter((text) => text !== '')
    .join('\n\n');
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return block.text;
    case 'text':
      return block.tone === 'warning' ? `${WARNING_WORDS} ${block.text}` : block.text;
    case 'list':
      return block.items.map((item) => `• ${item}`).join('\n');
    case 'facts':
      return block.rows.map((row) => `${row.label}: ${row.value}`).join('\n');
    case 'clauses':
      return lines([block.label, ...block.clauses.map(renderClause)]);
    case 'choices':
      return lines([block.label, ...block.choices.map((choice) => `[${choice.label}]`)]);
    case 'form':
      return renderForm(block.form);
  }
}

function renderClause(clause: ClauseQuote): string {
  const name = nameClause(clause);
  return lines([
    `${name}: ${clause.gist}`,
    clause.note === undefined ? undefined : `${WARNING_WORDS} ${clause.note}`,
  ]);
}

/** "7.2 Attendance", or the heading alone where the label is the heading. */
export function nameClause(clause: Pick<ClauseQuote, 'label' | 'heading'>): string {
  if (clause.heading === '' || clause.heading === clause.label) return clause.label;
  return `${clause.label} ${clause.heading}`;
}

function renderForm(form: Form): string {
  return [
    form.title,
    ...form.intro.map(renderBlock),
    ...form.fields.map(renderField),
    lines([`[${form.submit}]`, ...form.choices.map((choice) => `[${choice.label}]`)]),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function renderField(field: Field): string {
  const options = field.type === 'choice' || field.type === 'person' ? field.options : [];
  const value = options.find((option) => option.value === field.value)?.label ?? field.value;
  return lines([
    field.required ? field.label : `${field.label} (optional)`,
    field.hint,
    ...(field.type === 'choice' ? field.options.map((option) => `• ${option.label}`) : []),
    value === undefined || value === '' ? undefined : `Your answer: ${value}`,
    field.error === undefined ? undefined : `${ERROR_WORDS} ${field.error}`,
  ]);
}

function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}
