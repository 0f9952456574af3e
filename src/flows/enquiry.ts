/** A member's enquiry to an officer: own work, or a resident's matter. */
import { makeCaseFlow } from './case-flow.ts';
import { choiceField, personField, textField, withArticle } from './case-fields.ts';

export const enquiryFlow = makeCaseFlow({
  id: 'enquiry',
  version: '2',
  title: 'Send an enquiry',
  offer: 'Send an enquiry',
  confirm: 'Send it',
  unfit: (kind, { council }) =>
    kind === 'member'
      ? null
      : `Enquiries sent from here are those of ${council.words.members}. If one of them has written to you, ask me what the protocol says about it.`,
  screens: [
    {
      id: 'what',
      title: 'Your enquiry',
      fields: [
        personField(
          'officer',
          'To',
          (_answers, { protocol: { council } }) =>
            `To whom? Choose ${withArticle(council.words.officer)}, or type a name.`,
          (_answers, { officers }) => officers,
        ),
        choiceField('about', 'About', 'What is it about?', (_answers, { protocol: { council } }) => [
          { label: `My own work as ${withArticle(council.words.member)}`, value: 'own' },
          { label: "A resident's matter", value: 'resident' },
        ]),
        textField(
          'what',
          'Enquiry',
          'What would you like to know or have done?',
          'Whoever answers it will read this. Leave out what they need not know.',
        ),
      ],
    },
  ],
  parties: ({ officer }) => ({ subjects: [], officers: officer === undefined ? [] : [officer], group: null }),
});
