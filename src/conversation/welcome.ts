/** The first thing that Beadle says, in one screen. */
import { flowsFor } from '../flows/flows.ts';
import type { Protocol } from '../protocol/load.ts';
import type { PersonKind } from '../protocol/schema.ts';
import { writeChoice } from './choices.ts';
import type { Block } from './vocabulary.ts';

/** To one person, in their own chat. */
export function welcomeBlocks(protocol: Protocol, kind: PersonKind | null): Block[] {
  const [disclose, ...others] = flowsFor(kind ?? 'officer', protocol);
  const complaint = others.find(({ id }) => id === 'complaint');
  return [
    { type: 'heading', text: 'I am Beadle' },
    {
      type: 'text',
      text: `I know ${protocol.council.name}'s protocol for ${protocol.council.words.members} and ${protocol.council.words.officers}. Ask me in your own words, such as: can I attend the Labour group meeting? I will say what it asks, and which clauses say so.`,
    },
    {
      type: 'choices',
      choices: [
        ...[disclose, complaint].flatMap((flow) =>
          flow ? [{ label: flow.offer, value: writeChoice({ act: 'start', flow: flow.id }) }] : [],
        ),
        { label: 'What else I can do', value: writeChoice({ act: 'help' }) },
      ],
    },
    {
      type: 'text',
      tone: 'subtle',
      text: 'This chat is private. What you ask is not kept; what you choose to have recorded is, and you are told who sees it.',
    },
  ];
}

/** To everybody in a team or group chat. */
export function sharedWelcomeBlocks(protocol: Protocol): Block[] {
  return [
    { type: 'heading', text: 'I am Beadle' },
    {
      type: 'text',
      text: `I know ${protocol.council.name}'s protocol for ${protocol.council.words.members} and ${protocol.council.words.officers}. Mention me with a question about it. Everything private, such as a disclosure or a complaint, belongs in a chat with me alone: please do not write it here.`,
    },
  ];
}
