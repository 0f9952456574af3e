/** Asks once whom a typed name means, where it may be somebody we know: nobody may be told of a matter by a name they go by. */
import type { FormValues } from '../conversation/vocabulary.ts';
import type { CaseField } from './case-fields.ts';
import type { Parties } from './case-flow.ts';
import type { FlowContext } from './context.ts';
import type { FieldDefinition } from './definition.ts';
import { findByFullName, findPossible, findSeveral, type KnownName } from './name-matching.ts';
import { SOMEBODY_ELSE } from './settle-names.ts';

const MAX_QUOTED = 60;
/** Of more, no single one is likely to be meant. */
const MOST_OF_A_POST = 2;
/** More are no question that anybody can answer. */
const MOST_ASKED = 50;

type Field = CaseField | FieldDefinition<FlowContext>;

/** The fields of a screen, each that asks for a person followed by the question whom a typed name means. */
export function askWhoIsMeant<F extends Field>(fields: readonly F[]): (F | FieldDefinition<FlowContext>)[] {
  return fields.flatMap((field) => (field.kind === 'person' ? [field, meantField(field)] : [field]));
}

function meantField(field: Field): FieldDefinition<FlowContext> {
  return {
    name: `${field.name}-meant`,
    kind: 'choice',
    required: true,
    settles: field.name,
    summaryLabel: 'Who is meant',
    label: (answers, context) => {
      const [only, ...others] = candidates(field, answers, context);
      return only && others.length === 0 ? `Do you mean ${only.name}?` : 'Do you mean one of these people?';
    },
    hint: (answers, context) => {
      const typed = `You typed “${quote(answers[field.name] ?? '')}”.`;
      return candidates(field, answers, context).length < MOST_ASKED
        ? typed
        : `${typed} More people may be meant than I can show: if yours is missing, type the full name instead.`;
    },
    options: (answers, context) => {
      const offered = new Set(field.options?.(answers, context).map(({ value }) => value));
      return [
        ...candidates(field, answers, context).map(({ key, name, label }) => ({
          label,
          value: offered.has(key) ? key : name,
        })),
        { label: 'Somebody else', value: SOMEBODY_ELSE },
      ];
    },
    applies: (answers, context) =>
      (field.applies?.(answers, context) ?? true) && candidates(field, answers, context).length > 0,
  };
}

/** Those whom the typed name may mean, where that is to be asked: the whole name of one of them needs no question. */
function candidates(field: Field, answers: FormValues, context: FlowContext): KnownName[] {
  const text = answers[field.name] ?? '';
  const everyone = peopleFor(field, answers, context);
  if (text === '' || isKnown(text, context) || findByFullName(everyone, text).length > 0) return [];
  if (asksForSubject(field) && namesSeveral(text, answers, context)) return [];
  return findPossible(everyone, text).slice(0, MOST_ASKED);
}

/** Whom a matter is about may be anybody; other questions are for those they list. */
function peopleFor(field: Field, answers: FormValues, context: FlowContext): readonly KnownName[] {
  if (asksForSubject(field)) return context.everyone;
  const offered = new Set(field.options?.(answers, context).map(({ value }) => value));
  return context.everyone.filter(({ key }) => offered.has(key));
}

function asksForSubject({ name }: Field): boolean {
  return name === 'about' || name === 'with';
}

function namesSeveral(text: string, { several }: FormValues, { everyone }: FlowContext): boolean {
  return several === 'several' || findSeveral(everyone, text) !== null;
}

function isKnown(value: string, { everyone }: FlowContext): boolean {
  return everyone.some(({ key }) => key === value);
}

function quote(text: string): string {
  return text.length <= MAX_QUOTED ? text : `${text.slice(0, MAX_QUOTED)}…`;
}

/**
 * Those whom a typed name names besides, and who therefore neither handle the matter nor hear of it: everybody who may be
 * meant where several are named, else whoever has the whole name, or the post that was given for an unknown one.
 */
function namedBesides(answers: FormValues, context: FlowContext): KnownName[] {
  const text = answers['about'] ?? '';
  if (text === '' || isKnown(text, context)) return [];
  const { everyone } = context;
  const several = findSeveral(everyone, text);
  if (several !== null) return several;
  if (answers['several'] === 'several') return findPossible(everyone, text);
  const named = findByFullName(everyone, text);
  return named.length > 0 ? named : holdersOfPost(answers['level'], context);
}

/** Whoever holds a post that hardly anybody holds: it is them, whatever they are called. */
function holdersOfPost(level: string | undefined, { everyone, protocol, levelOf }: FlowContext): KnownName[] {
  if (!protocol.procedures.levels.some(({ id }) => id === level)) return [];
  const holders = everyone.filter(({ key }) => levelOf(key) === level);
  return holders.length <= MOST_OF_A_POST ? holders : [];
}

/** Whom a matter is about that is about a person, and who is kept from it besides. */
export function subjectParties(answers: FormValues, context: FlowContext): Parties {
  const { about } = answers;
  const barred = namedBesides(answers, context).map(({ key }) => key);
  return {
    subjects: about === undefined ? [] : [about],
    officers: [],
    group: null,
    ...(barred.length > 0 && { barred }),
  };
}
