/** The window of the shortcut "Ask the protocol": one question, answered in the same window. */
import type { SlackView } from './elements.ts';
import { plainText } from './elements.ts';
import { INPUT_ACTION } from './form-fields.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { ViewPayload } from './payloads.ts';

export const ASK_CALLBACK = 'beadle-ask';
export const ASK_BLOCK = 'question';

export const ASK_VIEW: SlackView = {
  type: 'modal',
  callback_id: ASK_CALLBACK,
  title: plainText('Ask the protocol'),
  submit: plainText('Ask'),
  close: plainText('Close'),
  blocks: [
    {
      type: 'input',
      block_id: ASK_BLOCK,
      label: plainText('What would you like to know?'),
      hint: plainText('Tell your situation in your own words. Only you see the answer.'),
      element: {
        type: 'plain_text_input',
        action_id: INPUT_ACTION,
        multiline: true,
        max_length: SLACK_LIMITS.inputText,
      },
    },
  ],
};

/** What was asked in that window; empty where nothing was. */
export function readQuestion({ state }: Pick<ViewPayload, 'state'>): string {
  return state.values[ASK_BLOCK]?.[INPUT_ACTION]?.value?.trim() ?? '';
}
