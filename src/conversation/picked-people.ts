/** Reads people picked from the platform's own directory, which names them by an id, as those of the people file. */
import type { FlowContext } from '../flows/context.ts';
import type { FieldErrors, Screen } from '../flows/engine.ts';
import { findPossible } from '../flows/name-matching.ts';
import { findPeople } from '../flows/person-names.ts';
import type { TurnContext } from './turn-context.ts';
import type { FormValues } from './vocabulary.ts';

const OBJECT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Slack's way to name somebody, with what Slack says of them besides: an id, an address, a name. */
const SLACK_MENTION = /^<@([UW][A-Z0-9]+)(?:\|([^|<>]*))?(?:\|([^|<>]*))?>$/;
const NOT_KNOWN =
  'I have only an id of the person you picked, and no name for it. Please choose somebody from my list, or type the name instead.';

const MOST_QUOTED = 150;

/**
 * What is wrong with people who were chosen from a list while another name was typed beside it, by field. The same person both
 * ways is no fault.
 */
export function findDoubled(
  screen: Screen<FlowContext> | null,
  values: FormValues,
  typedBeside: FormValues,
  known: FlowContext,
): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { name, kind, ...field } of screen?.fields ?? []) {
    const typed = typedBeside[name]?.trim() ?? '';
    if (kind !== 'person' || typed === '') continue;
    const options = 'options' in field ? field.options(values, known) : [];
    const listed = known.everyone.filter(({ key }) => options.some(({ value }) => value === key));
    const exact = findPeople(options, typed).map(({ value }) => value);
    const meant = exact.length > 0 ? exact : findPossible(listed, typed).map(({ key }) => key);
    if (meant.length === 1 && meant[0] === values[name]) continue;
    const quoted = typed.length <= MOST_QUOTED ? typed : `${typed.slice(0, MOST_QUOTED)}…`;
    errors[name] =
      `You chose a name and typed another: “${quoted}”. Which one is it? The one you chose stands here now.`;
  }
  return errors;
}

type Picked = { id: string; email: string; name: string };

function readPick(value: string): Picked | null {
  if (OBJECT_ID.test(value)) return { id: value, email: '', name: '' };
  const [, id, email = '', name = ''] = SLACK_MENTION.exec(value) ?? [];
  return id === undefined ? null : { id, email, name };
}

/**
 * The values of a screen with people in place of their ids. Nobody may be recorded by an id that no reader could make out:
 * where the people file has none of that id, the answer is asked for again.
 */
export function readPicked(
  screen: Screen<FlowContext> | null,
  values: FormValues,
  { directory }: Pick<TurnContext, 'directory'>,
  known: FlowContext,
): { values: FormValues; errors: FieldErrors } {
  const read: Record<string, string> = { ...values };
  const errors: Record<string, string> = {};
  for (const { name, kind, ...field } of screen?.fields ?? []) {
    const picked = kind === 'person' ? readPick(values[name]?.trim() ?? '') : null;
    if (picked === null) continue;
    const person = directory.all.find(
      ({ key, entraObjectId, slackUserId }) =>
        entraObjectId?.toLowerCase() === picked.id.toLowerCase() ||
        slackUserId === picked.id ||
        key === picked.email.toLowerCase(),
    );
    const options = 'options' in field ? field.options(values, known) : [];
    const isOffered = options.some((option) => option.value === person?.key);
    read[name] = person === undefined ? picked.name : isOffered ? person.key : person.name;
    if (read[name] === '') errors[name] = NOT_KNOWN;
  }
  return { values: read, errors };
}
