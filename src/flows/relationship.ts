/** Disclosing a relationship: what kind, with whom, since when, and whether either takes decisions that touch the other. */
import type { Block, FormValues } from '../conversation/vocabulary.ts';
import type { Protocol } from '../protocol/load.ts';
import { RELATIONSHIP_KINDS, type RelationshipKind, type RelationshipRoute } from '../protocol/schema.ts';
import { PRIVATE } from './case-flow.ts';
import { askWhoIsMeant } from './meant-field.ts';
import { otherSide, YES_NO } from './case-fields.ts';
import type { FlowContext } from './context.ts';
import type { Flow } from './engine.ts';
import { clauseBlocks } from './routes.ts';

const KIND_LABELS: Record<RelationshipKind, string> = {
  family: 'Family, including a partner',
  friendship: 'A close friendship',
  business: 'Business or money',
  'social-media': 'Connected on social media',
  other: 'Something else',
};

/** What is read from a sentence (`protocols/topics/facts.yaml`), as a kind. */
const KIND_OF_FACT: Readonly<Record<string, RelationshipKind>> = {
  family: 'family',
  romance: 'family',
  friend: 'friendship',
  business: 'business',
  'social-media': 'social-media',
};

/** What the council does with a kind of relationship. */
export function routeFor(protocol: Protocol, answers: FormValues): RelationshipRoute | null {
  const kind = RELATIONSHIP_KINDS.find((candidate) => candidate === answers['kind']);
  return kind ? protocol.procedures.relationship.kinds[kind] : null;
}

/** The office that is to be told, or null where nobody is. */
export function officeToTell(protocol: Protocol, answers: FormValues): string | null {
  const route = routeFor(protocol, answers);
  if (!route) return null;
  if (route.tell !== null) return route.tell;
  return answers['tell'] === 'yes' ? protocol.procedures.relationship.offer : null;
}

/** An office's title at this council. */
export function officeTitle(protocol: Protocol, office: string): string {
  return protocol.council.offices.find((candidate) => candidate.id === office)?.title ?? office;
}

function routeIntro(answers: FormValues, { protocol }: FlowContext): Block[] {
  const route = routeFor(protocol, answers);
  if (!route) return [];
  return [{ type: 'text', text: route.say }, ...clauseBlocks(route.clauses, protocol)];
}

/** Whether the person should be asked if they want to go on: the protocol leaves it to them. */
function isVoluntary(answers: FormValues, { protocol }: FlowContext): boolean {
  const route = routeFor(protocol, answers);
  return route !== null && route.duty !== 'must';
}

/** The protocol names nobody: the person decides whether somebody is told. */
function namesNobody(answers: FormValues, { protocol }: FlowContext): boolean {
  return routeFor(protocol, answers)?.tell === null;
}

function isStopped(answers: FormValues, context: FlowContext): boolean {
  return isVoluntary(answers, context) && answers['proceed'] === 'no';
}

