/** Reporting pressure: an officer pressed to act otherwise than they should, or a member lobbied by an officer. */
import { makeCaseFlow } from './case-flow.ts';
import {
  choiceField,
  HANDLER_READS,
  levelField,
  lineField,
  otherSide,
  personField,
  subjectFacts,
  textField,
} from './case-fields.ts';
import { subjectParties } from './meant-field.ts';

const ON_OFFICERS = [
  { label: 'To act outside procedure or policy', value: 'procedure' },
  { label: 'To act outside my duties or powers', value: 'duties' },
  { label: 'To work outside my hours', value: 'hours' },
  { label: 'To change my advice or judgement', value: 'judgement' },
  { label: 'A statutory officer is obstructed or victimised', value: 'statutory' },
  { label: 'Because somebody complained or is a witness', value: 'witness' },
] as const;

export const pressureFlow = makeCaseFlow({
  id: 'pressure',
  version: '2',
  title: 'Report pressure',
  offer: 'Report pressure',
  confirm: 'Send it',
  screens: [
    {
      id: 'who',
      title: 'Who and what kind',
      fields: [
        personField(
          'about',
          'From whom',
          (_answers, context) => `From whom? Choose ${otherSide(context)}, or type a name.`,
          (_answers, { people }) => people,
          { hint: () => 'If I know them, they neither handle it nor decide on it.' },
        ),
        choiceField(
          'kind',
          'What kind',
          (_answers, { asker }) => (asker === 'officer' ? 'What kind of pressure is it?' : 'What is it?'),
          (_answers, { asker, protocol: { council } }) =>
            asker === 'officer'
              ? ON_OFFICERS
              : [
                  {
                    label: `The ${council.words.officer} lobbies me: job, pay, budget or interests`,
                    value: 'lobbying',
                  },
                  { label: `The ${council.words.officer} speaks ill of colleagues`, value: 'colleagues' },
                  { label: 'Something else', value: 'other' },
                ],
          { hint: () => 'Choose what fits best. Who receives it may depend on it.' },
        ),
      ],
    },
    {
      id: 'what',
      title: 'What happened',
      fields: [
        levelField('pressure'),
        textField('what', 'What was asked', 'What was asked of you, or said?', HANDLER_READS),
        textField(
          'how',
          'How',
          'How was it put to you, and what did you answer?',
          'Such as by phone, by email, or in front of others.',
        ),
        lineField(
          'when',
          'When',
          'When was it?',
          'As well as you know it. Say if it happened more than once.',
        ),
      ],
    },
  ],
  derives: ['subject-level', 'subject-in-group'],
  derive: (answers, context) => subjectFacts('pressure', answers, context),
  parties: subjectParties,
});
