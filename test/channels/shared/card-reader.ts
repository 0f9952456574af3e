/** Reads a card as its renderers do: what is shown, whether it is sound, and what a press of a button sends. */
import { createRequire } from 'node:module';
import type { AdaptiveCard } from '../../../src/channels/shared/adaptive-card.ts';

// The package's ES modules do not load in Node; its bundle does, and parses without a browser.
const library = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof import('adaptivecards');

export type Node = Readonly<Record<string, unknown>> & { type: string };

/** Every object with a `type` in the card, in the order they are shown. */
export function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && typeof value.type === 'string' ? [value as Node] : [];
  return [...own, ...Object.entries(value).flatMap(([key, part]) => (key === 'data' ? [] : nodesOf(part)))];
}

/** What the adaptivecards library has against the card, at version 1.5. */
export function faultsOf(card: AdaptiveCard): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  const parsed = new library.AdaptiveCard();
  parsed.parse(structuredClone(card), context);
  const faults: string[] = [];
  for (let index = 0; index < context.eventCount; index++) faults.push(context.getEventAt(index).message);
  return [...faults, ...parsed.validateProperties().validationEvents.map((event) => event.message)];
}

/** The texts that the card shows, one an element; nothing of what buttons send. */
export function shownTexts(card: AdaptiveCard): string[] {
  return nodesOf(card.body).flatMap((node): string[] => {
    switch (node.type) {
      case 'TextBlock':
        return [String(node['text'])];
      case 'RichTextBlock':
        return [(node['inlines'] as { text: string }[]).map((run) => run.text).join('')];
      case 'FactSet':
        return (node['facts'] as { title: string; value: string }[]).flatMap((fact) => [
          fact.title,
          fact.value,
        ]);
      case 'Input.ChoiceSet':
        return [
          String(node['label']),
          ...(node['choices'] as { title: string }[]).map((choice) => choice.title),
        ];
      case 'Input.Text':
      case 'Input.Date':
        return [String(node['label']), ...(typeof node['value'] === 'string' ? [node['value']] : [])];
      case 'Action.Submit':
      case 'Action.ShowCard':
        return [String(node['title'])];
      default:
        return [];
    }
  });
}

/** The texts of the card that hosts read as markdown. */
export function markdownTexts(card: AdaptiveCard): string[] {
  return nodesOf(card.body).flatMap((node): string[] => {
    if (node.type === 'TextBlock') return [String(node['text'])];
    if (node.type === 'FactSet') {
      return (node['facts'] as { title: string; value: string }[]).flatMap((fact) => [
        fact.title,
        fact.value,
      ]);
    }
    if (node.type === 'Input.ChoiceSet' && node['style'] === 'expanded') {
      return (node['choices'] as { title: string }[]).map((choice) => choice.title);
    }
    return [];
  });
}

/** What arrives when the button is pressed after these inputs were filled in, the rest being left as they are. */
export function press(card: AdaptiveCard, title: string, filled: Record<string, string> = {}): unknown {
  const nodes = nodesOf(card.body);
  const button = nodes.find((node) => node.type === 'Action.Submit' && node['title'] === title);
  if (button === undefined) throw new Error(`There is no button "${title}".`);
  const inputs = nodes.filter((node) => node.type.startsWith('Input.'));
  const values = inputs.flatMap((input): [string, string][] => {
    const id = String(input['id']);
    const value = filled[id] ?? input['value'];
    return typeof value === 'string' && value !== '' ? [[id, value]] : [];
  });
  const sent = button['associatedInputs'] === 'none' ? [] : values;
  return { ...(button['data'] as object), ...Object.fromEntries(sent) };
}
