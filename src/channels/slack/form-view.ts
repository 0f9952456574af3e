/** A form as a modal. Pure. */
import type { Field, Form } from '../../conversation/vocabulary.ts';
import { ERROR_WORDS } from '../shared/plain-text.ts';
import type { PlainBlock } from './blocks.ts';
import { CLOSE_LABEL, renderBlock, renderChoices } from './blocks.ts';
import type { Piece, SlackView } from './elements.ts';
import { boldPieces, headingPieces, listPieces, plainText, textPieces } from './elements.ts';
import { renderField } from './form-fields.ts';
import { SLACK_LIMITS } from './limits.ts';
import { isBlank, plain } from './text.ts';
import type { ViewData } from './values.ts';
import { encodeViewData } from './values.ts';

export const FORM_CALLBACK = 'beadle-form';

const FALLBACK_TITLE = 'Beadle';
/** On the button that sends a form whose own label does not fit there. */
export const FALLBACK_SUBMIT = 'Send';
const TYPE_THE_NAME =
  'The list of people is too long to show here: choose from all who are in Slack, or type the full name.';

export type FormViewParts = {
  form: Form;
  /** What the same outcome says besides the form. */
  before?: readonly PlainBlock[];
  after?: readonly PlainBlock[];
  /** What was typed but not sent on other screens of this dialog. */
  unsent?: ViewData['unsent'];
};

/**
 * The modal of a form. What does not fit in its title or button is said in full at the top; a list of people too
 * long for any modal gives way to a field for the name, and says so. `checkView` tells whether the result can be shown.
 */
export function renderFormView(parts: FormViewParts): SlackView {
  const view = buildView(parts);
  if (measureView(view) <= SLACK_LIMITS.viewBytes) return view;
  const form = { ...parts.form, fields: parts.form.fields.map(dropPeople) };
  return buildView({ ...parts, form });
}

/** Bytes of a view as it is sent. */
export function measureView(view: SlackView): number {
  return Buffer.byteLength(JSON.stringify(view));
}

function buildView({ form, before = [], after = [], unsent = {} }: FormViewParts): SlackView {
  const title = plain(form.title);
  const isTitleShown = !isBlank(title) && title.length <= SLACK_LIMITS.title;
  const submit = plain(form.submit);
  const isSubmitShown = !isBlank(submit) && submit.length <= SLACK_LIMITS.viewButton;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: encodeViewData({ form: form.id, unsent }),
    notify_on_close: true,
    title: plainText(isTitleShown ? form.title : FALLBACK_TITLE),
    submit: plainText(isSubmitShown ? form.submit : FALLBACK_SUBMIT),
    close: plainText(CLOSE_LABEL),
    blocks: [
      ...blocksOf([
        ...before.flatMap(renderBlock),
        ...(isTitleShown ? [] : headingPieces(form.title)),
        ...renderErrorSummary(form.fields),
        ...renderIntro(form),
      ]),
      ...form.fields.flatMap((field) => renderField(form, field)),
      ...blocksOf([
        ...(isSubmitShown ? [] : textPieces(`${FALLBACK_SUBMIT}: ${form.submit}`)),
        ...renderChoices(form.choices, 'choice'),
        ...after.flatMap(renderBlock),
      ]),
    ],
  };
}

/** The intro of a form, in which a form cannot stand again. */
export function renderIntro(form: Form): Piece[] {
  return form.intro.flatMap((block) => (block.type === 'form' ? [] : renderBlock(block)));
}

/** Said before the fields too, since a screen reader starts there. */
function renderErrorSummary(fields: readonly Field[]): Piece[] {
  const wrong = fields.filter((field) => field.error !== undefined).map((field) => field.label);
  const [only] = wrong;
  if (only === undefined) return [];
  return wrong.length === 1
    ? boldPieces(ERROR_WORDS, only)
    : [...boldPieces(ERROR_WORDS), ...listPieces(wrong)];
}

function blocksOf(pieces: readonly Piece[]): SlackView['blocks'] {
  return pieces.map((piece) => piece.block);
}

function dropPeople(field: Field): Field {
  if (field.type !== 'person' || field.options.length === 0) return field;
  const name = field.options.find((option) => option.value === field.value)?.label ?? field.value;
  const hint = field.hint === undefined ? TYPE_THE_NAME : `${field.hint} ${TYPE_THE_NAME}`;
  return { ...field, options: [], hint, ...(name === undefined ? {} : { value: name }) };
}
