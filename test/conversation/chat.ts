/** A whole conversation without a platform: the real middle on a register in memory, and people who talk to it. */
import {
  createDirectory,
  parsePeople,
  PEOPLE_FILE_HEADER,
  type Directory,
} from '../../src/casework/people.ts';
import type { Register } from '../../src/casework/register-port.ts';
import { createGroundLoader } from '../../src/casework/load-ground.ts';
import { createConversation } from '../../src/conversation/conversation.ts';
import type {
  Block,
  Choice,
  ClauseSearch,
  Conversation,
  Form,
  FormValues,
  Input,
  Reply,
  Speaker,
  Turn,
} from '../../src/conversation/vocabulary.ts';
import { loadKnowledge } from '../../src/start/library.ts';
import { openTestRegister } from '../support/register.ts';

export const PEOPLE = [
  PEOPLE_FILE_HEADER.join(','),
  'olwen@council.example,Olwen Parry,officer,Planning Officer,,,,,',
  'carol@council.example,Cllr Carol Finch,member,,,,,,',
  'sam1@council.example,Cllr Sam Lee,member,,,,,,',
  'sam2@council.example,Cllr Sam Lee,member,Deputy Mayor,,,,,',
  'mo@council.example,Helen Marsh,officer,Monitoring Officer,monitoring-officer,,,,',
  'deputy@council.example,Tom Bright,officer,,deputy-monitoring-officer,,,,',
  'chief@council.example,Ruth Adeyemi,officer,Head of Paid Service,chief-executive,,,,',
].join('\n');

let knowledge: ReturnType<typeof loadKnowledge> | undefined;

/** The real protocols and the trained understanding: loaded once a test file. */
export function sharedKnowledge(): ReturnType<typeof loadKnowledge> {
  return (knowledge ??= loadKnowledge());
}

export type Town = {
  register: Register;
  conversation: Conversation & ClauseSearch;
  /** A new conversation on the same register, as after a restart. */
  restart: (changes?: { people?: string; register?: Register; protocolVersion?: string }) => void;
  person: (userId: string, council?: string) => Chat;
  logged: Record<string, unknown>[];
  close: () => void;
};

/** Somebody in a chat, who sees what they are shown and can press nothing else. */
export type Chat = {
  say: (text: string) => Promise<string>;
  /** Presses the button with this label among those last shown. */
  press: (label: string) => Promise<string>;
  /** Sends the form last shown. */
  send: (values: FormValues) => Promise<string>;
  does: (input: Input, more?: Partial<Turn>) => Promise<string>;
  /** What was last shown. */
  seen: () => readonly Reply[];
  form: () => Form | null;
  choices: () => readonly Choice[];
};

export function openTown(people = PEOPLE): Town {
  const opened = openTestRegister();
  const logged: Record<string, unknown>[] = [];
  let ids = 0;
  let turns = 0;
  let conversation: Conversation & ClauseSearch;
  const build = (file: string, register: Register, protocolVersion?: string): Conversation & ClauseSearch => {
    const directory: Directory = createDirectory(parsePeople(file, 'people.csv'));
    const { library, understand } = sharedKnowledge();
    const protocols =
      protocolVersion === undefined
        ? library.protocols
        : new Map([...library.protocols].map(([id, each]) => [id, { ...each, version: protocolVersion }]));
    const clock = { now: () => new Date(Date.parse('2026-11-20T10:00:00.000Z') + turns++ * 60_000) };
    const needs = {
      register,
      library: { ...library, protocols },
      directoryOf: () => directory,
      clock,
      newId: () => `id-${ids++}`,
    };
    return createConversation({
      ...needs,
      groundOf: createGroundLoader(needs),
      understand,
      log: { info: (fields) => logged.push(fields), error: (fields) => logged.push(fields) },
      outboxChanged: () => undefined,
    });
  };
  conversation = build(people, opened.register);
  const town: Town = {
    register: opened.register,
    get conversation() {
      return conversation;
    },
    restart: (changes = {}) => {
      conversation = build(
        changes.people ?? people,
        changes.register ?? opened.register,
        changes.protocolVersion,
      );
    },
    person: (userId, council = 'swale') => openChat(town, userId, council),
    logged,
    close: opened.close,
  };
  return town;
}

function openChat(town: Town, userId: string, council: string): Chat {
  const speaker: Speaker = { channel: 'web', tenant: 'local', userId };
  let replies: readonly Reply[] = [];
  const blocks = (): Block[] => replies.flatMap((reply) => reply.blocks);
  const form = (): Form | null => blocks().findLast((block) => block.type === 'form')?.form ?? null;
  const choices = (): Choice[] => [
    ...blocks().flatMap((block) => (block.type === 'choices' ? block.choices : [])),
    ...(form()?.choices ?? []),
  ];
  const does = async (input: Input, more: Partial<Turn> = {}): Promise<string> => {
    const turn: Turn = { council, speaker, scope: 'personal', eventId: null, input, ...more };
    ({ replies } = await town.conversation.handle(turn));
    return textOf(replies);
  };
  return {
    does,
    say: (text) => does({ type: 'text', text }),
    press: (label) => {
      const choice = choices().find((each) => each.label === label);
      if (!choice)
        throw new Error(
          `there is no button "${label}", only ${choices()
            .map((each) => each.label)
            .join(', ')}`,
        );
      return does({ type: 'choice', value: choice.value });
    },
    send: (values) => {
      const shown = form();
      if (!shown) throw new Error('there is no form');
      return does({ type: 'form', form: shown.id, values });
    },
    seen: () => replies,
    form,
    choices,
  };
}

/** Every word that is shown, a line each; of a form, what it asks now. */
export function textOf(replies: readonly Reply[]): string {
  return replies.flatMap((reply) => reply.blocks.flatMap(wordsOf)).join('\n');
}

function wordsOf(block: Block): string[] {
  switch (block.type) {
    case 'heading':
    case 'text':
      return [block.text];
    case 'list':
      return [...block.items];
    case 'facts':
      return block.rows.map(({ label, value }) => `${label}: ${value}`);
    case 'clauses':
      return [block.label, ...block.clauses.map(({ label, gist }) => `${label}: ${gist}`)];
    case 'choices':
      return [block.label ?? '', ...block.choices.map(({ label }) => `[${label}]`)];
    case 'form': {
      const asked = block.form.fields.find(({ name }) => name === block.form.asking);
      return [
        block.form.title,
        ...block.form.intro.flatMap(wordsOf),
        ...block.form.fields.flatMap(({ error }) => error ?? []),
        asked?.label ?? `[${block.form.submit}]`,
      ];
    }
  }
}

/** Answers to every question of a family tie at a council where telling is a duty. */
export const FAMILY = ['family', 'Carol Finch', '2', 'no', 'skip'] as const;

/** Types the answers one after the other. @returns what is shown in the end */
export async function sayAll(chat: Chat, texts: readonly string[]): Promise<string> {
  let shown = '';
  for (const text of texts) shown = await chat.say(text);
  return shown;
}

/** Discloses a family tie, all in words. @returns the receipt */
export const discloseFamily = (chat: Chat): Promise<string> => sayAll(chat, ['disclose', ...FAMILY, 'yes']);

/** What is in the outbox for each recipient, in words. */
export async function outbox(register: Register): Promise<{ to: string; words: string }[]> {
  const messages = await register.claimMessages('2027-01-01T00:00:00.000Z', 99, 1);
  return messages.map(({ recipient, reply }) => ({ to: recipient, words: textOf([reply]) }));
}
