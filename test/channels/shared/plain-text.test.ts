import { expect, it } from 'vitest';
import { renderPlainText } from '../../../src/channels/shared/plain-text.ts';

it('writes a reply as plain text, leaving nothing out', () => {
  const text = renderPlainText({
    audience: 'private',
    blocks: [
      { type: 'heading', text: 'Yes, if…' },
      { type: 'text', text: 'A draft.', tone: 'warning' },
      { type: 'list', items: ['one', 'two'] },
      { type: 'facts', rows: [{ label: 'Reference', value: 'SWA-2026-0001' }] },
      {
        type: 'clauses',
        label: 'Rests on',
        clauses: [
          { label: '7.2', heading: 'Attendance', gist: 'The Chief Executive decides.', note: 'See 7.3.' },
          { label: 'Gifts', heading: 'Gifts', gist: 'Say no.' },
        ],
      },
      {
        type: 'form',
        form: {
          id: 'f',
          title: 'Who',
          intro: [],
          fields: [
            {
              type: 'choice',
              name: 'k',
              label: 'Kind',
              required: true,
              options: [{ label: 'Family', value: 'f' }],
              value: 'f',
            },
            {
              type: 'date',
              name: 'd',
              label: 'Since',
              required: false,
              hint: 'If known.',
              error: 'give a date.',
            },
          ],
          submit: 'Continue',
          choices: [{ label: 'Stop', value: 's' }],
          asking: 'k',
        },
      },
    ],
  });
  expect(text).toBe(`Yes, if…

Please note: A draft.

• one
• two

Reference: SWA-2026-0001

Rests on
7.2 Attendance: The Chief Executive decides.
Please note: See 7.3.
Gifts: Say no.

Who

Kind
• Family
Your answer: Family

Since (optional)
If known.
Please check: give a date.

[Continue]
[Stop]`);
});
