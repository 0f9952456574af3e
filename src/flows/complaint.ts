/** A complaint or concern, both ways: about whom, informal or formal, what happened, and what would put it right. */
import type { FormValues } from '../conversation/vocabulary.ts';
import { isAskedFor, makeCaseFlow } from './case-flow.ts';
import {
  choiceField,
  HANDLER_READS,
  levelField,
  lineField,
  otherSide,
  personField,
  subjectFacts,
  textField,
  YES_NO,
} from './case-fields.ts';
import { subjectParties } from './meant-field.ts';
import type { FlowContext } from './context.ts';

function isSeveral({ several }: FormValues): boolean {
  return several === 'several';
}

/** "further" where an informal step did not settle it; not known before both were answered. */
function formality({ formality: wanted, step }: FormValues, context: FlowContext): string {
  if (wanted !== 'informal' || !isAskedFor('complaint', 'step', context)) return wanted ?? '';
  if (step === undefined) return '';
  return step === 'further' ? 'further' : wanted;
}

export const complaintFlow = makeCaseFlow({
  id: 'complaint',
  version: '2',
  title: 'Complaint or concern',
  offer: 'Raise a complaint or concern',
  confirm: 'Send it',
  screens: [
    {
      id: 'who',
      title: 'About whom',
      fields: [
        choiceField(
          'several',
          'How many people',
          'Is it about one person or several?',
          (_answers, { protocol: { council } }) => [
            { label: 'One person', value: 'one' },
            { label: `Several ${council.words.officers}, or a team`, value: 'several' },
          ],
          {
            optional: true,
            applies: (_answers, { asker }) => asker === 'member',
            fromFacts: ({ several }) => (several === 'yes' ? 'several' : null),
          },
        ),
        personField(
          'about',
          'About',
          (answers, context) =>
            isSeveral(answers)
              ? 'About whom? Type their names, or the name of the team.'
              : `About whom? Choose ${otherSide(context)}, or type a name.`,
          (_answers, { people }) => people,
          { hint: () => 'If I know them, they neither handle it nor decide on it.' },
        ),
        choiceField(
          'code',
          'Under which rules',
          'Under which rules do you raise it?',
          (_answers, { protocol: { council } }) => [
            {
              label: `Under the protocol for ${council.words.members} and ${council.words.officers}`,
              value: 'protocol',
            },
            { label: 'As a breach of the Code of Conduct, straight away', value: 'code' },
          ],
          { optional: true, applies: (_answers, { asker }) => asker === 'officer' },
        ),
      ],
    },
    {
      id: 'way',
      title: 'Which way',
      fields: [
        levelField('complaint'),
        choiceField(
          'formality',
          'Informal or formal',
          'How would you like to raise it?',
          [
            { label: 'Informally, to have it settled', value: 'informal' },
            { label: 'Formally', value: 'formal' },
          ],
          {
            hint: () => 'You see which way it goes, and what follows, before you send it.',
            fromFacts: ({ formality: said }) => said ?? null,
          },
        ),
        choiceField(
          'step',
          'Raised before',
          'Have you raised it before?',
          [
            { label: 'No, this is the first time', value: 'first' },
            { label: 'Yes, informally, and it was not settled', value: 'further' },
          ],
          { optional: true },
        ),
        choiceField('spoken', 'Spoken to them', 'Have you spoken to them about it?', YES_NO, {
          optional: true,
        }),
        choiceField('concerns', 'Money or the law', 'Does it touch money or the law?', [
          { label: 'No, only how somebody behaved', value: 'conduct' },
          { label: 'Yes, money', value: 'money' },
          { label: 'Yes, whether something is lawful and proper', value: 'lawfulness' },
        ]),
      ],
    },
    {
      id: 'what',
      title: 'What happened',
      fields: [
        textField(
          'what',
          'What happened',
          'What happened?',
          `What was said or done, and where. ${HANDLER_READS}`,
        ),
        lineField(
          'when',
          'When',
          'When did it happen?',
          'As well as you know it. Say if it happened more than once.',
        ),
        textField(
          'evidence',
          'Evidence',
          'What shows it?',
          'Such as emails, notes, or people who were there. Say what there is; you can hand it over later.',
          { required: false },
        ),
        textField(
          'remedy',
          'What would put it right',
          'What would put it right?',
          'Such as an apology, a change, or a talk.',
          {
            required: false,
          },
        ),
        choiceField('union', 'Trade union', 'Would you like a trade union representative with you?', YES_NO, {
          optional: true,
          applies: (_answers, { asker }) => asker === 'officer',
        }),
      ],
    },
  ],
  derives: ['subject-level', 'subject-in-group', 'formality'],
  derive: (answers, context) => ({
    ...subjectFacts('complaint', answers, context),
    formality: formality(answers, context),
  }),
  parties: subjectParties,
});
