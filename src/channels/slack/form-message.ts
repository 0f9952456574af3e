/** A form as part of a message: the question being asked, with its answers as buttons, and a way to the modal. Pure. */
import type { Field, Form, Option } from '../../conversation/vocabulary.ts';
import { ERROR_WORDS } from '../shared/plain-text.ts';
import { renderChoices } from './blocks.ts';
import type { ActionElement, Piece, SlackButton } from './elements.ts';
import {
  actionPieces,
  boldPieces,
  button,
  fitsInRow,
  headingPieces,
  listPieces,
  plainText,
  subtlePieces,
  textPieces,
} from './elements.ts';
import { renderSelect } from './form-fields.ts';
import { FALLBACK_SUBMIT, renderIntro } from './form-view.ts';
import { SLACK_LIMITS } from './limits.ts';
import { fitLabels, isBlank, plain } from './text.ts';
import { actionId, encodeAnswer, encodeFormId, encodeValue, pickActionId } from './values.ts';

export const OPEN_LABEL = 'Fill in a form';
const SKIP_LABEL = 'Skip this';
const TYPE_ANSWER = 'Type your answer as a message.';

/** More answers than this are a menu instead of buttons. */
const MAX_ANSWER_BUTTONS = 25;

export function renderFormMessage(form: Form): Piece[] {
  const field = form.fields.find((candidate) => candidate.name === form.asking);
  const intro = renderIntro(form);
  return [
    ...(intro.length === 0 && !field ? headingPieces(form.title) : intro),
    ...(field ? renderQuestion(form, field) : []),
    ...(field || isSubmitShown(form) ? [] : textPieces(`${FALLBACK_SUBMIT}: ${form.submit}`)),
    ...actionPieces(renderFormButtons(form, field)),
    ...renderChoices(form.choices, 'move'),
  ];
}

function renderQuestion(form: Form, field: Field): Piece[] {
  return [
    ...(field.error === undefined ? [] : boldPieces(ERROR_WORDS, field.error)),
    ...boldPieces(field.required ? field.label : `${field.label} (optional: type skip to leave it out)`),
    ...(field.hint === undefined ? [] : subtlePieces(field.hint)),
    ...renderGiven(field),
    ...renderAnswers(form, field),
  ];
}

function renderGiven(field: Field): Piece[] {
  const value = field.value ?? '';
  if (isBlank(value)) return [];
  const options = field.type === 'choice' || field.type === 'person' ? field.options : [];
  const label = options.find((option) => option.value === value)?.label ?? value;
  return textPieces(`Your answer so far: ${label}`);
}

function renderAnswers(form: Form, field: Field): Piece[] {
  switch (field.type) {
    case 'text':
      return subtlePieces(TYPE_ANSWER);
    case 'date':
      return renderCalendar(form, field);
    case 'choice':
      return renderOptionAnswers(form, field, field.options, 'Type one of the answers, or fill in a form.');
    case 'person':
      return [
        ...renderOptionAnswers(form, field, field.options, ''),
        ...subtlePieces(field.options.length === 0 ? TYPE_ANSWER : 'Or type a name as a message.'),
      ];
  }
}

function renderCalendar(form: Form, field: Field): Piece[] {
  const action = pickActionId(form.id, field.name);
  if (action === null) return subtlePieces(TYPE_ANSWER);
  return [
    ...actionPieces([{ type: 'datepicker', action_id: action, placeholder: plainText('Choose a date') }]),
    ...subtlePieces('Or type the date as a message.'),
  ];
}

function renderOptionAnswers(
  form: Form,
  field: Field,
  options: readonly Option[],
  otherwise: string,
): Piece[] {
  if (options.length === 0) return [];
  if (options.length <= MAX_ANSWER_BUTTONS) return renderAnswerButtons(form, field, options);
  const menu = renderMenu(form, field, options);
  return menu ? actionPieces([menu]) : subtlePieces(otherwise);
}

function renderAnswerButtons(form: Form, field: Field, options: readonly Option[]): Piece[] {
  const { labels, legend } = fitLabels(
    options.map((option) => option.label),
    SLACK_LIMITS.buttonText,
  );
  const buttons: SlackButton[] = [];
  const uncarried: string[] = [];
  options.forEach((option, index) => {
    const label = labels[index] ?? option.label;
    const value = encodeAnswer({ form: form.id, field: field.name, value: option.value });
    if (value.length > SLACK_LIMITS.buttonValue) uncarried.push(option.label);
    else
      buttons.push(
        button({ actionId: actionId('answer', index), value, label, spoken: `${field.label}: ${label}` }),
      );
  });
  return [
    ...textPieces(legend.join('\n')),
    ...actionPieces(buttons),
    ...(uncarried.length === 0 ? [] : [...textPieces('You can also type:'), ...listPieces(uncarried)]),
  ];
}

function renderMenu(form: Form, field: Field, options: readonly Option[]): ActionElement | null {
  const action = pickActionId(form.id, field.name);
  const isCarried = options.every((option) => encodeValue(option.value).length <= SLACK_LIMITS.optionValue);
  if (action === null || !isCarried) return null;
  const { labels, legend } = fitLabels(
    options.map((option) => option.label),
    SLACK_LIMITS.optionText,
  );
  if (legend.length > 0) return null;
  const menu = renderSelect(
    options.map((option, index) => ({
      text: plainText(labels[index] ?? option.label),
      value: encodeValue(option.value),
    })),
    undefined,
    'Choose one',
    action,
  );
  return fitsInRow(menu) ? menu : null;
}

function isSubmitShown(form: Form): boolean {
  return !isBlank(form.submit) && plain(form.submit).length <= SLACK_LIMITS.buttonText;
}

function renderFormButtons(form: Form, field: Field | undefined): SlackButton[] {
  const value = encodeFormId(form.id);
  const isFull = field === undefined;
  return [
    ...(isFull
      ? [
          button({
            actionId: actionId('submit', 0),
            value,
            label: isSubmitShown(form) ? form.submit : FALLBACK_SUBMIT,
            style: 'primary',
          }),
        ]
      : []),
    ...(field && !field.required
      ? [
          button({
            actionId: actionId('answer', 'skip'),
            value: encodeAnswer({ form: form.id, field: field.name, value: '' }),
            label: SKIP_LABEL,
            spoken: `${SKIP_LABEL}: ${field.label}`,
          }),
        ]
      : []),
    ...(form.fields.length > 0 ? [button({ actionId: actionId('open', 0), value, label: OPEN_LABEL })] : []),
  ];
}
