/** A form's fields as inputs of a modal, each with its label, hint and what is wrong with it. Pure. */
import type { types } from '@slack/bolt';
import type { Field, Form, Option } from '../../conversation/vocabulary.ts';
import { ERROR_WORDS } from '../shared/plain-text.ts';
import type { SlackBlock } from './elements.ts';
import { plainText, textPieces } from './elements.ts';
import { SLACK_LIMITS } from './limits.ts';
import { fitLabels, isBlank, plain } from './text.ts';
import { digest, encodeValue, readMention } from './values.ts';

/** The `action_id` of every input; its block says which field it belongs to. */
export const INPUT_ACTION = 'input';

/**
 * What an input holds: a field's value; a name typed for a person; or a text that starts empty because what was given
 * before is longer than Slack can show, and which is kept if it stays empty.
 */
export type InputRole = 'value' | 'typed' | 'rewrite';

const ROLE_LETTERS: Record<InputRole, string> = { value: 'v', typed: 't', rewrite: 'r' };

/**
 * Slack keeps what was typed for as long as an input's id stays the same, even where the view says otherwise
 * (bolt-python issue 1064). So the id changes with the value that we want to be shown.
 */
export function inputBlockId(role: InputRole, form: string, field: Field): string {
  return `${ROLE_LETTERS[role]}:${field.name}:${digest(form, field.name, field.value ?? '')}`;
}

/** The role and field in the id of an input's block; null where it is none of ours. */
export function readInputBlockId(id: string): { role: InputRole; field: string } | null {
  const [, letter, field] = /^([vtr]):(.+):[0-9a-f]{16}$/s.exec(id) ?? [];
  const role = (['value', 'typed', 'rewrite'] as const).find((name) => ROLE_LETTERS[name] === letter);
  return role && field !== undefined ? { role, field } : null;
}

/** The blocks of one field. */
export function renderField(form: Form, field: Field): SlackBlock[] {
  switch (field.type) {
    case 'text':
      return renderTextField(form, field);
    case 'choice':
      return renderOptionsField(form, field);
    case 'date':
      return renderDateField(form, field);
    case 'person':
      return renderPersonField(form, field);
  }
}

function renderTextField(form: Form, field: Extract<Field, { type: 'text' }>): SlackBlock[] {
  const value = field.value ?? '';
  const isTooLong = value.length > SLACK_LIMITS.inputText;
  const element: types.PlainTextInput = {
    type: 'plain_text_input',
    action_id: INPUT_ACTION,
    multiline: field.multiline,
    // Never below what is there already: Slack would refuse the whole view.
    max_length: Math.min(Math.max(field.maxLength, value.length, 1), SLACK_LIMITS.inputText),
    ...(isTooLong || isBlank(value) ? {} : { initial_value: value.toWellFormed() }),
  };
  if (!isTooLong) return inputBlocks(form, field, { role: 'value', element });
  const note = `What you gave before has ${value.length} characters, too many to show here. It is kept if you leave this empty.`;
  return inputBlocks(form, field, { role: 'rewrite', element, note, optional: true });
}

function renderDateField(form: Form, field: Extract<Field, { type: 'date' }>): SlackBlock[] {
  const value = field.value ?? '';
  const isDate = isCalendarDate(value);
  const element: types.Datepicker = {
    type: 'datepicker',
    action_id: INPUT_ACTION,
    placeholder: plainText('Choose a date'),
    ...(isDate ? { initial_date: value } : {}),
  };
  const note = isDate || isBlank(value) ? undefined : `You gave: ${value}`;
  return inputBlocks(form, field, { role: 'value', element, note });
}

function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function renderOptionsField(form: Form, field: Extract<Field, { type: 'choice' }>): SlackBlock[] {
  if (field.options.length === 0) {
    return textPieces(`${field.label}: there is nothing to choose from.`).map((piece) => piece.block);
  }
  const { options, legend } = renderOptions(field.options);
  const initial = options[field.options.findIndex((option) => option.value === field.value)];
  const element: types.RadioButtons | types.StaticSelect =
    options.length <= SLACK_LIMITS.radioOptions
      ? {
          type: 'radio_buttons',
          action_id: INPUT_ACTION,
          options,
          ...(initial === undefined ? {} : { initial_option: initial }),
        }
      : renderSelect(options, initial, 'Choose one');
  const value = field.value ?? '';
  const note = initial !== undefined || isBlank(value) ? undefined : `You gave: ${value}`;
  return [...legend, ...inputBlocks(form, field, { role: 'value', element, note })];
}

