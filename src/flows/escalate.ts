/** Asking a person where Beadle's answer does not do: the Monitoring Officer, or whomever the protocol names for the matter. */
import { makeCaseFlow, type ShownRow } from './case-flow.ts';
import { choiceField, textField } from './case-fields.ts';
import { MAX_TEXT } from './check-answer.ts';
import type { FlowContext } from './context.ts';

/** What goes with the question without being asked for: what the person asked last, and what they were told. */
function passedOn({ lastAnswer }: FlowContext): ShownRow[] {
  if (lastAnswer === null) return [];
  const { question, answer, clauses } = lastAnswer;
  return [
    { name: 'asked', label: 'Asked before', value: question },
    { name: 'told', label: 'What I answered', value: answer },
    ...(clauses.length > 0 ? [{ name: 'clauses', label: 'Resting on', value: clauses.join(', ') }] : []),
  ].filter(({ value }) => value !== '');
}

export const escalateFlow = makeCaseFlow({
  id: 'escalate',
  version: '1',
  // The council's own title for the office is on the button: see `offerOf`.
  title: 'Ask for advice',
  offer: 'Ask the Monitoring Officer',
  confirm: 'Send it',
  prefill: ({ lastAnswer }) =>
    lastAnswer === null || lastAnswer.question === '' || lastAnswer.question.length > MAX_TEXT
      ? {}
      : { what: lastAnswer.question },
  screens: [
    {
      id: 'what',
      title: 'Your question',
      fields: [
        choiceField('matter', 'Matter', 'What is it about?', (_answers, { protocol: { council } }) => [
          { label: 'A question about the protocol', value: 'question' },
          {
            label: 'Making confidential information public, in the public interest',
            value: 'public-interest',
          },
          {
            label: `A difficulty about advice to ${council.words.political_group}s`,
            value: 'group-difficulty',
          },
          { label: 'Something else', value: 'other' },
        ]),
        textField(
          'what',
          'Question',
          'What would you like to ask?',
          'Whoever advises you will read this. Leave out what is confidential; you can show it to them later.',
        ),
      ],
    },
  ],
  parties: () => ({ subjects: [], officers: [], group: null }),
  // Asked in the same words, it is not shown twice.
  reshow: (rows, { what }, context) => [
    ...rows,
    ...passedOn(context).filter(({ name, value }) => name !== 'asked' || value !== what),
  ],
  summary: (_answers, context) => {
    const rows = passedOn(context);
    return rows.length === 0
      ? []
      : [
          { type: 'text', text: 'This goes with your question, as it was:' },
          { type: 'facts', rows: rows.map(({ label, value }) => ({ label, value })) },
        ];
  },
});
