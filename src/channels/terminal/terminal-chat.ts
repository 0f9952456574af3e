/** Beadle in a terminal: one person, one line at a time. */
import { createInterface } from 'node:readline';
import type { Conversation, Deliverer, Input, Reply, Speaker } from '../../conversation/vocabulary.ts';
import { cleanText } from './clean-text.ts';
import { layOutReplies, paint } from './screen.ts';
import type { Key, Look } from './screen.ts';

export type TerminalChatOptions = {
  conversation: Conversation;
  /** The council's id, and its name as people know it. */
  council: { id: string; name: string };
  /** Who sits at the terminal; `userId` is the person's key in Beadle. */
  speaker: { userId: string; name: string; email?: string };
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Columns to wrap at; asked anew for each reply, since windows are resized. */
  width: () => number;
  colour: boolean;
  /** Whether a person types: then there is a prompt; otherwise each line read is repeated, so that the output tells the whole story. */
  interactive: boolean;
  /** Told when Beadle itself failed; what it says is fit for a log. */
  onError?: (code: string) => void;
};

export type TerminalChat = {
  /** Greets, then answers line after line. Ends with the input, or at `/quit`. */
  run: () => Promise<void>;
  /** Prints what Beadle says first to the person at this terminal; everybody else is out of its reach. */
  deliverer: Deliverer;
};

const WIDEST = 100;
const NARROWEST = 20;
const USUAL = 80;
const QUIT = new Set(['/quit', '/exit', '/q']);

/** Builds the chat; nothing is read or written before `run`. */
export function createTerminalChat(options: TerminalChatOptions): TerminalChat {
  const { conversation, council, input, output, interactive } = options;
  const speaker: Speaker = { channel: 'terminal', tenant: 'local', ...options.speaker };
  let keys: readonly Key[] = [];
  let form: string | null = null;
  let reader: LineReader | null = null;

  const look = (): Look => ({
    // Some terminals say 0 where they do not know.
    width: Math.min(WIDEST, Math.max(NARROWEST, options.width() || USUAL)),
    colour: options.colour,
  });
  const print = (lines: readonly string[]): void => void output.write(`${lines.join('\n')}\n`);

  const show = (replies: readonly Reply[]): void => {
    const screen = layOutReplies(replies, look(), form);
    print(['', ...screen.lines, '']);
    ({ keys, form } = screen);
  };

  const handle = async (turnInput: Input): Promise<void> => {
    try {
      const { replies } = await conversation.handle({
        council: council.id,
        speaker,
        scope: 'personal',
        eventId: null,
        input: turnInput,
      });
      if (replies.length > 0) show(replies);
    } catch (error) {
      options.onError?.(error instanceof Error ? error.name : 'unknown');
      print(['', 'Beadle could not answer just now. Please try again.', '']);
    }
  };

  return {
    run: async () => {
      const name = cleanText(`${options.speaker.name}, ${council.name}`);
      print([
        paint(look(), `Beadle. You speak as ${name}.`, 'bold'),
        'A number presses what stands there. /quit leaves.',
      ]);
      // Listens before it greets: lines that are there already would be lost otherwise.
      const lines = createLineReader({ input, output, interactive });
      reader = lines;
      const greeting = handle({ type: 'hello' });
      const reading = lines.read(async (line) => {
        await greeting;
        if (!interactive) print([`> ${cleanText(line)}`]);
        if (QUIT.has(line.trim().toLowerCase())) return 'stop';
        if (line.trim() !== '') await handle(findKey(keys, line) ?? { type: 'text', text: line });
        return 'go on';
      });
      await greeting;
      lines.prompt();
      await reading;
      reader = null;
    },
    deliverer: {
      channel: 'terminal',
      deliver: ({ council: to, recipient, reply }) => {
        if (reader === null || to !== council.id || recipient.key !== speaker.userId) {
          return Promise.resolve({ result: 'unreachable' });
        }
        // Its own buttons work by their labels and numbers from now on, as the newest thing on the screen.
        show([reply]);
        reader.prompt();
        return Promise.resolve({ result: 'sent' });
      },
    },
  };
}

/** The input that a line stands for, where it is the number or the label of something on the screen. */
function findKey(keys: readonly Key[], line: string): Input | null {
  const typed = fold(line);
  const byNumber = /^\d{1,4}$/.test(typed) ? keys.find(({ number }) => number === Number(typed)) : undefined;
  return (byNumber ?? keys.find(({ label }) => fold(label) === typed))?.input ?? null;
}

const fold = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

type Streams = Pick<TerminalChatOptions, 'input' | 'output' | 'interactive'>;
type LineReader = {
  /** Hands over each line when the one before is done with; resolves at the end of the input, at Ctrl+C, or when told to stop. */
  read: (onLine: (line: string) => Promise<'go on' | 'stop'>) => Promise<void>;
  /** Shows the prompt, with what is half typed behind it. */
  prompt: () => void;
};

function createLineReader({ input, output, interactive }: Streams): LineReader {
  const reader = createInterface({
    input,
    prompt: '> ',
    terminal: interactive,
    ...(interactive ? { output } : {}),
  });
  let open = true;
  const closed = new Promise<void>((resolve) => {
    reader.once('close', () => {
      open = false;
      resolve();
    });
  });
  const prompt = (): void => {
    if (interactive && open) reader.prompt(true);
  };
  return {
    prompt,
    read: async (onLine) => {
      let work = Promise.resolve();
      let stopped = false;
      reader.on('line', (line) => {
        work = work.then(async () => {
          if (stopped) return;
          stopped = (await onLine(line)) === 'stop';
          if (stopped) reader.close();
          else prompt();
        });
      });
      reader.on('SIGINT', () => reader.close());
      await closed;
      await work;
    },
  };
}