function renderPersonField(form: Form, field: Extract<Field, { type: 'person' }>): SlackBlock[] {
  const { options, legend } = renderOptions(field.options);
  const initial = options[field.options.findIndex((option) => option.value === field.value)];
  const picked = readMention(field.value ?? '');
  const value = initial === undefined && picked === null ? (field.value ?? '') : '';
  const typed: types.PlainTextInput = {
    type: 'plain_text_input',
    action_id: INPUT_ACTION,
    max_length: SLACK_LIMITS.inputText,
    ...(isBlank(value) || value.length > SLACK_LIMITS.inputText
      ? {}
      : { initial_value: value.toWellFormed() }),
  };
  const note = field.required ? 'Choose a name here, or type one below.' : undefined;
  const select: types.StaticSelect | types.UsersSelect =
    options.length > 0
      ? renderSelect(options, initial, 'Choose a person')
      : {
          // Where Beadle has no list that anybody would read, Slack's own has everybody who is in Slack.
          type: 'users_select',
          action_id: INPUT_ACTION,
          placeholder: plainText('Choose a person'),
          ...(picked === null ? {} : { initial_user: picked }),
        };
  return [
    ...legend,
    // Neither is required by itself: one of the two is enough, which only the form's own check can say.
    ...inputBlocks(form, field, { role: 'value', element: select, optional: true, note }),
    {
      type: 'input',
      block_id: inputBlockId('typed', form.id, field),
      label: plainText('Or type a name, where nobody in the list fits'),
      ...reporting(typed),
      optional: true,
    },
  ];
}

type InputParts = {
  role: InputRole;
  element: types.InputBlock['element'];
  /** Said below the field, after what is wrong and the field's own hint. */
  note?: string | undefined;
  optional?: boolean;
};

function inputBlocks(form: Form, field: Field, { role, element, note, optional }: InputParts): SlackBlock[] {
  const error = field.error === undefined ? undefined : `${ERROR_WORDS} ${field.error}`;
  const hint = [error, field.hint, note].filter((part) => part !== undefined && !isBlank(part)).join(' ');
  const isLabelShown = !isBlank(field.label) && plain(field.label).length <= SLACK_LIMITS.inputLabel;
  const isHintShown = plain(hint).length <= SLACK_LIMITS.inputHint;
  return [
    ...(isLabelShown ? [] : textPieces(field.label).map((piece) => piece.block)),
    ...(isHintShown ? [] : textPieces(hint).map((piece) => piece.block)),
    {
      type: 'input',
      block_id: inputBlockId(role, form.id, field),
      label: plainText(isLabelShown ? field.label : 'Your answer'),
      ...(hint !== '' && isHintShown ? { hint: plainText(hint) } : {}),
      ...reporting(element),
      optional: optional ?? !field.required,
    },
  ];
}

/** Slack is to report what stands in an input while it is filled in, since it reports nothing when the window is closed. */
function reporting(
  element: types.InputBlock['element'],
): Pick<types.InputBlock, 'element' | 'dispatch_action'> {
  if (element.type !== 'plain_text_input') return { dispatch_action: true, element };
  const dispatch_action_config: types.DispatchActionConfig = { trigger_actions_on: ['on_character_entered'] };
  return { dispatch_action: true, element: { ...element, dispatch_action_config } };
}

function renderOptions(options: readonly Option[]): {
  options: types.PlainTextOption[];
  legend: SlackBlock[];
} {
  const { labels, legend } = fitLabels(
    options.map((option) => option.label),
    SLACK_LIMITS.optionText,
  );
  return {
    options: options.map((option, index) => ({
      text: plainText(labels[index] ?? option.label),
      value: encodeValue(option.value),
    })),
    legend: legend.length === 0 ? [] : textPieces(legend.join('\n')).map((piece) => piece.block),
  };
}

/** A menu: of one list where a list holds them all, else of groups named by their first and last entries. */
export function renderSelect(
  options: types.PlainTextOption[],
  initial: types.PlainTextOption | undefined,
  placeholder: string,
  action = INPUT_ACTION,
): types.StaticSelect {
  const base = {
    type: 'static_select' as const,
    action_id: action,
    placeholder: plainText(placeholder),
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
  if (options.length <= SLACK_LIMITS.selectOptions) return { ...base, options };
  const groups: types.PlainTextOption[][] = [];
  for (let start = 0; start < options.length; start += SLACK_LIMITS.selectOptions) {
    groups.push(options.slice(start, start + SLACK_LIMITS.selectOptions));
  }
  return {
    ...base,
    option_groups: groups.map((group, index) => ({ label: nameGroup(group, index), options: group })),
  };
}

function nameGroup(group: readonly types.PlainTextOption[], index: number): types.PlainTextElement {
  const label = `${group[0]?.text.text ?? ''} to ${group.at(-1)?.text.text ?? ''}`;
  return plainText(label.length <= SLACK_LIMITS.groupLabel ? label : `Part ${index + 1}`);
}
