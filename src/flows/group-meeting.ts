/** Asking for an officer at a meeting of a political group, or, as an officer, for leave to go. */
import type { FormValues } from '../conversation/vocabulary.ts';
import { makeCaseFlow } from './case-flow.ts';
import {
  checkNotPast,
  choiceField,
  lineField,
  personField,
  withArticle,
  YES_NO,
  YES_NO_UNKNOWN,
} from './case-fields.ts';
import type { FlowContext } from './context.ts';

/** The answer that a group on no list is. */
const ANOTHER = 'another';

function isOwnVisit({ for: whom }: FormValues, { asker }: FlowContext): boolean {
  return asker === 'officer' && whom === 'me';
}

function namesGroup({ group }: FormValues, { groups }: FlowContext): boolean {
  return groups.length === 0 || group === ANOTHER;
}

/** Key or name of the officer who is to attend; null while that is not known. */
function attending(answers: FormValues, context: FlowContext): string | null {
  return isOwnVisit(answers, context) ? context.askerKey : (answers['officer'] ?? null);
}

function officerLevel(answers: FormValues, context: FlowContext): string {
  if (isOwnVisit(answers, context)) return context.askerLevel;
  const officer = attending(answers, context);
  return officer === null ? '' : (context.levelOf(officer) ?? 'officer');
}

export const groupMeetingFlow = makeCaseFlow({
  id: 'group-meeting',
  version: '2',
  title: 'Officer at group meeting',
  offer: 'Ask for an officer at a group meeting',
  confirm: 'Record it',
  screens: [
    {
      id: 'meeting',
      title: 'Which meeting',
      fields: [
        choiceField(
          'meeting',
          'Kind of meeting',
          'What kind of meeting is it?',
          (_answers, { protocol: { council } }) => [
            { label: `A meeting of ${withArticle(council.words.political_group)}`, value: 'political-group' },
            { label: `A ${council.words.ward}, branch or constituency party meeting`, value: 'ward-party' },
          ],
          {
            fromFacts: ({ meeting }) => (meeting === 'group' ? 'political-group' : (meeting ?? null)),
          },
        ),
        choiceField(
          'for',
          'Who is to attend',
          'Who is to attend?',
          (_answers, { protocol: { council } }) => [
            { label: 'I am', value: 'me' },
            { label: `Another ${council.words.officer}`, value: 'other' },
          ],
          { applies: (_answers, { asker }) => asker === 'officer' },
        ),
        choiceField(
          'assistant',
          'Political assistant',
          'Is it the political assistant who attends?',
          YES_NO,
          {
            optional: true,
            hint: () => 'A political assistant is employed to work for one political group.',
          },
        ),
      ],
    },
    {
      id: 'details',
      title: 'Who, what and when',
      fields: [
        choiceField(
          'group',
          'Group',
          ({ meeting }) => (meeting === 'ward-party' ? 'Which party is it?' : 'Which group is it?'),
          (_answers, { groups }) => [
            ...groups.map((group) => ({ label: group, value: group })),
            { label: 'Another one', value: ANOTHER },
          ],
          { applies: (_answers, { groups }) => groups.length > 0 },
        ),
        lineField(
          'group-name',
          'Name of the group',
          'What is the group or party called?',
          'As people know it.',
          {
            applies: namesGroup,
          },
        ),
        personField(
          'officer',
          'Who attends',
          (_answers, { protocol: { council } }) =>
            `Who is to attend? Choose ${withArticle(council.words.officer)}, or type a name.`,
          (_answers, { officers }) => officers,
          { applies: (answers, context) => !isOwnVisit(answers, context) },
        ),
        lineField(
          'topic',
          'Subject',
          'What is the subject?',
          'One line, without anything confidential: leaders of other groups may read it where the protocol tells them.',
        ),
        {
          name: 'date',
          kind: 'date',
          required: true,
          summaryLabel: 'Date',
          label: () => 'When is the meeting?',
          check: (value, _answers, context) => checkNotPast(value, context),
        },
        choiceField(
          'outsiders',
          'People from outside',
          (_answers, { protocol: { council } }) =>
            `Will there be people who are not ${council.words.members} of the council?`,
          YES_NO_UNKNOWN,
          {
            optional: true,
            hint: () => 'Such as party members, agents or candidates. It changes what may be said there.',
            fromFacts: ({ outsiders }) => outsiders ?? null,
          },
        ),
        choiceField('budget', 'About the budget', 'Is it about the budget?', YES_NO, {
          optional: true,
          fromFacts: ({ budget }) => budget ?? null,
        }),
      ],
    },
  ],
  derives: ['officer-level'],
  derive: (answers, context) => ({ 'officer-level': officerLevel(answers, context) }),
  parties: (answers, context) => {
    const officer = attending(answers, context);
    return {
      subjects: [],
      officers: officer === null ? [] : [officer],
      group: (namesGroup(answers, context) ? answers['group-name'] : answers['group']) ?? null,
    };
  },
  // A group typed by name is the group, wherever it is told.
  reshow: (rows, answers, context) => {
    const isTyped = rows.some(({ name }) => name === 'group-name');
    return rows.flatMap((row) => {
      if (row.name === 'group' && isTyped) return [];
      if (row.name === 'group-name') return [{ ...row, name: 'group', label: 'Group' }];
      // To others "I am" is nobody: the name is, and another's stands in a row of its own.
      if (row.name !== 'for') return [row];
      return answers['for'] === 'me' ? [{ ...row, value: context.askerName }] : [];
    });
  },
});
