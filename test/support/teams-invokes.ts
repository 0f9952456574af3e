/** Invokes as Teams sends them: presses that open windows, presses in them, live cards, and the message extension. */
import { makeActivity, post, type TestCard } from './teams-client.ts';

export type InvokeAnswer = {
  task?: {
    type: string;
    value: string | { title: string; height: string; width: string; card: { content: TestCard } };
  };
  composeExtension?: {
    type: string;
    text?: string;
    attachments?: {
      content: TestCard;
      preview: { contentType: string; content: { title: string; text: string } };
    }[];
  };
  statusCode?: number;
  type?: string;
  value?: unknown;
};

let count = 0;

export async function invoke(
  url: string,
  name: string,
  value: unknown,
  changes: Record<string, unknown> = {},
): Promise<{ status: number; answer: InvokeAnswer }> {
  const id = `f:invoke-${++count}`;
  const activity = makeActivity({ type: 'invoke', id, name, value, deliveryMode: undefined, ...changes });
  const { status, body } = await post(url, activity);
  return { status, answer: (body === '' ? {} : JSON.parse(body)) as InvokeAnswer };
}

/** The card that a window shows; fails where it is a message or nothing. */
export function cardIn({ task }: InvokeAnswer): TestCard {
  if (task?.type !== 'continue' || typeof task.value === 'string') {
    throw new Error(`no card, but ${JSON.stringify(task)}`);
  }
  return task.value.card.content;
}

/** Every action in a card, in order, with those in its parts. */
export function actionsIn(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(actionsIn);
  if (typeof node !== 'object' || node === null) return [];
  const object = node as Record<string, unknown>;
  if (String(object['type']).startsWith('Action.')) return [object];
  return Object.values(object).flatMap(actionsIn);
}
