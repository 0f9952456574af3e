/** What is only done in private, when it is asked for where others read along. */
import { flowOf, whyNotFor } from '../flows/flows.ts';
import type { FlowId } from '../protocol/schema.ts';
import { writeChoice } from './choices.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';

const IN_PRIVATE = 'I do this in private only, where nobody else reads along.';

/** Offers to begin a dialog away from the channel that it was asked for in. */
export function offerInPrivate(context: TurnContext, id: FlowId): Step {
  const { person, protocol } = context;
  const unfit = person.kind === null ? null : whyNotFor(id, person.kind, protocol);
  if (unfit !== null) return say(context, { type: 'text', text: unfit });
  return say(
    context,
    { type: 'text', text: IN_PRIVATE },
    {
      type: 'choices',
      choices: [
        {
          label: flowOf(id, protocol).offer,
          value: writeChoice({ act: 'start', flow: id }),
          style: 'primary',
        },
      ],
    },
  );
}

/** Offers the dialog under way again, away from the channel that it was asked for in; null where there is none. */
export function resumeInPrivate(context: TurnContext): Step | null {
  const { draft } = context.state;
  if (!draft) return null;
  return say(
    context,
    { type: 'text', text: `You have something under way. ${IN_PRIVATE}` },
    { type: 'choices', choices: [{ label: 'Go on', value: writeChoice({ act: 'show', draft: draft.id }) }] },
  );
}
