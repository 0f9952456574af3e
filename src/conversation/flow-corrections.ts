/** Corrections within a dialog: "no, he's my brother", "I meant Carol Finch" change the answer they speak of. */
import { readCorrection } from '../answering/leaning.ts';
import {
  askedField,
  describeAnswer,
  openFields,
  openScreens,
  type Draft,
  type FieldDefinition,
} from '../flows/engine.ts';
import { correctAnswer } from '../flows/correct-answer.ts';
import { findPeople, SEVERAL_PEOPLE } from '../flows/person-names.ts';
import type { FlowContext } from '../flows/context.ts';
import type { Facts } from '../understanding/facts.ts';
import { normalise } from '../understanding/text.ts';
import { dialogOf, type Dialog } from './dialog.ts';
import { afterAnswer, showDraft } from './flow-turns.ts';
import type { Step, TurnContext } from './turn-context.ts';
import { isQuestion, matchAnswer } from './typed-answers.ts';
import type { FormValues } from './vocabulary.ts';

type Field = FieldDefinition<FlowContext>;

/** Where a free text is asked for, only words as few as these are taken for a correction and not for the text. */
const FEWEST_WORDS = 5;
const POINTING =
  /^(?:(?:he|she|it|they|that|this)(?: is| was| are|s|re)?|hes|shes|its|theyre|thats|i am|im|with|to|not) /;

/** @returns null where the text puts no given answer right: it is the answer to what is asked, or something else */
export async function correctInFlow(context: TurnContext, text: string): Promise<Step | null> {
  const { draft } = context.state;
  const { kind } = context.person;
  if (!draft || kind === null || isQuestion(text)) return null;
  const meant = readCorrection(text);
  if (meant === null) return null;
  const dialog = await dialogOf(context, draft);
  if (!dialog) return null;
  const { flow: dialogFlow, context: flow } = dialog;
  const asked = askedField(dialogFlow, flow, draft);
  // "No, stop here" is what is asked for.
  if (asked?.kind === 'choice' && matchAnswer(asked, text, draft.answers, flow).is === 'answer') return null;
  if (asked && asked.kind !== 'choice' && normalise(text).split(' ').length > FEWEST_WORDS) return null;
  const facts = context.services.understand(meant, kind, context.protocol.council.id).facts;
  for (const field of givenFields(draft.answers, dialog)) {
    if (field.kind === 'person' && nameOfSeveral(field, meant, draft.answers, flow)) {
      return showDraft(context, `${SEVERAL_PEOPLE} Nothing was changed.`);
    }
    const value = readValue(field, meant, facts, draft.answers, flow);
    if (value === null || value === draft.answers[field.name]) continue;
    const corrected: Draft = correctAnswer(dialogFlow, flow, draft, field.name, value);
    if (corrected === draft) continue;
    const shown = describeAnswer(field, value, corrected.answers, flow);
    return afterAnswer(context, dialog, corrected, {}, `Changed. ${field.summaryLabel}: ${shown}.`);
  }
  return null;
}

function withoutPointing(meant: string): string {
  return meant.replace(POINTING, '').replace(/^(?:a|an|the|my) /, '');
}

function nameOfSeveral(field: Field, meant: string, answers: FormValues, flow: FlowContext): boolean {
  return findPeople(field.options?.(answers, flow) ?? [], withoutPointing(meant)).length > 1;
}

function givenFields(answers: FormValues, { flow, context }: Dialog): Field[] {
  return openScreens(flow, context, answers)
    .flatMap((screen) => openFields(screen, context, answers))
    .filter(({ name, kind }) => kind !== 'text' && (answers[name] ?? '') !== '');
}

/** The value of a field that a few words name; null where they name none of its own. */
function readValue(
  field: Field,
  meant: string,
  facts: Facts,
  answers: FormValues,
  flow: FlowContext,
): string | null {
  const read = field.fromFacts?.(facts) ?? null;
  if (read !== null) return read;
  const plain = withoutPointing(meant);
  const options = field.options?.(answers, flow) ?? [];
  if (field.kind === 'person') {
    const [person, ...others] = findPeople(options, plain);
    return person && others.length === 0 ? person.value : null;
  }
  // A bare "yes" or "no" names no answer in particular.
  if (plain.length < 4) return null;
  const named = options.filter(({ label, value }) => {
    const words = normalise(label);
    return value === plain || words === plain || words.startsWith(`${plain} `);
  });
  return named.length === 1 ? (named[0]?.value ?? null) : null;
}