export const relationshipFlow: Flow<FlowContext> = {
  id: 'relationship',
  version: '2',
  title: 'Disclose a relationship',
  offer: 'Disclose a relationship',
  confirm: 'Record it',
  screens: [
    {
      id: 'kind',
      title: 'What it is',
      intro: (_answers, { protocol }) => [
        {
          type: 'text',
          text: PRIVATE,
        },
        {
          type: 'text',
          tone: 'subtle',
          text: `${protocol.council.name}: ${protocol.council.protocol.title}`,
        },
      ],
      fields: [
        {
          name: 'kind',
          kind: 'choice',
          required: true,
          label: () => 'What kind of relationship is it?',
          summaryLabel: 'Kind of relationship',
          options: () => RELATIONSHIP_KINDS.map((kind) => ({ label: KIND_LABELS[kind], value: kind })),
          fromFacts: ({ relationship }) => KIND_OF_FACT[relationship ?? ''] ?? null,
        },
      ],
    },
    {
      id: 'whether',
      title: 'Whether to go on',
      applies: (answers, context) => isVoluntary(answers, context) || namesNobody(answers, context),
      intro: routeIntro,
      fields: [
        {
          name: 'proceed',
          kind: 'choice',
          required: true,
          applies: isVoluntary,
          label: () => 'Would you like to have it recorded all the same?',
          summaryLabel: 'Recorded by choice',
          options: () => [
            { label: 'Yes, record it', value: 'yes' },
            { label: 'No, stop here', value: 'no' },
          ],
        },
        {
          name: 'tell',
          kind: 'choice',
          required: true,
          applies: (answers, context) => namesNobody(answers, context) && !isStopped(answers, context),
          label: (_answers, { protocol }) =>
            `Shall I tell the ${officeTitle(protocol, protocol.procedures.relationship.offer)}?`,
          hint: () => 'If not, it is kept in the register and no message is sent.',
          summaryLabel: 'Tell somebody',
          options: () => YES_NO,
        },
      ],
    },
    {
      id: 'who',
      title: 'With whom',
      intro: (answers, context) => [
        ...(isVoluntary(answers, context) || namesNobody(answers, context)
          ? []
          : routeIntro(answers, context)),
        ...(context.protocol.procedures.relationship.before_election
          ? [{ type: 'text' as const, text: context.protocol.procedures.relationship.before_election.say }]
          : []),
      ],
      fields: askWhoIsMeant([
        {
          name: 'with',
          kind: 'person',
          required: true,
          maxLength: 150,
          label: (_answers, context) => `With whom? Choose ${otherSide(context)}, or type a name.`,
          summaryLabel: 'With',
          options: (_answers, { people }) => people,
        },
        {
          name: 'since',
          kind: 'choice',
          required: true,
          label: (_answers, { protocol }) =>
            `Did it begin before the ${protocol.council.words.member} was elected, or the ${protocol.council.words.officer} appointed?`,
          summaryLabel: 'Since',
          options: () => [
            { label: 'Before the election or appointment', value: 'before' },
            { label: 'After it', value: 'after' },
            { label: 'I do not know', value: 'unknown' },
          ],
          fromFacts: ({ timing }) => (timing === 'before-election' ? 'before' : null),
        },
        {
          name: 'decides',
          kind: 'choice',
          required: true,
          label: () => 'Does either of you take decisions that touch the other?',
          hint: () =>
            'Such as sitting on a committee for their service, managing them, or handling their case.',
          summaryLabel: 'Decisions that touch the other',
          options: () => [
            { label: 'Yes, I do', value: 'discloser' },
            { label: 'Yes, the other person does', value: 'other' },
            { label: 'Yes, both of us', value: 'both' },
            { label: 'No', value: 'neither' },
            { label: 'I am not sure', value: 'unsure' },
          ],
        },
        {
          name: 'details',
          kind: 'text',
          required: false,
          multiline: true,
          maxLength: 2000,
          label: () => 'Is there anything else that should be known?',
          hint: () => 'Only what is needed to understand it. Whoever is told will read this.',
          summaryLabel: 'Details',
        },
      ]),
    },
  ],
  stops: isStopped,
  summaryIntro: (answers, context) => {
    const office = officeToTell(context.protocol, answers);
    const { decides } = context.protocol.procedures.relationship;
    const touches = ['discloser', 'other', 'both', 'unsure'].includes(answers['decides'] ?? '');
    return [
      {
        type: 'text',
        text:
          office === null
            ? 'When you confirm, this goes into the register. Nobody is sent a message about it.'
            : `When you confirm, this goes into the register and the ${officeTitle(context.protocol, office)} is told.`,
      },
      ...(touches && decides ? [{ type: 'text' as const, text: decides.say }] : []),
    ];
  },
};

/** The name of a kind as people read it; the id itself where it is none of ours. */
export function kindLabel(kind: string): string {
  return RELATIONSHIP_KINDS.some((candidate) => candidate === kind)
    ? KIND_LABELS[kind as RelationshipKind]
    : kind;
}
