/** Tells, when a pack or flow is loaded, whether Slack can show what it says. Pure. */
import type { Block, Choice, Field, Form, Option, Reply } from '../../conversation/vocabulary.ts';
import { auditMessage, auditView } from './audit.ts';
import { measureView, renderFormView } from './form-view.ts';
import { SLACK_LIMITS } from './limits.ts';
import { renderMessages } from './message.ts';
import { isBlank, plain } from './text.ts';
import { encodeAnswer, encodeClause, encodeValue } from './values.ts';

type Limit = keyof typeof SLACK_LIMITS;

/**
 * Every limit of Slack's that this reply passes: one sentence each, naming the text and the limit; none where all of
 * it can be shown as meant. Long texts pass no limit, because they are divided. Where a limit is passed all the same
 * at run time, nothing is cut: labels are numbered and explained, and forms are asked in messages.
 */
export function checkSlackLimits(reply: Reply): string[] {
  const forms = reply.blocks.flatMap((block) => (block.type === 'form' ? [block.form] : []));
  const found = [
    ...reply.blocks.flatMap(checkBlock),
    ...renderMessages(reply).flatMap(auditMessage),
    ...forms.flatMap((form) => auditView(renderFormView({ form }))),
  ];
  return [...new Set(found)];
}

function checkBlock(block: Block): string[] {
  switch (block.type) {
    case 'choices':
      return block.choices.flatMap(checkChoice);
    case 'clauses':
      return block.clauses.flatMap((clause) => [
        ...checkLength(clause.label, 'buttonText', 'label of the clause'),
        ...(encodeClause(clause) === null
          ? [
              `The clause "${clause.label}" is too long for a button (buttonValue ${SLACK_LIMITS.buttonValue}).`,
            ]
          : []),
      ]);
    case 'form':
      return checkForm(block.form);
    case 'heading':
      return checkLength(block.text, 'header', 'heading');
    case 'text':
    case 'list':
    case 'facts':
      return [];
  }
}

function checkForm(form: Form): string[] {
  const whole = renderFormView({ form: { ...form, fields: form.fields.map(keepPeople) } });
  const names = form.fields.map((field) => field.name);
  return [
    ...checkLabel(form.title, 'title', 'title of the form'),
    ...checkLabel(form.submit, 'viewButton', 'button that sends the form'),
    ...(form.id === '' ? [`The form "${form.title}" has no id.`] : []),
    ...(new Set(names).size < names.length
      ? [`Two fields of the form "${form.title}" have the same name.`]
      : []),
    ...form.intro.flatMap((block) =>
      block.type === 'form' ? ['A form cannot stand in the intro of a form.'] : checkBlock(block),
    ),
    ...form.fields.flatMap((field) => checkField(form, field)),
    ...form.choices.flatMap(checkChoice),
    ...(measureView(whole) > SLACK_LIMITS.viewBytes
      ? [`The form "${form.title}" is too large for a window (viewBytes ${SLACK_LIMITS.viewBytes}).`]
      : []),
  ];
}

// A list of people is dropped at run time where it is too long, so only the rest of the form is measured.
function keepPeople(field: Field): Field {
  return field.type === 'person' ? { ...field, options: [] } : field;
}

function checkField(form: Form, field: Field): string[] {
  const problems = [
    ...checkLabel(field.label, 'inputLabel', 'label of the field'),
    ...checkLength([field.hint, field.error].join(' '), 'inputHint', 'hint of the field'),
  ];
  if (field.type === 'text' && field.maxLength > SLACK_LIMITS.inputText) {
    problems.push(
      `The field "${field.name}" asks for up to ${field.maxLength} characters; Slack allows ${SLACK_LIMITS.inputText} (inputText).`,
    );
  }
  if (field.type === 'choice' && field.options.length === 0) {
    problems.push(`The field "${field.name}" has nothing to choose from.`);
  }
  const options = field.type === 'choice' || field.type === 'person' ? field.options : [];
  const most = SLACK_LIMITS.selectOptions * SLACK_LIMITS.optionGroups;
  if (options.length > most) {
    problems.push(
      `The field "${field.name}" has ${options.length} options; Slack allows ${most} (selectOptions).`,
    );
  }
  return [...problems, ...options.flatMap((option) => checkOption(form, field, option))];
}

function checkOption(form: Form, field: Field, option: Option): string[] {
  const answer = encodeAnswer({ form: form.id, field: field.name, value: option.value });
  return [
    ...checkLabel(option.label, 'optionText', `option of "${field.name}"`),
    ...checkLabel(encodeValue(option.value), 'optionValue', `value of the option "${option.label}"`),
    ...checkLength(answer, 'buttonValue', `answer button "${option.label}"`),
  ];
}

function checkChoice(choice: Choice): string[] {
  return [
    ...checkLabel(choice.label, 'buttonText', 'button'),
    ...checkLength(encodeValue(choice.value), 'buttonValue', `value of the button "${choice.label}"`),
  ];
}

function checkLabel(text: string, limit: Limit, what: string): string[] {
  return isBlank(text) ? [`There is no text for the ${what}.`] : checkLength(text, limit, what);
}

function checkLength(text: string, limit: Limit, what: string): string[] {
  const { length } = plain(text);
  if (length <= SLACK_LIMITS[limit]) return [];
  return [
    `The ${what} is too long for Slack: ${length} characters, at most ${SLACK_LIMITS[limit]} (${limit}): "${plain(text).slice(0, 60)}…"`,
  ];
}
