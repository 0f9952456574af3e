/** A member's request for documents or information: what, for whom, any interest in it, and why it is needed. */
import { makeCaseFlow } from './case-flow.ts';
import { choiceField, lineField, personField, textField, withArticle } from './case-fields.ts';

const READER = 'Whoever deals with the request will read this.';

export const informationFlow = makeCaseFlow({
  id: 'information',
  version: '2',
  title: 'Ask for information',
  offer: 'Ask for information',
  confirm: 'Send it',
  unfit: (kind, { council }) =>
    kind === 'member'
      ? null
      : `Requests for information made here are for ${council.words.members}. If one of them has asked you, ask me what the protocol says about it.`,
  screens: [
    {
      id: 'what',
      title: 'What you need',
      fields: [
        textField('what', 'Asked for', 'What would you like to have or see?', READER),
        choiceField('form', 'Form', 'In which form?', [
          { label: 'Documents, to have or to inspect', value: 'documents' },
          { label: 'Information, as an answer', value: 'information' },
        ]),
        choiceField('for', 'For whom', 'For whom do you need it?', [
          { label: 'For me, to do my work on the council', value: 'self' },
          { label: 'For somebody else, such as a resident', value: 'third-party' },
        ]),
        choiceField(
          'interest',
          'Interest',
          'Do you have an interest of your own in the matter?',
          [
            { label: 'No', value: 'none' },
            { label: 'Yes, a pecuniary interest: money, property or work', value: 'pecuniary' },
            { label: 'Yes, another interest', value: 'other' },
            { label: 'I am not sure', value: 'unsure' },
          ],
          { hint: () => 'Your Code of Conduct says what counts as one.' },
        ),
      ],
    },
    {
      id: 'why',
      title: 'Why you need it',
      fields: [
        choiceField(
          'tests',
          'All tests met',
          'Are all of these tests met?',
          [
            { label: 'Yes, all of them', value: 'all' },
            { label: 'No, not all of them', value: 'not-all' },
            { label: 'I am not sure', value: 'unsure' },
          ],
          { optional: true, applies: ({ for: whom }) => whom === 'third-party' },
        ),
        textField(
          'why',
          'Why it is needed',
          (_answers, { protocol: { council } }) =>
            `Why do you need it as ${withArticle(council.words.member)}?`,
          `Whether you may see it can turn on this. ${READER}`,
        ),
        personField(
          'officer',
          'Who deals with it',
          (_answers, { protocol: { council } }) =>
            `Do you know ${withArticle(council.words.officer)} who deals with it?`,
          (_answers, { officers }) => officers,
          { required: false, hint: () => 'If you do, it finds its way sooner. Otherwise leave it empty.' },
        ),
        lineField('service', 'Service', 'Which service is it about?', 'Such as Planning or Housing.', {
          required: false,
        }),
      ],
    },
  ],
  derives: ['step'],
  derive: () => ({ step: 'request' }),
  parties: ({ officer }) => ({ subjects: [], officers: officer === undefined ? [] : [officer], group: null }),
});
