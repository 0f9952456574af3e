/** What there is to ask about: a short list of topics as buttons, and a human. */
import { findTopics, readBrowsing, themesOf } from '../answering/browse.ts';
import { titleOf } from '../answering/answer.ts';
import type { Protocol, Topic } from '../protocol/load.ts';
import { writeChoice } from './choices.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block } from './vocabulary.ts';

const MOST_CHOICES = 8;

/** @returns null where the text asks for no overview, or for one of what no topic is about */
export function browse(context: TurnContext, text: string): Step | null {
  const browsing = readBrowsing(text);
  if (!browsing) return null;
  if (browsing.type === 'all') return browseThemes(context);
  return browseSubject(context, browsing.subject);
}

/** @returns null where no topic is about it */
export function browseSubject(context: TurnContext, subject: string): Step | null {
  const { services, protocol } = context;
  const topics = findTopics(subject, { protocol, library: services.library });
  return topics.length === 0 ? null : showTopics(context, topics);
}

/** Every theme by name, and the largest as buttons. */
export function browseThemes(context: TurnContext): Step {
  const { protocol, services } = context;
  const themes = themesOf(protocol, services.library);
  return overview(
    context,
    { type: 'text', tone: 'strong', text: `What ${protocol.council.name}'s protocol speaks of` },
    { type: 'list', items: themes.map(({ theme }) => theme.title) },
    {
      type: 'text',
      text: 'To see what there is on one of these, ask, for instance: what can you tell me about complaints?',
    },
    {
      type: 'choices',
      label: themes.length > MOST_CHOICES ? 'The largest' : 'Choose one',
      choices: themes.slice(0, MOST_CHOICES).map(({ theme }) => ({
        label: theme.title,
        value: writeChoice({ act: 'theme', theme: theme.theme }),
      })),
    },
  );
}

/** The topics of one theme; every theme where there is no such one. */
export function browseTheme(context: TurnContext, id: string): Step {
  const { protocol, services } = context;
  const found = themesOf(protocol, services.library).find(({ theme }) => theme.theme === id);
  return found ? showTopics(context, found.topics) : browseThemes(context);
}

function showTopics(context: TurnContext, topics: readonly Topic[]): Step {
  const shown = topics.slice(0, MOST_CHOICES);
  const isAll = shown.length === topics.length;
  return overview(
    context,
    {
      type: 'text',
      tone: 'strong',
      text: isAll
        ? 'Your protocol has rules on this:'
        : `Your protocol has rules on ${topics.length} matters of this kind. These are the ${shown.length} nearest:`,
    },
    {
      type: 'choices',
      choices: shown.map(({ id, title }) => ({
        label: title,
        value: writeChoice({ act: 'topic', topic: id }),
      })),
    },
  );
}

/** An overview is about nothing in particular: what follows leans on nothing before it. */
function overview(context: TurnContext, ...blocks: Block[]): Step {
  const step = say(context, ...blocks, {
    type: 'text',
    tone: 'subtle',
    text: humanLine(context.protocol),
  });
  return { ...step, state: { ...step.state, lastTopic: null, lastFacts: {}, lastAsked: null } };
}

function humanLine(protocol: Protocol): string {
  return `Or tell me your situation in your own words, or ask the ${titleOf('monitoring-officer', protocol)}.`;
}
